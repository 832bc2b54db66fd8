"""The benchmarks' comparisons, on a world so small that their figures would mean nothing."""

from __future__ import annotations

import pyarrow as pa
import pytest

from bench.analyst import RESULT, ResultsDiffer, check_equal
from bench.eight.answers import QUERIES
from bench.eight.answers import equal_awards as equal_awards_of_eight
from bench.generate import World, made
from bench.thousand.run import equal_awards as equal_awards_of_many

TINY = World(lines=5000)
PLANS = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return made(TINY, under=tmp_path_factory.mktemp("world"))


def test_the_eight_plans_pay_what_an_analysts_queries_do(folder):
    compared = equal_awards_of_eight(folder)

    assert {plan for plan, awards in compared.items() if awards} == set(QUERIES)


def test_plans_that_are_evaluated_together_pay_what_a_query_for_each_does(folder):
    compared = equal_awards_of_many(TINY, folder, PLANS)

    assert sorted(compared) == [f"plan-{number:04d}" for number in range(PLANS)]
    assert sum(compared.values()) >= PLANS


def test_an_award_that_differs_is_told():
    ours = pa.table({"window_from": ["2025-01-01"], "party_id": ["S1"], "amount": ["2"]})
    theirs = ours.set_column(2, "amount", pa.array(["3"]))

    with pytest.raises(ResultsDiffer, match=r"plan-1: ours .*'2\.00'.* theirs .*'3\.00'"):
        check_equal({"plan-1": ours.cast(RESULT)}, {"plan-1": theirs.cast(RESULT)})


def test_an_award_that_only_a_query_gives_is_told():
    theirs = pa.table({"window_from": ["2025-01-01"], "party_id": ["S1"], "amount": ["3"]})

    with pytest.raises(ResultsDiffer, match="plan-1: ours 0 awards, theirs 1"):
        check_equal({}, {"plan-1": theirs.cast(RESULT)})
