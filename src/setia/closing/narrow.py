"""Whom new facts concern, so that a run after a late line evaluates few instead of all.

The whole evaluation is the meaning; this is only a shorter way to the same difference. It is
taken where since the last run of the same month nothing came in but lines and reversals: then
the awards of whoever has a part in the orders they touch can change, and those of programs in
which parties compete (rankings, races, budgets), which are evaluated whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import duckdb
from django.conf import settings
from django.db.models import QuerySet

from setia.closing.models import CloseRun
from setia.people.models import PartyAttribute
from setia.people.resolve_code import codes_to_ids, survivors
from setia.programs.promises import Promise
from setia.sales.mirror.cursor import Cursor
from setia.sales.mirror.facts_as_known import facts_as_known, sold_before
from setia.sales.mirror.refresh_facts import reversed_folder
from setia.sales.models import Reversal, SaleLine
from setia_engine.plan.reward import RaceReward, RankingReward

MOST_ORDERS = 5_000
"""With more orders than this touched the shorter way is hardly shorter."""
# Orders that return a touched one may count on its date; a seller's upline earns too.
CONCERNED = """
WITH orders AS (
    SELECT unnest($orders) AS order_id
    UNION SELECT order_id FROM line WHERE list_contains($orders, returns_order_id)
), mine AS (
    SELECT seller_id, buyer_id FROM line WHERE order_id IN (FROM orders)
), someone AS (
    SELECT seller_id AS party_id FROM mine UNION SELECT buyer_id FROM mine
), upline AS (
    SELECT party_id, parent_id FROM read_parquet($parties)
    UNION SELECT party_id, value FROM read_parquet($history) WHERE attribute = 'parent_id'
)
SELECT party_id FROM someone WHERE party_id IS NOT NULL
UNION
SELECT parent_id FROM upline WHERE party_id IN (FROM someone) AND parent_id IS NOT NULL
"""
# Whole orders, and the orders that are returned: a window by order begins with its first
# line, whoever sold that one.
LINES = """
WITH upline AS (
    SELECT party_id, parent_id FROM read_parquet($parties)
    UNION SELECT party_id, value FROM read_parquet($history) WHERE attribute = 'parent_id'
), sellers AS (
    SELECT unnest($concerned) AS party_id
    UNION SELECT party_id FROM upline WHERE list_contains($concerned, parent_id)
), own AS (
    SELECT order_id, returns_order_id FROM line
    WHERE seller_id IN (FROM sellers) OR list_contains($concerned, buyer_id)
), orders AS (
    SELECT order_id FROM own UNION SELECT returns_order_id FROM own
)
SELECT * FROM line WHERE order_id IN (FROM orders) AND sold_at < $before
"""


@dataclass(frozen=True)
class Narrow:
    """Whom new facts concern: codes, and ids with those of everybody merged into them."""

    codes: tuple[str, ...]
    ids: frozenset[int]


def competitive(found: Sequence[Promise]) -> frozenset[int]:
    """Return the programs in which one party's award hangs on what others do."""
    groups: dict[str, set[int]] = defaultdict(set)
    compete: set[int] = set()
    for one in found:
        plan, key = one.plan, one.version.program_id
        if plan.stacking is not None:
            groups[plan.stacking.group].add(key)
        contest = isinstance(plan.reward, RankingReward | RaceReward)
        if contest or plan.caps.budget is not None:
            compete.add(key)
    for members in groups.values():
        if members & compete:
            compete |= members
    return frozenset(compete)


def whom_it_concerns(
    last: CloseRun | None,
    cursor: Cursor,
    cutoff: datetime,
    month: date,
    kept: Sequence[object],
) -> Narrow | None:
    """Return whom the facts since the last run concern; None where all must be evaluated.

    ``kept`` names the promises as a run keeps them; other promises concern everybody.
    """
    if last is None or last.period.month != month or last.promises != list(kept):
        return None
    before = Cursor(**last.cursor) if last.cursor else Cursor()
    if not _only_lines(before, cursor) or _history_begins(last.cutoff, cutoff):
        return None
    with facts_as_known(cutoff) as folder, duckdb.connect() as duck:
        _view(duck, folder, ever=True)
        orders = _orders_touched(before, last.cutoff, duck)
        return None if len(orders) > MOST_ORDERS else _concerned(orders, folder, duck)


