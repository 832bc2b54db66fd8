"""What happened, told to other programs: endpoints, deliveries, attempts."""

from __future__ import annotations
