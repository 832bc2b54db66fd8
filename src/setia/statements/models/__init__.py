"""The tables of this room."""

from __future__ import annotations

from setia.statements.models.issued import IssuedStatement
from setia.statements.models.link import LinkRevocation, LinkVisit, StatementLink

__all__ = ["IssuedStatement", "LinkRevocation", "LinkVisit", "StatementLink"]
