"""The move the model suggests: who gives and who takes, what it should add a week, and how likely it is better."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from otdel.analytics.mix.budget import Limits, Line, Move, Scenario
from otdel.analytics.mix.response import response
from otdel.analytics.mix.shapes import Mix
from otdel.evidence.pages.mix import figures, pictures
from otdel.evidence.queries.mix import ChannelAnswer, MixView
from otdel.kit.grade import Grade
from otdel.kit.money import Money
from otdel.kit.reason import Reason
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.parts import Tone

SMALL = Decimal("0.02")  # of a channel's spend: a smaller step is holding
WORTH = 0.6  # a move less likely to be better than this is not worth a meeting
MOST_SMALL = 4  # curves beside each other
WEEKS = 13  # it is worked out for a quarter


@dataclass(frozen=True, slots=True)
class SmallLine:
    """One channel the move touches, with its curve."""

    name: str
    href: str
    change: str
    tone: Tone
    upcoming: str
    picture: SafeString


@dataclass(frozen=True, slots=True)
class Suggested:
    """`steps` are changes of spend a week by channel; empty when going on as now is as good as anything."""

    sentence: SafeString
    odds: str
    text: SafeString
    steps: dict[str, Decimal]
    lines: list[SmallLine]
    scenario: str
    caution: str = ""


def suggested(view: MixView, scenario: Scenario) -> Suggested:
    """The best plan within 30 % of now; channels we mostly believe about are left for an experiment."""
    move = best_move(view, scenario)
    if isinstance(move, Reason) or move.stays or (move.odds or 0.0) < WORTH:
        words = _("No move within 30%% of today’s spend is clearly better than going on as now.")
        return Suggested(figures.bold(words), "", figures.bold(words), {}, [], reverse("evidence:mix_scenario"))
    currency = view.currency
    nexts = {one.channel: one.next_back.middle for one in view.channels}
    about = {
        "moved": figures.a_week(Money(moved(move), currency)),
        "gain": figures.a_week(figures.exact(move.gain.median / move.weeks, currency)),
        "low": say.short_amount(move.gain.low80 / move.weeks, currency),
        "high": say.short_amount(move.gain.high80 / move.weeks, currency),
    }
    return Suggested(
        sentence=figures.bold(_("Moving %(moved)s between channels should add %(gain)s of margin."), **about),
        odds=_("%(chances)s it is better") % {"chances": figures.chances(move.odds or 0.0)},
        text=figures.bold(_("About %(gain)s more margin, 8 in 10 between %(low)s and %(high)s a week."), **about),
        steps={line.channel: line.change for line in move.lines if is_step(line)},
        lines=[_small(line, scenario.mix, nexts.get(line.channel)) for line in largest(move)],
        scenario=scenario_of(move, untested(view)),
        caution=caution(view, move),
    )


def scenario_of(move: Move, held: list[str]) -> str:
    """The scenario page with this very plan on it: the same lines held at what they cost now."""
    asked = {f"at-{line.channel}": f"{line.to:.2f}" for line in move.lines if line.channel in held}
    asked |= {f"hold-{channel}": "1" for channel in held}
    return f"{reverse('evidence:mix_scenario')}?{urlencode(asked)}" if asked else reverse("evidence:mix_scenario")


def caution(view: MixView, move: Move) -> str:
    """What a reader of the move should know when even money well moved returns less than it costs."""
    raised = {line.channel for line in move.lines if is_step(line) and line.change > 0}
    below = [one.channel for one in view.channels if one.channel in raised and one.next_back.middle < 1]
    if not below:
        return ""
    words = _(
        "The budget is kept whole here, so money also goes where the next %(one)s returns less than it costs "
        "(%(channels)s). Try a smaller budget too."
    )
    return words % {"one": figures.one(view.currency), "channels": ", ".join(channel_name(name) for name in below)}


def best_move(view: MixView, scenario: Scenario) -> Move | Reason:
    return scenario.best(limits=Limits(fixed=untested(view)))


def untested(view: MixView) -> list[str]:
    """Channels of which the model mostly says what was believed."""
    return [one.channel for one in view.channels if one.grade is Grade.D]


def moved(move: Move) -> Decimal:
    """Money a week that changes its channel."""
    return sum((line.change for line in move.lines if line.change > 0), Decimal(0))


def is_step(line: Line) -> bool:
    return abs(line.change) > SMALL * max(line.now, Decimal(1))


def largest(move: Move) -> list[Line]:
    touched = [line for line in move.lines if is_step(line)]
    return sorted(touched, key=lambda line: -abs(line.change))[:MOST_SMALL]


def step_tag(one: ChannelAnswer, move: Suggested | None) -> tuple[str, Tone]:
    """What to do with a channel, in a word, and its colour."""
    if one.grade is Grade.D:
        return _("Test first"), "warn"
    if move is None:
        return "", ""
    change = move.steps.get(one.channel, Decimal(0))
    return step_words(change, one.recent.currency) if change else (_("Hold"), "")


def step_words(change: Decimal, currency: str) -> tuple[str, Tone]:
    amount = say.short_amount(abs(change), currency)
    if change > 0:
        return _("Raise by %(amount)s") % {"amount": amount}, "good"
    return _("Cut by %(amount)s") % {"amount": amount}, "bad"


def _small(line: Line, mix: Mix, upcoming: float | None) -> SmallLine:
    """`upcoming` is the next 1 as the table says it."""
    currency = mix.data.currency
    words, tone = step_words(line.change, currency)
    shape = response(mix, mix.data.channels.index(line.channel))
    return SmallLine(
        name=channel_name(line.channel),
        href=reverse("evidence:mix_channel", args=[line.channel]),
        change=words,
        tone=tone,
        upcoming=_("next %(one)s: %(back)s") % {
            "one": figures.one(currency),
            "back": say.not_known() if upcoming is None else figures.per_one(upcoming, currency),
        },
        picture=pictures.small_curve(shape, float(line.to)),
    )  # fmt: skip
