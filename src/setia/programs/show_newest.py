"""Bring what lists show of a program to its newest version."""

from __future__ import annotations

from django.db.models import F

from setia.programs.models import Program, ProgramVersion
from setia.programs.read_document import read_document, titles_of


def show_newest(program: Program) -> None:
    """Take titles and days from the newest approved version, else from the draft."""
    versions = ProgramVersion.objects.filter(program=program).order_by("-number")
    newest = versions.approved().first() or versions.first()
    if newest is None:
        return
    plan = read_document(newest.document)
    program.title_id, program.title_en = titles_of(plan)
    program.starts_on = versions.order_by("number").values_list("from_date", flat=True)[0]
    program.ends_on = plan.period.end
    Program.objects.filter(pk=program.pk).update(
        title_id=program.title_id,
        title_en=program.title_en,
        starts_on=program.starts_on,
        ends_on=program.ends_on,
        version=F("version") + 1,
    )
    program.refresh_from_db(fields=["version"])
