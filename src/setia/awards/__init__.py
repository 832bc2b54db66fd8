"""What programs give, computed by the engine over the business's own facts."""

from __future__ import annotations
