"""Which day a moment was on where the company is: terms of pay are counted in its days, not in those of Greenwich."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from otdel.accounts.queries import company
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer


def day_of(viewer: Viewer, at: datetime) -> date:
    """The day a moment was on where the company is."""
    found = company(viewer)
    return at.astimezone(ZoneInfo("UTC" if isinstance(found, NoData) else found.time_zone)).date()
