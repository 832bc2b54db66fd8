"""Rewards to choose from: what there is, who chose what, and whether they got it."""

from __future__ import annotations
