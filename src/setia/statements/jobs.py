"""Work of this room that runs beside the pages."""

from __future__ import annotations

from datetime import date

from django_tasks import task

from setia.core.models import User
from setia.core.work_beside import WORKING, Progress, Work
from setia.people.actor_of import actor_of
from setia.sales.models import SaleLine
from setia.statements.close_month import close_month

LARGE = 200_000
"""With more sale lines than this a run takes longer than a person waits for a page."""


def is_large() -> bool:
    """Tell whether a run takes longer than a person should wait for a page."""
    last = SaleLine.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) > LARGE


def work_on(month: date) -> Work:
    """Return the closing of a month, for those who wait for it."""
    return Work("closes", f"{month:%Y-%m}", "close.broken_off")


@task()
def close_beside(month: str, user_id: int) -> None:
    """Run the closing of a large month; what is refused stands in its progress."""
    day = date.fromisoformat(month)
    work = work_on(day)
    with work.under_way():
        run = close_month(day, actor_of(User.objects.get(pk=user_id)))
        work.tell(Progress(WORKING, done=run.booked.awards))
