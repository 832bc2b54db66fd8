"""Every page that links lead to, on a phone and on a wide screen, by light and in the dark.

axe finds nothing serious, nothing stands out of the screen, and the browser complains of
nothing. What it looks like is for people to judge; this is what a machine can see.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, get_resolver

pytestmark = pytest.mark.browser
SERIOUS = {"serious", "critical"}
NOT_PAGES = {
    *("people-export", "import-refused", "style", "payout-run-file"),
    *("statement-pdf", "statement-xlsx", "claim-pdf", "claim-xlsx", "picture"),
    *("program-document", "choice-photo"),
}
"""Files, and a page that shows mistakes on purpose."""
REACHED = {
    *("home", "people", "person", "person-edit", "person-new", "duplicates", "merge"),
    *("orders", "order", "order-new", "order-reversal", "line-correction", "payments"),
    *("products", "product", "product-new", "product-edit"),
    *("programs", "program", "program-new", "program-edit", "award", "backtest", "guard"),
    *("program-from-scheme", "program-document-new", "program-document-edit"),
    *("program-version-new", "program-version-document-new"),
    *("imports", "import-new", "trail", "trail-entry"),
    *("users", "user", "user-new", "user-password", "roles", "integrations", "business"),
    *("webhooks", "claims", "ledger"),
    *("periods", "period", "statements", "disputes"),
    *("payouts", "payee", "payout-answers", "payout-settings", "goods", "promises"),
    *("partner-links", "applications", "application", "partner-rules", "apply"),
    *("materials", "material-new", "material-edit", "corrections"),
    *("rewards", "rewards-unchosen", "choice", "catalogue", "reward", "reward-new"),
    *("program-menu", "program-enrolments"),
    *("account", "account-password", "account-second-factor"),
}
ASIDE = (
    "/programs/bonus-bulan-depan/versions/1/guard/",
    "/programs/spiff-rias/menu/",
    "/programs/spiff-rias/enrolments/",
)
"""Pages of some programs only, which the first program that is met does not lead to."""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def name_of(path: str) -> str | None:
    try:
        return get_resolver("setia.config.urls").resolve(path).url_name
    except Resolver404:
        return None


def pages_from(visitor, *starts: str) -> Iterator[tuple[str, str]]:
    """Yield one page of each kind, open in the browser, by following links."""
    waiting, met = [*starts], set()
    while waiting:
        path = waiting.pop(0)
        name = name_of(urlsplit(path).path)
        if name is None or name in met or name in NOT_PAGES:
            continue
        met.add(name)
        visitor.open(path)
        yield name, path
        waiting += visitor.page.evaluate(
            "[...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href'))"
        )


def faults(visitor, axe) -> list[str]:
    found = [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in axe.run(visitor.page).response["violations"]
        if one["impact"] in SERIOUS
    ]
    if (over := visitor.page.evaluate(OVERFLOW)) > 0:
        found.append(f"{over} pixels stand out of the screen")
    return found + visitor.complaints


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [
        ("id", 360, "light"),
        ("en", 1280, "dark"),
        pytest.param("id", 360, "dark", marks=pytest.mark.slow),
        pytest.param("en", 1280, "light", marks=pytest.mark.slow),
    ],
)
def test_every_page_is_whole_and_reachable(visit, language, width, scheme):
    axe, wrong, met = Axe(), {}, set()
    with visit("ratna", language, width, scheme) as visitor:
        for name, path in pages_from(visitor, "/", *ASIDE):
            met.add(name)
            if found := faults(visitor, axe):
                wrong[name, path] = found
            visitor.complaints.clear()
    assert wrong == {}
    assert met >= REACHED


@pytest.mark.parametrize("path", ["/session/", "/gibt-es-nicht/", "/style/"])
def test_a_page_beside_the_way_is_reachable_too(visit, path):
    axe = Axe()
    for width, scheme in ((360, "light"), (1280, "dark")):
        with visit("ratna", "id", width, scheme) as visitor:
            if path == "/session/":
                visitor.page.context.clear_cookies()
            visitor.open(path)
            visitor.complaints.clear()
            assert faults(visitor, axe) == []


def test_the_keyboard_alone_gets_to_the_content_and_through_the_menu(visit):
    with visit("bayu") as visitor:
        page = visitor.page
        page.keyboard.press("Tab")
        assert page.locator(":focus").get_attribute("href") == "#main"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        page.keyboard.press("/")
        assert page.locator(":focus").get_attribute("name") == "q"
        page.keyboard.type("siti")
        page.keyboard.press("Enter")
        page.wait_for_url("**/people/?q=siti")
        page.locator("header .top-tools summary").focus()
        page.keyboard.press("Enter")
        assert page.locator("header .menu-panel").last.is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("header .menu-panel").last.is_visible()
