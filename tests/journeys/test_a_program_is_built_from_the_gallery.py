"""The journey of an owner who designs programs, with nothing but a keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from setia_engine.plan.read import read_plan_text

pytestmark = pytest.mark.browser


def test_an_owner_builds_schemes_by_keyboard_and_exports_what_was_built(visit):
    with visit("ratna", "en") as visitor:
        build_a_contest(visitor)
        export_it(visitor)
        build_a_campaign(visitor)
        change_the_kind(visitor)
        assert visitor.complaints == []


def choose(visitor, scheme: str) -> None:
    """Open a scheme of the gallery: to its link with Tab, and in with Enter."""
    visitor.open("/programs/new/")
    link = visitor.page.locator(f'a[href="/programs/new/{scheme}/"]')
    tab_to(visitor, link)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(f"**/programs/new/{scheme}/")


def tab_to(visitor, target) -> None:
    """Press Tab until a place has the focus; whoever is never reached is not for keyboards."""
    for _ in range(150):
        visitor.page.keyboard.press("Tab")
        if target.evaluate("place => place === document.activeElement"):
            return
    pytest.fail(f"Tab never comes to {target}")


def write(visitor, name: str, text: str) -> None:
    """Go to a field by Tab, and write into it instead of what stands there."""
    page = visitor.page
    tab_to(visitor, page.locator(f'[name="{name}"]').first)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def save(visitor) -> None:
    tab_to(visitor, visitor.page.locator(".builder-save button[value=save]"))
    visitor.page.keyboard.press("Enter")


def build_a_contest(visitor) -> None:
    """Two tiers are written in the wrong order; it is told at the field and mended."""
    page = visitor.page
    choose(visitor, "sales-targets")
    expect(page.locator(".scheme-head")).to_contain_text("Rp750,000")
    write(visitor, "0.scope.product", "P-003")
    write(visitor, "0.reward.tiers[1].from", "100")
    beside = page.locator("#f-0-reward-tiers-1-from-notes")
    expect(beside).to_contain_text("Tiers go up")

    save(visitor)
    expect(page.locator("[role=alert]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#f-0-reward-tiers-1-from$"))
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator('[name="0.reward.tiers[1].from"]')).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("250")
    expect(beside).to_be_empty()

    tab_to(visitor, page.locator('button[value="add:0.reward.tiers"]'))
    page.keyboard.press("Enter")
    expect(page.locator('[name="0.reward.tiers[3].from"]')).to_be_focused()
    page.keyboard.type("1000")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("4.000.000")
    expect(page.locator("#beside")).to_contain_text("from 1,000 units: Rp4,000,000")
    save(visitor)
    expect(page.get_by_role("status")).to_contain_text("The draft was saved")


def export_it(visitor) -> None:
    page = visitor.page
    plans = []
    for form in ("YAML", "JSON"):
        with page.expect_download() as told:
            page.get_by_role("link", name=form, exact=True).press("Enter")
        name = told.value.suggested_filename
        text = told.value.path().read_text(encoding="utf-8")
        plans += read_plan_text(text, f"plan.{form.lower()}")
        assert name == f"lomba-target-v1.{form.lower()}"
    assert plans[0] == plans[1]
    tiers = [(int(tier.start), int(tier.flat)) for tier in plans[0].reward.tiers]
    assert tiers == [
        (150, 500_000),
        (250, 750_000),
        (500, 1_500_000),
        (1_000, 4_000_000),
    ]
    assert plans[0].scope.product == ("P-003",)


def build_a_campaign(visitor) -> None:
    """Three promises are drafted in one act."""
    page = visitor.page
    choose(visitor, "consumer-offer")
    for amount in ("Rp8,000", "Rp20,000", "1 item"):
        expect(page.locator(".scheme-head")).to_contain_text(amount)
    page.locator(".builder-save button[value=save]").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The drafts were saved")
    for code in ("distributor", "reseller", "pelanggan"):
        expect(page.locator(f'a[href="/programs/kampanye-{code}-2/"]')).to_be_visible()


def change_the_kind(visitor) -> None:
    """The kind of reward is another one, and its fields are there at once."""
    page = visitor.page
    visitor.open("/programs/lomba-target/edit/")
    page.locator('[name="0.reward:kind"]').focus()
    page.keyboard.type("A race")
    expect(page.locator('[name="0.reward.race[0].reach"]')).to_be_visible()
    write(visitor, "0.reward.race[0].reach", "50")
    write(visitor, "0.reward.race[0].flat", "100000")
    expect(page.locator("#beside")).to_contain_text("Rp100,000")
    save(visitor)
    expect(page.get_by_role("status")).to_contain_text("The draft was saved")
