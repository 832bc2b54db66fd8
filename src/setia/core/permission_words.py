"""What each permission of the table is called on pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "account.use": _("Use their own account"),
        "style.see": _("See the style page"),
        "home.see": _("See the first page"),
        "party.see": _("See people"),
        "party.write": _("Add and change people"),
        "party.merge": _("Merge duplicates"),
        "party.export": _("Export people"),
        "product.see": _("See products"),
        "product.write": _("Add and change products"),
        "product.cost": _("See what products cost"),
        "sale.see": _("See sales"),
        "sale.write": _("Book sales"),
        "sale.correct": _("Correct and reverse sales"),
        "payment.write": _("Book payments"),
        "payment.check": _("Check and void payments"),
        "import.see": _("See imported files"),
        "import.run": _("Import files"),
        "import.undo": _("Undo an import"),
        "program.see": _("See programs"),
        "program.write": _("Add and change programs"),
        "program.guard": _("See what programs would cost and leave"),
        "program.approve": _("Approve programs"),
        "program.settle": _("Settle programs that are paid"),
        "program.reject": _("Turn drafts of programs down"),
        "program.join": _("Join programs that ask for it"),
        "award.see": _("See awards"),
        "backtest.see": _("See what past programs did"),
        "backtest.run": _("Look back at past programs"),
        "period.see": _("See periods"),
        "period.close": _("Close periods"),
        "period.reopen": _("Reopen periods"),
        "statement.see": _("See statements"),
        "statement.share": _("Share statements by link"),
        "dispute.see": _("See disputes"),
        "dispute.raise": _("Raise disputes"),
        "dispute.settle": _("Settle disputes"),
        "payout.see": _("See payouts"),
        "payout.make": _("Prepare payouts"),
        "payout.approve": _("Approve payouts"),
        "reward.see": _("See rewards to choose from"),
        "reward.write": _("Add rewards, their stock and menus"),
        "reward.choose": _("Choose rewards"),
        "reward.fulfil": _("Send rewards and hand them over"),
        "claim.see": _("See claims to suppliers"),
        "claim.write": _("Raise claims to suppliers"),
        "claim.answer": _("Accept and dispute claims"),
        "ledger.see": _("See the ledger"),
        "portal.use": _("Use the partner pages"),
        "partner.link": _("Give partners links to their pages"),
        "application.see": _("See applications of resellers"),
        "application.decide": _("Decide about applications of resellers"),
        "material.see": _("See the media kit"),
        "material.write": _("Add and change the media kit"),
        "correction.answer": _("Answer partners who ask for a correction"),
        "user.manage": _("Manage log-ins"),
        "integration.manage": _("Manage integrations"),
        "webhook.manage": _("Manage webhooks"),
        "business.write": _("Change the business's settings"),
        "trail.see": _("See the trail"),
    }
)
