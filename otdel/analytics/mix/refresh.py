"""Why numbers moved from one fit to the next: each change made by itself, and what no change explains.

The move of a channel's ROI is that of the middle of its logarithm, in standard deviations of what was known before.
The changes are made one after the other from the old question to the new one, with a quick refit after each; since the
order matters when changes work together, they are made in the order of `Cause` and in the reverse order, and a change's
part is the mean of both. For one or two changes that is the Shapley value; for more it is the estimate of it from one
pair of opposite permutations (Mitchell, Cooper, Frank and Holmes, "Sampling permutations for Shapley value estimation",
2022). What the full fits moved beyond that is chance of the draws and the coarseness of the quick refits: `rest`. When
it is large for any channel, all refits are made once more by the full method before anything is called a jump.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from otdel.analytics.mix.findings import Finding, warn
from otdel.analytics.mix.refits import Refit, lighter, quick
from otdel.analytics.mix.restated import Cause, causes, comparable, with_only
from otdel.analytics.mix.shapes import Floats, Mix
from otdel.analytics.mix.summary import Question, question, question_of
from otdel.kit.reason import Reason

JUMP = 1.0  # posterior standard deviations, moved and without a cause
DOUBT = 0.4  # rest from which the quick refits are not trusted
AGAIN = 4000  # draws to ask for after a jump


@dataclass(frozen=True, slots=True)
class Part:
    """How far a cause moved a channel, in posterior standard deviations of the fit before."""

    cause: Reason
    move: float


@dataclass(frozen=True, slots=True)
class Change:
    """One channel: its ROI (medians) before and after, the whole move, its parts by cause, and the rest.

    `finding` when move and rest are both more than one standard deviation: a jump nobody can name a cause for.
    """

    channel: str
    before: float
    after: float
    move: float
    parts: tuple[Part, ...]
    rest: float
    finding: Finding | None


def moved(before: Mapping[str, Any], after: Mix, refit: Refit = quick, careful: Refit = lighter) -> tuple[Change, ...]:
    """Of every channel that both fits have, why its ROI moved; `before` is a stored `summary`.

    Raises UnknownSummary when another version of this code stored `before`.
    """
    old, new = question(before), question_of(after)
    channels = [name for name in old.data.channels if name in new.data.channels]
    middles = np.array([before["answers"][name]["log_median"] for name in channels])
    scales = np.array([max(before["answers"][name]["log_sd"], 1e-9) for name in channels])
    moves = (_middles(after, channels) - middles) / scales
    if not comparable(old, new):
        other = [Part(Reason.of("mix_moved_question"), float(move)) for move in moves]
        return _changes(channels, middles, after, moves, [(part,) for part in other])
    found = causes(old, new)
    parts = _parts(old, new, tuple(found), channels, refit) / scales
    if found and np.abs(moves - parts.sum(axis=0)).max(initial=0.0) > DOUBT:
        parts = _parts(old, new, tuple(found), channels, careful) / scales
    named = [
        tuple(Part(reason, float(parts[place, column])) for place, reason in enumerate(found.values()))
        for column in range(len(channels))
    ]
    return _changes(channels, middles, after, moves, named)


def _middles(mix: Mix, channels: Sequence[str]) -> Floats:
    places = [mix.data.channels.index(name) for name in channels]
    return np.asarray(np.median(np.log(mix.draws.roi[:, places]), axis=0))


def _parts(old: Question, new: Question, found: tuple[Cause, ...], channels: Sequence[str], refit: Refit) -> Floats:
    """How far each cause [K] moved the middle of each channel's log ROI [C]: the mean of both orders."""
    known: dict[frozenset[Cause], Floats] = {}

    def middles(made: frozenset[Cause]) -> Floats:
        if made not in known:
            asked = with_only(old, new, made)
            known[made] = _middles(refit(asked.data, asked.priors, asked.tests), channels)
        return known[made]

    parts = np.zeros((len(found), len(channels)))
    for order in (found, found[::-1]):
        for step, cause in enumerate(order):
            made = frozenset(order[:step])
            parts[found.index(cause)] += (middles(made | {cause}) - middles(made)) / 2
    return parts


def _changes(
    channels: Sequence[str], middles: Floats, after: Mix, moves: Floats, parts: Sequence[tuple[Part, ...]]
) -> tuple[Change, ...]:
    now = np.exp(_middles(after, channels))
    return tuple(
        _change(name, float(np.exp(middles[place])), float(now[place]), float(moves[place]), parts[place])
        for place, name in enumerate(channels)
    )


def _change(channel: str, before: float, after: float, move: float, parts: tuple[Part, ...]) -> Change:
    rest = move - sum(part.move for part in parts)
    finding = _jump(channel, before, after, rest) if min(abs(rest), abs(move)) > JUMP else None
    return Change(channel, before, after, move, parts, rest, finding)


def _jump(channel: str, before: float, after: float, rest: float) -> Finding:
    values = {"sds": f"{abs(rest):.1f}", "before": f"{before:.2f}", "after": f"{after:.2f}"}
    return warn(
        Reason.of("mix_health_jump", channel=channel, **values),
        Reason.of("mix_does_jump"),
        Reason.of("mix_do_more_draws", draws=AGAIN),
        Reason.of("mix_do_review_belief", channel=channel),
    )
