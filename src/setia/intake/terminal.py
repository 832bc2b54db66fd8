"""Import a file from the terminal: read, show what would happen, ask, bring in."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import override
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.prompt import Confirm
from rich.table import Table

from setia.core.actor import Actor
from setia.core.errors import Conflict, Problem, Refused
from setia.intake.choose_mapping import choose_mapping
from setia.intake.commit_batch import commit_batch
from setia.intake.models import Batch
from setia.intake.preview_batch import preview_batch
from setia.intake.progress import progress_of
from setia.intake.propose_mapping import propose_mapping
from setia.intake.sentences import reason_of, sentence
from setia.intake.take_in_file import take_in_file
from setia.intake.terminal_answers import told, with_answers

DONE, ASKED_WRONGLY, DATA_WRONG = 0, 2, 3
PIECE = 1024 * 1024
WORDS = {"waiting": "Waiting", "reading": "Reading", "judging": "Comparing"}
CLASSES = {
    "new": "new",
    "known": "already known",
    "conflict": "say something else than before",
    "repeated": "repeated in the file",
    "gains": "known, gain something",
}


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    kind: str
    path: Path
    source: str
    mapping: Path | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    yes: bool = False


def import_from_terminal(asked: Asked, by: Actor, console: Console) -> int:
    """Return the exit status: 0 done, 2 the command or mapping is wrong, 3 the data is."""
    with override("en"):
        try:
            batch = _taken_in(asked, by)
            if open_questions := _mapped(batch, asked, by, console):
                return open_questions
            return _brought_in(batch, asked, by, console)
        except Refused as refused:
            _complain(console, refused.problems)
            return ASKED_WRONGLY
        except Conflict as conflict:
            _complain(console, [Problem(conflict.code, "", conflict.params)])
            return DATA_WRONG


def _taken_in(asked: Asked, by: Actor) -> Batch:
    with asked.path.open("rb") as file:
        pieces = iter(lambda: file.read(PIECE), b"")
        return take_in_file(asked.kind, asked.source, asked.path.name, pieces, by)


def _mapped(batch: Batch, asked: Asked, by: Actor, console: Console) -> int:
    """Choose how the file is read; return a status where that is not clear."""
    proposal = propose_mapping(batch, _given(asked.mapping))
    if proposal.questions or asked.answers:
        may_ask = console.is_interactive and not asked.yes
        answers = with_answers(proposal, asked.answers, console, may_ask=may_ask)
        proposal = propose_mapping(batch, answers)
    if proposal.problems or proposal.questions:
        _complain(console, proposal.problems)
        for question in proposal.questions:
            for line in told(question):
                console.print(line, markup=False)
        if proposal.problems:
            console.print("Write a mapping that says this and give it with --mapping:")
            console.print_json(json.dumps(proposal.mapping))
        return ASKED_WRONGLY
    choose_mapping(batch, proposal, by, batch.version)
    batch.refresh_from_db()
    return DONE


def _given(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        given = None
    # What is no mapping is refused as one of another version.
    return given if isinstance(given, dict) else {}


def _brought_in(batch: Batch, asked: Asked, by: Actor, console: Console) -> int:
    with _watching(batch.pk, console):
        batch = preview_batch(batch, by)
    _show(batch, console)
    summary = batch.promise
    if not asked.yes and not Confirm.ask("Import this?", console=console, default=False):
        console.print("Nothing was imported; the file waits on the page of imports.")
        return DONE
    with _watching(batch.pk, console):
        commit = commit_batch(batch, by, batch.version)
    told = ", ".join(f"{count:,} {name}" for name, count in commit.counts.items())
    console.print(f"Imported: {told}.")
    return DATA_WRONG if summary["refused"] else DONE


@contextmanager
def _watching(batch_id: int, console: Console) -> Iterator[None]:
    """Draw the progress that the work sets down, from beside it."""
    over = threading.Event()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} rows"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    with bar:
        watcher = threading.Thread(target=_draw, args=(batch_id, bar, over), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()


def _draw(batch_id: int, bar: Progress, over: threading.Event) -> None:
    line = bar.add_task("Reading", total=None)
    while not over.wait(0.2):
        seen = progress_of(batch_id)
        if seen is not None:
            words = WORDS.get(seen.act, "Bringing in")
            total = seen.of_rows or None
            bar.update(line, description=words, completed=seen.rows, total=total)


def _show(batch: Batch, console: Console) -> None:
    summary, table = batch.promise, Table("what happens", "rows", "rupiah")
    for name, words in CLASSES.items():
        if found := summary["classes"].get(name):
            amount = found.get("amount_minor")
            money = "" if amount is None else f"{amount // 100:,}"
            table.add_row(words, f"{found['rows']:,}", money)
    table.add_row("set aside (totals, blank rows)", f"{summary['aside']:,}", "")
    table.add_row("refused", f"{summary['refused']:,}", "")
    console.print(table)
    for code, count in sorted(summary["reasons"].items()):
        console.print(f"  refused, {count:,} times: {reason_of(code)}", markup=False)


def _complain(console: Console, problems: list[Problem] | tuple[Problem, ...]) -> None:
    for problem in problems:
        place = f" ({problem.at})" if problem.at else ""
        console.print(
            f"setia: {sentence(problem.code, problem.params)}{place}", markup=False
        )
