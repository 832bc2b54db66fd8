"""The builder: mistakes beside their fields, drafts and versions kept, documents given away."""

from __future__ import annotations

import re

import pytest
from builders import a_business, a_draft, a_party, a_product, a_program, a_user
from django.test import Client
from office.programs.sent import sent_by

from setia.core.roles import Role
from setia.programs.form.shapes import Language
from setia.programs.form.words import WORDS
from setia.programs.form.words_of_choices import CHOICES
from setia.programs.models import Program, ProgramVersion
from setia.programs.read_document import read_document
from setia.programs.write_document import data_of

pytestmark = pytest.mark.django_db
TARGETS = "/programs/new/sales-targets/"
SAVE = {"act": "save"}


@pytest.fixture
def owner(client):
    a_business()
    client.force_login(a_user(Role.OWNER, language="en"))
    return client


def opened(owner: Client, address: str = TARGETS) -> dict[str, list[str]]:
    answer = owner.get(address)
    assert answer.status_code == 200
    return sent_by(answer.content.decode())


def notes_in(html: str) -> dict[str, str]:
    """Return what stands beside each field, by the id of the field."""
    found = re.findall(r'id="f-([^"]+)-notes"[^>]*>(.*?)</div>', html, re.DOTALL)
    texts = {name: re.sub(r"<[^>]+>", "", text).strip() for name, text in found}
    return {name: text for name, text in texts.items() if text}


@pytest.mark.parametrize(
    ("field", "typed", "at", "told"),
    [
        ("reward.tiers[1].from", "100", "reward-tiers-1-from", "Tiers go up: this one must start higher than the one before it."),
        ("reward.tiers[2].flat", "banyak", "reward-tiers-2-flat", "Write a number, like 500,000 or 2.5."),
        ("reward.tiers[0].from", "", "reward-tiers-0-from", "Fill this in."),
        ("id", "Lomba Target", "id", "Use a-z, 0-9 and hyphens only, as in bonus-2026."),
        ("period.to", "2026-01-01", "period-to", "The last day lies before the first one."),
        ("period.timezone", "Asia/Bandung", "period-timezone", "There is no such time zone. Try Asia/Jakarta."),
        ("caps.budget", "0.5", "caps-budget", "This must be a multiple of what awards are rounded to."),
        ("settlement.within", "besok", "settlement-within", "Write a number of days, like 30."),
    ],
)  # fmt: skip
def test_a_mistake_stands_beside_its_field_and_nothing_is_kept(
    owner, field, typed, at, told
):
    fields = opened(owner) | {f"0.{field}": [typed]}
    answer = owner.post(TARGETS, fields | SAVE)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert notes_in(html)[f"0-{at}"] == told
    assert f'<a href="#f-0-{at}">' in html
    assert sent_by(html)[f"0.{field}"] == [typed]
    assert not Program.objects.exists()


def test_while_one_types_the_same_is_told_without_keeping_anything(owner):
    fields = opened(owner) | {"0.reward.tiers[1].from": ["100"]}
    html = owner.post("/programs/notes/", fields).content.decode()
    assert "Tiers go up" in notes_in(html)["0-reward-tiers-1-from"]
    assert 'hx-swap-oob="true"' in html
    mended = owner.post("/programs/notes/", opened(owner)).content.decode()
    assert "0-reward-tiers-1-from" not in notes_in(mended)
    assert "This plan runs from" in mended
    assert "Program ini berlaku dari" in mended
    assert not Program.objects.exists()


def test_what_the_linter_says_stands_beside_its_field(owner):
    fields = opened(owner, "/programs/new/referral-fee/")
    html = owner.post("/programs/notes/", fields).content.decode()
    assert "cannot take this reward back" in notes_in(html)["0-measure-kind"]


