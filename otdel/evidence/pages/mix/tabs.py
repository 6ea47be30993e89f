"""The four views of the mix model, under the Channels tab."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import pgettext

from otdel.web.parts import Link


def tabs(current: str) -> list[Link]:
    """`current` is the route of the view shown now, without its namespace."""
    views = (
        ("mix", pgettext("view of the mix model", "Results")),
        ("mix_scenario", pgettext("view of the mix model", "Scenario")),
        ("proposals", pgettext("view of the mix model", "Proposals")),
        ("mix_model", pgettext("view of the mix model", "Model")),
    )
    return [Link(name, reverse(f"evidence:{route}"), current=route == current) for route, name in views]
