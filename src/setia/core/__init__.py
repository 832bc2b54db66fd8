"""What every room stands on: who acts, what they may do, when it is, and the trail of it."""

from __future__ import annotations
