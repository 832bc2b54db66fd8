"""Forms of backtests."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.backtests.draw_holdout import LEAST, MOST


class HoldoutForm(forms.Form):
    """How many of those eligible go without."""

    percent = forms.IntegerField(
        label=_("Share that goes without, in percent"),
        min_value=LEAST,
        max_value=MOST,
        initial=10,
        help_text=_("Ten percent of many parties is usually enough; of few take more."),
    )
