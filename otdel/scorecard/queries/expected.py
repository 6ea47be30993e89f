"""A place for what running periods are expected to end at: a chapter above that forecasts fills it when it is ready."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal

from otdel.kit.calendar import Named
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.scorecard.queries.crowd import Key

Expected = tuple[Decimal, Decimal, Decimal]  # low and high of 8 in 10, the middle between them
Provider = Callable[[Viewer, Named, Collection[Key]], Mapping[Key, Expected]]

NOT_MADE = NoData.because("forecast_not_made")
_providers: list[Provider] = []


def expect_from(provider: Provider) -> None:
    """Ask `provider` for ends of KPIs of members (0: the department). Registered twice, it is asked once.

    It answers only with what the viewer may see.
    """
    if provider not in _providers:
        _providers.append(provider)


def expected(viewer: Viewer, named: Named, keys: Collection[Key], today: date) -> Mapping[Key, Expected]:
    """Of those that were forecast; nothing for a period that is over or has not begun."""
    if not keys or not named.period.start <= today < named.period.end:
        return {}
    return {key: found for provider in _providers for key, found in provider(viewer, named, keys).items()}
