"""Record where a payee's money goes, and how the payee is taxed; what was known stays."""

from __future__ import annotations

import re

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.record_event import record_event
from setia.payouts.events import ACCOUNT_RECORDED, TAX_RECORDED
from setia.payouts.models import BankAccount, PayeeTax, TaxKind
from setia.people.models import Party

ACCOUNT_NO = re.compile(r"[0-9A-Za-z]{4,40}", re.ASCII)
BANK_CODE = re.compile(r"[0-9A-Za-z]{0,20}", re.ASCII)
TAX_ID = re.compile(r"[0-9]{15,16}|[0-9]{22}", re.ASCII)
BETWEEN = re.compile(r"[\s.\-]")


def record_bank_account(
    party: Party, bank_code: str, account_no: str, account_name: str, by: Actor
) -> BankAccount:
    """Record a party's account; blanks, dots and dashes in the number are left out.

    A run that is prepared keeps the account it was prepared with, and cannot be approved any
    more, so that nobody changes an account between two looks.

    Raises:
        NotPermitted: The actor may not prepare payouts.
        Refused: The number or the name is missing, or no bank writes such a number or code.
    """
    by.must("payout.make")
    number, code = BETWEEN.sub("", account_no), BETWEEN.sub("", bank_code)
    name = " ".join(account_name.split())
    problems = []
    if not ACCOUNT_NO.fullmatch(number):
        problems.append(Problem("payout.payee.account_no", "account_no"))
    if not BANK_CODE.fullmatch(code):
        problems.append(Problem("payout.payee.bank_code", "bank_code"))
    if not name:
        problems.append(Problem("payout.payee.name_missing", "account_name"))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        account = BankAccount.objects.create(
            party=party,
            bank_code=code,
            account_no=number,
            account_name=name[:120],
            at=now(),
            by=by.name,
        )
        # The trail is never erased, so it tells the account by its last digits only.
        after = {"account": f"…{number[-4:]}"}
        about = ("party", party.pk)
        record_event(ACCOUNT_RECORDED, by, about, {"party": party.name}, after=after)
    return account


def record_payee_tax(party: Party, kind: str, tax_id: str, by: Actor) -> PayeeTax:
    """Record how a party is taxed, with its NPWP, NIK or NITKU, if it has one.

    Raises:
        NotPermitted: The actor may not prepare payouts.
        Refused: There is no such kind, or no tax id looks like that.
    """
    by.must("payout.make")
    number = BETWEEN.sub("", tax_id)
    problems = []
    if kind not in TaxKind.values:
        params = {"kind": kind, "allowed": ", ".join(TaxKind.values)}
        problems.append(Problem("payout.tax.unknown_kind", "kind", params))
    if number and not TAX_ID.fullmatch(number):
        problems.append(Problem("payout.payee.tax_id", "tax_id"))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        tax = PayeeTax.objects.create(
            party=party, kind=kind, tax_id=number, at=now(), by=by.name
        )
        params = {"party": party.name, "kind": kind}
        after = {"has_tax_id": bool(number)}
        record_event(TAX_RECORDED, by, ("party", party.pk), params, after=after)
    return tax
