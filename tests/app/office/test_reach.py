"""Nobody reads of rows that are not theirs, on any page that they may open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from builders import (
    NOON,
    a_business,
    a_claim,
    a_conversation,
    a_line,
    a_party,
    a_product,
    a_program,
    a_promised_delivery,
    a_user,
    an_actor,
    an_arrival,
)
from desk_rows import Coached, coached
from django.urls import reverse
from rewards import choosing

from setia.accounts.models import AccountRule, RankRun
from setia.alerts.raise_alert import Told, raise_alert
from setia.claims.models import Claim, ClaimSent
from setia.core.clock import now
from setia.core.models import User
from setia.core.roles import Role
from setia.helpdesk.models import Conversation
from setia.market.observe_price import Seen, observe_price
from setia.market.observe_stock import Counted, observe_stock
from setia.people.models import Contact, Party
from setia.promises.models import Delivery
from setia.rewards.choose_reward import Wanted, choose_reward
from setia.rewards.models import Choice, Menu, MenuItem
from setia.sales.models import Payment, SaleLine
from setia.visits.models import CheckIn, VisitRule

THEIRS = "Asing"
"""In every name, code and number of what is out of reach."""


@dataclass(frozen=True)
class Side:
    """One territory: who sells there, to whom, what, of whose goods."""

    seller: Party
    buyer: Party
    supplier: Party
    line: SaleLine
    claim: Claim
    choice: Choice
    desk: Coached
    talk: Conversation
    delivery: Delivery


def a_side(mark: str) -> Side:
    supplier = a_party(f"SUP-{mark}", role="supplier")
    seller = a_party(f"R-{mark}", territory=mark)
    buyer = a_party(f"C-{mark}", role="customer", territory=mark)
    Contact.objects.create(
        party=seller,
        kind="phone",
        value=f"08{mark}",
        normal=f"+62{len(mark)}",
        added_at=NOON,
    )
    goods = a_product(f"P-{mark}", supplier=supplier)
    line = a_line(f"INV/{mark}", seller, goods, buyer=buyer)
    claim = a_claim(supplier, Claim.objects.count() + 1)
    ClaimSent.objects.create(claim=claim, at=NOON, by="x", to=f"Kepada {mark}")
    Payment.objects.create(
        order_id=f"INV/{mark}",
        method="cash",
        paid_at=NOON,
        amount_minor=1,
        reference=f"Ref {mark}",
        recorded_at=NOON,
        arrival=an_arrival(),
    )
    an_account(seller, mark)
    delivery = told_of(seller, goods, mark)
    talk = a_conversation(seller, f"Dari {mark}")
    choice, desk = a_choice(seller, mark), coached(seller, mark)
    return Side(seller, buyer, supplier, line, claim, choice, desk, talk, delivery)


def told_of(seller: Party, goods, mark: str):
    """Promise a seller a delivery, warn of it, and see its prices and its stock."""
    delivery = a_promised_delivery(seller, f"INV/{mark}")
    raise_alert("only_a_test", mark, Told("alert.over", about=seller), an_actor())
    at = now() - timedelta(minutes=5)
    observe_price(Seen(goods, 100, at, seller, f"Pasar {mark}"), an_actor())
    observe_stock(Counted(seller, goods, 1_000, at), an_actor())
    return delivery


def an_account(seller: Party, mark: str) -> None:
    """Rank a seller, and let somebody have been there; a visit is due."""
    rest = {"recorded_at": NOON, "by": "x", "by_key": "x"}
    rule = AccountRule.objects.create(
        role="reseller", from_day=NOON.date(), rank_by="sums", **rest
    )
    run, _ = RankRun.objects.get_or_create(
        month=date(2026, 11, 1), number=1, defaults={"computed_at": NOON, "by": "x"}
    )
    sums = {"months": [1, 1, 1], "total_minor": 3, "before_minor": 0, "group_minor": 9}
    run.ranks.create(
        party=seller, rule=rule, rank="large", role="reseller", place=1, **sums
    )
    columns = {"every_weeks": 1, "minutes": 30, "from_day": date(2020, 1, 1)}
    VisitRule.objects.create(role="reseller", **columns, **rest)
    user = User.objects.filter(username="dewi").first() or a_user(Role.SUPPORT, "dewi")
    CheckIn.objects.create(
        key=mark,
        party=seller,
        user=user,
        at=date_at(2020),
        recorded_at=NOON,
        by_request=False,
        shared="told",
        note=f"Catatan {mark}",
    )


def date_at(year: int) -> datetime:
    return NOON.replace(year=year)


def a_choice(seller: Party, mark: str) -> Choice:
    """Let a seller choose for one of two pieces, from the one menu that there is."""
    award = choosing.won(seller, 2)
    if not Menu.objects.exists():
        reward = choosing.a_reward("gelas", pieces=9)
        choosing.a_menu(award.program, reward, until=date(2099, 1, 1))
    item = MenuItem.objects.select_related("reward", "menu__program").get()
    wanted = Wanted(item, f"key {mark}", f"Kirim ke {mark}")
    return choose_reward(award, wanted, choosing.OWNER)


@pytest.fixture
def ours(own_business):
    a_business()
    return a_side("Bali")


@pytest.fixture
def theirs(ours):
    side = a_side(THEIRS)
    a_program("semua")
    a_program("khusus", scope=f"eligible: {{party: [R-{THEIRS}]}}")
    return side


def someone(role: Role, ours: Side) -> User:
    party = {Role.PARTNER: ours.seller.pk, Role.SUPPLIER: ours.supplier.pk}.get(role)
    return a_user(role, territories=["Bali"], party_id=party)


NARROW = [Role.SALESPERSON, Role.PARTNER, Role.SUPPLIER]
LISTS = [
    *("home", "people", "orders", "products", "programs"),
    *("claims", "statements", "disputes", "rewards", "rewards-unchosen"),
    *("calendar", "all-series", "lessons", "targets", "gatherings"),
    *("inbox", "silences", "reasons"),
    *("accounts", "accounts-concentration", "visits", "visits-made", "visits-overdue"),
    *("alerts", "made-promises", "promise-rates", "deliveries", "otif"),
    *("market", "stock-seen"),
]
WHERE = {
    "statement": lambda side: {"pk": side.seller.pk, "month": "2026-11"},
    "person": lambda side: {"pk": side.seller.pk},
    "person-edit": lambda side: {"pk": side.seller.pk},
    "order": lambda side: {"order_id": side.line.order_id},
    "product": lambda side: {"pk": side.line.product_id},
    "program": lambda side: {"code": "semua"},
    "award": lambda side: {
        "code": "semua",
        "window": "2026-11-01",
        "party": side.seller.code,
    },
    "choice": lambda side: {"pk": side.choice.pk},
    "person-account": lambda side: {"pk": side.seller.pk},
    "person-account-figures": lambda side: {"pk": side.seller.pk},
    "person-visit": lambda side: {"pk": side.seller.pk},
    "person-place": lambda side: {"pk": side.seller.pk},
    "delivery": lambda side: {"pk": side.delivery.pk},
    "made-promise": lambda side: {"pk": side.delivery.promise_id},
    "alert": lambda side: {"pk": side.seller.alerts.get(kind="only_a_test").pk},
    "reward-award": lambda side: {"pk": side.choice.award_id},
    "claim": lambda side: {"claim": side.claim.number},
    "series": lambda side: {"pk": side.desk.series.pk},
    "series-occurrence": lambda side: {"pk": side.desk.series.pk, "on": "2026-11-09"},
    "gathering-invitation": lambda side: {
        "pk": side.desk.gathering.pk,
        "guest": side.seller.pk,
    },
    "conversation": lambda side: {"pk": side.talk.pk},
}
SHARED = {
    Role.SALESPERSON: {"product", "program", "products", "person-visit"},
    Role.PARTNER: {"product", "program", "products"},
    Role.SUPPLIER: {"program"},
}
"""What is the same for everybody: a salesperson and a partner see all products."""


@pytest.mark.parametrize("role", NARROW)
@pytest.mark.parametrize("name", [*LISTS, *WHERE])
def test_a_page_tells_nothing_of_others(client, ours, theirs, role, name):
    client.force_login(someone(role, ours))
    where = WHERE[name](ours) if name in WHERE else {}
    answer = client.get(reverse(f"office:{name}", kwargs=where))
    told = answer.content.decode()
    if name not in SHARED[role]:
        assert THEIRS not in told
    else:
        assert f"R-{THEIRS}" not in told


@pytest.mark.parametrize("role", NARROW)
@pytest.mark.parametrize("name", WHERE)
def test_the_address_of_others_rows_leads_nowhere(client, ours, theirs, role, name):
    if name in SHARED[role]:
        pytest.skip("the same for everybody")
    client.force_login(someone(role, ours))
    answer = client.get(reverse(f"office:{name}", kwargs=WHERE[name](theirs)))
    assert answer.status_code in {403, 404}
    assert f"R-{THEIRS}" not in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "sees"),
    [("person", True), ("order", True), ("program", True), ("award", True)],
)
def test_a_partner_sees_what_is_its_own(client, ours, theirs, name, sees):
    client.force_login(someone(Role.PARTNER, ours))
    answer = client.get(reverse(f"office:{name}", kwargs=WHERE[name](ours)))
    assert (answer.status_code == 200) is sees


def test_a_supplier_sees_its_goods_but_not_who_bought_them(client, ours, theirs):
    client.force_login(someone(Role.SUPPLIER, ours))
    told = client.get(reverse("office:order", args=[ours.line.order_id])).content.decode()
    assert ours.line.product.name in told
    assert ours.buyer.name not in told
    assert "Ref Bali" not in told


def test_a_partner_reads_only_the_promises_it_has_a_part_in(client, ours, theirs):
    client.force_login(someone(Role.PARTNER, ours))
    assert "khusus" not in client.get(reverse("office:programs")).content.decode()
    answer = client.get(reverse("office:program", args=["khusus"]))
    assert answer.status_code == 404


def test_a_partner_reads_the_promise_but_not_its_document(client, ours, theirs):
    client.force_login(someone(Role.PARTNER, ours))
    told = client.get(reverse("office:program", args=["semua"])).content.decode()
    assert "setia: 1" not in told


def test_somebody_out_of_reach_is_not_named_as_downline(client, ours, theirs):
    Party.objects.filter(pk=theirs.seller.pk).update(parent=ours.seller)
    client.force_login(someone(Role.SALESPERSON, ours))
    told = client.get(reverse("office:person", args=[ours.seller.pk])).content.decode()
    assert THEIRS not in told


def test_somebody_out_of_reach_is_not_named_as_upline(client, ours, theirs):
    Party.objects.filter(pk=ours.seller.pk).update(parent=theirs.seller)
    client.force_login(someone(Role.SALESPERSON, ours))
    told = client.get(reverse("office:person", args=[ours.seller.pk])).content.decode()
    assert THEIRS not in told


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("person-contacts", {"kind": "phone", "value": "0812 3456 7890"}),
        (
            "person-attribute",
            {"attribute": "tier", "value": "x", "from_date": "2026-11-01"},
        ),
        ("person-consents", {"channel": "email", "act": "given", "source": "x"}),
        ("person-edit", {"name": "Direbut", "version": "1"}),
    ],
)
def test_a_salesperson_changes_nobody_of_another_territory(
    client, ours, theirs, name, fields
):
    before = list(Party.objects.values()), Contact.objects.count()
    client.force_login(someone(Role.SALESPERSON, ours))
    answer = client.post(reverse(f"office:{name}", args=[theirs.seller.pk]), fields)
    assert answer.status_code == 404
    assert (list(Party.objects.values()), Contact.objects.count()) == before
