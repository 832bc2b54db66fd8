"""``setia serve`` as a process: it answers many at once, and outlives what falls."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import socket
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from builders import a_party, a_product, an_actor

from setia.core.issue_token import issue_token
from setia.core.verify_trail import verify_trail
from setia.sales.models import SaleLine

# Beside the other tests of many at once they would measure one another.
pytestmark = pytest.mark.xdist_group("at_once")
SETIA = Path(sys.executable).parent / "setia"
PATIENCE = 60
MOST_TRIES = 20


@pytest.fixture
def served(own_business):
    """Return what starts a server, always on the same port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = []

    def start() -> subprocess.Popen:
        process = subprocess.Popen(
            [str(SETIA), "serve", "--port", str(port)],
            env=own_business.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        assert "Setia: http://" in process.stdout.readline()
        return process

    start.port = port
    yield start
    for process in running:
        process.terminate()
        process.communicate()


def answer_of(port: int) -> int:
    asked = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        asked.request("GET", "/welcome/")
        return asked.getresponse().status
    finally:
        asked.close()


def children_of(process) -> list[int]:
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in path.read_text(encoding="utf-8").split()]


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")


def wait_for_the_end_of(pid: int) -> None:
    try:
        file = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    ended, _, _ = select.select([file], [], [], PATIENCE)
    os.close(file)
    assert ended, f"{pid} is still there"


def test_hundreds_at_once_are_all_answered(served):
    served()
    with ThreadPoolExecutor(200) as pool:
        told = Counter(pool.map(answer_of, [served.port] * 400))
    assert told == {200: 400}


def test_connections_that_say_nothing_hold_nobody_up(served):
    served()
    silent = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(40)]
    assert answer_of(served.port) == 200
    for one in silent:
        one.close()


@pytest.mark.parametrize("name", ["db_worker", "gunicorn", "keep_standing", "keep_desk"])
def test_what_falls_is_started_again(served, name):
    process = served()
    (pid,) = [one for one in children_of(process) if name in command_of(one)]
    os.kill(pid, signal.SIGKILL)
    wait_for_the_end_of(pid)

    told = iter(process.stderr.readline, "")
    assert any("was started again" in line for line in told)
    if name == "gunicorn":
        assert "Setia: http://" in process.stdout.readline()
    assert answer_of(served.port) == 200
    assert len(children_of(process)) == 7


def send(port: int, token: str, number: int) -> int:
    """Send one batch until it is answered, as a till does whose line is bad."""
    line = {
        "order": f"INV/{number}",
        "line": 1,
        "sold_at": "2026-11-10T12:00:00+07:00",
        "seller": "R-1",
        "product": "P-1",
        "quantity": "1",
        "amount": "1000.00",
    }
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": f"till-{number}",
    }
    for _ in range(MOST_TRIES):
        asked = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        with suppress(OSError, HTTPException):
            asked.request(
                "POST", "/api/v1/sale-lines", json.dumps({"lines": [line]}), headers
            )
            return asked.getresponse().status
        asked.close()
    return 0


def workers_of(process) -> list[int]:
    (pages,) = [one for one in children_of(process) if "gunicorn" in command_of(one)]
    path = Path(f"/proc/{pages}/task/{pages}/children")
    return [int(pid) for pid in path.read_text(encoding="utf-8").split()]


def test_workers_killed_under_hundreds_of_calls_lose_and_double_nothing(served):
    a_party("R-1")
    a_product("P-1")
    _, token = issue_token("Kasir", ["sale.write"], an_actor())
    process = served()
    chance = random.Random(7)  # noqa: S311 - of a test
    with ThreadPoolExecutor(30) as pool:
        sent = [pool.submit(send, served.port, token, number) for number in range(300)]
        for done, _ in enumerate(as_completed(sent)):
            if done % 60 == 30 and (alive := workers_of(process)):
                os.kill(chance.choice(alive), signal.SIGKILL)

    assert {one.result() for one in sent} <= {200, 201}
    orders = SaleLine.objects.standing().values_list("order_id", flat=True)
    assert sorted(orders) == sorted(f"INV/{number}" for number in range(300))
    assert SaleLine.objects.count() == 300
    assert verify_trail().flaws == ()


def test_nothing_goes_on_alone_when_the_command_is_killed(served):
    process = served()
    children = children_of(process)
    process.kill()
    for pid in children:
        wait_for_the_end_of(pid)

    served()
    assert answer_of(served.port) == 200


def test_a_port_that_is_taken_is_told_at_once(served, own_business):
    served()
    command = [str(SETIA), "serve", "--port", str(served.port)]
    second = subprocess.run(
        command, env=own_business.environment, capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    assert "choose another --port" in second.stderr
