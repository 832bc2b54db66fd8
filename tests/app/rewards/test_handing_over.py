"""A chosen reward goes out, arrives with proof, and is then no longer owed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from builders import an_actor
from choosing import stock, wanted
from payouts.paying import books, codes, on
from PIL import Image

from setia.closing.hold_award import hold_award
from setia.closing.models import Award
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.roles import Role
from setia.documents.kept_photo import folder_of_photos, photo_bytes
from setia.payouts.hand_over_goods import goods_to_hand_over
from setia.payouts.models import Handover
from setia.rewards.cancel_choice import cancel_choice, change_choice
from setia.rewards.choose_reward import choose_reward
from setia.rewards.confirm_handover import Proof, confirm_handover
from setia.rewards.fulfil_choice import Sending, fulfil_choice
from setia.rewards.models import HandoverProof
from setia.rewards.reconcile_rewards import reconcile_rewards

DAY = date(2026, 11, 10)
SENT = Sending(DAY, "courier", "JNE-7")
SIGNED = Proof(DAY, "Ibu Ani", "Sudah saya terima")


def picture(kind="JPEG", size=(2000, 1000), **rest) -> bytes:
    into = BytesIO()
    Image.new("RGB", size, "teal").save(into, kind, **rest)
    return into.getvalue()


@pytest.fixture
def choice(world):
    return choose_reward(world.award, wanted(world.headphones), world.partner)


@pytest.fixture
def on_its_way(choice, world):
    fulfil_choice(choice, SENT, world.owner)
    return choice


def test_what_is_signed_for_is_no_longer_owed(on_its_way, world):
    proof = confirm_handover(on_its_way, SIGNED, world.owner)
    assert (proof.way, proof.received_by) == ("signature", "Ibu Ani")
    assert stock(world.headphones) == (1, 0)
    assert [one.left for one in goods_to_hand_over()] == [100]
    assert books()["handed_over", "", "goods"] == 100
    assert reconcile_rewards() == []


def test_a_photo_is_kept_small_and_without_where_it_was_taken(on_its_way, world, settings):
    where = Image.Exif()
    where.get_ifd(0x8825)[1] = "S"
    where[0x010E] = "rumah Ani"
    data = picture(exif=where.tobytes())
    proof = confirm_handover(on_its_way, Proof(DAY, photo=data), world.owner)
    kept = photo_bytes(proof.photo, proof.digest)
    with Image.open(BytesIO(kept)) as drawn:
        assert (drawn.format, drawn.size, dict(drawn.getexif())) == (
            "JPEG",
            (1400, 700),
            {},
        )


def test_another_picture_in_its_place_is_not_shown(on_its_way, world):
    proof = confirm_handover(on_its_way, Proof(DAY, photo=picture()), world.owner)
    (folder_of_photos() / proof.photo).write_bytes(picture("PNG"))
    assert photo_bytes(proof.photo, proof.digest) is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 no picture", "photo.unreadable"),
        (b"\xff\xd8\xff\xe0 broken", "photo.unreadable"),
        (picture("GIF"), "photo.unreadable"),
        (picture("PNG", (8000, 6000)), "photo.unreadable"),
        (b"x" * (8 * 1024 * 1024 + 1), "photo.large"),
    ],
    ids=["no picture", "broken", "another format", "too many points", "too many bytes"],
)
def test_what_is_no_usual_picture_is_refused(data, code, on_its_way, world):
    with pytest.raises(Refused) as refused:
        confirm_handover(on_its_way, Proof(DAY, photo=data), world.owner)
    assert codes(refused) == [code]
    assert HandoverProof.objects.count() == Handover.objects.count() == 0


def test_a_picture_of_an_act_that_was_refused_does_not_stay(choice, world):
    with pytest.raises(Refused) as refused:
        confirm_handover(choice, Proof(DAY, photo=picture()), world.owner)
    assert codes(refused) == ["reward.not_sent"]
    assert list(folder_of_photos().iterdir()) == []


@pytest.mark.parametrize("proof", [Proof(DAY), Proof(DAY, "Ani"), Proof(DAY, "", "Ya")])
def test_staff_bring_proof(proof, on_its_way, world):
    with pytest.raises(Refused) as refused:
        confirm_handover(on_its_way, proof, world.owner)
    assert codes(refused) == ["reward.proof_missing"]


def test_a_partner_confirms_by_its_word_what_is_its_own(on_its_way, world):
    with pytest.raises(NotFound):
        confirm_handover(on_its_way, Proof(DAY), world.stranger)
    assert confirm_handover(on_its_way, Proof(DAY), world.partner).way == "partner"


def test_a_handing_over_happens_once(on_its_way, world):
    confirm_handover(on_its_way, SIGNED, world.owner)
    for who in (world.owner, world.partner):
        with pytest.raises(Conflict, match=r"reward\.handed_over_meanwhile"):
            confirm_handover(on_its_way, SIGNED, who)
    assert Handover.objects.count() == 1


def test_it_arrives_neither_before_it_went_out_nor_tomorrow(choice, world):
    with on("2026-11-12"):
        fulfil_choice(choice, Sending(date(2026, 11, 11), "visit"), world.owner)
        for day, code in (
            (DAY, "reward.before_sending"),
            (date(2026, 11, 13), "reward.handed_over_in_future"),
        ):
            with pytest.raises(Refused) as refused:
                confirm_handover(choice, Proof(day, "Ani", "Ya"), world.owner)
            assert codes(refused) == [code]


def test_what_is_on_its_way_the_partner_cannot_change(on_its_way, world):
    for act in (
        lambda: cancel_choice(on_its_way, "Ganti", world.partner),
        lambda: change_choice(on_its_way, wanted(world.card), world.partner),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["reward.sent_already"]


def test_what_came_back_is_cancelled_by_staff_and_free_again(on_its_way, world):
    cancel_choice(on_its_way, "Alamat salah", world.owner)
    assert stock(world.headphones) == (2, 0)
    with pytest.raises(Conflict, match=r"reward\.cancelled_already"):
        confirm_handover(on_its_way, SIGNED, world.owner)
    again = choose_reward(world.award, wanted(world.headphones), world.partner)
    assert (again.unit_no, again.revision) == (1, 2)


def test_it_is_sent_once(on_its_way, world):
    with pytest.raises(Conflict, match=r"reward\.sent_meanwhile"):
        fulfil_choice(on_its_way, SENT, world.owner)


def test_of_a_card_only_the_last_digits_are_kept(world):
    card = choose_reward(world.award, wanted(world.card), world.partner)
    with pytest.raises(Refused) as refused:
        fulfil_choice(card, Sending(DAY, "digital", "6019123412341234"), world.owner)
    assert codes(refused) == ["reward.last_digits"]
    assert fulfil_choice(card, Sending(DAY, "digital", "1234"), world.owner).pk


def test_money_needs_no_sending(world):
    money = choose_reward(world.award, wanted(world.money), world.partner)
    with pytest.raises(Refused) as refused:
        fulfil_choice(money, SENT, world.owner)
    assert codes(refused) == ["reward.money_is_paid_by_run"]


def test_what_a_return_took_back_is_not_sent(choice, world):
    second = choose_reward(world.award, wanted(world.card), world.partner)
    columns = {"arrears_minor": 100, "booked_minor": 100}
    Award.objects.filter(pk=world.award.pk).update(**columns)
    with pytest.raises(Refused) as refused:
        fulfil_choice(choice, SENT, world.owner)
    assert codes(refused) == ["reward.taken_back"]
    cancel_choice(second, "Diretur", world.owner)
    assert fulfil_choice(choice, SENT, world.owner).pk


def test_what_is_in_question_is_not_sent(choice, world):
    hold_award(world.award, "Kurang", world.owner)
    with pytest.raises(Refused) as refused:
        fulfil_choice(choice, SENT, world.owner)
    assert codes(refused) == ["reward.held"]


def test_neither_a_partner_nor_the_till_sends_rewards(choice, world):
    for who in (world.partner, an_actor(Role.CASHIER), an_actor(Role.SALESPERSON)):
        with pytest.raises(NotPermitted):
            fulfil_choice(choice, SENT, who)
