"""Components of pages: layout, forms, tables, figures. Reads no domain."""

from __future__ import annotations
