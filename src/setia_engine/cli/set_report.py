"""How a terminal shows the report of a simulation: the verdict, the figures, who and what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from rich.table import Table
from rich.text import Text

from setia_engine.plan.words.language import Language
from setia_engine.plan.words.languages import LANGUAGES
from setia_engine.simulate.report import Figures, Report
from setia_engine.simulate.sales_of import Share
from setia_engine.simulate.words import CASES, WHY, told

MOST_ROWS = 12
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "pass": "It passes",
        "fail": "It does not pass",
        "refused": "It cannot be told what this plan would leave",
        "looked": "The days {for_start} to {for_end} as they would have been {start} to {end}",
        "sold": "{lines} lines of {parties} parties, revenue {revenue}",
        "cost": "Cost",
        "as_was": "on sales as they were",
        "p50": "half of {count} trials cost at most",
        "p95": "95 of 100 cost at most",
        "worst": "worst: {case}",
        "house": "of it the business's own",
        "margin": "Margin",
        "before": "of these sales",
        "others": "other plans take",
        "after": "left after this plan",
        "break_even": "extra sales so that nothing is lost",
        "never": "not with four times the sales",
        "anyway": "paid for sales that would come anyway",
        "budget": "budget",
        "used_up": "used up on {day}",
        "lasts": "lasts",
        "cases": "If the plan were all they cared for",
        "left": "left",
        "products": "Products that leave least",
        "parties": "Who would get most",
        "found": "To look at",
        "more": "and {count} more",
    },
    "id": {
        "pass": "Lolos",
        "fail": "Tidak lolos",
        "refused": "Sisa laba program ini tidak dapat dipastikan",
        "looked": "Hari {for_start} sampai {for_end}, seandainya terjadi {start} sampai {end}",
        "sold": "{lines} baris dari {parties} pihak, nilai penjualan {revenue}",
        "cost": "Biaya",
        "as_was": "dengan penjualan seperti yang terjadi",
        "p50": "separuh dari {count} percobaan paling banyak",
        "p95": "95 dari 100 paling banyak",
        "worst": "terburuk: {case}",
        "house": "di antaranya ditanggung perusahaan",
        "margin": "Margin",
        "before": "dari penjualan ini",
        "others": "diambil program lain",
        "after": "sisa setelah program ini",
        "break_even": "tambahan penjualan supaya tidak rugi",
        "never": "tidak juga dengan empat kali penjualan",
        "anyway": "dibayar untuk penjualan yang memang akan terjadi",
        "budget": "anggaran",
        "used_up": "habis pada {day}",
        "lasts": "cukup",
        "cases": "Seandainya orang hanya mengejar program ini",
        "left": "sisa",
        "products": "Produk dengan sisa paling sedikit",
        "parties": "Siapa yang mendapat paling banyak",
        "found": "Yang perlu dilihat",
        "more": "dan {count} lagi",
    },
}


def set_report(report: Report, language: str) -> Iterator[Text | Table]:
    """Yield the pieces of a report as the terminal prints them."""
    tongue, say = LANGUAGES[language], WORDS[language]
    style = "bold green" if report.verdict == "pass" else "bold red"
    yield Text(f"{report.plan}: {say[report.verdict]}", style=style)
    if report.figures is not None:
        yield from _figures(report.figures, tongue, say)
    if report.findings:
        yield _title(say["found"])
    for finding in report.findings:
        yield Text(f"  – {told(finding, language)} ({finding.code}, {finding.path})")
        if isinstance(named := finding.figures.get("products"), list):
            yield Text(f"    {', '.join(named)}", style="dim")


def _figures(
    figures: Figures, tongue: Language, say: Mapping[str, str]
) -> Iterator[Text | Table]:
    looked, sold = figures.looked, figures.sold
    days = ("start", "end", "for_start", "for_end")
    yield Text(say["looked"].format(**{d: tongue.say(getattr(looked, d)) for d in days}))
    counts = {"lines": sold.lines, "parties": sold.parties}
    numbers = {name: tongue.number(one) for name, one in counts.items()}
    yield Text(say["sold"].format(**numbers, revenue=_money(sold.revenue, tongue)))
    yield _title(say["cost"])
    yield _pairs(_costs(figures, tongue, say))
    yield _title(say["margin"])
    yield _pairs(_margins(figures, tongue, say))
    yield _title(say["cases"])
    yield _cases(figures, tongue, say)
    yield _title(say["products"])
    yield _shares(figures.products, tongue, say)
    yield _title(say["parties"])
    yield _shares(figures.parties, tongue, say)


def _costs(
    figures: Figures, tongue: Language, say: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    costs = figures.costs
    yield say["as_was"], _money(costs.as_was, tongue)
    if costs.house != costs.as_was:
        yield say["house"], _money(costs.house, tongue)
    yield say["p50"].format(count=len(costs.samples)), _money(costs.p50, tongue)
    yield say["p95"], _money(costs.p95, tongue)
    case = CASES[tongue.code][costs.worst_case]
    yield say["worst"].format(case=case), _money(costs.worst, tongue)
    if figures.budget is not None:
        on = figures.used_up_on
        end = say["lasts"] if on is None else say["used_up"].format(day=tongue.say(on))
        yield say["budget"], f"{_money(figures.budget, tongue)}, {end}"


def _margins(
    figures: Figures, tongue: Language, say: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    margins, extra = figures.margins, figures.break_even
    yield say["before"], _money(margins.before, tongue)
    if margins.others:
        yield say["others"], _money(margins.others, tongue)
    yield say["after"], _money(margins.after, tongue)
    yield say["break_even"], say["never"] if extra is None else _percent(extra, -2, tongue)
    if figures.anyway is not None:
        yield say["anyway"], _percent(figures.anyway, -4, tongue)


def _cases(figures: Figures, tongue: Language, say: Mapping[str, str]) -> Table:
    table = _grid(3)
    for case in figures.cases:
        name = f"  {CASES[tongue.code][case.case]}"
        if case.cost is None or case.left is None:
            table.add_row(name, WHY[tongue.code][case.why], "")
        else:
            left = f"{say['left']} {_money(case.left, tongue)}"
            table.add_row(name, _money(case.cost, tongue), left)
    return table


def _shares(shares: Sequence[Share], tongue: Language, say: Mapping[str, str]) -> Table:
    table = _grid(3)
    for one in shares[:MOST_ROWS]:
        left = f"{say['left']} {_money(one.after, tongue)}"
        table.add_row(f"  {one.key}", _money(one.house, tongue), left)
    if len(shares) > MOST_ROWS:
        table.add_row(f"  {say['more'].format(count=len(shares) - MOST_ROWS)}")
    return table


def _pairs(rows: Iterator[tuple[str, str]]) -> Table:
    table = _grid(2)
    for name, value in rows:
        table.add_row(f"  {name}", value)
    return table


def _money(minor: int, tongue: Language) -> str:
    """Write money in the business's own currency, which the data does not name."""
    return tongue.number(Decimal(minor).scaleb(-2))


def _percent(number: int, places: int, tongue: Language) -> str:
    return f"{tongue.number(round(Decimal(number).scaleb(places), 1))}%"


def _title(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _grid(columns: int) -> Table:
    table = Table.grid(padding=(0, 2))
    for number in range(columns):
        table.add_column(justify="left" if number == 0 else "right")
    return table
