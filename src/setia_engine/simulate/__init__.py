"""Simulate: what a plan would have cost and left over, by the engine that will pay it.

The plan's days are moved back onto history, the plan is evaluated there by the production
engine, and the sales are changed as assumptions say. Nothing here works out an award.
"""

from __future__ import annotations
