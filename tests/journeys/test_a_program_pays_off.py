"""The journey of a program: from the gallery by the guard to a leaderboard and a closed month."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect
from test_a_partner_on_a_phone import link_in

from conftest import Visitor

pytestmark = pytest.mark.browser

SCHEMES = {
    "commission": "Rp150,000",
    "sales-targets": "Rp750,000",
    "sales-places": "Rp500,000",
    "speed-contest": "Rp700,000",
    "achievement-bonus": "Rp625,000",
    "growth-rebate": "Rp800,000",
    "mixed-rebate": "Rp4,500",
}
"""What the mission's own numbers come to, told beside the form of each scheme."""
BAD = """
setia: 1
id: bonus-rugi
title: {id: Bonus yang rugi, en: A bonus that loses}
period: {from: %(start)s, to: %(end)s}
scope: {product: UJI-1}
reward: {rate: 20%%, min_per_unit: 30000}
"""
GOOD = """
setia: 1
id: lomba-uji
title: {id: Lomba uji, en: Trial contest}
period: {from: %(start)s, to: %(end)s}
eligible: {role: reseller}
scope: {product: UJI-1}
measure: quantity
reward:
  ranking:
    - {place: 1, at_least: 3, flat: 90000}
    - {place: 2, at_least: 3, flat: 50000}
    - {place: 3, at_least: 3, flat: 30000}
caps: {budget: 170000}
"""
RIVALS = (("RES-00001", 30), ("RES-00002", 20))
PARTNERS_OWN, PARTNERS_MORE = 5, 50


def test_a_program_is_designed_guarded_launched_followed_and_closed(
    demo_apart, visit, chromium
):
    books, address = demo_apart.home / "setia.sqlite3", demo_apart.address
    month = month_in_review(books)
    with visit("ratna", "en", address=address) as owner:
        build_each_scheme(owner)
        add_the_product(owner)
        api = Api(address, token_of(owner))
    for code, pieces in (*RIVALS, (partner_in(books), PARTNERS_OWN)):
        api.sell(code, month, f"LOMBA/{code}", pieces)
    with visit("bayu", "en", address=address) as manager:
        is_stopped_by_the_guard(manager, BAD % days_of(month))
        passes_the_guard(manager, GOOD % days_of(month))
        link = link_for(manager, books)
    with visit("ratna", "en", address=address) as owner:
        owner.open("/programs/lomba-uji/")
        owner.press("Approve")
        with chromium.new_context(viewport={"width": 360, "height": 740}) as context:
            phone = Visitor(context.new_page(), address, "en", [])
            phone.page.goto(link)
            phone.page.locator("main button.button-primary").click()
            promised = follow(owner, phone, api, partner_in(books), month)
    with visit("fitri", "en", address=address) as finance:
        close(finance, month)
    assert booked_in(books) == promised


def follow(owner, phone, api, partner: str, month: date) -> dict[str, int]:
    """Sales come in by the API, and board and phone show how places change."""
    owner.open("/programs/lomba-uji/standing/")
    shows(owner, partner, 3, 30_000)
    assert place_on(phone, month) == "3"
    for number in range(PARTNERS_MORE):
        api.sell(partner, month, f"LOMBA/TAMBAH/{number}", 1)
    shows(owner, partner, 1, 90_000)
    assert place_on(phone, month) == "1"
    promised = board_of(owner)
    assert sorted(promised.values()) == [30_000, 50_000, 90_000]
    return promised


def build_each_scheme(owner) -> None:
    """Each card leads to its form, with its worked amount, and is kept as a draft."""
    for scheme, amount in SCHEMES.items():
        owner.open(f"/programs/new/{scheme}/")
        expect(owner.page.locator(".scheme-head")).to_contain_text(amount)
        owner.page.locator(".builder-save button[value=save]").click()
        expect(owner.page.get_by_role("status")).to_contain_text("The draft was saved")


def add_the_product(owner) -> None:
    page = owner.page
    owner.open("/products/new/")
    for name, text in (("code", "UJI-1"), ("name", "Barang uji"), ("category", "uji")):
        page.fill(f"main [name={name}]", text)
    page.fill("main [name=price]", "120000")
    page.fill("main [name=cost]", "95000")
    page.locator("main button.button-primary").click()
    expect(page.locator("main")).to_contain_text("UJI-1")


def token_of(owner) -> str:
    owner.open("/integrations/")
    owner.page.fill("main [name=name]", "Kasir uji")
    owner.page.check("main [name=scopes][value='sale.write']")
    owner.press("Give a token")
    return owner.page.locator("[role=alert] .code").inner_text()


