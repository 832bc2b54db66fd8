"""What the desk does by itself, again and again: read what came in, call to mind, ask."""

from __future__ import annotations

from setia.core.actor import Actor
from setia.helpdesk.ask_solved import ask_solved
from setia.helpdesk.escalate_due import escalate_due
from setia.helpdesk.read_complaints import read_complaints
from setia.helpdesk.read_inbound import read_inbound
from setia.surveys.ask_silent import ask_silent


def keep_desk(by: Actor) -> int:
    """Do one round and return how much there was to do; any number may do it at once."""
    taken = read_inbound(by) + read_complaints(by)
    asked = ask_solved(by) + ask_silent(by)
    return taken + escalate_due(by) + asked
