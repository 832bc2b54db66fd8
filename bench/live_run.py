"""Run a real server on a filled business, sell through its API, and look at the standing.

``python -m bench.live_run RATE SECONDS LINES…`` prints figures as JSON, one load for each number
of lines in a call. The standing is looked at where pages look: in the last run's folder.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median

import django
import psutil

django.setup()

from django.conf import settings  # noqa: E402 - after Django is set up, as all below
from django.core.management import call_command  # noqa: E402

from setia.catalog.models import Product  # noqa: E402
from setia.core.actor import person  # noqa: E402
from setia.core.clock import now  # noqa: E402
from setia.core.issue_token import issue_token  # noqa: E402
from setia.core.roles import Role  # noqa: E402
from setia.people.models import Party  # noqa: E402
from setia.programs.promises import promises  # noqa: E402
from setia.sales.models import SaleLine  # noqa: E402

LOOK_EVERY = 0.005
PATIENCE = 60.0
CALLERS = 24
SETTLE = 6.0
PREFIX = "LIVE-"


def main() -> None:
    """Fill a business, serve it, and put one load after the other on it."""
    rate, seconds = int(sys.argv[1]), int(sys.argv[2])
    call_command("migrate", verbosity=0)
    call_command("fill_demo", verbosity=0, stdout=sys.stderr)
    token = issue_token("bench", ["sale.write"], person(1, "Bench", Role.OWNER))[1]
    told = {"programs": len(promises()), "lines": SaleLine.objects.count()}
    with _served() as (port, server):
        shop = _Shop(port, token, psutil.Process(server))
        _load(shop, rate, 2, 1)
        loads = [_load(shop, rate, seconds, int(each)) for each in sys.argv[3:]]
    sys.stdout.write(json.dumps(told | {"loads": loads}))


@contextmanager
def _served() -> Iterator[tuple[int, int]]:
    """Run `setia serve` with all its processes until the load is over."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = tried.getsockname()[1]
    command = [str(Path(sys.executable).with_name("setia")), "serve"]
    asked = ["--home", os.environ["SETIA_HOME"], "--port", str(port)]
    server = subprocess.Popen([*command, *asked], stdout=sys.stderr)  # noqa: S603 - our own command
    try:
        _wait_for(port)
        time.sleep(SETTLE)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server does not answer")


