"""The help desk: conversations, promised answers, complaints up to a solution."""

from __future__ import annotations
