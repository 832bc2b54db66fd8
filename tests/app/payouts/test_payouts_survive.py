"""An approval that is killed leaves nothing behind, or everything."""

from __future__ import annotations

from builders import a_party
from killed_at import killed_at
from paying import banked, books, overpaid, prepared, released

from setia.core.verify_trail import verify_trail
from setia.payouts.models import PayoutApproval, PayoutAttempt

APART = 3


def state():
    return (
        PayoutApproval.objects.count(),
        PayoutAttempt.objects.count(),
        verify_trail().count,
        books(),
    )


def test_an_approval_that_is_killed_sends_nothing_or_everything(own_business):
    parties = [a_party(f"R-{number}") for number in range(3)]
    banked(*parties)
    for one in parties:
        released(one, 100_000)
        overpaid(one, 1_000)
    run, before, kills = prepared().run, state(), 0

    while state() == before:
        assert kills < 400
        killed_at("approve", run.number, kills * APART)
        kills += 1

    assert kills >= 4
    after = state()
    assert after[:2] == (1, 3)
    assert after[2] == before[2] + 1
    # Of 99,000 half at 5 % and a fifth more are 2,970.
    assert after[3]["in_transfer", "", "IDR"] == 3 * 96_030_00
    assert after[3]["tax", "", "IDR"] == 3 * 2_970_00
    assert not [name for name in after[3] if name[0] in {"payable", "arrears"}]
    assert verify_trail().flaws == ()
