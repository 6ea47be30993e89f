"""Pay counted a second time from docs/algorithms/pay.md alone: fractions, whole cents, none of the product's code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction as F
from itertools import pairwise
from math import floor
from typing import Any

Data = Mapping[str, Any]
Amounts = list[tuple[str, str, str, int]]  # code, subject, kind, cents
Waits = list[dict[str, Any]]


def cents(exact: F) -> int:
    """Money to whole cents, a half away from zero."""
    return floor(exact * 100 + F(1, 2)) if exact >= 0 else -floor(-exact * 100 + F(1, 2))


def on_curve(curve: Iterable[tuple[str, str]], x: F) -> F:
    points = [(F(at), F(pays)) for at, pays in curve]
    if x <= points[0][0]:
        return points[0][1]
    for (a, low), (b, high) in pairwise(points):
        if x <= b:
            return low + (high - low) * (x - a) / (b - a)
    return points[-1][1]


def meets(condition: str, x: F) -> bool:
    words = re.sub("attainment|value", "x", condition).split()
    if words[0] in ("<", "<=", ">", ">="):
        words = ["x", *words]
    checks = {"<": F.__lt__, "<=": F.__le__, ">": F.__gt__, ">=": F.__ge__}
    of = [x if one == "x" else F(one) for one in words[::2]]
    return all(checks[sign](a, b) for sign, a, b in zip(words[1::2], of, of[1:], strict=False))


def known(said: Any) -> F | None:
    return F(said) if isinstance(said, str) else None


NO_DRAW = {"amount": "0", "periods": 0, "recoverable": True}


class Twin:
    """`plan` as its file has it, `given` as a snapshot keeps a person's inputs; `amounts()` in whole cents."""

    def __init__(self, plan: Data, given: Data) -> None:
        self.plan, self.given = plan, given
        self.out: Amounts = []
        self.waits: Waits = []
        self.variable = self.topped = self.held = self.taken = 0
        self.own: dict[str, int] = {}
        self.target = F(plan.get("target_variable", 0))

    def amounts(self) -> Amounts:
        if self.given["worked_from"] < self.given["worked_to"]:
            self.put("base", self.by_days(F(self.plan["base"])))
            self.components()
            self.pieces()
            self.factors()
            self.limits()
            self.newcomer()
            self.later()
        self.decided()
        return self.out

    def put(self, code: str, amount: int, subject: str = "", kind: str = "paid") -> None:
        self.out.append((code, subject, kind, amount))

    def earn(self, code: str, amount: int, subject: str, of: str = "") -> None:
        self.variable += amount
        self.own[of] = self.own.get(of, 0) + amount
        self.put(code, amount, subject)

    def by_days(self, whole: F) -> int:
        first, end, of = self.given["worked_from"], self.given["worked_to"], self.given["days"]
        return cents(whole * end / of) - cents(whole * first / of)

    def read(self, kpi: str, by: str) -> F | None:
        found = self.given["results"].get(kpi)
        return known(found[by]) if found else None

    def components(self) -> None:
        for one in self.plan.get("components", []):
            by, worth = one.get("by", "attainment"), self.target * F(one["weight"])
            x = self.mean(one["kpi"], by, int(one.get("rolling", 1)))
            paid = on_curve(one["curve"], x) if x is not None else F(1)
            if x is None and by == "attainment":
                paid = on_curve(one["curve"], F(1))
            amount = self.by_days(F(cents(worth * paid), 100))
            self.share("component", one["kpi"], amount, known_=x is not None)
            self.gates_of(one["kpi"])

    def mean(self, kpi: str, by: str, periods: int) -> F | None:
        now = self.read(kpi, by)
        if now is None or periods < 2:
            return now
        past = [known(one[by]) for one in self.given["results"][kpi]["history"][: periods - 1]]
        several = [now, *(one for one in past if one is not None)]
        return sum(several, F(0)) / len(several)

    def share(self, code: str, subject: str, amount: int, *, known_: bool) -> None:
        split = next((one for one in self.plan.get("splits", []) if one["kpi"] == subject), None)
        who = self.given["who"]
        if split and who:
            if who in split["shares"]:
                before = sum((F(part) for name, part in split["shares"].items() if name < who), F(0))
                whole, upto = F(amount, 100), before + F(split["shares"][who])
                amount = cents(whole * upto) - cents(whole * before)
            else:
                known_ = False
        if known_:
            self.earn(code, amount, subject, subject)
        else:
            self.waits.append({"subject": subject, "amount": amount, "of": subject})

    def pieces(self) -> None:
        if unit := self.plan.get("unit_pay"):
            self.counted("units", unit["measure"], lambda count: sum(
                (max(F(0), min(count, F(end)) - F(start)) * F(rate) for start, end, rate in unit["tiers"]), F(0)
            ))  # fmt: skip
            self.gates_of(unit["measure"])
        if point := self.plan.get("point_pay"):
            most, rate = F(point["most"]), F(point["rate"])
            self.counted("points", point["measure"], lambda count: max(F(0), min(count, most)) * rate)
            self.curve_factor("quality", point["quality"], point["measure"])
            self.curve_factor("time", point["time"], point["measure"])
            self.gates_of(point["measure"])

    def counted(self, code: str, measure: str, paid: Any) -> None:
        count = known(self.given["measures"].get(measure))
        if count is not None:
            self.share(code, measure, cents(paid(count)), known_=True)
        else:
            worth = F(0) if self.plan.get("components") else self.target
            self.waits.append({"subject": measure, "amount": self.by_days(worth), "of": measure})

    def factors(self) -> None:
        self.gates_of("")
        if team := self.plan.get("team"):
            self.curve_factor("team", team, "")

    def gates_of(self, part: str) -> None:
        code = "component_gate" if part else "gate"
        for one in self.plan.get("gates", []):
            if one.get("component", "") == part:
                low, known_ = self.gate(one)
                self.multiply(code, one["kpi"], low, low if known_ else F(1), part, known_=known_)

    def gate(self, one: Data) -> tuple[F, bool]:
        x = self.read(one["kpi"], self.side(one["passes"]))
        if x is None:
            return F(one["fail"]), False
        if one.get("hard"):
            hard = self.read(one["kpi"], self.side(one["hard"]))
            if hard is not None and meets(one["hard"], hard):
                return F(one["hard_factor"]), True
        return (F(1) if meets(one["passes"], x) else F(one["fail"])), True

    @staticmethod
    def side(condition: str) -> str:
        return "attainment" if "attainment" in condition else "value"

    def curve_factor(self, code: str, team: Data, part: str) -> None:
        x = self.read(team["kpi"], team.get("by", "attainment"))
        pays = [F(paid) for _at, paid in team["curve"]]
        low = min(pays) if x is None else on_curve(team["curve"], x)
        high = max(min(pays), min(F(1), max(pays))) if x is None else low
        self.multiply(code, team["kpi"], low, high, part, known_=x is not None)

    def multiply(self, code: str, kpi: str, low: F, high: F, part: str, *, known_: bool) -> None:
        before = self.own.get(part, 0) if part else self.variable
        after = cents(F(before, 100) * low)
        self.earn(code, after - before, kpi, part)
        for one in self.waits:
            if not part or one["of"] == part:
                one["amount"] = cents(F(one["amount"], 100) * high)
        if not known_:
            could = cents(F(before, 100) * high) - after
            self.waits.append({"subject": kpi, "amount": could, "of": part, "factor": True})

    def limits(self) -> None:
        if self.plan.get("cap") is None:
            return
        most = self.by_days(F(self.plan["cap"]) * self.target)
        if self.variable > most:
            self.earn("cap", most - self.variable, "")
        room = most - self.variable
        for one in self.waits:
            one["amount"] = min(one["amount"], room)
            room -= one["amount"]

    def newcomer(self) -> None:
        month, ramp = self.given["month"], self.plan.get("ramp", [])
        number = -(-month // 3) if month and self.plan["period"] == "quarter" else month
        if number and number <= len(ramp):
            lacking = self.by_days(F(ramp[number - 1]) * self.target) - self.variable
            if lacking > 0:
                self.put("guarantee", lacking)
                self.topped = lacking
                self.cover(lacking)
        self.advance(self.plan.get("draw") or NO_DRAW, number)

    def advance(self, draw: Data, number: int | None) -> None:
        level = self.by_days(F(draw["amount"])) if number and number <= draw["periods"] else 0
        lacking = level - self.variable - self.topped
        if lacking > 0:
            self.put("draw", lacking)
            if not draw["recoverable"]:
                self.cover(lacking)
        back = min(cents(F(self.given["advanced"])), self.variable - self.to_hold() - level)
        if back > 0:
            self.put("draw_back", -back)
            self.taken += back

    def cover(self, amount: int) -> None:
        for one in self.waits:
            less = max(0, min(amount, one["amount"]))
            one["amount"] -= less
            amount -= less

    def to_hold(self) -> int:
        share = F(self.plan.get("holdback", {"share": 0})["share"])
        return cents(F(max(0, self.variable), 100) * share)

    def later(self) -> None:
        self.held = self.to_hold()
        if self.held:
            self.put("held_back", -self.held)
            self.put("held", self.held, "", "held")
        for one in self.waits:
            if one["amount"] or not one.get("factor"):
                self.put("reserved", one["amount"], one["subject"], "reserved")

    def decided(self) -> None:
        for one in self.given["booked"]:
            amount = cents(F(one["amount"]))
            if one["code"] == "clawback":
                amount = -min(abs(amount), max(0, self.variable - self.held - self.taken))
                self.taken -= amount
            self.put(one["code"], amount, one["key"])
