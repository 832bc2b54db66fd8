"""An entry of Today as the page shows it: the reasons in words, and the taps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from setia.care.models import DayEntry, Touch
from setia.care.ways import Way, ways_of
from setia.care.words import SAID, SAME_WORDS, SUGGESTED
from setia.core.actor import Actor
from setia.core.models import Business
from setia.people.models import Party
from setia.people.models.contact import ContactKind
from setia.people.models.knowing import DateKind
from setia.people.phone import shown_phone
from setia.programs.models import Program
from setia.promises.models.promise import PromiseKind
from setia.ui.figures import rupiah
from setia.ui.templatetags.ui import day as as_day

TAPS: Mapping[str, tuple[str, str | Promise]] = {
    "whatsapp": ("chat-bubble-oval-left-ellipsis", ContactKind.WHATSAPP.label),
    "phone": ("phone", ContactKind.PHONE.label),
    "telegram": ("paper-airplane", ContactKind.TELEGRAM.label),
}
MEANS, RUPIAH = frozenset({"month_minor", "mean_minor"}), 100
"""What is a mean is told in whole rupiah; nobody is paid by it."""


@dataclass(frozen=True)
class Tap:
    """One way to reach somebody: where it leads, and whether it may be offered."""

    way: Way
    icon: str
    label: str
    link: str
    address: str


@dataclass(frozen=True)
class Ways:
    """How one party may be reached, with words, and the key of what is written down next."""

    party: Party
    text: str
    taps: Sequence[Tap]
    closed: Sequence[str]
    asked: bool
    channel: str = ""
    key: str = field(default_factory=lambda: uuid4().hex)


@dataclass(frozen=True)
class Shown(Ways):
    """One party of the list: why, and what was done today."""

    band: int = 0
    why: str = ""
    more: Sequence[str] = ()
    done: Touch | None = None
    broken: int | None = None
    """The promise that broke, where somebody can write down why."""


@dataclass(frozen=True)
class Known:
    """What is looked up once for all entries of a page."""

    ways: Mapping[int, list[Way]]
    done: Mapping[int, Touch]
    programs: Mapping[str, Program]
    me: str
    business: Business


def shown_entries(
    entries: Sequence[DayEntry], done: Mapping[int, Touch], actor: Actor
) -> list[Shown]:
    """Return entries with words and taps; asks the database the same few times for all."""
    known = Known(
        ways_of([one.party_id for one in entries]),
        done,
        _programs(entries),
        actor.name,
        Business.objects.get(pk=1),
    )
    return [_shown(one, known) for one in entries]


def shown_ways(party: Party, actor: Actor) -> Ways:
    """Return how one party may be reached, with words that fit any day."""
    business = Business.objects.get(pk=1)
    with override(business.language):
        facts = {"name": party.name, "me": actor.name, "business": business.name}
        text = str(SUGGESTED["hello"]) % facts
    return Ways(party, text, *_reached(ways_of([party.pk]).get(party.pk, []), text))


def _shown(entry: DayEntry, known: Known) -> Shown:
    said = [_sentence(reason, known) for reason in entry.reasons]
    with override(known.business.language):
        text = _suggestion(entry, known)
    taps, closed, asked = _reached(known.ways.get(entry.party_id, []), text)
    return Shown(
        entry.party,
        text,
        taps,
        closed,
        asked,
        entry.channel,
        band=entry.band,
        why=said[0],
        more=said[1:],
        done=known.done.get(entry.party_id),
        broken=_broken(entry.reasons[0]),
    )


def _broken(reason: Mapping[str, Any]) -> int | None:
    return reason.get("promise_pk") if reason["code"] == "promise_broken" else None


def _reached(ways: Sequence[Way], text: str) -> tuple[list[Tap], list[str], bool]:
    """Return the taps, the channels that were taken back, and whether a consent is missing."""
    taps = [_tap(way, text) for way in ways if way.is_open]
    closed = [str(TAPS[way.channel][1]) for way in ways if not way.is_open]
    return taps, closed, any(not tap.way.consent for tap in taps)


def _tap(way: Way, text: str) -> Tap:
    icon, label = TAPS[way.channel]
    address = way.normal if way.channel == "telegram" else shown_phone(way.normal)
    return Tap(way, icon, str(label), way.link(text), address)


def _sentence(reason: Mapping[str, Any], known: Known) -> str:
    code = reason["code"]
    if code == "near_a_step" and "until_on" in reason:
        code = "near_a_step_until"
    said = str(SAID[code]) % _facts(reason, known)
    return f"{said} “{reason['note']}”" if reason.get("note") else said


def _suggestion(entry: DayEntry, known: Known) -> str:
    reason = entry.reasons[0]
    code = SAME_WORDS.get(reason["code"], reason["code"])
    rest = {
        "name": entry.party.name,
        "me": known.me,
        "business": known.business.name,
    }
    return str(SUGGESTED[code]) % (_facts(reason, known) | rest)


def _facts(reason: Mapping[str, Any], known: Known) -> dict[str, str]:
    """Write figures as people read them, in the language of the moment."""
    facts = {name: _written(name, value) for name, value in reason.items()}
    if "program" in reason:
        found = known.programs.get(reason["program"])
        facts["program"] = found.title if found else reason["program"]
    if "what" in reason:
        facts["what"] = _occasion(reason)
    if "promise" in reason:
        facts["promise"] = str(PromiseKind(reason["promise"]).label)
    for name in ("has", "more"):
        if f"{name}_minor" in facts:
            facts[name] = facts[f"{name}_minor"]
        elif name in facts:
            facts[name] = _("%(count)s pieces") % {"count": facts[name]}
    return facts


def _written(name: str, value: object) -> str:
    if name in MEANS:
        return rupiah(int(str(value)) // RUPIAH * RUPIAH)
    if name.endswith("_minor"):
        return rupiah(int(str(value)))
    if name.endswith("_on") and value:
        return as_day(date.fromisoformat(str(value)))
    return str(value)


def _occasion(reason: Mapping[str, Any]) -> str:
    kind = reason["what"]
    label = str(DateKind(kind).label) if kind in DateKind.values else str(kind)
    if reason.get("label"):
        label = f"{label} ({reason['label']})"
    if reason.get("years"):
        return _("%(what)s, %(years)s years") % {"what": label, "years": reason["years"]}
    return label


def _programs(entries: Sequence[DayEntry]) -> dict[str, Program]:
    codes = {
        reason["program"]
        for entry in entries
        for reason in entry.reasons
        if "program" in reason
    }
    return {one.code: one for one in Program.objects.filter(code__in=codes)}
