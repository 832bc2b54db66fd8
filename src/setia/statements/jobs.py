"""Work of this room that runs beside the pages."""

from __future__ import annotations

from datetime import date

from django_tasks import task

from setia.closing.progress import DONE, FAILED, WORKING, Progress, lock_of, tell_progress
from setia.core.errors import Conflict, Refused
from setia.core.models import User
from setia.core.one_at_a_time import one_at_a_time
from setia.people.actor_of import actor_of
from setia.sales.models import SaleLine
from setia.statements.close_month import close_month

LARGE = 200_000
"""With more sale lines than this a run takes longer than a person waits for a page."""


def is_large() -> bool:
    """Tell whether a run takes longer than a person should wait for a page."""
    last = SaleLine.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) > LARGE


@task()
def close_beside(month: str, user_id: int) -> None:
    """Run the closing of a large month; what is refused stands in its progress."""
    day = date.fromisoformat(month)
    with one_at_a_time(lock_of(day)):
        tell_progress(day, Progress(WORKING))
        try:
            run = close_month(day, actor_of(User.objects.get(pk=user_id)))
        except Conflict as conflict:
            _fail(day, conflict.code, dict(conflict.params))
        except Refused as refused:
            _fail(day, refused.problems[0].code, dict(refused.problems[0].params))
        except BaseException:
            _fail(day, "close.broken_off", {})
            raise
        else:
            tell_progress(day, Progress(DONE, awards=run.booked.awards))


def _fail(month: date, code: str, params: dict[str, object]) -> None:
    tell_progress(month, Progress(FAILED, problem=code, params=params))
