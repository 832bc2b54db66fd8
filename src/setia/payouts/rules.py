"""The rules of the business for payouts, as they are in force."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from setia.payouts.models import PayoutSettings
from setia.payouts.withholding.read_table import read_table
from setia.payouts.withholding.table import Table

OWN_TABLE = "withholding.yaml"


def payout_settings() -> PayoutSettings:
    """Return the settings; as long as nobody changed them, those that we ship."""
    return PayoutSettings.objects.filter(pk=1).first() or PayoutSettings(pk=1)


def withholding_table() -> Table:
    """Return the business's own table of withholding tax, else the one that is shipped.

    Its own is ``withholding.yaml`` in the home folder.

    Raises:
        Refused: The file cannot be read or is not plain.
    """
    own = Path(settings.HOME) / OWN_TABLE
    return read_table(own if own.is_file() else None)