def test_a_name_that_the_books_do_not_know_is_told(owner):
    assert opened(owner)["0.scope.product"] == ["A", ""]
    html = owner.get(TARGETS).content.decode()
    assert "do not know “A”" in notes_in(html)["0-scope-product"]
    a_product("A", category="kopi")
    html = owner.get(TARGETS).content.decode()
    assert "0-scope-product" not in notes_in(html)


def test_names_of_the_business_are_offered(owner):
    a_product("P-003", category="kopi")
    a_party("R-7", role="reseller", territory="Bali", tier="emas")
    html = owner.get("/programs/new/friday-charity/").content.decode()
    assert '<option value="R-7">' in html
    for name in ("kopi", "Bali", "emas"):
        assert f'value="{name}"' in html


def test_another_kind_shows_its_own_fields(owner):
    fields = opened(owner) | {
        "0.reward:kind": ["RaceReward"],
        "act": ["kind:0.reward:kind"],
    }
    html = owner.post(TARGETS, fields).content.decode()
    sent = sent_by(html)
    assert {"0.reward.race[0].reach", "0.reward.race[0].flat"} <= sent.keys()
    assert not any("tiers" in name for name in sent)


def test_a_row_is_added_filled_and_kept_without_script(owner):
    fields = opened(owner) | {"act": ["add:0.reward.tiers"]}
    html = owner.post(TARGETS, fields).content.decode()
    assert re.search(r'id="f-0-reward-tiers-3-from"[^>]*autofocus', html, re.DOTALL)
    filled = sent_by(html) | {
        "0.reward.tiers[3].from": ["1.000"],
        "0.reward.tiers[3].flat": ["4.000.000"],
    }
    assert owner.post(TARGETS, filled | SAVE).status_code == 302
    plan = read_document(ProgramVersion.objects.get().document)
    assert [int(tier.start) for tier in plan.reward.tiers] == [150, 250, 500, 1000]


def test_of_three_plans_none_is_kept_where_one_is_wrong(owner):
    address = "/programs/new/consumer-offer/"
    fields = opened(owner, address) | {"1.reward.per_unit": ["-5"]}
    answer = owner.post(address, fields | SAVE)
    assert answer.status_code == 422
    assert "1-reward-per-unit" in notes_in(answer.content.decode())
    assert not Program.objects.exists()


def test_an_id_that_is_taken_meanwhile_is_told_at_the_code_of_that_plan(owner):
    address = "/programs/new/consumer-offer/"
    fields = opened(owner, address)
    a_draft("kampanye-reseller")
    answer = owner.post(address, fields | SAVE)
    assert answer.status_code == 422
    assert list(notes_in(answer.content.decode()).keys() & {"0-id", "1-id", "2-id"}) == [
        "1-id"
    ]
    assert set(Program.objects.values_list("code", flat=True)) == {"kampanye-reseller"}


def test_a_scheme_begins_under_an_id_that_is_free(owner):
    a_draft("komisi")
    assert opened(owner, "/programs/new/commission/")["0.id"] == ["komisi-2"]


def test_a_draft_that_was_not_changed_stays_as_it_was_written(owner):
    a_draft()
    draft = ProgramVersion.objects.get()
    draft.document = "# for November\n" + draft.document
    draft.save()
    address = "/programs/bonus-november/edit/"
    assert owner.post(address, opened(owner, address) | SAVE).status_code == 302
    assert ProgramVersion.objects.get().document == draft.document
    fields = opened(owner, address) | {"0.reward.rate": ["12,5"]} | SAVE
    assert owner.post(address, fields).status_code == 302
    assert data_of(ProgramVersion.objects.get().document)["reward"] == {"rate": "12.5%"}


def test_whoever_was_slower_overwrites_nothing(owner):
    a_draft()
    address = "/programs/bonus-november/edit/"
    mine = opened(owner, address)
    assert (
        owner.post(
            address, opened(owner, address) | {"0.reward.rate": ["11"]} | SAVE
        ).status_code
        == 302
    )
    answer = owner.post(address, mine | {"0.reward.rate": ["12"]} | SAVE)
    assert answer.status_code == 422
    assert "Somebody else changed this program" in answer.content.decode()
    assert "11%" in ProgramVersion.objects.get().document


