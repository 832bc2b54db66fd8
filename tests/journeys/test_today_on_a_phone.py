"""The morning of a channel manager on a phone whose network comes and goes."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from conftest import PASSWORD

pytestmark = pytest.mark.browser


def kept(home, party: str) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(home / "setia.sqlite3")) as database:
        rows = database.execute(
            "SELECT kind, outcome, note FROM care_touch WHERE party_id = ? AND note LIKE ?",
            [party, "Di jalan%"],
        )
        return rows.fetchall()


def test_what_is_typed_without_network_is_sent_once_when_it_returns(visit, demo_apart):
    with visit("bayu", width=360, address=demo_apart.address) as phone:
        page = phone.page
        # Who looks after people begins with them.
        assert phone.heading() == phone.say("Today")
        # The demo gives her more than one page of people.
        expect(page.locator(".care")).to_have_count(20)
        card = page.locator(".care:has(form[data-touch])").first
        name = card.locator("h2").inner_text()
        party = card.locator("[name=party]").input_value()
        page.context.set_offline(True)
        card.locator(".care-detail summary").click()
        card.locator("textarea").fill("Di jalan, tanpa sinyal")
        card.get_by_role("button", name=phone.say("Talked"), exact=True).click()
        expect(card.locator("[data-queued]")).to_be_visible()
        expect(page.locator("[data-waiting]")).to_be_visible()
        assert kept(demo_apart.home, party) == []
        page.context.set_offline(False)
        expect(card.locator("[data-kept]")).to_be_visible()
        expect(page.locator("[data-waiting]")).to_be_hidden()
        phone.open("/today/")
        phone.open("/today/")
        assert len(kept(demo_apart.home, party)) == 1
        phone.open("/today/?show=done")
        expect(page.get_by_role("link", name=name, exact=True).first).to_be_visible()
        assert [told for told in phone.complaints if "ERR_INTERNET" not in told] == []


def test_without_script_an_outcome_takes_one_press(demo, chromium):
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{demo}/session/")
        page.fill("[name=username]", "sari")
        page.fill("[name=password]", PASSWORD)
        page.locator("main button.button-primary").click()
        first = page.locator(".care:has(form[data-touch])").first
        name = first.locator("h2").inner_text()
        first.locator("button[value=no_answer]").click()
        expect(page.locator(".notice").first).to_contain_text(name)
