"""Plan files: their text, or the reason why there is none."""

from __future__ import annotations

from pathlib import Path

from setia_engine.plan.reading.found import shown
from setia_engine.plan.reading.json_text import from_json
from setia_engine.plan.reading.limits import MOST_BYTES, Unreadable
from setia_engine.plan.reading.yaml_text import from_yaml
from setia_engine.values.problem import Problem

MEGABYTE = 1024 * 1024


def text_of(path: Path) -> str:
    """Return the text of a plan file.

    Raises:
        Unreadable: It is missing, no file, too large, or no text.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Unreadable(Problem("file", "", "a folder", "a file of plans"))
        if size > MOST_BYTES:
            raise _too_large(f"{size / MEGABYTE:.1f} MB")
        with path.open("rb") as file:
            written = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Unreadable(Problem("file", "", why, "a file that can be read")) from None
    except ValueError:
        raise Unreadable(Problem("file", "", "no name of a file", "a file")) from None
    if len(written) > MOST_BYTES:
        raise _too_large(f"more than {MOST_BYTES // MEGABYTE} MB")
    return _decoded(written)


def document_of(text: str, name: str) -> tuple[object, list[Problem]]:
    """Return the document of a text and what is wrong with its writing.

    JSON where the name ends in ``.json``, else YAML.

    Raises:
        Unreadable: The text cannot be read to its end.
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        found = shown(text[error.start : error.start + 1])
        raise Unreadable(Problem("encoding", "", found, "UTF-8 text")) from None
    if size > MOST_BYTES:
        raise _too_large(f"{size / MEGABYTE:.1f} MB")
    return from_json(text) if name.lower().endswith(".json") else from_yaml(text)


def _decoded(written: bytes) -> str:
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte 0x{written[error.start]:02x} at position {error.start}"
        raise Unreadable(Problem("encoding", "", found, "UTF-8 text")) from None


def _too_large(found: str) -> Unreadable:
    allowed = f"a file of at most {MOST_BYTES // MEGABYTE} MB"
    return Unreadable(Problem("too-large", "", found, allowed))
