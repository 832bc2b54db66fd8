"""The journey of owner and finance: from a draft to money on the account, and back again."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from conftest import environment

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_month_is_closed_questioned_paid_and_claimed(visit, demo_apart, language):
    def signed_in(username):
        return visit(username, language, address=demo_apart.address)

    with signed_in("ratna") as owner:
        approve_the_draft(owner)
        assert owner.complaints == []
    with signed_in("fitri") as finance:
        month = close_the_month(finance)
        settle_the_dispute(finance)
        open_a_statement(finance, month)
        run = prepare_a_payout(finance)
        claim_and_receive(finance, month)
        assert finance.complaints == []
    with signed_in("ratna") as owner:
        approve_the_payout(owner, run)
        take_the_file(owner, run)
        see_the_ledger_balanced(owner)
        assert owner.complaints == []
    assert told_by(demo_apart.home, "reconcile") == 0
    assert told_by(demo_apart.home, "verify-trail") == 0


def approve_the_draft(owner) -> None:
    page, say = owner.page, owner.say
    owner.open("/programs/bonus-bulan-depan/")
    expect(
        page.locator(".badge-warn", has_text=say("Waits for approval")).first
    ).to_be_visible()
    owner.press("Approve")
    expect(page.locator(".badge", has_text=say("Approved")).first).to_be_visible()


def close_the_month(finance) -> str:
    """Run the month in review again, since more came in, and make it final."""
    page, say = finance.page, finance.say
    finance.open("/periods/")
    row = page.locator("tbody tr", has_text=say("In review"))
    row.get_by_role("link").click()
    month = page.url.rstrip("/").rsplit("/", 1)[1]
    expect(page.locator(".notice-warn")).to_be_visible()
    finance.press("Run it again")
    expect(page.locator(".notice-warn")).to_have_count(0)
    finance.press("Make it final")
    expect(page.locator(".badge-good", has_text=say("Final")).first).to_be_visible()
    return month


def settle_the_dispute(finance) -> None:
    page, say = finance.page, finance.say
    finance.open("/disputes/")
    page.locator("tbody a").first.click()
    page.locator("[name=outcome]").first.check()
    page.fill("[name=amount]", "75000")
    page.fill("[name=reason]", "Pesanan itu memang terlewat.")
    finance.press("Send the answer")
    expect(page.locator("main")).to_contain_text("Rp75")
    expect(page.get_by_role("button", name=say("Send the answer"))).to_have_count(0)


def open_a_statement(finance, month) -> None:
    """From the list to a person's month, to one award, to the sale lines that carry it."""
    page, say = finance.page, finance.say
    finance.open(f"/statements/?month={month}&q=RES-")
    page.locator("tbody a").first.click()
    page.get_by_role(
        "link", name=re.compile(f"^{re.escape(say('Why this sum?'))}")
    ).first.click()
    expect(page.get_by_role("heading", name=say("Sales that carry it"))).to_be_visible()
    carried = page.locator("tbody td.num").last.inner_text()
    assert figure(carried) > 0
    expect(page.locator("tbody td.code").first).not_to_be_empty()


def prepare_a_payout(finance) -> str:
    page, say = finance.page, finance.say
    finance.open("/payouts/")
    finance.press("Prepare a run")
    waits = say("It waits for a second person; you prepared it yourself.")
    expect(page.locator(".notice", has_text=waits)).to_be_visible()
    expect(page.get_by_role("button", name=say("Approve"), exact=True)).to_have_count(0)
    return page.url


def approve_the_payout(owner, run) -> None:
    page, say = owner.page, owner.say
    page.goto(run)
    owner.press("Approve")
    expect(page.get_by_role("heading", name=say("Files for the bank"))).to_be_visible()


def take_the_file(owner, run) -> None:
    """The file for the bank says to the rupiah what the page says."""
    page = owner.page
    promised = figure(page.locator(".stat-value").nth(3).inner_text())
    with page.expect_download() as download:
        page.get_by_role("link", name=owner.say("Take the file")).first.click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    place = next(n for n, head in enumerate(rows[0]) if "amount" in head.lower())
    assert sum(figure(row[place]) for row in rows[1:]) == promised > 0


def claim_and_receive(finance, month) -> None:
    page = finance.page
    finance.open("/claims/")
    page.locator("select[name=month]").select_option(index=0)
    finance.press("Raise claims")
    page.locator("tbody tr", has_text=f"KLM-{month}").locator("a").first.click()
    page.fill("[name=to]", "Bagian keuangan prinsipal")
    finance.press("It was sent")
    finance.press("Record the money")
    expect(page.locator(".badge-good").first).to_be_visible()
    assert figure(page.locator(".stat-value").nth(2).inner_text()) == 0


def see_the_ledger_balanced(owner) -> None:
    page, say = owner.page, owner.say
    owner.open("/ledger/")
    expect(
        page.locator(".badge-good", has_text=say("debits and credits agree")).first
    ).to_be_visible()
    expect(page.locator(".badge-bad")).to_have_count(0)


def figure(text: str) -> int:
    """Return the rupiah of a figure, however it is written."""
    return int(re.sub(r"\D", "", text.split(",00", maxsplit=1)[0]) or 0)


def told_by(home: Path, command: str) -> int:
    script = Path(sys.executable).parent / "setia"
    done = subprocess.run(
        [str(script), command, "--home", str(home)],
        env=environment(),
        check=False,
        capture_output=True,
    )
    return done.returncode
