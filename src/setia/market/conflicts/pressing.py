"""Targets that ask those who buy for more: what the running programs still wait for."""

from __future__ import annotations

from datetime import date

from setia.awards.board import Asked, board_of, windows_on
from setia.awards.standing import Standing, latest_standing
from setia.core.errors import NotFound
from setia.market.conflicts.still_stock import Pressed
from setia.people.models import Party
from setia.programs.models import ProgramVersion
from setia.programs.read_document import read_document


def pressed_parties(parties: dict[int, str], day: date) -> dict[int, Pressed]:
    """Return which of some parties (by id, with their codes) a target asks for more.

    Only programs that credit the buyer press stock in: who is credited for selling on is
    helped by them to get rid of it. Everything comes from the last standing.
    """
    standing = latest_standing()
    if standing is None or not parties:
        return {}
    codes = {code: pk for pk, code in parties.items()}
    found: dict[int, Pressed] = {}
    for code, title in _pressing():
        for party, pressed in _of_program(standing, code, title, codes, day).items():
            found.setdefault(party, pressed)
    return found


def codes_of(parties: set[int]) -> dict[int, str]:
    """Return the codes by which standings know some parties."""
    return dict(Party.objects.filter(pk__in=parties).values_list("pk", "code"))


def _pressing() -> list[tuple[str, str]]:
    versions = ProgramVersion.objects.approved().select_related("program")
    found = {
        (one.program.code, one.program.title_id)
        for one in versions
        if read_document(one.document).credit == "buyer"
    }
    return sorted(found)


def _of_program(
    standing: Standing, code: str, title: str, codes: dict[str, int], day: date
) -> dict[int, Pressed]:
    found: dict[int, Pressed] = {}
    try:
        windows = windows_on(standing, code, codes)
        for start, end in windows:
            if start <= day and (end is None or day <= end):
                asked = Asked(start, codes, most=len(codes))
                for one in board_of(standing, code, asked, "id").standees:
                    if (way := one.progress) is not None and one.party in codes:
                        pressed = Pressed(title, way.lacking, way.measure)
                        found[codes[one.party]] = pressed
    except NotFound:
        # The standing is older than the program: it says nothing of it yet.
        return {}
    return found
