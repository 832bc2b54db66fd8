"""Pages of the office about partner pages: links, applications, media kit, corrections."""

from __future__ import annotations
