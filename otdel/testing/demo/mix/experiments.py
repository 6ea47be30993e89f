"""Experiments of the demo company: what was truly so, give or take what such an experiment errs by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from otdel.evidence.models import TestKind
from otdel.evidence.services.lift_tests import NewLiftTest
from otdel.testing.demo import truth
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.world import World

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Experiment:
    """Of a channel: how long ago its last week ended, how long it ran, its standard error as a part of the truth."""

    channel: str
    kind: str
    ended_weeks_ago: int
    weeks: int
    error: float
    note: str


EXPERIMENTS = (
    Experiment(truth.SEARCH, TestKind.REGIONS, 16, 5, 0.12, "Off in three regions; made up to the country."),
    Experiment(truth.META, TestKind.REGIONS, 29, 6, 0.18, "Off in four regions; made up to the country."),
    Experiment(truth.MARKETPLACES, TestKind.REGIONS, 58, 6, 0.24, "Off in two regions; made up to the country."),
    Experiment(truth.EMAIL, TestKind.OTHER, 62, 3, 0.20, "A tenth of subscribers got no letters; made up to all."),
)


def experiments(lived: World) -> Iterable[NewLiftTest]:
    """As somebody would type them: a lift drawn about the true one, with the error it was drawn with."""
    chance = Chance.of(lived.seed, lived.calendar.today, "experiments")
    monday = lived.calendar.today - timedelta(days=lived.calendar.today.weekday())
    for one in EXPERIMENTS:
        end = monday - timedelta(weeks=one.ended_weeks_ago)
        start = end - timedelta(weeks=one.weeks)
        true = true_lift(lived, one.channel, start, end)
        error = one.error * true
        lift = _money(chance.gauss(true, error))
        yield NewLiftTest(one.channel, one.kind, start, end, lift, error=_money(error), note=one.note)


def true_lift(lived: World, channel: str, start: date, end: date, share: float = 1.0) -> float:
    """Margin the channel brought from `start` to before `end` more than with `share` less spend in those days."""
    of = truth.BY_NAME[channel]
    spends = {day.day: day.spend.get(channel, 0.0) for day in lived.spending.truth}
    less = {day: spend * (1 - share) if start <= day < end else spend for day, spend in spends.items()}
    return _effect(of, spends, start, end) - _effect(of, less, start, end)


def _effect(of: truth.ChannelTruth, spends: dict[date, float], start: date, end: date) -> float:
    """What the channel adds from `start` to before `end`, its pressure carried from day to day since the beginning."""
    kept, total = 0.0, 0.0
    for day, spend in spends.items():
        kept = kept * of.carry + spend * (1 - of.carry)
        if start <= day < end:
            total += of.weekly_margin(kept * 7) / 7
    return total


def _money(amount: float) -> Decimal:
    return Decimal(repr(amount)).quantize(CENT)
