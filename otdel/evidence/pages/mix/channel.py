"""The page of one channel: its curve, what it brings back, how we know, and how much of it is only belief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from otdel.analytics.mix.response import ComesBack, Response
from otdel.analytics.mix.shapes import Mix
from otdel.evidence.pages.mix import figures, pictures
from otdel.evidence.pages.mix.channels import grade_words, learned_words
from otdel.evidence.pages.mix.explained import source, why
from otdel.evidence.queries.mix import ChannelAnswer, MixView
from otdel.evidence.queries.mix_beliefs import LiftTestLine
from otdel.evidence.queries.mix_plain import Spread
from otdel.evidence.queries.weekly import Weekly
from otdel.kit.calendar import containing
from otdel.kit.money import Money
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
    tests: Link


def page(
    view: MixView, one: ChannelAnswer, mix: Mix | None, shape: Response | None, tests: Sequence[LiftTestLine],
    clicks: tuple[str, str], seen: Weekly, *, may_write: bool,
) -> ChannelPage:  # fmt: skip
    """`mix` and `shape` are missing when the draws were lost; `clicks` is what the click report says, and its page.

    `may_write` says whether the reader may write experiments down.
    """
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
        facts=facts(view, one, shape),
        known=[
            *(_tested(test, seen) for test in tests),
            _modelled(view, one),
            _believed(one, view.currency),
            _clicked(clicks),
        ],
        learned=pictures.learned([one], view.currency),
        learned_words=learned_sentence(one),
        weeks=weeks(one, seen),
        scenario=reverse("evidence:mix_scenario"),
        tests=tests_link(one.channel, may_write=may_write),
    )


def tests_link(channel: str, *, may_write: bool) -> Link:
    """To a new experiment of this channel, or to those there are for whoever only reads."""
    query = f"?{urlencode({'channel': channel})}"
    if may_write:
        return Link(_("Write down an experiment"), reverse("evidence:mix_new_test") + query, icon="flask")
    return Link(_("Open the experiments"), reverse("evidence:mix_tests") + query, icon="flask")


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
    if figures.is_off(one):
        words = _(
            "%(name)s brought back %(back)s for each %(one)s (%(range)s). It had no spend lately, so what the next "
            "%(one)s would bring cannot be said: after nothing it is a guess."
        )
        return figures.bold(words, **about)
    words = _(
        "%(name)s brought back %(back)s for each %(one)s (%(range)s). The next %(one)s brings about %(next)s: "
        "%(odds)s that it returns more than it costs."
    )
    return figures.bold(words, **about)


def facts(view: MixView, one: ChannelAnswer, shape: Response | None) -> list[Fact]:
    """What comes back and when; when it does is drawn from answers that may be lost."""
    sign, fit = figures.one(view.currency), view.fit
    back, upcoming = _("Back per %(one)s") % {"one": sign}, _("The next %(one)s returns") % {"one": sign}
    spent, tried = _("Spend a week"), figures.between(*(say.short_money(end) for end in one.tried))
    return [
        _ranged(back, "mix_back", one.back, view),
        Fact(upcoming, say.not_known(), _("no spend lately"), why("mix_next", upcoming, fit))
        if figures.is_off(one) else _ranged(upcoming, "mix_next", one.next_back, view),
        *(_coming(shape.comes_back, view) if shape and isinstance(shape.comes_back, ComesBack) else []),
        Fact(
            spent, say.money(one.recent), _("tried: %(range)s") % {"range": tried}, why("mix_spend", spent, fit)
        ),
    ]  # fmt: skip


def _coming(back: ComesBack, view: MixView) -> list[Fact]:
    """How soon half of the effect is there, and how soon the money; a model may say never."""
    half, whole = _("Half of the effect comes in"), _("The money is back in")
    never = _("never in %(count)s of 100 answers") % {"count": figures.sure(back.never)} if back.never else ""
    found = []
    if back.half.median is not None and back.half.low80 is not None and back.half.high80 is not None:
        ends = _days(back.half.low80, back.half.high80)
        found.append(Fact(half, _rounded(back.half.median), ends, why("mix_half", half, view.fit, ends)))
    soon = _("not at the spend of now") if back.whole.median is None else _rounded(back.whole.median)
    return [*found, Fact(whole, soon, never, why("mix_whole", whole, view.fit))]


def _rounded(days: float) -> str:
    """Whole days, at least one: a week's spend is never back the moment it is spent."""
    return say.days(max(1, round(days)))


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
            Cell(say.amount(week.margin, seen.currency), reverse("evidence:all_deals") + _week_query(week.start)),
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
    return figures.eight(say.number(low, 0), _rounded(high))


def _tested(test: LiftTestLine, seen: Weekly) -> Known:
    """What it measured, for each 1 of the tested spend where that is known."""
    kind = _("Experiment, %(day)s") % {"day": say.day(test.start)}
    ends = figures.eight(say.short_money(test.low), say.short_money(test.high))
    note = ends if test.why_not is None else words_of(test.why_not)
    icon, tone = ("flask", "good") if test.used else ("info-circle", "warn")
    href, spend = f"{reverse('evidence:mix_tests')}#test-{test.id}", spend_under_test(test, seen)
    if spend is None or test.why_not is not None:
        return Known(icon, tone, kind, say.short_money(test.lift), note, href)
    low, middle, high = (float(one.amount / spend) for one in (test.low, test.lift, test.high))
    ends = figures.eight(say.ratio(low), say.ratio(high))
    weeks = (test.end - test.start) // timedelta(weeks=1)
    then = figures.a_week(Money(spend / weeks, seen.currency))
    about = {"range": ends, "lift": say.short_money(test.lift), "then": then}
    words = _("%(range)s, %(lift)s in all; it cost %(then)s in those days") % about
    return Known(icon, tone, kind, figures.per_one(middle, seen.currency), words, href)


def spend_under_test(test: LiftTestLine, seen: Weekly) -> Decimal | None:
    """What the tested part of the channel cost; nothing when the model saw only a part of those days."""
    if test.channel not in seen.channels:
        return None
    place, week = seen.channels.index(test.channel), timedelta(weeks=1)
    within = [one.spend[place] for one in seen.weeks if test.start <= one.start and one.start + week <= test.end]
    whole = len(within) * week == test.end - test.start
    return (sum(within, Decimal(0)) * test.share or None) if whole else None


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
