"""Points: lots with a life, spent from the one that ends first."""

from __future__ import annotations
