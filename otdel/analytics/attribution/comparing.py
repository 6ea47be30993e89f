"""Where models part over a channel, and the part it plays in paths that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from otdel.analytics.attribution.shapes import UNKNOWN, Credit, Floats, Paths, Whole, summed
from otdel.kit.reason import Reason

APART = 0.02  # of all conversions: models that lie closer say the same
LEANS = 1.5  # times more often first than last, and the like, from which a part is named


@dataclass(frozen=True, slots=True)
class Parts:
    """Of the conversions of paths a channel is in: how often it opens, closes, stands between, is alone, comes again.

    Each [K], 0 to 1 (`again`: touches of it a path, 1 and more); `present` [K] conversions of paths it is in, `rate`
    [K] of those paths that convert, nan when failed paths are not known.
    """

    present: Floats
    opens: Floats
    closes: Floats
    alone: Floats
    again: Floats
    rate: Floats


@dataclass(frozen=True, slots=True)
class Difference:
    """Models over one channel: shares of all conversions, 0 to 1, the lowest and highest, and why they part."""

    channel: str
    low: float
    lowest: str
    high: float
    highest: str
    why: tuple[Reason, ...]

    @property
    def apart(self) -> bool:
        return self.high - self.low >= APART


def parts(paths: Paths) -> Parts:
    """The parts channels play, each path counted by its conversions."""
    size, where = len(paths.channels), paths.of_touch
    fresh = _fresh(paths)
    won, begun = paths.conversions, paths.conversions + paths.nulls
    once = summed(paths.steps[fresh], won[where][fresh], size)
    all_starts = summed(paths.steps[fresh], begun[where][fresh], size)
    single = paths.lengths == 1
    return Parts(
        present=once,
        opens=_over(summed(paths.steps[paths.offsets[:-1]], won, size), once),
        closes=_over(summed(paths.steps[paths.last], won, size), once),
        alone=_over(summed(paths.steps[paths.last[single]], won[single], size), once),
        again=_over(summed(paths.steps, won[where], size), once),
        rate=_over(once, all_starts) if paths.nulls_known else np.full(size, np.nan),
    )


def differences(paths: Paths, credits: Mapping[str, Credit]) -> tuple[Difference, ...]:
    """One for each known channel, the widest first; shares are of all conversions, those without a touch among them."""
    won, played = float(paths.conversions.sum()), parts(paths)
    total = won + paths.aside[0]
    rate = won / float((paths.conversions + paths.nulls).sum())
    found = []
    for place, channel in enumerate(paths.channels):
        if channel == UNKNOWN:
            continue
        shares = {model: float(credit.conversions[place]) / total for model, credit in credits.items()}
        lowest, highest = min(shares, key=lambda one: shares[one]), max(shares, key=lambda one: shares[one])
        why: list[Reason] = []
        if shares[highest] - shares[lowest] >= APART:
            why = [*_direct(channel, lowest, highest), *_why(channel, place, played, rate)]
        found.append(Difference(channel, shares[lowest], lowest, shares[highest], highest, tuple(why)))
    return tuple(sorted(found, key=lambda one: one.low - one.high))


def _direct(channel: str, lowest: str, highest: str) -> list[Reason]:
    """What passing over direct visits does to it."""
    if lowest == "last_non_direct":
        return [Reason.of("attribution.passed_over", channel=channel)]
    return [Reason.of("attribution.passed_to", channel=channel)] if highest == "last_non_direct" else []


def _why(channel: str, place: int, played: Parts, rate: float) -> list[Reason]:
    opens, closes = played.opens[place], played.closes[place]
    said = {"channel": channel, "opens": _percent(opens), "closes": _percent(closes)}
    found = []
    if opens > LEANS * closes:
        found.append(Reason.of("attribution.opener", **said))
    elif closes > LEANS * opens:
        found.append(Reason.of("attribution.closer", **said))
    elif opens + closes < 0.5:
        found.append(Reason.of("attribution.between", **said))
    if played.again[place] > LEANS:
        found.append(Reason.of("attribution.again", channel=channel, times=f"{played.again[place]:.1f}"))
    own = played.rate[place]
    if own > LEANS * rate or own * LEANS < rate:
        code = "attribution.converts_more" if own > rate else "attribution.converts_less"
        found.append(Reason.of(code, channel=channel, own=_percent(own, 1), usual=_percent(rate, 1)))
    if played.alone[place] > 0.5:
        found.append(Reason.of("attribution.alone", channel=channel, alone=_percent(played.alone[place])))
    return found or [Reason.of("attribution.mixed", **said)]


def _fresh(paths: Paths) -> Whole:
    """Places of the first touch of each channel in each path."""
    pairs = paths.of_touch * len(paths.channels) + paths.steps
    return np.asarray(np.unique(pairs, return_index=True)[1], dtype=np.int64)


def _over(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), 0.0)


def _percent(share: float, digits: int = 0) -> str:
    return f"{100 * float(share):.{digits}f}"
