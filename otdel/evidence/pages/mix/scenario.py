"""The scenario page: sliders within limits that always add up to the budget, and what the plan should bring."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from otdel.analytics.mix.budget import Line, Move
from otdel.analytics.mix.response import recent_spend
from otdel.analytics.mix.shapes import Mix
from otdel.evidence.pages.mix import figures
from otdel.evidence.pages.mix.explained import why
from otdel.evidence.pages.mix.tabs import tabs
from otdel.evidence.pages.mix.tried import LIMITS, WEEKS, Tried
from otdel.evidence.queries.mix import FitLine
from otdel.evidence.wording.mix_budget import budget_words
from otdel.kit.money import Money
from otdel.kit.reason import NoData, Reason
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.parts import Fact, Link, Option, Tone
from otdel.web.reasons import say as words_of

STEPS = 100  # places of a slider


@dataclass(frozen=True, slots=True)
class SliderShown:
    """One line of the budget: numbers as a browser needs them, and the same as people read them."""

    code: str
    name: str
    href: str
    now: str
    at: str
    low: str
    high: str
    step: str
    value: str
    low_words: str
    high_words: str
    change: str
    tone: Tone
    upcoming: str
    why: str
    held: bool
    least: str
    warning: str


@dataclass(frozen=True, slots=True)
class ScenarioPage:
    """`answer` is missing when no plan keeps the limits: then `fault` says why and what to loosen.

    `unread` are sentences about what was typed and is no amount.
    """

    tabs: list[Link]
    verdict: SafeString
    fault: str
    unread: list[str]
    budget: str
    sign: str
    weeks: list[Option]
    limits: list[Option]
    goals: list[Option]
    lines: list[SliderShown]
    total: str
    total_note: str
    facts: list[Fact]
    said: list[str]
    moves: bool
    state: list[tuple[str, str]]
    why: str
    fit: int
    reset: str


def page(mix: Mix, fit: FitLine, asked: Tried, move: Move | Reason) -> ScenarioPage:
    currency = mix.data.currency
    answer = None if isinstance(move, Reason) else move
    return ScenarioPage(
        tabs=tabs("mix_scenario"),
        verdict=verdict(answer, currency),
        fault=budget_words(move, currency) if isinstance(move, Reason) else "",
        unread=unread(asked),
        budget=asked.unread.get("budget") or _plain(now_of(mix) if asked.budget is None else asked.budget),
        sign=say.sign_of(currency),
        weeks=[Option(str(one), figures.weeks(one), chosen=one == asked.weeks) for one in WEEKS],
        limits=[
            Option(str(one), f"±{say.percent(Decimal(one) / 100, 0)}", chosen=one == asked.limit) for one in LIMITS
        ],
        goals=goals(cautious=asked.cautious),
        lines=[_slider(line, asked, currency) for line in answer.lines] if answer else _as_they_were(mix, asked),
        total=total(answer, asked, currency),
        total_note=_("exactly the budget") if answer else _("this is not the budget"),
        facts=facts(answer, fit, currency) if answer else [],
        said=[*(words_of(reason) for reason in answer.said), next_words(currency)] if answer else [],
        moves=bool(answer and not answer.stays and not asked.unread),
        state=[(name, value) for name, value in state(asked) if name != "why"],
        why=asked.why,
        fit=fit.id,
        reset=reverse("evidence:mix_scenario"),
    )


def unread(asked: Tried) -> list[str]:
    """What was typed and is no amount, and what stands in its place."""
    budget, least = (
        _("“%(text)s” is no amount of money: the budget of now is worked with. Type an amount such as 250000."),
        _("“%(text)s” is no amount of money: %(channel)s has no minimum. Type an amount such as 5000, or nothing."),
    )
    return [
        budget % {"text": text} if name == "budget"
        else least % {"text": text, "channel": channel_name(name.removeprefix("least-"))}
        for name, text in asked.unread.items()
    ]  # fmt: skip


def verdict(move: Move | None, currency: str) -> SafeString:
    """What the plan on the page should bring, in one sentence."""
    if move is None:
        return figures.bold(_("No plan keeps all of these limits at once. Nothing was changed."))
    about = {
        "budget": say.amount(move.budget, currency), "weeks": figures.weeks(move.weeks),
        "gain": say.short_amount(abs(move.gain.median), currency),
        "odds": figures.chances(move.odds or 0.0),
    }  # fmt: skip
    if move.stays or move.odds is None:
        words = _("With %(budget)s a week and these limits, going on as now is the best plan for %(weeks)s.")
        return figures.bold(words, **about)
    more = _("This plan should bring %(gain)s more margin in %(weeks)s than going on as now: %(odds)s it is better.")
    less = _("This plan should bring %(gain)s less margin in %(weeks)s than going on as now: %(odds)s it is better.")
    return figures.bold(more if move.gain.median >= 0 else less, **about)


def facts(move: Move, fit: FitLine, currency: str) -> list[Fact]:
    gain = _("Margin more than as now")
    ends = figures.eight(*(say.short_amount(end, currency) for end in (move.gain.low80, move.gain.high80)))
    odds = _("Chance that it is better")
    worst = _("In the worst fifth of answers")
    found = [
        Fact(gain, say.signed(say.short_amount(move.gain.median, currency)), ends, why("mix_gain", gain, fit, ends)),
        Fact(worst, say.signed(say.short_amount(move.worst, currency)), _("on average")),
    ]
    if move.odds is not None:
        note = _("of equally likely answers")
        found.insert(
            1, Fact(odds, _("%(count)s in 100") % {"count": figures.sure(move.odds)}, note, why("mix_odds", odds, fit))
        )
    return found


def next_words(currency: str) -> str:
    words = _(
        "The next %(one)s beside a line is the mean of all answers at the spend of this plan: a plan is weighed by it. "
        "On the page of results stands the middle answer at the spend of now."
    )
    return words % {"one": figures.one(currency)}


def state(asked: Tried) -> list[tuple[str, str]]:
    """What the form was asked, to be asked again word for word when the plan is proposed."""
    said = [("weeks", str(asked.weeks)), ("limit", str(asked.limit))]
    said += [("budget", _plain(asked.budget))] if asked.budget is not None else []
    said += [("goal", "cautious")] if asked.cautious else []
    said += [("why", asked.why)] if asked.why else []
    for channel, amount in asked.held.items():
        said += [(f"at-{channel}", _plain(amount)), (f"hold-{channel}", "1")]
    return said + [(f"least-{channel}", _plain(amount)) for channel, amount in asked.least.items()]


def goals(*, cautious: bool) -> list[Option]:
    return [
        Option("expected", _("most on average"), chosen=not cautious),
        Option("cautious", _("least to lose: best in the worst fifth"), chosen=cautious),
    ]


def now_of(mix: Mix) -> Decimal:
    """What all channels cost a week now, in whole cents as the optimiser counts them."""
    return sum((Decimal(str(round(float(one), 2))) for one in recent_spend(mix.data)), Decimal(0))


def total(move: Move | None, asked: Tried, currency: str) -> str:
    amounts = [line.to for line in move.lines] if move else list(asked.at.values())
    return say.money(Money(sum(amounts, Decimal(0)), currency), 2)


def _slider(line: Line, asked: Tried, currency: str) -> SliderShown:
    change, tone = _change(line.change, currency)
    change_most = line.now * asked.limit / 100
    low, high = min(line.now - change_most, line.to), max(line.now + change_most, line.to)
    return SliderShown(
        code=line.channel,
        name=channel_name(line.channel),
        href=reverse("evidence:mix_channel", args=[line.channel]),
        now=say.amount(line.now, currency),
        at=say.amount(line.to, currency),
        low=_plain(low),
        high=_plain(high),
        step="any",
        value=_plain(line.to),
        low_words=say.short_amount(low, currency),
        high_words=say.short_amount(high, currency),
        change=change,
        tone=tone,
        upcoming=_next(line, currency),
        why=budget_words(line.why, currency),
        held=line.channel in asked.held,
        least=_least(line.channel, asked),
        warning=_beyond(line, currency),
    )


def _least(channel: str, asked: Tried) -> str:
    """The minimum as it is kept, or as it was typed when it is no amount."""
    kept = asked.least.get(channel)
    return asked.unread.get(f"least-{channel}", "") if kept is None else _plain(kept)


def _as_they_were(mix: Mix, asked: Tried) -> list[SliderShown]:
    """The lines when nothing could be worked out: as they were asked, so that one of them can be loosened."""
    currency, found = mix.data.currency, []
    for channel, spend in zip(mix.data.channels, recent_spend(mix.data), strict=True):
        now = Decimal(str(round(float(spend), 2)))
        at = asked.at.get(channel, now)
        line = _bare(channel, now, at)
        found.append(_slider(line, asked, currency))
    return found


def _bare(channel: str, now: Decimal, at: Decimal) -> Line:
    unknown = NoData.because("mix_not_worked_out")
    return Line(channel, now, at, now, now, unknown, unknown, None, Reason.of("mix_not_worked_out"))


def _change(change: Decimal, currency: str) -> tuple[str, Tone]:
    words = say.signed(say.amount(change, currency))
    if abs(change) < 1:
        return _("as now"), ""
    return words, "good" if change > 0 else "bad"


def _next(line: Line, currency: str) -> str:
    """The mean of all answers: what the plan levels; the middle one, as on other pages, need not be level."""
    if isinstance(line.next_after, NoData):
        return ""
    words = _("next %(one)s on average: %(back)s")
    return words % {"one": figures.one(currency), "back": figures.per_one(line.next_after.mean, currency)}


def _beyond(line: Line, currency: str) -> str:
    if line.beyond_tried is None:
        return ""
    return _("More than was ever tried (%(most)s): a guess.") % {"most": say.short_amount(line.beyond_tried, currency)}


def _plain(amount: Decimal) -> str:
    return f"{amount:.2f}"
