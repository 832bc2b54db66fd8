"""A file on its way through the pages: handed in, checked, seen, imported, undone."""

from __future__ import annotations

import io
from pathlib import Path

import builders
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from setia.core.models import Business, User
from setia.intake.models import Batch, Source, Stage
from setia.people.models import Contact, Party
from setia.sales.models import SaleLine

MESSY = """\
Laporan Penjualan;;;;;;
Agustus 2026;;;;;;
;;;;;;
No Faktur;Tanggal;Kode Reseller;Pelanggan;Kode Barang;Qty;Total
F-001;25/08/2026;R1;;P1;2;Rp 50.000
F-001;25/08/2026;R1;;P1;1;Rp25.000,-
F-002;26/08/2026;R9;;P1;1;25.000
F-003;27/08/2026;R1;;P1;1;1.234.567,89
Total;;;;;5;Rp 1.334.567,89
"""
AMBIGUOUS = """\
No Faktur,Tanggal,Kode Reseller,Kode Barang,Qty,Total
F-001,01/02/2026,R1,P1,1,25000
"""


@pytest.fixture
def owner(client, own_business, settings):
    # What is served beside the pages is collected by the command, not by the tests.
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    Business.objects.create(pk=1, name="Setia Jaya", founded_at=builders.NOON)
    user = User.objects.create_user("ratna", password="x", role="owner", language="en")  # noqa: S106 - of a test
    client.force_login(user)
    builders.a_party("R1")
    builders.a_product("P1")
    return client


def hand_in(client, content, name="penjualan.csv", kind="sales", source="Toko"):
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, content)
    fields = {"file": file, "kind": kind, "source": source}
    return client.post(reverse("office:import-new"), fields)


def settings_of(page):
    """Return the fields of the page of the mapping as a browser would send them."""
    fields, found = page.context["fields"], {"form": page.context["fields"]["form"]}
    for name in ("encoding", "delimiter", "sheet", "header", "found", "hidden"):
        found[name] = fields[name]
    for target in page.context["targets"]:
        chosen = target["chosen"]
        if chosen is not None and chosen.at >= 0:
            name = target["column"].name
            found[f"at:{name}"] = str(chosen.at)
            found[f"style:{name}"], found[f"order:{name}"] = chosen.style, chosen.order
    found["version"] = str(page.context["batch"].version)
    return found


def go_on(client, batch, **more):
    address = reverse("office:import-mapping", args=[batch.pk])
    fields = settings_of(client.get(address))
    return client.post(address, {**fields, **more, "act": "go"})


def commit(client, batch):
    batch.refresh_from_db()
    address = reverse("office:import-commit", args=[batch.pk])
    return client.post(address, {"version": batch.version}, follow=True)


