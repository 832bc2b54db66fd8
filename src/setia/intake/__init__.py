"""Files that come in, from nasty spreadsheet to sale line."""

from __future__ import annotations
