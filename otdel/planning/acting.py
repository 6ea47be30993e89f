"""The acts on a task by name, for doors that take the name from outside: the page's forms and the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from otdel.kit.viewer import Viewer
from otdel.planning import services

Given = Mapping[str, Any]

ACTS: dict[str, Callable[[Viewer, int, Given], object]] = {
    "wait": lambda viewer, pk, given: services.wait(viewer, pk, given["what"]),
    "carry_on": lambda viewer, pk, given: services.carry_on(viewer, pk),
    "hand_over": lambda viewer, pk, given: services.hand_over(viewer, pk),
    "accept": lambda viewer, pk, given: services.review(viewer, pk, given.get("note", ""), accepted=True),
    "return": lambda viewer, pk, given: services.review(viewer, pk, given["note"], accepted=False),
    "move": lambda viewer, pk, given: services.move_due(viewer, pk, given["due"]),
    "drop": lambda viewer, pk, given: services.drop(viewer, pk, given["why"]),
    "give": lambda viewer, pk, given: services.give(viewer, pk, given["to"]),
    "ready": lambda viewer, pk, given: services.mark_ready(viewer, pk, given.get("at")),
    "live": lambda viewer, pk, given: services.mark_live(viewer, pk, given.get("at")),
    "conclude": lambda viewer, pk, given: services.conclude(viewer, pk, given["outcome"], given.get("note", "")),
    "error": lambda viewer, pk, given: services.found_error(viewer, pk, given["what"], given.get("day")),
}
