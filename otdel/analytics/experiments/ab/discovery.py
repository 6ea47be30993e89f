"""Many comparisons at once: how small a chance has to be so that few of the found effects are false."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def adjusted(chances: Sequence[float]) -> tuple[float, ...]:
    """Each p-value as it counts among the others (Benjamini and Hochberg 1995): found at a level when not over it,
    no more than that share of what is found is false, for comparisons that are independent or lean the same way."""
    found = np.asarray(chances, dtype=float)
    order = np.argsort(found)[::-1]
    ranks = np.arange(len(found), 0, -1)
    stepped = np.minimum.accumulate(found[order] * len(found) / ranks)
    out = np.empty(len(found))
    out[order] = np.minimum(stepped, 1.0)
    return tuple(float(one) for one in out)
