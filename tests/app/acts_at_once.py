"""Do one act many times at once, in threads of this process; a part of the race tests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - after set-up

from setia.alerts.raise_alert import Told, raise_alert  # noqa: E402 - after set-up
from setia.claims.models import Claim  # noqa: E402 - as above
from setia.claims.raise_claims import raise_claims  # noqa: E402 - as above
from setia.claims.receive_claim import Money, receive_claim  # noqa: E402 - as above
from setia.closing.models import Award  # noqa: E402 - as above
from setia.closing.run_close import run_close  # noqa: E402 - as above
from setia.core.actor import person, system  # noqa: E402 - as above
from setia.core.clock import now  # noqa: E402 - as above
from setia.core.errors import Conflict, NotFound, Refused  # noqa: E402 - as above
from setia.core.events import BUSINESS_FOUNDED  # noqa: E402 - as above
from setia.core.found_business import found_business  # noqa: E402 - as above
from setia.core.record_event import record_event  # noqa: E402 - as above
from setia.core.roles import Role  # noqa: E402 - as above
from setia.helpdesk.ask_solved import ask_solved  # noqa: E402 - as above
from setia.helpdesk.read_inbound import read_inbound  # noqa: E402 - as above
from setia.helpdesk.take_message import (  # noqa: E402 - as above
    Incoming,
    take_message,
)
from setia.partners.applying import ApplicationDraft, apply  # noqa: E402 - as above
from setia.partners.ask_for_link import ask_for_link  # noqa: E402 - as above
from setia.partners.open_session import open_session  # noqa: E402 - as above
from setia.payouts.approve_payouts import approve_payouts  # noqa: E402 - as above
from setia.payouts.cancel_payouts import cancel_payouts  # noqa: E402 - as above
from setia.payouts.models import PayoutRun  # noqa: E402 - as above
from setia.people.change_party import PartyChange, change_party  # noqa: E402 - as above
from setia.people.merge_parties import merge_parties  # noqa: E402 - as above
from setia.people.models import Party  # noqa: E402 - as above
from setia.programs.approve_version import approve_version  # noqa: E402 - as above
from setia.programs.events import PROGRAM_ADDED  # noqa: E402 - as above
from setia.programs.join_program import join_program  # noqa: E402 - as above
from setia.programs.models import Program, ProgramVersion, Way  # noqa: E402 - as above
from setia.promises.models import Delivery as Promised  # noqa: E402 - as above
from setia.promises.note_arrival import Arrived, note_arrival  # noqa: E402 - as above
from setia.rewards.cancel_choice import cancel_choice  # noqa: E402 - as above
from setia.rewards.choose_reward import Wanted, choose_reward  # noqa: E402 - as above
from setia.rewards.confirm_handover import Proof, confirm_handover  # noqa: E402 - as above
from setia.rewards.models import Choice, MenuItem  # noqa: E402 - as above
from setia.sales.correct_lines import Correction, correct_line  # noqa: E402 - as above
from setia.sales.drafts import LineDraft  # noqa: E402 - as above
from setia.sales.models import Payment, SaleLine  # noqa: E402 - as above
from setia.sales.models.arrival import ArrivalKind  # noqa: E402 - as above
from setia.sales.payments import check_transfer  # noqa: E402 - as above
from setia.sales.record_lines import Delivery, record_lines  # noqa: E402 - as above
from setia.webhooks.plan_deliveries import plan_deliveries  # noqa: E402 - as above
from setia.webhooks.send_due import take_due  # noqa: E402 - as above

MOST_THREADS = 15
"""Each holds a connection, of which PostgreSQL gives a hundred unless it is told otherwise."""
NOON = datetime(2026, 11, 10, 5, tzinfo=UTC)
ACTOR = system("test")


def write_in_trail(number: int) -> str:
    with transaction.atomic():
        record_event(BUSINESS_FOUNDED, ACTOR, ("business", number), {"business": "Toko"})
    return "done"


def merge_round(number: int) -> str:
    """Even ones merge R-1 into R-2, odd ones R-2 into R-1."""
    one, two = Party.objects.get(code="R-1"), Party.objects.get(code="R-2")
    gone, kept = (one, two) if number % 2 == 0 else (two, one)
    merge_parties(gone, kept, {}, ACTOR)
    return "done"


def rename(number: int) -> str:
    change_party(
        Party.objects.get(code="R-1"), PartyChange(f"Toko {number}", "reseller"), 1, ACTOR
    )
    return "done"


def book(order_id: str, key: str) -> str:
    draft = LineDraft(order_id, 1, NOON, "R-1", "P-1", 1_000, 100_00)
    told = record_lines([draft], Delivery(ArrivalKind.API, "shop", key), ACTOR)
    return "repeated" if told.replayed else f"{told.new} new, {told.known} known"


def book_with_one_key(_number: int) -> str:
    return book("INV-1", "key-1")


def book_with_own_keys(number: int) -> str:
    return book(f"INV-{number}", f"key-{number}")


def book_the_same_line(number: int) -> str:
    return book("INV-1", f"key-{number}")


def correct(number: int) -> str:
    line = SaleLine.objects.get(order_id="INV-1", revision=1)
    correct_line(line, Correction(1_000, number + 1), "wrong", ACTOR)
    return "done"


def check(_number: int) -> str:
    check_transfer(Payment.objects.get(), ACTOR)
    return "done"


def plan(number: int) -> str:
    """Every fourth adds to the trail what is told; all look for what is new in it."""
    if number % 4 == 0:
        with transaction.atomic():
            record_event(PROGRAM_ADDED, ACTOR, ("program", number), {"program": "x"})
    plan_deliveries()
    return "done"


def take(_number: int) -> str:
    return f"{len(take_due(NOON))} taken"


def close(_number: int) -> str:
    booked = run_close(date(2026, 10, 1), ACTOR).booked
    return f"{booked.awards} awards, {booked.entries} entries"


def approve(number: int) -> str:
    draft = ProgramVersion.objects.get()
    approve_version(draft, person(number + 2, f"Ibu {number}", Role.OWNER), draft.digest)
    return "done"


def approve_run(_number: int) -> str:
    approve_payouts(PayoutRun.objects.get(), ACTOR)
    return "done"


def decide_run(number: int) -> str:
    """Even ones approve the run, odd ones cancel it."""
    run = PayoutRun.objects.get()
    if number % 2 == 0:
        approve_payouts(run, ACTOR)
        return "approved"
    cancel_payouts(run, "Batal", ACTOR)
    return "cancelled"


def found(number: int) -> str:
    found_business("Toko", f"Ibu {number}", f"ibu{number}", "rahasia-sekali-9", "id")
    return "done"


def claim(_number: int) -> str:
    return f"{len(raise_claims(date(2026, 10, 1), ACTOR))} raised"


def receive(number: int) -> str:
    """Each brings a tenth of what is claimed, so that ten are let in."""
    money = Money(f"m-{number}", date(2026, 11, 10), 9_000_00)
    receive_claim(Claim.objects.get(), money, ACTOR)
    return "done"


def open_pages(_number: int) -> str:
    """All tap the same link at once."""
    open_session("satu-tautan", "Chrome, Android")
    return "opened"


def ask_for_a_link(number: int) -> str:
    ask_for_link("0812-3456-7890", f"phone {number % 2}", "")
    return "asked"


def apply_with_one_number(number: int) -> str:
    draft = ApplicationDraft(
        "Ani", "0812-3456-7890", "Bogor", "", "side_job", "", agreed=True
    )
    apply(draft, ("Saya setuju.", "page"), f"phone {number}")
    return "applied"


def choose(number: int) -> str:
    """Each has an award of its own and wants the same reward."""
    award = Award.objects.filter(unit="goods").order_by("pk")[number]
    choose_reward(award, Wanted(MenuItem.objects.get(), f"key-{number}"), ACTOR)
    return "done"


def choose_for_one(number: int) -> str:
    """All choose for the same piece."""
    award = Award.objects.filter(unit="goods").earliest("pk")
    choose_reward(award, Wanted(MenuItem.objects.get(), f"key-{number}"), ACTOR)
    return "done"


def choose_with_one_key(_number: int) -> str:
    award = Award.objects.filter(unit="goods").earliest("pk")
    choice = choose_reward(award, Wanted(MenuItem.objects.get(), "key"), ACTOR)
    return f"unit {choice.unit_no}"


def give_or_cancel(number: int) -> str:
    """Even ones hand the same reward over, odd ones cancel its choice."""
    choice = Choice.objects.get()
    if number % 2:
        cancel_choice(choice, "Batal", ACTOR)
        return "cancelled"
    confirm_handover(choice, Proof(choice.fulfilment.sent_on, "Ani", "Ya"), ACTOR)
    return "handed over"


def join(_number: int) -> str:
    party = Party.objects.get(code="R-1")
    made = join_program(Program.objects.get(), party, ACTOR, Way.OFFICE, 1)
    return f"enrolment {made.number}"


def tell_of_one_thing(_number: int) -> str:
    alert = raise_alert("only_a_test", "one thing", Told("alert.over"), ACTOR)
    return f"alert {alert.number}"


def arrive(number: int) -> str:
    delivery = Promised.objects.get()
    arrived = Arrived(delivery.requested_on, 1_000, f"van {number}")
    note_arrival(delivery, arrived, ACTOR)
    return "done"


def write_to_desk(number: int) -> str:
    party = Party.objects.get(code="R-1")
    told = Incoming("whatsapp", f"Halo {number}", now(), f"many {number}", party)
    take_message(told, system())
    return "written"


def read_channels(_number: int) -> str:
    read_inbound(system())
    return "read"


def ask_whether_solved(_number: int) -> str:
    ask_solved(system())
    return "looked"


ACTS = {
    act.__name__: act
    for act in (
        write_in_trail,
        merge_round,
        rename,
        book_with_one_key,
        book_with_own_keys,
        book_the_same_line,
        correct,
        check,
        plan,
        take,
        close,
        approve,
        approve_run,
        decide_run,
        found,
        claim,
        receive,
        open_pages,
        ask_for_a_link,
        apply_with_one_number,
        choose,
        choose_for_one,
        choose_with_one_key,
        give_or_cancel,
        join,
        tell_of_one_thing,
        arrive,
        write_to_desk,
        read_channels,
        ask_whether_solved,
    )
}


def outcome(act, number: int) -> str:
    try:
        return act(number)
    except Conflict as conflict:
        return f"conflict: {conflict.code}"
    except NotFound as missing:
        return f"not found: {missing.kind}"
    except Refused as refused:
        return f"refused: {refused.problems[0].code}"
    except Exception as error:  # noqa: BLE001 - what the test is told, and fails by
        return f"broken: {type(error).__name__}: {error}"
    finally:
        connection.close()


def do_at_once(line, name: str, times: int, first: int) -> None:
    """Say that all is ready, wait for a word, act, and tell what came of each.

    There are as many threads as a database lets in beside those of other processes. Acts are
    numbered from the first on, so that those of several processes have numbers of their own.
    """
    threads = min(times, MOST_THREADS)
    start = Barrier(threads)
    line.send("ready")
    line.recv()
    numbers = range(first, first + times)
    with ThreadPoolExecutor(threads, initializer=start.wait) as pool:
        line.send(list(pool.map(lambda number: outcome(ACTS[name], number), numbers)))
