"""A list asks the database as often for fifty rows as for five."""

from __future__ import annotations

from datetime import date, timedelta

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
    a_number,
    a_party,
    a_product,
    a_program,
    a_promised_delivery,
    a_silence,
    a_survey,
    a_user,
    an_actor,
    an_application,
    an_arrival,
    an_ask,
    an_endpoint,
    an_import,
)
from desk_rows import coached
from django.db import connection
from django.test.utils import CaptureQueriesContext
from payouts import paying
from rewards import choosing

from setia.accounts.models import AccountRule, RankRun
from setia.alerts.raise_alert import Told, raise_alert
from setia.closing.models import Period
from setia.core.clock import now
from setia.core.models import User
from setia.core.roles import Role
from setia.helpdesk.assign_conversation import assign_conversation
from setia.helpdesk.close_conversation import Solution, close_conversation
from setia.helpdesk.models import Conversation
from setia.ledger.models import Account
from setia.market.observe_price import Seen, observe_price
from setia.market.observe_stock import Counted, observe_stock
from setia.payouts.models import (
    Payout,
    PayoutAttempt,
    PayoutItem,
    PayoutOutcome,
    PayoutRun,
)
from setia.people.models import Contact, Note, Party
from setia.rewards.choose_reward import Wanted, choose_reward
from setia.rewards.models import Menu, MenuItem
from setia.sales.models import Payment
from setia.surveys.answer_survey import Given, answer_survey
from setia.surveys.invite import invite
from setia.surveys.models import Survey
from setia.surveys.tell_reason import tell_reason
from setia.visits.models import CheckIn, DayPlan, Place, VisitAsk, VisitRule
from setia.webhooks.models import Endpoint

LISTS = [
    "/",
    "/people/",
    "/people/?q=toko",
    "/people/duplicates/",
    "/people/{party}/",
    "/people/{party}/touches/",
    "/quotas/",
    "/quotas/proof/",
    "/sales/?from=2026-11-01&to=2026-11-30",
    "/sales/orders/INV/0/",
    "/payments/?show=all",
    "/products/",
    "/products/{product}/",
    "/programs/",
    "/programs/bonus-november/",
    "/programs/new/",
    "/programs/new/consumer-offer/",
    "/programs/bonus-november/versions/new/",
    "/periods/",
    "/statements/",
    "/disputes/",
    "/imports/",
    "/trail/",
    "/payouts/",
    "/payouts/runs/1/",
    "/payouts/STA-1-1/",
    "/payouts/goods/",
    "/rewards/",
    "/rewards/?show=all",
    "/rewards/list/",
    "/rewards/unchosen/",
    "/rewards/catalogue/",
    "/rewards/catalogue/gelas/",
    "/payouts/promises/?from=2026-11-01&to=2026-11-30",
    "/payees/{party}/",
    "/accounts/",
    "/accounts/concentration/",
    "/accounts/rules/",
    "/accounts/{party}/",
    "/accounts/{party}/figures/",
    "/visits/",
    "/visits/?day=2026-11-10",
    "/visits/overdue/",
    "/visits/coverage/",
    "/visits/made/",
    "/visits/rules/",
    "/visits/people/{party}/",
    "/visits/people/{party}/place/",
    "/users/",
    "/webhooks/",
    "/webhooks/{webhook}/",
    "/claims/",
    "/claims/?show=all",
    "/partner-links/",
    "/applications/?show=all",
    "/materials/?show=all",
    "/corrections/?show=all",
    "/alerts/",
    "/alerts/mutings/",
    "/promises/?show=all",
    "/promises/?show=broken",
    "/promises/rates/",
    "/deliveries/?show=all",
    "/deliveries/rates/?from=2026-11-01&to=2026-11-30",
    "/market/",
    "/market/stock/",
    "/conflicts/?show=areas&month=2026-11",
    "/conflicts/?show=net",
    "/conflicts/?show=prices",
    "/ledger/",
    "/ledger/IDR/claimed/",
    "/ledger/accounts/{account}/",
    "/calendar/",
    "/calendar/?look=month&day=2026-11-10",
    "/calendar/series/",
    "/calendar/series/{series}/",
    "/calendar/series/{series}/2026-11-09/",
    "/lessons/",
    "/lessons/?show=all",
    "/lessons/{lesson}/",
    "/targets/?show=all",
    "/gatherings/?show=all",
    "/gatherings/{gathering}/",
    "/gatherings/{gathering}/list/",
    "/gatherings/{gathering}/door/",
    "/inbox/?show=all",
    "/inbox/?show=closed",
    "/inbox/{conversation}/",
    "/surveys/",
    "/surveys/{survey}/",
    "/surveys/silences/",
    "/reasons/",
]


