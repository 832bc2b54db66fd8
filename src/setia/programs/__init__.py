"""Promises: plan documents that were checked and are kept."""

from __future__ import annotations
