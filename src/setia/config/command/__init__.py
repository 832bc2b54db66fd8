"""The command ``setia``: the engine's commands, and those of the application."""

from __future__ import annotations
