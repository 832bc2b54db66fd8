"""Many at once, in real processes: one wins, the others are told, and nothing is torn."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from acts_at_once import do_at_once
from apart import Process
from builders import (
    NOON,
    a_business,
    a_claim,
    a_conversation,
    a_delivery,
    a_draft,
    a_final_month,
    a_line,
    a_number,
    a_party,
    a_product,
    a_promise,
    a_second_person,
    an_arrival,
    an_endpoint,
    approved,
)
from django.utils import timezone
from months import MONTHLY
from payouts import paying
from rewards import choosing

from setia.catalog.models import Product
from setia.claims.models import Claim, ClaimSent
from setia.closing.models import Award
from setia.core.models import Business, TrailEntry, User
from setia.core.token_digest import token_digest
from setia.core.verify_trail import verify_trail
from setia.helpdesk.ask_solved import begin_solved_asking
from setia.helpdesk.close_conversation import Solution, close_conversation
from setia.helpdesk.models import Conversation, SolvedLook
from setia.ledger.balances import balance_of
from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind
from setia.ledger.reconcile import reconcile
from setia.messages.models import ChannelSetup, Inbound, Message
from setia.partners.models import (
    Application,
    LinkAsk,
    LoginLink,
    LoginLinkUse,
    PartnerSession,
)
from setia.people.models import Alias, Merge, Party
from setia.people.resolve_code import resolve_code
from setia.programs.add_program import add_program
from setia.programs.ask_opt_in import Terms, ask_opt_in
from setia.programs.models import Approval, Enrolment, Linting
from setia.programs.sign_exception import sign_exception
from setia.rewards.choose_reward import choose_reward
from setia.rewards.fulfil_choice import Sending, fulfil_choice
from setia.rewards.models import Choice, HandoverProof
from setia.rewards.reconcile_rewards import reconcile_rewards
from setia.sales.models import Arrival, Payment, PaymentCheck, SaleLine
from setia.surveys.models import Invitation
from setia.webhooks.models import Waiting
from setia.webhooks.plan_deliveries import plan_deliveries

# One after another: each of them takes as many connections as there are.
pytestmark = pytest.mark.xdist_group("at_once")
PROCESSES = 4
LATER = """
setia: 1
id: spiff
title: {id: SPIFF, en: SPIFF}
period: {from: 2099-01-01, to: 2099-01-31}
reward: {rate: 10%}
"""
OCTOBER_NOON = datetime(2026, 10, 10, 5, tzinfo=UTC)


@pytest.fixture
def at_once(own_business):
    """Return what lets an act be done so many times by each of several processes."""

    def acted(act: str, times: int) -> Counter[str]:
        running = [
            Process(do_at_once, act, times, number * times) for number in range(PROCESSES)
        ]
        assert [process.line.recv() for process in running] == ["ready"] * PROCESSES
        for process in running:
            process.line.send("go")
        told: Counter[str] = Counter()
        for process in running:
            status, answers = process.ended()
            assert status == 0
            told.update(answers)
        return told

    return acted


@pytest.fixture
def books(own_business):
    a_party("R-1")
    a_party("R-2")
    a_product("P-1")


def test_a_trail_that_many_write_is_one_chain(at_once):
    assert at_once("write_in_trail", 25) == {"done": 100}

    verdict = verify_trail()
    assert (verdict.count, verdict.flaws) == (100, ())


def test_of_those_who_merge_the_same_two_one_wins(at_once, books):
    assert at_once("merge_round", 5) == {
        "done": 1,
        "conflict: party.merged_meanwhile": 19,
    }

    merge = Merge.objects.get()
    assert resolve_code(merge.gone.code) == merge.kept
    assert Alias.objects.get().party == merge.kept
    assert TrailEntry.objects.filter(act="party.merged").count() == 1


def test_of_those_who_rename_the_same_version_one_wins(at_once, books):
    assert at_once("rename", 5) == {"done": 1, "conflict: party.changed_meanwhile": 19}

    assert Party.objects.get(code="R-1").version == 2


def test_a_key_sent_a_hundred_and_sixty_times_books_once(at_once, books):
    assert at_once("book_with_one_key", 40) == {"1 new, 0 known": 1, "repeated": 159}

    assert (SaleLine.objects.count(), Arrival.objects.count()) == (1, 1)


def test_a_hundred_and_sixty_keys_at_once_are_all_booked(at_once, books):
    assert at_once("book_with_own_keys", 40) == {"1 new, 0 known": 160}

    assert SaleLine.objects.values("order_id").distinct().count() == 160
    assert verify_trail().flaws == ()


def test_the_same_line_under_many_keys_stands_once(at_once, books):
    told = at_once("book_the_same_line", 10)

    assert told["1 new, 0 known"] == 1
    assert set(told) <= {"1 new, 0 known", "0 new, 1 known", "conflict: arrival.meanwhile"}
    assert SaleLine.objects.count() == 1


def test_of_those_who_correct_the_same_line_one_wins(at_once, books):
    a_line("INV-1", Party.objects.get(code="R-1"), a_product("P-2"))

    assert at_once("correct", 5) == {"done": 1, "conflict: line.gone": 19}
    assert SaleLine.objects.standing().count() == 1


def test_of_those_who_see_the_same_transfer_one_is_recorded(at_once, books):
    Payment.objects.create(
        order_id="INV-1",
        method="transfer",
        paid_at=NOON,
        amount_minor=1,
        recorded_at=NOON,
        arrival=an_arrival(),
    )

    told = at_once("check", 5)
    assert told["done"] == 1
    assert set(told) == {"done", "conflict: payment.checked_already"}
    assert PaymentCheck.objects.count() == 1


def test_many_who_plan_what_is_told_pass_nothing_over_and_plan_nothing_twice(at_once):
    endpoints = [an_endpoint(), an_endpoint()]

    assert at_once("plan", 20) == {"done": 80}

    plan_deliveries()
    numbers = sorted(TrailEntry.objects.values_list("number", flat=True))
    assert len(numbers) == 20
    for endpoint in endpoints:
        planned = endpoint.deliveries.values_list("number", flat=True)
        assert sorted(planned) == numbers


def test_a_delivery_is_taken_by_one_of_many_workers(at_once):
    for number in range(1, 7):
        delivery = a_delivery(an_endpoint(), number)
        Waiting.objects.create(delivery=delivery, due_at=NOON)

    told = at_once("take", 10)
    assert sum(int(one.split()[0]) * times for one, times in told.items()) == 6


def test_those_who_raise_the_claims_of_a_month_at_once_raise_them_once(at_once, books):
    final = a_final_month(a_party("SUP-1", role="supplier"), 90_000)

    assert at_once("claim", 10) == {"1 raised": 1, "0 raised": 39}

    claim = Claim.objects.get()
    assert (claim.month, claim.amount_minor) == (final, 90_000_00)
    assert Entry.objects.filter(event="claim_raised").count() == 1


def test_of_many_who_bring_money_for_a_claim_no_more_than_is_open_is_let_in(at_once):
    claim = a_claim(a_party("SUP-1", role="supplier"))
    ClaimSent.objects.create(claim=claim, at=NOON, by="x", to="x")

    assert at_once("receive", 5) == {"done": 10, "refused: claim.settled": 10}

    supplier = str(claim.supplier_id)
    assert balance_of(AccountKind.CLAIMED, supplier, "IDR") == 0
    assert balance_of(AccountKind.BANK, "", "IDR") == 90_000_00


@pytest.fixture
def run(own_business):
    """A prepared run of three payouts of 97,000 each."""
    parties = [a_party(f"R-{number}") for number in range(3)]
    paying.banked(*parties)
    for one in parties:
        paying.released(one, 100_000)
    return paying.prepared().run


def test_of_those_who_approve_the_same_run_one_wins(at_once, run):
    told = at_once("approve_run", 5)

    assert told == {"done": 1, "conflict: payout.run.meanwhile": 19}
    assert paying.books()["in_transfer", "", "IDR"] == 291_000_00
    assert TrailEntry.objects.filter(act="payout.approved").count() == 1


def test_a_run_is_approved_or_cancelled_but_not_both(at_once, run):
    told = at_once("decide_run", 5)

    assert told["conflict: payout.run.meanwhile"] == 19
    assert told["approved"] + told["cancelled"] == 1
    assert hasattr(run, "approval") is (told["approved"] == 1)
    assert ("in_transfer", "", "IDR") in paying.books() or told["cancelled"] == 1


def test_of_those_who_set_up_the_business_one_becomes_its_owner(at_once):
    told = at_once("found", 5)

    assert told["done"] == 1
    assert not [one for one in told if one.startswith("broken")]
    assert (Business.objects.count(), User.objects.count()) == (1, 1)


def test_of_those_who_close_a_month_at_once_one_books_it(at_once, books):
    a_business()
    a_promise(MONTHLY)
    for n in range(20):
        party = a_party(f"S-{n}")
        a_line(
            f"INV-{n}",
            party,
            Product.objects.get(),
            sold_at=OCTOBER_NOON,
            recorded_at=OCTOBER_NOON,
        )

    told = at_once("close", 2)

    assert told["20 awards, 20 entries"] == 1
    others = {"0 awards, 0 entries", "conflict: close.meanwhile"}
    assert told.keys() - {"20 awards, 20 entries"} <= others
    assert (Award.objects.count(), Entry.objects.count()) == (20, 20)
    assert reconcile() == []


def test_of_those_who_approve_a_draft_at_once_one_is_the_second_person(at_once, books):
    draft = a_draft().versions.get()
    Linting.objects.create(version=draft, digest=draft.digest, warnings=0, at=NOON, by="x")
    sign_exception(draft, a_second_person(), draft.digest, "x")

    told = at_once("approve", 5)

    assert told == {"done": 1, "conflict: program.changed_meanwhile": 19}
    assert Approval.objects.count() == 1


def test_of_many_taps_on_one_link_one_opens_the_pages(at_once, books):
    """Twenty taps on one link: one session, and the others are told that it opens nothing."""
    LoginLink.objects.create(
        digest=token_digest("satu-tautan"),
        party=Party.objects.get(code="R-1"),
        made_at=timezone.now(),
        made_by="test",
        expires_at=timezone.now() + timedelta(minutes=30),
    )

    assert at_once("open_pages", 5) == {"opened": 1, "not found: link": 19}

    assert (PartnerSession.objects.count(), LoginLinkUse.objects.count()) == (1, 1)
    assert TrailEntry.objects.filter(act="partner.session_opened").count() == 1


def test_of_many_requests_for_a_link_only_so_many_count(at_once, books):
    """From two phones at once: three for each, as one after another."""
    assert at_once("ask_for_a_link", 10) == {"asked": 40}

    assert LinkAsk.objects.count() == 6


def test_of_many_applications_of_one_number_one_is_kept(at_once):
    """Three are counted, from as many phones; the others are beyond the limit."""
    told = at_once("apply_with_one_number", 3)
    assert told == {"applied": 3, "refused: application.too_often": 9}
    assert Application.objects.count() == 1


def a_race_for_rewards(awards: int, pieces: int, on_the_menu: int = 1):
    """Let some partners have won a piece each, and one reward be on the menu."""
    a_business()
    won = [choosing.won(a_party(f"W-{n}"), pieces) for n in range(awards)]
    reward = choosing.a_reward("kartu", "card", on_the_menu)
    choosing.a_menu(won[0].program, reward, until=date(2099, 1, 1))
    return won, reward


def test_the_last_piece_chosen_by_many_at_once_goes_to_exactly_one(at_once):
    _, reward = a_race_for_rewards(awards=20, pieces=1)
    told = at_once("choose", 5)
    assert told == {"done": 1, "refused: reward.none_left": 19}
    assert choosing.stock(reward) == (0, 1)
    assert reconcile_rewards() == []


def test_a_piece_that_was_won_is_chosen_for_once(at_once):
    _, reward = a_race_for_rewards(awards=1, pieces=1, on_the_menu=50)
    told = at_once("choose_for_one", 5)
    assert told == {"done": 1, "refused: reward.nothing_to_choose_for": 19}
    assert choosing.stock(reward) == (49, 1)


def test_a_form_sent_twenty_times_at_once_chooses_once(at_once):
    _, reward = a_race_for_rewards(awards=1, pieces=3, on_the_menu=50)
    assert at_once("choose_with_one_key", 5) == {"unit 1": 20}
    assert Choice.objects.count() == 1
    assert choosing.stock(reward) == (49, 1)


def test_a_reward_is_handed_over_or_cancelled_but_not_both(at_once):
    (award,), reward = a_race_for_rewards(awards=1, pieces=1)
    choice = choose_reward(award, choosing.wanted(reward), choosing.OWNER)
    fulfil_choice(choice, Sending(date(2020, 1, 2), "visit"), choosing.OWNER)
    told = at_once("give_or_cancel", 5)
    assert told["handed over"] + told["cancelled"] == 1
    given = HandoverProof.objects.count()
    assert given == told["handed over"]
    assert choosing.stock(reward) == ((0, 0) if given else (1, 0))
    assert not any(one.startswith("broken") for one in told)
    assert reconcile() == reconcile_rewards() == []


def test_of_many_who_join_a_partner_at_once_it_takes_part_once(at_once, books):
    a_business()
    program = add_program(LATER, choosing.OWNER)
    ask_opt_in(program, Terms(date(2099, 1, 10), "Saya ikut."), choosing.OWNER)
    approved(program)
    assert at_once("join", 5) == {"enrolment 1": 20}
    assert Enrolment.objects.count() == 1


def test_of_many_who_write_for_one_person_at_once_one_opens_the_conversation(
    at_once, books
):
    assert at_once("write_to_desk", 5) == {"written": 20}

    conversation = Conversation.objects.get()
    assert conversation.entries.count() == 20
    assert conversation.dues.count() == 1


def came_in(party: Party, number: int) -> None:
    Inbound.objects.create(
        channel="whatsapp",
        from_normal="+6281",
        address="6281",
        party=party,
        kind="text",
        text=f"Halo {number}",
        at=timezone.now(),
        received_at=timezone.now(),
        provider_id=f"wamid.{number}",
    )


def test_what_the_channels_bring_is_taken_once_by_many_readers(at_once, books):
    party = Party.objects.get(code="R-1")
    for number in range(6):
        came_in(party, number)
    assert at_once("read_channels", 3) == {"read": 12}

    assert Conversation.objects.get().entries.count() == 6


def test_of_many_looks_after_a_solution_one_asks(at_once, books):
    a_business()
    begin_solved_asking("https://toko.example/p/survey/", choosing.OWNER)
    ChannelSetup.objects.create(channel="whatsapp", changed_at=NOON, changed_by="x")
    party = Party.objects.get(code="R-1")
    a_number(party, "6281")
    came_in(party, 1)
    for told in (party, Party.objects.get(code="R-2")):
        solved = Solution("Sudah dikirim.")
        close_conversation(a_conversation(told), solved, choosing.OWNER)

    assert at_once("ask_whether_solved", 5) == {"looked": 20}

    assert [one.to for one in Message.objects.all()] == [party]
    assert (Invitation.objects.count(), SolvedLook.objects.count()) == (1, 2)
