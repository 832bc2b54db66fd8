"""The media kit: what is taken as a picture, what remains of it, and who changes what."""

from __future__ import annotations

import io
from datetime import date

import pytest
from builders import a_business, a_material, a_party, a_user, an_actor
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.roles import Role
from setia.partners.keep_material import (
    MaterialDraft,
    add_material,
    change_material,
    withdraw_material,
)
from setia.partners.make_link import make_link
from setia.partners.models import Material
from setia.partners.open_session import open_session
from setia.partners.picture import MOST_BYTES, keep_picture, pictures_folder

PLACE = 0x8825


@pytest.fixture
def business(own_business):
    return a_business()


def drawn(kind="PNG", size=(40, 20), mode="RGB", **more) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, "#8a3b1c").save(file, kind, **more)
    return file.getvalue()


def kept(content: bytes) -> Image.Image:
    name = keep_picture(io.BytesIO(content), len(content))
    return Image.open(io.BytesIO((pictures_folder() / name).read_bytes()))


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "L"), ("WEBP", "RGB")]
)
def test_a_picture_of_any_usual_kind_becomes_a_jpeg(business, kind, mode):
    picture = kept(drawn(kind, mode=mode))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (40, 20))


def test_a_large_picture_is_made_small_enough_for_a_phone(business):
    assert kept(drawn(size=(3000, 1500))).size == (1080, 540)


def test_where_a_picture_was_taken_does_not_pass(business):
    told = Image.Exif()
    told[PLACE] = {1: "S", 2: (6.0, 12.0, 0.0)}
    told[0x010E] = "rumah Ani"
    content = drawn("JPEG", exif=told)
    assert b"rumah Ani" in content
    picture = kept(content)
    assert dict(picture.getexif()) == {}


REFUSED = {
    "nothing": b"",
    "a text": b"<script>alert(1)</script>",
    "a drawing that may hold a script": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a kind that is not taken": drawn("GIF"),
    "a picture that was cut off": drawn(size=(600, 600))[:300],
    "more pixels than anybody needs": drawn("PNG", size=(8000, 6000), mode="1"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_picture_or_too_large_is_refused(business, case):
    content = REFUSED[case]
    with pytest.raises(Refused):
        keep_picture(io.BytesIO(content), len(content))
    assert list(pictures_folder().glob("*.jpg")) == []


def test_a_file_of_too_many_bytes_is_not_even_opened(business):
    with pytest.raises(Refused):
        keep_picture(io.BytesIO(drawn()), MOST_BYTES + 1)


WRONG = {
    "no title": {"title": " "},
    "a title too long": {"title": "x" * 121},
    "no text": {"text_id": ""},
    "a text too long": {"text_en": "x" * 1_501},
    "days the wrong way round": {
        "from_date": date(2026, 11, 2),
        "to_date": date(2026, 11, 1),
    },
}


@pytest.mark.parametrize("case", WRONG)
def test_a_material_that_is_not_whole_is_refused(business, case):
    draft = MaterialDraft(**({"title": "Kopi", "text_id": "Teks"} | WRONG[case]))
    with pytest.raises(Refused):
        add_material(draft, an_actor())
    assert not Material.objects.exists()


def test_of_two_who_change_the_same_one_is_told(business):
    material, draft = a_material(), MaterialDraft("Kopi sore", "Teks")
    change_material(material, draft, 1, an_actor())
    with pytest.raises(Conflict):
        change_material(material, MaterialDraft("Kopi malam", "Teks"), 1, an_actor())
    assert Material.objects.get().title == "Kopi sore"


def test_what_was_taken_out_is_neither_offered_nor_changed(business):
    material = a_material()
    withdraw_material(material, an_actor())
    assert not Material.objects.offered(date(2026, 11, 10)).exists()
    with pytest.raises(Conflict):
        withdraw_material(material, an_actor())
    with pytest.raises(Conflict):
        change_material(material, MaterialDraft("Kopi", "Teks"), 1, an_actor())


@pytest.mark.parametrize("role", [Role.SALESPERSON, Role.SUPPORT, Role.PARTNER])
def test_only_owner_and_manager_write_it(business, role):
    with pytest.raises(NotPermitted):
        add_material(MaterialDraft("Kopi", "Teks"), an_actor(role))
    with pytest.raises(NotPermitted):
        withdraw_material(a_material(), an_actor(role))


def test_a_picture_goes_from_the_office_to_a_partner(business, client):
    client.force_login(a_user(Role.CHANNEL_MANAGER))
    file = SimpleUploadedFile("toko.png", drawn(), "image/png")
    posted = {"title": "Kopi", "text_id": "Kopi enak", "picture": file}
    assert client.post(reverse("office:material-new"), posted).status_code == 302
    material = Material.objects.get()
    phone = Client()
    opened = open_session(make_link(a_party("R-1"), an_actor()).token, "x")
    phone.cookies["setia_partner"] = opened.token
    path = reverse("partners:picture", args=[material.pk])
    answer = phone.get(path)
    assert answer["Content-Type"] == "image/jpeg"
    assert b"".join(answer.streaming_content)[:3] == b"\xff\xd8\xff"
    assert Client().get(path).url == "/p/"
    withdraw_material(material, an_actor())
    assert phone.get(path).status_code == 404


def test_a_picture_that_is_none_is_asked_for_again(business, client):
    client.force_login(a_user(Role.OWNER))
    file = SimpleUploadedFile("toko.png", b"<svg/>", "image/png")
    posted = {"title": "Kopi", "text_id": "Kopi enak", "picture": file}
    answer = client.post(reverse("office:material-new"), posted)
    assert answer.status_code == 422
    assert "JPEG, PNG" in answer.content.decode()
    assert not Material.objects.exists()
