"""Run benchmarks: ``python -m bench [NAME]... [options]``; without a name, all of them."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path

from bench.backtest import WORLDS
from bench.backtest import run as run_backtest
from bench.care import run as run_care
from bench.closing import run as run_closing
from bench.eight.run import run as run_eight
from bench.figures import Outcome, table
from bench.generate import World, made
from bench.imports import run as run_imports
from bench.journey.run import run as run_journey
from bench.live import run as run_live
from bench.machine import machine
from bench.spark.run import run as run_spark
from bench.thousand.run import PLANS
from bench.thousand.run import run as run_thousand
from bench.today import run as run_today

NAMES = (
    "eight",
    "thousand",
    "journey",
    "spark",
    "imports",
    "closing",
    "backtest",
    "live",
    "care",
    "today",
)


def main() -> None:
    """Run what is asked for and print the figures."""
    asked = _arguments()
    described = machine()
    for name, value in described.items():
        print(f"{name:16} {value}")
    _warn_if_busy()
    outcomes = [_run(name, asked) for name in dict.fromkeys(asked.names or NAMES)]
    print("\n" + table(outcomes))
    if asked.json is not None:
        document = {"machine": described, "benchmarks": [one.as_json() for one in outcomes]}
        asked.json.write_text(json.dumps(document, indent=2) + "\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Figures, side by side.")
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], help="default: all")
    parser.add_argument("--lines", type=int, default=World().lines, help="of the world")
    parser.add_argument("--plans", type=int, default=PLANS, help="of `thousand`")
    parser.add_argument(
        "--worlds", type=int, default=WORLDS, help="of `backtest` and `care`"
    )
    parser.add_argument("--runs", type=int, default=3, help="of each way; medians are told")
    parser.add_argument("--journey", type=Path, help="folder of the Complete Journey")
    parser.add_argument("--json", type=Path, help="file for the figures")
    return parser.parse_args()


def _warn_if_busy() -> None:
    """Say so where others work on the machine: seconds are then worth little, ratios more."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 2:
        print(
            f"note: {load:.1f} processes are at work on {cores} cores; seconds are too high"
        )


def _run(name: str, asked: argparse.Namespace) -> Outcome:
    print(f"\n{name}", flush=True)
    world = World(asked.lines)
    ways: dict[str, Callable[[], Outcome]] = {
        "eight": lambda: run_eight(made(world), asked.runs),
        "thousand": lambda: run_thousand(world, made(world), asked.runs, asked.plans),
        "journey": lambda: run_journey(asked.journey, asked.runs),
        "spark": lambda: run_spark(asked.journey),
        "imports": lambda: run_imports(asked.runs),
        "closing": lambda: run_closing(asked.runs),
        "backtest": lambda: run_backtest(asked.worlds),
        "live": run_live,
        "care": lambda: run_care(asked.worlds),
        "today": run_today,
    }
    outcome = ways[name]()
    for way, took in outcome.seconds.items():
        print(f"  {way:24} {took}")
    for note in outcome.notes:
        print(f"  {note}")
    for figure in outcome.figures:
        print(f"  {figure.name}: {figure.seen:.2f} {figure.unit} {figure.verdict}".rstrip())
        if figure.why:
            print(f"    {figure.why}")
    return outcome


if __name__ == "__main__":
    main()
