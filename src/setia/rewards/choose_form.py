"""The form on which somebody chooses from a menu, for every face that draws one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from setia.rewards.choose_reward import LONGEST_KEY
from setia.rewards.menus import Dish
from setia.rewards.models import MenuItem


class ChooseForm(forms.Form):
    """Which reward; the key makes that the same form chooses once."""

    item = forms.TypedChoiceField(
        label=_("Reward"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("The menu changed. Look again before you choose.")
        },
    )
    wish = forms.CharField(
        label=_("Size, colour or address"),
        required=False,
        max_length=300,
        help_text=_("What we need to know to send the right thing to the right place."),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_KEY)

    def __init__(
        self, data: QueryDict | None, dishes: Sequence[Dish], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.items = {one.item.pk: one.item for one in dishes}
        field: Any = self.fields["item"]
        field.choices = [(one.item.pk, str(one.item.reward)) for one in dishes]

    def item_chosen(self) -> MenuItem:
        """Return which item of the menu was chosen."""
        return self.items[self.cleaned_data["item"]]
