"""What happened: sale lines that only ever add up, payments, and the facts laid for the engine."""

from __future__ import annotations
