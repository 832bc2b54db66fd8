"""The script that a user would write for the same eight plans: pandas, and floats.

Written as well as such scripts get: only the columns in use are read, as Arrow types, and
nothing is done row by row. Floats make some of its awards differ by a rupiah.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

COLUMNS = [
    "order_id",
    "line_no",
    "sold_at",
    "seller_id",
    "buyer_id",
    "product_id",
    "quantity",
    "amount",
]
MONTH, QUARTER = "month", "quarter"


def awards(folder: Path) -> dict[str, pd.DataFrame]:
    """Return what each plan pays."""
    lines = load(folder)
    results = {
        "commission": commission(lines),
        "per-piece": per_piece(lines),
        "points": points(lines),
        "achievement": achievement(lines),
        "volume-rebate": volume_rebate(lines),
        "growth-rebate": growth_rebate(lines, folder),
        "best-of-the-month": best_of_the_month(lines),
        "speed-contest": speed_contest(lines),
    }
    return {plan: paid[paid["amount"] != 0] for plan, paid in results.items()}


def load(folder: Path) -> pd.DataFrame:
    lines = pd.read_parquet(folder / "sale_lines", columns=COLUMNS, dtype_backend="pyarrow")
    products = pd.read_parquet(folder / "products.parquet", dtype_backend="pyarrow")
    lines["amount"] = lines["amount"].astype("float64")
    lines["quantity"] = lines["quantity"].astype("float64")
    lines["sold_at"] = lines["sold_at"].astype("datetime64[us]")
    for name in ("seller_id", "buyer_id", "product_id"):
        lines[name] = lines[name].astype("category")
    lines = lines.merge(
        products.set_index("product_id")[["category", "brand"]].astype("category"),
        left_on="product_id",
        right_index=True,
    )
    day = lines["sold_at"].dt.normalize()
    lines[MONTH] = day - pd.to_timedelta(day.dt.day - 1, unit="D")
    lines[QUARTER] = lines["sold_at"].dt.to_period("Q").dt.start_time
    return lines


def summed(
    lines: pd.DataFrame, window: str, party: str, column: str = "amount"
) -> pd.DataFrame:
    """Sum a column by window and party, and name the keys as in awards."""
    total = lines.groupby([window, party], observed=True)[column].sum().reset_index()
    return total.rename(columns={window: "window_from", party: "party_id", column: "value"})


def paid(total: pd.DataFrame, money: pd.Series | np.ndarray) -> pd.DataFrame:
    """Round money half away from zero."""
    value = np.asarray(money, dtype=float)
    total["amount"] = np.sign(value) * np.floor(np.abs(value) + 0.5)
    return total[["window_from", "party_id", "amount"]]


def commission(lines: pd.DataFrame) -> pd.DataFrame:
    rates = {
        "category-01": 0.02,
        "category-02": 0.025,
        "category-03": 0.025,
        "category-05": 0.04,
        "category-08": 0.05,
    }
    rate = lines["category"].astype(str).map(rates).fillna(0.03).astype(float)
    total = summed(lines.assign(value=lines["amount"] * rate), MONTH, "seller_id", "value")
    return paid(total, total["value"])


def per_piece(lines: pd.DataFrame) -> pd.DataFrame:
    own = lines[lines["brand"].isin(["brand-02", "brand-05", "brand-11"])]
    total = summed(own, QUARTER, "seller_id", "quantity")
    return paid(total, total["value"] * 750)


def points(lines: pd.DataFrame) -> pd.DataFrame:
    total = summed(lines, MONTH, "buyer_id")
    return paid(total, np.trunc(total["value"] / 10000))


def achievement(lines: pd.DataFrame) -> pd.DataFrame:
    total = summed(lines, MONTH, "seller_id")
    reached = [total["value"] >= 100e6, total["value"] >= 25e6, total["value"] >= 10e6]
    return paid(total, total["value"] * np.select(reached, [0.015, 0.01, 0.005], 0.0))


def volume_rebate(lines: pd.DataFrame) -> pd.DataFrame:
    total = summed(lines, QUARTER, "seller_id")
    revenue = total["value"].clip(lower=0)
    slices = (
        revenue.clip(upper=50e6) * 0.0025
        + (revenue.clip(upper=250e6) - 50e6).clip(lower=0) * 0.0075
        + (revenue - 250e6).clip(lower=0) * 0.0125
    )
    return paid(total, slices)


def growth_rebate(lines: pd.DataFrame, folder: Path) -> pd.DataFrame:
    parties = pd.read_parquet(folder / "parties.parquet", columns=["party_id", "role"])
    sellers = parties[parties["role"].isin(["reseller", "outlet"])]["party_id"]
    total = summed(lines[lines["seller_id"].isin(sellers)], QUARTER, "seller_id")
    base = total.assign(window_from=total["window_from"] + pd.DateOffset(years=1))
    both = total.merge(base, on=["window_from", "party_id"], suffixes=("", "_base"))
    both = both[both["value_base"] > 0].copy()
    growth = both["value"] / both["value_base"] - 1
    rate = np.select([growth >= 0.2, growth >= 0.1], [0.02, 0.01], 0.0)
    return paid(both, both["value"] * rate)


def best_of_the_month(lines: pd.DataFrame) -> pd.DataFrame:
    prizes = [10e6, 5e6, 2.5e6, 1e6, 1e6]
    minima = [300e6, 200e6, 100e6, 100e6, 0]
    own = lines[lines["category"].isin(["category-01", "category-04"])]
    total = own.groupby([MONTH, "seller_id"], observed=True).agg(
        value=("amount", "sum"), last=("sold_at", "max")
    )
    total = total[total["value"] > 0].reset_index()
    total = total.sort_values(["value", "last", "seller_id"], ascending=[False, True, True])
    rows = []
    for window, ranked in total.groupby(MONTH):
        free = 0
        for party, value in zip(ranked["seller_id"], ranked["value"], strict=True):
            while free < len(minima) and value < minima[free]:
                free += 1
            if free == len(minima):
                break
            rows.append((window, party, prizes[free]))
            free += 1
    return pd.DataFrame(rows, columns=["window_from", "party_id", "amount"])


def speed_contest(lines: pd.DataFrame) -> pd.DataFrame:
    brands = ["brand-01", "brand-02", "brand-03", "brand-04"]
    during = lines["sold_at"].between("2025-11-10", "2025-11-24", inclusive="left")
    own = lines[lines["brand"].isin(brands) & during]
    own = own.sort_values(["sold_at", "order_id", "line_no"])
    by_seller = own.groupby("seller_id", observed=True)["quantity"]
    so_far, in_the_end = by_seller.cumsum(), by_seller.transform("sum")
    won = []
    for reach, prize, winners in [(25, 1e5, 20), (50, 4e5, 5), (100, 1e6, 1)]:
        first = own[(so_far >= reach) & (in_the_end >= reach)].drop_duplicates("seller_id")
        won.append(first.head(winners).assign(amount=prize))
    sums = pd.concat(won).groupby("seller_id", observed=True)["amount"].sum().reset_index()
    sums = sums.rename(columns={"seller_id": "party_id"})
    return sums.assign(window_from=pd.Timestamp("2025-11-10"))
