"""What all bodies that come in have in common."""

from __future__ import annotations

from ninja import Schema
from pydantic import ConfigDict


class Incoming(Schema):
    """A body that is taken literally: no field that we do not know, no type that is bent."""

    model_config = ConfigDict(strict=True, extra="forbid")
