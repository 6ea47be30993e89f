"""Words for what people did with pay, on the page of who did what. No line of the trail holds an amount."""

from __future__ import annotations

from typing import Any

VERBS: dict[str, Any] = {}
