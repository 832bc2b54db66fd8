"""A link opens one statement, for a while, and only as long as nobody takes it back."""

from __future__ import annotations

import pytest
from builders import a_party, an_actor
from django.core.signing import TimestampSigner
from months import OCTOBER, on

from setia.core.errors import Conflict, NotFound, NotPermitted
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.core.token_digest import token_digest
from setia.statements.models import StatementLink
from setia.statements.share_statement import (
    LIVES,
    SALT,
    count_visit,
    opened_link,
    revoke_link,
    share_statement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared():
    with on("2026-11-03"):
        return share_statement(a_party("R-1"), OCTOBER, an_actor())


def test_a_link_opens_its_payee_and_month_and_is_in_the_trail(shared):
    with on("2026-11-04"):
        link = opened_link(shared.token)
    assert (link.payee.code, link.month) == ("R-1", OCTOBER)
    assert link.expires_at - link.at == LIVES
    assert [one.act for one in TrailEntry.objects.all()] == ["statement.shared"]


def test_the_token_is_not_in_the_database(shared):
    assert StatementLink.objects.get().digest == token_digest(shared.token)
    everything = str(list(StatementLink.objects.values())) + str(
        list(TrailEntry.objects.values())
    )
    assert shared.token not in everything


@pytest.mark.parametrize("day", ["2026-12-03", "2026-12-04"])
def test_a_link_ends_after_thirty_days(shared, day):
    with on("2026-12-02"):
        opened_link(shared.token)
    with on(day, hour=4), pytest.raises(NotFound):
        opened_link(shared.token)


def test_a_link_that_was_revoked_opens_nothing_and_cannot_be_revoked_twice(shared):
    with on("2026-11-04"):
        revoke_link(shared.link, an_actor())
        with pytest.raises(NotFound):
            opened_link(shared.token)
        with pytest.raises(Conflict):
            revoke_link(shared.link, an_actor())


def test_a_token_that_was_changed_or_made_up_opens_nothing(shared):
    made_up = TimestampSigner(salt=SALT, sep=".").sign("a" * 32)
    other_salt = TimestampSigner(salt="x", sep=".").sign("a" * 32)
    changed = [shared.token[:-1] + "0", shared.token[1:], "", "..", made_up, other_salt]
    with on("2026-11-04"):
        for token in changed:
            with pytest.raises(NotFound):
                opened_link(token)


def test_visits_are_counted(shared):
    with on("2026-11-04"):
        count_visit(shared.link)
        count_visit(shared.link)
    assert shared.link.visits.count() == 2


def test_only_who_may_share_and_sees_the_payee_makes_a_link():
    party = a_party("R-1", territory="Bali")
    with pytest.raises(NotPermitted):
        share_statement(party, OCTOBER, an_actor(Role.PARTNER))
    with pytest.raises(NotPermitted):
        share_statement(party, OCTOBER, an_actor(Role.SALESPERSON, territories={"Bali"}))
    assert not StatementLink.objects.exists()