@pytest.fixture
def signed_in(client, own_business):
    a_business()
    a_program()
    client.force_login(a_user(Role.OWNER))
    return client


def some(first: int, last: int) -> dict[str, int]:
    """Make more of everything; return one party, one product, the webhook with a log."""
    for number in range(first, last):
        supplier = a_party(f"S-{number}", role="supplier", territory="Bali")
        product = a_product(f"P-{number}", supplier=supplier)
        party = a_party(f"R-{number}", f"Toko Maju {number}", territory="Bali")
        Contact.objects.create(
            party=party, kind="phone", value="0812", normal="+6281234567890", added_at=NOON
        )
        Note.objects.create(party=party, text="x", at=NOON, by="x")
        moment = NOON + timedelta(minutes=number)
        a_line(f"INV/{number}", party, product, sold_at=moment)
        a_line("INV/0", party, product, sold_at=moment, line_no=number + 2)
        Payment.objects.create(
            order_id="INV/0",
            method="transfer",
            paid_at=moment,
            amount_minor=1,
            recorded_at=NOON,
            arrival=an_arrival(),
        )
        a_claim(supplier, number + 1)
        a_user(Role.SALESPERSON, f"sari-{number}", territories=["Bali"])
        an_import(f"Kode;Nama\nR-{number};x\n")
        paying.released(party, 100_000)
        paying.released(supplier, 100_000)
        paying.released(party, 1, unit="goods")
        chosen_again(paying.released(party, 2, unit="goods"), number)
        paid_again(party)
        program = a_program(f"bonus-{number}")
        an_application(f"Wulan {number}", f"+62812909{number:05}")
        a_material(f"Kopi {number}", product=product, program=program)
        a_correction(party, f"Salah {number}")
        desk = cared_for(party, product, number)
        asking = a_number(party, f"+62813909{number:05}").normal
        an_ask(asking, at=now())
        Period.objects.create(month=date(2020 + number // 12, number % 12 + 1, 1))
        an_endpoint()
        seen_too(party, product, number)
        log = Endpoint.objects.earliest("pk")
        a_delivery(log, number).attempts.create(number=1, at=NOON, duration_ms=1)
    return {
        "party": party.pk,
        "product": product.pk,
        "webhook": log.pk,
        "series": desk.series.pk,
        "lesson": desk.lesson.pk,
        "gathering": desk.gathering.pk,
        "conversation": Conversation.objects.earliest("pk").pk,
        "survey": Survey.objects.earliest("pk").code,
        "account": Account.objects.filter(kind="claimed").earliest("pk").pk,
    }


def cared_for(party, product, number):
    """Leave a trace of somebody in every room of the desk."""
    on_desk(party, number)
    accounted(party, product)
    return coached(party, f"nomor-{number}")


def on_desk(party, number) -> None:
    """Let somebody write by two channels, answer a survey, tell why they left, fall silent."""
    a_conversation(Party.objects.earliest("pk"), f"Halo {number}")
    row = a_conversation(party, channel="telegram")
    assign_conversation(row, User.objects.earliest("pk"), an_actor())
    close_conversation(a_conversation(party, channel="phone"), Solution("x"), an_actor())
    a_survey()
    made = invite(Survey.objects.earliest("pk"), [party], an_actor())[0]
    answer_survey(made.token, {1: Given((1,)), 2: Given(text=f"Mahal {number}")})
    tell_reason(party, "Kosong", None, an_actor())
    a_silence(party)


def accounted(party, product) -> None:
    """Rank a party, plan a visit to it, and let somebody have been there."""
    owner = User.objects.filter(role=Role.OWNER).earliest("pk")
    rest = {"recorded_at": NOON, "by": "x", "by_key": "x"}
    rule, _ = AccountRule.objects.get_or_create(
        role="reseller", from_day=NOON.date(), rank_by="sums", defaults=rest
    )
    columns = {"every_weeks": 2, "minutes": 30, "from_day": NOON.date()}
    VisitRule.objects.create(role="reseller", **columns, **rest)
    run, _ = RankRun.objects.get_or_create(
        month=date(2026, 11, 1), number=1, defaults={"computed_at": NOON, "by": "x"}
    )
    place = run.ranks.count() + 1
    sums = {"months": [1, 1, 1], "total_minor": 3, "before_minor": 0, "group_minor": 9}
    run.ranks.create(
        party=party, rule=rule, rank="large", role="reseller", place=place, **sums
    )
    plan, _ = DayPlan.objects.get_or_create(
        user=owner,
        day=NOON.date(),
        number=1,
        defaults={
            "work_day": {"begins": "08:00", "ends": "16:00", "start": None},
            "left_out": [],
            "way_metres": 1,
            "planned_at": NOON,
            "by": "x",
        },
    )
    stop = plan.visits.create(
        party=party,
        place_no=plan.visits.count() + 1,
        why="due",
        due_on=NOON.date(),
        minutes=30,
        arrive_at=NOON,
        leave_at=NOON,
        way_metres=1,
        latitude=-6,
        longitude=107,
    )
    VisitAsk.objects.create(party=party, by_day=NOON.date(), at=NOON, by="x")
    Place.objects.create(
        party=party, latitude=-6, longitude=107, source="typed", at=NOON, by="x"
    )
    made = CheckIn.objects.create(
        key=f"key {party.pk}",
        party=party,
        visit=stop if place % 2 else None,
        user=owner,
        at=NOON,
        recorded_at=NOON,
        by_request=False,
        shared="told",
    )
    made.seen.create(kind="stock", product=product, quantity_milli=1)


def chosen_again(award, number) -> None:
    """Choose for one of two pieces; the first time there is a menu to be made."""
    if not Menu.objects.exists():
        reward = choosing.a_reward("gelas", pieces=30)
        choosing.a_menu(award.program, reward, until=date(2099, 1, 1))
    choosing.a_reward(f"hadiah-{number}", pieces=1)
    item = MenuItem.objects.select_related("reward", "menu__program").get()
    choose_reward(award, Wanted(item, f"key-{number}"), choosing.OWNER)


def paid_again(party) -> None:
    """Put the party into the one run, as if it had been prepared with it."""
    run, _ = PayoutRun.objects.get_or_create(
        number=1,
        defaults={"prepared_at": NOON, "day": NOON.date(), "currency": "IDR"},
    )
    paying.banked(party)
    sums = {"gross_minor": 1_00, "netted_minor": 0, "tax_minor": 0, "net_minor": 1_00}
    number = run.payouts.count() + 1
    payout = Payout.objects.create(run=run, payee=party, key=f"STA-1-{number}", **sums)
    award = party.awards_received.filter(unit="IDR").latest("pk")
    first = Payout.objects.earliest("pk")
    PayoutItem.objects.create(payout=first, award=award, amount_minor=1_00)
    attempt = PayoutAttempt.objects.create(
        payout=payout, number=1, file=1, at=NOON, by="x", account_no=f"1{number:06}"
    )
    if number % 2:
        PayoutOutcome.objects.create(
            attempt=attempt, confirmed=True, day=NOON.date(), at=NOON, by="x"
        )


def seen_too(party, product, number: int) -> None:
    """Promise somebody something, see a price and stock of theirs, and raise an alert."""
    a_promised_delivery(party, f"INV/{number}")
    by = an_actor()
    # Seen just now, so that the pages look back as far.
    at = now() - timedelta(minutes=number + 1)
    observe_price(Seen(product, 1_000, at, party), by)
    observe_stock(Counted(party, product, 5_000, at), by)
    raise_alert("only_a_test", f"{number}", Told("alert.over", about=party), by)
    a_muting(about=party)


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert client.get(path).status_code == 200
    return len(told)


def test_more_rows_take_no_more_queries(signed_in):
    made = some(0, 4)
    paths = [path.format(**made) for path in LISTS]
    few = {path: queries(signed_in, path) for path in paths}
    some(4, 24)
    more = {path: queries(signed_in, path) for path in paths}
    assert more == few
    assert max(more.values()) <= 36
