"""The rare parts of a plan as YAML beside the sheet: taken out for the form, put back when it is read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from otdel.kit.reason import Reason
from otdel.motivation.rules.faults import Fault, WrongPlan
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import read_plan, read_yaml, write_plan, write_yaml

RARE = ("point_pay", "draw", "splits")


def rare_text(plan: Plan) -> str:
    """Only the rare parts of the plan, as its file has them; empty when it has none."""
    there = write_plan(plan)
    if not any(key in there for key in RARE):
        return ""
    lines = write_yaml(plan).splitlines(keepends=True)
    kept: list[str] = []
    key = ""
    for line in lines:
        if line[:1] not in (" ", "-", "\n"):
            key = line.partition(":")[0]
        if key in RARE:
            kept.append(line)
    return "".join(kept)


def with_rare(plan: Plan, text: str, kpis: Collection[str], measures: Collection[str]) -> Plan:
    """The plan with the rare parts that `text` says, and only those. Raises WrongPlan."""
    common = replace(plan, point_pay=None, draw=None, splits=())
    document = write_plan(common)
    given = read_yaml(text) if text.strip() else {}
    if not isinstance(given, dict):
        raise WrongPlan([Fault("", Reason.of("plan_not_group", keys=", ".join(RARE)))])
    for key in given:
        if key not in RARE:
            raise WrongPlan([Fault(key, Reason.of("plan_key_unknown", key=key[:40], keys=", ".join(RARE)))])
    return read_plan({**document, **given}, kpis=kpis, measures=measures)
