"""What came: outcomes of periods that are over and mature, and whether warnings were right."""

from __future__ import annotations

from datetime import date, timedelta

from otdel.forecasting.models import EarlyWarning, Forecast, Outcome
from otdel.forecasting.queries.goals import role_for
from otdel.forecasting.queries.history import Days, History
from otdel.forecasting.rules.chances import Aim
from otdel.kit.calendar import Unit, containing
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.organisation.models import Member
from otdel.organisation.queries.members import MemberRef, ref
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import Kpi
from otdel.scorecard.queries.answer import EVERYTHING, Scope
from otdel.scorecard.queries.values import UnknownKpi, in_force
from otdel.scorecard.queries.valuing import Valuer

RIPE = 30  # days after which late facts hardly change a measure that is not sold late
SETTLED = 0.01  # of a period's value: when no more than this is still due, it is taken for finished
PERSISTED = 7  # days after a break in which the number has to stay on that side


def judge(valuer: Valuer, history: History, on: date) -> int:
    """Write down what goals came to whose period is over and mature, and mark warnings; how many outcomes are new."""
    known = set(Outcome.objects.values_list("kind", "code", "whose", "unit", "start"))
    ended = Forecast.objects.filter(end__lte=on, reason__isnull=True).order_by("-seen_on", "-id")
    latest: dict[tuple[str, str, int, str, date], Forecast] = {}
    for row in ended.only("kind", "code", "whose", "member_id", "unit", "start", "end", "low", "high"):
        if _stands(row):
            latest.setdefault((row.kind, row.code, row.whose, row.unit, row.start), row)
    people = {one.pk: ref(one) for one in Member.objects.all()}
    rows = [
        made
        for key, row in latest.items()
        if key not in known
        and _stands(row)
        and (made := _outcome(valuer, history, row, people.get(row.member_id or 0), on))
    ]
    Outcome.objects.bulk_create(rows, ignore_conflicts=True)
    _mark(history, on)
    return len(rows)


def _stands(row: Forecast | EarlyWarning) -> bool:
    """A measure that this version no longer counts has no outcome; what was said of it stays."""
    return row.kind != "measure" or row.code in MEASURES


def _outcome(valuer: Valuer, history: History, row: Forecast, who: MemberRef | None, on: date) -> Outcome | None:
    """As the scorecard counts it now; None while late facts may still change it."""
    unit: Unit = row.unit  # type: ignore[assignment]  # one of UNITS
    named = containing(row.start, unit)
    if row.kind == "measure":
        if on < row.end + timedelta(days=RIPE):
            return None
        scope = valuer.holders.scope_of(who.id, _role(valuer, row, who), named.period) if who else EVERYTHING
        if _still_due(history, row, scope, on) > SETTLED:
            return None
        value = valuer.book.measure(MEASURES[row.code], scope, named.period).value
    else:
        try:
            kpi: Kpi = in_force(row.code, named)
        except UnknownKpi:
            return None
        if on < valuer.rule(kpi).matures_on(named):
            return None
        value = valuer.value(kpi, who, named).value
    told = None if isinstance(value, NoData) else float(value)
    aim = Aim(row.low, row.high)
    edge = 1e-9 * max(1.0, abs(told or 0.0))  # a value on target to the last place is on target
    near = Aim(None if aim.low is None else aim.low - edge, None if aim.high is None else aim.high + edge)
    reached = None if told is None or not aim.set else near.holds(told)
    return Outcome(
        kind=row.kind, code=row.code, whose=row.whose, unit=row.unit, start=row.start, value=told, reached=reached,
        told_on=on,
    )  # fmt: skip


def _still_due(history: History, row: Forecast, scope: Scope, on: date) -> float:
    """The share of the period's value that sales of its leads are expected to bring yet; a forecast counts it too."""
    days = history.days(MEASURES[row.code], scope, on)
    if not isinstance(days, Days):
        return 0.0
    first, last = (max(0, (day - days.start).days) for day in (row.start, row.end))
    due, whole = float(days.due[first:last].sum()), float(days.whole[first:last].sum())
    return due / whole if due > 0 and whole > 0 else 0.0


def _role(valuer: Valuer, row: Forecast, who: MemberRef) -> int | None:
    return role_for(valuer, row.code, who.id, Period(row.start, row.end)) or None


def _mark(history: History, on: date) -> None:
    reached = {
        (one.kind, one.code, one.whose, one.unit, one.start): one.reached
        for one in Outcome.objects.exclude(reached=None)
    }
    changed = []
    for one in EarlyWarning.objects.filter(right=None, end__lte=on):
        found: bool | None
        if one.sort == "odds":
            came = reached.get((one.kind, one.code, one.member_id or 0, one.unit, one.start))
            found = None if came is None else not came
        else:
            found = _stayed(history, one, on) if _stands(one) else None
        if found is not None:
            one.right = found
            changed.append(one)
    EarlyWarning.objects.bulk_update(changed, ["right"], batch_size=200)


def _stayed(history: History, one: EarlyWarning, on: date) -> bool | None:
    """A break was right when the week after stayed on its side; a fault of a file when the day was corrected since."""
    days = history.days(MEASURES[one.code], EVERYTHING, on)
    if not isinstance(days, Days):
        return None
    at = (one.start - days.start).days
    if not 0 <= at < len(days.known):
        return None
    value, middle = float(one.evidence["value"]), float(one.evidence["middle"])
    if one.sort == "import":
        corrected = abs(days.known[at] - value) > 0.2 * max(abs(value), abs(middle), 1.0)
        return True if corrected else (False if on >= one.end + timedelta(days=RIPE) else None)
    after = days.known[at + 1 : at + 1 + PERSISTED]
    if len(after) < PERSISTED:
        return None
    usual = float(days.known[max(0, at - 28) : at].mean())
    return bool((after.mean() - usual) * (value - middle) > 0 and abs(after.mean() / max(usual, 1e-9) - 1) > 0.05)
