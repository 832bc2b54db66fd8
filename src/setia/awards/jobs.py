"""Work of this room that runs beside the pages."""

from __future__ import annotations

from django_tasks import task

from setia.awards.compute_standing import compute_standing


@task()
def bring_standing_up_to_date() -> str:
    """Evaluate the live programs if anything changed since the last time."""
    return compute_standing().key
