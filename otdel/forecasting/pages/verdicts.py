"""The sentences pages of the plan open with: will it be reached, by how much not, what would have to be true."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.forecasting.pages.figures import aim, aim_words, in_hundred, span_words
from otdel.forecasting.pages.tree import counted
from otdel.forecasting.queries.forecasts import GoalLine, GoalTree, PaceLine
from otdel.scorecard.pages.periods import begun
from otdel.web import format as say
from otdel.web.charts.svg import Say
from otdel.web.reasons import say as words_of


def of_tree(tree: GoalTree) -> SafeString:
    """How many goals of the period are likely, in doubt and unlikely."""
    likely, doubt, unlikely = counted(tree.every)
    words = _(
        "%(period)s: %(likely)s of %(all)s goals with a forecast are likely to be reached, %(doubt)s are in doubt, "
        "%(unlikely)s will probably be missed."
    )
    return bold(
        words, period=begun(tree.named), likely=likely, all=likely + doubt + unlikely, doubt=doubt, unlikely=unlikely
    )


def of_goal(line: GoalLine, words: Say) -> SafeString:
    """Expected end, range and chance; or why there is no forecast."""
    if line.reason is not None or line.middle is None:
        return format_html("{}", words_of(line.reason) if line.reason else say.not_known())
    return bold(
        _("%(period)s will probably end at %(expected)s; 8 times in 10 between %(low)s and %(high)s. "
          "The goal is %(goal)s; the chance to reach it is %(chance)s."),
        period=begun(line.named), expected=words(line.middle), low=words(line.range80.low if line.range80 else 0),
        high=words(line.range80.high if line.range80 else 0), goal=aim_words(line, words),
        chance=in_hundred(line.odds),
    )  # fmt: skip


def gap(line: GoalLine, words: Say) -> SafeString | None:
    """The quarter will probably end ₴0.24M short of its plan; nothing when it has none or no forecast."""
    short = short_of(line)
    if short is None:
        return None
    values = {"name": line.name, "period": begun(line.named), "gap": words(abs(short)), "chance": in_hundred(line.odds)}
    if short > 0:
        text = _(
            "%(period)s will probably end %(gap)s short of its plan for “%(name)s”; chances to reach it: %(chance)s."
        )
    else:
        text = _(
            "%(period)s will probably end %(gap)s beyond its plan for “%(name)s”; chances to reach it: %(chance)s."
        )
    return bold(text, **values)


def short_of(line: GoalLine) -> float | None:
    """How far the expected end is from the goal, under 0 when it is reached; nothing for a corridor or no forecast."""
    goal = aim(line)
    if goal is None or line.middle is None:
        return None
    return (line.middle - goal) if line.direction == "lower" else (goal - line.middle)


def pace(line: PaceLine, words: Say) -> str:
    """What each of the days that are left has to bring."""
    left = ngettext("%(count)s day is left", "%(count)s days are left", line.left) % {"count": say.number(line.left)}
    if line.needed <= 0:
        return _("%(left)s, and the goal is reached already if nothing is taken back.") % {"left": left}
    values = {"left": left, "needed": words(line.needed), "so_far": "" if line.so_far is None else words(line.so_far)}
    if line.so_far is None:
        return _("%(left)s, and each has to bring %(needed)s.") % values
    return _("%(left)s, and each has to bring %(needed)s; so far a day has brought %(so_far)s.") % values


def turn(line: GoalLine, words: Say) -> str:
    """Of a goal that is not added up by the day: how far it has to move, and whether that is inside its range."""
    short = short_of(line)
    if short is None or line.range80 is None:
        return ""
    if short <= 0:
        return _("It is expected on the right side of its goal: it has to stay there.")
    goal = aim(line) or 0.0
    values = {"gap": words(short), "expected": words(line.middle or 0.0)}
    text = _("It has to end %(gap)s lower than the %(expected)s expected.")
    if line.direction != "lower":
        text = _("It has to end %(gap)s higher than the %(expected)s expected.")
    inside = _("That is inside of where it ends 8 times in 10.")
    outside = _("That is outside of where it ends 8 times in 10.")
    return f"{text % values} {inside if line.range80.low <= goal <= line.range80.high else outside}"


def tried(line: PaceLine) -> str:
    """How often the past did as much."""
    if not line.tried:
        return ""
    return _("Of %(tried)s past stretches as long, %(reached)s brought as much.") % {
        "tried": say.number(line.tried), "reached": say.number(line.reached),
    }  # fmt: skip


def about_range(line: GoalLine, words: Say) -> str:
    return span_words(line.range80, words)


def bold(text: str, **values: object) -> SafeString:
    """A sentence with its values in bold, everything escaped."""
    marked = {name: f"\x02{value}\x03" for name, value in values.items()}
    escaped = format_html("{}", text % marked)
    return mark_safe(escaped.replace("\x02", "<b>").replace("\x03", "</b>"))  # noqa: S308  # escaped just before


def joined(parts: Sequence[SafeString | None]) -> SafeString:
    return mark_safe(" ".join(part for part in parts if part))  # noqa: S308  # each is safe
