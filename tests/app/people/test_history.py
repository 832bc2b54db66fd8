"""What a party was on which day: changes from a day on, uplines without circles."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from builders import a_party, an_actor

from setia.core.errors import NotFound, Refused
from setia.core.roles import Role
from setia.people.change_attribute import apply_due_changes, change_attribute
from setia.people.drafts import AddressDraft, ContactDraft, PartyDraft
from setia.people.models import PartyAttribute
from setia.people.register_party import register_party

BY = an_actor()
TODAY = date(2026, 11, 26)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day():
    with time_machine.travel(datetime(2026, 11, 26, 3, tzinfo=UTC), tick=False):
        yield


def changed(party, value, day, attribute="tier"):
    change_attribute(party, attribute, value, day, BY)
    party.refresh_from_db()
    return party


def test_a_change_counts_from_its_day_on():
    party = changed(a_party("R-1", tier="Perak"), "Emas", date(2026, 12, 1))
    assert party.tier == "Perak"
    assert apply_due_changes(date(2026, 11, 30)) == 0
    assert apply_due_changes(date(2026, 12, 1)) == 1
    party.refresh_from_db()
    assert party.tier == "Emas"


def test_a_change_of_an_earlier_day_does_not_undo_a_later_one():
    party = changed(a_party("R-1"), "Emas", date(2026, 11, 1))
    assert changed(party, "Perak", date(2026, 10, 1)).tier == "Emas"


def test_of_two_changes_of_one_day_the_later_one_counts():
    party = changed(a_party("R-1"), "Emas", TODAY)
    assert changed(party, "Perak", TODAY).tier == "Perak"
    assert PartyAttribute.objects.count() == 2


def test_an_empty_value_takes_something_away():
    party = changed(a_party("R-1", tier="Emas"), "", TODAY)
    assert party.tier == ""


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_nobody_stands_above_themselves(steps):
    chain = [a_party("R-0")]
    for number in range(1, steps + 1):
        chain.append(a_party(f"R-{number}", parent=chain[-1]))
    with pytest.raises(Refused) as refused:
        change_attribute(chain[0], "parent_id", chain[-1].code, TODAY, BY)
    assert refused.value.problems[0].code == "party.parent_circle"


def test_an_upline_that_nobody_knows_is_refused():
    with pytest.raises(Refused):
        change_attribute(a_party("R-1"), "parent_id", "R-404", TODAY, BY)


def test_a_salesperson_moves_nobody_out_of_reach():
    actor = an_actor(Role.SALESPERSON, territories=frozenset({"Bali"}))
    with pytest.raises(Refused):
        change_attribute(
            a_party("R-1", territory="Bali"), "territory", "Jawa", TODAY, actor
        )
    with pytest.raises(NotFound):
        change_attribute(a_party("R-2", territory="Jawa"), "tier", "Emas", TODAY, actor)


def test_whoever_is_registered_has_a_history_from_the_beginning():
    draft = PartyDraft(
        name=" Toko  Maju ",
        role="reseller",
        tier="Emas",
        territory="Bali",
        contacts=(ContactDraft("phone", "0812 3456 7890"),),
        address=AddressDraft(city="Denpasar"),
        notes="teman lama",
    )
    party = register_party(draft, BY)
    assert party.code == f"P-{party.pk:06d}"
    assert set(party.history.values_list("attribute", "value")) == {
        ("tier", "Emas"),
        ("territory", "Bali"),
    }


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (PartyDraft(name=" ", role="reseller"), "party.name_missing"),
        (PartyDraft(name="x", role="raja"), "party.role_unknown"),
        (PartyDraft(name="x" * 161, role="reseller"), "party.too_long"),
        (PartyDraft(name="x\0", role="reseller"), "party.too_long"),
        (PartyDraft(name="Ani\x0b", role="reseller"), "party.name_unreadable"),
        (PartyDraft(name="x", role="reseller", parent="R-404"), "party.parent_unknown"),
        (
            PartyDraft(name="x", role="reseller", contacts=(ContactDraft("phone", "x"),)),
            "party.phone_wrong",
        ),
    ],
)
def test_what_cannot_be_registered_says_why(draft, code):
    with pytest.raises(Refused) as refused:
        register_party(draft, BY)
    assert [problem.code for problem in refused.value.problems] == [code]
