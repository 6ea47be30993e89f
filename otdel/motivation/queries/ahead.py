"""Where KPIs of a running period are forecast to end, as results pay is calculated from."""

from __future__ import annotations

from decimal import Decimal

from otdel.forecasting.queries.forecasts import paths_of
from otdel.kit.calendar import Named
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.motivation.rules.lines import Inputs, Result
from otdel.organisation.models import Member
from otdel.organisation.queries.members import MemberRef, ref
from otdel.scorecard.measures.book import Book
from otdel.scorecard.queries.values import UnknownKpi, in_force
from otdel.scorecard.queries.valuing import Valuer

GROWTH = "growth_yoy"  # is judged by the facts of a year ago: the endings of the past do for it


def ends_ahead(member: int, named: Named, now: Inputs) -> dict[str, tuple[Result, ...]]:
    """Twenty equally likely ends of each KPI that is forecast, the worst first.

    Whoever may see this pay may see the range of it, so rights are not asked again for the KPIs behind it.
    """
    found: dict[str, tuple[Result, ...]] = {}
    valuer: Valuer | None = None
    for code, one in now.results.items():
        whose, paths = _paths(code, member, named)
        if isinstance(paths, NoData):
            continue
        valuer = valuer or _at_the_end(named)
        try:
            kpi = in_force(code, named)
        except UnknownKpi:
            continue
        who = _who(member) if whose else None
        if valuer.rule(kpi).steps.pattern == GROWTH:
            continue
        ends = [_result(one, Decimal(str(value)), valuer.judge(kpi, who, named, Decimal(str(value))).attainment)
                for value in paths]  # fmt: skip
        found[code] = tuple(sorted(ends, key=_reached))
    return found


def _paths(code: str, member: int, named: Named) -> tuple[int, tuple[float, ...] | NoData]:
    """The member's own, otherwise the department's, as values of pay are chosen."""
    own = paths_of(AT_TERMINAL, code, member, named)
    return (member, own) if not isinstance(own, NoData) else (0, paths_of(AT_TERMINAL, code, 0, named))


def _at_the_end(named: Named) -> Valuer:
    """Goals as they are on the period's last morning: a whole period is compared with its whole plan."""
    today = Valuer.load(named.period.end)
    return Valuer(Book(named.period.end, named.period), today.holders, today.targets)


def _who(member: int) -> MemberRef:
    return ref(Member.objects.get(pk=member))


def _result(now: Result, value: Decimal, attainment: Decimal | NoData) -> Result:
    return Result(value, attainment, now.target, now.history)


def _reached(one: Result) -> Decimal:
    return one.attainment if isinstance(one.attainment, Decimal) else Decimal(0)
