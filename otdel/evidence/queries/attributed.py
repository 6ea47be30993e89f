"""Sales of a period credited to channels by every model of attribution, from one and the same set of ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np

from otdel.analytics.attribution.comparing import Difference, differences
from otdel.analytics.attribution.models import MODELS, Choices, credit
from otdel.analytics.attribution.patterns import Length, Sequence, days_to_conversion, lengths, sequences, touches_usual
from otdel.analytics.attribution.shapes import Credit, Floats
from otdel.evidence.queries.paths import Road, Roads, roads
from otdel.evidence.queries.question import MoneyQuestion
from otdel.kit.reason import NoData
from otdel.kit.viewer import Role, Viewer
from otdel.measurement.channels import DIRECT
from otdel.measurement.store import warehouse
from otdel.warehouse import Snapshot

CHOICES = Choices(direct=(DIRECT,))
RULES = ("first", "last", "last_non_direct", "linear", "position", "time_decay")  # credit each sale by itself
KEPT = 16  # answers kept for one state of the facts

_kept: WeakKeyDictionary[Snapshot, dict[tuple[Role, MoneyQuestion], Attributed]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Attributed:
    """`credits` by model: conversions and value of each of `roads.channels`; a model that cannot answer says why.

    They add up to the sales with a known way. Where models part, how many touches and which ways there were is told of
    sales with recorded visits: of the others one touch is known, and all models give it the whole sale.
    """

    roads: Roads
    credits: Mapping[str, Credit | NoData]
    apart: tuple[Difference, ...] = ()
    lengths: tuple[Length, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    usual_touches: float = 0.0
    days: tuple[float, float] | None = None

    @property
    def answers(self) -> dict[str, Credit]:
        return {name: one for name, one in self.credits.items() if isinstance(one, Credit)}


def attributed(viewer: Viewer, question: MoneyQuestion) -> Attributed:
    """Kept for as long as neither the question nor the facts change. Raises NotAllowed."""
    snapshot = warehouse().snapshot()
    answers, key = _kept.setdefault(snapshot, {}), (viewer.role, question)
    if key not in answers:
        if len(answers) >= KEPT:
            answers.clear()
        answers[key] = _credited(roads(viewer, snapshot, question))
    return answers[key]


def _credited(found: Roads) -> Attributed:
    if not found.recorded:
        agreed = Credit(*found.carried)
        return Attributed(found, dict.fromkeys(MODELS, agreed) if found.known else {})
    paths = found.paths
    credits = {model: credit(paths, model, CHOICES) for model in MODELS}
    answers = {name: one for name, one in credits.items() if isinstance(one, Credit)}
    return Attributed(
        found,
        {model: _with_carried(one, found) for model, one in credits.items()},
        differences(paths, answers),
        lengths(paths),
        sequences(paths),
        touches_usual(paths),
        days_to_conversion(paths),
    )


def _with_carried(one: Credit | NoData, found: Roads) -> Credit | NoData:
    if isinstance(one, NoData):
        return one
    counts, worth = found.carried
    return Credit(one.conversions + counts, None if one.value is None else one.value + worth, one.error, one.effects)


def share_of(road: Road, channel: str, model: str) -> float:
    """The part of one sale a rule gives a channel, 0 to 1. Raises KeyError for a model that is no rule."""
    if model not in RULES:
        raise KeyError(model)
    alone = Roads("", None, 0, (replace(road, seen=True),), {})
    answer = credit(alone.paths, model, CHOICES)
    credits: Floats = answer.conversions if isinstance(answer, Credit) else np.zeros(len(alone.channels))
    return float(credits[alone.channels.index(channel)])


def of_channel(found: Attributed, channel: str) -> tuple[Road, ...]:
    """Sales on whose way the channel stands, the newest first."""
    met = (one for one in found.roads.known if any(touch.channel == channel for touch in one.touches))
    return tuple(sorted(met, key=lambda one: (str(one.day), one.sale), reverse=True))
