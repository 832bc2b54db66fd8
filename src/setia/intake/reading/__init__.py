"""From a file to rows of raw cells: encoding, delimiter, sheet, and what is no table."""

from __future__ import annotations
