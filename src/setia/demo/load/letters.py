"""What the generated business wrote to its people, and what care of them cost.

Templates, a broadcast of last week as WhatsApp told of it, a few answers, a stop, messages sent
by hand, and two care budgets with gifts. Nothing of it leaves the machine: the channel is there
only while the broadcast is written down. Every part is made only where it is not there yet.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from setia.budgets.charge_budget import Spending, charge_budget
from setia.budgets.models import Budget
from setia.budgets.set_budget import BudgetDraft, set_budget
from setia.core.actor import Actor
from setia.core.clock import as_if_at, now, today
from setia.core.days import start_of
from setia.demo.load.sign_in import actor_named
from setia.messages.confirm_hand_sending import confirm_hand_sending
from setia.messages.keep_template import TemplateDraft, add_template
from setia.messages.models import Attempt, ChannelSetup, Message, Price, Template, Waiting
from setia.messages.queue_message import Writing, queue_message
from setia.messages.receive_message import Received, receive_message
from setia.messages.receive_state import StateTold, receive_state
from setia.messages.segment import Segment
from setia.messages.send_broadcast import (
    BroadcastDraft,
    go_through_broadcasts,
    send_broadcast,
)
from setia.people.models import Contact, Party

TEMPLATES = (
    TemplateDraft(
        "Kabar barang baru",
        "marketing",
        "Halo {first_name}, minggu ini ada serum baru di {business}. Ringan dan tanpa pewangi;"
        " hasilnya terlihat setelah tiga minggu, bukan semalam. Mau contoh? Balas pesan ini."
        " Balas STOP bila tidak ingin kabar lagi.",
        "Hello {first_name}, {business} has a new serum this week. Light, without perfume; you"
        " see what it does after three weeks, not overnight. Want a sample? Just reply. Reply"
        " STOP for no more news.",
        "Serum baru di {business}",
        "A new serum at {business}",
        "kabar_barang_baru",
    ),
    TemplateDraft(
        "Selamat ulang tahun",
        "care",
        "Selamat ulang tahun, {first_name}! Semoga sehat dan lancar selalu. Salam hangat dari"
        " {sender} dan semua di {business}.",
        "Happy birthday, {first_name}! Health and good days to you. Warm greetings from"
        " {sender} and all of us at {business}.",
        whatsapp_name="selamat_ulang_tahun",
    ),
    TemplateDraft(
        "Capaian bulan ini",
        "care",
        "Halo {first_name}, bulan ini Anda sudah {amount}. Terima kasih! Ada yang bisa kami"
        " bantu supaya lebih ringan?",
        "Hello {first_name}, this month you are at {amount}. Thank you! Is there anything we"
        " can do to make it easier?",
    ),
    TemplateDraft(
        "Pesanan siap",
        "service",
        "Halo {first_name}, pesanan Anda siap diambil atau dikirim. Terima kasih, {business}.",
        "Hello {first_name}, your order is ready. Thank you, {business}.",
        whatsapp_name="pesanan_siap",
    ),
)
ANSWERS = (
    "Boleh kak, saya mau contohnya.",
    "Serumnya aman untuk kulit sensitif?",
    "Kemarin kiriman saya belum sampai juga ya, mohon dicek.",
    "STOP",
)
GIFTS = (
    ("Parsel ulang tahun", 175_000),
    ("Kue untuk pembukaan toko", 240_000),
    ("Karangan bunga", 350_000),
    ("Kopi dan camilan kunjungan", 85_000),
    ("Bingkisan syukuran", 150_000),
)
PRICE_MINOR = 586_33


def write_letters() -> None:
    """Let pages of messages and of care budgets have something on them."""
    if not Budget.objects.exists():
        _budgets()
    if not Template.objects.exists():
        _templates()
    if not Message.objects.exists():
        _broadcast()
        _answers()
        _by_hand()


def _budgets() -> None:
    owner, day = actor_named("ratna"), today(settings.TIME_ZONE)
    first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
    with as_if_at(start_of(first) + timedelta(hours=9)):
        year = BudgetDraft(
            f"Perhatian {day.year}",
            "business",
            first,
            last,
            share_millionths=10_000,
            value_from=first,
            value_to=last,
        )
        set_budget(year, owner)
    category = _common_category()
    if category:
        quarter = day - timedelta(days=30), day + timedelta(days=60)
        small = BudgetDraft(
            f"Mitra {category}",
            "segment",
            *quarter,
            category=category,
            fixed_minor=150_000_000,
        )
        with as_if_at(start_of(quarter[0]) + timedelta(hours=9)):
            set_budget(small, owner)
    _gifts(day)


def _common_category() -> str:
    rows = Party.objects.standing().exclude(category="").filter(role="outlet")
    found = rows.order_by("category").values_list("category", flat=True).first()
    return found or ""


def _gifts(day: date) -> None:
    by = actor_named("bayu")
    people = list(_partners()[:20])
    for number, party in enumerate(people):
        what, rupiah = GIFTS[number % len(GIFTS)]
        on = day - timedelta(days=1 + 6 * number)
        rows = Budget.objects.running_on(on)
        budget = rows.filter(scope="business").first()
        if party.category:
            budget = rows.filter(category=party.category).first() or budget
        if budget is None:
            continue
        spending = Spending("gift", rupiah * 100, party, f"demo {number}", what, on)
        with as_if_at(start_of(on) + timedelta(hours=11)):
            charge_budget(budget, spending, by)


def _partners() -> QuerySet[Party]:
    rows = Party.objects.standing().filter(role__in=["reseller", "outlet"])
    return rows.order_by("-joined_on", "pk")


def _templates() -> None:
    with as_if_at(now() - timedelta(days=40)):
        for draft in TEMPLATES:
            add_template(draft, actor_named("bayu"))
        Price.objects.get_or_create(
            channel="whatsapp", purpose="marketing", defaults={"minor": PRICE_MINOR}
        )


def _broadcast() -> None:
    """Write to a territory a week ago, and let the provider tell what became of it."""
    template = Template.objects.get(name="Kabar barang baru")
    territory = _partners().exclude(territory="").values_list("territory", flat=True)[0]
    segment = Segment(role="reseller", territory=territory)
    at = start_of(today(settings.TIME_ZONE) - timedelta(days=6)) + timedelta(hours=10)
    with as_if_at(at):
        setup = ChannelSetup.objects.create(
            channel="whatsapp", changed_at=at, changed_by="Setia Demo"
        )
        draft = BroadcastDraft(segment, "whatsapp", template, "id", "demo")
        send_broadcast(draft, actor_named("bayu"))
        while go_through_broadcasts():
            pass
        setup.delete()
        for number, message in enumerate(Message.objects.order_by("pk")):
            _told(number, message, at)


def _told(number: int, message: Message, at: datetime) -> None:
    """Write down what WhatsApp told of one message: most were read, a few were not taken."""
    Waiting.objects.filter(message=message).delete()
    name = f"wamid.demo{number}"
    Attempt.objects.create(
        message=message, number=1, at=at, provider_id=name, duration_ms=240
    )
    states = ["sent", "delivered", "read"][: 1 + (number * 7 % 5 > 0) + (number % 3 > 0)]
    if number % 17 == 16:
        states = ["failed"]
    for step, state in enumerate(states):
        code = ("131026", "Message undeliverable") if state == "failed" else ("", "")
        moment = at + timedelta(minutes=step * 9)
        receive_state(StateTold("whatsapp", name, message.key, state, moment, *code))


def _answers() -> None:
    """Let some of them answer, the last with a stop, and a stranger ask a question."""
    written = Message.objects.filter(states__state="read").order_by("pk").distinct()
    for number, (message, text) in enumerate(zip(written, ANSWERS, strict=False)):
        at = message.queued_at + timedelta(minutes=25 + 11 * number)
        _came(message.address, message.to.name, text, at, number)
    at = now() - timedelta(hours=5)
    _came("+6281290909909", "Yuni", "Halo, apakah masih menerima reseller baru?", at, 99)


def _came(address: str, name: str, text: str, at: datetime, number: int) -> None:
    told = Received(
        "whatsapp", f"wamid.masuk{number}", (address,), address, name, "text", text, at
    )
    with as_if_at(at):
        receive_message(told)


def _by_hand() -> None:
    """Two greetings by one's own hand: one was sent, the other still waits for it."""
    greeting = Template.objects.get(name="Selamat ulang tahun")
    by = actor_named("bayu")
    at = start_of(today(settings.TIME_ZONE)) + timedelta(hours=9)
    agreed = Contact.objects.filter(
        kind="whatsapp",
        party__consents__channel="whatsapp",
        party__consents__act="given",
        party__in=_partners(),
    )
    people = [one.party for one in agreed.select_related("party").order_by("pk")[40:42]]
    with as_if_at(at):
        written = [_greeted(party, greeting, by) for party in people]
    if written:
        with as_if_at(at + timedelta(minutes=4)):
            confirm_hand_sending(written[0], by)


def _greeted(party: Party, greeting: Template, by: Actor) -> Message:
    return queue_message(party, Writing("by_hand", "care", "", greeting), by)
