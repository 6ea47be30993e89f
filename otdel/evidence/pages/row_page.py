"""The page of one channel or campaign: what it cost, what came back, its days, and how its margin came about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.evidence import wording
from otdel.evidence.asked import Asked
from otdel.evidence.pages import controls, links
from otdel.evidence.pages.overview import days_words
from otdel.evidence.pages.pictures import spend_over_time
from otdel.evidence.pages.rows import Line, back_words, known_money, lines, name_of
from otdel.evidence.queries import DayRow, Kind, MoneyAnswer, Row
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.charts import Chart
from otdel.web.parts import Cell, Explanation, Fact, Link, PathStep, Table
from otdel.web.parts import Column as Heading
from otdel.web.parts import Period as Switch
from otdel.web.reasons import say as words_of

MOST_DAYS = 120
ONE_TABLE_UP_TO = 14  # more days are folded into calendar weeks


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days of the row in one table: a calendar week, or all of them when they are few."""

    label: str
    spend: str
    table: Table


@dataclass(frozen=True, slots=True)
class RowPage:
    title: str
    crumbs: tuple[Link, ...]
    verdict: SafeString
    period: Switch
    days_shown: str
    facts: list[Fact]
    chart: Chart
    campaigns: list[Line]
    stretches: list[Stretch]
    one_stretch: bool
    days_cut: int
    path: list[PathStep]
    why_not: list[str]


def page(
    answer: MoneyAnswer, row: Row, days: Sequence[DayRow], asked: Asked, today: date, to: Callable[..., str]
) -> RowPage:
    stretches = stretches_of(row, days[-MOST_DAYS:], asked)
    return RowPage(
        title=name_of(row),
        crumbs=crumbs(row, asked),
        verdict=row_verdict(row),
        period=controls.period_switch(asked, today, to),
        days_shown=days_words(answer),
        facts=facts(row),
        chart=spend_over_time(days, answer.period, answer.currency),
        campaigns=lines(row.rows, answer, asked),
        stretches=stretches,
        one_stretch=len(stretches) == 1,
        days_cut=max(0, len(days) - MOST_DAYS),
        path=path(row, asked),
        why_not=[wording.say(reason, answer.currency) for reason in row.outcome.because],
    )


@dataclass(frozen=True, slots=True)
class Nothing:
    """A row with nothing in the days asked about, and the way to the days that have something."""

    title: str
    crumbs: tuple[Link, ...]
    period: Switch
    all_days: str


def nothing(row: Row, asked: Asked, today: date, to: Callable[..., str]) -> Nothing:
    return Nothing(name_of(row), crumbs(row, asked), controls.period_switch(asked, today, to), to(span=None))


def row_verdict(row: Row) -> SafeString:
    """What this channel or campaign cost and what came of it, in one sentence."""
    spend, margin = say.short_money(row.sums.spend), row.margin
    if not row.sums.spend.amount and not row.sums.revenue.amount:
        return _bold(_("%(name)s cost nothing and brought nothing in these days."), name=name_of(row))
    if not row.sums.spend.amount:
        words = _("%(name)s brought %(revenue)s without spend of its own.")
        return _bold(words, name=name_of(row), revenue=say.short_money(row.sums.revenue))
    if isinstance(margin, NoData):
        words = _("%(name)s cost %(spend)s. What came back can’t be shown yet: %(why)s")
        return _bold(words, name=name_of(row), spend=spend, why=words_of(margin.reason))
    words = _("%(name)s cost %(spend)s, and the sales traced to it left %(margin)s of margin.")
    return _bold(words, name=name_of(row), spend=spend, margin=say.short_money(margin))


def _bold(words: str, **values: str) -> SafeString:
    return mark_safe(escape(words) % {name: format_html("<b>{}</b>", value) for name, value in values.items()})  # noqa: S308


