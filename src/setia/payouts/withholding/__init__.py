"""Withholding tax: a dated table that a business confirms, and what it takes of a payment."""

from __future__ import annotations
