"""Who may do what, and whose rows they see: the one table that pages and API obey."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from setia.core.roles import Role

OWNER, MANAGER, SALES = Role.OWNER, Role.CHANNEL_MANAGER, Role.SALESPERSON
FINANCE, SUPPORT, CASHIER = Role.FINANCE, Role.SUPPORT, Role.CASHIER
PARTNER, SUPPLIER = Role.PARTNER, Role.SUPPLIER

STAFF = frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT, CASHIER})
EVERYONE = frozenset(Role)

PERMITTED: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        # oneself
        "account.use": EVERYONE,
        "style.see": EVERYONE,
        "home.see": EVERYONE,
        # people
        "party.see": STAFF | {PARTNER},
        "party.write": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "party.merge": frozenset({OWNER, MANAGER}),
        "party.export": frozenset({OWNER, MANAGER}),
        # products
        "product.see": STAFF | {PARTNER, SUPPLIER},
        "product.write": frozenset({OWNER, MANAGER}),
        "product.cost": frozenset({OWNER, MANAGER, FINANCE}),
        # sales and payments
        "sale.see": STAFF | {PARTNER, SUPPLIER},
        "sale.write": frozenset({OWNER, MANAGER, CASHIER}),
        "sale.correct": frozenset({OWNER, MANAGER}),
        "payment.write": frozenset({OWNER, FINANCE, CASHIER}),
        "payment.check": frozenset({OWNER, FINANCE}),
        # files coming in
        "import.see": frozenset({OWNER, MANAGER, FINANCE}),
        "import.run": frozenset({OWNER, MANAGER, FINANCE}),
        "import.undo": frozenset({OWNER, MANAGER}),
        # programs and what they give
        "program.see": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT, PARTNER}),
        "program.write": frozenset({OWNER, MANAGER}),
        "program.guard": frozenset({OWNER, MANAGER, FINANCE}),
        "program.approve": frozenset({OWNER, FINANCE}),
        "program.settle": frozenset({OWNER, FINANCE}),
        "program.reject": frozenset({OWNER, MANAGER, FINANCE}),
        "program.join": frozenset({OWNER, MANAGER, SALES, SUPPORT, PARTNER}),
        "award.see": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT, PARTNER}),
        # what past programs did
        "backtest.see": frozenset({OWNER, MANAGER, FINANCE}),
        "backtest.run": frozenset({OWNER, MANAGER, FINANCE}),
        # closing and paying
        "period.see": frozenset({OWNER, MANAGER, FINANCE}),
        "period.close": frozenset({OWNER, FINANCE}),
        "period.reopen": frozenset({OWNER}),
        "statement.see": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT, PARTNER}),
        "statement.share": frozenset({OWNER, MANAGER, FINANCE, SUPPORT}),
        "dispute.see": frozenset({OWNER, MANAGER, FINANCE, SUPPORT, PARTNER}),
        "dispute.raise": frozenset({OWNER, MANAGER, FINANCE, SUPPORT, PARTNER}),
        "dispute.settle": frozenset({OWNER, FINANCE}),
        "payout.see": frozenset({OWNER, FINANCE}),
        "payout.make": frozenset({OWNER, FINANCE}),
        "payout.approve": frozenset({OWNER, FINANCE}),
        # rewards to choose from
        "reward.see": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT, PARTNER}),
        "reward.write": frozenset({OWNER, MANAGER}),
        "reward.choose": frozenset({OWNER, MANAGER, SUPPORT, PARTNER}),
        "reward.fulfil": frozenset({OWNER, MANAGER, FINANCE, SUPPORT}),
        "claim.see": frozenset({OWNER, FINANCE, SUPPLIER}),
        "claim.write": frozenset({OWNER, FINANCE}),
        "claim.answer": frozenset({OWNER, FINANCE, SUPPLIER}),
        "ledger.see": frozenset({OWNER, FINANCE}),
        # key accounts and visits
        "account.see": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT}),
        "account.rule": frozenset({OWNER, MANAGER}),
        "visit.see": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "visit.make": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "visit.rule": frozenset({OWNER, MANAGER}),
        # partners and their own pages
        "portal.use": frozenset({PARTNER}),
        "partner.link": frozenset({OWNER, MANAGER, SUPPORT}),
        "application.see": frozenset({OWNER, MANAGER, SUPPORT}),
        "application.decide": frozenset({OWNER, MANAGER}),
        "material.see": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "material.write": frozenset({OWNER, MANAGER}),
        "correction.answer": frozenset({OWNER, MANAGER, SUPPORT}),
        # coaching
        "calendar.see": STAFF,
        "calendar.write": frozenset({OWNER, MANAGER}),
        "attendance.write": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "lesson.see": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "lesson.write": frozenset({OWNER, MANAGER}),
        "target.see": frozenset({OWNER, MANAGER, SALES}),
        "target.write": frozenset({OWNER, MANAGER}),
        "target.tell": frozenset({OWNER, MANAGER, SALES}),
        # gatherings
        "gathering.see": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT}),
        "gathering.write": frozenset({OWNER, MANAGER}),
        "gathering.answer": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "gathering.cost": frozenset({OWNER, MANAGER, FINANCE}),
        # money for care
        "budget.see": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT}),
        "budget.write": frozenset({OWNER, FINANCE}),
        "budget.charge": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT}),
        # messages to people
        "message.see": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "message.send": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "message.broadcast": frozenset({OWNER, MANAGER}),
        "message.template": frozenset({OWNER, MANAGER}),
        "channel.manage": frozenset({OWNER}),
        # the help desk
        "inbox.see": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "inbox.answer": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "inbox.write": frozenset({OWNER, MANAGER, SALES, SUPPORT, PARTNER}),
        "inbox.rules": frozenset({OWNER, MANAGER}),
        # surveys and reasons
        "survey.see": frozenset({OWNER, MANAGER, SUPPORT}),
        "survey.write": frozenset({OWNER, MANAGER}),
        "survey.send": frozenset({OWNER, MANAGER, SUPPORT}),
        "reason.see": frozenset({OWNER, MANAGER, SUPPORT}),
        "reason.code": frozenset({OWNER, MANAGER, SUPPORT}),
        # care for the relationship
        "touch.see": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "touch.write": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "quota.write": frozenset({OWNER, MANAGER}),
        "care.proof": frozenset({OWNER, MANAGER}),
        # alerts
        "alert.see": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT}),
        "alert.act": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT}),
        "alert.mute": frozenset({OWNER, MANAGER}),
        # promises and deliveries
        "promise.see": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT, CASHIER}),
        "promise.write": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT, CASHIER}),
        "delivery.see": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT, CASHIER}),
        "delivery.write": frozenset({OWNER, MANAGER, SALES, SUPPORT, CASHIER}),
        # the market
        "market.see": frozenset({OWNER, MANAGER, SALES, FINANCE, SUPPORT}),
        "market.write": frozenset({OWNER, MANAGER, SALES, SUPPORT}),
        "conflict.rules": frozenset({OWNER, MANAGER}),
        "conflict.see": frozenset({OWNER, MANAGER, FINANCE}),
        # the house itself
        "user.manage": frozenset({OWNER}),
        "integration.manage": frozenset({OWNER}),
        "webhook.manage": frozenset({OWNER}),
        "business.write": frozenset({OWNER}),
        "trail.see": frozenset({OWNER, FINANCE}),
    }
)


class Reach(StrEnum):
    """Whose rows an actor sees."""

    ALL = "all"
    TERRITORY = "territory"
    SELF = "self"
    OWN_PRODUCTS = "own_products"


REACH: Mapping[Role, Reach] = MappingProxyType(
    {
        OWNER: Reach.ALL,
        MANAGER: Reach.ALL,
        SALES: Reach.TERRITORY,
        FINANCE: Reach.ALL,
        SUPPORT: Reach.ALL,
        CASHIER: Reach.ALL,
        PARTNER: Reach.SELF,
        SUPPLIER: Reach.OWN_PRODUCTS,
    }
)
