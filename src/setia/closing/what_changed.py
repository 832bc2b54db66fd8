"""What came in since a run: lines, reversals, approvals; told before a period is made final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from setia.programs.models import Approval
from setia.sales.models import Reversal, SaleLine


@dataclass(frozen=True)
class Since:
    """How much was recorded after a moment."""

    lines: int
    reversals: int
    approvals: int

    @property
    def anything(self) -> bool:
        """Tell whether a run now could come to something else."""
        return bool(self.lines or self.reversals or self.approvals)


def since(moment: datetime) -> Since:
    """Count what was recorded after a moment."""
    return Since(
        SaleLine.objects.filter(recorded_at__gt=moment).count(),
        Reversal.objects.filter(at__gt=moment).count(),
        Approval.objects.filter(at__gt=moment).count(),
    )
