"""Forms of what the office does for partner pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.catalog.models import Product
from setia.partners.decide_application import Joining
from setia.partners.keep_material import LONGEST_TEXT, LONGEST_TITLE, MaterialDraft
from setia.partners.models import JoiningReason, LeaderboardNames, Material
from setia.programs.models import Program


def _day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class ApprovalForm(forms.Form):
    """As what somebody joins."""

    category = forms.CharField(
        label=_("Category"),
        max_length=60,
        required=False,
        help_text=_("Such as core, side job, promo only; programs can be for a category."),
    )
    territory = forms.CharField(label=_("Territory"), max_length=80, required=False)
    reason = forms.ChoiceField(
        label=_("Why they join, as we see it"), choices=JoiningReason.choices
    )

    def joining(self) -> Joining:
        """Return what was filled in."""
        return Joining(**self.cleaned_data)


class RefusalForm(forms.Form):
    """Why somebody is declined."""

    reason = forms.ChoiceField(
        label=_("Why they want to join, as we see it"), choices=JoiningReason.choices
    )
    why = forms.CharField(
        label=_("Why not"), max_length=300, widget=forms.Textarea({"rows": 2})
    )


class MaterialForm(forms.Form):
    """A text to share, with a picture where there is one."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    text_id = forms.CharField(
        label=_("Text in Indonesian"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("As it goes into the chat, with its link and its *bold* words."),
    )
    text_en = forms.CharField(
        label=_("Text in English"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, at most 8 MB; it is made smaller for phones."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    without_picture = forms.BooleanField(label=_("Without a picture"), required=False)
    product = forms.ModelChoiceField(
        label=_("About the product"), queryset=Product.objects.none(), required=False
    )
    program = forms.ModelChoiceField(
        label=_("About the program"), queryset=Program.objects.none(), required=False
    )
    from_date = forms.DateField(label=_("From"), required=False, widget=_day_input())
    to_date = forms.DateField(label=_("Until"), required=False, widget=_day_input())
    version = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's
        super().__init__(*args, **kwargs)
        for name, model in (("product", Product), ("program", Program)):
            field: Any = self.fields[name]
            field.queryset = model.objects.order_by("pk")

    def draft(self, picture: str) -> MaterialDraft:
        """Return what was filled in, with the name of the picture that was kept."""
        names = (
            *("title", "text_id", "text_en", "product", "program"),
            *("from_date", "to_date"),
        )
        told = {name: self.cleaned_data[name] for name in names}
        return MaterialDraft(picture=picture, **told)


def filled_material(material: Material) -> dict[str, Any]:
    """Return a material as the form shows it."""
    names = ("title", "text_id", "text_en", "from_date", "to_date", "version")
    first = {name: getattr(material, name) for name in names}
    return first | {"product": material.product_id, "program": material.program_id}


class RulesForm(forms.Form):
    """What partner pages show of others."""

    leaderboard_names = forms.ChoiceField(
        label=_("On leaderboards a partner sees"),
        choices=LeaderboardNames.choices,
        widget=forms.RadioSelect,
        help_text=_("With initials or names they see what the first ones sold, too."),
    )
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