def test_a_new_version_needs_its_first_day_and_a_reason(owner):
    a_program()
    address = "/programs/bonus-november/versions/new/"
    fields = opened(owner, address) | {"0.reward.rate": ["15"]} | SAVE
    answer = owner.post(address, fields | {"from_date": "", "reason": ""})
    assert answer.status_code == 422
    assert ProgramVersion.objects.count() == 1
    told = {"from_date": "2026-11-15", "reason": "lebih besar"}
    answer = owner.post(address, fields | told)
    assert "lies within a window" in answer.content.decode()
    answer = owner.post(address, fields | told | {"from_date": "2026-11-01"})
    assert answer.status_code == 302
    assert "15%" in ProgramVersion.objects.get(number=2).document


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_document_that_is_given_away_and_taken_in_again_is_the_same_plan(owner, form):
    a_program()
    address = f"/programs/bonus-november/versions/1/document/?format={form}"
    answer = owner.get(address)
    assert (
        answer["Content-Disposition"] == f'attachment; filename="bonus-november-v1.{form}"'
    )
    text = answer.content.decode().replace("bonus-november", "bonus-lagi")
    assert owner.post("/programs/new/document/", {"text": text}).status_code == 302
    kept = {
        one.program.code: read_document(one.document)
        for one in ProgramVersion.objects.all()
    }
    first = kept["bonus-november"]
    assert kept["bonus-lagi"] == first.model_copy(update={"id": "bonus-lagi"})


def test_a_partner_is_not_given_the_document(client, owner):
    a_program()
    other = Client()
    other.force_login(a_user(Role.PARTNER))
    answer = other.get("/programs/bonus-november/versions/1/document/")
    assert answer.status_code == 404


def test_a_plan_too_large_for_a_form_is_opened_as_a_document(owner):
    values = "".join(f"P-{number}: 1%, " for number in range(500))
    draft = a_draft().versions.get()
    draft.document = draft.document.replace("10%", f"{{by: product, values: {{{values}}}}}")
    draft.save()
    answer = owner.get("/programs/bonus-november/edit/")
    assert answer.url == "/programs/bonus-november/edit/document/"


def test_every_field_and_every_choice_of_the_language_has_words():
    language = Language()
    groups = language.groups()
    fields = {shape.key for group in groups for shape in group.fields.values()}
    choosers = {f"{group.name}:one" for group in groups if group.one_of}
    assert sorted((fields | choosers) - WORDS.keys()) == []
    choices = {
        choice
        for group in groups
        for shape in group.fields.values()
        for line in (shape, getattr(shape, "of", None), *getattr(shape, "options", ()))
        for choice in getattr(line, "choices", ())
    }
    assert sorted(choices - CHOICES.keys()) == []


NASTY = ("", "0", "-1", "1e9", "\0", "<script>alert(1)</script>", "\u202e", "x" * 5_000, "9" * 5_000, "[1", "[" * 3_000, "٣")  # fmt: skip
TYPED = (
    *("plans", "act", "0.id", "0.period.from", "0.reward:kind", "0.reward.tiers[0].from"),
    *("0.measure:kind", "0.scope.product", "0:rest", "0.caps.budget", "0.eligible:kept"),
    *("0.title.id", "0.settlement.within", "0.reward.tiers[1]:one", "0.reward.mode"),
)


@pytest.mark.parametrize("field", TYPED)
def test_any_field_is_taken_or_asked_for_again(owner, field):
    fields = opened(owner) | SAVE
    for value in NASTY:
        answer = owner.post(TARGETS, fields | {field: [value]})
        assert answer.status_code in {200, 302, 422}, value[:40]
        assert b"<script>alert" not in answer.content
        Program.objects.all() and ProgramVersion.objects.all().delete()
        Program.objects.all().delete()
