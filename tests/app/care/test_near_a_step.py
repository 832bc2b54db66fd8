"""Whom a little more would bring to the next step, read from a standing."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_business, a_party, a_product, a_promise
from months import on, sold

from setia.awards.compute_standing import compute_standing
from setia.care.reasons.found import Looked
from setia.care.reasons.near_a_step import near_a_step
from setia.people.models import Party

CONTEST = """
setia: 1
id: lomba
title: {id: Lomba, en: Contest}
period: {from: 2026-11-01, to: 2026-11-30}
measure: quantity
reward:
  mode: retroactive
  tiers:
    - {from: 10, flat: 100000}
    - {from: 20, flat: 300000}
"""


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        # Of the first tier of 10 four fifths are 8; of the second of 20 they are 16.
        (7, []),
        (8, [{"has": "8", "more": "2"}]),
        (15, []),
        (16, [{"has": "16", "more": "4"}]),
        (20, []),
    ],
)
def test_four_fifths_of_a_step_are_near(own_business, pieces, found):
    a_business()
    a_promise(CONTEST)
    ani, goods = a_party("R-1", "Ani"), a_product("P-1")
    sold("A", ani, goods, "2026-11-05", 50_000, quantity_milli=pieces * 1_000)
    with on("2026-11-10"):
        compute_standing()
    parties = {one.pk: one for one in Party.objects.all()}
    near = list(near_a_step(Looked(date(2026, 11, 10), parties, {})))
    window = {"program": "lomba", "until_on": "2026-11-30"}
    assert [(one.party_id, one.params) for one in near] == [
        (ani.pk, window | one) for one in found
    ]
    assert list(near_a_step(Looked(date(2026, 12, 1), parties, {}))) == []
