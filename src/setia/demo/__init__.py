"""A generated Indonesian business to try the application on: the same one every time."""

from __future__ import annotations
