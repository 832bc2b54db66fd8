"""Propose how a file is read: as the last one from its source, else as it looks."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from setia.core.errors import Problem, Refused
from setia.core.models import Business
from setia.intake.guess.mapping import Mapping, Question
from setia.intake.guess.propose import Proposal as Found
from setia.intake.guess.propose import examined, propose
from setia.intake.models import Batch
from setia.intake.reading.no_table import NoTable
from setia.intake.uploads import path_of


@dataclass(frozen=True)
class Proposal:
    """A mapping with the file's first rows, and what only a person can decide."""

    found: Found

    @property
    def mapping(self) -> dict[str, Any]:
        """Return the mapping as it is kept."""
        return self.found.mapping.as_json()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return what has two readings in this file."""
        return self.found.questions

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return which required columns nothing was chosen for."""
        return tuple(
            Problem("mapping.column_missing", one.name, {"column": one.label})
            for one in self.found.missing
        )


def propose_mapping(batch: Batch, given: Dictionary[str, Any] | None = None) -> Proposal:
    """Look through the whole file, with a mapping that was given or with the best guess.

    Raises:
        Refused: The file is no table, is gone, or the mapping is not for such a file.
    """
    path = path_of(batch.stored_as)
    if not path.is_file():
        raise Refused([Problem("import.file_gone", "file")])
    try:
        if given is not None:
            return Proposal(examined(path, _read(given, batch.kind)))
        saved = _saved(batch)
        return Proposal(propose(path, batch.kind, zone(), saved))
    except NoTable as error:
        raise Refused([Problem(error.code, "file", error.params)]) from error


def zone() -> str:
    """Return the time zone in which the business writes its days."""
    business = Business.objects.filter(pk=1).first()
    return business.time_zone if business else settings.TIME_ZONE


def _read(given: Dictionary[str, Any], kind: str) -> Mapping:
    unfit = Refused([Problem("mapping.version", "mapping")])
    try:
        mapping = Mapping.from_json(given)
        ZoneInfo(mapping.zone)
    except (KeyError, TypeError, ValueError, ZoneInfoNotFoundError) as error:
        raise unfit from error
    if mapping.kind != kind:
        raise unfit
    return mapping


def _saved(batch: Batch) -> Mapping | None:
    """Return how the last file from the source was read; None where that is of no use."""
    if batch.source.mapping is None:
        return None
    try:
        return _read(batch.source.mapping, batch.kind)
    except Refused:
        return None
