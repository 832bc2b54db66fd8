"""How a bank wants its file of transfers: a layout that is configuration, not code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from setia.core.errors import Problem, Refused
from setia.payouts.safe_text import safe_text
from setia.payouts.strict import Entries

FIELDS = (
    "key",
    "bank_code",
    "account_no",
    "account_name",
    "amount",
    "currency",
    "note",
    "email",
    "date",
    "number",
)
NEEDED_FIELDS = ("account_no", "amount")
FIGURES = frozenset({"key", "bank_code", "account_no", "amount", "number"})
DELIMITERS = (",", ";", "|", "\t")
ENCODINGS = ("utf-8", "utf-8-sig", "ascii", "cp1252")
LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}
ALWAYS, WHERE_NEEDED, NEVER = "always", "needed", "never"
QUOTINGS = (ALWAYS, WHERE_NEEDED, NEVER)
MARKS = (".", ",")
PADS = ("", " ", "0")
MOST_WIDTH = 200
DATE_FORMAT = re.compile(
    r"(?:YYYY|YY)[-/. ]?MM[-/. ]?DD|(?:DD[-/. ]?MM|MM[-/. ]?DD)[-/. ]?(?:YYYY|YY)"
)
PLACES = re.compile(r"\{([^{}]*)\}")
PLACE_NAMES = ("count", "sum", "date")


@dataclass(frozen=True)
class LayoutColumn:
    """One column: a field of the transfer, or a text that is always the same.

    Names and notes are cut at ``width``; anything else that is wider is refused. A ``pad``
    fills up to the width: a zero in front, a blank behind.
    """

    head: str
    field: str = ""
    text: str = ""
    width: int = 0
    pad: str = ""
    upper: bool = False


@dataclass(frozen=True)
class Layout:
    """A bank's own form of CSV.

    ``first`` and ``last`` are the cells of a line before and after all others, in which
    ``{count}``, ``{sum}`` and ``{date}`` stand for the transfers; empty for no such line.
    ``date_format`` is written with YYYY or YY, MM and DD.
    """

    name: str
    columns: tuple[LayoutColumn, ...]
    delimiter: str = ","
    encoding: str = "utf-8"
    line_end: str = "crlf"
    quoting: str = WHERE_NEEDED
    header: bool = True
    decimals: int = 0
    decimal_mark: str = "."
    date_format: str = "YYYY-MM-DD"
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()

    @property
    def forbidden(self) -> str:
        """Return the signs that no value may hold, since nothing would quote them."""
        return f'{self.delimiter}"' if self.quoting == NEVER else ""

    def to_json(self) -> dict[str, Any]:
        """Return the layout as it is kept; ``from_json`` reads it back."""
        columns = [_column_as_json(one) for one in self.columns]
        lines = {"first": list(self.first), "last": list(self.last)}
        return {**asdict(self), "columns": columns, **lines}

    @classmethod
    def from_json(cls, kept: object) -> Layout:
        """Return the layout that a document describes.

        Raises:
            Refused: A key is unknown or missing, a value is not allowed, or the file would
                not be read back as it is meant; each with its path, as ``columns.2.field``.
        """
        problems: list[Problem] = []
        found = Entries(kept, "", problems)
        layout = cls(
            name=found.text("name"),
            columns=tuple(_column(one) for one in found.entries("columns")),
            delimiter=found.choice("delimiter", DELIMITERS, cls.delimiter),
            encoding=found.choice("encoding", ENCODINGS, cls.encoding),
            line_end=found.choice("line_end", tuple(LINE_ENDS), cls.line_end),
            quoting=found.choice("quoting", QUOTINGS, cls.quoting),
            header=found.flag("header", default=cls.header),
            decimals=found.whole("decimals", cls.decimals, 2),
            decimal_mark=found.choice("decimal_mark", MARKS, cls.decimal_mark),
            date_format=found.text("date_format", cls.date_format),
            first=found.texts("first", ()),
            last=found.texts("last", ()),
        )
        found.close()
        if not problems:
            problems.extend(contradictions(layout))
        if problems:
            raise Refused(problems)
        return layout


def _column_as_json(column: LayoutColumn) -> dict[str, Any]:
    """Leave out of a column the one of field and text that it does not have."""
    absent = "text" if column.field else "field"
    return {key: value for key, value in asdict(column).items() if key != absent}


def _column(found: Entries) -> LayoutColumn:
    has_field, has_text = found.has("field"), found.has("text")
    field = found.text("field", "")
    if has_field == has_text:
        found.wrong("payout.layout.field_or_text")
    elif has_field and field not in FIELDS:
        params = {"field": field, "allowed": ", ".join(FIELDS)}
        found.wrong("payout.layout.unknown_field", "field", **params)
    column = LayoutColumn(
        head=found.text("head", ""),
        field=field,
        text=found.text("text", ""),
        width=found.whole("width", 0, MOST_WIDTH),
        pad=found.choice("pad", PADS, ""),
        upper=found.flag("upper", default=False),
    )
    if column.pad and not column.width:
        found.wrong("payout.layout.pad_without_width", "pad")
    if column.pad == "0" and field not in FIGURES:
        found.wrong("payout.layout.zeros_before_words", "pad")
    return column


def contradictions(layout: Layout) -> list[Problem]:
    """Return what is right by itself and wrong together, so that no file may be written."""
    fields = {column.field for column in layout.columns}
    found = [
        Problem("payout.layout.field_missing", "columns", {"field": field})
        for field in NEEDED_FIELDS
        if field not in fields
    ]
    if not layout.name.strip():
        found.append(Problem("payout.config.missing", "name"))
    if layout.decimals == 1:
        found.append(Problem("payout.layout.decimals", "decimals"))
    if not DATE_FORMAT.fullmatch(layout.date_format):
        wrong = {"value": layout.date_format}
        found.append(Problem("payout.layout.date_format", "date_format", wrong))
    unquoted = layout.quoting == NEVER and layout.decimal_mark == layout.delimiter
    if unquoted and layout.decimals:
        found.append(Problem("payout.layout.mark_is_delimiter", "decimal_mark"))
    return [*found, *_unwritable(layout), *_lines(layout)]


def _unwritable(layout: Layout) -> list[Problem]:
    """Find words of the layout itself that could not be written as they stand."""
    words = [
        *((f"columns.{at}.head", one.head) for at, one in enumerate(layout.columns)),
        *((f"columns.{at}.text", one.text) for at, one in enumerate(layout.columns)),
        *((f"first.{at}", cell) for at, cell in enumerate(layout.first)),
        *((f"last.{at}", cell) for at, cell in enumerate(layout.last)),
    ]
    return [
        Problem("payout.layout.unwritable", at, {"value": word})
        for at, word in words
        if safe_text(word, layout.encoding, layout.forbidden) != word
    ]


def _lines(layout: Layout) -> list[Problem]:
    """Find places that nobody fills, and a line without anything in it."""
    found: list[Problem] = []
    lines: Sequence[tuple[str, tuple[str, ...]]]
    lines = (("first", layout.first), ("last", layout.last))
    for name, cells in lines:
        if cells and not any(cells):
            found.append(Problem("payout.layout.empty_line", name))
        for at, cell in enumerate(cells):
            unknown = [one for one in PLACES.findall(cell) if one not in PLACE_NAMES]
            if unknown or any(brace in PLACES.sub("", cell) for brace in "{}"):
                params = {"value": cell, "allowed": "{count}, {sum}, {date}"}
                found.append(Problem("payout.layout.unknown_place", f"{name}.{at}", params))
    return found


DEFAULT = Layout(
    name="CSV",
    columns=(
        LayoutColumn("No", field="number"),
        LayoutColumn("Ref", field="key"),
        LayoutColumn("Bank", field="bank_code"),
        LayoutColumn("Account", field="account_no"),
        LayoutColumn("Name", field="account_name"),
        LayoutColumn("Amount", field="amount"),
        LayoutColumn("Currency", field="currency"),
        LayoutColumn("Note", field="note"),
        LayoutColumn("Email", field="email"),
        LayoutColumn("Date", field="date"),
    ),
)
