"""Which acts of the trail are told to other programs, and under which name.

To publish one more act, add one line. Names are for programs outside: they stay, also where
an act is renamed. What happened before an act was published is not told afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Published:
    """The type of message that an act becomes, and what it tells."""

    type: str
    says: str | Promise


PUBLISHED: Mapping[str, Published] = MappingProxyType(
    {
        "program.added": Published("program.added", _("A program was added.")),
        "program.approved": Published("program.approved", _("A program was approved.")),
        "program.retired": Published("program.retired", _("A program was retired.")),
        "close.run": Published("period.reviewed", _("A period was computed for review.")),
        "period.finalised": Published("period.finalised", _("A period became final.")),
        "period.reopened": Published("period.reopened", _("A period was opened again.")),
        "period.paid": Published("period.paid", _("A period was paid.")),
        "payout.approved": Published("payout.approved", _("A payout was approved.")),
        "payout.confirmed": Published("payout.confirmed", _("A payout arrived.")),
        "payout.failed": Published("payout.failed", _("A payout failed.")),
        "claim.raised": Published("claim.raised", _("A claim was raised.")),
        "claim.received": Published("claim.received", _("Money for a claim arrived.")),
        "dispute.raised": Published("dispute.raised", _("A dispute was raised.")),
        "dispute.settled": Published("dispute.settled", _("A dispute was settled.")),
        "program.joined": Published("program.joined", _("A partner joined a program.")),
        "reward.chosen": Published("reward.chosen", _("A reward was chosen.")),
        "reward.sent": Published("reward.sent", _("A reward was sent.")),
        "reward.handed_over": Published(
            "reward.handed_over", _("A reward was handed over.")
        ),
    }
)
TYPES: Mapping[str, str | Promise] = MappingProxyType(
    {one.type: one.says for one in PUBLISHED.values()}
)
"""Every type of message with what it tells."""
