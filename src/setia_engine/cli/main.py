"""``setia``: the commands, and what every one of them does when something goes wrong."""

from __future__ import annotations

import sys

import typer

from setia_engine.cli.bad_rows import print_bad_rows
from setia_engine.cli.describe import describe
from setia_engine.cli.evaluate import evaluate
from setia_engine.cli.examples import examples
from setia_engine.cli.explain import explain
from setia_engine.cli.lint import lint
from setia_engine.cli.problems import print_problems
from setia_engine.cli.schema import schema
from setia_engine.cli.simulate import simulate
from setia_engine.cli.wording import complain
from setia_engine.errors import EngineUnavailable, FactsRejected, PlanRejected
from setia_engine.facts.refusals import FactsMissing

INTERRUPTED = "Stopped. Nothing was written."
FAILED, WRONG_PLAN, WRONG_DATA, STOPPED = 1, 2, 3, 130

app = typer.Typer(
    name="setia",
    help="Plans as data, real sales in, exact awards out, every rupiah explained.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (evaluate, explain, simulate, lint, describe, schema, examples):
    app.command()(command)


def run() -> None:
    """Run a command; whatever goes wrong is told in a sentence, never as a traceback."""
    try:
        sys.exit(int(app(standalone_mode=False) or 0))
    except BaseException as error:  # noqa: BLE001 - sorted out below, or raised again
        sys.exit(_told(error))


def _told(error: BaseException) -> int:
    """Tell of an error and return the exit status; what nobody foresaw is raised again."""
    if isinstance(error, SystemExit | typer.Exit):
        code = error.code if isinstance(error, SystemExit) else error.exit_code
        # Typer turns an interrupt into this status before anybody is told.
        if code == STOPPED:
            complain(INTERRUPTED)
        return code if isinstance(code, int) else FAILED
    if isinstance(error, PlanRejected):
        print_problems(error.problems)
        return WRONG_PLAN
    if isinstance(error, FactsRejected):
        print_bad_rows(error)
        return WRONG_DATA
    sentence, status = _in_a_sentence(error)
    if sentence:
        complain(sentence)
    return status


def _in_a_sentence(error: BaseException) -> tuple[str, int]:
    if isinstance(error, KeyboardInterrupt | typer.Abort):
        return INTERRUPTED, STOPPED
    if isinstance(error, typer.TyperException):
        return error.format_message(), WRONG_PLAN
    if isinstance(error, EngineUnavailable | FactsMissing):
        return str(error), WRONG_DATA if isinstance(error, FactsMissing) else WRONG_PLAN
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename or ''}", FAILED
    raise error
