"""Problems and alerts of the market as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "market.price": _("Write a price above 0."),
    "market.quantity": _("Write a quantity that is not below 0."),
    "market.place_missing": _("Say where: at whom, or at which place."),
    "market.seen_in_future": _("What lies ahead was not seen yet."),
    "market.source_unknown": _("Choose how it was seen."),
    "market.key_reused": _("This observation was noted already with other figures."),
    "market.rule_limits": _("Write a figure from %(least)s to %(most)s."),
    "market.price_under_list": _(
        "%(product)s was seen at %(where)s for %(price_minor)s, %(under_share)s below the list"
        " price of %(list_minor)s."
    ),
    "market.price_swing": _(
        "%(product)s at %(where)s went from %(before_minor)s to %(price_minor)s"
        " (%(change_share)s) since %(before_on)s."
    ),
    "market.foreign_sales": _(
        "%(seller)s sold for %(revenue_minor)s to people of %(holder)s in %(area)s in %(sold_month)s."
    ),
    "market.still_stock": _(
        "%(party)s has %(stock_milli)s of %(product)s, enough for %(weeks_number)s weeks, while"
        " %(program)s asks for more."
    ),
    "market.dead_stock": _(
        "%(party)s has %(stock_milli)s of %(product)s and sold none for %(weeks_number)s weeks, while"
        " %(program)s asks for more."
    ),
    "market.net_gap": _(
        "%(party)s paid %(net_minor)s after all rewards for what others paid %(others_minor)s:"
        " %(under_share)s less."
    ),
}
