"""The tables of this room."""

from __future__ import annotations

from setia.rewards.models.choice import Choice, ChoiceCancellation
from setia.rewards.models.fulfilment import Fulfilment, HandoverProof, How, ProofWay
from setia.rewards.models.menu import Menu, MenuItem
from setia.rewards.models.reward import Reward, RewardKind
from setia.rewards.models.stock import Movement, StockMovement

__all__ = [
    "Choice",
    "ChoiceCancellation",
    "Fulfilment",
    "HandoverProof",
    "How",
    "Menu",
    "MenuItem",
    "Movement",
    "ProofWay",
    "Reward",
    "RewardKind",
    "StockMovement",
]
