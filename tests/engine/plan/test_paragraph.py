"""A plan in one paragraph, for whoever writes it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from setia_engine.plan.read import plan_from
from setia_engine.plan.words.languages import LANGUAGES
from setia_engine.plan.words.paragraph import in_a_paragraph, in_examples
from setia_engine.testing.builders import a_plan
from setia_engine.testing.documents import runs

TIERS = {
    "mode": "retroactive",
    "tiers": [{"from": 150, "flat": 500_000}, {"from": 250, "flat": 750_000}],
}


@pytest.mark.parametrize(
    ("language", "tiers", "example"),
    [
        (
            "en",
            "from 150 units to less than 250 units: Rp500,000; from 250 units: Rp750,000.",
            "With 250 units the award is Rp750,000.",
        ),
        (
            "id",
            (
                "mulai 150 satuan sampai kurang dari 250 satuan: Rp500.000; "
                "mulai 250 satuan: Rp750.000."
            ),
            "Dengan 250 satuan, perolehannya Rp750.000.",
        ),
    ],
)
def test_tiers_run_on_in_the_paragraph_and_have_an_example_each(language, tiers, example):
    plan = a_plan(measure="quantity", reward=TIERS)
    told = in_a_paragraph(plan, LANGUAGES[language])
    assert tiers in told
    assert "\n" not in told
    assert in_examples(plan, LANGUAGES[language])[1] == example


def test_examples_say_that_the_conditions_must_hold():
    plan = a_plan(conditions=[{"measure": "orders", "at_least": 3}])
    first, *rest = in_examples(plan, LANGUAGES["en"])
    assert "conditions" in first
    assert rest == ["With revenue of Rp10,000,000 the award is Rp1,000,000."]


@given(documents=runs(most_plans=1))
@settings(max_examples=50, deadline=None)
def test_every_plan_can_be_told_in_both_languages(documents):
    plan = plan_from(documents[0])
    for language in LANGUAGES.values():
        told = [in_a_paragraph(plan, language), *in_examples(plan, language)]
        assert all(text and "{" not in text for text in told)
