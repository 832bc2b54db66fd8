"""No version binds before its guard passed, or a second person answers for it."""

from __future__ import annotations

import pytest
from builders import NOON, a_second_person, an_actor

from setia.core.actor import person
from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.guard.assumed import Assumptions, Response
from setia.guard.guard_version import guard_version
from setia.guard.told import remarks_of
from setia.programs.add_program import add_program
from setia.programs.approve_version import approve_version
from setia.programs.guarded import report_of
from setia.programs.models import Approval, GuardException, GuardReport, Linting
from setia.programs.sign_exception import sign_exception
from setia.programs.state import State, state_of_version
from setia.programs.write_draft import write_draft

PERIOD = "period: {from: 2026-11-01, to: 2026-11-30}"
GOOD = f"""
setia: 1
id: bonus
title: Bonus
{PERIOD}
reward: {{rate: 5%}}
"""
BAD = GOOD.replace("{rate: 5%}", "{rate: 20%, min_per_unit: 30000}")
STILL = Assumptions(samples=20, responses=(Response(0, 0),))


def drafted(document):
    version = add_program(document, an_actor()).versions.get()
    linted(version)
    return version


def linted(version):
    Linting.objects.create(
        version=version, digest=version.digest, warnings=0, at=NOON, by="test"
    )


def guarded(version):
    return guard_version(version, STILL, an_actor())


def approved(version):
    return approve_version(version, a_second_person(), version.digest)


def refused_with(act):
    with pytest.raises(Refused) as refused:
        act()
    return [problem.code for problem in refused.value.problems]


def test_a_good_program_passes_and_can_be_approved(shop):
    version = drafted(GOOD)
    report = guarded(version)
    figures = report.report["figures"]
    assert report.verdict == "pass"
    # 5 % of four times Rp120.000, of a margin of four times Rp25.000
    assert figures["costs"]["as_was"] == 24_000_00
    assert figures["margins"] == {"before": 100_000_00, "others": 0, "house": 24_000_00}
    assert state_of_version(version) == State.SIMULATED
    approved(version)
    assert Approval.objects.get().version == version


def test_a_minimum_above_the_margin_is_stopped_at_approval(shop):
    version = drafted(BAD)
    report = guarded(version)
    told = remarks_of(report, "id")
    assert report.verdict == "fail"
    assert "Satu satuan P-1 memberi imbalan Rp30.000, padahal marginnya hanya Rp25.000" in (
        " ".join(one.says for one in told)
    )
    assert refused_with(lambda: approved(version)) == ["program.guard_failed"]
    assert not Approval.objects.exists()
    assert state_of_version(version) == State.LINTED


def test_nothing_is_approved_that_nobody_looked_at(shop):
    version = drafted(GOOD)
    assert refused_with(lambda: approved(version)) == ["program.not_guarded"]
    assert not Approval.objects.exists()


def test_an_exception_that_a_second_person_signs_lets_it_through(shop):
    version = drafted(BAD)
    report = guarded(version)
    signed = sign_exception(version, a_second_person(), version.digest, "Pembuka pasar")
    approved(version)
    assert (signed.report, signed.reason) == (report, "Pembuka pasar")
    assert [one.act for one in TrailEntry.objects.order_by("number")][-3:] == [
        "program.guarded",
        "program.excepted",
        "program.approved",
    ]


def test_whoever_drafted_it_signs_no_exception(shop):
    version = drafted(BAD)
    act = lambda: sign_exception(version, an_actor(), version.digest, "Mau saja")  # noqa: E731 - one act
    assert refused_with(act) == ["program.same_person"]
    assert not GuardException.objects.exists()


def test_an_exception_says_why(shop):
    version = drafted(BAD)
    act = lambda: sign_exception(version, a_second_person(), version.digest, "  ")  # noqa: E731 - as above
    assert refused_with(act) == ["program.reason_missing"]


def test_an_exception_is_signed_by_who_may_approve(shop):
    version = drafted(BAD)
    manager = person(7, "Bayu", Role.CHANNEL_MANAGER)
    with pytest.raises(NotPermitted):
        sign_exception(version, manager, version.digest, "Mau saja")


def test_a_report_of_an_older_document_does_not_count(shop):
    version = drafted(GOOD)
    guarded(version)
    write_draft(version, GOOD.replace("5%", "6%"), an_actor(), version.edition)
    version.refresh_from_db()
    linted(version)
    assert report_of(version) is None
    assert refused_with(lambda: approved(version)) == ["program.not_guarded"]


def test_an_exception_for_an_older_document_does_not_count(shop):
    version = drafted(GOOD)
    sign_exception(version, a_second_person(), version.digest, "Percobaan")
    write_draft(version, GOOD.replace("5%", "6%"), an_actor(), version.edition)
    version.refresh_from_db()
    linted(version)
    assert refused_with(lambda: approved(version)) == ["program.not_guarded"]


def test_of_two_reports_the_later_one_counts(shop):
    version = drafted(GOOD)
    guarded(version)
    shop.cost_minor = 119_000_00
    shop.version += 1
    shop.save()
    assert guarded(version).verdict == "fail"
    assert refused_with(lambda: approved(version)) == ["program.guard_failed"]


def test_a_draft_written_anew_while_it_was_looked_at_keeps_no_report(shop):
    version = drafted(GOOD)

    def meanwhile(step, done, of):
        if step == "hostile":
            write_draft(version, GOOD.replace("5%", "6%"), an_actor(), version.edition)

    with pytest.raises(Conflict):
        guard_version(version, STILL, an_actor(), meanwhile)
    assert not GuardReport.objects.exists()


def test_what_breaks_off_keeps_no_half_report(shop):
    version = drafted(GOOD)

    def killed(step, done, of):
        if step == "break_even":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guard_version(version, STILL, an_actor(), killed)
    assert not GuardReport.objects.exists()
    assert not TrailEntry.objects.filter(act="program.guarded").exists()


def test_what_binds_is_not_looked_at_any_more(shop):
    version = drafted(GOOD)
    guarded(version)
    approved(version)
    with pytest.raises(Conflict):
        guarded(version)


def test_a_salesperson_does_not_see_what_programs_leave(shop):
    with pytest.raises(NotPermitted):
        guard_version(drafted(GOOD), STILL, person(9, "Sari", Role.SALESPERSON))


def test_what_binding_programs_take_is_counted_before(shop):
    other = drafted(GOOD.replace("id: bonus", "id: lain").replace("5%", "10%"))
    sign_exception(other, a_second_person(), other.digest, "Percobaan")
    approved(other)
    figures = guarded(drafted(GOOD)).report["figures"]
    assert figures["margins"] == {
        "before": 100_000_00,
        "others": 48_000_00,
        "house": 24_000_00,
    }


@pytest.mark.parametrize("model", [GuardReport, GuardException])
def test_what_was_kept_cannot_be_changed(shop, model):
    version = drafted(GOOD)
    guarded(version)
    sign_exception(version, a_second_person(), version.digest, "Percobaan")
    with pytest.raises(Exception, match="append-only"):
        model.objects.update(by="orang lain")
