"""A company's own words over the library's, by path: "mission", "duties.plan_spend", "processes.ppc_daily.name"."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any


def overlaid(words: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`words` with the company's own in their places; neither is changed. A new path is made; None takes a text out."""
    result: dict[str, Any] = copy.deepcopy(dict(words))
    for path, text in own.items():
        _put(result, path.split("."), text)
    return result


def _put(target: Any, path: list[str], text: Any) -> None:
    *way, last = path
    for step in way:
        target = target[int(step)] if isinstance(target, list) else target.setdefault(step, {})
    if isinstance(target, list):
        target[int(last)] = text
    elif text is None:
        target.pop(last, None)
    else:
        target[last] = text


def at(words: Any, path: str) -> Any:
    """What stands at `path`, or None."""
    for step in path.split("."):
        if isinstance(words, Mapping) and step in words:
            words = words[step]
        elif isinstance(words, list) and step.isdigit() and int(step) < len(words):
            words = words[int(step)]
        else:
            return None
    return words
