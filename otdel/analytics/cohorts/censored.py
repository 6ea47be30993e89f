"""Which first cohorts are not new customers at all, but old ones whose first purchase is before the file begins.

They give themselves away: there are too many of them, and they come back more than those who are new. Left in, they
would make every new customer look as good as a regular one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.cohorts.shapes import Floats, Triangle

CROWDED = 1.5  # times the usual number of new customers, in the first month of the file
OFTENER, SURE = 1.15, 3.0  # times as often as later cohorts, and by so many standard errors
CUSTOMERS_UNLIKE = 1.0  # squared spread over mean of how often customers come back
AT_MOST = 1 / 3  # of all cohorts


@dataclass(frozen=True, slots=True)
class Censored:
    """`since` is the first month of which customers are new. `months` before it are kept out of the curves.

    `times` is how much oftener the first of them came back than later cohorts; 0 when it is told by number alone.
    """

    since: int
    months: int
    customers: int
    times: float
    crowd: float


def censored(cohorts: Triangle) -> Censored:
    """Of cohorts by month alone, in order. One month after another, until one looks like those after it."""
    count = len(cohorts.month)
    months, times = 0, 0.0
    crowd = _crowd(cohorts.size)
    for place in range(int(count * AT_MOST)):
        oftener, errors = _returns(cohorts, place)
        told = oftener >= OFTENER and errors >= SURE
        if not told and not (place == 0 and crowd >= CROWDED and oftener >= 1):
            break
        months, times = place + 1, times or (oftener if told else 0.0)
    since = int(cohorts.month[months]) if count else 0
    return Censored(since, months, int(cohorts.size[:months].sum()), times, crowd)


def _crowd(size: Floats) -> float:
    """The first cohort over the median of the next six."""
    following = size[1:7]
    return float(size[0] / np.median(following)) if len(following) else 0.0


def _returns(cohorts: Triangle, place: int) -> tuple[float, float]:
    """How many times oftener its customers came back than those of later cohorts at the same age, and in errors."""
    after = cohorts.active[place + 1 :, 1:]
    known = np.isfinite(after)
    seen = (known * cohorts.size[place + 1 :, None]).sum(axis=0)
    own = cohorts.active[place, 1:]
    both = (seen > 0) & np.isfinite(own)
    if not both.any():
        return 1.0, 0.0
    share = np.nansum(after, axis=0)[both] / seen[both]
    size = float(cohorts.size[place])
    expected, came = size * float(share.sum()), float(own[both].sum())
    if expected <= 0:
        return 1.0, 0.0
    spread = np.sqrt(expected * (1 + CUSTOMERS_UNLIKE * expected / size))
    return came / expected, (came - expected) / float(spread)
