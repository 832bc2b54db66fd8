"""People from spreadsheets: numbers in any spelling, several in a cell, spoiled ones told."""

from __future__ import annotations

import builders
import pytest

from setia.intake.choose_mapping import choose_mapping
from setia.intake.commit_batch import commit_batch
from setia.intake.preview_batch import preview_batch
from setia.intake.propose_mapping import propose_mapping
from setia.intake.take_in_file import take_in_file
from setia.people.models import Contact, Party

BY = builders.an_actor()
HEAD = "Kode;Nama;Peran;No HP;Email;Atasan\n"


@pytest.fixture
def come_in(own_business):
    def run(*rows):
        content = (HEAD + "\n".join(rows) + "\n").encode()
        batch = take_in_file("parties", "Toko", "mitra.csv", [content], BY)
        batch = choose_mapping(batch, propose_mapping(batch), BY, batch.version)
        batch = preview_batch(batch, BY)
        commit_batch(batch, BY, batch.version)
        return batch.summary

    return run


def numbers() -> list[str]:
    return sorted(Contact.objects.values_list("normal", flat=True))


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("0812 3456 7890", ["+6281234567890"]),
        ("'081234567890", ["+6281234567890"]),
        ("6281234567890", ["+6281234567890"]),
        ("81234567890", ["+6281234567890"]),
        ("0812-3456-7890 / 0813-1111-2222", ["+6281234567890", "+6281311112222"]),
        ("0812-3456-7890, 0812 3456 7890", ["+6281234567890"]),
        ("0812-3456-7890 atau 0813-1111-2222", ["+6281234567890", "+6281311112222"]),
        ("", []),
    ],
)
def test_numbers_come_in_whatever_the_spelling(come_in, cell, found):
    summary = come_in(f"R-1;Budi;reseller;{cell};;")
    assert (summary["refused"], numbers()) == (0, found)


@pytest.mark.parametrize("cell", ["6,28123E+12", "6.28123E+12", "tidak ada", "123"])
def test_a_number_that_is_none_is_refused_with_its_row(come_in, cell):
    summary = come_in(f"R-1;Budi;reseller;{cell};;", "R-2;Siti;reseller;;;")
    assert summary["refused"] == 1
    assert list(Party.objects.values_list("code", flat=True)) == ["R-2"]


def test_an_upline_may_stand_below_in_the_same_file(come_in):
    come_in("R-1;Budi;reseller;;;D-1", "D-1;Distributor;distributor;;;")
    assert Party.objects.get(code="R-1").parent.code == "D-1"


def test_a_code_twice_is_told_and_the_first_counts(come_in):
    summary = come_in("R-1;Budi;reseller;;;", "R-1;Budi lagi;reseller;;;")
    assert (summary["refused"], Party.objects.get().name) == (1, "Budi")


def test_who_is_known_gains_a_number_and_keeps_the_name(come_in):
    builders.a_party("R-1", "Bu Siti")
    come_in("R-1;Siti Baru;reseller;0812 3456 7890;;")
    assert (Party.objects.get().name, numbers()) == ("Bu Siti", ["+6281234567890"])
