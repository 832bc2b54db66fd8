"""``setia``: the commands, and what every one of them does when something goes wrong."""

from __future__ import annotations

import sys

import typer

from setia_engine.cli.bad_rows import print_bad_rows
from setia_engine.cli.demo import demo
from setia_engine.cli.describe import describe
from setia_engine.cli.evaluate import evaluate
from setia_engine.cli.explain import explain
from setia_engine.cli.lint import lint
from setia_engine.cli.problems import print_problems
from setia_engine.cli.schema import schema
from setia_engine.cli.wording import complain
from setia_engine.errors import EngineUnavailable, FactsRejected, PlanRejected

FAILED, WRONG_PLAN, WRONG_DATA, STOPPED = 1, 2, 3, 130

app = typer.Typer(
    name="setia",
    help="Plans as data, real sales in, exact awards out, every rupiah explained.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (evaluate, explain, lint, describe, schema, demo):
    app.command()(command)


def run() -> None:
    """Run a command; whatever goes wrong is told in a sentence, never as a traceback."""
    sys.exit(_status())


def _status() -> int:
    try:
        return int(app(standalone_mode=False) or 0)
    except PlanRejected as error:
        print_problems(error.problems)
        return WRONG_PLAN
    except FactsRejected as error:
        print_bad_rows(error)
        return WRONG_DATA
    except EngineUnavailable as error:
        return _complained(str(error), WRONG_PLAN)
    except typer.Exit as end:
        return end.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return _complained("Stopped. Nothing was written.", STOPPED)
    except typer.TyperException as error:
        error.show()
        return WRONG_PLAN
    except BrokenPipeError:
        return FAILED
    except OSError as error:
        return _complained(f"{error.strerror or error}: {error.filename or ''}", FAILED)


def _complained(sentence: str, status: int) -> int:
    complain(sentence)
    return status
