"""Add a template, change it, or retire it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.messages.events import TEMPLATE_KEPT, TEMPLATE_RETIRED
from setia.messages.models import Purpose, Template, TemplateRetirement
from setia.messages.placeholders import wrong_places

LONGEST_NAME, LONGEST_TEXT, LONGEST_SUBJECT = 80, 1_000, 120
APPROVED_NAME = re.compile(r"[a-z0-9_]{0,120}")
LONGEST = {
    "name": LONGEST_NAME,
    "subject_id": LONGEST_SUBJECT,
    "subject_en": LONGEST_SUBJECT,
    "text_id": LONGEST_TEXT,
    "text_en": LONGEST_TEXT,
}


@dataclass(frozen=True)
class TemplateDraft:
    """A template as it is asked for."""

    name: str
    purpose: str
    text_id: str
    text_en: str
    subject_id: str = ""
    subject_en: str = ""
    whatsapp_name: str = ""


def add_template(draft: TemplateDraft, by: Actor) -> Template:
    """Add a template.

    Raises:
        NotPermitted: The actor may not keep templates.
        Refused: Words are missing, or hold a place that nobody knows; each with its field.
        Conflict: There is one of this name.
    """
    by.must("message.template")
    _check(draft)
    try:
        with transaction.atomic():
            template = Template.objects.create(
                **_columns(draft), changed_at=now(), changed_by=by.name
            )
            _recorded(template, by)
    except IntegrityError as error:
        raise Conflict("template.name_taken") from error
    return template


def change_template(
    template: Template, draft: TemplateDraft, version: int, by: Actor
) -> Template:
    """Change a template; what was sent keeps the words it went with.

    Raises:
        NotPermitted: The actor may not keep templates.
        Refused: As where one is added.
        Conflict: Somebody else changed or retired it, or there is one of this name.
    """
    by.must("message.template")
    _check(draft)
    try:
        with transaction.atomic():
            kept = Template.objects.select_for_update().get(pk=template.pk)
            if TemplateRetirement.objects.filter(template=kept).exists():
                raise Conflict("template.retired")
            if kept.version != version:
                raise Conflict("template.changed")
            for name, value in _columns(draft).items():
                setattr(kept, name, value)
            kept.version, kept.changed_at, kept.changed_by = version + 1, now(), by.name
            kept.save()
            _recorded(kept, by)
    except IntegrityError as error:
        raise Conflict("template.name_taken") from error
    return kept


def retire_template(template: Template, by: Actor) -> TemplateRetirement:
    """Offer a template no longer.

    Raises:
        NotPermitted: The actor may not keep templates.
        Conflict: It was retired already.
    """
    by.must("message.template")
    try:
        with transaction.atomic():
            record = TemplateRetirement.objects.create(
                template=template, at=now(), by=by.name
            )
            about, told = ("template", template.pk), {"template": template.name}
            record_event(TEMPLATE_RETIRED, by, about, told)
    except IntegrityError as error:
        raise Conflict("template.retired") from error
    return record


def _check(draft: TemplateDraft) -> None:
    problems = [
        Problem("message.text_long", name, {"most": most})
        for name, most in LONGEST.items()
        if len(getattr(draft, name)) > most
    ]
    problems += [
        Problem("message.text_unreadable", name)
        for name in LONGEST
        if not is_plain(getattr(draft, name))
    ]
    if not draft.name.strip():
        problems.append(Problem("template.name_missing", "name"))
    if draft.purpose not in Purpose.values:
        problems.append(Problem("message.purpose_unknown", "purpose"))
    if not APPROVED_NAME.fullmatch(draft.whatsapp_name):
        problems.append(Problem("template.whatsapp_name", "whatsapp_name"))
    problems += [
        Problem("template.text_missing", name)
        for name in ("text_id", "text_en")
        if not getattr(draft, name).strip()
    ]
    problems += wrong_places({"text_id": draft.text_id, "text_en": draft.text_en})
    problems += wrong_places(
        {"subject_id": draft.subject_id, "subject_en": draft.subject_en}
    )
    if problems:
        raise Refused(problems)


def _columns(draft: TemplateDraft) -> dict[str, str]:
    return {name: value.strip() for name, value in asdict(draft).items()}


def _recorded(template: Template, by: Actor) -> None:
    after = {"text_id": template.text_id, "text_en": template.text_en}
    told = {"template": template.name}
    record_event(TEMPLATE_KEPT, by, ("template", template.pk), told, after=after)
