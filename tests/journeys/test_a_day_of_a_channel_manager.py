"""The journey of the channel manager: a messy file comes in, and a promise is explained."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect
from shop_workbook import ROWS, messy_workbook

pytestmark = pytest.mark.browser
TEXT = {"id": "id", "en": "en"}


@pytest.mark.parametrize("language", TEXT)
def test_a_messy_workbook_comes_in_and_people_and_awards_are_found(
    visit, tmp_path, language
):
    path = tmp_path / f"penjualan-{language}.xlsx"
    path.write_bytes(messy_workbook(language, date(2026, 11, 1)))
    with visit("bayu", language) as visitor:
        import_file(visitor, path, language)
        find_by_phone(visitor)
        merge_duplicates(visitor)
        explain_an_award(visitor)
        assert visitor.complaints == []


def import_file(visitor, path, language) -> None:
    page, say = visitor.page, visitor.say
    visitor.open("/imports/")
    visitor.follow("Import a file")
    page.set_input_files("[name=file]", path)
    page.fill("[name=source]", f"Toko Melati {language}")
    visitor.press("Hand in")

    # Nothing is guessed in silence: the seller's column is not known, the days are unclear.
    expect(page.get_by_role("heading", level=1)).to_have_text(say("Check how it is read"))
    page.get_by_role("button", name=say("See what will happen")).first.click()
    expect(page.locator(".notice-bad")).to_be_visible()
    page.locator("#at-seller").select_option(label="Dibawa oleh")
    page.get_by_role("button", name=say("See what will happen")).first.click()
    page.get_by_role("radio", name=re.compile(re.escape(say("The day first")))).check()
    page.get_by_role("button", name=say("See what will happen")).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(say("What will happen"))
    told = page.locator("main").inner_text()
    assert say("A total, not a sale.") in told
    assert say("“%(value)s” is no number.") % {"value": "…"} in told
    page.get_by_role("button", name=say("Import"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(path.name)
    expect(page.locator(".stat-value").first).to_have_text(str(ROWS))


def find_by_phone(visitor) -> None:
    page = visitor.page
    visitor.open("/people/?role=reseller")
    number = page.locator("#rows tbody tr td.tight").first.inner_text()
    name = page.locator("#rows tbody tr a").first.inner_text()
    digits = re.sub(r"\D", "", number)
    page.get_by_role("search").get_by_role("searchbox").fill(
        f"{digits[:4]} {digits[4:8]} {digits[8:]}"
    )
    page.keyboard.press("Enter")
    page.locator("#rows a", has_text=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def merge_duplicates(visitor) -> None:
    page, say = visitor.page, visitor.say
    visitor.open("/people/duplicates/")
    before = page.locator("main section.card").count()
    page.get_by_role("link", name=say("One person: merge…")).first.click()
    gone = page.locator("h1").inner_text()
    visitor.press("Merge the two")
    expect(page.get_by_role("status")).not_to_be_empty()
    visitor.open("/people/duplicates/")
    assert page.locator("main section.card").count() < before, gone


def explain_an_award(visitor) -> None:
    page, say = visitor.page, visitor.say
    visitor.open("/programs/komisi-reseller/")
    page.get_by_role("link", name=re.compile(f"^{re.escape(say('Why?'))}")).first.click()
    expect(page.get_by_role("heading", name=say("Sales that carry it"))).to_be_visible()
    order = page.locator("tbody a").first
    number = order.inner_text()
    order.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(number)
    expect(page.get_by_role("heading", name=say("Lines"))).to_be_visible()
