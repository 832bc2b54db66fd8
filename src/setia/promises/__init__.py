"""Promises: deliveries, rewards and answers, each with a due moment, kept or broken."""

from __future__ import annotations
