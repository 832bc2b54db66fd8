"""A story: one party's award from the sum down to the lines, for people who never saw a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from setia_engine.plan.document import LocalText, Plan
from setia_engine.plan.measure import Growth, Name, is_ratio, own_measure
from setia_engine.plan.reward import (
    FlatReward,
    PerUnitReward,
    RaceReward,
    RankingReward,
    RateReward,
    StepReward,
    Tier,
    TiersReward,
)
from setia_engine.run.explanation import writing
from setia_engine.run.explanation.reasons import Reason, reasons
from setia_engine.run.explanation.sentences import SENTENCES, Language
from setia_engine.run.explanation.tale import Kept, Part, Step, Tale
from setia_engine.run.explanation.told import Row

Paying = Tier | RateReward | PerUnitReward | FlatReward
"""What has a rate, an amount per unit or a flat amount."""


@dataclass(frozen=True)
class Story:
    """What is told of one row: the plan, its rivals in the window, the lines that carry it."""

    plan: Plan
    row: Row
    rivals: Sequence[Row]
    lines: Sequence[Row]
    language: Language

    def say(self, key: str, **values: object) -> str:
        """Return a sentence filled in."""
        return SENTENCES[self.language][key].format(**values)

    def amount(self, value: Decimal) -> str:
        """Write money, points or goods."""
        return writing.spoken(writing.amount(value), self.language)

    def number(self, value: Decimal | None, measure: Name | Growth = "quantity") -> str:
        """Write a number of a measure; ratios as percentages."""
        if value is None:
            return self.say("no_number")
        if is_ratio(measure):
            return self.percent(value)
        return writing.spoken(writing.plain(value), self.language)

    def percent(self, value: Decimal) -> str:
        """Write a ratio as a percentage."""
        return writing.spoken(writing.percent(value), self.language)

    def told(self, most_lines: int) -> Tale:
        """Return the whole story, with the lines that weigh most."""
        return Tale(
            title=f"{_title(self.plan, self.language)} ({self.plan.id})",
            about=self._about(),
            known=self._known(),
            headline=self._headline(),
            facts=tuple(self._facts()),
            conditions=tuple(self._conditions()),
            steps=tuple(self._steps()),
            why=tuple(self._why()),
            parts=tuple(self._parts(most_lines)),
            rest=self._rest(most_lines),
            total=self.amount(_sum(self.lines)),
        )

    def _known(self) -> str:
        status = self.say(f"status_{self.row['status']}")
        return f"{status}; {self.say('known', as_of=self.row['as_of'])}"

    def _about(self) -> str:
        row = self.row
        end = row["window_to"] or self.say("open")
        order = f" · {self.say('order', order=row['order_id'])}" if row["order_id"] else ""
        return f"{row['party_id']} · {row['window_from']} – {end}{order}"

    def _headline(self) -> str:
        row = self.row
        headline = self.say("award") if row["amount"] else self.say("no_award")
        given = self.say(f"given_{self.plan.settlement.given}")
        return f"{headline}: {self.amount(row['amount'])} {given}".rstrip()

    def _facts(self) -> Iterator[str]:
        row = self.row
        yield self._measure()
        if row["tier"] and isinstance(self.plan.reward, TiersReward):
            start = self._of_measure(self.plan.reward.tiers[row["tier"] - 1].start)
            yield self.say("tier", tier=row["tier"], start=start)
        if row["place"]:
            yield self.say("place", place=row["place"])
        if row["gross"]:
            yield self.say("pays", paid=self._paid())

    def _measure(self) -> str:
        name, row = self._name(self.plan.measure), self.row
        value = self._of_measure(row["measure"])
        if not isinstance(self.plan.measure, Growth):
            return self.say("measure", name=name, value=value)
        before, now = self.number(row["base"]), self.number(row["current"])
        return self.say("growth", name=name, value=value, current=now, base=before)

    def _conditions(self) -> Iterator[Kept]:
        found = zip(self.plan.conditions, self.row["condition_values"], strict=True)
        for number, (condition, value) in enumerate(found, start=1):
            kept = number not in self.row["failed"]
            limit = self.number(condition.limit, condition.measure)
            line = f"{number}. {self._name(condition.measure)} "
            line += f"{self.say(condition.comparison)} {limit}: "
            line += f"{self.number(value, condition.measure)}, "
            yield Kept(line + self.say("holds" if kept else "fails"), kept)

    def _steps(self) -> Iterator[Step]:
        row = self.row
        yield Step(self.say("gross"), self.amount(row["gross"]))
        for name, before, after in (
            ("cap", row["gross"], row["after_cap"]),
            ("stacking", row["after_cap"], row["after_stacking"]),
            ("budget", row["after_stacking"], row["amount"]),
        ):
            if after != before:
                yield Step(self.say(f"took_{name}"), self.amount(after - before))
        yield Step(self.say("sum"), self.amount(row["amount"]))

    def _why(self) -> Iterator[str]:
        found = reasons(self.plan, self.row, self.rivals) or [Reason("nothing_more")]
        for reason in found:
            yield self._reason(reason)

    def _reason(self, reason: Reason) -> str:
        code = reason.code
        if code == "condition" and reason.values["value"] is None:
            code = "condition_undefined"
        said: dict[str, Any] = {"name": self._name(own_measure(self.plan.measure))}
        for key, value in reason.values.items():
            said[key] = self._value(key, value, reason)
        return self.say(code, **said)

    def _value(self, key: str, value: Any, reason: Reason) -> str:  # noqa: ANN401 - any of a reason's values
        if isinstance(value, Tier):
            return self._pays(value)
        if key == "measure":
            return self._name(value)
        if key == "comparison":
            return self.say(value)
        if not isinstance(value, Decimal):
            return str(value)
        if key in {"cap", "took", "budget", "gives"}:
            return self.amount(value)
        if reason.code == "condition":
            return self.number(value, reason.values["measure"])
        return self.number(value) if key == "sell" else self._of_measure(value)

    def _paid(self) -> str:
        """Tell by which rule the reward came about."""
        reward, row = self.plan.reward, self.row
        if isinstance(reward, TiersReward):
            if reward.mode != "retroactive":
                return self.say(f"mode_{reward.mode}")
            return self._pays(reward.tiers[row["tier"] - 1])
        if isinstance(reward, RankingReward):
            place = reward.ranking[row["place"] - 1]
            return self._pays(Tier.model_construct(flat=place.flat, rate=place.rate))
        if isinstance(reward, StepReward):
            every, give = reward.step.every, reward.step.give
            return self.say("pays_step", give=self.amount(give), every=self.number(every))
        if isinstance(reward, RaceReward):
            goals = [self.number(reward.race[number - 1].reach) for number in row["won"]]
            return self.say("pays_race", goals=", ".join(goals))
        return self._pays(reward)

    def _pays(self, tier: Paying) -> str:
        flat, rate = getattr(tier, "flat", None), getattr(tier, "rate", None)
        per_unit = getattr(tier, "per_unit", None)
        if flat is not None:
            return self.say("pays_flat", value=self.amount(flat))
        if isinstance(rate, Decimal):
            of = getattr(self.plan.reward, "of", None) or own_measure_of(self.plan)
            return self.say("pays_rate", value=self.percent(rate), of=self.say(of))
        if isinstance(per_unit, Decimal):
            return self.say("pays_per_unit", value=self.amount(per_unit))
        table = rate if rate is not None else per_unit
        return self.say("pays_table", by=getattr(table, "by", ""))

    def _parts(self, most: int) -> Iterator[Part]:
        shown = self._heaviest(most)
        for line in sorted(shown, key=lambda line: (line["order_id"], line["line_no"])):
            basis, part = self.number(line["basis"]), self.amount(line["amount"])
            yield Part(line["order_id"], line["line_no"], basis, part)

    def _rest(self, most: int) -> str:
        """Tell of the lines that are not shown, if there are any."""
        shown = self._heaviest(most)
        left = self.amount(_sum(self.lines) - _sum(shown))
        count = len(self.lines) - len(shown)
        return self.say("more_lines", count=count, amount=left) if count else ""

    def _heaviest(self, most: int) -> list[Row]:
        return sorted(self.lines, key=lambda line: -abs(line["amount"]))[:most]

    def _name(self, measure: Name | Growth) -> str:
        name = self.say(own_measure(measure))
        return self.say("growth_of", name=name) if isinstance(measure, Growth) else name

    def _of_measure(self, value: Decimal | None) -> str:
        return self.number(value, self.plan.measure)


def own_measure_of(plan: Plan) -> str:
    """Return what a rate is a share of where the plan does not say."""
    reward = plan.reward
    if isinstance(reward, TiersReward) and reward.mode == "incremental":
        return own_measure(plan.measure)
    return "revenue"


def _title(plan: Plan, language: Language) -> str:
    if isinstance(plan.title, LocalText):
        return plan.title.id if language == "id" else plan.title.en
    return plan.title or plan.id


def _sum(lines: Sequence[Row]) -> Decimal:
    return sum((line["amount"] for line in lines), start=Decimal(0))
