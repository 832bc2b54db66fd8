"""Translations: one catalogue for each language, put together from a file for each room."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCES = Path(__file__).parent.parent / "locale"


class Contradiction(ValueError):
    """Two rooms translate the same sentence differently."""


def compile_catalogues(target: Path) -> None:
    """Write ``<language>/LC_MESSAGES/django.mo`` under a folder, newer than its sources.

    Raises:
        Contradiction: Two rooms translate the same sentence differently.
    """
    for folder in sorted(path for path in SOURCES.iterdir() if path.is_dir()):
        path = target / folder.name / "LC_MESSAGES/django.mo"
        sources = sorted(folder.glob("*.po"))
        if path.exists() and all(_older(source, path) for source in sources):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        with draft.open("wb") as file:
            write_mo(file, merged(folder.name, sources))
        draft.replace(path)


def merged(language: str, sources: list[Path]) -> Catalog:
    """Return one catalogue of the entries of all files."""
    whole = Catalog(locale=language, domain="django")
    for source in sources:
        with source.open("rb") as file:
            entries = read_po(file, locale=language)
        # Babel's own idea of a language's plurals is not everywhere that of our files.
        whole.mime_headers = entries.mime_headers
        for entry in entries:
            if not entry.id or not entry.string:
                continue
            known = whole.get(entry.id, entry.context)
            if known is not None and known.string != entry.string:
                raise Contradiction(f"{source.name}: {entry.id!r}")
            whole.add(entry.id, entry.string, flags=entry.flags, context=entry.context)
    return whole


def _older(source: Path, target: Path) -> bool:
    return source.stat().st_mtime <= target.stat().st_mtime
