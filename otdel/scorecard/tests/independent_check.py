"""Compares the stored values of an installation with those counted apart: what was compared and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

MONTHS, QUARTERS = 14, 4
CLOSE = 1e-6  # of the value: pandas counts in binary fractions


class Missing(Exception):
    """A part of a formula has no value."""


@dataclass(frozen=True)
class Who:
    """A holder with those below them; nobody is the whole department."""

    members: tuple[int, ...] = ()
    channels: tuple[str, ...] = ()

    def has(self, member: int | None) -> bool:
        return not self.members or member in self.members


class Formulas:
    """Formulas by Python itself, over what was counted apart."""

    def __init__(self, counted: Any) -> None:
        self.counted = counted

    def value(self, text: str, who: Who, period: tuple[date, date]) -> float | None:
        class Names(dict[str, Any]):
            def __missing__(names, name: str) -> float:
                found = self.counted.name(name, who, period)
                if found is None:
                    raise Missing(name)
                return float(found)

        functions = {"ratio": _ratio, "abs": abs, "min": min, "max": max, "clip": lambda x, lo, hi: min(max(x, lo), hi)}
        try:
            return float(eval(text, {"__builtins__": {}}, Names(functions)))
        except Missing:
            return None


def _ratio(above: float, below: float) -> float:
    if not below:
        raise Missing("zero")
    return above / below


def who_holds(member: int | None, role: int, period: tuple[date, date]) -> Who:
    from otdel.organisation.models import Engagement

    if member is None:
        return Who()
    held = Engagement.objects.filter(member=member, role=role, start__lt=period[1]).order_by("start").last()
    below: list[int] = []
    fresh = {member}
    last = period[1] - timedelta(days=1)
    while fresh:
        led = set(Engagement.objects.on(last).filter(reports_to__in=fresh).values_list("member_id", flat=True))
        fresh = led - set(below) - {member}
        below += sorted(fresh)
    scope = (held.scope or {}) if held else {}
    return Who((member, *sorted(below)), tuple(sorted(scope.get("channels", ()))))


def compare(folder: Path, today: date) -> dict[str, Any]:
    """Of the last whole months and quarters before `today`, against the exports in `folder`."""
    from otdel.kit.calendar import containing
    from otdel.scorecard.models import Kpi, KpiValue
    from otdel.scorecard.tests.independent import Counted

    formulas = Formulas(Counted(folder))
    same, differing, kpis = 0, [], set()
    for unit, count in (("month", MONTHS), ("quarter", QUARTERS)):
        named = containing(today, unit).earlier()  # type: ignore[arg-type]
        for _ in range(count):
            period = (named.period.start, named.period.end)
            for kept in KpiValue.objects.filter(unit=unit, start=period[0]):
                kpi = Kpi.objects.on(period[1] - timedelta(days=1)).get(code=kept.kpi)
                who = who_holds(kept.member_id, kpi.role_id, period)
                found = _with_sample(formulas, kpi, who, named)
                if _alike(kept.value, found):
                    same += found is not None
                    kpis |= {kept.kpi} if found is not None else set()
                else:
                    differing.append(
                        [kept.kpi, kept.whose, named.code, str(kept.value), found, kept.parts, kept.reason]
                    )
            named = named.earlier()
    return {"compared": same, "kpis": sorted(kpis), "differing": differing}


def _with_sample(formulas: Formulas, kpi: Any, who: Who, named: Any) -> float | None:
    """The value, or the mean of three periods when too little stands behind it."""
    period = (named.period.start, named.period.end)
    found = formulas.value(kpi.formula, who, period)
    sample = kpi.settings.get("min_sample")
    size = formulas.counted.name(sample["measure"], who, period) if sample else None
    if found is None or size is None or size >= sample["n"]:
        return found
    known, one = [], named
    for _ in range(3):
        known.append(formulas.value(kpi.formula, who, (one.period.start, one.period.end)))
        one = one.earlier()
    values = [value for value in known if value is not None]
    return sum(values) / len(values)


def _alike(kept: Any, found: float | None) -> bool:
    if kept is None or found is None:
        return kept is None and found is None
    return abs(float(kept) - found) <= CLOSE * max(1.0, abs(found))
