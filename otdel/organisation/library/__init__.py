"""The library of roles: ten roles of internet marketing with their zones, processes and KPIs, in three languages.

What a role is made of lies in `roles/<id>.yaml`, its words in `{en,uk,ru}/<id>.yaml`; what all roles share in
`shared.yaml` and `{en,uk,ru}/shared.yaml`, names of measures in `{en,uk,ru}/measures.yaml`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from otdel.organisation.library import reading
from otdel.organisation.library.shapes import MeasureText, RoleShape, RoleText, SharedText

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "uk", "ru")
FIRST = ("cmo", "generalist", "ppc", "seo", "smm", "email", "affiliate", "copywriter", "content_manager", "pr")


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All roles as plain data; `version` is a digest of it. A language that lacks a file is read in English."""

    structures: Mapping[str, Mapping[str, Any]]
    texts: Mapping[str, Mapping[str, Mapping[str, Any]]]
    figures: Mapping[str, Any]
    version: str

    @property
    def ids(self) -> tuple[str, ...]:
        """Roles in the order a department usually thinks of them."""
        return tuple(self.structures)

    def role(self, role_id: str) -> RoleShape:
        """Raises KeyError for a role the library does not have."""
        return reading.role_shape(self.structures[role_id])

    def text(self, role_id: str, language: str = "en") -> RoleText:
        """The words of a role. Raises KeyError for a role the library does not have."""
        return reading.role_text(self.raw(role_id, language))

    def raw(self, name: str, language: str) -> Mapping[str, Any]:
        """The words of a file as plain data, in English when the language does not have it."""
        own = self.texts.get(language, {})
        return own[name] if name in own else self.texts["en"][name]

    def copy_of(self, role_id: str) -> dict[str, Any]:
        """What a company keeps when it copies a role: everything as it is today. Raises KeyError."""
        taken: dict[str, Any] = {"structure": self.structures[role_id]}
        taken |= {language: self.raw(role_id, language) for language in LANGUAGES}
        copied: dict[str, Any] = json.loads(json.dumps(taken))
        return {"version": digest(copied), **copied}

    def measure_text(self, code: str, language: str = "en") -> MeasureText:
        """Raises KeyError for a measure the library does not have."""
        words = self.raw("measures", language)[code]
        return MeasureText(words["name"] or code, words["definition"])

    def shared(self, language: str = "en") -> SharedText:
        return reading.shared_text(self.figures, self.raw("shared", language))


def library(folder: Path | None = None) -> Library:
    """The library that came with this version, or one in another folder; read once."""
    return _read(folder or FOLDER)


@cache
def _read(folder: Path) -> Library:
    structures = {path.stem: _yaml(path) for path in (folder / "roles").glob("*.yaml")}
    ordered = {name: structures[name] for name in sorted(structures, key=_place)}
    texts = {
        language: {path.stem: _yaml(path) for path in sorted((folder / language).glob("*.yaml"))}
        for language in LANGUAGES
    }
    figures = _yaml(folder / "shared.yaml")
    return Library(ordered, texts, figures, digest([ordered, texts, figures]))


def _place(role_id: str) -> tuple[int, str]:
    return (FIRST.index(role_id) if role_id in FIRST else len(FIRST), role_id)


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def digest(data: Any) -> str:
    """Sixteen signs that change when anything in `data` changes; `data` is what JSON can hold, the rest as text."""
    plain = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
