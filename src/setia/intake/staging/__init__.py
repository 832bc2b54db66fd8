"""Where the rows of a batch wait between being read and being brought in."""

from __future__ import annotations
