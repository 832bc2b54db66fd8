"""Alerts: what somebody must look at, with an owner and an end."""

from __future__ import annotations
