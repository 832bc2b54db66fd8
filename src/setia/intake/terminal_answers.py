"""Questions about a file, asked and answered in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.prompt import Prompt

from setia.core.errors import Problem, Refused
from setia.intake.guess.mapping import Question
from setia.intake.guess.questions import answered
from setia.intake.propose_mapping import Proposal
from setia.intake.sentences import sentence

MOST_SAMPLES = 3


def with_answers(
    proposal: Proposal, given: Mapping[str, str], console: Console, *, may_ask: bool
) -> dict[str, Any]:
    """Return the proposal's mapping with what was answered, on the command line or now.

    Raises:
        Refused: An answer that the file does not ask for, or that is none of its options.
    """
    mapping, unused = proposal.found.mapping, set(given)
    for question in proposal.questions:
        key, allowed = key_of(question), [one.value for one in question.options]
        unused.discard(key)
        value = given.get(key)
        if value is None and may_ask:
            value = _asked(question, allowed, console)
        if value is None:
            continue
        if value not in allowed:
            params = {"answer": f"{key}={value}", "allowed": ", ".join(allowed)}
            raise Refused([Problem("import.answer_unknown", "", params)])
        mapping = answered(mapping, question.code, question.column, value)
    if unused:
        params = {"answer": ", ".join(sorted(unused))}
        raise Refused([Problem("import.answer_unasked", "", params)])
    return mapping.as_json()


def key_of(question: Question) -> str:
    """Return the name under which a question is answered: its column, or what it is about."""
    return question.column or question.code.partition(".")[2]


def told(question: Question) -> Iterator[str]:
    """Yield a question with what each of its answers would mean, and how to give it."""
    yield sentence(question.code, question.params)
    for option in question.options:
        samples = "; ".join(
            f"{cell} is {text}" for cell, text in option.samples[:MOST_SAMPLES]
        )
        meaning = f"   ({samples})" if samples else ""
        yield f"  --answer {key_of(question)}={option.value}{meaning}"


def _asked(question: Question, allowed: list[str], console: Console) -> str:
    for line in told(question):
        console.print(line.replace(f"--answer {key_of(question)}=", ""), markup=False)
    return Prompt.ask("Which one", console=console, choices=allowed)
