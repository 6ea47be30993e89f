"""A specialist's Today in words: verdict, goals, what needs them, tasks, promises."""

from __future__ import annotations

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.forecasting.pages import links, tree, verdicts, warnings_page
from otdel.forecasting.pages.figures import UNLIKELY, Sayings
from otdel.scorecard.pages import links as numbers
from otdel.scorecard.pages.periods import begun
from otdel.today import rules, wording
from otdel.today.own import OwnDay
from otdel.web import format as say
from otdel.web.parts import Attention, Link

SHOWN = 8  # tasks; the rest are on Work
DOUBTS = 4  # early warnings; the rest are on their own page


def context(day: OwnDay) -> dict[str, object]:
    """What the template draws."""
    return {
        "title": capfirst(say.long_week_day(day.day)),
        "verdict": verdict(day),
        "month": begun(day.month),
        "goals": tree.rows(day.goals, Sayings()),
        "attention": attention(day),
        "more_doubts": max(0, len(day.warnings) - DOUBTS),
        "tasks": day.tasks[:SHOWN],
        "more_tasks": max(0, len(day.tasks) - SHOWN),
        "promises": day.promises,
        "links": [
            Link(_("My scorecard"), numbers.of_scorecard("month", day.who.slug), icon="target"),
            Link(_("All my goals"), links.of_plan(day.month), icon="arrow-right"),
        ],
    }


def verdict(day: OwnDay) -> SafeString:
    """Tasks due and late, then how the goals of the month stand."""
    late, due = sum(one.late for one in day.tasks), sum(not one.late and one.due <= day.day for one in day.tasks)
    known = [one.odds for one in day.goals if one.odds is not None]
    parts = [_tasks(len(day.tasks), late, due)]
    if known:
        words = _(
            "Of your %(all)s goals of the month with a forecast, %(likely)s are likely and %(unlikely)s unlikely."
        )
        likely, _doubt, unlikely = tree.counted(day.goals)
        parts.append(verdicts.bold(words, all=len(known), likely=likely, unlikely=unlikely))
    return verdicts.joined(parts)


def _tasks(count: int, late: int, due: int) -> SafeString:
    if not count:
        return verdicts.bold(_("No task of yours is open."))
    text = ngettext(
        "%(count)s task of yours is open: late %(late)s, due today %(due)s.",
        "%(count)s tasks of yours are open: late %(late)s, due today %(due)s.",
        count,
    )
    return verdicts.bold(text, count=count, late=late, due=due)


def attention(day: OwnDay) -> list[Attention]:
    """Offers to sign, files that ask, then numbers in doubt, the least likely first."""
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
    doubts = sorted(day.warnings, key=lambda one: float(one.evidence.get("odds", UNLIKELY)))
    return [*offers, *files, *(warnings_page.attention(one) for one in doubts[:DOUBTS])]
