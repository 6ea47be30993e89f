"""A question to the designer as YAML, and its answer as plain data for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from otdel.accounts.services import Refused
from otdel.kit.reason import Reason
from otdel.organisation.exchange.reading import has_aliases
from otdel.organisation.forms.designer import number_of
from otdel.organisation.rules.designer import ASSUMPTIONS, Design, Impossible, Mix, Now, Plan, Start, Swing
from otdel.organisation.rules.designer.codes import ENGAGEMENTS, ROLES

GROUPS = {"volumes": "volume.", "goal": "goal.", "figures": ""}
ALIASES = {"goal.leads": "volume.leads"}


def read_plan(name: str, text: str, base: Mapping[str, Decimal], currency: str) -> Plan:
    """A plan from YAML over `base`. Raises Refused with what is wrong and where."""
    try:
        if has_aliases(text):
            raise Refused(Reason.of("exchange_yaml_alias"))
        said = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise Refused(Reason.of("design_file_broken", file=name, line=line)) from error
    if not isinstance(said, dict) or not said:
        raise Refused(Reason.of("design_file_empty", file=name))
    people = tuple(_person(place, one) for place, one in enumerate(said.pop("people", None) or (), 1))
    money = str(said.pop("currency", currency)).strip().upper()[:3]
    return Plan.made(money, {**base, **_figures(said)}, people)


def _figures(said: Mapping[str, Any]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for key, value in said.items():
        if key == "channels" and isinstance(value, dict):
            sums = [_number(f"channels.{channel}", one) for channel, one in value.items()]
            found |= {"spend": sum(sums, Decimal(0)), "volume.channels": Decimal(len(sums))}
        elif key in GROUPS and isinstance(value, dict):
            found |= {_known(f"{GROUPS[key]}{code}"): _number(str(code), one) for code, one in value.items()}
        else:
            found[_known(str(key))] = _number(str(key), value)
    return found


def _known(code: str) -> str:
    code = ALIASES.get(code, code)
    if code not in ASSUMPTIONS:
        raise Refused(Reason.of("design_figure_unknown", name=code))
    return code


def _number(name: str, value: Any) -> Decimal:
    """0.6 and "60%" are the same."""
    text = str(value).strip()
    try:
        if isinstance(value, bool):
            raise ValueError(text)
        return number_of(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError as error:
        raise Refused(Reason.of("design_figure_not_number", name=name, value=text[:40])) from error


def _person(line: int, said: Any) -> Now:
    given = said if isinstance(said, dict) else {"role": said}
    role, terms = str(given.get("role", "")), str(given.get("terms", "staff"))
    if (role and role not in ROLES) or terms not in ENGAGEMENTS:
        raise Refused(Reason.of("design_person_unknown", line=line, value=f"{role}, {terms}"[:60]))
    share = _number("share", given.get("share", 1))
    if not 0 < share <= Decimal("1.5"):
        raise Refused(Reason.of("design_figure_not_number", name="share", value=str(share)))
    return Now(role, terms, float(share))


def as_data(plan: Plan, found: Design, matters: list[Swing] | None = None) -> dict[str, Any]:
    """The answer as plain data: money as text, hours rounded to a tenth."""
    best = found.best
    said: dict[str, Any] = {
        "currency": plan.currency,
        "possible": isinstance(best, Mix),
        "best": None if isinstance(best, Impossible) else mix_data(best),
        "ways_out": [
            {"limit": way.limit, "now": str(way.now), "enough": str(way.enough)}
            for way in (best.ways if isinstance(best, Impossible) else ())
        ],
        "starts": {start.code: _start(start) for start in found.starts},
        "now": mix_data(found.now),
        "people": [{"role": one.role, "terms": one.terms, "share": one.share} for one in plan.people],
        "figures": {code: _plain(value) for code, value in plan.figures.items()},
    }
    if matters is not None:
        said["matters"] = [_swing(one) for one in matters]
    return said


def mix_data(mix: Mix) -> dict[str, Any]:
    return {
        "hires": [
            {
                "role": hire.option.role,
                "terms": hire.option.terms,
                "share": hire.option.share,
                "count": hire.count,
                "cost": _plain(hire.cost),
            }
            for hire in mix.hires
        ],
        "cost": _plain(mix.cost),
        "unspent": _plain(mix.unspent),
        "idle_hours": round(mix.idle, 1),
        "hours": [
            {"work": one.kind, "needed": round(one.needed, 1), "covered": round(one.covered, 1), "least": one.least}
            for one in mix.covers
            if one.needed > 0
        ],
        "uncovered_hours": round(mix.uncovered, 1),
        "uncovered_worth": f"{mix.lost:.2f}",
        "more_could_be_led": mix.lead_left,
    }


def _start(start: Start) -> dict[str, Any]:
    enough = None if start.enough is None else _plain(start.enough)
    return {"breaks": list(start.breaks), "there": start.there, "enough_budget": enough, **mix_data(start.mix)}


def _swing(one: Swing) -> dict[str, Any]:
    return {
        "assumption": one.code,
        "factor": str(one.factor),
        "possible": one.possible,
        "other_mix": one.other_mix,
        "effect": f"{one.effect:.2f}",
        "cost": _plain(one.cost),
        "uncovered_hours": round(one.hours, 1),
    }


def _plain(value: Decimal) -> str:
    """1500, not 1.5E+3."""
    return format(value.normalize(), "f")
