"""What would bring a measure's value where there is none: the next step and where it is taken."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.planning.queries.rights import reach
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.rules.units import Way

IMPORTS, READINGS, PLANS = "measurement:imports", "scorecard:readings", "scorecard:plans"
NEW_TASK = "planning:new_task"
WHERE: dict[str, tuple[str, str]] = {  # why there is no value -> the step and the page it is taken on
    "period_not_covered": ("step_bring_file", IMPORTS),
    "price_unknown": ("step_bring_prices", IMPORTS),
    "buyers_unknown": ("step_bring_file", IMPORTS),
    "cost_unknown": ("step_bring_costs", IMPORTS),
    "not_read_yet": ("step_type_reading", READINGS),
    "never_traced": ("step_type_reading", READINGS),
    "reading_is_longer": ("step_read_shorter", READINGS),
    "waits_for_second_reader": ("step_read_again", READINGS),
    "readings_differ": ("step_settle", READINGS),
    "no_plan": ("step_write_plan", PLANS),
    "plan_not_whole": ("step_write_plan", PLANS),
    "no_aimed_cost": ("step_plan_spend_and_leads", PLANS),
    "work_never_written_down": ("step_write_work", NEW_TASK),
    "register_empty": ("step_fill_register", "organisation:accesses"),
    "scope_not_in_facts": ("step_change_scope", "organisation:team"),
}


def next_step(measure: Measure, reason: Reason) -> tuple[Reason | None, str]:
    """The step and its address; nothing for what only time brings, or what is hidden on purpose."""
    if reason.code == "needs_source":
        code, page = ("step_type_reading", READINGS) if measure.way is Way.TYPED else ("step_bring_file", IMPORTS)
    elif reason.code in WHERE:
        code, page = WHERE[reason.code]
    else:
        return None, ""
    source = measure.sources[0] if measure.sources else ""
    if code == "step_bring_file" and source == "typed_costs":
        code, page = "step_write_costs", "measurement:costs"
    return Reason.of(code, source=source, measure=measure.how if measure.way is Way.PLAN else measure.code), _page(page)


def may_take(viewer: Viewer, href: str) -> bool:
    """Whether this viewer may open the page of a step: a contractor reads numbers in and no more."""
    if viewer.may(Role.CONTRACTOR):
        return href == _page(READINGS)
    return href != _page(NEW_TASK) or reach(viewer).may_give


def _page(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
