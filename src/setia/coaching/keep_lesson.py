"""Add a lesson to the curriculum, change it, and note who had it outside the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from setia.coaching.events import LESSON_ADDED, LESSON_CHANGED, LESSON_HAD
from setia.coaching.models import Lesson, LessonHad
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.people.models import Party

LONGEST_TITLE, LAST_PLACE = 120, 999
LONGEST = {"title_en": 120, "link": 300, "text_id": 4_000, "text_en": 4_000}


@dataclass(frozen=True)
class LessonDraft:
    """A lesson as somebody wrote it."""

    place: int
    title_id: str
    title_en: str = ""
    link: str = ""
    text_id: str = ""
    text_en: str = ""

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it, each at its field."""
        found = []
        title = self.title_id.strip()
        if not title or len(title) > LONGEST_TITLE or not is_plain(title):
            found.append(Problem("lesson.title", "title_id", {"most": LONGEST_TITLE}))
        if not 1 <= self.place <= LAST_PLACE:
            found.append(Problem("lesson.place", "place", {"most": LAST_PLACE}))
        if not (self.link.strip() or self.text_id.strip()):
            found.append(Problem("lesson.material", "text_id"))
        if self.link and not self.link.startswith(("https://", "http://")):
            found.append(Problem("lesson.link", "link"))
        for name, most in LONGEST.items():
            if len(getattr(self, name)) > most or not is_plain(getattr(self, name)):
                found.append(Problem("lesson.too_long", name, {"most": most}))
        return found

    def columns(self) -> dict[str, object]:
        """Return it as a lesson keeps it."""
        texts = {name: getattr(self, name).strip() for name in ("title_id", *LONGEST)}
        return {"place": self.place, **texts}


def add_lesson(draft: LessonDraft, by: Actor) -> Lesson:
    """Add a lesson.

    Raises:
        NotPermitted: The actor may not write lessons.
        Refused: Everything that is wrong with it.
    """
    by.must("lesson.write")
    _must_be_whole(draft)
    with transaction.atomic():
        made = Lesson.objects.create(added_at=now(), added_by=by.name, **draft.columns())
        record_event(LESSON_ADDED, by, ("lesson", made.pk), {"title": made.title_id})
    return made


def change_lesson(lesson: Lesson, draft: LessonDraft, version: int, by: Actor) -> Lesson:
    """Change a lesson, over the version that the person knows.

    Raises:
        NotPermitted: The actor may not write lessons.
        Refused: Everything that is wrong with it.
        Conflict: Somebody else changed it in the meantime.
    """
    by.must("lesson.write")
    _must_be_whole(draft)
    with transaction.atomic():
        kept = Lesson.objects.select_for_update().get(pk=lesson.pk)
        if kept.version != version:
            raise Conflict("lesson.changed")
        before = {name: getattr(kept, name) for name in draft.columns()}
        for name, value in draft.columns().items():
            setattr(kept, name, value)
        kept.version += 1
        kept.save()
        params, about = {"title": kept.title_id}, ("lesson", kept.pk)
        after = draft.columns()
        record_event(LESSON_CHANGED, by, about, params, before=before, after=after)
    return kept


def note_lesson(lesson: Lesson, party: Party, on: date, by: Actor) -> LessonHad:
    """Note that somebody had a lesson outside the calendar.

    Raises:
        NotPermitted: The actor may not record attendance.
        NotFound: The party is not theirs to see.
        Refused: They had it already, or the day is yet to come.
    """
    by.must("attendance.write")
    if not Party.objects.visible_to(by).standing().filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    if on > now().date() or on.year < 2000:
        raise Refused([Problem("attendance.early", "on")])
    try:
        with transaction.atomic():
            row = LessonHad.objects.create(
                lesson=lesson, party=party, on=on, at=now(), by=by.name
            )
            params = {"party": party.name, "title": lesson.title_id}
            record_event(LESSON_HAD, by, ("party", party.pk), params, after={"on": on})
    except IntegrityError as error:
        problem = Problem("lesson.had_already", "", {"party": party.name})
        raise Refused([problem]) from error
    return row


def _must_be_whole(draft: LessonDraft) -> None:
    if problems := draft.problems():
        raise Refused(problems)
