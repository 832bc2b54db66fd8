"""The profit guard: what a program would cost and leave, before it binds."""

from __future__ import annotations
