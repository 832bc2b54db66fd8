"""Forms of programs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 400_000
LIVE = {
    "hx-post": reverse_lazy("office:program-reading"),
    "hx-trigger": "load, input changed delay:500ms",
    "hx-target": "#reading",
    "hx-sync": "this:replace",
}
"""The document is read while it is being written."""


class DocumentForm(forms.Form):
    """A plan document: written, pasted, or as a file."""

    text = forms.CharField(
        label=_("Plan document"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 22, "spellcheck": "false", "class": "code"} | LIVE),
    )
    file = forms.FileField(label=_("… or a file (YAML or JSON)"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for one of both, and read the file as text."""
        filled = super().clean() or {}
        file = filled.get("file")
        if file is not None:
            filled["text"] = _read(file)
        if not (filled.get("text") or "").strip():
            raise forms.ValidationError(_("Write a plan document, or choose a file."))
        return filled

    def document(self) -> str:
        """Return the document as text with lines ended one way."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")


class ChangeForm(forms.Form):
    """A change of a promise: its first day, and the reason."""

    from_date = forms.DateField(
        label=_("From"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The first day of a window; what was before stays as it was promised."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)


class VersionForm(ChangeForm, DocumentForm):
    """A change of a promise with the whole new document."""


def _read(file: Any) -> str:  # noqa: ANN401 - Django's uploaded file
    if file.size > MOST_BYTES:
        raise forms.ValidationError(_now("This file is too large to be a plan document."))
    try:
        text: str = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise forms.ValidationError(_now("This file is not text in UTF-8.")) from error
    return text
