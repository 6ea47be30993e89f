"""Stored values read back: reasons, parts, the value with its latest correction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

from otdel.kit.calendar import Named
from otdel.kit.reason import NoData, Reason
from otdel.scorecard.measures.found import UNKNOWN, Found
from otdel.scorecard.models import Adjustment, KpiValue
from otdel.scorecard.queries.answer import Correction, Goal, State
from otdel.scorecard.queries.ruling import Ruled
from otdel.scorecard.queries.valuing import AVERAGED, Alone, Valued, mean_of
from otdel.scorecard.rules.goals import Judged
from otdel.scorecard.rules.units import Way

Known = Decimal | NoData
NOT_COUNTED = NoData.because("not_counted_yet")
NEAR = Decimal("0.000001")
NOT_KNOWN = NoData.because("corrected_to_unknown")


def value_of(value: Decimal | None, reason: Any) -> Known:
    return value if value is not None else no_data(reason)


def no_data(reason: Any) -> NoData:
    if not isinstance(reason, Mapping) or "code" not in reason:
        return NOT_COUNTED
    return NoData(Reason.of(str(reason["code"]), **reason.get("values", {})))


def state_of(text: str) -> State:
    return cast(State, text) if text in ("good", "near", "off") else ""


def corrections_of(stored: KpiValue) -> tuple[Correction, ...]:
    return tuple(correction(one) for one in stored.adjustments.order_by("at", "id"))


def correction(one: Adjustment) -> Correction:
    return Correction(one.at, one.name, _or_unknown(one.old), _or_unknown(one.new), one.why)


def _or_unknown(value: Decimal | None) -> Known:
    return NOT_KNOWN if value is None else value


def parts_of(stored: KpiValue) -> dict[str, Found]:
    """The measures the value was computed from, by their names in the formula."""
    return {name: _part(said) for name, said in stored.parts.items()}


def _part(said: Mapping[str, Any]) -> Found:
    way = Way(said.get("way", Way.FACTS.value))
    if said.get("value") is None:
        return Found(no_data(said.get("reason")), way)
    fresh = said.get("fresh_to")
    return Found(
        Decimal(said["value"]), way, int(said.get("rows", 0)), Decimal(said.get("coverage", "1")),
        date.fromisoformat(fresh) if fresh else None,
    )  # fmt: skip


def alone_of(stored: KpiValue, rule: Ruled, named: Named) -> Alone:
    """Each period by its own stored measures, when a small sample is their mean: it may rest on older ones since."""
    if not stored.small_sample or stored.value is None:
        return ()
    nameds = [named]
    while len(nameds) < AVERAGED:
        nameds.append(nameds[-1].earlier())
    starts = [one.period.start for one in nameds]
    rows = KpiValue.objects.filter(kpi=stored.kpi, whose=stored.whose, unit=stored.unit, start__in=starts)
    by_start = {one.start: one for one in rows}
    known = ((one, _by_itself(rule, by_start.get(one.period.start))) for one in nameds)
    found = tuple((one, value) for one, value in known if isinstance(value, Decimal))
    same = found and abs(mean_of(found) - stored.value) <= NEAR * max(abs(stored.value), NEAR)
    return found if same else ()


def _by_itself(rule: Ruled, stored: KpiValue | None) -> Known:
    """The formula over the measures of one period only."""
    parts = parts_of(stored) if stored else {}
    return rule.run(lambda name: parts[name].value if name in parts else NOT_COUNTED)


def as_valued(stored: KpiValue, named: Named, goal: Goal, *, mature: bool, alone: Alone = ()) -> Valued:
    """A stored value as one just computed looks."""
    return Valued(
        stored.kpi,
        named,
        value_of(stored.value, stored.reason),
        goal,
        Judged(value_of(stored.attainment, stored.reason or {"code": "only_watched"}), state_of(stored.state)),
        UNKNOWN if stored.coverage is None else stored.coverage,
        stored.fresh_to,
        mature,
        stored.small_sample,
        parts_of(stored),
        alone,
    )
