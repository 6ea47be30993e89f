"""Will we make the plan: the fan of the company's first goal, its chance as dots, and what would change it most."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from otdel.forecasting.pages import goal_page, links, pictures, verdicts
from otdel.forecasting.pages.explained import explanation
from otdel.forecasting.pages.figures import Sayings, in_hundred
from otdel.forecasting.queries.forecasts import GoalLine
from otdel.forecasting.queries.levers import levers
from otdel.kit.viewer import Viewer
from otdel.scorecard.pages.periods import begun
from otdel.web.charts import Chart
from otdel.web.parts import Explanation, Link


@dataclass(frozen=True, slots=True)
class PlanPanel:
    """`gap` is its sentence in the verdict, `lever` what would change the chance most."""

    note: str
    gap: SafeString | None
    fan: Chart | None
    dots: Chart | None
    chance: str
    why: Explanation
    goal: str
    lever: SafeString | None
    href: str
    more: list[Link]


def panel(viewer: Viewer, line: GoalLine) -> PlanPanel:
    words = Sayings().of(line)
    href = links.of_goal(line)
    best = next((one for one in levers(viewer, line) if one.effect), None)
    return PlanPanel(
        note=f"{line.name}, {begun(line.named)}",
        gap=verdicts.gap(line, words),
        fan=pictures.fan(line, words),
        dots=pictures.ends(line, words),
        chance=in_hundred(line.odds),
        why=explanation(line, words),
        goal=words(line.low) if line.low is not None else "",
        lever=goal_page.lever_words(best, words) if best else None,
        href=href,
        more=[Link(_("All goals"), links.of_plan(line.named), icon="arrow-right")],
    )
