"""Which statements were issued for a month."""

from __future__ import annotations

from setia.closing.models import CloseRun, Period
from setia.statements.issue_statements import issue_statements
from setia.statements.models import IssuedStatement


def issued_run(period: Period) -> CloseRun | None:
    """Return the last run of a period, whose statements are issued.

    Where a process ended between closing and issuing, they are issued now.
    """
    run = period.runs.select_related("period").order_by("number").last()
    if run is not None and not IssuedStatement.objects.filter(run=run).exists():
        issue_statements(run)
    return run
