"""Where a bank's answer says what: heads of columns, and words for done and failed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from setia.core.errors import Problem, Refused
from setia.intake.cells.day import DAY_FIRST, ORDERS
from setia.intake.cells.number import STYLES
from setia.intake.guess.layout import head_key
from setia.payouts.strict import Entries

TARGETS = ("key", "amount", "state", "date", "message")
NEEDED = ("key", "state")
DONE, FAILED = "done", "failed"


@dataclass(frozen=True)
class ConfirmationMapping:
    """The heads that a column may have, and the words that a bank uses.

    An ``amount`` without heads says that the bank repeats no amounts; otherwise the column
    must be there. ``style`` is the decimal sign, ``comma`` or ``point``, where amounts such
    as 500.000 prove none; ``order`` whether 01/02 begins with the day.
    """

    key: tuple[str, ...] = ("Ref", "Key", "Reference", "Referensi", "No. Referensi")
    amount: tuple[str, ...] = ("Amount", "Jumlah", "Nominal")
    state: tuple[str, ...] = ("Status", "State", "Keterangan Status")
    date: tuple[str, ...] = ("Date", "Tanggal", "Value Date", "Tanggal Efektif")
    message: tuple[str, ...] = ("Message", "Pesan", "Keterangan", "Reason", "Alasan")
    done: tuple[str, ...] = (
        *("berhasil", "sukses", "selesai", "done"),
        *("success", "successful", "succeeded", "settled"),
    )
    failed: tuple[str, ...] = (
        *("gagal", "ditolak", "failed", "failure"),
        *("rejected", "returned", "retur"),
    )
    style: str = ""
    order: str = DAY_FIRST
    zone: str = "Asia/Jakarta"

    def heads(self, target: str) -> frozenset[str]:
        """Return the heads of a target as they are compared."""
        return frozenset(head_key(head) for head in getattr(self, target))

    def state_of(self, cell: str) -> str:
        """Return done or failed for a whole cell; nothing for any other word."""
        word = _word(cell)
        if word in {_word(one) for one in self.done}:
            return DONE
        return FAILED if word in {_word(one) for one in self.failed} else ""

    @property
    def local(self) -> ZoneInfo:
        """Return the zone in which a moment has its day."""
        return ZoneInfo(self.zone)

    def to_json(self) -> dict[str, Any]:
        """Return the mapping as it is kept; ``from_json`` reads it back."""
        kept = asdict(self).items()
        return {key: list(one) if isinstance(one, tuple) else one for key, one in kept}

    @classmethod
    def from_json(cls, kept: object) -> ConfirmationMapping:
        """Return the mapping that a document describes; what it leaves out is the default.

        Raises:
            Refused: A key is unknown, a value is not allowed, or a word means both.
        """
        problems: list[Problem] = []
        found = Entries(kept, "", problems)
        lists = {name: found.texts(name, getattr(cls, name)) for name in (*TARGETS, *WORDS)}
        mapping = cls(
            **lists,
            style=found.choice("style", ("", *STYLES), cls.style),
            order=found.choice("order", ORDERS, cls.order),
            zone=found.choice("zone", available_timezones(), cls.zone),
        )
        found.close()
        if not problems:
            problems.extend(_contradictions(mapping))
        if problems:
            raise Refused(problems)
        return mapping


WORDS = (DONE, FAILED)


def _word(cell: str) -> str:
    return " ".join(cell.casefold().split()).rstrip(".!")


def _contradictions(mapping: ConfirmationMapping) -> list[Problem]:
    found = [
        Problem("payout.config.missing", name)
        for name in (*NEEDED, DONE)
        if not any(word.strip() for word in getattr(mapping, name))
    ]
    both = {_word(one) for one in mapping.done} & {_word(one) for one in mapping.failed}
    found.extend(
        Problem("payout.confirmation.word_means_both", FAILED, {"value": word})
        for word in sorted(both)
    )
    return found
