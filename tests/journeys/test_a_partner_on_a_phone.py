"""The journey of a partner: a cheap phone, a slow network, and what one wants to know there."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from test_every_page import faults, pages_from

from conftest import Visitor, note

pytestmark = pytest.mark.browser
SLOW = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 400_000 // 8,
    "uploadThroughput": 200_000 // 8,
}
"""As of a phone at the edge of a cell."""
MOST_BYTES = 60_000
NOT_COUNTED = {"Image", "Font"}


@dataclass
class Weight:
    """What a phone was sent, by the network's own count."""

    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def began(self, told) -> None:
        self.kinds[told["requestId"]] = told["type"]

    def ended(self, told) -> None:
        self.sizes[told["requestId"]] = told["encodedDataLength"]

    def taken(self) -> int:
        """Return what was sent since the last time, pictures and fonts aside."""
        found = sum(
            size for key, size in self.sizes.items() if self.kinds[key] not in NOT_COUNTED
        )
        self.sizes.clear()
        return int(found)


@contextmanager
def a_phone(chromium, address):
    """Yield a visitor with a small screen and a slow network, and what it is sent."""
    with chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ) as context:
        page, complaints, weight = context.new_page(), [], Weight()
        page.on("console", lambda told: note(complaints, told))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW)
        network.on("Network.responseReceived", weight.began)
        network.on("Network.loadingFinished", weight.ended)
        yield Visitor(page, address, "id", complaints), weight


def number_of(home) -> str:
    """Return the WhatsApp number of the partner with a log-in, as the books hold it."""
    return found_in(home, "c.value")


def partner_of(home) -> int:
    return found_in(home, "u.party_id")


def found_in(home, column):
    asked = f"""
        SELECT {column} FROM people_contact c JOIN core_user u ON u.party_id = c.party_id
        WHERE u.username = 'mitra' AND c.kind = 'whatsapp'
    """  # noqa: S608 - columns of our own
    with closing(sqlite3.connect(home / "setia.sqlite3")) as books:
        return books.execute(asked).fetchone()[0]


def test_a_partner_gets_in_understands_shares_asks_and_leaves(demo_apart, chromium, visit):
    with a_phone(chromium, demo_apart.address) as (phone, weight):
        asks_for_a_link(phone, number_of(demo_apart.home))
        with visit("dewi", address=demo_apart.address) as staff:
            address = is_sent_the_link(staff)
        opens_it(phone, address)
        weight.taken()
        sees_the_standing(phone)
        understands_an_award(phone)
        shares_a_material(phone)
        raises_a_question(phone)
        withdraws_a_consent(phone)
        signs_out(phone)
        assert phone.complaints == []


def test_a_first_visit_weighs_less_than_sixty_kilobytes(demo_apart, chromium):
    with a_phone(chromium, demo_apart.address) as (phone, weight):
        phone.open("/p/")
        phone.page.wait_for_load_state("load")
        assert 10_000 < weight.taken() < MOST_BYTES


OWN = {
    *("home", "contests", "contest", "why", "earnings", "materials", "more"),
    *("statements", "statement", "award", "questions", "people", "data", "devices"),
    "rewards",
}


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("id", 360, "light"), ("en", 1280, "dark")]
)
def test_every_page_of_a_partner_is_whole_and_reachable(
    demo_apart, chromium, visit, language, width, scheme
):
    axe, wrong, met = Axe(), {}, set()
    with visit("ratna", language, address=demo_apart.address) as staff:
        staff.open(f"/people/{partner_of(demo_apart.home)}/")
        staff.press("Make a link to their pages")
        address = link_in(staff)
    with chromium.new_context(
        viewport={"width": width, "height": 740}, color_scheme=scheme
    ) as context:
        phone = Visitor(context.new_page(), demo_apart.address, "id", [])
        phone.page.goto(address)
        phone.press("Open my pages")
        if language == "en":
            phone.page.locator("button[name=language]").click()
        for name, path in pages_from(phone, "/p/"):
            met.add(name)
            if found := faults(phone, axe):
                wrong[name, path] = found
    assert wrong == {}
    assert met >= OWN


