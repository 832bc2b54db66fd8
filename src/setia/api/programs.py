"""Programs: plan documents, read, added, replaced."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.once import OPTIONAL_HEADER, once, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.api.versions import IF_MATCH, known_version, tell_version
from setia.core.errors import NotFound
from setia.programs.add_program import add_program
from setia.programs.models import Program
from setia.programs.read_document import MOST_CHARACTERS
from setia.programs.replace_program import replace_program

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
    version: int


class ProgramWholeOut(ProgramOut):
    """A program with its document as it was written."""

    document: str


class ProgramPage(Schema):
    """One page of programs."""

    items: list[ProgramOut]
    next: str | None = Field(description="The address of the next page.")


@router.get("/programs", auth=Token("program.see"), response=ProgramPage)
def list_programs(request: HttpRequest, asked: Query[PageQuery]) -> dict[str, Any]:
    """List programs in the order in which they were added."""
    rows = Program.objects.select_related("retirement")
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_told(row) for row in found], "next": following}


@router.get("/programs/{code}", auth=Token("program.see"), response=ProgramWholeOut)
def get_program(
    request: HttpRequest,  # noqa: ARG001 - the framework's first argument
    code: str,
    response: HttpResponse,
) -> dict[str, Any]:
    """Return one program with its document."""
    return _whole(program_of(code), response)


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
    told = _whole(program_of(done.answer["code"]), response)
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
    """Put another document in a program's place, over the version that the caller knows."""
    program, version = program_of(code), known_version(request)
    by = actor_at(request)
    return _whole(replace_program(program, body.document, by, version), response)


def program_of(code: str) -> Program:
    """Return a program by its plan's id.

    Raises:
        NotFound: There is none.
    """
    program = Program.objects.select_related("retirement").filter(code=code).first()
    if program is None:
        raise NotFound("program", code)
    return program


def _whole(program: Program, response: HttpResponse) -> dict[str, Any]:
    tell_version(response, program.version)
    return {**_told(program), "document": program.document}


def _told(program: Program) -> dict[str, Any]:
    names = ("code", "title_id", "title_en", "starts_on", "ends_on", "version")
    return {
        **{name: getattr(program, name) for name in names},
        "retired": hasattr(program, "retirement"),
    }
