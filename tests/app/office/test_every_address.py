"""Every address with every role and with nobody, against the one table of permissions."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from builders import (
    NOON,
    a_business,
    a_claim,
    a_conversation,
    a_correction,
    a_delivery,
    a_line,
    a_material,
    a_muting,
    a_party,
    a_product,
    a_program,
    a_promised_delivery,
    a_silence,
    a_survey,
    a_user,
    an_actor,
    an_application,
    an_ask,
    an_endpoint,
    an_import,
)
from desk_rows import coached
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from payouts import paying

from setia.alerts.raise_alert import Told, raise_alert
from setia.core.permissions import PERMITTED
from setia.core.roles import Role
from setia.ledger.models import Account
from setia.office.urls import urlpatterns
from setia.payouts.models import Payout
from setia.rewards.add_reward import RewardDraft, add_reward
from setia.rewards.choose_reward import Wanted, choose_reward
from setia.rewards.models import MenuItem
from setia.rewards.move_stock import receive_stock
from setia.rewards.set_menu import Dish, MenuDraft, set_menu
from setia.sales.models import Payment
from setia.surveys.tell_reason import tell_reason

ENTRY = {"log-in", "second-factor", "first-run"}
"""Pages of signing in: who is signed in or nothing to sign in to is sent elsewhere."""


def addresses(patterns=urlpatterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        else:
            yield pattern


EVERY = {pattern.name: pattern for pattern in addresses()}


@pytest.fixture
def world(own_business):
    """Something at every address, for whoever may see everything."""
    a_business()
    party, other, goods = a_party("R-1"), a_party("R-2"), a_product("A")
    line = a_line("INV/1", party, goods)
    payment = Payment.objects.create(
        order_id="INV/1",
        method="transfer",
        paid_at=NOON,
        amount_minor=1,
        recorded_at=NOON,
        arrival=line.arrival,
    )
    program, batch = a_program(), an_import()
    paying.banked(party)
    paying.released(party, 100_000)
    goods_won = paying.released(party, 1, unit="goods")
    made = add_reward(program.code, RewardDraft("goods", "Gelas", 100, 100), an_actor())
    receive_stock(made, 1, "", an_actor())
    menu = MenuDraft(date(2099, 1, 1), 7, [Dish(made)])
    set_menu(goods_won.program, menu, an_actor())
    item = MenuItem.objects.get()
    choice = choose_reward(goods_won, Wanted(item, "key"), an_actor())
    payout = Payout.objects.get(run=paying.prepared().run)
    user = a_user(Role.CASHIER, "lain")
    endpoint = an_endpoint()
    a_delivery(endpoint)
    claim = a_claim(a_party("SUP-1", role="supplier"))
    goods_due = a_promised_delivery(party)
    alert = raise_alert("only_a_test", "one", Told("alert.over"), an_actor())
    desk = coached(party, "satu")
    things = {
        "alert": alert,
        "muting": a_muting(),
        "made": goods_due.promise,
        "promise": goods_due.promise,
        "delivery": goods_due,
        "arrival": goods_due,
        "person": party,
        "merge": party,
        "not": party,
        "product": goods,
        "line": line,
        "payment": payment,
        "import": batch,
        "user": user,
        "webhook": endpoint,
        "ledger": Account.objects.get(kind="claimed"),
        "payee": party,
        "goods": goods_won,
        "reward": goods_won,
        "choice": choice,
        "statement": party,
        "series": desk.series,
        "lesson": desk.lesson,
        "target": desk.target,
        "gathering": desk.gathering,
        "conversation": a_conversation(party),
    }
    pks = {name: thing.pk for name, thing in things.items()}
    return {
        "pk": pks,
        "other": other.pk,
        "contact": 999,
        "detail": 999,
        "kind": "note",
        "order_id": "INV/1",
        "code": program.code,
        "scheme": "commission",
        "window": "2026-11-01",
        "month": "2026-10",
        "party": "R-1",
        "number": 1,
        "message": "msg_1",
        "channel": "whatsapp",
        "claim": claim.number,
        "unit": "IDR",
        "account_kind": "claimed",
        "batch": "claim KLM-2026-10-1",
        "key": payout.key,
        "file": 1,
        "arrival": 999,
        "award": 999,
        "link": 999,
        "ask": an_ask().pk,
        "session": 999,
        "application": an_application().pk,
        "material": a_material().pk,
        "request_id": a_correction(other).pk,
        "on": "2026-11-09",
        "guest": party.pk,
        "paid": desk.cost.pk,
        "survey": a_survey().code,
        "silence": a_silence(party).pk,
        "reason": tell_reason(party, "Mahal", None, an_actor()).pk,
        "holiday": 999,
        "stop": 999,
        "seen": 999,
    }


def address_of(pattern: URLPattern, world) -> str:
    wanted = pattern.pattern.converters
    values = {
        name: world["pk"].get(pattern.name.split("-")[0], 999)
        if name == "pk"
        else world[name]
        for name in wanted
    }
    return reverse(f"office:{pattern.name}", kwargs=values)


def outcome(answer) -> str:
    if answer.status_code == 403:
        return "refused"
    if answer.status_code in {301, 302} and answer.url.startswith("/session/?next="):
        return "sent to log in"
    return "broken" if answer.status_code >= 500 else "let in"


def expected(permission: str | None, role: Role | None) -> str:
    if permission is None:
        return "let in"
    if role is None:
        return "sent to log in"
    return "let in" if role in PERMITTED[permission] else "refused"


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role or "nobody")
def test_every_address_answers_as_the_table_says(client, world, role):
    wrong = {}
    user = None if role is None else a_user(role)
    for name, method in product(EVERY, ["get", "post", "put", "delete"]):
        pattern = EVERY[name]
        if user is not None:
            client.force_login(user)
        answer = getattr(client, method)(address_of(pattern, world))
        answer.close()
        wanted = expected(pattern.callback.permission, role)
        if outcome(answer) != wanted:
            wrong[name, method] = f"{answer.status_code}: {outcome(answer)}, not {wanted}"
    assert wrong == {}


def test_every_address_names_a_permission_or_is_open_on_purpose():
    undeclared = [
        name for name, one in EVERY.items() if not hasattr(one.callback, "permission")
    ]
    assert undeclared == []


def test_few_addresses_are_open():
    opened = {name for name, one in EVERY.items() if one.callback.permission is None}
    assert opened == ENTRY | {"log-out", "language", "theme", "favicon"}


def test_the_application_has_no_address_outside_its_faces():
    faces = {one.namespace for one in get_resolver().url_patterns}
    assert faces == {"api", "office", "portal", "partners"}