def _only_lines(before: Cursor, now: Cursor) -> bool:
    """Tell whether registers, histories and merges are as they were."""
    names = ("merge", "attribute", "parties", "products")
    one, other = asdict(before), asdict(now)
    return before.line > 0 and all(one[name] == other[name] for name in names)


def _history_begins(since: datetime, until: datetime) -> bool:
    """Tell whether a value that was set for a coming day came into force meanwhile."""
    zone = ZoneInfo(settings.TIME_ZONE)
    days = since.astimezone(zone).date(), until.astimezone(zone).date()
    return PartyAttribute.objects.filter(
        from_date__gt=days[0], from_date__lte=days[1]
    ).exists()


def _orders_touched(
    before: Cursor, cutoff: datetime, duck: duckdb.DuckDBPyConnection
) -> list[str]:
    """Return the orders of lines and reversals that are new, by number or by moment.

    By moment they are looked for in the columns: the books have no index of it.
    """
    reversals = Reversal.objects.filter(pk__gt=before.reversal) | Reversal.objects.filter(
        at__gt=cutoff
    )
    new: QuerySet[SaleLine] = SaleLine.objects.filter(pk__gt=before.line)
    found: set[str] = set()
    for rows in (new, SaleLine.objects.filter(pk__in=reversals.values("line"))):
        found |= set(rows.values_list("order_id", flat=True)[: MOST_ORDERS + 1])
    late = "SELECT DISTINCT order_id FROM line WHERE recorded_at > $cutoff"
    found |= {row[0] for row in duck.execute(late, {"cutoff": cutoff}).fetchall()}
    return sorted(found)


def _concerned(orders: list[str], folder: Path, duck: duckdb.DuckDBPyConnection) -> Narrow:
    asked = {"orders": orders, **_registers(folder)}
    codes = sorted(row[0] for row in duck.execute(CONCERNED, asked).fetchall())
    keys = set(codes_to_ids(codes).values())
    gone = {one for one, kept in survivors().items() if kept in keys}
    return Narrow(tuple(codes), frozenset(keys | gone))


@contextmanager
def narrowed(data: Path, narrow: Narrow, sold_until: date | None) -> Iterator[Path]:
    """Yield a folder of facts with only the lines that concern somebody, up to a day."""
    with TemporaryDirectory(dir=settings.HOME, prefix="narrow-") as scratch:
        folder = Path(scratch)
        for table in data.glob("*.parquet"):
            if table.stem != "sale_lines":
                (folder / table.name).symlink_to(table.resolve())
        with duckdb.connect() as duck:
            duck.execute("SET TimeZone = 'UTC'")
            _view(duck, data)
            before = sold_before(sold_until)
            asked = {"concerned": list(narrow.codes), "before": before, **_registers(data)}
            duck.register("rows", duck.execute(LINES, asked).to_arrow_table())
            target = str(folder / "sale_lines.parquet").replace("'", "''")
            duck.execute(f"COPY rows TO '{target}' (FORMAT parquet)")
        yield folder


def _view(duck: duckdb.DuckDBPyConnection, folder: Path, *, ever: bool = False) -> None:
    """Name the lines of a folder; with ``ever`` also those that were reversed."""
    many = folder / "sale_lines"
    paths = [f"{many}/*.parquet" if many.is_dir() else f"{folder}/sale_lines.parquet"]
    if ever and list(reversed_folder().glob("*.parquet")):
        paths.append(f"{reversed_folder()}/*.parquet")
    listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    duck.execute(
        f"CREATE VIEW line AS SELECT * FROM read_parquet([{listed}], "  # noqa: S608 - our own folders
        "hive_partitioning = false, union_by_name = true)"
    )


def _registers(folder: Path) -> dict[str, str]:
    return {
        "parties": str(folder / "parties.parquet"),
        "history": str(folder / "party_history.parquet"),
    }
