"""A program is settled once it is over, final and paid; then nothing changes it."""

from __future__ import annotations

from datetime import date

import pytest
from builders import NOON, a_party, an_actor
from paying import banked, on, released

from setia.closing.hold_award import hold_award
from setia.closing.models import Award
from setia.core.errors import Conflict, Refused
from setia.payouts.models import PayoutItem, PayoutRun
from setia.payouts.payables import payables
from setia.payouts.settle_program import settle_program
from setia.programs.models import Approval, Program
from setia.programs.promises import promises

pytestmark = pytest.mark.django_db


@pytest.fixture
def over():
    """A program that is over, with one award that is released and not paid."""
    party = a_party("R-1")
    banked(party)
    award = released(party, 100_000)
    Program.objects.update(ends_on=date(2026, 10, 31))
    version = award.version
    Approval.objects.get_or_create(
        version=version, defaults={"digest": version.digest, "at": NOON, "by": "x"}
    )
    return Award.objects.select_related("program").get(pk=award.pk)


def refused(program):
    with on("2026-11-20"), pytest.raises(Refused) as told:
        settle_program(program, an_actor())
    return told.value.problems[0].code


def test_what_is_not_paid_keeps_a_program_open(over):
    assert refused(over.program) == "program.not_paid"


def test_what_is_held_back_keeps_a_program_open(over):
    hold_award(over, "x", an_actor())
    assert refused(over.program) == "program.held"


def test_a_program_that_runs_is_not_settled(over):
    Program.objects.update(ends_on=date(2026, 12, 31))
    over.program.refresh_from_db()
    assert refused(over.program) == "program.not_over"


def test_a_settled_program_binds_no_more_and_is_settled_once(over):
    Award.objects.update(released_minor=0, booked_minor=0)
    with on("2026-11-20"):
        settle_program(over.program, an_actor())
        assert [one for one in promises() if one.code == over.program.code] == []
        with pytest.raises((Conflict, Refused)):
            settle_program(over.program, an_actor())
    assert PayoutItem.objects.count() == PayoutRun.objects.count() == 0
    assert payables(date(2026, 11, 20)) == []
