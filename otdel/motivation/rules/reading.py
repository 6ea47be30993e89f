"""Reads a pay plan from plain data or YAML. Everything that is wrong is said at once, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from otdel.motivation.rules.checking import check
from otdel.motivation.rules.faults import Fault, Reader, WrongPlan
from otdel.motivation.rules.plan import (
    ONE,
    By,
    Clawback,
    Component,
    Draw,
    Extra,
    Holdback,
    PayDay,
    Plan,
    PointPay,
    Split,
    Team,
    Tier,
    UnitPay,
)  # fmt: skip
from otdel.motivation.rules.reading_parts import curve, gate, name
from otdel.motivation.rules.writing import canonical, digest, write_plan, write_yaml
from otdel.motivation.rules.yaml_text import line_of, lines_of, read_yaml

__all__ = [
    "Fault", "WrongPlan", "canonical", "digest", "line_of", "lines_of", "read_plan", "read_yaml", "write_plan",
    "write_yaml",
]  # fmt: skip

KEYS = (
    "code", "role", "kind", "period", "currency", "base", "target_variable", "cap", "ramp", "components", "unit_pay",
    "point_pay", "gates", "team", "holdback", "clawback", "draw", "extras", "splits", "pay_day", "note",
)  # fmt: skip
NEEDED = ("code", "role", "period", "currency", "base")
CURRENCY = re.compile(r"[A-Z]{3}")
T = TypeVar("T")


def read_plan(
    document: Any,
    *,
    kpis: Collection[str] | None = None,
    measures: Collection[str] | None = None,
    keeps: Mapping[str, str] | None = None,
) -> Plan:
    """A plan from what `read_yaml` or `write_plan` gave. KPIs and measures are looked up when those known are given.

    `keeps` is what a text written anew must leave as it is: {"code": "buyer", "role": "ppc"}.
    Raises WrongPlan with every fault.
    """
    read = Reader()
    said = read.mapping("", document, KEYS, NEEDED)
    plan = _plan(read, said)
    check(read, plan, kpis, measures, keeps)
    if read.faults:
        raise WrongPlan(read.faults)
    return plan


def _plan(read: Reader, said: Mapping[str, Any]) -> Plan:
    read.currency = _currency(read, said.get("currency"))
    return Plan(
        code=name(read, "code", said.get("code")),
        role=name(read, "role", said.get("role")),
        period=read.choice("period", said.get("period", "month"), ("month", "quarter")),
        currency=read.currency,
        base=read.money("base", said.get("base", 0)),
        target_variable=read.money("target_variable", said.get("target_variable", 0)),
        kind=read.choice("kind", said.get("kind", "staff"), ("staff", "contractor")),
        cap=read.number("cap", said["cap"], 0, 20) if "cap" in said else None,
        ramp=tuple(read.number(path, one, 0, 1) for path, one in read.rows("ramp", said.get("ramp"), 24)),
        components=tuple(_component(read, *row) for row in read.rows("components", said.get("components"))),
        gates=tuple(gate(read, *row) for row in read.rows("gates", said.get("gates"))),
        extras=tuple(_extra(read, *row) for row in read.rows("extras", said.get("extras"))),
        splits=tuple(_split(read, *row) for row in read.rows("splits", said.get("splits"))),
        pay_day=_pay_day(read, "pay_day", said["pay_day"]) if "pay_day" in said else PayDay(),
        note=read.words("note", said.get("note", ""), 2000),
        unit_pay=_maybe(read, said, "unit_pay", _unit_pay),
        point_pay=_maybe(read, said, "point_pay", _point_pay),
        team=_maybe(read, said, "team", _team),
        holdback=_maybe(read, said, "holdback", _holdback),
        clawback=_maybe(read, said, "clawback", _clawback),
        draw=_maybe(read, said, "draw", _draw),
    )


def _maybe(read: Reader, said: Mapping[str, Any], key: str, reads: Callable[[Reader, str, Any], T]) -> T | None:
    return reads(read, key, said[key]) if key in said else None


def _currency(read: Reader, said: Any) -> str:
    if said is None:
        return ""
    found = said.strip().upper() if isinstance(said, str) else ""
    if not CURRENCY.fullmatch(found) or not _known_currency(found):
        read.wrong("currency", "plan_currency_unknown", value=read.words("currency", said, 40) or "?")
        return ""
    return found


def _known_currency(code: str) -> bool:
    from babel.numbers import is_currency

    return is_currency(code)


def _component(read: Reader, path: str, said: Any) -> Component:
    given = read.mapping(path, said, ("kpi", "weight", "by", "rolling", "curve"), ("kpi", "weight", "curve"))
    return Component(
        kpi=name(read, f"{path}.kpi", given.get("kpi")),
        weight=read.number(f"{path}.weight", given.get("weight", 1), 0, 1),
        curve=curve(read, f"{path}.curve", given.get("curve")),
        by=By(read.choice(f"{path}.by", given.get("by", "attainment"), ("attainment", "value"))),
        rolling=read.whole(f"{path}.rolling", given.get("rolling", 1), 1, 12),
    )


def _team(read: Reader, path: str, said: Any) -> Team:
    given = read.mapping(path, said, ("kpi", "by", "curve"), ("kpi", "curve"))
    return Team(
        name(read, f"{path}.kpi", given.get("kpi")),
        curve(read, f"{path}.curve", given.get("curve"), most=3),
        By(read.choice(f"{path}.by", given.get("by", "attainment"), ("attainment", "value"))),
    )


def _unit_pay(read: Reader, path: str, said: Any) -> UnitPay:
    given = read.mapping(path, said, ("measure", "tiers"), ("measure", "tiers"))
    tiers = []
    for place, row in read.rows(f"{path}.tiers", given.get("tiers")):
        if not isinstance(row, list | tuple) or len(row) != 3:
            read.wrong(place, "plan_tier_shape")
            continue
        above, upto = (read.number(place, one, 0) for one in row[:2])
        tiers.append(Tier(above, upto, read.money(place, row[2])))
    return UnitPay(name(read, f"{path}.measure", given.get("measure")), tuple(tiers))


def _point_pay(read: Reader, path: str, said: Any) -> PointPay:
    keys = ("measure", "rate", "quality", "time", "most")
    given = read.mapping(path, said, keys, keys)
    return PointPay(
        name(read, f"{path}.measure", given.get("measure")),
        read.money(f"{path}.rate", given.get("rate", 0)),
        _team(read, f"{path}.quality", given.get("quality", {})),
        _team(read, f"{path}.time", given.get("time", {})),
        read.number(f"{path}.most", given.get("most", 0), 0),
    )


def _holdback(read: Reader, path: str, said: Any) -> Holdback:
    given = read.mapping(path, said, ("share", "days", "on"), ("share", "days", "on"))
    share = read.number(f"{path}.share", given.get("share", 0), 0, 1)
    return Holdback(share, read.whole(f"{path}.days", given.get("days", 1), 1, 730), _text(read, path, given, "on"))


def _clawback(read: Reader, path: str, said: Any) -> Clawback:
    given = read.mapping(path, said, ("trigger", "days", "most"), ("trigger", "days"))
    most = read.number(f"{path}.most", given.get("most", ONE), 0, 1)
    days = read.whole(f"{path}.days", given.get("days", 1), 1, 730)
    return Clawback(_text(read, path, given, "trigger"), days, most)


def _draw(read: Reader, path: str, said: Any) -> Draw:
    keys = ("amount", "periods", "recoverable")
    given = read.mapping(path, said, keys, keys)
    return Draw(
        read.money(f"{path}.amount", given.get("amount", 0)),
        read.whole(f"{path}.periods", given.get("periods", 1), 1, 24),
        read.yes(f"{path}.recoverable", given.get("recoverable", False)),
    )


def _extra(read: Reader, path: str, said: Any) -> Extra:
    given = read.mapping(path, said, ("code", "what", "amount"), ("code", "what", "amount"))
    code = name(read, f"{path}.code", given.get("code"))
    return Extra(code, _text(read, path, given, "what"), read.money(f"{path}.amount", given.get("amount", 0)))


def _split(read: Reader, path: str, said: Any) -> Split:
    given = read.mapping(path, said, ("kpi", "shares"), ("kpi", "shares"))
    shares = given.get("shares", {})
    if not isinstance(shares, Mapping):
        read.wrong(f"{path}.shares", "plan_split_shape")
        shares = {}
    found = ((name(read, f"{path}.shares", who), read.number(f"{path}.shares.{who}", share, 0, 1))
             for who, share in list(shares.items())[:40])  # fmt: skip
    return Split(name(read, f"{path}.kpi", given.get("kpi")), tuple(sorted(found)))


def _pay_day(read: Reader, path: str, said: Any) -> PayDay:
    given = read.mapping(path, said, ("day", "months"))
    day = read.whole(f"{path}.day", given.get("day", 15), 1, 31)
    return PayDay(day, read.whole(f"{path}.months", given.get("months", 1), 0, 12))


def _text(read: Reader, path: str, given: Mapping[str, Any], key: str) -> str:
    return read.words(f"{path}.{key}", given.get(key, ""))
