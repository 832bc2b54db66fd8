"""What a file is, by its first bytes, before anything is unpacked."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path

from django.utils.translation import gettext_noop as _

from setia.intake.reading.no_table import NoTable
from setia.intake.reading.row import CSV, XLSX

SAMPLE = 256 * 1024
MAGIC = {
    b"%PDF": _("a PDF"),
    b"\x89PNG": _("a picture"),
    b"\xff\xd8\xff": _("a picture"),
    b"GIF8": _("a picture"),
    b"\x1f\x8b": _("a packed file"),
    b"Rar!": _("a packed file"),
    b"7z\xbc\xaf": _("a packed file"),
    b"SQLite format 3": _("a database"),
    b"PAR1": _("a Parquet file"),
}
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WEB_PAGE = re.compile(
    rb"\s*(\xef\xbb\xbf)?\s*<(!doctype|html|table|head|body|\?xml)", re.IGNORECASE
)


def sample_of(path: Path) -> bytes:
    """Return the first bytes of a file.

    Raises:
        NoTable: The file is empty.
    """
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    if not sample.strip(b"\x00 \t\r\n") or sample in {codecs.BOM_UTF8, codecs.BOM_UTF16_LE}:
        raise NoTable("file.empty")
    return sample


def form_of(path: Path, sample: bytes) -> str:
    """Tell a workbook from text.

    Raises:
        NoTable: It is neither.
    """
    for magic, what in MAGIC.items():
        if sample.startswith(magic):
            raise NoTable("file.no_table", what=what)
    if sample.startswith(OLD_EXCEL):
        raise NoTable("file.old_excel")
    if sample.startswith(b"PK\x03\x04"):
        return _workbook(path)
    if WEB_PAGE.match(sample):
        raise NoTable("file.html")
    if b"\x00" in sample and not is_utf16(sample):
        raise NoTable("file.no_table", what=_("binary data"))
    return CSV


def _workbook(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        raise NoTable("file.broken", why=str(error)) from error
    if "xl/workbook.xml" in names:
        return XLSX
    if "xl/workbook.bin" in names:
        raise NoTable("file.old_excel")
    if "content.xml" in names and "mimetype" in names:
        raise NoTable("file.no_table", what=_("an OpenDocument file"))
    what = _("a text document") if "word/document.xml" in names else _("a packed file")
    raise NoTable("file.no_table", what=what)


def encoding_of(sample: bytes) -> str:
    """Return how text is encoded; lines that are not UTF-8 are read as Windows-1252."""
    if sample.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if sample.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    if is_utf16(sample):
        return "utf-16-le" if _zeros(sample, 1) >= _zeros(sample, 0) else "utf-16-be"
    return "utf-8"


def is_utf16(sample: bytes) -> bool:
    """Tell whether nearly every second byte is zero, as in UTF-16 of Latin letters."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    half = max(1, len(sample) // 2)
    more, less = sorted((_zeros(sample, 0), _zeros(sample, 1)), reverse=True)
    return more / half > 0.5 and less / half < 0.1


def _zeros(sample: bytes, first: int) -> int:
    return sample[first::2].count(0)
