"""Conversations, what was said in them, and whose they are."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor, ActorKind
from setia.core.permissions import Reach
from setia.people.models import Party


class Channel(models.TextChoices):
    """The way by which somebody reached us."""

    WHATSAPP = "whatsapp", _("WhatsApp")
    TELEGRAM = "telegram", _("Telegram")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    PORTAL = "portal", _("Partner pages")
    WEB = "web", _("Web form")
    TALK = "talk", _("Told in person")


class Topic(models.TextChoices):
    """What a conversation is about."""

    QUESTION = "question", _("Question")
    COMPLAINT = "complaint", _("Complaint")
    ORDER = "order", _("Order")
    OTHER = "other", _("Something else")


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Conversations, narrowed to whose an actor may see and to what waits."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep those of people whom an actor may see; strangers' only to who sees all.

        What was given to a salesperson to answer is theirs to see as well.
        """
        if actor.reach == Reach.ALL:
            return self
        theirs = models.Q(party__in=Party.objects.visible_to(actor))
        if actor.reach == Reach.TERRITORY and actor.kind == ActorKind.USER:
            theirs |= models.Q(desk__assignee=actor.id)
        return self.filter(theirs)

    def standing(self) -> Self:
        """Keep what is not closed."""
        return self.filter(desk__isnull=False)

    def with_people(self) -> Self:
        """Fetch what a list tells of each."""
        return self.select_related("party", "desk__assignee")


class Conversation(models.Model):
    """Somebody talks with the business by one channel about one thing.

    ``party`` is None for a stranger, whose number or address is ``contact``, in its normal
    form. ``name`` is what they call themselves. The party is set later where it is found out.
    """

    party = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="conversations"
    )
    contact = models.CharField(max_length=254, blank=True)
    name = models.CharField(max_length=160, blank=True)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    topic = models.CharField(max_length=12, choices=Topic.choices)
    subject = models.CharField(max_length=120)
    opened_at = models.DateTimeField()

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["party", "channel"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.subject}"

    @property
    def who(self) -> str:
        """Return what the person is called: their name, else their number."""
        return self.party.name if self.party else self.name or self.contact

    @property
    def is_open(self) -> bool:
        """Tell whether it is not closed."""
        return hasattr(self, "desk")

    def told(self) -> dict[str, str]:
        """Return what the sentences of its events name."""
        return {"who": self.who, "subject": self.subject}


class Desk(models.Model):
    """An open conversation as it lies on the desk; gone when it is closed.

    ``key`` names whose it is and by which channel: the database lets one of each lie there.
    ``assignee``, ``due_at`` and ``asked_at`` repeat the last assignment and the promise that
    runs, so that a list can be asked for them; None where nobody has it, or nobody waits.
    """

    conversation = models.OneToOneField(
        Conversation, models.CASCADE, primary_key=True, related_name="desk"
    )
    key = models.CharField(max_length=300, unique=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="desk"
    )
    asked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.key


class EntryKind(models.TextChoices):
    """Who speaks to whom."""

    IN = "in", _("From them")
    OUT = "out", _("From us")
    NOTE = "note", _("Note for ourselves")


class Sent(models.TextChoices):
    """How an answer goes out."""

    PAGES = "pages", _("on their pages")
    QUEUED = "queued", _("handed to the channel")
    SELF = "self", _("sent or told by ourselves")


class Entry(models.Model):
    """One thing said: by them, by us, or among ourselves. Only added.

    ``source`` names where it came from, so that nothing is taken in twice.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=4, choices=EntryKind.choices)
    text = models.TextField(max_length=4_096)
    at = models.DateTimeField()
    by = models.CharField(max_length=160)
    by_key = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=120, unique=True)
    sent = models.CharField(max_length=8, choices=Sent.choices, blank=True)
    message = models.PositiveBigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["conversation", "recorded_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.text[:60]}"


class Assignment(models.Model):
    """Who has a conversation from a moment on; nobody where it was laid back. Only added."""

    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="assignments"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.assignee}"
