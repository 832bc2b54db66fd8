"""Surveys: few questions, asked by a signed link, and their answers."""

from __future__ import annotations
