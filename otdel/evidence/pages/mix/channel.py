"""The page of one channel: its curve, what it brings back, how we know, and how much of it is only belief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from otdel.analytics.mix.response import Response
from otdel.analytics.mix.shapes import Mix
from otdel.evidence.pages.mix import figures, pictures
from otdel.evidence.pages.mix.channels import grade_words, learned_words
from otdel.evidence.pages.mix.explained import source, why
from otdel.evidence.queries.mix import ChannelAnswer, MixView
from otdel.evidence.queries.mix_beliefs import LiftTestLine
from otdel.evidence.queries.mix_plain import Spread
from otdel.evidence.queries.weekly import Weekly
from otdel.kit.calendar import containing
from otdel.kit.reason import NoData
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.charts import Chart
from otdel.web.parts import Cell, Column, Fact, Link, Table
from otdel.web.reasons import say as words_of

SHOWN_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Known:
    """One thing we know it from: an experiment, the model, the belief, the click report. `icon` says which counts."""

    icon: str
    tone: str
    name: str
    value: str
    note: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class ChannelPage:
    title: str
    crumbs: tuple[Link, ...]
    verdict: SafeString
    grade: str
    grade_words: str
    grade_why: str
    curve: Chart | None
    no_curve: str
    remarks: list[str]
    facts: list[Fact]
    known: list[Known]
    learned: Chart
    learned_words: str
    weeks: Table
    scenario: str
    tests: str


def page(
    view: MixView, one: ChannelAnswer, mix: Mix | None, shape: Response | None, tests: Sequence[LiftTestLine],
    clicks: tuple[str, str], seen: Weekly,
) -> ChannelPage:  # fmt: skip
    """`mix` and `shape` are missing when the draws were lost; `clicks` is what the click report says, and its page."""
    name = channel_name(one.channel)
    return ChannelPage(
        title=name,
        crumbs=(Link(_("Channels"), reverse("evidence:mix")), Link(name, "")),
        verdict=verdict(view, one),
        grade=one.grade.value,
        grade_words=grade_words(one),
        grade_why=words_of(one.grade_why),
        curve=pictures.curve(shape, mix.data) if mix and shape else None,
        no_curve=no_curve(),
        remarks=remarks(one, shape) if shape else [],
        facts=facts(view, one),
        known=[
            *(_tested(test) for test in tests),
            _modelled(view, one),
            _believed(one, view.currency),
            _clicked(clicks),
        ],
        learned=pictures.learned([one], view.currency),
        learned_words=learned_sentence(one),
        weeks=weeks(one, seen),
        scenario=reverse("evidence:mix_scenario"),
        tests=reverse("evidence:mix_tests") + f"?channel={one.channel}",
    )


def no_curve() -> str:
    return _(
        "The curve can’t be drawn now: the answers it is drawn from were lost. They can be made again on the page of "
        "all channels."
    )


def verdict(view: MixView, one: ChannelAnswer) -> SafeString:
    """What it brought for each 1 and what the next 1 would, with how sure that is."""
    about = {
        "name": channel_name(one.channel), "one": figures.one(view.currency),
        "back": figures.per_one(one.back.middle, view.currency), "range": figures.ratios(one.back),
        "next": figures.per_one(one.next_back.middle, view.currency), "odds": figures.chances(one.odds_next),
    }  # fmt: skip
    words = _(
        "%(name)s brought back %(back)s for each %(one)s (%(range)s). The next %(one)s brings about %(next)s: "
        "%(odds)s that it returns more than it costs."
    )
    return figures.bold(words, **about)


def facts(view: MixView, one: ChannelAnswer) -> list[Fact]:
    sign, fit = figures.one(view.currency), view.fit
    back, upcoming = _("Back per %(one)s") % {"one": sign}, _("The next %(one)s returns") % {"one": sign}
    days = one.half_life_days
    half = _("Half of the effect comes in")
    spent, tried = _("Spend a week"), figures.between(*(say.short_money(end) for end in one.tried))
    return [
        _ranged(back, "mix_back", one.back, view),
        _ranged(upcoming, "mix_next", one.next_back, view),
        Fact(half, say.days(round(days.middle)), _days(days.low, days.high), why("mix_half", half, fit)),
        Fact(
            spent, say.money(one.recent), _("tried: %(range)s") % {"range": tried}, why("mix_spend", spent, fit)
        ),
    ]  # fmt: skip


def remarks(one: ChannelAnswer, shape: Response) -> list[str]:
    """What the picture alone does not say of its best range."""
    currency, best = one.recent.currency, shape.best
    if best.never > pictures.MOST_NEVER:
        return [_("In %(count)s of 100 answers no spend of this channel pays.") % {"count": figures.sure(best.never)}]
    if not best.beyond_tried or isinstance(shape.tried, NoData):
        return []
    about = {"range": figures.between(*(say.short_amount(end, currency) for end in (best.low, best.high)))}
    if best.high > shape.tried.high:
        return [_("The best range, %(range)s a week, reaches over anything tried: go there in steps.") % about]
    return [_("The best range, %(range)s a week, reaches under anything tried: go there in steps.") % about]


def learned_sentence(one: ChannelAnswer) -> str:
    if one.learned >= 1:
        return _("The data taught nothing about this channel beyond what was believed: an experiment would.")
    words = _("The data made the range %(share)s narrower than the belief was.")
    return words % {"share": learned_words(one)}


def weeks(one: ChannelAnswer, seen: Weekly) -> Table:
    """The last weeks the model saw; each opens the money page of its week."""
    place = seen.channels.index(one.channel)
    rows = [
        (
            Cell(figures.week(week.start), reverse("evidence:money") + _week_query(week.start)),
            Cell(
                say.amount(week.spend[place], seen.currency),
                reverse("evidence:row", args=[one.channel]) + _week_query(week.start) if week.spend[place] else "",
            ),
            say.amount(week.margin, seen.currency),
        )
        for week in seen.weeks[: -SHOWN_WEEKS - 1 : -1]
    ]
    columns = (
        Column(_("Week")),
        Column(_("Spend of the channel"), "number"),
        Column(_("Margin of all sales"), "number"),
    )
    return Table(_("Weeks the model saw"), columns, rows)


def _week_query(monday: date) -> str:
    return f"?period={containing(monday, 'week').code}&compare=none"


def _ranged(name: str, code: str, spread: Spread, view: MixView) -> Fact:
    words = figures.ones(spread, view.currency)
    return Fact(name, figures.per_one(spread.middle, view.currency), words, why(code, name, view.fit, words))


def _days(low: float, high: float) -> str:
    return figures.eight(say.number(low, 0), say.days(round(high)))


def _tested(test: LiftTestLine) -> Known:
    kind = _("Experiment, %(day)s") % {"day": say.day(test.start)}
    ends = figures.eight(say.short_money(test.low), say.short_money(test.high))
    note = ends if test.why_not is None else words_of(test.why_not)
    icon, tone = ("flask", "good") if test.used else ("info-circle", "warn")
    return Known(icon, tone, kind, say.short_money(test.lift), note, reverse("evidence:mix_tests"))


def _modelled(view: MixView, one: ChannelAnswer) -> Known:
    name = source(view.fit)
    return Known(
        "circle-check", "good", name, figures.per_one(one.back.middle, view.currency), figures.ratios(one.back)
    )


def _believed(one: ChannelAnswer, currency: str) -> Known:
    middle, href = figures.per_one(one.prior.middle, currency), reverse("evidence:mix_beliefs")
    return Known("circle-dashed", "mut", _("Belief before the data"), middle, figures.ratios(one.prior), href)


def _clicked(clicks: tuple[str, str]) -> Known:
    """The click report stands apart: it follows touches, the model asks what would be missing."""
    words, href = clicks
    return Known(
        "info-circle", "warn", _("Sales traced by clicks"), words, _("another kind of count, not used here"), href
    )
