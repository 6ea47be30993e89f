"""Reasons: a code with its values. The words come later, in three languages, from a chapter's wording.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so: `code` names the rule, `values` fill the sentence (already plain text or whole numbers)."""

    code: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, code: str, **values: Value) -> Reason:
        return cls(code, MappingProxyType(values))

    def plain(self) -> dict[str, Any]:
        """As JSON holds it: `code` and `values`."""
        return {"code": self.code, "values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class NoData:
    """A value that is not known, with the reason. It is never zero and never success."""

    reason: Reason

    @classmethod
    def because(cls, code: str, **values: Value) -> NoData:
        return cls(Reason.of(code, **values))
