"""Whose statement an address asks for, as known when, and what goes with it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from setia.office.middleware import actor_at
from setia.people.models import Party
from setia.statements.asked import moment_from, month_from
from setia.statements.statement import Line, Statement
from setia.statements.statement_of import statement_of


def payee_at(request: HttpRequest, pk: int) -> Party:
    """Return a party that the actor may see, or the answer that there is none."""
    return get_object_or_404(Party.objects.visible_to(actor_at(request)), pk=pk)


def statement_at(request: HttpRequest, pk: int, month: str) -> Statement:
    """Return the statement that an address and its query ask for.

    Raises:
        NotFound: There is no such month.
    """
    first = month_from(month)
    return statement_of(payee_at(request, pk), first, moment_from(request.GET, first))


def kept_query(request: HttpRequest) -> str:
    """Return the part of a query that says as known when, to go on with."""
    kept = {
        name: request.GET[name] for name in ("known", "revision") if name in request.GET
    }
    return f"?{urlencode(kept)}" if kept else ""


def address_of_line(request: HttpRequest, statement: Statement, line: Line) -> str:
    """Return where a line is explained."""
    award = line.award.pk if line.award else 0
    where = [statement.payee.pk, f"{statement.month:%Y-%m}", award]
    return reverse("office:statement-award", args=where) + kept_query(request)
