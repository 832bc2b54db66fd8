"""On Spark a run comes to what the plain-Python meaning says, to the byte.

Every query on Spark costs a tenth of a second, however small: many plans meet one world.
"""

from __future__ import annotations

import pytest
from crowds import crowds
from evaluators import laid, told_by_batch, told_by_reference
from hypothesis import given, settings
from profiles import CHOSEN, THOROUGH


def held_to_the_reference(situation, spark_engine) -> None:
    """Hold plans that are evaluated together on Spark to the reference."""
    meant = told_by_reference(situation.plans, situation.facts, situation.as_of)
    with laid(situation.facts) as facts:
        said = told_by_batch(situation.plans, facts, spark_engine(facts), situation.as_of)

    assert said == meant


@pytest.mark.spark
@settings(CHOSEN, max_examples=8)
@given(crowds(least=16, most=20))
def test_plans_together_come_to_what_the_reference_says_on_spark(
    spark_engine, situation
) -> None:
    held_to_the_reference(situation, spark_engine)


@pytest.mark.spark
@pytest.mark.slow
@settings(THOROUGH, max_examples=100)
@given(crowds(least=16, most=20))
def test_a_hundred_worlds_come_to_what_the_reference_says_on_spark(
    spark_engine, situation
) -> None:
    held_to_the_reference(situation, spark_engine)
