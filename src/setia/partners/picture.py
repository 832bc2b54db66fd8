"""Pictures of the media kit: drawn anew from what was uploaded, so that only pixels remain."""

from __future__ import annotations

import hashlib
import io
import secrets
import warnings
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from setia.core.errors import Problem, Refused
from setia.documents.upright import upright

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1_080
QUALITY = 78
KINDS = ("JPEG", "PNG", "WEBP")
MEGABYTE = 1024 * 1024


def keep_picture(file: BinaryIO, size: int) -> str:
    """Keep a picture as a JPEG of ours and return its name.

    What a file may hold beside its pixels, as the place where it was taken, does not pass.

    Raises:
        Refused: It is no picture of a kind that we take, or too large.
    """
    if size > MOST_BYTES:
        raise _too_large()
    whole = io.BytesIO()
    _drawn(file).save(whole, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    content = whole.getvalue()
    folder = pictures_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{hashlib.sha256(content).hexdigest()[:40]}.jpg"
    # Readers never see half a picture, and two who hand in the same one do not meet.
    draft = folder / f".{secrets.token_hex(8)}"
    draft.write_bytes(content)
    draft.replace(folder / name)
    return name


def pictures_folder() -> Path:
    """Return where pictures are kept."""
    return Path(settings.MEDIA_ROOT) / "materials"


def _drawn(file: BinaryIO) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # Its own warning about many pixels comes before ours; ours is the one that counts.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=KINDS) as found:
                if found.width * found.height > MOST_PIXELS:
                    raise _too_large()
                turned = upright(found)
                turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                return _on_white(turned)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Refused([Problem("material.picture_kind", "picture")]) from error
    except Image.DecompressionBombError as error:
        raise _too_large() from error


def _on_white(picture: Image.Image) -> Image.Image:
    """Put what is transparent on white: a JPEG knows no transparency."""
    seen = picture.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    ground.alpha_composite(seen)
    return ground.convert("RGB")


def _too_large() -> Refused:
    most = {"most": MOST_BYTES // MEGABYTE}
    return Refused([Problem("material.picture_large", "picture", most)])
