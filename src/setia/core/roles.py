"""Who works with Setia: the eight roles of people who sign in."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person is to the business; decides what they see and may do."""

    OWNER = "owner", _("Owner")
    CHANNEL_MANAGER = "channel_manager", _("Channel manager")
    SALESPERSON = "salesperson", _("Salesperson")
    FINANCE = "finance", _("Finance")
    SUPPORT = "support", _("Support")
    CASHIER = "cashier", _("Cashier")
    PARTNER = "partner", _("Partner")
    SUPPLIER = "supplier", _("Supplier")
