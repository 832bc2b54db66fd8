"""Problems with sales and payments as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "line.order_missing": _("Give the order a number of at most 64 characters."),
    "line.number": _("A line number is a whole number."),
    "line.number_out_of_range": _("This number is larger than Setia can hold."),
    "line.twice": _("Order %(order)s holds line %(line)s twice."),
    "line.too_many": _("One call holds at most %(most)s lines; this one holds %(found)s."),
    "line.none": _("There is no line to book."),
    "line.seller_unknown": _("There is nobody with the code %(code)s to have sold this."),
    "line.buyer_unknown": _("There is nobody with the code %(code)s to have bought this."),
    "line.product_unknown": _("There is no product with the code %(code)s."),
    "line.differs": _(
        "Line %(line)s of order %(order)s is booked already with other content. Correct it, "
        "or leave it out."
    ),
    "line.too_long": _("This is longer than %(most)s characters."),
    "line.moment": _("Say when it was sold, with the offset from UTC."),
    "line.gone": _("This line was reversed in the meantime. Nothing was changed."),
    "line.reason_missing": _("Say why, for whoever looks at this later."),
    "order.nothing_stands": _("No line of this order stands."),
    "arrival.key_missing": _("A delivery needs a key of at most 120 characters."),
    "arrival.key_reused": _("This key was used before for something else."),
    "arrival.meanwhile": _("Somebody else booked the same lines at the same moment."),
    "payment.amount": _("An amount paid is more than 0."),
    "payment.method": _("“%(method)s” is no way of paying that we know."),
    "payment.order_unknown": _("There is no order %(order)s."),
    "payment.not_transfer": _("Only a transfer is checked."),
    "payment.checked_already": _("Somebody has checked this transfer already."),
    "payment.voided_already": _("This payment was voided already."),
}
