"""What a file brings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchKind(models.TextChoices):
    """What the rows of a file are."""

    SALES = "sales", _("Sales")
    PARTIES = "parties", _("People")
    PRODUCTS = "products", _("Products")
