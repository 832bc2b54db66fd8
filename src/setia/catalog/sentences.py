"""Problems with products as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "product.code_missing": _("Give the product a code of at most 64 characters."),
    "product.name_missing": _("Give the product a name of at most 160 characters."),
    "product.name_unreadable": _(
        "The name holds a character that cannot be shown. Type the name anew."
    ),
    "product.too_long": _("This is longer than %(most)s characters."),
    "product.amount": _("An amount of money is 0 or more."),
    "product.supplier_unknown": _("There is no supplier with the code %(code)s."),
    "product.code_taken": _("There is a product with the code %(code)s already."),
    "product.changed_meanwhile": _(
        "Somebody else changed this product in the meantime. Look at it again, then decide."
    ),
}
