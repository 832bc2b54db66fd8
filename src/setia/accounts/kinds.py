"""What large accounts are told of: the kinds of alerts of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.alerts.kinds import alert_kind

ACCOUNT_COMPLAINS = alert_kind("account_complains", _("A large account complains"))
ACCOUNT_DIPS = alert_kind("account_dips", _("A large account sells less"))
ACCOUNT_DISPUTES = alert_kind("account_disputes", _("A large account disputes an award"))
ACCOUNT_WAITS = alert_kind("account_waits", _("A large account waits"))
