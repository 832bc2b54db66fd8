"""``setia serve`` as a process: it answers many at once, and outlives what falls."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

SETIA = Path(sys.executable).parent / "setia"
PATIENCE = 60


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


@pytest.mark.parametrize("name", ["db_worker", "gunicorn"])
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
    assert len(children_of(process)) == 3


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
