"""The arithmetic of the proof, and the worlds that it is held against."""

from __future__ import annotations
