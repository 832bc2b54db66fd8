"""Programs: plan documents, read, added, replaced."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.once import OPTIONAL_HEADER, once, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.api.versions import IF_MATCH, known_version, tell_version
from setia.core.clock import today
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.programs.add_program import add_program
from setia.programs.approve_version import approve_version
from setia.programs.draft_version import draft_version
from setia.programs.models import Program, ProgramVersion
from setia.programs.read_document import MOST_CHARACTERS
from setia.programs.state import state_of, state_of_version, with_records
from setia.programs.submit_version import submit_version
from setia.programs.write_draft import write_draft

router = Router(tags=["programs"])


class ProgramIn(Incoming):
    """A plan document, in YAML or JSON, as text."""

    document: str = Field(min_length=1, max_length=MOST_CHARACTERS)


class ProgramOut(Schema):
    """A program without its document."""

    code: str
    title_id: str
    title_en: str
    starts_on: date
    ends_on: date | None
    retired: bool
    state: str
    version: int


class VersionOut(Schema):
    """One version of a program: from which day it binds, and how far it is."""

    number: int
    from_date: date
    state: str
    reason: str
    digest: str


class VersionIn(ProgramIn):
    """A change of a promise: the whole new document, its first day, and the reason."""

    from_date: date
    reason: str = Field(min_length=1, max_length=300)


class DecisionIn(Incoming):
    """Which document is meant, by its digest, so that nobody approves what they never saw."""

    digest: str = Field(min_length=64, max_length=64)
    note: str = Field(default="", max_length=300)


class ProgramWholeOut(ProgramOut):
    """A program with the document of its newest version as it was written."""

    document: str
    versions: list[VersionOut]


class ProgramPage(Schema):
    """One page of programs."""

    items: list[ProgramOut]
    next: str | None = Field(description="The address of the next page.")


@router.get("/programs", auth=Token("program.see"), response=ProgramPage)
def list_programs(request: HttpRequest, asked: Query[PageQuery]) -> dict[str, Any]:
    """List programs in the order in which they were added."""
    rows = with_records(Program.objects.all())
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_told(row) for row in found], "next": following}


@router.get("/programs/{code}", auth=Token("program.see"), response=ProgramWholeOut)
def get_program(
    request: HttpRequest,  # noqa: ARG001 - the framework's first argument
    code: str,
    response: HttpResponse,
) -> dict[str, Any]:
    """Return one program with its document."""
    return whole(program_of(code), response)


@router.post(
    "/programs",
    auth=Token("program.write"),
    response={201: ProgramWholeOut, 200: ProgramWholeOut},
    openapi_extra={"parameters": [OPTIONAL_HEADER]},
)
def add(request: HttpRequest, body: ProgramIn, response: HttpResponse) -> Status[Any]:
    """Add a program; its document is checked alone and beside the others."""
    by = actor_at(request)
    done = once(
        request, by, "program", lambda: {"code": add_program(body.document, by).code}
    )
    tell_replayed(response, replayed=done.replayed)
    told = whole(program_of(done.answer["code"]), response)
    return Status(200 if done.replayed else 201, told)


@router.put(
    "/programs/{code}",
    auth=Token("program.write"),
    response=ProgramWholeOut,
    openapi_extra={"parameters": [IF_MATCH]},
)
def replace(
    request: HttpRequest, code: str, body: ProgramIn, response: HttpResponse
) -> dict[str, Any]:
    """Write the draft of a program anew, over the version that the caller knows."""
    program, version = program_of(code), known_version(request)
    by = actor_at(request)
    if program.version != version:
        raise Conflict("program.changed_meanwhile", code=code)
    draft = _draft_of(program)
    write_draft(draft, body.document, by, draft.edition)
    return whole(program_of(code), response)


@router.post(
    "/programs/{code}/versions",
    auth=Token("program.write"),
    response={201: ProgramWholeOut},
)
def add_version(
    request: HttpRequest, code: str, body: VersionIn, response: HttpResponse
) -> Status[Any]:
    """Draft the next version of a program that binds already."""
    program, by = program_of(code), actor_at(request)
    draft_version(program, body.document, body.from_date, body.reason, by)
    return Status(201, whole(program_of(code), response))


@router.post(
    "/programs/{code}/versions/{number}/linting",
    auth=Token("program.write"),
    response=ProgramWholeOut,
)
def lint(
    request: HttpRequest, code: str, number: int, response: HttpResponse
) -> dict[str, Any]:
    """Have a draft linted, and ask a second person for approval."""
    submit_version(version_of(code, number), actor_at(request))
    return whole(program_of(code), response)


@router.post(
    "/programs/{code}/versions/{number}/approval",
    auth=Token("program.approve"),
    response=ProgramWholeOut,
)
def approve(
    request: HttpRequest,
    code: str,
    number: int,
    body: DecisionIn,
    response: HttpResponse,
) -> dict[str, Any]:
    """Approve a version that somebody else drafted."""
    version = version_of(code, number)
    approve_version(version, actor_at(request), body.digest, body.note)
    return whole(program_of(code), response)


def _draft_of(program: Program) -> ProgramVersion:
    draft = ProgramVersion.objects.drafts().filter(program=program).first()
    if draft is None:
        raise Refused([Problem("program.no_draft", "document")])
    return draft


def version_of(code: str, number: int) -> ProgramVersion:
    version = program_of(code).versions.filter(number=number).first()
    if version is None:
        raise NotFound("program", f"{code} {number}")
    return version


def program_of(code: str) -> Program:
    """Return a program by its plan's id.

    Raises:
        NotFound: There is none.
    """
    program = with_records(Program.objects.filter(code=code)).first()
    if program is None:
        raise NotFound("program", code)
    return program


def whole(program: Program, response: HttpResponse) -> dict[str, Any]:
    tell_version(response, program.version)
    versions = list(program.versions.all())
    told = [
        {
            "number": one.number,
            "from_date": one.from_date,
            "state": str(state_of_version(one)),
            "reason": one.reason,
            "digest": one.digest,
        }
        for one in versions
    ]
    return {**_told(program), "document": versions[-1].document, "versions": told}


def _told(program: Program) -> dict[str, Any]:
    names = ("code", "title_id", "title_en", "starts_on", "ends_on", "version")
    return {
        **{name: getattr(program, name) for name in names},
        "retired": hasattr(program, "retirement"),
        "state": str(state_of(program, today(settings.TIME_ZONE))),
    }
