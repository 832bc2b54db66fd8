"""Requests of one process are worked on one after another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from setia.config.one_at_a_time import one_at_a_time


def test_no_two_requests_are_worked_on_at_once():
    inside = Lock()

    def application(environ, start_response):
        assert inside.acquire(blocking=False)
        total = sum(range(20_000))
        inside.release()
        return [str(total + environ["number"]).encode()]

    answer = one_at_a_time(application, 60)
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda number: answer({"number": number}, None), range(200)))
    assert told == [[str(199_990_000 + number).encode()] for number in range(200)]


def test_one_that_fails_lets_the_next_in():
    def application(environ, start_response):
        if environ["fails"]:
            raise ValueError("no")
        return [b"yes"]

    answer = one_at_a_time(application, 0.1)
    with ThreadPoolExecutor(1) as pool:
        failed = pool.submit(answer, {"fails": True}, None)
        assert isinstance(failed.exception(), ValueError)
        assert pool.submit(answer, {"fails": False}, None).result() == [b"yes"]
