"""Will we make the plan: the fan of the company's first goal, its chance as dots, and what would change it most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from otdel.forecasting.pages import goal_page, links, pictures, verdicts
from otdel.forecasting.pages.explained import explanation
from otdel.forecasting.pages.figures import Sayings, in_hundred
from otdel.forecasting.queries.forecasts import GoalLine
from otdel.forecasting.queries.levers import Lever, levers
from otdel.forecasting.queries.rights import READERS
from otdel.kit.calendar import Unit
from otdel.kit.viewer import Role, Viewer
from otdel.scorecard.pages import links as numbers
from otdel.scorecard.pages.periods import whole
from otdel.today.queries import unforecast
from otdel.web.charts import Chart
from otdel.web.charts.svg import Say
from otdel.web.parts import Explanation, Link
from otdel.web.reasons import say as words_of


@dataclass(frozen=True, slots=True)
class PlanPanel:
    """`gap` and `step` are its sentences in the verdict, `lever` what would change the chance most."""

    note: str
    gap: SafeString | None
    step: SafeString | None
    fan: Chart | None
    dots: Chart | None
    chance: str
    why: Explanation
    goal: str
    lever: SafeString | None
    href: str
    more: list[Link]


def panel(viewer: Viewer, line: GoalLine, unit: Unit) -> PlanPanel:
    words = Sayings().of(line)
    href = links.of_goal(line)
    best = next((one for one in levers(viewer, line) if one.effect), None)
    return PlanPanel(
        note=_note(line, unit),
        gap=verdicts.gap(line, words),
        step=_step(line, best, words),
        fan=pictures.fan(line, words),
        dots=pictures.ends(line, words),
        chance=in_hundred(line.odds),
        why=explanation(line, words),
        goal=words(line.low) if line.low is not None else "",
        lever=goal_page.lever_words(best, words) if best else None,
        href=href,
        more=[Link(_("All goals"), links.of_plan(line.named), icon="arrow-right")],
    )


@dataclass(frozen=True, slots=True)
class NoPlan:
    """Why there is no fan yet, and the step that leads to one."""

    why: str
    more: list[Link]


def without(viewer: Viewer, unit: Unit, start: date) -> NoPlan | None:
    """For those who read goals; who sets plans gets the button."""
    if not viewer.may(*READERS):
        return None
    reason = unforecast(viewer, unit)
    may_set = viewer.may(Role.OWNER, Role.HEAD)
    link = Link(_("Set plans by month"), numbers.of_plans(start.year), icon="target")
    if reason is not None:
        return NoPlan(words_of(reason), [Link(_("All goals"), links.of_plan(), icon="arrow-right")])
    return NoPlan(_("Nobody has said yet what the company is to reach in this period."), [link] if may_set else [])


def _note(line: GoalLine, unit: Unit) -> str:
    note = f"{line.name}, {whole(line.named)}"
    return note if line.named.unit == unit else _("%(goal)s: a year is forecast by its quarters") % {"goal": note}


def _step(line: GoalLine, best: Lever | None, words: Say) -> SafeString | None:
    """How much of what is missing the largest step in sight would bring; nothing when nothing is missing."""
    short = verdicts.short_of(line)
    if best is None or short is None or short <= 0 or not best.effect or best.effect <= 0:
        return None
    values = {"what": goal_page.lever_name(best), "effect": words(min(best.effect, short))}
    return verdicts.bold(_("The largest step in sight, “%(what)s”, would bring about %(effect)s of the gap."), **values)
