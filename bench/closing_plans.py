"""Fifty programs of a month as a business has them: most simple, some for everybody."""

from __future__ import annotations

CATEGORIES, BRANDS, SUPPLIERS = 12, 30, 15
HEAD = """
setia: 1
id: {id}
period: {{from: 2026-10-01, to: 2026-12-31, every: {every}}}
credit: {credit}
eligible: {{role: {role}}}
"""
RATES = "scope: {{category: C{n}}}\nreward: {{rate: {rate}%}}\n"
TIERS = """scope: {{brand: B{n}}}
reward:
  mode: retroactive
  tiers:
    - {{from: 500000, rate: 1%}}
    - {{from: 2000000, rate: 2%}}
    - {{from: 5000000, rate: 3%}}
"""
FUNDED = """scope: {{supplier: SUP-{n}}}
measure: quantity
conditions: [{{measure: quantity, at_least: 3}}]
reward: {{per_unit: 500}}
funding: [{{party: SUP-{n}, share: 60%}}]
"""
POINTS = """scope: {{category: C{n}}}
reward: {{step: {{every: 10000, give: 1}}}}
settlement: {{as: points}}
"""
UPLINE = "scope: {{brand: B{n}}}\nreward: {{rate: 1%}}\ncaps: {{per_party: 1000000}}\n"
RANKING = """scope: {{category: C{n}}}
reward:
  ranking:
    - {{place: 1, flat: 5000000}}
    - {{place: 2, flat: 3000000}}
    - {{place: 3, flat: 1000000}}
"""
RACE = """measure: quantity
scope: {{brand: B{n}}}
reward: {{race: [{{reach: 500, flat: 1000000, winners: 3}}]}}
"""
BUDGET = "scope: {{brand: B{n}}}\nreward: {{rate: 5%}}\ncaps: {{budget: 50000000}}\n"
KINDS = (
    ("rate", RATES, 12, "seller", "reseller", "month"),
    ("tiers", TIERS, 12, "seller", "reseller", "month"),
    ("funded", FUNDED, 8, "buyer", "outlet", "month"),
    ("points", POINTS, 6, "buyer", "outlet", "month"),
    ("upline", UPLINE, 4, "upline", "distributor", "month"),
    ("quarter", TIERS, 4, "seller", "reseller", "quarter"),
    ("ranking", RANKING, 2, "seller", "reseller", "month"),
    ("race", RACE, 1, "seller", "reseller", "month"),
    ("budget", BUDGET, 1, "seller", "reseller", "month"),
)


def documents() -> list[str]:
    """Return fifty plan documents."""
    found = []
    for name, body, count, credit, role, every in KINDS:
        for n in range(count):
            head = HEAD.format(id=f"{name}-{n:02d}", every=every, credit=credit, role=role)
            found.append(head + body.format(n=n + 1, rate=n % 5 + 1))
    return found
