"""Problems with files as sentences: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from setia.catalog.sentences import SENTENCES as OF_PRODUCTS
from setia.intake.problem_codes import ALL as OF_READING
from setia.people.sentences import SENTENCES as OF_PEOPLE

SENTENCES: dict[str, str | Promise] = {
    "import.kind_unknown": _("Choose whether the file brings sales, people or products."),
    "import.source_missing": _(
        "Name the source of the file in at most 80 characters, for example “Toko Online”."
    ),
    "import.file_missing": _("Choose a file."),
    "import.file_empty": _("This file is empty."),
    "import.file_too_large": _(
        "This file is larger than %(most)s MB. Split it by month and import each part."
    ),
    "import.disk_full": _(
        "The disk of this computer is full, so nothing was stored. Make room and try again."
    ),
    "import.file_gone": _("The file itself is no longer stored. Hand it in again."),
    "import.answer_unknown": _("“%(answer)s” is no answer. Allowed: %(allowed)s."),
    "import.answer_unasked": _("This file asks nothing about %(answer)s."),
    "import.questions_open": _("Answer the open questions first."),
    "import.broken_off": _(
        "The work was broken off. Nothing was imported half; you can start it again."
    ),
    "import.register_too_large": _(
        "More than %(most)s people or products in one file. Split it and import each part."
    ),
    "import.decided_already": _("The file %(file)s was imported or discarded already."),
    "import.changed_meanwhile": _(
        "Somebody changed how %(file)s is read. Look at the preview again, then decide."
    ),
    "import.file_known": _(
        "Exactly this file was imported already. Nothing was changed. Undo that import first "
        "if you want it in again."
    ),
    "import.world_changed": _(
        "The books changed since this preview, so nothing was imported. Make the preview anew."
    ),
    "import.staging_lost": _("The preview is too old. Make it anew, then import."),
    "import.not_imported": _(
        "The file %(file)s was not imported, so nothing can be undone."
    ),
    "import.undone_already": _("The import of %(file)s was undone already."),
    "import.undo_only_sales": _(
        "Only imports of sales can be undone. Correct people and products on their pages."
    ),
    "import.reason_missing": _("Say in a few words why the import is undone."),
    "import.two_ways": _(
        "Order %(code)s says something else in this line than in row %(row)s, with the same "
        "line number. Leave only the right one."
    ),
    "import.seller_unknown": _("Nobody has the id %(code)s (seller)."),
    "import.buyer_unknown": _("Nobody has the id %(code)s (buyer)."),
    "import.product_unknown": _("There is no product with the code %(code)s."),
    "import.code_twice": _("The code %(code)s stands in row %(row)s already."),
}

OWN_WORDS = ("what", "column")


class _Dots(dict[str, str]):
    """Stands for whatever a sentence would name."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(code: str, params: Mapping[str, Any]) -> str:
    """Return the sentence of a problem in the reader's language."""
    # What a file looks like and what a column is called are words of our own.
    own = {name: _now(str(params[name])) for name in OWN_WORDS if name in params}
    params = params if isinstance(params, _Dots) else {**params, **own}
    for known in (SENTENCES, OF_PEOPLE, OF_PRODUCTS):
        if code in known:
            return str(known[code]) % params
    if code in OF_READING:
        # The sentences of reading are message ids; their translations are ours.
        return _now(OF_READING[code]) % params
    return _now("Something is wrong here (%(code)s).") % {"code": code}


def reason_of(code: str) -> str:
    """Return the sentence of a problem without its particulars, for many rows at once."""
    return sentence(code, _Dots())
