"""``setia examples``: a few promises of an Indonesian business, kept before your eyes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.panel import Panel
from rich.table import Table

from setia_engine.cli.awards import AwardsOnScreen
from setia_engine.cli.story import set_story
from setia_engine.cli.wording import out
from setia_engine.plan.read import read_run
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import Outcome, evaluate
from setia_engine.run.explanation.story import Story
from setia_engine.run.explanation.told import Row, Told, read_told
from setia_engine.run.explanation.writing import plain
from setia_engine.run.load import open_facts
from setia_engine.run.write import Results
from setia_engine.testing.cases import Case, read_case

SHOWN = (
    "commission/a_share_of_the_price_with_a_rate_for_each_category",
    "sales_contest/ranked_places_need_their_minimum",
    "speed_contest/one_seller_wins_all_three_races",
    "growth_rebate/paid_only_where_the_growth_target_is_reached",
    "mixed_rebate/three_categories_and_a_high_margin_earn_one_and_a_half_percent",
    "consumer_offer/one_campaign_keeps_a_promise_to_distributor_reseller_and_customer",
    "charity/one_percent_of_the_sales_of_fridays_goes_to_a_foundation",
)
EXPLAINED = "growth_rebate/paid_only_where_the_growth_target_is_reached"
LEADERBOARD = "sales_contest/ranked_places_need_their_minimum"


@dataclass(frozen=True)
class Shown:
    """An example that was evaluated, with everything that its run told."""

    case: Case
    outcomes: tuple[Outcome, ...]
    told: Told


def examples(
    folder: Annotated[
        Path, typer.Option(help="The folder of examples that comes with the source.")
    ] = Path("examples"),
) -> None:
    """Evaluate some of the examples: their awards, a leaderboard, an explanation."""
    for name in SHOWN:
        example = folder / name
        if not example.is_dir():
            message = (
                f"{example} is not there; run it from the project, or name its examples"
            )
            raise typer.BadParameter(message, param_hint="--folder")
        shown = _evaluated(example)
        out.print(Panel(_why(example), title=name.split("/", 1)[0].replace("_", " ")))
        _awards(shown)
        if name == LEADERBOARD:
            out.print(_leaderboard(shown))
        if name == EXPLAINED:
            for piece in _explanation(shown):
                out.print(piece)
        out.print()
    out.print(
        f"Each folder under {folder} is data, plan, expected awards and the reason why.\n"
        "Write your own: docs/guide/first-plan.en.md, docs/guide/first-plan.id.md"
    )


def _evaluated(folder: Path) -> Shown:
    case = read_case(folder)
    plan_file = folder / "plan.yaml"
    plans = read_run([plan_file])
    zones = {plan.period.timezone for plan in plans}
    with (
        TemporaryDirectory(prefix="setia-demo-") as scratch,
        open_facts(folder / "facts", zones) as facts,
        Results(Path(scratch), "parquet", explain=True) as results,
    ):
        engine = DuckDBEngine(facts)
        outcomes = tuple(evaluate(plans, facts, engine, case.as_of, explain=True))
        for outcome in outcomes:
            results.add(outcome)
        results.finish([plan_file])
        return Shown(case, outcomes, read_told([Path(scratch)]))


def _why(folder: Path) -> str:
    """Return the first paragraph of what an example is there to show."""
    text = (folder / "why.md").read_text(encoding="utf-8")
    title, _, rest = text.partition("\n")
    paragraph = rest.strip().split("\n\n")[0].replace("\n", " ").rstrip(":")
    return f"[bold]{title.lstrip('# ')}[/bold]\n\n{paragraph}"


def _awards(shown: Shown) -> None:
    screen = AwardsOnScreen()
    for outcome in shown.outcomes:
        screen.add(outcome)
    screen.show([outcome.plan for outcome in shown.outcomes])


def _leaderboard(shown: Shown) -> Table:
    table = Table(title="Leaderboard", title_justify="left", title_style="bold")
    for name in ("", "party", "measure", "place"):
        table.add_column(name, justify="left" if name == "party" else "right")
    rows = [row for outcome in shown.outcomes for row in _standings(outcome)]
    ranked = sorted(rows, key=lambda row: (-row["measure"], row["party_id"]))
    for number, row in enumerate(ranked, start=1):
        place = "" if row["place"] is None else str(row["place"])
        table.add_row(str(number), row["party_id"], plain(row["measure"]), place)
    return table


def _standings(outcome: Outcome) -> list[Row]:
    if outcome.standings is None:
        return []
    return [row for row in outcome.standings.to_pylist() if row["measure"] is not None]


def _explanation(shown: Shown) -> Iterator[object]:
    """Tell the story of whoever got most."""
    rows = [row for outcome in shown.outcomes for row in _standings(outcome)]
    best = max(rows, key=lambda row: row["amount"])
    told = shown.told
    plan = told.plan(best["plan_id"])
    yield from set_story(Story(plan, best, told.rivals(best), told.lines_of(best), "en"), 8)
