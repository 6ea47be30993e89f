"""Pictures of money: where it went, and how a row went from day to day."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from otdel.evidence.queries import DayRow, MoneyAnswer, Outcome, Row
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.measurement.channel_names import channel_name
from otdel.web import charts
from otdel.web import format as say
from otdel.web.charts import Chart, Stream
from otdel.web.charts import Outcome as Came

BY_DAY_UP_TO = 45  # more days are shown by week
BY_WEEK_UP_TO = 400  # more weeks than this many days by month


def where_money_goes(answer: MoneyAnswer) -> Chart:
    """The flow of spend by channel and by what came of it."""
    streams = [Stream(row_name(row), came_of(row.outcome)) for row in answer.channels if row.sums.spend.amount > 0]
    whole = answer.total.outcome
    label = _(
        "%(spend)s spent: %(paid)s paid back, %(way)s on its way, %(did_not)s did not pay back, "
        "%(cannot)s can’t be shown yet."
    ) % {
        "spend": say.short_money(answer.total.sums.spend),
        "paid": say.short_money(whole.paid_back),
        "way": say.short_money(whole.on_its_way),
        "did_not": say.short_money(whole.did_not),
        "cannot": say.short_money(whole.cannot),
    }
    return charts.flow(streams, in_short(answer.currency), label)


def came_of(outcome: Outcome) -> dict[Came, Decimal]:
    return {
        Came.PAID_BACK: outcome.paid_back.amount,
        Came.ON_ITS_WAY: outcome.on_its_way.amount,
        Came.DID_NOT: outcome.did_not.amount,
        Came.UNKNOWN: outcome.cannot.amount,
    }


def spend_over_time(
    days: Sequence[DayRow], shown: Period | None, currency: str, before: Sequence[DayRow] = ()
) -> Chart:
    """Spend by day, week or month, with the period before behind it; days without rows stay gaps."""
    period = shown or _span(days)
    starts = steps(period) if period else []
    label = _("Spend over time, in %(currency)s") % {"currency": currency}
    return charts.line_chart(
        [say.short_day(start) for start in starts],
        _sums(days, starts, period),
        in_short(currency),
        label,
        name=_("Spent"),
        zero=True,
    )


def in_short(currency: str) -> Callable[[say.Number], str]:
    return lambda amount: say.short_money(Money(Decimal(str(amount)), currency))


def row_name(row: Row) -> str:
    return channel_name(row.channel)


def steps(period: Period) -> list[date]:
    """First days of the days, whole weeks or months a picture of `period` is made of: half a week looks like a fall."""
    if period.days <= BY_DAY_UP_TO:
        return list(period)
    if period.days <= BY_WEEK_UP_TO:
        monday = period.start + timedelta(days=-period.start.weekday() % 7)
        weeks = [monday + timedelta(weeks=n) for n in range((period.end - monday).days // 7)]
        return weeks or [period.start]
    months = (period.last_day.year - period.start.year) * 12 + period.last_day.month - period.start.month + 1
    return [_month_after(period.start, n) for n in range(months)]


def _month_after(day: date, months: int) -> date:
    ahead = day.year * 12 + day.month - 1 + months
    return date(ahead // 12, ahead % 12 + 1, 1)


def _sums(days: Iterable[DayRow], starts: Sequence[date], period: Period | None) -> list[Decimal | None]:
    """Spend of each step; None where no day of it has a row."""
    found: defaultdict[date, Decimal] = defaultdict(Decimal)
    for row in days:
        if row.day is None or period is None or row.day not in period:
            continue
        place = bisect_right(starts, row.day) - 1
        if place >= 0 and row.day < _after(starts, place, period):
            found[starts[place]] += row.spend.amount
    return [found.get(start) for start in starts]


def _after(starts: Sequence[date], place: int, period: Period) -> date:
    """The first day after a step; the last week of a picture has seven days as well."""
    if place + 1 < len(starts):
        return starts[place + 1]
    weekly = len(starts) > 1 and (starts[1] - starts[0]).days == 7
    return starts[place] + timedelta(weeks=1) if weekly else period.end


def _span(days: Sequence[DayRow]) -> Period | None:
    known = [row.day for row in days if row.day is not None]
    return Period.closed(min(known), max(known)) if known else None
