"""Problems of documents as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "document.no_pdf": _(
        "This machine lacks the libraries that draw PDF (Pango). "
        "Install them, or take the workbook."
    ),
    "photo.large": _("A photo may have at most %(most)s MB."),
    "photo.unreadable": _("This is no JPEG, PNG or WebP picture of a usual size."),
}