def test_a_messy_file_comes_in_from_the_page_and_is_undone(owner):
    hand_in(owner, MESSY)
    batch = Batch.objects.get()

    seen = go_on(owner, batch)
    preview = owner.get(seen.url)
    refused = owner.get(reverse("office:import-refused", args=[batch.pk]))
    result = commit(owner, batch)
    undo = reverse("office:import-undo", args=[batch.pk])
    told = owner.get(undo)
    owner.post(undo, {"reason": "wrong file"})

    assert "Nobody has the id … (seller)." in preview.content.decode()
    lines = b"".join(refused.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("7,seller")
    assert "Imported" in result.content.decode()
    assert list(
        SaleLine.objects.order_by("order_id", "line_no").values_list(
            "order_id", "line_no", "amount_minor"
        )
    ) == [("F-001", 1, 5_000_000), ("F-001", 2, 2_500_000), ("F-003", 1, 123_456_789)]
    assert "Rp1,309,567.89" in told.content.decode()
    assert not SaleLine.objects.standing().exists()
    assert Batch.objects.with_records().get().stage == Stage.UNDONE


def test_what_has_two_readings_is_asked_and_never_guessed(owner):
    hand_in(owner, AMBIGUOUS)
    batch = Batch.objects.get()

    asked = go_on(owner, batch)
    batch.refresh_from_db()
    untouched = batch.mapping
    go_on(owner, batch, **{"answer:question.date_order:sold_at": "day"})
    commit(owner, batch)

    assert asked.status_code == 422
    assert "Is the day or the month first in “Tanggal”?" in asked.content.decode()
    assert untouched is None
    assert SaleLine.objects.get().sold_at.astimezone().date().isoformat() == "2026-02-01"


def test_the_mapping_is_remembered_for_the_next_file_from_the_source(owner):
    hand_in(owner, AMBIGUOUS)
    go_on(owner, Batch.objects.get(), **{"answer:question.date_order:sold_at": "month"})

    hand_in(owner, AMBIGUOUS.replace("F-001", "F-002"))
    batch = Batch.objects.first()
    seen = go_on(owner, batch)

    assert Source.objects.get().mapped_by == "ratna"
    assert seen.status_code == 302
    batch.refresh_from_db()
    assert batch.mapping["columns"]["sold_at"]["order"] == "month"


def test_another_header_row_makes_the_columns_be_guessed_anew(owner):
    hand_in(owner, MESSY)
    batch = Batch.objects.get()
    address = reverse("office:import-mapping", args=[batch.pk])
    fields = settings_of(owner.get(address))

    page = owner.post(address, {**fields, "header": "1", "act": "look"})
    back = owner.post(address, {**settings_of(page), "header": "4", "act": "go"})

    assert back.status_code == 200
    assert [one.at for one in page.context["missing"]] != []
    assert list(back.context["missing"]) == []


def test_a_file_that_is_no_table_is_told_and_leaves_nothing(owner):
    hand_in(owner, b"%PDF-1.7 nothing", name="laporan.xlsx")

    page = owner.get(reverse("office:import-mapping", args=[Batch.objects.get().pk]))

    assert page.status_code == 422
    assert "This is no table" in page.content.decode()


def test_a_file_that_is_too_large_is_refused_on_the_form(owner, settings):
    settings.UPLOAD_MOST_BYTES = 10

    page = hand_in(owner, MESSY)

    assert page.status_code == 422
    assert not Batch.objects.exists()


def test_people_come_in_with_their_numbers(owner):
    content = "Kode,Nama,Peran,No HP,Wilayah\nR1,Sari,reseller,0812 3456 7890,Bogor\n"
    content += "R7,Dewi,reseller,bukan nomor,Bogor\nR8,Tuti,agen,+62 813-1111-2222,Depok\n"
    hand_in(owner, content, kind="parties")
    batch = Batch.objects.get()

    go_on(owner, batch)
    result = commit(owner, batch)

    assert "Imported" in result.content.decode()
    assert set(Party.objects.values_list("code", "role")) == {
        ("R1", "reseller"),
        ("R8", "reseller"),
    }
    assert set(Contact.objects.values_list("party__code", "normal")) == {
        ("R1", "+6281234567890"),
        ("R8", "+6281311112222"),
    }


def test_products_come_in_and_keep_what_the_file_does_not_say(owner):
    hand_in(owner, "Kode,Nama\nP1,Sabun\nP2,Sampo\n", kind="products")
    batch = Batch.objects.get()

    go_on(owner, batch)
    commit(owner, batch)

    names = {
        one.code: (one.name, one.price_minor) for one in builders.Product.objects.all()
    }
    assert names == {"P1": ("Sabun", 10_000_000), "P2": ("Sampo", None)}


def test_a_workbook_comes_in(owner):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Agustus")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for at, head in enumerate(
        ["No Faktur", "Tanggal", "Reseller", "Barang", "Qty", "Total"]
    ):
        sheet.write(0, at, head)
    for at, value in enumerate(["F-9", 46239, "R1", "P1", 3, 75_000]):
        sheet.write(1, at, value, day if at == 1 else None)
    book.close()
    hand_in(owner, buffer.getvalue(), name="agustus.xlsx")
    batch = Batch.objects.get()

    go_on(owner, batch)
    commit(owner, batch)

    line = SaleLine.objects.get()
    assert (line.order_id, line.quantity_milli, line.amount_minor) == (
        "F-9",
        3_000,
        7_500_000,
    )


def test_the_list_tells_where_each_file_is(owner):
    hand_in(owner, MESSY)

    page = owner.get(reverse("office:imports")).content.decode()

    assert "penjualan.csv" in page
    assert "To be checked" in page
