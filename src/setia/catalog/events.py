"""What happens to products."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

PRODUCT_ADDED = event("product.added", _("%(actor)s added the product %(product)s."))
PRODUCT_CHANGED = event("product.changed", _("%(actor)s changed the product %(product)s."))
PRODUCTS_BROUGHT_IN = event(
    "product.bulk_registered",
    _("%(actor)s brought in %(new)s new products and refreshed %(changed)s."),
)
