"""Rows of a program's standing for a page: who, how far, how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from setia.awards.standing import SORTS, Asked, Row, Standing, rows_of
from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.people.models import Party
from setia.ui.listing import Page, asked_page

PER_PAGE = 50


@dataclass(frozen=True)
class Shown:
    """One row with the party's name."""

    row: Row
    name: str


def seen_codes(actor: Actor) -> frozenset[str] | None:
    """Return the codes of whom an actor may see; None where that is everybody."""
    if actor.reach == Reach.ALL:
        return None
    return frozenset(Party.objects.visible_to(actor).values_list("code", flat=True))


def page_of_rows(standing: Standing, asked: Asked, query: Mapping[str, str]) -> Page:
    """Return the page that a query asks for; what makes no sense becomes the first."""
    sort = query.get("sort", "-amount")
    sort = sort if sort in SORTS else "-amount"
    number = asked_page(query)
    found = rows_of(standing, asked, sort, (number - 1) * PER_PAGE, PER_PAGE)
    pages = max(1, -(-found.count // PER_PAGE))
    names = dict(
        Party.objects.filter(code__in={row.party for row in found.rows}).values_list(
            "code", "name"
        )
    )
    rows = tuple(Shown(row, names.get(row.party, row.party)) for row in found.rows)
    return Page(rows, found.count, number, pages, sort)
