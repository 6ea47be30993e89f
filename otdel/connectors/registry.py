"""Every report we know, gathered from the connectors' folders, and the choice of the one that fits a sheet."""

from __future__ import annotations

from otdel.connectors.contract import Report, Sheet

REPORTS: tuple[Report, ...] = ()

ENOUGH = 0.5  # a report must be more certain than this


def best(sheet: Sheet) -> Report | None:
    """The report most certain of the sheet; None when nobody is certain enough."""
    certain = max(REPORTS, key=lambda one: one.fits(sheet), default=None)
    return certain if certain is not None and certain.fits(sheet) > ENOUGH else None


def by_name(name: str) -> Report | None:
    return next((one for one in REPORTS if one.name == name), None)
