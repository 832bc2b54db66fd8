"""A file that a page carries along until the person has decided about it."""

from __future__ import annotations

import base64
import binascii
import zlib


def packed(data: bytes) -> str:
    """Return a file as text that a hidden field can hold."""
    return base64.b64encode(zlib.compress(data)).decode()


def unpacked(text: str, most: int) -> bytes | None:
    """Return the file that a text holds; None where it is none, or larger than the most."""
    try:
        reader = zlib.decompressobj()
        data = reader.decompress(base64.b64decode(text, validate=True), most + 1)
    except (binascii.Error, zlib.error, ValueError):
        return None
    whole = reader.eof and not reader.unconsumed_tail
    return data if whole and len(data) <= most else None
