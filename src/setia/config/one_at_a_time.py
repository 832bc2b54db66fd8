"""One request at a time in each process, however many connections it holds.

A browser opens connections that it does not use yet, and a phone sends slowly. Threads wait
for both, so that neither keeps a process from others. What was sent is then worked on by one
thread at a time: the engine takes all cores by itself, and nothing has to be safe for threads.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
log = logging.getLogger(__name__)


def one_at_a_time(application: Application, patience: float) -> Application:
    """Return the application behind a lock.

    Who waits for the lock for more than so many seconds ends the process, since whoever holds
    it will hardly come back; the web server starts another one.
    """
    lock = Lock()

    def answer(
        environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        if not lock.acquire(timeout=patience):
            log.critical("a request took longer than %s s; its process is ended", patience)
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            return application(environ, start_response)
        finally:
            lock.release()

    return answer
