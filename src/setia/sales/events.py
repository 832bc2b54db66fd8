"""What happens to sales and payments."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event
from setia.sales.models.payment import PaymentMethod

LINES_RECORDED = event(
    "sale.recorded", _("%(actor)s booked %(lines)s sale lines from %(source)s.")
)
LINE_CORRECTED = event(
    "sale.corrected", _("%(actor)s corrected line %(line)s of order %(order)s: %(reason)s")
)
ORDER_REVERSED = event(
    "sale.reversed", _("%(actor)s reversed order %(order)s, %(lines)s lines: %(reason)s")
)
PAYMENT_RECORDED = event(
    "payment.recorded",
    _("%(actor)s recorded a payment for order %(order)s (%(method)s)."),
    method=PaymentMethod,
)
PAYMENT_CHECKED = event(
    "payment.checked", _("%(actor)s saw the transfer for order %(order)s on the account.")
)
PAYMENT_VOIDED = event(
    "payment.voided", _("%(actor)s voided a payment of order %(order)s: %(reason)s")
)
