"""Addresses of messages."""

from __future__ import annotations

from django.urls import path

from setia.office.messages import (
    broadcasts,
    channels,
    outbox,
    person,
    templates,
    territories,
)

urlpatterns = [
    path("messages/", outbox.messages_sent, name="messages"),
    path("messages/inbound/", outbox.messages_inbound, name="messages-inbound"),
    path("messages/<int:pk>/", outbox.message, name="message"),
    path(
        "messages/<int:pk>/cancellation/",
        outbox.message_cancellation,
        name="message-cancellation",
    ),
    path(
        "messages/<int:pk>/hand-sending/",
        outbox.message_hand_sending,
        name="message-hand-sending",
    ),
    path("people/<int:pk>/messages/", person.person_messages, name="person-messages"),
    path("broadcasts/", broadcasts.broadcasts, name="broadcasts"),
    path("broadcasts/new/", broadcasts.broadcast_new, name="broadcast-new"),
    path("broadcasts/<int:pk>/", broadcasts.broadcast, name="broadcast"),
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.template_new, name="template-new"),
    path("templates/<int:pk>/", templates.template, name="template"),
    path(
        "templates/<int:pk>/retirement/",
        templates.template_retirement,
        name="template-retirement",
    ),
    path("channels/", channels.channels, name="channels"),
    path("channels/rules/", channels.channel_rules, name="channel-rules"),
    path(
        "channels/rules/territories/",
        territories.channel_territories,
        name="channel-territories",
    ),
    path("channels/<slug:channel>/", channels.channel, name="channel"),
    path(
        "channels/<slug:channel>/closure/", channels.channel_closure, name="channel-closure"
    ),
    path("channels/<slug:channel>/trial/", channels.channel_trial, name="channel-trial"),
    path(
        "channels/<slug:channel>/connection/",
        channels.channel_connection,
        name="channel-connection",
    ),
]
