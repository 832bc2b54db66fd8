"""Photos stand as the telephone was held, and broken notes in them break nothing."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image, ImageFile, ImageOps

from setia.documents.kept_photo import folder_of_photos, keep_photo
from setia.documents.upright import upright
from setia.partners.picture import keep_picture

TURN_RIGHT = (0x112, 3, 1, 6)
UNSIGNED = 0xFFFFFFFF
BROKEN = {
    "floats for text": [TURN_RIGHT, (700, 12, 4, 6)],
    "negative numbers": [TURN_RIGHT, (273, 6, 1, UNSIGNED), (40965, 9, 4, 6)],
    "a fraction for a date": [TURN_RIGHT, (306, 5, 2, 0), (40965, 3, 4, 8)],
    "a place before the file": [TURN_RIGHT, (34853, 8, 1, UNSIGNED), (282, 3, 2, 0)],
    "many directions": [(0x112, 3, 2, 6 | 6 << 16)],
    "a direction in words": [(0x112, 2, 4, 0x61616161)],
}


def photo(notes: bytes) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(file, "JPEG", exif=notes)
    return file.getvalue()


def notes(*entries) -> bytes:
    """Write tags by hand: number, type, count and value; nothing checks that they fit."""
    tags = b"".join(struct.pack("<HHII", *one) for one in entries)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, len(entries)) + tags + bytes(4)


@pytest.mark.parametrize("told", range(10))
def test_a_photo_is_turned_as_its_notes_say(told):
    picture = Image.frombytes("L", (3, 2), bytes(range(6)))
    picture.getexif()[0x112] = told
    wanted = ImageOps.exif_transpose(picture)
    turned = upright(picture)
    assert (turned.size, turned.tobytes()) == (wanted.size, wanted.tobytes())


@pytest.mark.parametrize("entries", BROKEN.values(), ids=BROKEN)
@pytest.mark.filterwarnings("ignore:Corrupt EXIF:UserWarning")
def test_broken_notes_of_a_photo_keep_nobody_from_handing_it_in(
    entries, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    content = photo(notes(*entries))
    assert keep_picture(io.BytesIO(content), len(content)).endswith(".jpg")
    made = keep_photo(content)
    with Image.open(folder_of_photos() / made.name) as kept:
        assert sorted(kept.size) == [20, 40]


def test_half_a_photo_is_none_also_where_the_library_was_told_to_take_it(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    file = io.BytesIO()
    Image.effect_noise((200, 200), 60).save(file, "JPEG")
    half = io.BytesIO(file.getvalue()[: file.tell() // 2])
    with Image.open(half) as opened, pytest.raises(OSError, match="truncated"):
        upright(opened)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True
