"""The profit guard of a version: its report, and what it is asked for."""

from __future__ import annotations
