"""The builder: a plan filled in as a form, its words and its document beside it."""

from __future__ import annotations
