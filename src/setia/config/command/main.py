"""``setia``: every command in one place."""

from __future__ import annotations

import sys

from django.core.management import CommandError

from setia.config.command.backtest import backtest
from setia.config.command.bring_in import bring_in
from setia.config.command.demo import demo
from setia.config.command.evaluate import evaluate
from setia.config.command.reconcile import reconcile
from setia.config.command.serve import serve
from setia.config.command.trail import verify_trail
from setia_engine.cli.main import app
from setia_engine.cli.main import run as run_engine
from setia_engine.cli.wording import complain

FAILED = 1

app.command("import")(bring_in)
# The engine's command, with the business's own books as one more source of data.
app.command("evaluate")(evaluate)
for command in (demo, serve, verify_trail, reconcile, backtest):
    app.command()(command)


def run() -> None:
    """Run a command; what goes wrong inside Django is told in a sentence too."""
    try:
        run_engine()
    except CommandError as error:
        complain(str(error))
        sys.exit(error.returncode or FAILED)
