from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker
from schema_documents import PLANS, SCHEMA, as_json, broken

from setia_engine.errors import PlanRejected
from setia_engine.plan.document import Plan
from setia_engine.plan.read import read_plan_text
from setia_engine.plan.schema import BEYOND_SCHEMA
from setia_engine.testing.builders import a_document
from setia_engine.testing.strategies import documents

VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
unhurried = settings(deadline=None, max_examples=50)


def codes(text: str) -> set[str]:
    try:
        read_plan_text(text, "plan.json")
    except PlanRejected as rejected:
        return {problem.code for problem in rejected.problems}
    return set()


def assert_both_judge_alike(document: object) -> None:
    text = as_json(document)
    beyond = codes(text) <= BEYOND_SCHEMA

    errors = [error.message for error in VALIDATOR.iter_errors(json.loads(text))]

    assert (not errors) == beyond, (errors, codes(text))


def test_the_schema_is_valid_json_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert SCHEMA["$id"] == "urn:setia:plan:1"


def test_every_key_of_a_plan_is_described_for_an_editor() -> None:
    properties = SCHEMA["$defs"]["Plan"]["properties"]

    assert list(properties) == [
        info.alias or name for name, info in Plan.model_fields.items()
    ]
    assert [key for key, value in properties.items() if not value.get("description")] == []


@pytest.mark.parametrize("name", sorted(SCHEMA["$defs"]))
def test_every_part_of_a_plan_refuses_unknown_keys_and_says_what_it_is(name: str) -> None:
    part = SCHEMA["$defs"][name]

    assert part["additionalProperties"] is False
    assert part["description"]


def test_a_list_of_plans_passes_and_an_empty_list_does_not() -> None:
    assert VALIDATOR.is_valid([a_document(), a_document()])
    assert not VALIDATOR.is_valid([])
    assert codes("[]") == {"mapping"}


def test_a_key_without_a_value_is_refused_by_both() -> None:
    document = a_document(title=None)

    assert not VALIDATOR.is_valid(document)
    assert codes(json.dumps(document)) == {"empty"}


@unhurried
@given(PLANS)
def test_what_the_schema_draws_breaks_only_rules_that_it_cannot_say(document) -> None:
    assert VALIDATOR.is_valid(json.loads(as_json(document)))
    assert codes(as_json(document)) <= BEYOND_SCHEMA


@unhurried
@given(documents())
def test_a_valid_plan_passes_the_schema(document) -> None:
    assert codes(as_json(document)) == set()
    assert VALIDATOR.is_valid(json.loads(as_json(document)))


@unhurried
@given(broken(PLANS))
def test_schema_and_reader_judge_a_broken_drawn_document_alike(document) -> None:
    assert_both_judge_alike(document)


@unhurried
@given(broken(documents()))
def test_schema_and_reader_judge_a_broken_valid_plan_alike(document) -> None:
    assert_both_judge_alike(document)


def places_in(value: object, steps: tuple = ()) -> list[tuple]:
    """Return the way to every value inside a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, item in inside:
        found.append((*steps, key))
        if isinstance(item, dict | list):
            found += places_in(item, (*steps, key))
    return found


def with_value_at(document: dict, steps: tuple, value: object) -> dict:
    changed = json.loads(json.dumps(document))
    part = changed
    for step in steps[:-1]:
        part = part[step]
    part[steps[-1]] = value
    return changed


FUNDED = a_document(
    funding=[{"party": "SUP-1", "share": "40%"}, {"party": "house", "share": "50%"}],
    measure="quantity",
    eligible={"role": ["reseller"], "not": {"tier": "Emas"}},
    conditions=[{"measure": "revenue", "at_least": 5, "scope": {"brand": ["Melati"]}}],
    caps={"per_party": 500, "budget": 1_000},
    rounding={"to": 100, "mode": "half_up"},
)
TIERED = a_document(
    reward={"tiers": [{"from": 1, "rate": "1%"}, {"from": 5, "rate": "2%"}]},
)


@pytest.mark.parametrize("junk", [[[]], {"x": []}], ids=str)
@pytest.mark.parametrize(
    ("document", "steps"),
    [(one, steps) for one in (FUNDED, TIERED) for steps in places_in(one)],
)
def test_a_list_or_a_mapping_where_none_belongs_is_told_by_both(document, steps, junk):
    assert_both_judge_alike(with_value_at(document, steps, junk))
