"""People as a file: all that the actor sees, and harmless to open."""

from __future__ import annotations

import csv
import io

import pytest
from builders import NOON, a_party, an_actor
from python_calamine import CalamineWorkbook

from setia.core.errors import NotPermitted
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.people.export_parties import COLUMNS, export_csv, export_xlsx
from setia.people.models import Contact, Party

BY = an_actor()
pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    above = a_party("D-1", "Distributor", role="distributor")
    party = a_party("R-1", "=HYPERLINK(1)", tier="@emas", parent=above)
    Contact.objects.create(
        party=party, kind="phone", value="x", normal="+6281234567890", added_at=NOON
    )
    return Party.objects.all()


def as_csv(rows) -> list[list[str]]:
    text = "".join(export_csv(rows, BY))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_cell_that_would_be_computed_is_made_harmless(people):
    rows = as_csv(people)
    assert rows[0] == list(COLUMNS)
    assert rows[2][:4] == ["R-1", "'=HYPERLINK(1)", "reseller", "'@emas"]
    assert rows[2][COLUMNS.index("parent")] == "D-1"
    assert rows[2][COLUMNS.index("phone")] == "'+6281234567890"


def test_a_workbook_holds_text_only(people):
    with export_xlsx(people, BY) as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert rows[2][1] == "=HYPERLINK(1)"
    assert rows[2][COLUMNS.index("phone")] == "+6281234567890"


def test_an_export_is_in_the_trail(people):
    as_csv(people)
    assert TrailEntry.objects.get(act="party.exported").params == {
        "count": 2,
        "format": "CSV",
    }


@pytest.mark.parametrize("role", [Role.SALESPERSON, Role.FINANCE, Role.PARTNER])
def test_few_may_export(people, role):
    with pytest.raises(NotPermitted):
        export_csv(people, an_actor(role))
    with pytest.raises(NotPermitted):
        export_xlsx(people, an_actor(role))
