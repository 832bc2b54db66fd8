"""The tables of this room."""

from __future__ import annotations

from setia.partners.models.application import (
    Application,
    ApplicationDecision,
    JoiningReason,
)
from setia.partners.models.correction import CorrectionAnswer, CorrectionRequest
from setia.partners.models.door import (
    Attempt,
    LinkAsk,
    LinkAskEnd,
    LoginLink,
    LoginLinkRevocation,
    LoginLinkUse,
    PartnerSession,
    SessionEnd,
)
from setia.partners.models.material import Material, MaterialWithdrawal
from setia.partners.models.rules import LeaderboardNames, PartnerRules

__all__ = [
    "Application",
    "ApplicationDecision",
    "Attempt",
    "CorrectionAnswer",
    "CorrectionRequest",
    "JoiningReason",
    "LeaderboardNames",
    "LinkAsk",
    "LinkAskEnd",
    "LoginLink",
    "LoginLinkRevocation",
    "LoginLinkUse",
    "Material",
    "MaterialWithdrawal",
    "PartnerRules",
    "PartnerSession",
    "SessionEnd",
]
