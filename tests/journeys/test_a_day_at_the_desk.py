"""A day at the relationship desk, on a phone: from the first call to a reply that starts a timer."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from setia.core.clock import now

pytestmark = pytest.mark.browser

NUMBER, SECRET = "100200300", "rahasia-uji"
SEEN_PRICE = 9_000


def test_a_day_from_the_first_call_to_a_reply(demo_apart, visit):
    books, address = demo_apart.home / "setia.sqlite3", demo_apart.address
    with visit("ratna", "en", width=360, address=address) as owner:
        sets_up_whatsapp(owner)
        keeps_quiet_all_day(owner)
        writes_a_template(owner)
        assert owner.complaints == []
    with visit("bayu", "en", width=360, address=address) as manager:
        two_quotas_fill(manager)
        charges_a_parcel(manager)
        breaks_a_delivery(manager, books)
        looks_before_writing_to_many(manager)
        sees_a_price_war(manager, books)
        replies_open_a_conversation(manager, address, books)
        assert manager.complaints == []


def sets_up_whatsapp(owner) -> None:
    page = owner.page
    owner.open("/channels/whatsapp/")
    page.fill("main [name=phone_number_id]", NUMBER)
    page.fill("main [name=access_token]", "token-uji")
    page.fill("main [name=app_secret]", SECRET)
    page.locator("main form button.button-primary").first.click()
    expect(page.locator("main")).to_contain_text("Where it reaches us")


def keeps_quiet_all_day(owner) -> None:
    """Let quiet hours last from now on, so that nothing leaves while we look."""
    here = now() + timedelta(hours=7)
    page = owner.page
    owner.open("/channels/rules/")
    page.fill("main [name=quiet_from]", (here - timedelta(hours=1)).strftime("%H:%M"))
    page.fill("main [name=quiet_to]", (here + timedelta(hours=9)).strftime("%H:%M"))
    page.locator("main form button.button-primary").first.click()
    expect(page.get_by_role("status").first).to_contain_text("The rules are kept")


def writes_a_template(owner) -> None:
    page = owner.page
    owner.open("/templates/new/")
    page.fill("main [name=name]", "Kabar uji")
    page.select_option("main [name=purpose]", "marketing")
    page.fill("main [name=text_id]", "Halo {name}, ada kopi baru.")
    page.fill("main [name=text_en]", "Hello {name}, there is new coffee.")
    page.fill("main [name=whatsapp_name]", "kabar_uji")
    page.locator("main form button.button-primary").first.click()
    expect(page.locator("main")).to_contain_text("Kabar uji")


def two_quotas_fill(manager) -> None:
    """Work through the list: a chat, then a call, each in two taps."""
    manager.open("/today/")
    before = counts(manager)
    for way in ("chat", "call"):
        manager.open("/today/")
        card = manager.page.locator(
            f".care:has(form[data-touch]):has([data-how^={way}])"
        ).first
        card.locator(".care-detail summary").click()
        choice = card.locator(f"select[name=how] option[value^={way}]").first
        card.locator("select[name=how]").select_option(choice.get_attribute("value"))
        card.locator("button[value=talked]").click()
        expect(card.locator("[data-kept]")).to_be_visible()
    manager.open("/today/")
    after = counts(manager)
    assert [later - then for then, later in zip(before, after, strict=True)] == [1, 1]


def counts(manager) -> list[int]:
    texts = manager.page.locator(".quota-count").all_inner_texts()
    return [int(text.split(" of ")[0]) for text in texts]


def charges_a_parcel(manager) -> None:
    page = manager.page
    manager.open("/today/")
    page.locator(".care h2 a").first.click()
    manager.follow("Gifts")
    page.fill("main [name=what]", "Bingkisan ulang tahun")
    page.fill("main [name=cost]", "150000")
    page.locator("main form button.button-primary").click()
    expect(page.get_by_role("status").first).to_contain_text("The gift is charged")
    expect(page.locator("main table")).to_contain_text("Rp150,000")


def breaks_a_delivery(manager, books) -> None:
    """A delivery that was promised for yesterday stands among the broken ones at once."""
    page, yesterday = (
        manager.page,
        now() + timedelta(hours=7) - timedelta(days=1),
    )
    manager.open("/deliveries/new/")
    page.fill("main [name=order_id]", "ANTAR-1")
    page.fill(
        "main [name=to]",
        one(books, "SELECT code FROM people_party WHERE role='distributor'"),
    )
    for name in ("requested_on", "promised_on"):
        page.fill(f"main [name={name}]", yesterday.strftime("%Y-%m-%d"))
    for name in ("requested_quantity", "promised_quantity"):
        page.fill(f"main [name={name}]", "12")
    page.locator("main form button.button-primary").click()
    manager.open("/promises/?show=broken")
    expect(page.locator("main")).to_contain_text("ANTAR-1")


def looks_before_writing_to_many(manager) -> None:
    """Who gave no consent is left out by name; whoever gets it waits for the quiet hours' end."""
    page = manager.page
    manager.open("/broadcasts/new/")
    page.locator("main [name=template]").select_option(label="Kabar uji")
    page.locator("main [name=channel]").select_option("whatsapp")
    page.locator("main [name=role]").select_option("reseller")
    page.locator("main form[method=get] button").click()
    expect(page.locator("main")).to_contain_text("These are quiet hours")
    expect(page.locator("main")).to_contain_text("no consent:")


