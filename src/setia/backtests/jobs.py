"""Work of this room that runs beside the pages."""

from __future__ import annotations

from datetime import date

from django_tasks import task

from setia.backtests.progress import (
    DONE,
    FAILED,
    WORKING,
    Progress,
    lock_of,
    tell_progress,
)
from setia.backtests.run_backtest import run_backtest
from setia.core.errors import Refused
from setia.core.models import User
from setia.core.one_at_a_time import one_at_a_time
from setia.people.actor_of import actor_of
from setia.programs.models import Program


@task()
def backtest_beside(program_id: int, user_id: int, until: str) -> None:
    """Look back at a program; what is refused stands in its progress."""
    with one_at_a_time(lock_of(program_id)):
        tell_progress(program_id, Progress(WORKING))
        try:
            run_backtest(
                Program.objects.get(pk=program_id),
                actor_of(User.objects.get(pk=user_id)),
                date.fromisoformat(until) if until else None,
                lambda step: tell_progress(program_id, Progress(WORKING, step)),
            )
        except Refused as refused:
            problem = refused.problems[0]
            told = Progress(FAILED, problem=problem.code, params=problem.params)
            tell_progress(program_id, told)
        except BaseException:
            broken = Progress(FAILED, problem="backtest.broken_off")
            tell_progress(program_id, broken)
            raise
        else:
            tell_progress(program_id, Progress(DONE))
