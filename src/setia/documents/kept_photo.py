"""Photos that prove something: bounded, checked, drawn anew without what they carry.

A telephone writes into a picture where it was taken; none of this is kept.
"""

from __future__ import annotations

import hashlib
import secrets
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from setia.core.errors import Problem, Refused
from setia.documents.upright import upright

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1400
FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True)
class Photo:
    """A picture as it is kept: its name in the folder of proofs, and its SHA-256."""

    name: str
    digest: str


def folder_of_photos() -> Path:
    """Return where proofs lie."""
    return Path(settings.MEDIA_ROOT) / "proofs"


def keep_photo(data: bytes) -> Photo:
    """Draw a picture anew, no larger than a proof needs, and keep it.

    It is kept before the act that names it, so that an act never names a picture that is
    not there; one that no act names is nobody's.

    Raises:
        Refused: It is too large, or no picture that we read.
    """
    if len(data) > MOST_BYTES:
        most = {"most": MOST_BYTES // 1024 // 1024}
        raise Refused([Problem("photo.large", "photo", most)])
    drawn = _drawn(data)
    name = f"{secrets.token_hex(16)}.jpg"
    folder = folder_of_photos()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    path.touch(mode=0o600)
    path.write_bytes(drawn)
    return Photo(name, hashlib.sha256(drawn).hexdigest())


def photo_bytes(name: str, digest: str) -> bytes | None:
    """Return a kept picture; nothing where it is gone or another lies in its place."""
    path = folder_of_photos() / name
    if not name or not path.is_file():
        return None
    data = path.read_bytes()
    return data if hashlib.sha256(data).hexdigest() == digest else None


def forget_photo(name: str) -> None:
    """Remove a picture that no act came to name."""
    (folder_of_photos() / name).unlink(missing_ok=True)


def _drawn(data: bytes) -> bytes:
    wrong = Refused([Problem("photo.unreadable", "photo")])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as opened:
                # Its size stands in its head; nothing is unpacked before that is known.
                if opened.width * opened.height > MOST_PIXELS:
                    raise wrong
                picture = upright(opened).convert("RGB")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise wrong from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    into = BytesIO()
    picture.save(into, "JPEG", quality=80)
    return into.getvalue()
