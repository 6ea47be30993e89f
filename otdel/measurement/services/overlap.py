"""Which earlier imports' days an import's word replaced."""

from __future__ import annotations

from typing import Any

from otdel.measurement.store import warehouse


def superseded_by(import_id: int) -> list[dict[str, Any]]:
    """For each older import and shape, the days that now come from this one: how many, the first and the last."""
    rows = warehouse().ask("superseded", import_id=import_id).to_pylist()
    return [{**row, "first_day": row["first_day"].isoformat(), "last_day": row["last_day"].isoformat()} for row in rows]
