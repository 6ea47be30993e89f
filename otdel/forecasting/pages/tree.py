"""The tree of goals as a page draws it: company, department, people; each goal with its chance and its expected end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.forecasting.pages import links
from otdel.forecasting.pages.explained import explanation
from otdel.forecasting.pages.figures import (
    LIKELY,
    UNLIKELY,
    Sayings,
    aim_words,
    attained,
    in_hundred,
    span_words,
    tone_of,
)
from otdel.forecasting.queries.forecasts import GoalLine, GoalTree
from otdel.web.charts import range_bar
from otdel.web.parts import Explanation
from otdel.web.reasons import say as words_of

TOP = 1.6  # of the goal: where the small picture of the expected end stops


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal in words. `why` explains its chance; `missing` says why there is none."""

    name: str
    href: str
    goal: str
    expected: str
    span: str
    chance: str
    tone: str
    why: Explanation | None
    picture: SafeString | None
    missing: str


@dataclass(frozen=True, slots=True)
class Branch:
    """Goals of one level or person. `said` sums them up."""

    name: str
    said: str
    rows: tuple[GoalRow, ...]


def row(line: GoalLine, sayings: Sayings) -> GoalRow:
    href = links.of_goal(line)
    say = sayings.of(line)
    if line.reason is not None:
        return GoalRow(line.name, href, "", "", "", in_hundred(None), "", None, None, words_of(line.reason))
    return GoalRow(
        name=line.name,
        href=href,
        goal=aim_words(line, say),
        expected=say(line.middle) if line.middle is not None else "",
        span=span_words(line.range80, say),
        chance=in_hundred(line.odds),
        tone=tone_of(line.odds),
        why=explanation(line, say),
        picture=_picture(line),
        missing="",
    )


def rows(lines: Sequence[GoalLine], sayings: Sayings) -> tuple[GoalRow, ...]:
    """The least likely first; goals without a forecast last."""
    ordered = sorted(lines, key=lambda one: (one.odds is None, one.odds or 0.0))
    return tuple(row(line, sayings) for line in ordered)


def branches(tree: GoalTree, sayings: Sayings) -> tuple[Branch, ...]:
    """Company and department, those that have goals."""
    named = ((_("Company"), tree.company), (pgettext("goals", "Department"), tree.department))
    return tuple(Branch(name, summed(lines), rows(lines, sayings)) for name, lines in named if lines)


def people(tree: GoalTree, sayings: Sayings) -> tuple[Branch, ...]:
    return tuple(Branch(one.who.name, summed(one.lines), rows(one.lines, sayings)) for one in tree.people)


def summed(lines: Sequence[GoalLine]) -> str:
    """2 likely, 3 in doubt, 1 unlikely."""
    if all(line.odds is None for line in lines):
        return _("no forecast yet")
    likely, doubt, unlikely = counted(lines)
    return _("%(likely)s likely · %(doubt)s in doubt · %(unlikely)s unlikely") % {
        "likely": likely, "doubt": doubt, "unlikely": unlikely,
    }  # fmt: skip


def counted(lines: Sequence[GoalLine]) -> tuple[int, int, int]:
    """Likely, in doubt, unlikely."""
    known = [line.odds for line in lines if line.odds is not None]
    likely, unlikely = sum(odds >= LIKELY for odds in known), sum(odds < UNLIKELY for odds in known)
    return likely, len(known) - likely - unlikely, unlikely


def _picture(line: GoalLine) -> SafeString | None:
    shares = attained(line)
    if shares is None:
        return None
    low, middle, high = shares
    label = _("The expected end against the goal, which is the thin line")
    return range_bar(min(low, TOP * 2), min(middle, TOP * 2), min(high, TOP * 2), label=label, top=TOP)
