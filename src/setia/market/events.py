"""What happens in the room of the market."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

PRICE_SEEN = event(
    "market.price_seen", _("%(actor)s noted a price of %(product)s seen at %(where)s.")
)
STOCK_SEEN = event(
    "market.stock_seen", _("%(actor)s noted the stock of %(product)s at %(party)s.")
)
MARKET_RULES_CHANGED = event(
    "market.rules_changed",
    _("%(actor)s changed from when on something of the market is told."),
)
