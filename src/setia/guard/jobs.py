"""Work of this room that runs beside the pages."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from setia.core.models import User
from setia.core.work_beside import WORKING, Progress, Work
from setia.guard.assumed import from_data
from setia.guard.guard_version import guard_version
from setia.people.actor_of import actor_of
from setia.programs.models import ProgramVersion
from setia.sales.models import SaleLine

LARGE = 4_000
"""With more sale lines than this the samples take longer than a person waits for a page."""


def is_large() -> bool:
    """Tell whether guarding takes longer than a person should wait for a page."""
    last = SaleLine.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) > LARGE


def work_on(version_id: int) -> Work:
    """Return the looking at a version, for those who wait for it."""
    return Work("guards", str(version_id), "guard.broken_off")


@task()
def guard_beside(version_id: int, assumptions: dict[str, Any], user_id: int) -> None:
    """Guard a version; what is refused stands in its progress."""
    work = work_on(version_id)
    with work.under_way():
        guard_version(
            ProgramVersion.objects.select_related("program").get(pk=version_id),
            from_data(assumptions),
            actor_of(User.objects.get(pk=user_id)),
            lambda step, done, of: work.tell(Progress(WORKING, step, done, of)),
        )
