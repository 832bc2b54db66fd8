"""What happens in this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

HOLDOUT_DRAWN = event(
    "holdout.drawn",
    _(
        "%(actor)s had %(drawn)s of %(eligible)s parties drawn to be left out of %(program)s."
    ),
)
BACKTEST_RUN = event("backtest.run", _("%(actor)s asked what %(program)s did."))
