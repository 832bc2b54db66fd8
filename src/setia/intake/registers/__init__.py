"""People and products of a file: staged, held against the books, registered."""

from __future__ import annotations
