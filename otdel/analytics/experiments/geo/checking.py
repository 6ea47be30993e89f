"""Whether a test of regions can be answered, and what should be doubted in the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from otdel.analytics.experiments.findings import Finding, finding, refuse
from otdel.analytics.experiments.geo.effect import Effect
from otdel.analytics.experiments.geo.shapes import Design, Panel, design_of

LEAST_BEFORE = 10  # steps before the test; with fewer no way of comparing can be tried out
TIMES_BEFORE = 3  # as long as the test should the time before it be
FEW_CONTROLS = 5
ROUGH = 0.1  # of the treated mean: what is missed before the test
LEANS = 0.6  # of the weight on one region
LEVEL, OFTEN = 0.05, 0.2  # seen over time; and yet as much is seen in so many untreated regions
LARGE = 0.05  # a lift: found where nothing was done it is told in any case
MOVED = 0.5  # of the effect found: as large a one just before the test is not chance


def test_of(panel: Panel, treated: list[int], start: date, end: date) -> tuple[Design, tuple[Finding, ...]]:
    """The test of [start, end). Raises Refused when it cannot be answered."""
    if not start < end:
        raise refuse("test_backwards", start=start.isoformat(), end=(end - timedelta(days=1)).isoformat())
    if end <= panel.days[0] or start >= panel.end:
        last = (panel.end - timedelta(days=1)).isoformat()
        raise refuse("test_outside", first=panel.days[0].isoformat(), last=last)
    inside = [at for at, day in enumerate(panel.days) if start <= day < end]
    before = sum(day < start for day in panel.days)
    if before < LEAST_BEFORE:
        raise refuse("too_short_before", steps=before, least=LEAST_BEFORE)
    if not inside:
        raise refuse("test_without_steps", start=start.isoformat())
    found = [*_length(panel, start, end, before, len(inside))]
    design = design_of(panel, treated, before, before + len(inside))
    for place in treated:
        if np.ptp(panel.values[place, :before]) == 0:
            raise refuse("treated_constant", region=panel.regions[place], value=f"{panel.values[place, 0]:.10g}")
    if len(design.controls) < FEW_CONTROLS:
        found.append(finding("few_controls", controls=len(design.controls), least=FEW_CONTROLS))
    return design, tuple(found)


def _length(panel: Panel, start: date, end: date, before: int, inside: int) -> Sequence[Finding]:
    found = []
    if panel.end < end:
        planned = -(-(end - start).days // panel.step_days)
        last = (panel.end - timedelta(days=1)).isoformat()
        found.append(finding("test_stopped_early", last=last, steps=inside, planned=planned))
    if before < TIMES_BEFORE * inside:
        found.append(finding("short_before", steps=before, times=TIMES_BEFORE, test=inside))
    return found


test_of.__test__ = False  # type: ignore[attr-defined]  # pytest takes the name for a test of its own


def doubts(effect: Effect, others: Sequence[Effect], regions: Sequence[str]) -> tuple[Finding, ...]:
    """What a careful reader would ask of the effect; `regions` [N] names of controls."""
    found: list[Finding] = []
    if effect.missed > ROUGH:
        found.append(finding("rough_fit", percent=f"{100 * effect.missed:.0f}"))
    if effect.fit.weights is not None and len(regions) > 1:
        largest = int(np.argmax(effect.fit.weights))
        if effect.fit.weights[largest] > LEANS:
            share = f"{100 * effect.fit.weights[largest]:.0f}"
            found.append(finding("leans_on_one", region=regions[largest], percent=share))
    seen = effect.chance <= LEVEL
    if effect.before is not None and _worth_saying(effect.before, effect.lift, seen=seen):
        found.append(finding("moved_before", percent=f"{100 * effect.before:+.1f}".replace("-", "−")))
    if seen and effect.regions is not None and effect.regions.chance > OFTEN:
        found.append(finding("regions_doubt", percent=f"{100 * effect.regions.chance:.0f}"))
    if not np.isfinite([effect.step_range.low, effect.step_range.high]).all():
        found.append(finding("range_without_end"))
    elsewhere = [one for one in others if one.chance <= LEVEL]
    if seen and any(one.a_step * effect.a_step < 0 for one in others):
        found.append(finding("ways_disagree"))
    if not seen and elsewhere:
        found.append(finding("other_ways_see", ways=len(elsewhere)))
    return tuple(found)


def _worth_saying(before: float, lift: float | None, *, seen: bool) -> bool:
    return bool(lift) and abs(before) > MOVED * abs(lift or 0.0) and (seen or abs(before) > LARGE)
