"""Problems of this room as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "backtest.not_promised": _(
        "Nobody has approved this program, so there is nothing to look back at."
    ),
    "backtest.not_over": _("No window of this program is over yet. Ask again once one is."),
    "backtest.window_unknown": _("This program has no window that ended on %(day)s."),
    "backtest.running": _("This program is being looked at already. Wait for it."),
    "backtest.broken_off": _(
        "Looking back was broken off, and nothing was kept. Ask again."
    ),
    "backtest.facts": _("The sales could not be read, so nothing was kept."),
    "holdout.drawn_already": _(
        "Chance has decided for %(program)s already. Drawing again would not be chance."
    ),
    "holdout.too_late": _(
        "%(program)s has begun. Who goes without has to be drawn before its first day."
    ),
    "holdout.too_few": _(
        "%(eligible)s parties are eligible, so %(drawn)s would be left out. At least ten have to be."
    ),
    "holdout.percent": _("Choose between 5 and 50 percent."),
}
