"""YAML of strangers as plain data: numbers as decimals, and nothing that unfolds, runs code or never ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import yaml

from otdel.kit.reason import Reason
from otdel.motivation.rules.faults import Fault, WrongPlan, joined

LARGEST, DEEPEST, MOST_NODES = 200_000, 12, 20_000
PLAIN = re.compile(r"-?\d{1,12}(\.\d{1,9})?")
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
OWN_TAGS = "tag:yaml.org,2002:"
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str | bytes) -> Any:
    """Mappings, lists, texts, decimals, yes and no, nothing. Raises WrongPlan with one fault that says the line."""
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise _refused("plan_yaml_not_text", error.object[: error.start].count(b"\n") + 1) from error
    if len(text) > LARGEST:
        raise _refused("plan_yaml_large", 1, most=LARGEST)
    try:
        _look_over(text)
        node = yaml.compose(text, Loader)
    except WrongPlan:
        raise
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise _refused("plan_yaml_broken", line, detail=str(getattr(error, "problem", "") or "")[:80]) from error
    except (RecursionError, ValueError) as error:
        raise _refused("plan_yaml_broken", 1, detail="") from error
    return None if node is None else _value(node, "")


def lines_of(text: str | bytes) -> dict[str, int]:
    """The line of each place of a text: {"components.1.weight": 14}. None of a text `read_yaml` refuses."""
    try:
        read_yaml(text)
        node = yaml.compose(text.decode("utf-8-sig") if isinstance(text, bytes) else text, Loader)
    except WrongPlan:
        return {}
    return dict(_lines(node, "")) if node else {}


def _lines(node: yaml.Node, path: str) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            at = joined(path, str(key.value))
            yield at, key.start_mark.line + 1
            yield from _lines(value, at)
    elif isinstance(node, yaml.SequenceNode):
        for place, one in enumerate(node.value):
            at = joined(path, str(place))
            yield at, one.start_mark.line + 1
            yield from _lines(one, at)


def line_of(path: str, lines: Mapping[str, int]) -> int | None:
    """Of the place itself, or of what was to hold it when it is missing."""
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return lines.get(path)


def _look_over(text: str) -> None:
    """Refuses aliases, tags and depth before anything is built of them."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused("plan_yaml_alias", line)
        if getattr(event, "tag", None):
            raise _refused("plan_yaml_tag", line)
        if depth > DEEPEST:
            raise _refused("plan_yaml_deep", line, most=DEEPEST)
        if count > MOST_NODES:
            raise _refused("plan_yaml_large", line, most=MOST_NODES)


def _value(node: yaml.Node, path: str) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, f"{path}.{place}") for place, one in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _refused("plan_yaml_key", key.start_mark.line + 1)
        name = str(key.value)
        if name in found:
            raise _refused("plan_yaml_double", key.start_mark.line + 1, path=joined(path, name), key=name)
        found[name] = _value(value, joined(path, name))
    return found


def _scalar(node: yaml.ScalarNode) -> str | Decimal | bool | None:
    said = str(node.value)
    if not node.style:  # written without quotes
        if PLAIN.fullmatch(said):
            return Decimal(said)
        return WORDS.get(said.lower(), said)
    return said


def _refused(code: str, line: int, path: str = "", **values: str | int) -> WrongPlan:
    return WrongPlan([Fault(path, Reason.of(code, line=line, **values))])
