"""The bank answers: what is plain is recorded, everything else is shown and changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_party
from paying import FITRI, RATNA, banked, books, on, released, sent

from setia.closing.models import PaidOff
from setia.payouts.confirm_payouts import confirm_payouts, preview_confirmations
from setia.payouts.match_confirmations import Verdict
from setia.payouts.models import PayoutOutcome
from setia.payouts.retry_payout import retry_payout

pytestmark = pytest.mark.django_db
HEAD = "Ref,Amount,Status,Date,Message\n"


def answer(*rows):
    return (HEAD + "\n".join(rows) + "\n").encode()


def verdicts(found):
    return [(one.row.key, str(one.verdict)) for one in found.matches]


@pytest.fixture
def three():
    """Three payouts of 97,000 that are on their way."""
    parties = [a_party(f"R-{number}", f"Toko {number}") for number in (1, 2, 3)]
    banked(*parties)
    for one in parties:
        released(one, 100_000)
    with on("2026-11-10"):
        return sent()


def test_only_rows_that_leave_no_doubt_are_recorded(three):
    data = answer(
        "STA-1-1,97000,Berhasil,2026-11-11,",
        "STA-1-2,96999,Berhasil,2026-11-11,",
        "STA-1-9,97000,Berhasil,2026-11-11,",
        "STA-1-3,97000,mungkin,2026-11-11,",
    )
    preview = preview_confirmations(data)
    assert PayoutOutcome.objects.count() == 0
    assert preview.missing == ()

    done = confirm_payouts(data, RATNA)

    assert verdicts(done) == verdicts(preview)
    assert verdicts(done) == [
        ("STA-1-1", "confirmed"),
        ("STA-1-2", "other_amount"),
        ("STA-1-9", "unknown_key"),
        ("STA-1-3", "unreadable"),
    ]
    outcome = PayoutOutcome.objects.get()
    assert (outcome.attempt.payout.key, outcome.confirmed, outcome.day) == (
        "STA-1-1",
        True,
        date(2026, 11, 11),
    )


def test_a_key_that_stands_twice_settles_nothing(three):
    data = answer("STA-1-1,97000,Berhasil,2026-11-11,", "STA-1-1,97000,Gagal,2026-11-11,x")
    assert verdicts(confirm_payouts(data, RATNA)) == [("STA-1-1", "twice_in_file")] * 2
    assert PayoutOutcome.objects.count() == 0
    assert preview_confirmations(data).missing == ("STA-1-2", "STA-1-3")


def test_the_same_file_again_changes_nothing(three):
    data = answer(
        "STA-1-1,97000,Berhasil,2026-11-11,",
        "STA-1-2,97000,Gagal,2026-11-11,Rekening ditutup",
    )
    confirm_payouts(data, RATNA)
    told = books()

    again = confirm_payouts(data, RATNA)

    assert [one.verdict for one in again.matches] == [Verdict.ALREADY_CONFIRMED] * 2
    assert (books(), PayoutOutcome.objects.count()) == (told, 2)


def test_the_file_of_a_failure_again_after_the_payout_was_sent_again_changes_nothing(three):
    data = answer("STA-1-2,97000,Gagal,2026-11-11,Rekening ditutup")
    confirm_payouts(data, RATNA)
    with on("2026-11-11"):
        retry_payout(three[1], FITRI)
    told = books()

    assert verdicts(confirm_payouts(data, RATNA)) == [("STA-1-2", "already_confirmed")]
    assert books() == told


def test_a_day_from_before_it_was_sent_again_speaks_of_the_attempt_before(three):
    confirm_payouts(answer("STA-1-2,97000,Gagal,2026-11-11,Ditutup"), RATNA)
    with on("2026-11-13"):
        retry_payout(three[1], FITRI)

    old = answer("STA-1-2,97000,Gagal,2026-11-12,Rekening tidak ada")
    assert verdicts(confirm_payouts(old, RATNA)) == [("STA-1-2", "already_confirmed")]
    odd = answer("STA-1-2,97000,Berhasil,2026-11-12,")
    assert verdicts(confirm_payouts(odd, RATNA)) == [("STA-1-2", "contradicts")]
    new = answer("STA-1-2,97000,Berhasil,2026-11-13,")
    assert verdicts(confirm_payouts(new, RATNA)) == [("STA-1-2", "confirmed")]
    assert verdicts(confirm_payouts(new, RATNA)) == [("STA-1-2", "already_confirmed")]


def test_what_is_said_otherwise_later_is_shown_and_changes_nothing(three):
    confirm_payouts(answer("STA-1-1,97000,Berhasil,2026-11-11,"), RATNA)
    told = books()
    later = answer("STA-1-1,97000,Gagal,2026-11-12,Dikembalikan")
    assert verdicts(confirm_payouts(later, RATNA)) == [("STA-1-1", "contradicts")]
    assert books() == told


def test_a_month_is_paid_once_every_award_of_it_arrived(three):
    rows = [f"STA-1-{number},97000,Berhasil,2026-11-11," for number in (1, 2)]
    confirm_payouts(answer(*rows, "STA-1-3,97000,Gagal,2026-11-11,x"), RATNA)
    assert PaidOff.objects.count() == 0

    with on("2026-11-12"):
        retry_payout(three[2], FITRI)
    confirm_payouts(answer("STA-1-3,97000,Berhasil,2026-11-12,"), RATNA)

    assert [(one.period.month, one.revision) for one in PaidOff.objects.all()] == [
        (date(2026, 10, 1), 1)
    ]


def test_a_month_in_which_something_that_was_released_has_not_arrived_is_not_paid(three):
    released(a_party("R-4"), 90_000)
    rows = [f"STA-1-{number},97000,Berhasil,2026-11-11," for number in (1, 2, 3)]
    confirm_payouts(answer(*rows), RATNA)
    assert PaidOff.objects.count() == 0


def test_what_waits_for_its_sale_or_is_too_little_keeps_no_month_open(three):
    released(a_party("R-4"), 0, waiting=90_000)
    released(a_party("R-5"), 5_000)
    rows = [f"STA-1-{number},97000,Berhasil,2026-11-11," for number in (1, 2, 3)]
    confirm_payouts(answer(*rows), RATNA)
    assert PaidOff.objects.count() == 1
