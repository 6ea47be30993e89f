"""Closing a period: its values are frozen, and corrected by dated adjustments only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from otdel.kit.viewer import Viewer
from otdel.scorecard.models import Adjustment, ClosedPeriod


def close(viewer: Viewer, unit: str, start: date) -> ClosedPeriod:
    """Freeze the values of the period that starts on `start`. Raises NotAllowed, Refused."""
    raise NotImplementedError


def adjust(viewer: Viewer, kpi_value_id: int, new: Decimal | None, why: str) -> Adjustment:
    """Correct a frozen value; None says that it is not known. Raises NotAllowed, Refused."""
    raise NotImplementedError
