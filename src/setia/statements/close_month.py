"""Close a month and issue its statements: what pages, jobs and the demo call."""

from __future__ import annotations

from datetime import date

from setia.closing.run_close import Run, run_close
from setia.core.actor import Actor
from setia.statements.issue_statements import issue_statements


def close_month(month: date, by: Actor) -> Run:
    """Run the closing of a month, and issue what everybody's month comes to in it.

    Statements follow from the books alone: where the process ends between both, they are
    issued when somebody asks for the list.

    Raises:
        NotPermitted: The actor may not close periods.
        Refused: The month is not over, is final, or an earlier one is not.
        Conflict: Somebody else closed a period or moved money in the meantime.
    """
    run = run_close(month, by)
    issue_statements(run.run)
    return run
