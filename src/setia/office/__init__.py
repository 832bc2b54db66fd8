"""Pages for those who work for the business: thin views, one verb each."""

from __future__ import annotations
