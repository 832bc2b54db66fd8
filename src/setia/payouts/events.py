"""What happens on the way to those who earned something."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event
from setia.payouts.models.payee import TaxKind

PAYOUT_PREPARED = event(
    "payout.prepared", _("%(actor)s prepared run %(run)s with %(payouts)s payouts.")
)
PAYOUT_APPROVED = event(
    "payout.approved", _("%(actor)s approved run %(run)s with %(payouts)s payouts.")
)
PAYOUT_CANCELLED = event(
    "payout.cancelled", _("%(actor)s cancelled run %(run)s: %(reason)s")
)
PAYOUT_CONFIRMED = event("payout.confirmed", _("Payout %(key)s to %(payee)s arrived."))
PAYOUT_FAILED = event("payout.failed", _("Payout %(key)s to %(payee)s failed: %(message)s"))
PAYOUT_RETRIED = event(
    "payout.retried", _("%(actor)s sent payout %(key)s to %(payee)s again.")
)
FILE_FETCHED = event(
    "payout.file_fetched", _("%(actor)s took bank file %(file)s of run %(run)s.")
)
SETTINGS_CHANGED = event(
    "payout.settings_changed", _("%(actor)s changed the settings of payouts.")
)
ACCOUNT_RECORDED = event(
    "payee.account_recorded", _("%(actor)s recorded a bank account of %(party)s.")
)
TAX_RECORDED = event(
    "payee.tax_recorded",
    _("%(actor)s recorded how %(party)s is taxed: %(kind)s."),
    kind=TaxKind,
)
GOODS_HANDED_OVER = event(
    "goods.handed_over", _("%(actor)s handed goods over to %(party)s.")
)
POINTS_SPENT = event("points.spent", _("%(actor)s spent points of %(party)s: %(reason)s"))
POINTS_GIVEN_BACK = event(
    "points.given_back", _("Points of %(party)s were given back: %(reason)s")
)
POINTS_EXPIRED = event("points.expired", _("Points of %(lots)s lots expired."))
PROGRAM_SETTLED = event("program.settled", _("%(actor)s settled the program %(program)s."))
