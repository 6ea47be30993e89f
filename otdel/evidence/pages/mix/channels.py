"""The page of all channels: what each brings back, what the next 1 brings, how we know, and the move it suggests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.analytics.mix.response import RECENT_WEEKS
from otdel.evidence.pages.mix import figures, pictures
from otdel.evidence.pages.mix.explained import source, why
from otdel.evidence.pages.mix.move import Suggested, step_tag
from otdel.evidence.pages.mix.tabs import tabs
from otdel.evidence.queries.mix import ChannelAnswer, FitLine, MixView
from otdel.evidence.wording.mix_names import GRADES, grade_name
from otdel.kit.calendar import between
from otdel.kit.period import Period
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.parts import Column, Link, Tone


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel of the table, every figure leading one step further."""

    name: str
    href: str
    spend: str
    spend_href: str
    back: str
    back_range: str
    back_picture: SafeString
    next_back: str
    next_range: str
    next_picture: SafeString
    grade: str
    grade_name: str
    learned: str
    step: str
    step_tone: Tone


@dataclass(frozen=True, slots=True)
class ChannelsPage:
    tabs: list[Link]
    verdict: SafeString
    changed: bool
    refused: bool
    lines: list[ChannelLine]
    columns: tuple[Column, ...]
    grades: list[tuple[str, str]]
    source: str
    move: Suggested | None
    by_clicks: str
    fit: int


def page(view: MixView, move: Suggested | None, tried: FitLine | None) -> ChannelsPage:
    """`tried` is the newest fitting of any state; when it was refused, these numbers are older than they look."""
    back_top = pictures.top_of(one.back for one in view.channels)
    next_top = pictures.top_of(one.next_back for one in view.channels if not figures.is_off(one))
    return ChannelsPage(
        tabs=tabs("mix"),
        verdict=verdict(view, move),
        changed=view.changed,
        refused=tried is not None and not tried.fitted,
        lines=[_line(one, view, move, back_top, next_top) for one in view.channels],
        columns=columns(view),
        grades=[(grade.value, str(name)) for grade, name in GRADES.items()],
        source=source(view.fit),
        move=move,
        by_clicks=reverse("evidence:money"),
        fit=view.fit.id,
    )


def columns(view: MixView) -> tuple[Column, ...]:
    one = figures.one(view.currency)
    back = _("Back per %(one)s") % {"one": one}
    upcoming = _("Next %(one)s") % {"one": one}
    line = _("8 in 10, line at %(one)s") % {"one": one}
    return (
        Column(pgettext("column", "Channel")),
        Column(_("Spend a week"), "number", why("mix_spend", _("Spend a week"), view.fit)),
        Column(back, "number", why("mix_back", back, view.fit)),
        Column(line),
        Column(upcoming, "number", why("mix_next", upcoming, view.fit)),
        Column(line),
        Column(_("Evidence"), "text", why("mix_grade", _("Evidence"), view.fit)),
        Column(_("Learned"), "number", why("mix_learned", _("Learned from the data"), view.fit)),
        Column(_("Suggested, a week")),
    )


def verdict(view: MixView, move: Suggested | None) -> SafeString:
    """Where the next 1 works hardest and least, and what a move would add."""
    going = [one for one in view.channels if one.recent.amount > 0] or list(view.channels)
    ordered = sorted(going, key=lambda one: one.next_back.middle)
    least, most = ordered[0], ordered[-1]
    about = {
        "one": figures.one(view.currency),
        "most": channel_name(most.channel), "most_back": figures.per_one(most.next_back.middle, view.currency),
        "least": channel_name(least.channel), "least_back": figures.per_one(least.next_back.middle, view.currency),
    }  # fmt: skip
    if least is most:
        return figures.bold(_("The next %(one)s in %(most)s brings about %(most_back)s."), **about)
    where = figures.bold(
        _("The next %(one)s works hardest in %(most)s (about %(most_back)s back) and least in %(least)s (about "
          "%(least_back)s)."), **about
    )  # fmt: skip
    apart = least.next_back.high < most.next_back.low
    doubt = "" if apart else _("Their ranges overlap, so this is likely rather than certain.")
    return figures.sentences(where, doubt, move.sentence if move else "")


def spend_href(channel: str, fit: FitLine) -> str:
    """The rows behind the spend of the last weeks the model saw."""
    assert fit.last_week is not None
    end = fit.last_week + timedelta(weeks=1)
    span = between(Period(end - timedelta(weeks=RECENT_WEEKS), end))
    return reverse("evidence:row", args=[channel]) + f"?period={span.code}&compare=none"


def learned_words(one: ChannelAnswer) -> str:
    """How much the data narrowed the range: 64%; nothing when it did not."""
    return say.percent(max(0.0, 1 - one.learned), 0)


def _line(one: ChannelAnswer, view: MixView, move: Suggested | None, back_top: float, next_top: float) -> ChannelLine:
    name = channel_name(one.channel)
    step, tone = step_tag(one, move)
    sign, off = figures.one(view.currency), figures.is_off(one)
    words = _("next %(one)s") % {"one": sign}
    return ChannelLine(
        name=name,
        href=reverse("evidence:mix_channel", args=[one.channel]),
        spend=say.short_money(one.recent),
        spend_href=spend_href(one.channel, view.fit),
        back=say.ratio(one.back.middle),
        back_range=figures.ratios(one.back),
        back_picture=pictures.range_picture(name, _("back per %(one)s") % {"one": sign}, one.back, back_top),
        next_back=say.not_known() if off else say.ratio(one.next_back.middle),
        next_range=_("no spend lately") if off else figures.ratios(one.next_back),
        next_picture=SafeString() if off else pictures.range_picture(name, words, one.next_back, next_top),
        grade=one.grade.value,
        grade_name=grade_name(one.grade),
        learned=learned_words(one),
        step=step,
        step_tone=tone,
    )


def grade_words(one: ChannelAnswer) -> str:
    return f"{one.grade.value}: {grade_name(one.grade)}"
