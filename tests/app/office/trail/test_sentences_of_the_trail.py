"""An act is told in the language of who reads it, whatever the actor spoke."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_party, an_actor
from django.utils import translation

from setia.core.events import KINDS
from setia.core.models import TrailEntry
from setia.core.record_event import record_event
from setia.office.trail.told import told
from setia.people.change_attribute import change_attribute

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("spoken", ["id", "en"])
@pytest.mark.parametrize(
    ("read", "sentence"),
    [
        ("id", "Ibu Ratna menetapkan Wilayah Toko R-1 menjadi “Bali” sejak 1 Okt 2026."),
        ("en", "Ibu Ratna set Territory of Toko R-1 to “Bali” from 1 Oct 2026 on."),
    ],
)
def test_a_change_reads_in_the_readers_language(spoken, read, sentence):
    party = a_party("R-1")
    with translation.override(spoken):
        change_attribute(party, "territory", "Bali", date(2026, 10, 1), an_actor())
    with translation.override(read):
        assert told(TrailEntry.objects.get(act="party.attribute_changed")) == sentence


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", sorted(KINDS))
def test_an_act_whose_entry_lacks_a_figure_is_told_all_the_same(code, language):
    record_event(KINDS[code], an_actor(), ("thing", 1), {})
    with translation.override(language):
        assert told(TrailEntry.objects.get()).startswith("Ibu Ratna")
