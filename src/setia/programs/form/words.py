"""What the fields of a plan are called, and what they ask for.

The key is the part of the language and the field in it. A field that stands in no dictionary
is called by its key, so that a new one can be filled in before anybody has named it.
"""

from __future__ import annotations

from django.utils.functional import Promise

from setia.programs.form.words_of_choices import CHOICES, CHOICES_OF
from setia.programs.form.words_of_rewards import REWARDS
from setia.programs.form.words_of_terms import TERMS

Words = tuple[str | Promise, str | Promise]
WORDS: dict[str, Words] = {**TERMS, **REWARDS}


def label_of(key: str) -> str:
    """Return what a field is called; its key where nobody has named it."""
    return str(WORDS[key][0]) if key in WORDS else key.rsplit(".", 1)[-1].partition(":")[0]


def hint_of(key: str) -> str:
    """Return what a field asks for, where that is worth a sentence."""
    return str(WORDS[key][1]) if key in WORDS else ""


def choice_words(key: str, value: str) -> str:
    """Return what a choice is called in a field; the value where nobody has named it."""
    owner = key.partition(":")[0]
    return str(CHOICES_OF.get(f"{owner}={value}") or CHOICES.get(value) or value or "–")