class _Shop:
    """Sells through the API, a little to everybody."""

    def __init__(self, port: int, token: str, server: psutil.Process) -> None:
        self.port = port
        self.server = server
        self.token = token
        self.sellers = list(
            Party.objects.filter(role="reseller").values_list("code", flat=True)
        )
        self.buyers = list(
            Party.objects.filter(role="customer").values_list("code", flat=True)[:500]
        )
        self.products = list(Product.objects.values_list("code", "price_minor"))

    @property
    def worked(self) -> float:
        """Return the seconds of cores that all processes of the server have used so far."""
        running = [self.server, *self.server.children(recursive=True)]
        return sum(_worked(one) for one in running)

    def sell(self, number: int, each: int, since: float, due: float) -> _Sold:
        """Send one call when it is due; return when it was sent and answered."""
        time.sleep(max(0.0, since + due - time.perf_counter()))
        order = f"{PREFIX}{secrets.token_hex(8)}"
        lines = [self._line(order, number, line) for line in range(each)]
        sent = time.time()
        status = self._post({"lines": lines})
        if status != 201:
            raise RuntimeError(f"a sale was answered with {status}")
        return _Sold(order, sent, time.time())

    def _line(self, order: str, number: int, line: int) -> dict[str, object]:
        product, price = self.products[(number * 7 + line) % len(self.products)]
        return {
            "order": order,
            "line": line + 1,
            "sold_at": now().isoformat(),
            "seller": self.sellers[number * 31 % len(self.sellers)],
            "buyer": self.buyers[number * 17 % len(self.buyers)],
            "product": product,
            "quantity": "1",
            "amount": str((price or 0) // 100),
        }

    def _post(self, body: dict[str, object]) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": secrets.token_hex(16),
        }
        try:
            connection.request("POST", "/api/v1/sale-lines", json.dumps(body), headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()


def _worked(process: psutil.Process) -> float:
    """Return the seconds of cores of a process; none of one that ended between two looks."""
    try:
        return float(sum(process.cpu_times()[:4]))
    except psutil.NoSuchProcess:
        return 0.0


@dataclass(frozen=True)
class _Sold:
    """One call: its order, when it was sent and when it was answered, by the clock."""

    order: str
    sent: float
    answered: float


@dataclass
class _Watcher:
    """Looks at the standing like a page does: which one is the last, how far had it read?"""

    seen: list[tuple[float, int]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Note each new standing when it is first there to be read."""
        last = ""
        while not self.stopped.wait(LOOK_EVERY):
            run = _last_run()
            if run and run != last:
                folder = Path(settings.AWARDS_FOLDER) / run
                state = json.loads((folder / "state.json").read_text(encoding="utf-8"))
                self.seen.append((time.time(), state["cursor"]["line"]))
                last = run

    @property
    def reached(self) -> int:
        """How far the last standing had read."""
        return self.seen[-1][1] if self.seen else 0

    def shown_at(self, line: int) -> float:
        """Return when a standing first had read as far as a line."""
        return next(at for at, reached in self.seen if reached >= line)


def _last_run() -> str:
    path = Path(settings.AWARDS_FOLDER) / "latest.json"
    return (
        str(json.loads(path.read_text(encoding="utf-8"))["run"]) if path.is_file() else ""
    )


def _sell(shop: _Shop, rate: int, seconds: int, each: int) -> list[_Sold]:
    """Send calls at their times, whether earlier ones were answered or not."""
    calls = rate * seconds // each
    since = time.perf_counter()
    with ThreadPoolExecutor(CALLERS) as pool:
        sent = [
            pool.submit(shop.sell, number, each, since, number * each / rate)
            for number in range(calls)
        ]
        return [one.result() for one in sent]


def _load(shop: _Shop, rate: int, seconds: int, each: int) -> dict[str, float]:
    watcher = _Watcher()
    thread = threading.Thread(target=watcher.watch)
    thread.start()
    before = shop.worked
    try:
        sold = _sell(shop, rate, seconds, each)
        _wait_until_shown(watcher)
    finally:
        watcher.stopped.set()
        thread.join()
    return {"cores": shop.worked - before, **_figures(sold, watcher, each)}


def _wait_until_shown(watcher: _Watcher) -> None:
    highest = SaleLine.objects.order_by("-pk").values_list("pk", flat=True)[0]
    until = time.monotonic() + PATIENCE
    while watcher.reached < highest:
        if time.monotonic() > until:
            raise RuntimeError("the standing does not follow")
        time.sleep(0.05)


def _figures(sold: Sequence[_Sold], watcher: _Watcher, each: int) -> dict[str, float]:
    lines: dict[str, int] = {}
    for order, key in SaleLine.objects.filter(order_id__startswith=PREFIX).values_list(
        "order_id", "pk"
    ):
        lines[order] = max(key, lines.get(order, 0))
    fresh = sorted(watcher.shown_at(lines[one.order]) - one.sent for one in sold)
    answers = sorted(one.answered - one.sent for one in sold)
    took = max(one.answered for one in sold) - min(one.sent for one in sold)
    moments = [at for at, _ in watcher.seen]
    apart = [after - before for before, after in pairwise(moments)]
    return {
        "each": each,
        "sales": len(sold) * each,
        "took": took,
        "rate": len(sold) * each / took,
        "p50": _share(fresh, 0.5),
        "p95": _share(fresh, 0.95),
        "p99": _share(fresh, 0.99),
        "worst": fresh[-1],
        "answer_p50": _share(answers, 0.5),
        "answer_p99": _share(answers, 0.99),
        "turns": len(moments),
        "turn": median(apart) if apart else 0.0,
    }


def _share(values: Sequence[float], share: float) -> float:
    """Return the value that this share of all, which are sorted, does not exceed."""
    return values[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    main()
