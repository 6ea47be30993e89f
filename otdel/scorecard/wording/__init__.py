"""Words for reason codes of numbers: what was refused, why a value is missing, and what to do about it."""

from __future__ import annotations

from typing import Any

from otdel.scorecard.wording.engine import MISSING, STEPS
from otdel.scorecard.wording.refusals import REFUSALS

SENTENCES: dict[str, Any] = {**MISSING, **STEPS, **REFUSALS}
