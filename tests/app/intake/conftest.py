"""A business with one seller and one product, and a desk where files are handed in."""

from __future__ import annotations

import builders
import pytest
from intake_rows import Desk

from setia.intake import preview_batch as previewing


@pytest.fixture
def desk(own_business, monkeypatch):
    builders.a_party("R1")
    builders.a_product("P1")
    found = Desk()
    monkeypatch.setattr(previewing, "stage_batch", found.stage)
    return found
