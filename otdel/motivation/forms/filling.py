"""The sheet of a plan as it stands: every number the way its field shows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from otdel.motivation.forms.fields import percent, plain, result
from otdel.motivation.forms.sheet import Sheet
from otdel.motivation.rules.conditions import write_condition
from otdel.motivation.rules.plan import By, Component, Curve, Gate, Plan
from otdel.motivation.wording.plan_names import Names


def sheet_of(plan: Plan, start: date, changed_why: str, more: str, names: Names) -> Sheet:
    """What the form shows of `plan`; `more` is the YAML of its rare parts."""
    return {
        "head": _head(plan, start, changed_why),
        "parts": [_part(one, names) for one in plan.components],
        "gates": [_gate(one) for one in plan.gates],
        "team": _team(plan, names),
        "unit": _unit(plan),
        "holdback": _holdback(plan),
        "clawback": _clawback(plan),
        "extras": [{"code": one.code, "what": one.what, "amount": plain(one.amount)} for one in plan.extras],
        "more": {"text": more},
    }


def _head(plan: Plan, start: date, changed_why: str) -> Sheet:
    return {
        "start": start.isoformat(), "changed_why": changed_why, "period": plan.period, "kind": plan.kind,
        "base": plain(plan.base), "variable": plain(plan.target_variable), "cap": _bare(percent(plan.cap)),
        "ramp": ", ".join(_bare(percent(one)) for one in plan.ramp), "day": str(plan.pay_day.day),
        "months": str(plan.pay_day.months), "note": plan.note,
    }  # fmt: skip


def _bare(shown: str) -> str:
    """Without the sign, where the label says it."""
    return shown.removesuffix("%")


def _curve(kpi: str, by: By, curve: Curve, names: Names) -> list[Sheet]:
    in_percent = names.in_percent(kpi, by)
    return [{"at": result(one.at, in_percent=in_percent), "pays": _bare(percent(one.pays))} for one in curve]


def _part(one: Component, names: Names) -> Sheet:
    return {
        "kpi": one.kpi, "weight": _bare(percent(one.weight)), "by": one.by.value, "rolling": str(one.rolling),
        "points": _curve(one.kpi, one.by, one.curve, names),
    }  # fmt: skip


def _gate(one: Gate) -> Sheet:
    hard = {"hard": write_condition(one.hard), "worst": _bare(percent(one.hard_factor))} if one.hard else {}
    return {
        "kpi": one.kpi, "passes": write_condition(one.passes), "fail": _bare(percent(one.fail)),
        "component": one.component, "note": one.note, **hard,
    }  # fmt: skip


def _team(plan: Plan, names: Names) -> Sheet:
    if plan.team is None:
        return {}
    points = _curve(plan.team.kpi, plan.team.by, plan.team.curve, names)
    return {"kpi": plan.team.kpi, "by": plan.team.by.value, "points": points}


def _unit(plan: Plan) -> Sheet:
    if plan.unit_pay is None:
        return {}
    tiers = [{"above": plain(t.above), "upto": plain(t.upto), "rate": plain(t.rate)} for t in plan.unit_pay.tiers]
    return {"measure": plan.unit_pay.measure, "tiers": tiers}


def _holdback(plan: Plan) -> Sheet:
    held: Any = plan.holdback
    return {"share": _bare(percent(held.share)), "days": str(held.days), "on": held.on} if held else {}


def _clawback(plan: Plan) -> Sheet:
    back: Any = plan.clawback
    return {"trigger": back.trigger, "days": str(back.days), "most": _bare(percent(back.most))} if back else {}
