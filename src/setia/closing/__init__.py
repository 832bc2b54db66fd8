"""Closing: periods that are evaluated, reviewed, made final and paid."""

from __future__ import annotations
