"""A document that is opened in the form and sent back says what it said."""

from __future__ import annotations

import copy
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from office.programs.sent import Sent, sent_by

from setia.office.programs.builder.drawn import Pen, Spot
from setia.office.programs.builder.filled import Filled, document_of
from setia.office.programs.builder.sheet import Section, Sheet
from setia.programs.form.picks import LISTS, Picks
from setia.programs.form.shapes import Language
from setia.programs.proofread import Proof
from setia.programs.read_document import read_document
from setia.programs.write_document import data_of, json_text, yaml_text
from setia_engine.plan.read import plan_from
from setia_engine.plan.schema import plan_schema
from setia_engine.testing.documents import runs

LANGUAGE = Language()
NAMES = {"category": {"A": "", "B": ""}, "channel": {"toko": ""}}


def drawn(document, language=LANGUAGE):
    """Return the form of a document as HTML, with few names to pick from."""
    picks = Picks({**{name: {} for name in LISTS}, **NAMES})
    nodes = Pen(language, picks, document).group("Plan", document, Spot("0"))
    known = language.group("Plan").fields
    rest = {key: value for key, value in document.items() if key not in known}
    sheet = Sheet(
        0,
        "",
        (Section("", tuple(nodes)),),
        json_text(rest) if rest else "",
        Proof(""),
        (),
    )
    html = render_to_string(
        "office/programs/builder/_sheet.html", {"sheets": [sheet], "sheet": sheet}
    )
    return f'<form id="builder">{html}</form>'


def sent_back(document, language=LANGUAGE):
    fields = sent_by(drawn(document, language))
    return document_of(Filled(fields, language).plan(0))


@given(documents=runs(most_plans=1), tongue=st.sampled_from(["id", "en"]))
@settings(max_examples=25, deadline=None)
def test_any_plan_comes_back_from_the_form_as_the_same_plan(documents, tongue):
    document = documents[0]
    with translation.override(tongue):
        back = sent_back(document)
    assert plan_from(back) == plan_from(document)
    assert yaml_text(back) == yaml_text(sent_back(back))


@given(documents=runs(most_plans=1))
@settings(max_examples=50, deadline=None)
def test_any_document_is_read_back_from_yaml_and_from_json_as_it_was(documents):
    document = documents[0]
    assert data_of(yaml_text(document)) == document
    assert data_of(json_text(document)) == document


@given(
    text=st.one_of(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
        st.sampled_from(
            ["007", "no", "1e3", "2026-11-01", "true", "~", "<<", "0", "-1.50"]
        ),
    )
)
@settings(deadline=None)
def test_any_text_stays_text_in_yaml(text):
    assert data_of(yaml_text({"title": text})) == {"title": text}


A_PLAN = {
    "setia": 1,
    "id": "bonus",
    "period": {"from": "2026-11-01", "to": "2026-11-30"},
    "reward": {"rate": "10%"},
}


@pytest.mark.parametrize(
    "more",
    [
        {"bonus": {"deep": [1, Decimal("2.5"), "3"]}},
        {"title": "two\nlines"},
        {"scope": {"colour": "red", "product": "A"}},
        {"scope": {"product": {"nested": "A"}}},
        {"caps": 5},
        {"conditions": [{"measure": "orders", "at_least": 3, "note": "why"}]},
        {"conditions": ["orders"]},
        {
            "reward": {
                "tiers": [{"from": 1, "flat": 5, "extra": True}],
                "mode": "cumulative",
            }
        },
        {"reward": {"rate": {"by": "product", "values": {"A": [1]}}}},
    ],
    ids=str,
)
def test_what_the_form_cannot_show_stays_as_it_was_written(more):
    document = {**A_PLAN, **more}
    assert sent_back(document) == document


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("750.000", 750_000),
        ("750,000", 750_000),
        ("Rp750.000", 750_000),
        ("33,5", Decimal("33.5")),
        ("", None),
        ("banyak", "banyak"),
        ("9" * 70, "9" * 70),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed, meant):
    fields = sent_by(drawn({**A_PLAN, "reward": {"flat": 5}}))
    fields["0.caps.budget"] = [typed]
    found = Filled(fields, LANGUAGE).plan(0).get("caps", {})
    assert found == ({} if meant is None else {"budget": meant})


@pytest.mark.parametrize("typed", ["2,5", "2.5", "2,5 %", "2.5%"])
def test_a_rate_is_a_percentage_whether_the_sign_is_typed_or_not(typed):
    fields = sent_by(drawn(A_PLAN)) | {"0.reward.rate": [typed]}
    assert Filled(fields, LANGUAGE).plan(0)["reward"] == {"rate": "2.5%"}


def test_what_is_new_in_the_language_stands_in_the_form_without_new_page_code():
    schema = copy.deepcopy(plan_schema())
    parts = schema["$defs"]
    parts["Plan"]["properties"]["greeting"] = {"type": ["string", "number", "boolean"]}
    parts["Tier"]["properties"]["colour"] = {"enum": ["gold", "silver"]}
    parts["LotteryReward"] = {
        "type": "object",
        "required": ["lottery"],
        "properties": {
            "lottery": {"type": "array", "items": {"$ref": "#/$defs/Ticket"}, "minItems": 1}
        },
    }
    parts["Ticket"] = {
        "type": "object",
        "required": ["sold"],
        "properties": {
            "sold": {"type": "number"},
            "until": {"type": "string", "format": "date"},
        },
    }
    kinds = parts["Plan"]["properties"]["reward"]["oneOf"]
    kinds.append({"$ref": "#/$defs/LotteryReward"})
    measures = parts["Plan"]["properties"]["measure"]["oneOf"][0]["enum"]
    measures.append("smiles")
    language = Language(schema)
    document = {
        **A_PLAN,
        "greeting": "Selamat",
        "measure": "smiles",
        "reward": {"lottery": [{"sold": 5, "until": "2026-11-20"}]},
    }
    html = drawn(document, language)
    assert fields_of(html) >= {
        "0.greeting",
        "0.reward.lottery[0].sold",
        "0.reward.lottery[0].until",
    }
    assert 'value="LotteryReward" selected' in html
    assert 'value="=smiles" selected' in html
    assert sent_back(document, language) == document


def fields_of(html):
    parser = Sent("builder")
    parser.feed(html)
    return parser.names


def test_a_draft_of_the_demo_reads_the_same_after_the_form():
    text = "# why\nsetia: 1\nid: b\nperiod: {from: 2026-11-01}\nreward: {flat: 1000.50}\n"
    back = yaml_text(sent_back(data_of(text)))
    assert read_document(back) == read_document(text)
