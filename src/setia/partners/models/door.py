"""How partners get in: what they ask, the links they are given, the devices they use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models

from setia.core.actor import Actor
from setia.people.models import Party

IDLE = timedelta(days=30)
"""A device that is not used for so long is signed out."""
LONGEST = timedelta(days=180)
"""However much it is used, after so long a new link is asked for."""


class Attempt(models.Model):
    """Somebody knocked: by which name and from where, as digests, so that knocking is limited.

    Rows older than a day are of no use and go.
    """

    kind = models.CharField(max_length=12)
    who = models.CharField(max_length=64)
    place = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "who", "at"]),
            models.Index(fields=["kind", "place", "at"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class LinkAsk(models.Model):
    """Somebody who may or may not be known to us asked for a link to their pages.

    ``normal`` is the number or e-mail in its one form. What nobody answered in a day goes.
    """

    kind = models.CharField(max_length=12)
    normal = models.CharField(max_length=254)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["asked_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d %H:%M}"


class LoginLink(models.Model):
    """A link that opens a partner's pages once, until a moment. Only added.

    The token itself is never kept, only a digest of it. ``to`` is where it was meant to go.
    """

    digest = models.CharField(max_length=64, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="login_links")
    to = models.CharField(max_length=254, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.party_id} {self.made_at:%Y-%m-%d %H:%M}"


class LinkAskEnd(models.Model):
    """What became of a request: a link was made, or somebody set it aside. Only added."""

    ask = models.OneToOneField(LinkAsk, models.CASCADE, related_name="end")
    link = models.ForeignKey(LoginLink, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.ask_id} {self.at:%Y-%m-%d %H:%M}"


class LoginLinkRevocation(models.Model):
    """A link that no longer opens anything: since when and by whom. Only added."""

    link = models.OneToOneField(LoginLink, models.PROTECT, related_name="revocation")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.link_id} {self.at:%Y-%m-%d %H:%M}"


class PartnerSessionQuerySet(models.QuerySet["PartnerSession"]):
    """Sessions, narrowed to whose an actor may see and to those that are open."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the sessions of those whom an actor may see."""
        return self.filter(party__in=Party.objects.visible_to(actor))

    def standing(self) -> Self:
        """Leave out what was ended."""
        return self.filter(end=None)

    def alive(self, at: datetime) -> Self:
        """Keep what opens the pages at a moment: not ended, in use, and not too old."""
        fresh = {"seen_at__gt": at - IDLE, "opened_at__gt": at - LONGEST}
        return self.standing().filter(**fresh)


class PartnerSession(models.Model):
    """A device on which a partner's pages are open, never an office log-in.

    The cookie holds a random token, this row its digest. ``seen_at`` moves on as the pages
    are used; a session that is not used for long opens nothing any more.
    """

    digest = models.CharField(max_length=64, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="portal_sessions")
    device = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = PartnerSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.party_id} {self.device}"


class LoginLinkUse(models.Model):
    """A link was used: it opened one session, and opens no other. Only added."""

    link = models.OneToOneField(LoginLink, models.PROTECT, related_name="use")
    session = models.OneToOneField(PartnerSession, models.PROTECT, related_name="opening")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.link_id} {self.at:%Y-%m-%d %H:%M}"


class SessionEnd(models.Model):
    """A session that was ended: when and by whom. Only added."""

    session = models.OneToOneField(PartnerSession, models.PROTECT, related_name="end")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.session_id} {self.at:%Y-%m-%d %H:%M}"
