"""What lies on the desk of the generated business: talks, a survey, reasons for leaving.

Some wait, one is overdue, one is solved. Made only where nothing is there yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings

from setia.core.actor import Actor, system
from setia.core.clock import as_if_at, now, today
from setia.demo.load.sign_in import actor_named
from setia.helpdesk.answer_conversation import Writing, add_note, answer_conversation
from setia.helpdesk.close_conversation import Solution, close_conversation
from setia.helpdesk.models import Channel, Conversation, Topic
from setia.helpdesk.set_hours import HoursDraft, RuleDraft, set_hours
from setia.helpdesk.take_message import Incoming, take_message
from setia.helpdesk.working_time import Span
from setia.people.models import Party
from setia.surveys.add_survey import add_survey, from_template
from setia.surveys.answer_survey import Given, answer_survey
from setia.surveys.ask_silent import begin_asking
from setia.surveys.find_silences import asking_now, find_silences
from setia.surveys.invite import invite
from setia.surveys.models import Survey
from setia.surveys.tell_reason import tell_reason

WEEK = [Span(day, 8 * 60, 17 * 60) for day in range(5)] + [Span(5, 8 * 60, 13 * 60)]
NIGHTS = [Span(day, 17 * 60, 21 * 60, night=True) for day in range(6)]
RULES = [RuleDraft("everybody", "", 240), RuleDraft("role", "distributor", 60, 120)]
TALKS = (
    (30.0, Channel.WHATSAPP, Topic.COMPLAINT, "Dua botol serum pecah waktu sampai. Fotonya saya kirim ya."),
    (52.0, Channel.PORTAL, Topic.QUESTION, "Kapan bonus bulan lalu ditransfer?"),
    (0.6, Channel.WHATSAPP, Topic.ORDER, "Mau pesan kopi 3 dus, bisa kirim besok pagi?"),
    (0.2, Channel.PORTAL, Topic.QUESTION, "Apakah saya sudah bisa ikut lomba dua minggu?"),
    (96.0, Channel.PHONE, Topic.COMPLAINT, "Kiriman terlambat dua hari, pelanggan saya batal."),
)  # fmt: skip
"""Hours ago, by which channel, about what, in which words."""
LEFT = (
    "Harga di toko sebelah lebih murah lima ribu.",
    "Tidak ada yang menghubungi saya sejak bulan lalu.",
    "Saya pindah ke luar kota, belum sempat jualan lagi.",
)
SAID = ("Packing-nya diperkuat.", "Balasnya sudah cepat, terima kasih.", "", "")


def fill_help_desk() -> None:
    """Let the desk have something on it."""
    if not Conversation.objects.exists():
        _hours()
        _talks()
    if not Survey.objects.exists():
        _surveys()


def _hours() -> None:
    with as_if_at(now() - timedelta(days=30)):
        draft = HoursDraft(today(settings.TIME_ZONE), [*WEEK, *NIGHTS], RULES)
        set_hours(draft, actor_named("ratna"))


def _talks() -> None:
    rows = list(_people("reseller", len(TALKS)))
    conversations = []
    for number, ((hours, channel, topic, text), party) in enumerate(
        zip(TALKS, rows, strict=True)
    ):
        at = now() - timedelta(hours=hours)
        with as_if_at(at):
            told = Incoming(channel, text, at, f"demo {number}", party, topic=topic)
            conversations.append(take_message(told, system()).conversation)
    at = now() - timedelta(minutes=20)
    with as_if_at(at):
        stranger = Incoming(
            Channel.WEB,
            "Apakah menerima reseller di Cirebon?",
            at,
            "demo web",
            contact="+6281290907788",
            name="Yanti",
        )
        take_message(stranger, system())
    _answered(conversations[1], conversations[4])


def _answered(asked: Conversation, late: Conversation) -> None:
    """Let one question be answered, and one complaint be solved."""
    dewi = actor_named("dewi")
    with as_if_at(now() - timedelta(hours=50)):
        add_note(asked, Writing("Tanya Bu Fitri tanggal transfernya.", "demo-note"), dewi)
        text = (
            "Bonus ditransfer tanggal 5, setelah bulan ditutup. Rinciannya ada di laporan."
        )
        answer_conversation(asked, Writing(text, "demo-answer"), dewi)
    with as_if_at(now() - timedelta(hours=95)):
        text = "Maaf sekali, Kak. Kurirnya kami ganti, kiriman berikutnya gratis ongkir."
        answer_conversation(late, Writing(text, "demo-sorry"), dewi)
    with as_if_at(now() - timedelta(hours=72)):
        solution = "Kurir diganti; pelanggan menerima barang pengganti dan mau pesan lagi."
        close_conversation(late, Solution(solution), dewi)


def _surveys() -> None:
    owner, dewi = actor_named("ratna"), actor_named("dewi")
    start = now() - timedelta(days=20)
    with as_if_at(start):
        content = add_survey(from_template("satisfaction", anonymous=False), owner)
        add_survey(from_template("before-service", anonymous=True), owner)
        why = add_survey(from_template("why-not-back", anonymous=False), owner)
    _content(content, dewi, start)
    _why(why, dewi)
    with as_if_at(now() - timedelta(days=1)):
        begin_asking(30, 4, "http://localhost:8000/p/survey/", owner)
        asking = asking_now()
        if asking is not None:
            find_silences(today(settings.TIME_ZONE), asking)


def _content(survey: Survey, by: Actor, start: datetime) -> None:
    people = list(_people("reseller", 24, 10))
    with as_if_at(start):
        made = invite(survey, people, by)
    for number, one in enumerate(made[:17]):
        points, solved = (5, 4, 5, 3, 5, 4, 2)[number % 7], (1, 1, 2, 1, 3)[number % 5]
        words = Given(text=SAID[number % len(SAID)])
        with as_if_at(start + timedelta(hours=7 * number)):
            answer_survey(one.token, {1: Given((points,)), 2: Given((solved,)), 3: words})


def _why(survey: Survey, by: Actor) -> None:
    people = list(_people("reseller", 30, 60))
    for number, party in enumerate(people[:18]):
        at = now() - timedelta(days=9 * number)
        with as_if_at(at):
            made = invite(survey, [party], by)[0]
            reason = (1, 1, 2, 5, 6, 3, 1, 7)[number % 8]
            words = LEFT[number // 6] if number % 6 == 0 else ""
            answer_survey(made.token, {1: Given((reason,)), 2: Given(text=words)})
    for number, party in enumerate(people[18:21]):
        with as_if_at(now() - timedelta(days=3 + 20 * number)):
            tell_reason(party, "Stok sering kosong waktu ramai.", None, by)


def _people(role: str, count: int, skip: int = 0) -> Iterator[Party]:
    """Return some people, always the same; they know us for a while already."""
    rows = Party.objects.standing().filter(role=role, sold__isnull=False).distinct()
    yield from rows.order_by("code")[skip : skip + count]
