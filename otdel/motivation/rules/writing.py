"""Writes a plan as plain data and YAML that `reading` reads back, and its one text and hash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from otdel.motivation.rules.conditions import write_condition
from otdel.motivation.rules.digests import canonical_json, digest_of
from otdel.motivation.rules.plan import By, Component, Curve, Gate, PayDay, Plan, Team
from otdel.motivation.rules.rounding import text

Data = dict[str, Any]
PLAIN = re.compile(r"-?\d{1,12}(\.\d{1,9})?")


def write_plan(plan: Plan) -> Data:
    """The plan as its file has it: texts, numbers as text, lists, mappings. What is not in the plan is left out."""
    return {key: value for key, value in _entries(plan) if value not in (None, "", [], {})}


def canonical(plan: Plan) -> str:
    """One text for one meaning, whatever the file looked like."""
    return canonical_json(write_plan(plan))


def digest(plan: Plan) -> str:
    return digest_of(write_plan(plan))


def write_yaml(plan: Plan) -> str:
    """A file that people can read and change; `read_yaml` and `read_plan` give the same plan back."""
    return yaml.dump(write_plan(plan), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _entries(plan: Plan) -> Iterator[tuple[str, Any]]:
    yield from (("code", plan.code), ("role", plan.role), ("kind", plan.kind), ("period", plan.period))
    yield from (("currency", plan.currency), ("base", text(plan.base)))
    yield "target_variable", text(plan.target_variable)
    yield "cap", None if plan.cap is None else text(plan.cap)
    yield "ramp", [text(one) for one in plan.ramp]
    yield "components", [_component(one) for one in plan.components]
    yield from _pieces(plan)
    yield "gates", [_gate(one) for one in plan.gates]
    yield "team", plan.team and _team(plan.team)
    yield from _later(plan)
    yield "extras", [{"code": one.code, "what": one.what, "amount": text(one.amount)} for one in plan.extras]
    yield "splits", [{"kpi": one.kpi, "shares": {who: text(share) for who, share in one.shares}} for one in plan.splits]
    yield "pay_day", None if plan.pay_day == PayDay() else {"day": plan.pay_day.day, "months": plan.pay_day.months}
    yield "note", plan.note


def _pieces(plan: Plan) -> Iterator[tuple[str, Any]]:
    if unit := plan.unit_pay:
        tiers = [[text(one.above), text(one.upto), text(one.rate)] for one in unit.tiers]
        yield "unit_pay", {"measure": unit.measure, "tiers": tiers}
    if point := plan.point_pay:
        yield "point_pay", {
            "measure": point.measure, "rate": text(point.rate), "quality": _team(point.quality),
            "time": _team(point.time), "most": text(point.most),
        }  # fmt: skip


def _later(plan: Plan) -> Iterator[tuple[str, Any]]:
    if held := plan.holdback:
        yield "holdback", {"share": text(held.share), "days": held.days, "on": held.on}
    if back := plan.clawback:
        yield "clawback", {"trigger": back.trigger, "days": back.days, "most": text(back.most)}
    if drawn := plan.draw:
        yield "draw", {"amount": text(drawn.amount), "periods": drawn.periods, "recoverable": drawn.recoverable}


def _component(one: Component) -> Data:
    said: Data = {"kpi": one.kpi, "weight": text(one.weight)}
    if one.by is By.VALUE:
        said["by"] = one.by.value
    if one.rolling > 1:
        said["rolling"] = one.rolling
    return {**said, "curve": _curve(one.curve)}


def _team(one: Team) -> Data:
    by = {"by": one.by.value} if one.by is By.VALUE else {}
    return {"kpi": one.kpi, **by, "curve": _curve(one.curve)}


def _curve(curve: Curve) -> list[list[str]]:
    return [[text(point.at), text(point.pays)] for point in curve]


def _gate(one: Gate) -> Data:
    said = {"kpi": one.kpi, "passes": write_condition(one.passes), "fail": text(one.fail)}
    if one.hard:
        said |= {"hard": write_condition(one.hard), "hard_factor": text(one.hard_factor)}
    return said | {key: value for key, value in (("component", one.component), ("note", one.note)) if value}


class _Dumper(yaml.SafeDumper):
    """Numbers without quotes; points and tiers on one line."""


def _text(dumper: yaml.SafeDumper, said: str) -> yaml.Node:
    if PLAIN.fullmatch(said):
        return dumper.represent_scalar("tag:yaml.org,2002:float" if "." in said else "tag:yaml.org,2002:int", said)
    return dumper.represent_str(said)


def _list(dumper: yaml.SafeDumper, said: list[Any]) -> yaml.Node:
    flat = all(isinstance(one, str) or (isinstance(one, list) and len(said) > 1) for one in said)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", said, flow_style=flat)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
