"""Whatever is read: a valid plan, or problems with code, found and allowed; no crash."""

from __future__ import annotations

import json
from decimal import Decimal

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from schema_documents import PLANS, as_json, broken

from setia_engine.errors import PlanRejected
from setia_engine.plan.document import Plan
from setia_engine.plan.read import plan_from, read_plan_text, read_plans
from setia_engine.plan.reading.found import LONGEST
from setia_engine.plan.reading.structure import CODES
from setia_engine.testing.builders import a_document
from setia_engine.testing.strategies import documents
from setia_engine.values.problem import Problem

PYDANTIC = {
    *(CODES.keys() - {"missing"}),
    "extra_forbidden",
    "too_short",
    "value_error",
    "assertion_error",
}
KEYS = st.one_of(
    st.sampled_from([*(info.alias or name for name, info in Plan.model_fields.items())]),
    st.sampled_from(
        ["from", "to", "every", "not", "rate", "tiers", "mode", "by", "values"]
    ),
    st.text(max_size=5),
)
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.decimals(),
        st.floats(),
        st.text(max_size=10),
        st.binary(max_size=3),
        st.dates(),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
unhurried = settings(deadline=None)


def assert_told(problems) -> None:
    assert problems
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.code not in PYDANTIC, problem
        assert problem.found
        assert problem.allowed
        assert problem.found.isprintable()
        assert problem.path.isprintable()
        assert len(problem.found) <= LONGEST + 60


def assert_plans_or_problems(text: str, name: str) -> None:
    try:
        plans = read_plan_text(text, name)
    except PlanRejected as rejected:
        assert_told(rejected.problems)
    else:
        assert plans
        assert all(isinstance(plan, Plan) for plan in plans)


@unhurried
@given(st.text(), st.sampled_from(["plan.yaml", "plan.json"]))
def test_any_text_is_plans_or_problems(text, name) -> None:
    assert_plans_or_problems(text, name)


@unhurried
@given(st.text(st.sampled_from("{}[]:,-? &*!|>'\"%#~<\n01ab."), max_size=60))
def test_any_text_of_yaml_signs_is_plans_or_problems(text) -> None:
    assert_plans_or_problems(text, "plan.yaml")


@unhurried
@given(st.binary(), st.sampled_from([".yaml", ".json"]))
def test_any_bytes_in_a_file_are_plans_or_problems(
    tmp_path_factory, content, suffix
) -> None:
    path = tmp_path_factory.mktemp("any") / f"plan{suffix}"
    path.write_bytes(content)
    try:
        read_plans([path])
    except PlanRejected as rejected:
        assert_told(rejected.problems)


@unhurried
@given(VALUES)
def test_any_value_is_a_plan_or_problems(document) -> None:
    found = plan_from(document)

    if not isinstance(found, Plan):
        assert_told(found)


@unhurried
@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_a_plan_with_anything_in_it_is_a_plan_or_problems(parts) -> None:
    found = plan_from(a_document(**parts))

    if not isinstance(found, Plan):
        assert_told(found)


@settings(deadline=None, max_examples=60)
@given(broken(PLANS))
def test_a_broken_plan_is_a_plan_or_problems(document) -> None:
    assert_plans_or_problems(as_json(document), "plan.json")


@settings(deadline=None, max_examples=40)
@given(documents())
def test_a_plan_is_the_same_however_its_document_is_written(document) -> None:
    def plain(value: object) -> object:
        return float(value) if isinstance(value, Decimal) else str(value)

    text = json.dumps(document, default=plain, ensure_ascii=False)
    assume("e-" not in text)  # a number with an exponent is text in YAML
    as_yaml = yaml.safe_dump(json.loads(text), allow_unicode=True, sort_keys=False)

    plans = read_plan_text(text, "plan.json")

    assert plans == read_plan_text(text, "plan.yaml")
    assert plans == read_plan_text(as_yaml, "plan.yaml")
