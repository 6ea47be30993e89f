"""A specialist's Today in words: verdict, goals, what needs them, tasks, promises."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.forecasting.pages import links, tree, verdicts, warnings_page
from otdel.forecasting.pages.figures import UNLIKELY, Sayings
from otdel.forecasting.queries.forecasts import GoalLine
from otdel.forecasting.queries.standing import ranked
from otdel.scorecard.pages import links as numbers
from otdel.scorecard.pages.periods import begun
from otdel.today import rules, wording
from otdel.today.own import OwnDay
from otdel.web import format as say
from otdel.web.parts import Attention, Link

SHOWN = 8  # tasks; the rest are on Work
NUMBERS = 4  # the least likely; the rest unfold
DOUBTS = 3  # early warnings; the rest are on their own page


def context(day: OwnDay) -> dict[str, object]:
    """What the template draws."""
    sayings = Sayings()
    goals = [tree.row(one, sayings) for one in sorted(day.goals, key=_order)]
    return {
        "title": capfirst(say.long_week_day(day.day)),
        "verdict": verdict(day),
        "month": begun(day.month),
        "goals": goals[:NUMBERS],
        "more_goals": goals[NUMBERS:],
        "attention": attention(day),
        "doubts": len(day.warnings) if len(day.warnings) > DOUBTS else 0,
        "tasks": day.tasks[:SHOWN],
        "more_tasks": max(0, len(day.tasks) - SHOWN),
        "promises": day.promises,
        "links": [
            Link(_("My scorecard"), numbers.of_scorecard("month", day.who.slug), icon="target"),
            Link(_("All my goals"), links.of_plan(day.month), icon="arrow-right"),
        ],
    }


def verdict(day: OwnDay) -> SafeString:
    """Which task to begin with, then which goal of the month to look at first."""
    return verdicts.joined([_first_task(day), _first_goal(day.goals)])


def _first_task(day: OwnDay) -> SafeString:
    """The one that is late, else due today, else next."""
    if not day.tasks:
        return verdicts.bold(_("No task of yours is open."))
    late = [one for one in day.tasks if one.late]
    due = [one for one in day.tasks if not one.late and one.due <= day.day]
    first = (late or due or sorted(day.tasks, key=lambda one: one.due))[0]
    if late:
        text = ngettext(
            "%(count)s task of yours is late: “%(title)s”.",
            "%(count)s tasks of yours are late; begin with “%(title)s”.",
            len(late),
        )
        return verdicts.bold(text, count=len(late), title=first.title)
    if due:
        text = ngettext(
            "%(count)s task of yours is due today: “%(title)s”.",
            "%(count)s tasks of yours are due today; begin with “%(title)s”.",
            len(due),
        )
        return verdicts.bold(text, count=len(due), title=first.title)
    text = _("No task of yours is late or due today; next is “%(title)s”, %(day)s.")
    return verdicts.bold(text, title=first.title, day=say.day(first.due, year=False))


def _first_goal(goals: Sequence[GoalLine]) -> SafeString | None:
    """How goals stand, and the unlikely one that lacks the most money, else the least likely."""
    known = [one for one in goals if one.odds is not None]
    if not known:
        return None
    likely, _doubt, unlikely = tree.counted(goals)
    if not unlikely:
        words = _("Of your %(all)s goals of the month with a forecast, %(likely)s are likely and none is unlikely.")
        return verdicts.bold(words, all=len(known), likely=likely)
    worst = min((one for one in known if (one.odds or 0.0) < UNLIKELY), key=_weight)
    short = verdicts.short_of(worst)
    words = _("Of your %(all)s goals of the month with a forecast, %(unlikely)s will probably be missed; "
              "look first at “%(name)s”: %(gap)s short.")  # fmt: skip
    if short is None or short <= 0 or worst.unit != "money":
        words = _("Of your %(all)s goals of the month with a forecast, %(unlikely)s will probably be missed; "
                  "look first at “%(name)s”.")  # fmt: skip
    gap = Sayings().of(worst)(short) if short is not None else ""
    return verdicts.bold(words, all=len(known), unlikely=unlikely, name=worst.name, gap=gap)


def _order(line: GoalLine) -> tuple[bool, bool, float, float]:
    """Unlikely ones first, by the money they lack; then the least likely; goals without a forecast last."""
    unlikely = line.odds is not None and line.odds < UNLIKELY
    money, odds = _weight(line)
    return line.odds is None, not unlikely, money if unlikely else 0.0, odds


def _weight(line: GoalLine) -> tuple[float, float]:
    short = verdicts.short_of(line)
    return -(short or 0.0) if line.unit == "money" and line.kind == "measure" else 0.0, line.odds or 0.0


def attention(day: OwnDay) -> list[Attention]:
    """Offers to sign, files that ask, then numbers in doubt: the most money first, then the least likely."""
    offers = [
        Attention(
            wording.title(one, ""), wording.text(one, ""),
            [Link(wording.action(one), reverse("motivation:agreement", args=[one.key]))], one.severity,
            "message-circle",
        )
        for one in rules.offers(day.offers)
    ]  # fmt: skip
    files = [
        Attention(
            wording.title(one, ""), wording.text(one, ""),
            [Link(pgettext("button", "Answer"), reverse("measurement:imports"))], one.severity, "message-circle",
        )
        for one in rules.waiting(day.files)
    ]  # fmt: skip
    return [*offers, *files, *(warnings_page.attention(one) for one in ranked(day.warnings)[:DOUBTS])]
