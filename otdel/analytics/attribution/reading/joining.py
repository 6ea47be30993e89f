"""Touches of users as paths: those before each conversion within the look-back, and those that led to none.

A touch may stand before several conversions of its user and then belongs to the path of each, as it does in reports
that look back from every sale. Touches in nobody's look-back are paths that failed, parted where a user was away for
longer than the look-back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.attribution.checking import Finding, finding
from otdel.analytics.attribution.shapes import Floats, Paths, Places, Whole

DAY = 86_400_000  # milliseconds


class Touches(NamedTuple):
    """Rows of a file. `user` [r] from 0; `at` [r] milliseconds; `channel` [r] places in `channels`; `touched` [r] false
    where a row is a conversion alone; `won` [r] conversions at that moment; `value` [r] of them."""

    channels: tuple[str, ...]
    user: Whole
    at: Whole
    channel: Places
    touched: NDArray[np.bool_]
    won: Floats
    value: Floats | None


class _Sorted(NamedTuple):
    """Touches by user and time [t]: a number for user and time together, where they stand in the rows."""

    key: Whole
    rows: Whole


def joined(given: Touches, look_back: float, bots: int) -> tuple[Paths, tuple[Finding, ...]]:
    """All paths, converted ones first; conversions without a touch in the look-back are put aside."""
    given, found = _without_bots(given, bots)
    if not len(given.user):
        return _nobody(given), tuple(found)
    window = round(look_back * DAY)
    start, span = int(given.at.min()), int(given.at.max() - given.at.min()) + window + 1
    unit = 1 if (int(given.user.max()) + 1) * span < 2**62 else 1000  # milliseconds of millions of users overflow
    span = span // unit + 1
    key = given.user * span + (given.at - start) // unit
    rows = np.flatnonzero(given.touched)
    rows = rows[np.argsort(key[rows], kind="stable")]
    ordered = _Sorted(key[rows], rows)
    won = np.flatnonzero(given.won > 0)
    low = np.searchsorted(ordered.key, np.maximum(key[won] - window // unit, given.user[won] * span), "left")
    high = np.searchsorted(ordered.key, key[won], "right")
    has = high > low
    failed = _failed(given, ordered, low, high, window)
    paths = _paths(given, ordered, (won[has], low[has], high[has]), failed)
    lost = won[~has]
    aside = (float(given.won[lost].sum()), 0.0 if given.value is None else float(given.value[lost].sum()))
    return replace(paths, aside=aside), (*found, *_edges(given, ordered, won, failed, window))


def _failed(given: Touches, ordered: _Sorted, low: Whole, high: Whole, window: int) -> list[Whole]:
    """Runs of touches in nobody's look-back: first and behind the last place of each, as two arrays."""
    cover = np.zeros(len(ordered.rows) + 1, np.int64)
    np.add.at(cover, low[high > low], 1)
    np.add.at(cover, high[high > low], -1)
    free = np.flatnonzero(np.cumsum(cover[:-1]) == 0)
    if not len(free):
        return [free, free]
    user, at = given.user[ordered.rows[free]], given.at[ordered.rows[free]]
    parted = (np.diff(free) > 1) | (np.diff(user) != 0) | (np.diff(at) > window)
    begins = np.concatenate([[0], np.flatnonzero(parted) + 1])
    ends = np.concatenate([begins[1:], [len(free)]])
    return [free[begins], free[ends - 1] + 1]


def _paths(given: Touches, ordered: _Sorted, converted: tuple[Whole, Whole, Whole], failed: list[Whole]) -> Paths:
    won, low, high = converted
    begins, ends = np.concatenate([low, failed[0]]), np.concatenate([high, failed[1]])
    lengths = ends - begins
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    places = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - begins, lengths)
    rows = ordered.rows[places]
    finished = np.concatenate([given.at[won], given.at[ordered.rows[failed[1] - 1]]])
    ages = (np.repeat(finished, lengths) - given.at[rows]) / DAY
    zeros, ones = np.zeros(len(failed[0])), np.ones(len(failed[0]))
    value = None if given.value is None else np.concatenate([given.value[won], zeros])
    return Paths(
        given.channels,
        offsets,
        given.channel[rows],
        np.concatenate([given.won[won], zeros]),
        np.concatenate([np.zeros(len(won)), ones]),
        value,
        ages,
    )


def _edges(given: Touches, ordered: _Sorted, won: Whole, failed: list[Whole], window: int) -> Iterator[Finding]:
    """What the ends of the file hide: conversions whose look-back begins before it, paths that may yet convert."""
    days = round(window / DAY)
    early = given.won[won][given.at[won] < given.at.min() + window]
    if len(early):
        yield finding("cut_off", conversions=f"{early.sum():.10g}", days=days)
    if len(failed[0]):
        young = int((given.at[ordered.rows[failed[1] - 1]] > given.at.max() - window).sum())
        if young:
            yield finding("young", paths=young, percent=round(100 * young / len(failed[0])), days=days)


def _without_bots(given: Touches, most: int) -> tuple[Touches, list[Finding]]:
    """Leaves out users with more than `most` touches within 24 hours, and says what goes with them."""
    rows = np.flatnonzero(given.touched)
    rows = rows[np.lexsort((given.at[rows], given.user[rows]))]
    if not most or len(rows) <= most:
        return given, []
    user, at = given.user[rows], given.at[rows]
    quick = (user[most:] == user[:-most]) & (at[most:] - at[:-most] < DAY)
    machines = np.unique(user[most:][quick])
    if not len(machines):
        return given, []
    gone = np.isin(given.user, machines)
    lost = f"{given.won[gone].sum():.10g}"
    touches = int((gone & given.touched).sum())
    said = finding("bots", users=len(machines), most=most, touches=touches, conversions=lost)
    kept = ~gone
    value = None if given.value is None else given.value[kept]
    return given._replace(
        user=given.user[kept], at=given.at[kept], channel=given.channel[kept], touched=given.touched[kept],
        won=given.won[kept], value=value,
    ), [said]  # fmt: skip


def _nobody(given: Touches) -> Paths:
    none = np.zeros(0)
    return Paths(given.channels, np.zeros(1, np.int64), given.channel[:0], none, none, None, none)
