"""``setia backtest``: what a past program did, against what would have happened."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import django
import typer
from django.conf import settings
from django.utils import translation

from setia.backtests.backtest import Question
from setia.backtests.backtest import backtest as look_back
from setia.config.catalogues import compile_catalogues
from setia.config.command.told_backtest import tell_backtest
from setia.ui.figures import written
from setia_engine.cli.explain import Spoken
from setia_engine.cli.moment import moment_from
from setia_engine.cli.wording import out
from setia_engine.plan.read import read_plans


def backtest(
    plans: Annotated[
        list[Path],
        typer.Argument(
            help="The program; then its other versions, or the same promise elsewhere."
        ),
    ],
    data: Annotated[Path, typer.Option(help="Folder with sale_lines, parties, products …")],
    as_of: Annotated[
        str | None,
        typer.Option(help="Moment of knowing, as 2026-11-30T23:59:59+07:00. Default: now."),
    ] = None,
    held_out: Annotated[
        Path | None,
        typer.Option(help="File of party ids, one a line, that chance left out."),
    ] = None,
    lang: Annotated[Spoken, typer.Option(help="Language of the report.")] = Spoken.en,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the report as JSON, in minor units.")
    ] = False,
) -> None:
    """Tell what a past program did, against what would have happened without it."""
    asked = Question(tuple(read_plans(plans)), moment_from(as_of), _names(held_out))
    report = look_back(asked, data)
    if as_json:
        out.print_json(json.dumps(report.as_json()))
        return
    with _spoken(lang.value):
        for piece in tell_backtest(report, _money):
            out.print(piece)


def _names(path: Path | None) -> frozenset[str]:
    if path is None:
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip())


@contextmanager
def _spoken(language: str) -> Iterator[None]:
    """Speak a language without an installation: its words are laid in a folder for a while."""
    with TemporaryDirectory(prefix="setia-") as scratch:
        if not settings.configured:
            compile_catalogues(Path(scratch))
            settings.configure(USE_I18N=True, LOCALE_PATHS=[scratch], LANGUAGE_CODE="en")
            django.setup()
        with translation.override(language):
            yield


def _money(minor: int) -> str:
    """Write an amount without its coins; a folder of facts does not say in which money."""
    return written(Decimal(round(Decimal(minor).scaleb(-2))))
