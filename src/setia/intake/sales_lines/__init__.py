"""Sale lines of a file: staged, judged, brought in, taken back."""

from __future__ import annotations
