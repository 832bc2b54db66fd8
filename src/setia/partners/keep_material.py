"""Put texts and pictures into the media kit, change them, take them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.partners.events import MATERIAL_ADDED, MATERIAL_CHANGED, MATERIAL_WITHDRAWN
from setia.partners.models import Material, MaterialWithdrawal
from setia.programs.models import Program

LONGEST_TITLE, LONGEST_TEXT = 120, 1_500


@dataclass(frozen=True)
class MaterialDraft:
    """A material as somebody wrote it; ``picture`` names a picture that was kept."""

    title: str
    text_id: str
    text_en: str = ""
    picture: str = ""
    product: Product | None = None
    program: Program | None = None
    from_date: date | None = None
    to_date: date | None = None

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it, each at its field."""
        found = []
        if not self.title.strip() or len(self.title) > LONGEST_TITLE:
            found.append(Problem("material.title_missing", "title"))
        if not self.text_id.strip():
            found.append(Problem("material.text_missing", "text_id"))
        for place, text in (("text_id", self.text_id), ("text_en", self.text_en)):
            if len(text) > LONGEST_TEXT:
                most = {"most": LONGEST_TEXT}
                found.append(Problem("material.too_long", place, most))
        if self.from_date and self.to_date and self.to_date < self.from_date:
            found.append(Problem("material.days_wrong", "to_date"))
        return found


def add_material(draft: MaterialDraft, by: Actor) -> Material:
    """Offer something to share.

    Raises:
        NotPermitted: The actor may not write the media kit.
        Refused: Everything that is wrong with it.
    """
    by.must("material.write")
    _must_be_whole(draft)
    with transaction.atomic():
        made = Material(added_at=now(), added_by=by.name)
        _filled(made, draft).save()
        record_event(MATERIAL_ADDED, by, ("material", made.pk), {"title": made.title})
    return made


def change_material(
    material: Material, draft: MaterialDraft, version: int, by: Actor
) -> Material:
    """Change what is offered, over the version that the person knows.

    Raises:
        NotPermitted: The actor may not write the media kit.
        Refused: Everything that is wrong with it.
        Conflict: Somebody else changed it in the meantime, or took it out.
    """
    by.must("material.write")
    _must_be_whole(draft)
    with transaction.atomic():
        kept = Material.objects.select_for_update().get(pk=material.pk)
        if kept.version != version:
            raise Conflict("material.changed")
        if MaterialWithdrawal.objects.filter(material=kept).exists():
            raise Conflict("material.gone")
        before = _told(kept)
        _filled(kept, draft)
        kept.version += 1
        kept.save()
        about, params = ("material", kept.pk), {"title": kept.title}
        record_event(MATERIAL_CHANGED, by, about, params, before=before, after=_told(kept))
    return kept


def withdraw_material(material: Material, by: Actor) -> None:
    """Take it out of the media kit; what was shared stays where it is.

    Raises:
        NotPermitted: The actor may not write the media kit.
        Conflict: It was taken out before.
    """
    by.must("material.write")
    try:
        with transaction.atomic():
            MaterialWithdrawal.objects.create(material=material, at=now(), by=by.name)
            params = {"title": material.title}
            record_event(MATERIAL_WITHDRAWN, by, ("material", material.pk), params)
    except IntegrityError as error:
        raise Conflict("material.gone") from error


def _must_be_whole(draft: MaterialDraft) -> None:
    if problems := draft.problems():
        raise Refused(problems)


def _filled(material: Material, draft: MaterialDraft) -> Material:
    material.title, material.picture = draft.title.strip(), draft.picture
    material.text_id, material.text_en = draft.text_id.strip(), draft.text_en.strip()
    material.product, material.program = draft.product, draft.program
    material.from_date, material.to_date = draft.from_date, draft.to_date
    return material


def _told(material: Material) -> dict[str, object]:
    names = ("title", "text_id", "text_en", "picture", "from_date", "to_date")
    return {name: getattr(material, name) for name in names}
