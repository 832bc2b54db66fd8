"""A proposal for reading a file, with every question that the file leaves open."""

from __future__ import annotations
