"""Surveys: questions that stay, links of one's own, answers that are tied or truly not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import an_actor
from django.db import models
from django.utils import translation

from setia.core.clock import as_if_at, now
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.core.token_digest import token_digest
from setia.surveys.add_survey import (
    SurveyDraft,
    add_survey,
    change_questions,
    from_template,
    latest,
    survey_for,
)
from setia.surveys.answer_survey import (
    Given,
    answer_survey,
    response_of,
    withdraw_answer,
)
from setia.surveys.invite import invite, opened_by
from setia.surveys.models import (
    Answer,
    Invitation,
    Purpose,
    Reason,
    ReasonCode,
    Response,
    Survey,
    Version,
)
from setia.surveys.questions import Choice, Question, QuestionKind, read_questions
from setia.surveys.results import counts_of, results_of, share

WHY = {1: Given((1,)), 2: Given(text="Mahal sekali")}
RATED = {1: Given((9,)), 2: Given((1, 3))}
SCALE = Question(QuestionKind.SCALE_5, "Puas?", "Content?")
PAIR = (Choice("Ya", "Yes"), Choice("Tidak", "No"))


def codes(refused):
    return {one.code for one in refused.value.problems}


def asked(world, survey=None, people=None):
    return invite(survey or world.open, people or world.people[:1], world.support)


def test_a_link_opens_for_thirty_days_and_only_its_digest_is_kept(world):
    (made,) = asked(world)
    assert opened_by(made.token) == made.invitation
    assert made.token not in str(Invitation.objects.values())
    with as_if_at(now() + timedelta(days=31)), pytest.raises(NotFound):
        opened_by(made.token)
    with pytest.raises(NotFound):
        opened_by(made.token[:-1] + "x")


def test_nobody_is_asked_twice_about_the_same_thing(world):
    asked(world)
    made = asked(world, people=world.people[:3])
    assert [one.invitation.party for one in made] == world.people[1:3]
    with pytest.raises(Refused) as refused:
        asked(world, people=world.people[:3])
    assert codes(refused) == {"survey.nobody"}


def test_an_answer_counts_once(world):
    (made,) = asked(world)
    response = answer_survey(made.token, WHY)
    with pytest.raises(Conflict) as told:
        answer_survey(made.token, WHY)
    assert told.value.code == "survey.answered_already"
    assert (response.party, response.invitation) == (world.people[0], made.invitation)
    assert Answer.objects.count() == 2


def test_what_was_ticked_is_a_reason_at_once_and_what_was_written_waits(world):
    (made,) = asked(world)
    answer_survey(made.token, WHY)
    ticked, written = Reason.objects.order_by("pk")
    assert (ticked.code.code, ticked.category) == ("price", "inti")
    assert (written.code, written.text) == (None, "Mahal sekali")


def test_an_anonymous_answer_leads_to_nobody_by_any_column(world):
    made = asked(world, world.nameless, world.people[:5])
    for one in made:
        answer_survey(one.token, RATED)

    assert not Reason.objects.exists()
    known = {one.invitation.digest for one in made} | {
        str(value) for one in made for value in (one.invitation.pk, one.invitation.party_id)
    }
    fields = [
        one.name for one in Response._meta.get_fields() if isinstance(one, models.Field)
    ]
    assert sorted(fields) == ["at", "invitation", "key", "on", "party", "seal", "version"]
    for row in Response.objects.values():
        assert (row["at"], row["invitation_id"], row["party_id"]) == (None, None, None)
        assert row["seal"] not in known
        assert row["seal"] != token_digest(row["seal"])
    assert not {"survey.answered"} & set(_acts())


def _acts():
    return TrailEntry.objects.values_list("act", flat=True)


def test_who_holds_an_anonymous_link_can_still_answer_only_once_and_take_it_back(world):
    (made,) = asked(world, world.nameless)
    answer_survey(made.token, RATED)
    with pytest.raises(Conflict):
        answer_survey(made.token, RATED)
    withdraw_answer(made.token)
    assert not Answer.objects.exists()


def test_a_withdrawn_answer_is_deleted_with_its_reasons_and_stays_counted_as_withdrawn(
    world,
):
    (made,) = asked(world)
    answer_survey(made.token, WHY)
    withdraw_answer(made.token)
    assert (Answer.objects.count(), Reason.objects.count()) == (0, 0)
    results = results_of(latest(world.open))
    assert (results.asked, results.answered, results.withdrawn) == (1, 0, 1)
    assert hasattr(response_of(made.token), "withdrawal")
    with pytest.raises(Conflict):
        withdraw_answer(made.token)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "survey.answer_missing"),
        ({1: Given((1, 2))}, "survey.answer_wrong"),
        ({1: Given((99,))}, "survey.answer_wrong"),
        ({1: Given((-1,))}, "survey.answer_wrong"),
        ({1: Given((1,)), 2: Given(text="x" * 501)}, "survey.too_long"),
        ({1: Given((1,)), 2: Given(text="a\0")}, "survey.not_plain"),
    ],
)
def test_an_answer_that_is_none_is_refused_and_nothing_is_kept(world, given, code):
    (made,) = asked(world)
    with pytest.raises(Refused) as refused:
        answer_survey(made.token, given)
    assert codes(refused) == {code}
    assert not Response.objects.exists()


def test_other_questions_are_another_version_and_who_was_asked_answers_the_old_ones(world):
    (made,) = asked(world)
    change_questions(world.open, [SCALE], 1, world.owner)
    answer_survey(made.token, WHY)
    assert Response.objects.get().version.number == 1
    (later,) = asked(world, people=[world.people[1]])
    assert later.invitation.version.number == 2
    with pytest.raises(Exception, match="append-only"):
        Version.objects.update(questions=[])


def test_of_two_who_change_questions_at_once_one_is_told(world):
    change_questions(world.open, [SCALE], 1, world.owner)
    with pytest.raises(Conflict):
        change_questions(world.open, [replace(SCALE, text_id="Suka?")], 1, world.owner)


def test_the_same_questions_saved_again_are_no_new_version(world):
    same = read_questions(latest(world.open).questions)
    assert change_questions(world.open, same, 1, world.owner).number == 1


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (Question("x", "a", "b"), "survey.kind_unknown"),
        (Question("text", " ", "b"), "survey.text_missing"),
        (Question("text", "a" * 301, "b"), "survey.text_missing"),
        (Question("choice", "a", "b", choices=PAIR[:1]), "survey.choices_few"),
        (Question("choice", "a", "b", choices=PAIR * 7), "survey.choices_few"),
        (
            Question("choice", "a", "b", choices=(*PAIR, Choice("x", ""))),
            "survey.choice_wrong",
        ),
        (
            Question("choice", "a", "b", choices=(*PAIR, Choice("x", "y", "none"))),
            "survey.reason_unknown",
        ),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused(world, question, code):
    with pytest.raises(Refused) as refused:
        change_questions(world.open, [question], 1, world.owner)
    assert codes(refused) == {code}


def test_surveys_are_added_by_who_may_and_with_a_name(world):
    with pytest.raises(NotPermitted):
        add_survey(from_template("satisfaction", anonymous=False), an_actor(Role.SUPPORT))
    draft = SurveyDraft("", "x", "love", False, [])
    with pytest.raises(Refused) as refused:
        add_survey(draft, world.owner)
    assert codes(refused) == {
        "survey.title_missing",
        "survey.purpose_unknown",
        "survey.questions_missing",
    }


def test_two_of_one_name_have_addresses_of_their_own(world):
    again = add_survey(from_template("why-not-back", anonymous=False), world.owner)
    assert (world.open.code, again.code) == (
        "kenapa-belum-kembali",
        "kenapa-belum-kembali-2",
    )


def test_the_survey_for_a_purpose_is_the_last_one_or_the_shipped_one(world):
    assert survey_for(Purpose.WHY_NOT_BACK, world.system) == world.open
    made = survey_for(Purpose.SATISFACTION, world.system)
    assert made.purpose == Purpose.SATISFACTION
    assert survey_for(Purpose.SATISFACTION, world.system) == made


def test_shares_have_the_interval_of_wilson():
    """By hand: 8 of 10 with z = 1.959964 lies between 0.490162 and 0.943318."""
    one = share("x", 8, 10)
    assert (one.part, one.low, one.high) == (800_000, 490_162, 943_318)
    none = share("x", 0, 10)
    assert (none.part, none.low, none.high) == (0, 0, 277_533)


def test_results_count_people_and_not_ticks(world):
    for number, one in enumerate(asked(world, world.nameless, world.people[:6])):
        chosen = (1, 3) if number < 2 else (2,)
        answer_survey(one.token, {1: Given((number + 4,)), 2: Given(chosen)})

    results = results_of(latest(world.nameless))
    assert (results.asked, results.answered, results.too_few) == (6, 6, False)
    liked, matters, doubts = results.outcomes
    assert str(liked.middle) == "6.5"
    assert [one.count for one in matters.shares] == [2, 4, 2, 0]
    assert matters.answered == 6
    assert doubts.texts == ()


def test_an_anonymous_survey_shows_nothing_below_five_answers(world):
    for one in asked(world, world.nameless, world.people[:4]):
        answer_survey(one.token, RATED)
    results = results_of(latest(world.nameless))
    assert (results.answered, results.too_few, results.outcomes) == (4, True, ())


def test_a_list_tells_how_many_were_asked_and_answered(world):
    (first, _second) = asked(world, people=world.people[:2])
    answer_survey(first.token, WHY)
    assert counts_of([world.open, world.nameless]) == {
        world.open.pk: (2, 1),
        world.nameless.pk: (0, 0),
    }


def test_questions_speak_the_language_of_who_reads_them():
    with translation.override("en"):
        assert SCALE.text == "Content?"
    with translation.override("id"):
        assert SCALE.text == "Puas?"


def test_the_shipped_reasons_are_there_from_the_start(world):
    assert ReasonCode.objects.count() == 8
    assert Survey.objects.count() == 2
