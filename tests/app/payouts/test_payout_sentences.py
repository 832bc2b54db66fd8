"""Every problem of this room has a sentence, and every sentence a problem."""

from __future__ import annotations

import re
from pathlib import Path

from setia import payouts
from setia.payouts.sentences import SENTENCES

CODE = re.compile(r'"(payout\.[a-z]+\.[a-z_]+)"')
CHANGED = re.compile(r'_problem\("([a-z_]+)"')
"""What changed underneath a payout is told by codes of one family."""


def test_each_code_has_a_sentence_and_is_used():
    room = Path(payouts.__file__).parent
    used = {
        code
        for path in room.rglob("*.py")
        if path.name != "sentences.py"
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }
    changed = (room / "still_holds.py").read_text(encoding="utf-8")
    used |= {f"payout.changed.{what}" for what in CHANGED.findall(changed)}
    assert used == {code for code in SENTENCES if code.startswith("payout.")}
