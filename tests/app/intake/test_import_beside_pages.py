"""Large files: worked on by a job, in bounded memory, with honest progress."""

from __future__ import annotations

import errno
import signal

import builders
import pytest
from django.core.files.uploadhandler import StopUpload
from django.core.management import call_command

from setia.core.errors import Refused
from setia.core.models import Business, User
from setia.intake import jobs, uploads
from setia.intake.bounded_upload import BoundedUploadHandler
from setia.intake.choose_mapping import choose_mapping
from setia.intake.models import Commit
from setia.intake.progress import (
    READING,
    WAITING,
    Progress,
    honest_progress_of,
    progress_of,
    tell_progress,
)
from setia.intake.propose_mapping import propose_mapping
from setia.intake.staging.folder import alone_with, folder_of
from setia.intake.staging.notes import UNREADABLE
from setia.intake.take_in_file import take_in_file
from setia.intake.uploads import forget_upload
from setia.office.imports.work import commit_or_begin, preview_or_begin
from setia.people.actor_of import actor_of
from setia.sales.models import SaleLine

TAKEN = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
HEAD = "order_id,line_no,sold_at,seller_id,product_id,quantity,amount\n"


@pytest.fixture
def owner(own_business):
    Business.objects.create(pk=1, name="Setia Jaya", founded_at=builders.NOON)
    builders.a_party("R1")
    builders.a_product("P1")
    return User.objects.create_user("ratna", password="x", role="owner")  # noqa: S106 - of a test


def handed_in(owner, rows):
    actor = actor_of(owner)
    content = (HEAD + "".join(rows)).encode()
    batch = take_in_file("sales", "Toko", "lines.csv", [content], actor)
    return choose_mapping(batch, propose_mapping(batch), actor, batch.version)


def work():
    """Do the jobs that wait, and give back the signals that the worker takes for itself."""
    kept = {one: signal.getsignal(one) for one in TAKEN}
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    for one, handler in kept.items():
        signal.signal(one, handler)


def test_a_large_file_is_previewed_and_committed_by_a_job(owner, monkeypatch):
    monkeypatch.setattr(jobs, "LARGE_BYTES", 0)
    monkeypatch.setattr(jobs, "LARGE_ROWS", 0)
    batch = handed_in(owner, ["A-1,1,2026-08-25 10:00,R1,P1,1,25000\n"])

    begun = preview_or_begin(batch, actor_of(owner))
    waits = progress_of(batch.pk).act
    work()
    batch.refresh_from_db()
    commit_or_begin(batch, actor_of(owner), batch.version)
    work()

    assert (begun, waits) == (True, WAITING)
    assert SaleLine.objects.count() == 1
    assert Commit.objects.get().by == "ratna"
    assert not honest_progress_of(batch.pk).is_running


def test_work_that_nobody_does_any_more_is_told_as_broken_off(owner):
    batch = handed_in(owner, ["A-1,1,2026-08-25 10:00,R1,P1,1,25000\n"])
    tell_progress(batch.pk, Progress(READING, 10, 20))

    with alone_with(batch.pk):
        meanwhile = honest_progress_of(batch.pk)
    after = honest_progress_of(batch.pk)

    assert (meanwhile.act, meanwhile.percent) == (READING, 50)
    assert after.problem == "import.broken_off"


def test_a_file_of_bad_rows_is_told_in_numbers_and_keeps_the_first(owner, monkeypatch):
    monkeypatch.setattr("setia.intake.staging.notes.MOST_KEPT", 50)
    batch = handed_in(owner, (f"A-{n},1,nonsense,R1,P1,1,x\n" for n in range(200)))

    preview_or_begin(batch, actor_of(owner))
    batch.refresh_from_db()

    notes = (folder_of(batch.pk) / UNREADABLE).read_text("utf-8").splitlines()
    assert batch.summary["refused"] == 200
    assert len(notes) == 50


def test_a_job_that_cannot_be_done_tells_why(owner, monkeypatch):
    monkeypatch.setattr(jobs, "LARGE_BYTES", 0)
    batch = handed_in(owner, ["A-1,1,2026-08-25 10:00,R1,P1,1,25000\n"])
    forget_upload(batch.stored_as)

    preview_or_begin(batch, actor_of(owner))
    work()

    assert honest_progress_of(batch.pk).problem == "import.file_gone"


def test_an_endless_request_is_cut_off(settings):
    settings.UPLOAD_MOST_BYTES = 1_000
    handler = BoundedUploadHandler()
    piece = b"x" * 700_000

    first = handler.receive_data_chunk(piece, 0)

    assert first == piece
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(piece, 700_000)


def test_a_full_disk_is_told_and_leaves_no_file(owner, settings, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(uploads, "_written", full)

    with pytest.raises(Refused) as told:
        take_in_file("sales", "Toko", "lines.csv", [b"x"], actor_of(owner))

    assert told.value.problems[0].code == "import.disk_full"
    assert list(uploads.path_of("").iterdir()) == []
