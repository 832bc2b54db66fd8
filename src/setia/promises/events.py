"""What happens to promises and deliveries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event
from setia.promises.models import PromiseKind

PROMISE_MADE = event(
    "promise.made", _("%(actor)s promised %(to)s: %(kind)s by %(due)s."), kind=PromiseKind
)
PROMISE_KEPT = event(
    "promise.kept",
    _("%(actor)s noted that a promise to %(to)s was kept: %(kind)s."),
    kind=PromiseKind,
)
PROMISE_EXCUSED = event(
    "promise.excused",
    _("%(actor)s told %(to)s why a promise broke: %(kind)s."),
    kind=PromiseKind,
)
PROMISE_RELEASED = event(
    "promise.released",
    _("%(actor)s noted that %(to)s no longer needs a promise: %(kind)s."),
    kind=PromiseKind,
)
DELIVERY_PROMISED = event(
    "delivery.promised", _("%(actor)s promised %(to)s a delivery of %(order)s by %(due)s.")
)
DELIVERY_ARRIVED = event(
    "delivery.arrived", _("%(actor)s noted what arrived of %(order)s at %(to)s.")
)
ARRIVAL_STRUCK = event(
    "delivery.arrival_struck", _("%(actor)s struck out an arrival of %(order)s at %(to)s.")
)
