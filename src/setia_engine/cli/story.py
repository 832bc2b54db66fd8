"""How a terminal shows an explanation."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from setia_engine.run.explanation.sentences import SENTENCES
from setia_engine.run.explanation.story import Story
from setia_engine.run.explanation.tale import Tale


def set_story(story: Story, most_lines: int) -> Iterator[Text | Table]:
    """Yield the pieces of a story as the terminal prints them."""
    tale, say = story.told(most_lines), SENTENCES[story.language]
    yield Text(tale.title, style="bold")
    yield Text(tale.about)
    yield Text(f"{tale.known}\n", style="dim")
    yield Text(tale.headline, style="bold")
    yield from (Text(f"  {fact}") for fact in tale.facts)
    if tale.conditions:
        yield _title(say["conditions"])
        yield from (Text(f"  {condition.text}") for condition in tale.conditions)
    yield _title(say["steps"])
    yield _steps(tale)
    yield _title(say["why"])
    yield from (Text(f"  – {reason}") for reason in tale.why)
    if story.lines:
        yield _title(say["lines"])
        yield _parts(tale, say)


def _title(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _steps(tale: Tale) -> Table:
    table = _grid(2)
    for step in tale.steps:
        table.add_row(f"  {step.name}", step.amount)
    return table


def _parts(tale: Tale, say: dict[str, str]) -> Table:
    table = _grid(4)
    heads = ("head_order", "head_line", "head_basis", "head_part")
    table.add_row(*(Text(say[head], style="dim") for head in heads))
    for part in tale.parts:
        table.add_row(f"  {part.order_id}", str(part.line_no), part.basis, part.amount)
    if tale.rest:
        table.add_row(f"  {tale.rest}")
    table.add_row(f"  {say['total']}", "", "", tale.total)
    return table


def _grid(columns: int) -> Table:
    table = Table.grid(padding=(0, 2))
    for number in range(columns):
        table.add_column(justify="left" if number == 0 else "right")
    return table
