"""Work of this room that runs beside the pages."""

from __future__ import annotations

from datetime import date

from django_tasks import task

from setia.backtests.run_backtest import run_backtest
from setia.core.models import User
from setia.core.work_beside import WORKING, Progress, Work
from setia.people.actor_of import actor_of
from setia.programs.models import Program


def work_on(program_id: int) -> Work:
    """Return the looking back at a program, for those who wait for it."""
    return Work("backtests", str(program_id), "backtest.broken_off")


@task()
def backtest_beside(program_id: int, user_id: int, until: str) -> None:
    """Look back at a program; what is refused stands in its progress."""
    work = work_on(program_id)
    with work.under_way():
        run_backtest(
            Program.objects.get(pk=program_id),
            actor_of(User.objects.get(pk=user_id)),
            date.fromisoformat(until) if until else None,
            lambda step: work.tell(Progress(WORKING, step)),
        )
