"""What a check found and simulated, for templates: `{% load checked %}{% check_of version as it %}`."""

from __future__ import annotations

from django import template

from otdel.motivation.models import PlanVersion
from otdel.motivation.pages.check_page import CheckView, check_view
from otdel.motivation.pages.simulation_page import SimulationView, simulation_view
from otdel.motivation.wording import library_texts

register = template.Library()


@register.simple_tag
def check_of(version: PlanVersion) -> CheckView:
    return check_view(version)


@register.simple_tag
def simulated(version: PlanVersion) -> SimulationView | None:
    """None when nothing was simulated."""
    return simulation_view(version)


@register.filter
def plan_text(said: str) -> str:
    """A note of a plan: in the reader's language when it is the library's own."""
    return library_texts.plan_text(said)