def asks_for_a_link(phone, number) -> None:
    phone.open("/p/")
    phone.page.fill("[name=name]", number.replace("+62", "0"))
    phone.press("Send me a link")
    assert phone.heading() == phone.say("Look at your messages")


def is_sent_the_link(staff) -> str:
    """Let the office make the link, and return the address out of the chat's words."""
    staff.open("/partner-links/")
    staff.page.get_by_role("button", name=staff.say("Make the link")).first.click()
    assert staff.complaints == []
    return link_in(staff)


def link_in(staff) -> str:
    """Return the address out of the words that the chat opens with."""
    chat = staff.page.get_by_role("link", name=staff.say("Open in WhatsApp"))
    words = parse_qs(urlsplit(chat.get_attribute("href")).query)["text"][0]
    return re.search(r"https?://\S+/p/links/[^/]+/", words)[0]


def opens_it(phone, address) -> None:
    phone.page.goto(address)
    phone.press("Open my pages")
    assert phone.heading().startswith("Halo, ")
    phone.page.goto(address)
    phone.press("Open my pages")
    assert phone.heading() == phone.say("This link opens nothing any more")
    # That it is not there is what the browser minds, and what is meant.
    assert ["404" in one for one in phone.complaints] == [True]
    phone.complaints.clear()


def sees_the_standing(phone) -> None:
    phone.open("/p/")
    told = phone.page.locator("main").inner_text()
    assert phone.say("Earned so far, not final yet") in told
    assert "Rp" in told
    phone.page.get_by_role("link", name=phone.say("Contests"), exact=True).click()
    assert phone.heading() == phone.say("Contests and programs")


def understands_an_award(phone) -> None:
    phone.page.locator("main h2 a").first.click()
    expect(phone.page.get_by_text(phone.say("Where you stand"))).to_be_visible()
    phone.follow("Why this sum?")
    expect(phone.page.get_by_text(phone.say("How the sum came about"))).to_be_visible()


def shares_a_material(phone) -> None:
    phone.page.get_by_role("link", name=phone.say("Share"), exact=True).click()
    shared = phone.page.get_by_role("link", name=phone.say("Share by WhatsApp")).first
    address = urlsplit(shared.get_attribute("href"))
    assert (address.netloc, address.path) == ("wa.me", "/")
    assert len(parse_qs(address.query)["text"][0]) > 40
    expect(phone.page.locator("img.shared").first).to_be_visible()


def raises_a_question(phone) -> None:
    page = phone.page
    phone.open("/p/statements/")
    page.locator("main .rows a").first.click()
    links = page.locator("main a", has_text=phone.say("Why this sum?"))
    for address in [one.get_attribute("href") for one in links.all()]:
        phone.open(address)
        if page.locator("textarea").count():
            break
    page.fill("textarea", "Pesanan tanggal 12 belum dihitung.")
    phone.press("Send the question")
    expect(page.get_by_text("Pesanan tanggal 12 belum dihitung.")).to_be_visible()
    phone.open("/p/questions/")
    expect(page.get_by_text("Pesanan tanggal 12 belum dihitung.")).to_be_visible()


def withdraws_a_consent(phone) -> None:
    phone.open("/p/data/")
    given = phone.page.locator(".badge-good")
    before = given.count()
    assert before >= 1
    phone.page.get_by_role("button", name=re.compile(phone.say("Take back"))).first.click()
    expect(phone.page.get_by_role("status")).not_to_be_empty()
    expect(given).to_have_count(before - 1)


def signs_out(phone) -> None:
    phone.open("/p/more/")
    phone.press("Sign out of this device")
    assert phone.heading() == phone.say("Your pages")
    phone.open("/p/earnings/")
    assert phone.heading() == phone.say("Your pages")
