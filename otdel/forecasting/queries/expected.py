"""What running periods of KPIs are expected to end at, for the scorecard."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from otdel.forecasting.models import Forecast
from otdel.forecasting.queries.forecasts import hidden_kpis
from otdel.forecasting.queries.rights import sight
from otdel.forecasting.rules.chances import LEVELS
from otdel.kit.calendar import Named
from otdel.kit.viewer import Viewer
from otdel.scorecard.queries.crowd import Key
from otdel.scorecard.queries.expected import Expected

EDGES = tuple(LEVELS.index(level) for level in (0.1, 0.5, 0.9))


def expected_ends(viewer: Viewer, named: Named, keys: Collection[Key]) -> Mapping[Key, Expected]:
    """Low, middle and high of the newest forecast of each KPI of a member (0: the department) the viewer may see.

    What could not be forecast on the newest day is left out, however it was before.
    """
    sees, asked = sight(viewer), set(keys)
    rows = Forecast.objects.filter(
        kind="kpi", unit=named.unit, start=named.period.start, code__in={code for code, _ in asked}
    ).order_by("seen_on", "id")
    newest = {
        (code, whose): (seen_on, quantiles)
        for code, whose, seen_on, quantiles in rows.values_list("code", "whose", "seen_on", "quantiles")
        if (code, whose) in asked and sees(whose)
    }
    hidden = hidden_kpis(viewer, {code for code, _ in newest})
    last = max((seen_on for seen_on, _ in newest.values()), default=None)
    return {
        key: _edges(quantiles)
        for key, (seen_on, quantiles) in newest.items()
        if quantiles and seen_on == last and key[0] not in hidden
    }


def _edges(quantiles: list[float]) -> Expected:
    low, middle, high = (Decimal(repr(float(quantiles[place]))) for place in EDGES)
    return low, middle, high
