"""Work of this room that runs beside the pages."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from setia.core.errors import Conflict, Refused
from setia.core.models import User
from setia.core.one_at_a_time import one_at_a_time
from setia.guard.assumed import from_data
from setia.guard.guard_version import guard_version
from setia.guard.progress import DONE, FAILED, WORKING, Progress, lock_of, tell_progress
from setia.people.actor_of import actor_of
from setia.programs.models import ProgramVersion
from setia.sales.models import SaleLine

LARGE = 4_000
"""With more sale lines than this the samples take longer than a person waits for a page."""


def is_large() -> bool:
    """Tell whether guarding takes longer than a person should wait for a page."""
    last = SaleLine.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) > LARGE


@task()
def guard_beside(version_id: int, assumptions: dict[str, Any], user_id: int) -> None:
    """Guard a version; what is refused stands in its progress."""
    with one_at_a_time(lock_of(version_id)):
        tell_progress(version_id, Progress(WORKING))
        try:
            guard_version(
                ProgramVersion.objects.select_related("program").get(pk=version_id),
                from_data(assumptions),
                actor_of(User.objects.get(pk=user_id)),
                lambda step, done, of: tell_progress(
                    version_id, Progress(WORKING, step, done, of)
                ),
            )
        except Conflict as conflict:
            _fail(version_id, conflict.code, dict(conflict.params))
        except Refused as refused:
            _fail(version_id, refused.problems[0].code, dict(refused.problems[0].params))
        except BaseException:
            _fail(version_id, "guard.broken_off", {})
            raise
        else:
            tell_progress(version_id, Progress(DONE))


def _fail(version_id: int, code: str, params: dict[str, object]) -> None:
    tell_progress(version_id, Progress(FAILED, problem=code, params=params))
