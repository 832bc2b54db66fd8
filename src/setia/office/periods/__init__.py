"""Periods: run, reviewed, made final, reopened."""

from __future__ import annotations
