"""The profit guard: what a version would cost and leave, and the exceptions from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.programs import ProgramWholeOut, program_of, version_of, whole
from setia.api.token import Token, actor_at
from setia.core.errors import NotFound
from setia.programs.guarded import exception_of, report_of
from setia.programs.sign_exception import sign_exception

router = Router(tags=["programs"])


class ExceptionIn(Incoming):
    """Which document is meant, by its digest, and why it may bind without a report."""

    digest: str = Field(min_length=64, max_length=64)
    reason: str = Field(min_length=1, max_length=300)


class GuardOut(Schema):
    """What a version would cost and leave.

    Money in hundredths, quantity in thousandths, changes of sales in ten-thousandths, other
    shares in millionths.
    """

    verdict: Literal["pass", "fail", "refused"]
    digest: str
    at: datetime
    by: str
    assumptions: dict[str, Any]
    report: dict[str, Any]
    excepted_by: str
    exception: str


@router.get(
    "/programs/{code}/versions/{number}/guard",
    auth=Token("program.guard"),
    response=GuardOut,
)
def get_guard(
    request: HttpRequest,  # noqa: ARG001 - the framework's first argument
    code: str,
    number: int,
) -> dict[str, Any]:
    """Return the latest report of what a version as it is now would cost and leave."""
    version = version_of(code, number)
    report = report_of(version)
    if report is None:
        raise NotFound("guard", f"{code} {number}")
    exception = exception_of(version)
    names = ("verdict", "digest", "at", "by", "assumptions", "report")
    return {
        **{name: getattr(report, name) for name in names},
        "excepted_by": "" if exception is None else exception.by,
        "exception": "" if exception is None else exception.reason,
    }


@router.post(
    "/programs/{code}/versions/{number}/exception",
    auth=Token("program.approve"),
    response=ProgramWholeOut,
)
def sign(
    request: HttpRequest,
    code: str,
    number: int,
    body: ExceptionIn,
    response: HttpResponse,
) -> dict[str, Any]:
    """Sign an exception for a version that no report speaks for."""
    version = version_of(code, number)
    sign_exception(version, actor_at(request), body.digest, body.reason)
    return whole(program_of(code), response)
