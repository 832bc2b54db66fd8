"""Forms of imports."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.intake.choices import CORRECT, KEEP
from setia.intake.models import BatchKind
from setia.intake.take_in_file import ALSO_NEEDED
from setia.people.models.party import PartyRole

READABLE = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods"


class FileForm(forms.Form):
    """A file, what it brings, and where it is from."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput({"accept": READABLE}),
        help_text=_("A CSV or Excel file, as it is. You see everything before it counts."),
    )
    kind = forms.ChoiceField(label=_("It brings"), choices=BatchKind.choices)
    source = forms.CharField(
        label=_("Where it is from"),
        max_length=80,
        widget=forms.TextInput({"list": "sources", "autocomplete": "off"}),
        help_text=_("How files from here are read is remembered under this name."),
    )

    def offer_to(self, actor: Actor) -> None:
        """Leave out kinds that the actor may not write."""
        kinds = self.fields["kind"]
        if isinstance(kinds, forms.ChoiceField):
            kinds.choices = [
                (value, label)
                for value, label in BatchKind.choices
                if actor.may(ALSO_NEEDED.get(value, "import.run"))
            ]

    def clean_file(self) -> object:
        """Refuse at once what is too large."""
        file = self.cleaned_data["file"]
        most = settings.UPLOAD_MOST_BYTES
        if file.size > most:
            raise forms.ValidationError(
                _(
                    "This file is larger than %(most)s MB. Split it by month and import "
                    "each part."
                )
                % {"most": most // 1024 // 1024}
            )
        return file


class ChoicesForm(forms.Form):
    """What happens with lines that say something else, and with unknown names."""

    conflicts = forms.ChoiceField(
        label=_("Lines that say something else than before"),
        choices=[
            (KEEP, _("Keep what is in the books")),
            (CORRECT, _("Correct the books: reverse the old line, book the new one")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    create_parties = forms.BooleanField(
        label=_("Register sellers and buyers whom nobody knows"), required=False
    )
    seller_role = forms.ChoiceField(
        label=_("New sellers are"), choices=PartyRole.choices, required=False
    )
    buyer_role = forms.ChoiceField(
        label=_("New buyers are"), choices=PartyRole.choices, required=False
    )
    create_products = forms.BooleanField(
        label=_("Register products that nobody knows"), required=False
    )


class UndoForm(forms.Form):
    """Why an import is undone."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("It stays in the trail, for those who wonder later."),
    )