def sees_a_price_war(manager, books) -> None:
    page = manager.page
    party = one(books, "SELECT id FROM people_party WHERE role='outlet'")
    product = one(books, "SELECT code FROM catalog_product WHERE price_minor > 2000000")
    manager.open(f"/visits/people/{party}/")
    page.fill("main [name=seen-0-product]", product)
    page.fill("main [name=seen-0-price]", str(SEEN_PRICE))
    page.locator("main form button.button-primary").last.click()
    expect(page.get_by_role("status").first).to_contain_text("is kept")
    manager.open("/alerts/")
    expect(page.locator("main")).to_contain_text("Rp9,000")


def replies_open_a_conversation(manager, address: str, books) -> None:
    """WhatsApp hands over what somebody wrote; it stands in the inbox with its promised moment."""
    number = one(
        books,
        "SELECT normal FROM people_contact WHERE kind='whatsapp' AND party_id IN"
        " (SELECT id FROM people_party WHERE role='reseller')",
    )
    tell_whatsapp(address, number.removeprefix("+"), "Apakah paket uji sudah dikirim?")
    page = manager.page
    manager.open("/inbox/?show=all")
    row = page.locator("main tr").filter(has_text="Apakah paket uji sudah dikirim?")
    until = now() + timedelta(seconds=60)
    while not row.count() and now() < until:
        page.reload()
    expect(row).to_contain_text("left")
    row.locator("a").first.click()
    expect(page.locator("main")).to_contain_text("Apakah paket uji sudah dikirim?")


def tell_whatsapp(address: str, sender: str, text: str) -> None:
    message = {
        "from": sender,
        "id": "wamid.UJI1",
        "timestamp": str(int(now().timestamp())),
        "type": "text",
        "text": {"body": text},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "6281", "phone_number_id": NUMBER},
        "contacts": [{"profile": {"name": "Pelanggan"}, "wa_id": sender}],
        "messages": [message],
    }
    changes = [{"field": "messages", "value": value}]
    told = {
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": changes}],
    }
    body = json.dumps(told).encode()
    signed = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "X-Hub-Signature-256": f"sha256={signed}",
    }
    request = Request(f"{address}/api/v1/hooks/whatsapp/", body, headers)  # noqa: S310
    with urlopen(request) as answer:  # noqa: S310 - our own server
        assert answer.status == 200


def one(books, query: str):
    with closing(sqlite3.connect(books)) as database:
        return database.execute(f"{query} ORDER BY id LIMIT 1").fetchone()[0]
