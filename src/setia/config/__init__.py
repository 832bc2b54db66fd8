"""How the application is put together: settings, addresses, the command ``setia``."""

from __future__ import annotations
