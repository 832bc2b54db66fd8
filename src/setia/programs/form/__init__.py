"""What a form of a plan asks for, drawn from the language's own schema."""

from __future__ import annotations