class Api:
    """A till that speaks to the API."""

    def __init__(self, address: str, token: str) -> None:
        self.address, self.token = address, token

    def sell(self, seller: str, day: date, order: str, pieces: int) -> None:
        line = {
            "order": order,
            "line": 1,
            "sold_at": f"{day + timedelta(days=3)}T12:00:00+07:00",
            "seller": seller,
            "product": "UJI-1",
            "quantity": str(pieces),
            "amount": f"{120_000 * pieces}.00",
        }
        request = Request(  # noqa: S310 - of the demo
            f"{self.address}/api/v1/sale-lines",
            data=json.dumps({"lines": [line]}).encode(),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "Idempotency-Key": order,
            },
        )
        with urlopen(request) as answer:  # noqa: S310 - as above
            assert answer.status == 201


def is_stopped_by_the_guard(manager, document: str) -> None:
    page = manager.page
    guard_a_draft(manager, document, "bonus-rugi")
    expect(page.locator(".notice-bad").first).to_contain_text("It does not pass")
    expect(page.locator("main")).to_contain_text("Rp25,000")
    manager.open("/programs/bonus-rugi/")
    expect(page.get_by_role("button", name="Approve", exact=True)).to_have_count(0)


def passes_the_guard(manager, document: str) -> None:
    guard_a_draft(manager, document, "lomba-uji")
    expect(manager.page.locator("main")).to_contain_text("It passes")


def guard_a_draft(manager, document: str, code: str) -> None:
    page = manager.page
    manager.open("/programs/new/document/")
    page.fill("main [name=text]", document)
    page.locator("main button.button-primary").click()
    manager.press("Lint and ask for approval")
    manager.open(f"/programs/{code}/versions/1/guard/")
    manager.press("Try it on past sales")
    expect(page.locator("#verdict")).to_have_count(1, timeout=60_000)


def link_for(manager, books) -> str:
    """Make the partner a link to its pages, as a person in the office would."""
    manager.open(f"/people/{found(books, 'u.party_id')}/")
    manager.press("Make a link to their pages")
    return link_in(manager)


def shows(owner, code: str, place: int, amount: int) -> None:
    """Wait until the board, which looks again by itself, shows a place and its amount."""
    row = owner.page.locator("table.board tbody tr", has_text=code)
    expect(row).to_contain_text(f"Rp{amount:,}", timeout=30_000)
    expect(row.locator("td").first).to_contain_text(str(place))


def board_of(owner) -> dict[str, int]:
    """Return what each party gets by the board."""
    rows = owner.page.locator("table.board tbody tr").all_inner_texts()
    told = {}
    for text in rows:
        code = re.search(r"[A-Z]+-\d+", text)[0]
        told[code] = int(re.findall(r"Rp([\d,]+)", text)[-1].replace(",", ""))
    return {code: amount for code, amount in told.items() if amount}


def place_on(phone, month: date) -> str:
    phone.open(f"/p/contests/lomba-uji/{month}/")
    return phone.page.locator(".places .is-own .place").inner_text()


def close(finance, month: date) -> None:
    finance.open(f"/periods/{month:%Y-%m}/")
    finance.press("Run it again")
    expect(finance.page.locator(".notice-warn")).to_have_count(0, timeout=60_000)
    expect(finance.page.locator("main")).to_contain_text("Trial contest")


def booked_in(books) -> dict[str, int]:
    asked = """
        SELECT party.code, award.booked_minor / 100 FROM closing_award award
        JOIN people_party party ON party.id = award.party_id
        JOIN programs_program program ON program.id = award.program_id
        WHERE program.code = 'lomba-uji'
    """
    with closing(sqlite3.connect(books)) as sql:
        return dict(sql.execute(asked).fetchall())


def partner_in(books) -> str:
    return found(books, "p.code")


def found(books, column: str):
    """Return something of the partner who has a log-in."""
    asked = f"""
        SELECT {column} FROM core_user u JOIN people_party p ON p.id = u.party_id
        WHERE u.username = 'mitra'
    """  # noqa: S608 - columns of our own
    with closing(sqlite3.connect(books)) as sql:
        return sql.execute(asked).fetchone()[0]


def month_in_review(books) -> date:
    with closing(sqlite3.connect(books)) as sql:
        text = sql.execute("SELECT max(month) FROM closing_period").fetchone()[0]
    return date.fromisoformat(text)


def months_before(month: date, back: int) -> date:
    whole = month.year * 12 + month.month - 1 - back
    return date(whole // 12, whole % 12 + 1, 1)


def days_of(month: date) -> dict[str, date]:
    return {"start": month, "end": months_before(month, -1) - timedelta(days=1)}
