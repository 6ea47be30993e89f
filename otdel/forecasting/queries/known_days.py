"""Days known beforehand: what the calendar of the company's country says of the past and of what comes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from otdel.accounts.models import Company
from otdel.analytics.forecast.calendar import columns
from otdel.analytics.forecast.shapes import Step
from otdel.evidence.rules.countries import country_of
from otdel.forecasting.rules.arrays import Floats


def company_country() -> str:
    """As told by the company's time zone; empty where the zone does not tell."""
    own = Company.objects.first()
    return country_of(own.time_zone) if own else ""


@lru_cache(maxsize=64)
def days_off(country: str, start: date, count: int) -> Floats:
    """Shares [count, F] of holidays, gift days and Black Friday from `start`; no columns without a country."""
    found = columns(country, start, Step.DAY, count)[1]
    found.flags.writeable = False  # shared by all who ask for the same days
    return found
