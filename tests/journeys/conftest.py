"""The demo, served as anybody would serve it, and a browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import translation
from playwright.sync_api import Page, sync_playwright

PASSWORD = "lumbung-jelita"  # noqa: S105 - of the demo, printed at its start
SWITCHES = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """Return the home of a demo that was filled once, and then left at rest."""
    home = tmp_path_factory.mktemp("demo") / "home"
    with served("demo", home):
        pass
    return home


@pytest.fixture(scope="session")
def demo(filled, tmp_path_factory) -> Iterator[str]:
    """Yield the address of a demo that journeys share."""
    home = tmp_path_factory.mktemp("shared") / "home"
    shutil.copytree(filled, home)
    with served("serve", home) as address:
        yield address


@pytest.fixture
def demo_apart(filled, tmp_path) -> Iterator[Apart]:
    """Yield a demo of one's own, as it was filled, with its home."""
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    with served("serve", home) as address:
        yield Apart(home, address)


@dataclass(frozen=True)
class Apart:
    """A demo of one's own: where its home is, and its address."""

    home: Path
    address: str


@contextmanager
def served(command: str, home: Path) -> Iterator[str]:
    """Serve a home by one of the two commands, and yield its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(sys.executable).parent / "setia"
    with subprocess.Popen(
        [str(script), command, "--home", str(home), "--port", str(port)],
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        told = next((line for line in process.stdout if line.startswith("Setia: ")), "")
        assert told.startswith(f"Setia: http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def environment() -> dict[str, str]:
    """Return the environment without what would lead to another business."""
    names = {"DATABASE_URL", "SETIA_HOME", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in names}


@pytest.fixture(scope="module")
def chromium():
    # It ends with each module: while it runs, the thread has a loop that Django minds.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=SWITCHES
        )
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody at a browser: what they see, and what the browser complained about."""

    page: Page
    address: str
    language: str
    complaints: list[str]

    def say(self, words: str) -> str:
        """Return a sentence as the pages say it in this language."""
        with translation.override(self.language):
            return translation.gettext(words)

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def follow(self, words: str) -> None:
        self.page.get_by_role("link", name=self.say(words), exact=True).first.click()

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=self.say(words), exact=True).first.click()

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()


@pytest.fixture
def visit(demo, chromium):
    """Return what signs somebody in, in a language, at a screen of some width."""

    @contextmanager
    def visiting(username, language="id", width=1280, scheme="light", address=demo):
        with chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme
        ) as context:
            page, complaints = context.new_page(), []
            page.on("console", lambda told: note(complaints, told))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            visitor = Visitor(page, address, language, complaints)
            sign_in(visitor, username)
            yield visitor

    return visiting


def note(complaints: list[str], told) -> None:
    """Keep what the browser calls an error, but for a form that is not filled in yet."""
    if told.type == "error" and "status of 422" not in told.text:
        complaints.append(told.text)


def sign_in(visitor: Visitor, username: str) -> None:
    page = visitor.page
    visitor.open("/session/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button.button-primary").click()
    page.wait_for_selector("header.top")
    if page.locator("html").get_attribute("lang") != visitor.language:
        page.locator("header .top-tools summary").click()
        page.locator(f"button[name=language][value={visitor.language}]").click()
        page.wait_for_selector(f"html[lang={visitor.language}]")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep journeys in one worker, since each worker would fill and serve a demo."""
    for item in items:
        if item.get_closest_marker("browser") is not None:
            item.add_marker(pytest.mark.xdist_group("browser"))
