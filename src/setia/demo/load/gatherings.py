"""Two gatherings of the generated business: a family day that is over, and one to come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from setia.budgets.models import Budget
from setia.budgets.set_budget import BudgetDraft, set_budget
from setia.core.actor import Actor
from setia.core.clock import as_if_at, today
from setia.core.days import first_of, last_of
from setia.demo.load.sign_in import actor_named
from setia.events.answer_invitation import Said, answer_invitation
from setia.events.check_in import check_in
from setia.events.guests import Coming
from setia.events.invite_parties import invite_party, invite_segment
from setia.events.models import Gathering, Invitation
from setia.events.plan_gathering import GatheringDraft, plan_gathering
from setia.events.record_cost import Paid, record_cost
from setia.events.segment import Segment
from setia.people.models import FamilyMember, Party

COSTS = (
    ("Sewa gedung dan tenda", 7_500_000),
    ("Makan siang keluarga", 11_250_000),
    ("Hadiah anak dan doorprize", 4_400_000),
)
AREA = "Jabodetabek"
RUPIAH = 100


def fill_gatherings() -> None:
    """Let there be a gathering that is over, and one for which people answer."""
    if Gathering.objects.exists():
        return
    by = actor_named("bayu")
    _past(by)
    _coming(by)


def _past(by: Actor) -> None:
    day = today(settings.TIME_ZONE) - timedelta(days=24)
    with as_if_at(_at(day - timedelta(days=14), 9)):
        budget = _budget(day)
        made = plan_gathering(
            GatheringDraft(
                "Hari keluarga Jabodetabek",
                "family",
                _at(day, 10),
                300,
                "Taman Kencana, Depok",
                200,
                25_000_000 * RUPIAH,
                "Ajak anak-anak, ada lomba mewarnai.",
            ),
            by,
        )
        invite_segment(made, Segment("reseller", territory=AREA), by)
    with as_if_at(_at(day - timedelta(days=5), 13)):
        _answers(made, by, every=1)
    with as_if_at(_at(day, 11)):
        _door(made, by)
    with as_if_at(_at(day + timedelta(days=2), 10)):
        for number, (what, rupiah) in enumerate(COSTS):
            paid = Paid(what, rupiah * RUPIAH, f"demo-{number}", budget)
            record_cost(made, paid, actor_named("fitri"))


def _coming(by: Actor) -> None:
    day = today(settings.TIME_ZONE) + timedelta(days=16)
    with as_if_at(_at(today(settings.TIME_ZONE) - timedelta(days=3), 9)):
        made = plan_gathering(
            GatheringDraft(
                "Temu pelanggan besar",
                "meetup",
                _at(day, 18),
                180,
                "Ruang Melati, Bandung",
                60,
                15_000_000 * RUPIAH,
            ),
            by,
        )
        invite_segment(made, Segment("outlet"), by)
        partner = _first_seller(made)
        if partner is not None:
            invite_party(made, partner, "Bersedia menjadi pembicara.", by)
    with as_if_at(_at(today(settings.TIME_ZONE) - timedelta(days=1), 14)):
        _answers(made, by, every=2)


def _budget(day: date) -> Budget:
    """Set money aside for gatherings, from the month of the first one on."""
    draft = BudgetDraft(
        "Acara keluarga",
        "business",
        first_of(day),
        last_of(first_of(day + timedelta(days=60))),
        fixed_minor=60_000_000 * RUPIAH,
    )
    return set_budget(draft, actor_named("fitri"))


def _answers(made: Gathering, by: Actor, every: int) -> None:
    rows = Invitation.objects.filter(gathering=made).select_related("party", "gathering")
    for number, row in enumerate(rows.order_by("pk")[::every]):
        family = tuple(_family(row.party)[: number % 3])
        kind = ("yes", "yes", "no", "yes", "maybe")[number % 5]
        if number % 6 != 5:
            coming = Coming(1 + len(family), family)
            answer_invitation(row, Said(kind, coming), by)


def _door(made: Gathering, by: Actor) -> None:
    rows = Invitation.objects.filter(gathering=made).with_records()
    for number, row in enumerate(rows.order_by("pk")):
        answer = row.answer
        if answer and answer.kind == "yes" and number % 8 != 7:
            family = tuple(one["id"] for one in answer.guests)
            check_in(made, row.party, Coming(answer.heads, family), by)


def _family(party: Party) -> list[int]:
    rows = FamilyMember.objects.filter(party=party).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def _first_seller(made: Gathering) -> Party | None:
    there = made.invitations.values("party")
    rows = Party.objects.standing().filter(role="reseller").exclude(pk__in=there)
    return rows.order_by("pk").first()


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(settings.TIME_ZONE))
