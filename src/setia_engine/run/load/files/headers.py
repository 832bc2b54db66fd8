"""Which columns of a file are the ones that the contract names.

Names are compared exactly after trimming. Two names that differ only in capitals are told
where one of them is meant: which of the two holds the money is not for us to guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from setia_engine.facts.contract import Column, Table
from setia_engine.facts.refusals import BadRow
from setia_engine.run.load.files.find_files import TableFile
from setia_engine.run.load.findings import excerpt

BLANKS = " \t\ufeff"


@dataclass(frozen=True)
class Header:
    """The place of each column of the contract in a file, and what is wrong with it."""

    places: Mapping[str, int]
    findings: tuple[BadRow, ...]


def match_header(names: Sequence[str], table: Table, file: TableFile) -> Header:
    """Find the columns of the contract among the names that a file gives."""
    trimmed = [name.strip(BLANKS) for name in names]
    places = {name: place for place, name in enumerate(trimmed)}
    findings = [_fault(column, trimmed, file) for column in table.columns]
    return Header(
        {
            column.name: places[column.name]
            for column in table.columns
            if column.name in places
        },
        tuple(finding for finding in findings if finding is not None),
    )


def _fault(column: Column, names: Sequence[str], file: TableFile) -> BadRow | None:
    found, expected = "", ""
    alike = [name for name in names if name.casefold() == column.name]
    if column.name in names:
        if len(alike) > 1:
            found, expected = ", ".join(alike), f"one column {column.name}"
    elif column.name in file.partition_keys:
        found = next(part for part in file.label.split("/") if part.startswith(column.name))
        expected = "a column in the file itself, not in the name of its folder"
    elif column.required:
        found, expected = ", ".join(names), f"a column {column.name}"
    if not expected:
        return None
    return BadRow(file.label, None, column.name, excerpt(found), expected)
