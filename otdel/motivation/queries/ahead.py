"""Where KPIs of a running period are forecast to end, as results pay is calculated from."""

from __future__ import annotations

from decimal import Decimal

from otdel.forecasting.queries.forecasts import paths_of
from otdel.kit.calendar import Named
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.motivation.rules.lines import Inputs, Result
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.measures.book import Book
from otdel.scorecard.queries.values import all_in_force
from otdel.scorecard.queries.valuing import Valuer

GROWTH = "growth_yoy"  # is judged by the facts of a year ago: the endings of the past do for it


def ends_ahead(who: MemberRef, named: Named, now: Inputs, today: Valuer) -> dict[str, tuple[Result, ...]]:
    """Twenty equally likely ends of each KPI that is forecast, the worst first.

    A member's own forecast is taken, otherwise the department's, as values of pay are chosen. Whoever may see this pay
    may see the range of it, so rights are not asked again for the KPIs behind it.
    """
    own = paths_of(AT_TERMINAL, now.results, who.id, named)
    shared = paths_of(AT_TERMINAL, now.results.keys() - own.keys(), 0, named)
    ahead = own | shared
    if not ahead:
        return {}
    valuer, found = _at_the_end(named, today), dict[str, tuple[Result, ...]]()
    for code, kpi in all_in_force(ahead, named).items():
        if valuer.rule(kpi).steps.pattern == GROWTH:
            continue
        whose, values = who if code in own else None, [Decimal(str(one)) for one in ahead[code]]
        reached = [valuer.judge(kpi, whose, named, one).attainment for one in values]
        ends = [_result(now.results[code], *one) for one in zip(values, reached, strict=True)]
        found[code] = tuple(sorted(ends, key=_reached))
    return found


def _at_the_end(named: Named, today: Valuer) -> Valuer:
    """Goals as they are on the period's last morning: a whole period is compared with its whole plan."""
    return Valuer(Book(named.period.end, named.period), today.holders, today.targets)


def _result(now: Result, value: Decimal, attainment: Decimal | NoData) -> Result:
    return Result(value, attainment, now.target, now.history)


def _reached(one: Result) -> Decimal:
    return one.attainment if isinstance(one.attainment, Decimal) else Decimal(0)
