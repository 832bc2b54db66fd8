"""Write to the business from a public page, or from a partner's own pages."""

from __future__ import annotations

from dataclasses import dataclass

from setia.core.actor import Actor, system
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.plain_text import is_plain
from setia.helpdesk.models import Channel, Entry
from setia.helpdesk.take_message import Incoming, take_message
from setia.helpdesk.who_is import normal_contact
from setia.partners.limits import MESSAGES, counted_in
from setia.people.models import Party

LONGEST_KEY = 64


@dataclass(frozen=True)
class Letter:
    """What somebody writes; ``key`` makes a second sending of the same form the same act."""

    text: str
    topic: str
    key: str
    name: str = ""
    contact: str = ""

    def problems(self) -> list[Problem]:
        """Return what is wrong with its key; the rest is the help desk's to check."""
        good = self.key and len(self.key) <= LONGEST_KEY and is_plain(self.key)
        return [] if good else [Problem("helpdesk.at_once")]


def write_as_stranger(letter: Letter, place: str) -> Entry:
    """Take in what somebody wrote on the public page, from a network address.

    Anybody can type a number there, so it is nobody's until somebody of us says whose.

    Raises:
        Refused: Everything that is wrong, or too many came from this number or address.
    """
    contact = normal_contact(letter.contact.replace("\0", ""))
    problems = letter.problems()
    if contact is None:
        problems.append(Problem("helpdesk.contact_wrong", "contact"))
    incoming = Incoming(
        Channel.WEB,
        letter.text,
        now(),
        f"web {letter.key}",
        None,
        contact or "-",
        letter.name,
        letter.topic,
    )
    problems += incoming.problems()
    if problems:
        raise Refused(problems)
    if not counted_in(MESSAGES, incoming.contact, place):
        raise Refused([Problem("helpdesk.too_often")])
    return take_message(incoming, system())


def write_as_partner(party: Party, letter: Letter, by: Actor) -> Entry:
    """Take in what a partner wrote on its own pages.

    Raises:
        NotPermitted: The actor may not write.
        Refused: Everything that is wrong, or they wrote too often today.
    """
    incoming = Incoming(
        Channel.PORTAL,
        letter.text,
        now(),
        f"pages {party.pk} {letter.key}",
        party,
        topic=letter.topic,
    )
    problems = letter.problems() + incoming.problems()
    if problems:
        raise Refused(problems)
    if not counted_in(MESSAGES, f"party {party.pk}", f"party {party.pk}"):
        raise Refused([Problem("helpdesk.too_often")])
    return take_message(incoming, by)
