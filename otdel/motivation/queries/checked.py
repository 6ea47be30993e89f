"""Findings and simulations as a version keeps them: JSON in, JSON out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from otdel.motivation.models import PlanVersion
from otdel.motivation.rules.lints.finding import Finding, Level, Mend, Picture
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import read_plan, write_plan
from otdel.motivation.rules.recorded import reason_from
from otdel.motivation.rules.simulated import Simulation


def as_json(value: Any) -> Any:
    """Dataclasses as objects, decimals and days as text, plans as their files have them."""
    if isinstance(value, Plan):
        return write_plan(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: as_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): as_json(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(inner) for inner in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def findings_of(version: PlanVersion) -> list[Finding]:
    """What the last check of a version found; nothing when it was never checked."""
    return [_finding(one) for one in version.findings or []]


def simulation_of(version: PlanVersion) -> Simulation | None:
    return _simulations().validate_python(version.simulation) if version.simulation else None


@cache
def _simulations() -> TypeAdapter[Simulation]:
    return TypeAdapter(Simulation)


def _finding(said: Mapping[str, Any]) -> Finding:
    return Finding(
        str(said["id"]), Level(said["level"]), reason_from(said["because"]), str(said.get("path", "")),
        _picture(said.get("picture")), _mend(said.get("mend")),
    )  # fmt: skip


def _picture(said: Mapping[str, Any] | None) -> Picture | None:
    if said is None:
        return None
    return Picture(
        str(said["kind"]), tuple(said["labels"]), _figures(said["values"]), _figures(said["other"]),
        tuple(said["names"]),
    )  # fmt: skip


def _figures(said: list[str | None]) -> tuple[Decimal | None, ...]:
    return tuple(None if one is None else Decimal(one) for one in said)


def _mend(said: Mapping[str, Any] | None) -> Mend | None:
    if said is None:
        return None
    plan, start = said.get("plan"), said.get("start")
    return Mend(
        reason_from(said["because"]), read_plan(plan) if plan else None, date.fromisoformat(start) if start else None,
        proved=bool(said.get("proved")),
    )  # fmt: skip
