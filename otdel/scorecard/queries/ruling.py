"""A KPI as computing needs it: its formula made ready and its settings read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from otdel.kit.calendar import Named
from otdel.kit.reason import NoData, Reason
from otdel.scorecard.measures.checking import ready
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.models import Kpi
from otdel.scorecard.rules.formula.evaluating import Step
from otdel.scorecard.rules.goals import OF_PLAN, RAMPED, Steps, steps_of


@dataclass(frozen=True, slots=True)
class Ruled:
    """`wrong` says why the formula cannot be computed. `measures` are all that the value and its judgement rest on."""

    pk: int
    code: str
    wrong: Reason | None
    run: Step
    names: tuple[str, ...]
    measures: tuple[Measure, ...]
    against_plan: bool
    against_year: bool
    grows: bool
    steps: Steps
    direction: str
    period: str
    lag_days: int
    sample: str
    least: Decimal
    ramped: bool
    holds_salaries: bool

    @classmethod
    def of(cls, kpi: Kpi) -> Ruled:
        settings, made = kpi.settings, ready(kpi.formula)
        wrong = made if isinstance(made, Reason) else None
        steps = steps_of(settings.get("threshold") or {})
        sample = settings.get("min_sample") or {}
        measured = str(sample.get("measure", ""))
        known = measured if meaning(measured) else ""
        return cls(
            pk=kpi.pk,
            code=kpi.code,
            wrong=wrong,
            run=(lambda _: NoData(wrong)) if isinstance(made, Reason) else made.run,  # type: ignore[arg-type]
            names=() if isinstance(made, Reason) else made.names,
            measures=() if isinstance(made, Reason) else _measures(made.names, known, planned=steps.pattern in OF_PLAN),
            against_plan=not isinstance(made, Reason) and made.against_plan,
            against_year=not isinstance(made, Reason) and made.against_year,
            grows=not isinstance(made, Reason) and made.grows,
            steps=steps,
            direction=str(settings.get("direction", "higher")),
            period=str(settings.get("period", "month")),
            lag_days=int(settings.get("lag_days") or 0),
            sample=known,
            least=Decimal(str(sample.get("n", 0))),
            ramped=steps.pattern in RAMPED,
            holds_salaries=not isinstance(made, Reason) and made.holds_salaries,
        )

    def matures_on(self, named: Named) -> date:
        return named.period.end + timedelta(days=self.lag_days)


def _measures(names: tuple[str, ...], sample: str, *, planned: bool) -> tuple[Measure, ...]:
    """Of the names, the sample, and the plans of the names where the value is compared with its plan."""
    asked = [*names, *([sample] if sample else []), *([f"{name}_plan" for name in names] if planned else [])]
    found = {one.measure.code: one.measure for name in asked if (one := meaning(name))}
    return tuple(found.values())
