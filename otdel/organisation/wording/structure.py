"""Words for reasons and done things about people, their engagements, zones and agreements."""

from __future__ import annotations

from typing import Any

from otdel.web.reasons import Words

REASONS: dict[str, Words] = {}

VERBS: dict[str, Any] = {}
