"""A plan tried over a few lines: small worlds for tests of simulations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.reference.rows import Facts, Line, Product
from setia_engine.run.load import open_facts
from setia_engine.simulate.assumptions import Assumptions, Response
from setia_engine.simulate.report import Report
from setia_engine.simulate.simulate import simulate
from setia_engine.testing.builders import a_line, a_plan, a_product
from setia_engine.testing.tables import write_facts

NOW = datetime(2026, 10, 31, 17, tzinfo=UTC)
"""The first midnight of November 2026 in Jakarta, when October is all there is to know."""
FEW = Assumptions(samples=20)
STILL = Assumptions(samples=20, responses=(Response(0, 0),))


def october(orders: Iterable[tuple[str, int, int]], **rest) -> list[Line]:
    """Return a line of one piece for each (seller, amount, day) of October 2026."""
    return [
        a_line(
            f"2026-10-{day:02}T10:00:00",
            order_id=f"O{number}",
            seller_id=seller,
            amount=amount,
            **rest,
        )
        for number, (seller, amount, day) in enumerate(orders)
    ]


@contextmanager
def laid(lines: Iterable[Line], products: Iterable[Product] = ()) -> Iterator[LaidFacts]:
    """Lay lines down, with a product that costs 60,000 where none is given."""
    known = tuple(products) or (a_product(cost=60_000, price=100_000),)
    with TemporaryDirectory() as name:
        write_facts(Path(name), Facts(tuple(lines), (), (), known))
        with open_facts(Path(name), {"Asia/Jakarta"}) as facts:
            yield facts


def tried(
    lines: Iterable[Line],
    products: Iterable[Product] = (),
    *,
    others: Iterable[Plan] = (),
    assumptions: Assumptions = STILL,
    as_of: datetime = NOW,
    **parts,
) -> Report:
    """Simulate November's plan over the lines."""
    with laid(lines, products) as facts:
        runs = [list(others)] if others else []
        return simulate(a_plan(**parts), runs, facts, as_of, assumptions)


def codes(report: Report, severity: str = "") -> list[str]:
    """Return the codes of what a report found."""
    return [one.code for one in report.findings if severity in {"", one.severity}]
