"""Upright: a photo turned as the telephone that took it was held."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile

ORIENTATION = 0x112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
UNREADABLE = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, OSError),
    *(struct.error, SyntaxError, TypeError, ValueError),
)
"""What reading notes that somebody made up, or that broke on the way, may raise."""


def upright(picture: Image.Image) -> Image.Image:
    """Return a copy of a picture, turned as it says; one whose notes are broken as it lies.

    Nothing else of its notes is read, and none of them is written anew.

    Raises:
        OSError: It was cut off.
    """
    with _to_its_end():
        picture.load()
    turn = TURNS.get(_orientation(picture))
    return picture.copy() if turn is None else picture.transpose(turn)


@contextmanager
def _to_its_end() -> Iterator[None]:
    """Let nobody read half a picture; the library that draws PDF allows it to all others."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _orientation(picture: Image.Image) -> int:
    try:
        with warnings.catch_warnings():
            # Notes that are odd in other ways concern nobody: they are thrown away.
            warnings.simplefilter("ignore", UserWarning)
            told = picture.getexif().get(ORIENTATION)
    except UNREADABLE:
        return 1
    return told if isinstance(told, int) else 1
