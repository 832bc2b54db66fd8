"""The file for the bank of a run: what it has not answered yet, in the bank's own layout."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger
from setia.payouts.bank_file import Transfer, write_bank_file
from setia.payouts.bank_layout import Layout
from setia.payouts.errors import refused
from setia.payouts.events import FILE_FETCHED
from setia.payouts.models import BankFileFetch, PayoutAttempt, PayoutRun
from setia.payouts.rules import payout_settings
from setia.people.models import Contact
from setia.people.models.contact import ContactKind


def bank_file_of(run: PayoutRun, file: int | None = None) -> bytes:
    """Return a file of a run, the newest where none is named; attempts that are open only.

    A payout has the same key in every file, so that the bank can refuse what it knows.

    Raises:
        Refused: The run is not approved, nothing of the file is open, or something cannot
            be written into it.
    """
    attempts = PayoutAttempt.objects.filter(payout__run=run, outcome=None)
    rows = attempts.filter(file=file or newest_file(run)).select_related("payout")
    found = list(rows.order_by("payout__pk"))
    emails = _emails({one.payout.payee_id for one in found})
    transfers = [
        Transfer(
            key=one.payout.key,
            bank_code=one.bank_code,
            account_no=one.account_no,
            account_name=one.account_name,
            amount_minor=one.payout.net_minor,
            note=run.note,
            email=emails.get(one.payout.payee_id, ""),
        )
        for one in found
    ]
    layout = Layout.from_json(payout_settings().layout)
    # What is sent again after its day is to be paid at once: banks refuse a day that is past.
    return write_bank_file(layout, transfers, max(run.day, today(settings.TIME_ZONE)))


def fetch_bank_file(run: PayoutRun, by: Actor, file: int | None = None) -> bytes:
    """Return a file of a run, and remember that somebody took it.

    What is sent again later goes into the next file, so that no file that the bank may have
    seen grows.

    Raises:
        NotPermitted: The actor may not see payouts.
        Refused: As :func:`bank_file_of`.
    """
    by.must("payout.see")
    with transaction.atomic():
        hold_ledger()
        if not hasattr(run, "approval"):
            raise refused("payout.run.not_approved", run=run.number)
        number = file or newest_file(run)
        data = bank_file_of(run, number)
        BankFileFetch.objects.create(run=run, file=number, at=now(), by=by.name)
        params = {"run": run.number, "file": number}
        record_event(FILE_FETCHED, by, ("payout_run", run.number), params)
    return data


def newest_file(run: PayoutRun) -> int:
    """Return the number of the newest file of a run."""
    attempts = PayoutAttempt.objects.filter(payout__run=run)
    newest: int = attempts.aggregate(newest=Max("file"))["newest"] or 1
    return newest


def _emails(payees: set[int]) -> dict[int, str]:
    rows = Contact.objects.filter(kind=ContactKind.EMAIL, party__in=payees)
    return dict(rows.order_by("-pk").values_list("party", "normal"))
