"""Words of the chapter: a reason's code, or a verb of the trail, to its sentence. Each half words its own codes."""

from __future__ import annotations

from typing import Any

from otdel.organisation.wording import cover, designer, roles, structure
from otdel.web.reasons import Words

HALVES = (structure, roles, cover, designer)
REASONS: dict[str, Words] = {code: words for half in HALVES for code, words in half.REASONS.items()}
VERBS: dict[str, Any] = {verb: words for half in HALVES for verb, words in half.VERBS.items()}
