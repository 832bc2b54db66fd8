"""A table of withholding tax from its file, refused where it could be misread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from setia.core.errors import Problem, Refused
from setia.payouts.strict import Entries
from setia.payouts.withholding.table import TAXED, Band, Rule, Table
from setia.payouts.withholding.yaml_text import texts_of

SHIPPED = Path(__file__).with_name("table.yaml")
NOBODY = frozenset({"", "null", "~"})
PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)\s*%", re.ASCII)
WHOLE = re.compile(r"\d[\d_]{0,20}", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MINOR = 100
MOST_FACTOR = 10
LANGUAGES = ("en", "id")


def read_table(path: Path | None = None) -> Table:
    """Return the table of a file; without one, the table that is shipped and unconfirmed.

    Raises:
        Refused: The file cannot be read, or what it says is not plain; with the path of each
            problem, as in ``rules.2.bands.0.rate``.
    """
    try:
        text = (path or SHIPPED).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused([Problem("payout.tax.unreadable")]) from error
    return table_of(text)


def table_of(text: str) -> Table:
    """Return the table that a YAML document describes.

    Raises:
        Refused: As :func:`read_table`.
    """
    problems: list[Problem] = []
    whole = Entries(texts_of(text), "", problems)
    confirmed = whole.text("confirmed_by").strip()
    note = Entries(whole.value("note"), "note", problems)
    notes = {language: note.text(language) for language in LANGUAGES}
    note.close()
    rules = [(_rule(one), one.at) for one in whole.entries("rules")]
    whole.close()
    if not problems:
        problems.extend(_overlaps(rules))
    if problems:
        raise Refused(problems)
    in_order = sorted((rule for rule, _ in rules), key=lambda one: (one.kind, one.from_day))
    return Table(None if confirmed in NOBODY else confirmed, notes, tuple(in_order))


def _rule(found: Entries) -> Rule:
    kind = found.choice("kind", TAXED)
    from_day = _day(found, "from")
    to_day = _day(found, "to") if found.has("to") else None
    if to_day is not None and to_day < from_day:
        found.wrong("payout.tax.ends_before", "to")
    article = found.text("article").strip()
    if found.has("article") and not article:
        found.wrong("payout.config.missing", "article")
    base = _share(found, "base", most=1)
    bands = tuple(_bands(found))
    factor = _share(found, "without_tax_id", most=MOST_FACTOR)
    if factor < 1 and found.has("without_tax_id"):
        found.wrong("payout.tax.factor_below", "without_tax_id")
    highest = max((one.rate for one in bands), default=Fraction(0))
    if base * highest * factor > 1:
        found.wrong("payout.tax.above_gross")
    return Rule(kind, from_day, to_day, article, base, bands, factor)


def _bands(found: Entries) -> list[Band]:
    bands: list[Band] = []
    for one in found.entries("bands"):
        from_minor = _rupiah(one, "from")
        if from_minor <= bands[-1].from_minor if bands else from_minor != 0:
            one.wrong("payout.tax.band_order", "from")
        bands.append(Band(from_minor, _share(one, "rate", most=1)))
    if not bands:
        found.wrong("payout.tax.no_bands", "bands")
    return bands


def _share(found: Entries, key: str, *, most: int) -> Fraction:
    """Return a percentage exactly; one that was written as 0.15 is not taken for 15 %."""
    known, text = found.has(key), found.text(key).strip()
    matched = PERCENT.fullmatch(text)
    if matched is None:
        if known:
            found.wrong("payout.tax.no_percent", key, value=text)
        return Fraction(0)
    share = Fraction(matched[1]) / 100
    if share > most:
        found.wrong("payout.tax.percent_above", key, value=text, most=most * 100)
        return Fraction(0)
    return share


def _rupiah(found: Entries, key: str) -> int:
    known, text = found.has(key), found.text(key).strip()
    if WHOLE.fullmatch(text):
        return int(text.replace("_", "")) * MINOR
    if known:
        found.wrong("payout.tax.no_rupiah", key, value=text)
    return 0


def _day(found: Entries, key: str) -> date:
    known, text = found.has(key), found.text(key).strip()
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    if known:
        found.wrong("payout.tax.no_day", key, value=text)
    return date.min


def _overlaps(rules: Sequence[tuple[Rule, str]]) -> list[Problem]:
    """Find rules of a kind of which two hold on one day."""
    in_order = sorted(rules, key=lambda one: (one[0].kind, one[0].from_day))
    found = []
    for (rule, at), (later, other) in pairwise(in_order):
        reaches = rule.to_day is not None and rule.to_day >= later.from_day
        if rule.kind == later.kind and (reaches or rule.from_day == later.from_day):
            day = later.from_day.isoformat()
            found.append(Problem("payout.tax.overlap", other, {"other": at, "day": day}))
    return found