def crumbs(row: Row, asked: Asked) -> tuple[Link, ...]:
    up = [Link(_("Money"), links.of_money(asked))]
    if row.kind in (Kind.CAMPAIGN, Kind.NO_CAMPAIGN):
        up.append(Link(channel_name(row.channel), links.of_key(asked, row.channel)))
    return (*up, Link(name_of(row), ""))


def facts(row: Row) -> list[Fact]:
    """The numbers of one row, each with its meaning."""
    return [
        Fact(wording.number_name("back"), back_words(row.back), _note(row.back), _why("back")),
        Fact(wording.number_name("margin"), known_money(row.margin), _note(row.margin), _why("margin")),
        Fact(wording.number_name("cac"), known_money(row.cac), _note(row.cac), _why("cac")),
        Fact(
            wording.number_name("cost_per_lead"),
            known_money(row.cost_per_lead),
            _note(row.cost_per_lead),
            _why("cost_per_lead"),
        ),
    ]


def path(row: Row, asked: Asked) -> list[PathStep]:
    """How margin came about, from spend and sales; each line opens the rows behind it."""
    sums = row.sums
    spend = PathStep(_("Spent"), say.money(sums.spend), href=links.of_spend_rows(asked, row.key))
    sold = ngettext("%(count)s sale won", "%(count)s sales won", sums.deals) % {"count": say.number(sums.deals)}
    steps = [
        spend,
        PathStep(_("Revenue"), say.money(sums.revenue), sold, links.of_deals(asked, row.key)),
        PathStep(_("Returned"), say.money(-sums.returned)),
        PathStep(_("Goods, delivery and fees"), say.money(-sums.variable_cost)),
    ]
    if sums.uncosted.amount:
        note = _("their variable cost is not known, so they are in no margin")
        steps.append(PathStep(_("Sales without a known cost"), say.money(-sums.uncosted), note))
    steps.append(PathStep(_("Contribution margin"), known_money(row.margin)))
    return steps


def stretches_of(row: Row, days: Sequence[DayRow], asked: Asked) -> list[Stretch]:
    """The days in one table when they are few, else a table a calendar week, the newest first."""
    if len(days) <= ONE_TABLE_UP_TO:
        return [_stretch(_("Day by day"), row, days, asked)]
    weeks = groupby(days, key=lambda one: one.day and one.day - timedelta(days=one.day.weekday()))
    return [_stretch(_week_name(monday), row, list(inside), asked) for monday, inside in weeks][::-1]


def _week_name(monday: date | None) -> str:
    return say.day_range(Period.closed(monday, monday + timedelta(days=6))) if monday else _("Day not stated")


def _stretch(label: str, row: Row, days: Sequence[DayRow], asked: Asked) -> Stretch:
    spend = sum((day.spend for day in days[1:]), days[0].spend) if days else None
    return Stretch(label, say.money(spend), day_table(row, days, asked, label))


def day_table(row: Row, days: Sequence[DayRow], asked: Asked, caption: str) -> Table:
    columns = (
        Heading(_("Day")), Heading(_("Spent"), "number"), Heading(_("Leads"), "number"),
        Heading(_("Sales"), "number"), Heading(_("Revenue"), "number"), Heading(_("Margin"), "number"),
    )  # fmt: skip
    return Table(caption, columns, [_day(row, day, asked) for day in reversed(days)])


def _day(row: Row, day: DayRow, asked: Asked) -> tuple[Cell | str, ...]:
    named = say.week_day(day.day) if day.day else _("Day not stated")
    opened = links.of_spend_rows(asked, row.key, day.day) if day.spend.amount else ""
    return (
        Cell(named, opened), say.money(day.spend), say.number(day.leads), say.number(day.deals),
        say.money(day.revenue), known_money(day.margin),
    )  # fmt: skip


def _note(value: object) -> str:
    return words_of(value.reason) if isinstance(value, NoData) else ""


def _why(code: str) -> Explanation:
    return Explanation(wording.number_name(code), wording.definition(code))
