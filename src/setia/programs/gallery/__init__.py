"""The gallery: schemes that a business can begin with, each with its worked example."""

from __future__ import annotations
