"""What the model saw, week by week: margin and spend of each channel, every figure open to the money page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from otdel.evidence.pages.mix import figures
from otdel.evidence.queries.mix import FitLine
from otdel.evidence.queries.weekly import Week, Weekly
from otdel.evidence.wording.mix_days import day_name
from otdel.kit.calendar import containing
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.parts import Cell, Column, Link, Row, Table
from otdel.web.reasons import say as words_of


@dataclass(frozen=True, slots=True)
class SeenPage:
    crumbs: tuple[Link, ...]
    verdict: SafeString
    table: Table
    left_out: list[str]
    csv: str
    xlsx: str


def page(seen: Weekly, fit: FitLine | None) -> SeenPage:
    """`fit` is the version that saw them; without one they are what the next would see."""
    return SeenPage(
        crumbs=(Link(_("Model"), reverse("evidence:mix_model")), Link(_("What the model saw"), "")),
        verdict=verdict(seen, fit),
        table=table(seen),
        left_out=[words_of(reason) for reason in (*seen.left_out, *seen.notes)],
        csv=reverse("evidence:mix_weeks_file", args=["csv"]),
        xlsx=reverse("evidence:mix_weeks_file", args=["xlsx"]),
    )


def verdict(seen: Weekly, fit: FitLine | None) -> SafeString:
    if not seen.weeks:
        return figures.bold(_("There are no whole weeks of spend and sales yet."))
    about = {"weeks": figures.weeks(len(seen.weeks)), "start": say.day(seen.weeks[0].start)}
    if fit is None:
        return figures.bold(_("The next fitting would see %(weeks)s, the first from %(start)s."), **about)
    words = _("Version %(version)s of the model saw %(weeks)s, the first from %(start)s. Nothing else went into it.")
    return figures.bold(words, version=str(fit.id), **about)


def table(seen: Weekly) -> Table:
    columns = [Column(_("Week")), Column(_("Margin"), "number")]
    columns += [Column(channel_name(channel), "number") for channel in seen.channels]
    columns += [Column(_("Named days"))] if seen.holiday_names else []
    return Table(_("Weeks the model saw"), columns, [_row(seen, week) for week in reversed(seen.weeks)])


def week_query(monday: date) -> str:
    """The same week on the money pages."""
    return f"?period={containing(monday, 'week').code}&compare=none"


def _row(seen: Weekly, week: Week) -> Row:
    query = week_query(week.start)
    spent = [
        Cell(
            say.amount(amount, seen.currency), reverse("evidence:spend_rows", args=[channel]) + query if amount else ""
        )
        for channel, amount in zip(seen.channels, week.spend, strict=True)
    ]
    named = [name for name, share in zip(seen.holiday_names, week.holidays, strict=False) if share]
    return (
        Cell(figures.week(week.start), reverse("evidence:money") + query),
        Cell(say.amount(week.margin, seen.currency), reverse("evidence:all_deals") + query),
        *spent,
        *([", ".join(day_name(name) for name in named)] if seen.holiday_names else []),
    )
