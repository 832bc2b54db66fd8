"""Forms of rewards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from setia.documents.kept_photo import MOST_BYTES
from setia.people.models import Party
from setia.programs.ask_opt_in import LONGEST, Terms
from setia.rewards.add_reward import RewardDraft
from setia.rewards.confirm_handover import Proof
from setia.rewards.fulfil_choice import Sending
from setia.rewards.models import How, Reward, RewardKind
from setia.rewards.set_menu import Dish as Wish
from setia.rewards.set_menu import MenuDraft
from setia.ui.fields import RupiahField

MEGABYTE = 1024 * 1024
MOST_POINTS = 10**9


def day_input() -> forms.DateInput:
    """Return the box in which a day is chosen."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class RewardForm(forms.Form):
    """A reward of the catalogue; the version guards against two at once."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=60,
        help_text=_("Small letters, digits and hyphens; it stays."),
    )
    kind = forms.ChoiceField(
        label=_("What it is"), choices=RewardKind.choices, initial=RewardKind.GOODS
    )
    title_id = forms.CharField(label=_("Name in Indonesian"), max_length=120)
    title_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    about_id = forms.CharField(
        label=_("What one gets, in Indonesian"), max_length=500, required=False
    )
    about_en = forms.CharField(
        label=_("What one gets, in English"), max_length=500, required=False
    )
    worth = RupiahField(label=_("Worth"), help_text=_("Of money: what is paid."))
    cost = RupiahField(
        label=_("Costs you"),
        required=False,
        help_text=_("For one piece; empty means as much as it is worth."),
    )
    supplier = forms.CharField(label=_("Supplier (code)"), max_length=64, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_supplier(self) -> Party | None:
        """Find who delivers it."""
        code = self.cleaned_data["supplier"].strip()
        found = Party.objects.filter(code=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError(
                _now("There is nobody with the code %(code)s."), "", {"code": code}
            )
        return found

    def draft(self) -> RewardDraft:
        """Return what was filled in."""
        filled = self.cleaned_data
        names = ("kind", "title_id", "title_en", "about_id", "about_en", "supplier")
        worth, cost = filled["worth"], filled["cost"]
        return RewardDraft(
            **{name: filled[name] for name in names},
            worth_minor=worth,
            cost_minor=worth if cost is None else cost,
        )


class StockForm(forms.Form):
    """Pieces that came, or that are gone; ``seen`` is the last movement that one saw."""

    what = forms.ChoiceField(
        label=_("What happened"),
        choices=[("received", _("Pieces came")), ("written_off", _("Pieces are gone"))],
    )
    pieces = forms.IntegerField(label=_("How many"), min_value=1, max_value=1_000_000)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        help_text=_("Needed where pieces are gone."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MenuForm(forms.Form):
    """What may be chosen in a program, until when; of points with a price for each."""

    until = forms.DateField(label=_("To be chosen until"), widget=day_input())
    within = forms.IntegerField(
        label=_("Promised within so many days"), min_value=0, max_value=365
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None,
        rewards: Sequence[Reward],
        unit: str,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self.rewards = rewards
        if unit == "goods":
            self.fields["rewards"] = forms.MultipleChoiceField(
                label=_("Rewards"),
                choices=[(one.code, _called(one)) for one in rewards],
                widget=forms.CheckboxSelectMultiple,
                help_text=_("One piece that was earned is one choice."),
            )
        for one in rewards if unit == "points" else ():
            if one.has_stock:
                self.fields[f"price-{one.code}"] = forms.IntegerField(
                    label=_called(one),
                    required=False,
                    min_value=1,
                    max_value=MOST_POINTS,
                    help_text=_("Price in points; empty: not on the menu."),
                )

    def draft(self) -> MenuDraft:
        """Return what was filled in."""
        filled = self.cleaned_data
        chosen = filled.get("rewards", ())
        dishes = [Wish(one) for one in self.rewards if one.code in chosen]
        dishes += [
            Wish(one, filled[f"price-{one.code}"] * 100)
            for one in self.rewards
            if filled.get(f"price-{one.code}")
        ]
        return MenuDraft(filled["until"], filled["within"], dishes, filled["seen"] or 0)


def _called(reward: Reward) -> str:
    return f"{reward.title} ({reward.get_kind_display()})"


class SendForm(forms.Form):
    """How a reward goes out."""

    sent_on = forms.DateField(label=_("Sent on"), widget=day_input())
    how = forms.ChoiceField(label=_("Sent how"), choices=How.choices)
    reference = forms.CharField(
        label=_("Tracking number or booking"),
        required=False,
        max_length=60,
        help_text=_("Of a card only the last digits."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def sending(self) -> Sending:
        """Return what was filled in."""
        filled = self.cleaned_data
        names = ("sent_on", "how", "reference", "note")
        return Sending(**{name: filled[name] for name in names})


class ProofForm(forms.Form):
    """What proves that somebody has their reward."""

    day = forms.DateField(label=_("Handed over on"), widget=day_input())
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("Or the name and words below. Where it was taken is not kept."),
    )
    received_by = forms.CharField(label=_("Received by"), required=False, max_length=150)
    words = forms.CharField(
        label=_("What they said or signed"), required=False, max_length=300
    )

    def clean_photo(self) -> bytes:
        """Return the picture's content."""
        file = self.cleaned_data["photo"]
        if not file:
            return b""
        if file.size > MOST_BYTES:
            most = {"most": MOST_BYTES // MEGABYTE}
            raise forms.ValidationError(
                _now("A photo may have at most %(most)s MB."), "", most
            )
        data: bytes = file.read()
        return data

    def proof(self) -> Proof:
        """Return what was brought."""
        filled = self.cleaned_data
        names = ("day", "received_by", "words", "photo")
        return Proof(**{name: filled[name] for name in names})


class OptInForm(forms.Form):
    """Until when one may join, and what one agrees to."""

    until = forms.DateField(label=_("To join until"), widget=day_input())
    text_id = forms.CharField(
        label=_("What they agree to, in Indonesian"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    text_en = forms.CharField(
        label=_("What they agree to, in English"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def terms(self) -> Terms:
        """Return what was filled in."""
        filled = self.cleaned_data
        texts = (filled["text_id"], filled["text_en"])
        return Terms(filled["until"], *texts, filled["seen"] or 0)
