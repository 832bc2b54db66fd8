"""``setia explain``: one party's award, from the sum down to the lines."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from setia_engine.cli.story import set_story
from setia_engine.cli.wording import out
from setia_engine.run.explanation.sentences import Language
from setia_engine.run.explanation.story import Story
from setia_engine.run.explanation.told import NotTold, Told, read_told

MOST_NAMED = 8


class Spoken(StrEnum):
    """In which language an explanation is told."""

    en = "en"
    id = "id"


def explain(
    awards: Annotated[
        list[Path],
        typer.Argument(help="Folders written by `setia evaluate --explain --out`."),
    ],
    plan: Annotated[str, typer.Option(help="Id of the plan.")],
    party: Annotated[str, typer.Option(help="Id of the party, also one that got nothing.")],
    window: Annotated[
        str | None, typer.Option(help="First day of the window. Default: every window.")
    ] = None,
    order: Annotated[str | None, typer.Option(help="Order, for a plan per order.")] = None,
    lines: Annotated[int, typer.Option(help="Show at most so many lines.", min=0)] = 20,
    lang: Annotated[Spoken, typer.Option(help="Language of the sentences.")] = Spoken.en,
) -> None:
    """Explain an award: tier, conditions, caps, why not more, and the sales that carry it."""
    try:
        told = read_told(awards)
        rows = told.standing(plan, party, _day(window), order)
    except NotTold as missing:
        raise typer.BadParameter(_not_there(missing)) from missing
    for number, row in enumerate(rows):
        if number:
            out.rule(style="dim")
        for piece in set_story(_story(told, row, lang.value), lines):
            out.print(piece)


def _story(told: Told, row: dict[str, object], language: Language) -> Story:
    plan = told.plan(str(row["plan_id"]))
    return Story(plan, row, told.rivals(row), told.lines_of(row), language)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        message = f"found {text!r}, allowed: the window's first day, as 2026-11-01"
        raise typer.BadParameter(message, param_hint="--window") from error


def _not_there(missing: NotTold) -> str:
    if missing.what == "folder":
        return (
            f"{missing.asked} holds no explanation; write one with evaluate --explain --out"
        )
    named = ", ".join(missing.there[:MOST_NAMED])
    more = ", …" if len(missing.there) > MOST_NAMED else ""
    if missing.what == "party":
        why = "has no counted sale in this plan, or is not eligible"
        return f"party {missing.asked!r} {why}; there are {named}{more}"
    return (
        f"{missing.what} {missing.asked!r} is not in these results; there are {named}{more}"
    )
