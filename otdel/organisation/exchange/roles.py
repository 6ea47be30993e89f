"""A role as a YAML file: out whole, and back in with every refusal named by file, line and path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from otdel.kit.reason import Reason
from otdel.organisation.library import LANGUAGES
from otdel.organisation.models import JobRole
from otdel.organisation.rules.role_file import Place, Wrong, wrongs
from otdel.organisation.words import key_of

MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class RoleFile:
    """What a file says; `wrong` is why it cannot be taken, and then `data` is not to be used."""

    data: dict[str, Any]
    wrong: tuple[Reason, ...] = ()


def role_yaml(role: JobRole) -> str:
    """The role with its copy of the library and the company's own words, zones and processes included."""
    parts = {key: role.copied[key] for key in ("version", "structure", *LANGUAGES) if key in role.copied}
    content = {"code": role.code, **({"library": role.library} if role.library else {}), **parts, "own": _own(role)}
    return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120))


def _own(role: JobRole) -> dict[str, Any]:
    """The company's words of the role, with those kept beside its zones and processes."""
    zones = {f"zones.{key_of(zone.code)}": zone.name for zone in role.zones.all() if zone.name}
    processes = {
        f"processes.{key_of(one.code)}.{part}": text for one in role.processes.all() for part, text in one.own.items()
    }
    return {**role.own, **zones, **processes}


def read_role(name: str, content: bytes) -> RoleFile:
    """A role from the bytes of a file called `name`. Never raises for what is in it."""
    if len(content) > MOST_BYTES:
        return RoleFile({}, (Reason.of("role_file_too_large", file=name),))
    try:
        text = content.decode("utf-8-sig")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise yaml.YAMLError("a few aliases can unfold into more than a machine holds")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except UnicodeDecodeError:
        return RoleFile({}, (Reason.of("role_file_encoding", file=name),))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return RoleFile({}, (Reason.of("role_file_broken", file=name, line=_line_of(error)),))
    if data is None:
        return RoleFile({}, (Reason.of("role_file_empty", file=name),))
    found = wrongs(data)
    return RoleFile(data if not found else {}, tuple(_told(name, one, node) for one in found))


def _line_of(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


def _told(name: str, wrong: Wrong, node: yaml.Node | None) -> Reason:
    path = ".".join(str(step) for step in wrong.place)
    return Reason.of(wrong.code, file=name, line=_line(node, wrong.place), path=path, value=wrong.value)


def _line(node: yaml.Node | None, place: Place) -> int:
    """The line the thing at `place` begins on, or the nearest one above it."""
    line = 1
    for step in place:
        found = next(_under(node, step), None)
        if found is None:
            break
        node, line = found
    return line


def _under(node: yaml.Node | None, step: str | int) -> Iterator[tuple[yaml.Node, int]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((value, key.start_mark.line + 1) for key, value in node.value if str(key.value) == str(step))
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        yield from ((one, one.start_mark.line + 1) for one in node.value[step : step + 1])
