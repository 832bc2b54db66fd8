"""Before many are written to it is told who is left out, and each is written to as if alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOON, a_line, a_number, a_party, a_product, an_actor
from writing import a_template, consented, jakarta, queued, service

from setia.budgets.set_budget import BudgetDraft, set_budget
from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.messages.models import Broadcast, BroadcastEnd, LeftOut, Message, Price
from setia.messages.preview_broadcast import preview_broadcast
from setia.messages.segment import Segment, people_of
from setia.messages.send_broadcast import (
    BroadcastDraft,
    go_through_broadcasts,
    send_broadcast,
)

EVERYBODY = Segment()


def a_draft(template, segment=EVERYBODY, key="once", channel="email", language="id"):
    return BroadcastDraft(segment, channel, template, language, key)


def previewed(template, segment=EVERYBODY, at=NOON, channel="email"):
    with as_if_at(at):
        return preview_broadcast(segment, channel, template, "id", an_actor())


def sent(template, at=NOON, **rest):
    with as_if_at(at):
        broadcast = send_broadcast(a_draft(template, **rest), an_actor())
        while go_through_broadcasts():
            pass
    return broadcast


def a_crowd(shop):
    """Ani agreed; Budi has an address and no consent, Cici no address, Dedi took it back."""
    a_number(shop.budi, "budi@toko.example", "email")
    a_party("R-3", "Cici")
    dedi = a_party("R-4", "Dedi")
    a_number(dedi, "dedi@toko.example", "email")
    consented(dedi, "email")
    consented(dedi, "email", "withdrawn", NOON + timedelta(seconds=1))


def test_the_preview_counts_who_is_left_out_and_why(shop):
    a_crowd(shop)

    preview = previewed(a_template())

    counted = {one.code: one.count for one in preview.reasons.values()}
    assert counted == {"message.no_consent": 2, "message.no_address": 1}
    assert (preview.meant, preview.goes, preview.left_out) == (4, 1, 3)
    assert preview.example.text == "Halo Ani Lestari, dari Lumbung Jelita."
    assert not Message.objects.exists()


def test_in_quiet_hours_the_preview_tells_when_it_goes(shop):
    preview = previewed(a_template(), at=jakarta("22:00"))

    assert (preview.goes, preview.waits) == (1, 1)
    assert preview.moments == [(jakarta("2026-11-11T08:00"), 1)]


def test_a_broadcast_writes_to_those_who_agreed_and_keeps_why_others_got_nothing(shop):
    a_crowd(shop)

    broadcast = sent(a_template(), jakarta("22:00"))

    message = Message.objects.get()
    assert (message.to, message.broadcast) == (shop.ani, broadcast)
    assert message.due_at == jakarta("2026-11-11T08:00")
    reasons = dict(LeftOut.objects.values_list("party__name", "code"))
    assert reasons == {
        "Budi": "message.no_consent",
        "Cici": "message.no_address",
        "Dedi": "message.no_consent",
    }
    assert BroadcastEnd.objects.get().broadcast == broadcast
    acts = list(TrailEntry.objects.filter(act__startswith="message").values_list("act"))
    assert acts == []


def test_who_got_two_this_week_is_left_out(shop):
    for key in ("one", "two", "three"):
        sent(a_template(key), key=key)

    assert Message.objects.count() == 2
    assert LeftOut.objects.filter(party=shop.ani).get().code == "message.capped"


def test_what_was_confirmed_twice_goes_once(shop):
    template = a_template()
    sent(template)

    with pytest.raises(Conflict):
        sent(template)

    assert (Broadcast.objects.count(), Message.objects.count()) == (1, 1)


def test_whoever_was_stopped_in_the_middle_goes_on_and_writes_to_nobody_twice(
    shop, monkeypatch
):
    a_crowd(shop)
    monkeypatch.setattr("setia.messages.send_broadcast.AT_ONCE", 1)
    with as_if_at(NOON):
        send_broadcast(a_draft(a_template()), an_actor())
        rounds = [go_through_broadcasts() for _ in range(6)]

    assert rounds == [1, 1, 1, 1, 1, 0]
    assert (Message.objects.count(), LeftOut.objects.count()) == (1, 3)


def test_the_preview_stops_where_the_budget_does(shop):
    Price.objects.create(channel="email", purpose="marketing", minor=60_00)
    a_number(shop.budi, "budi@toko.example", "email")
    consented(shop.budi, "email")
    day = NOON.date()
    set_budget(BudgetDraft("Kabar", "business", day, day, fixed_minor=100_00), shop.owner)

    preview = previewed(a_template())
    sent(a_template("Kedua"))

    assert (preview.goes, preview.cost_minor) == (1, 60_00)
    assert preview.reasons["message.over_budget"].count == 1
    assert dict(LeftOut.objects.values_list("party", "code")) == {
        shop.budi.pk: "message.over_budget"
    }


def test_a_segment_is_whom_its_words_say(shop):
    cici = a_party("R-3", "Cici", role="outlet", category="besar", territory="Solo")
    a_party("R-5", "Eka", role="outlet", category="kecil", territory="Solo")
    a_line("A", cici, a_product("P-1"), sold_at=NOON - timedelta(days=5))
    owner, since = an_actor(), (NOON - timedelta(days=5)).date()

    def names(**rest):
        return [one.name for one in people_of(Segment(**rest), owner)]

    assert names(role="outlet", category="besar") == ["Cici"]
    assert names(territory="Solo", sold="without", since=since) == ["Eka"]
    assert names(sold="with", since=since) == ["Cici"]
    assert names(sold="with", since=NOON.date()) == []
    assert names(tier="emas") == []


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ({"channel": "by_hand"}, "message.channel_unknown"),
        ({"channel": "fax"}, "message.channel_unknown"),
        ({"language": "fr"}, "broadcast.language"),
        ({"segment": Segment(tier="emas")}, "broadcast.nobody"),
    ],
)
def test_a_broadcast_that_makes_no_sense_is_not_confirmed(shop, rest, code):
    with pytest.raises(Refused) as refused:
        send_broadcast(a_draft(a_template(), **rest), an_actor())

    assert code in {one.code for one in refused.value.problems}
    assert not Broadcast.objects.exists()


def test_who_sees_only_a_territory_may_not_write_to_many(shop):
    with pytest.raises(NotPermitted):
        send_broadcast(a_draft(a_template()), an_actor(Role.SALESPERSON))


def test_service_by_broadcast_does_not_count_for_the_cap(shop):
    queued(shop.ani, service())
    sent(a_template("A"), key="a")
    sent(a_template("B"), key="b")

    assert Message.objects.filter(purpose="marketing").count() == 2
