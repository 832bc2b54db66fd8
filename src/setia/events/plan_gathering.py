"""Plan a gathering, change the plan, or cancel it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.events.events import GATHERING_CANCELLED, GATHERING_CHANGED, GATHERING_PLANNED
from setia.events.models import Gathering, GatheringCancellation, GatheringKind

LONGEST_TITLE, LONGEST_PLACE, LONGEST_NOTE, LONGEST_REASON = 120, 300, 500, 300
SHORTEST, LONGEST = 15, 14 * 24 * 60
MOST_PLACES = 100_000
LARGEST = 10**15


@dataclass(frozen=True)
class GatheringDraft:
    """A gathering as somebody planned it."""

    title: str
    kind: str
    starts_at: datetime
    minutes: int
    place: str
    capacity: int | None = None
    budget_minor: int | None = None
    note: str = ""

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it, each at its field."""
        return [*self._texts(), *self._figures()]

    def columns(self) -> dict[str, object]:
        """Return it as a gathering keeps it."""
        told = dict(self.__dict__)
        cut = {name: told[name].strip() for name in ("title", "place", "note")}
        return told | cut

    def _texts(self) -> list[Problem]:
        found = []
        if not _fits(self.title, LONGEST_TITLE):
            found.append(Problem("gathering.title", "title", {"most": LONGEST_TITLE}))
        if not _fits(self.place, LONGEST_PLACE):
            found.append(Problem("gathering.place", "place", {"most": LONGEST_PLACE}))
        if self.note and not _fits(f"{self.note}.", LONGEST_NOTE + 1):
            found.append(Problem("gathering.too_long", "note", {"most": LONGEST_NOTE}))
        if self.kind not in GatheringKind.values:
            found.append(Problem("gathering.kind", "kind"))
        return found

    def _figures(self) -> list[Problem]:
        found = []
        if not 2000 <= self.starts_at.year <= 2100:
            found.append(Problem("gathering.when", "starts_at"))
        if not SHORTEST <= self.minutes <= LONGEST:
            found.append(Problem("gathering.minutes", "minutes"))
        if self.capacity is not None and not 1 <= self.capacity <= MOST_PLACES:
            found.append(Problem("gathering.capacity", "capacity", {"most": MOST_PLACES}))
        minor = self.budget_minor
        if minor is not None and (not 0 <= minor <= LARGEST or minor % 100):
            found.append(Problem("gathering.budget", "budget"))
        return found


def plan_gathering(draft: GatheringDraft, by: Actor) -> Gathering:
    """Plan a gathering.

    Raises:
        NotPermitted: The actor may not plan gatherings.
        Refused: Everything that is wrong with it.
    """
    by.must("gathering.write")
    _must_be_whole(draft)
    with transaction.atomic():
        made = Gathering.objects.create(made_at=now(), made_by=by.name, **draft.columns())
        params, about = {"title": made.title}, ("gathering", made.pk)
        record_event(GATHERING_PLANNED, by, about, params, after=draft.columns())
    return made


def change_gathering(
    gathering: Gathering, draft: GatheringDraft, version: int, by: Actor
) -> Gathering:
    """Change a plan, over the version that the person knows.

    Raises:
        NotPermitted: The actor may not plan gatherings.
        Refused: Everything that is wrong with it.
        Conflict: Somebody else changed or cancelled it in the meantime.
    """
    by.must("gathering.write")
    _must_be_whole(draft)
    with transaction.atomic():
        kept = Gathering.objects.select_for_update().get(pk=gathering.pk)
        if kept.version != version:
            raise Conflict("gathering.changed")
        if GatheringCancellation.objects.filter(gathering=kept).exists():
            raise Conflict("gathering.cancelled")
        before = {name: getattr(kept, name) for name in draft.columns()}
        for name, value in draft.columns().items():
            setattr(kept, name, value)
        kept.version += 1
        kept.save()
        params, about = {"title": kept.title}, ("gathering", kept.pk)
        after = draft.columns()
        record_event(GATHERING_CHANGED, by, about, params, before=before, after=after)
    return kept


def cancel_gathering(gathering: Gathering, reason: str, by: Actor) -> GatheringCancellation:
    """Say that a gathering does not take place; invitations and costs stay on record.

    Raises:
        NotPermitted: The actor may not plan gatherings.
        Refused: There is no reason, or it is over.
        Conflict: It was cancelled before.
    """
    by.must("gathering.write")
    if not _fits(reason, LONGEST_REASON):
        raise Refused([Problem("gathering.reason", "reason")])
    if gathering.ends_at < now():
        raise Refused([Problem("gathering.over")])
    try:
        with transaction.atomic():
            row = GatheringCancellation.objects.create(
                gathering=gathering, at=now(), by=by.name, reason=reason.strip()
            )
            params, about = {"title": gathering.title}, ("gathering", gathering.pk)
            after = {"reason": row.reason}
            record_event(GATHERING_CANCELLED, by, about, params, after=after)
    except IntegrityError as error:
        raise Conflict("gathering.cancelled") from error
    return row


def _must_be_whole(draft: GatheringDraft) -> None:
    if problems := draft.problems():
        raise Refused(problems)


def _fits(text: str, most: int) -> bool:
    return bool(text.strip()) and len(text) <= most and is_plain(text)
