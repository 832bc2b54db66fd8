"""Kinds of alerts that this room raises."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.alerts.kinds import alert_kind

PRICE_WAR = alert_kind("price_war", _("Price war"))
PRICE_SWING = alert_kind("price_swing", _("A price swings"))
FOREIGN_SALES = alert_kind("foreign_sales", _("Sales inside somebody’s area"))
STILL_STOCK = alert_kind("still_stock", _("Stock sits still under a target"))
NET_GAP = alert_kind("net_gap", _("A net price far below the others"))
