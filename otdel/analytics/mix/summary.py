"""What a later fit needs of this one, as JSON can hold it: its question in full and the middle of its answers.

The question is kept so that a later fit can take each change back and see what it did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from otdel.analytics.mix.shapes import Floats, LiftTest, Mix, MixData, Priors, RoiPrior

VERSION = 1


class UnknownSummary(ValueError):
    """A summary of another version than this code reads."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """All that a fit depends on besides its seed."""

    data: MixData
    priors: Priors
    tests: tuple[LiftTest, ...]


def summary(mix: Mix) -> dict[str, Any]:
    """What the product stores of this fit; `question` and `answers` read it back."""
    return {
        "version": VERSION,
        "data": _plain_data(mix.data),
        "priors": plain_priors(mix.priors),
        "tests": [plain_test(test) for test in mix.tests],
        "answers": {name: _answer(mix.draws.roi[:, place]) for place, name in enumerate(mix.data.channels)},
    }


def _answer(roi: Floats) -> dict[str, float]:
    """Middle and deviation of the logarithm of an ROI: what a later fit measures its moves in."""
    logs = np.log(roi)
    return {"log_median": float(np.median(logs)), "log_sd": float(logs.std())}


def _plain_data(data: MixData) -> dict[str, Any]:
    return {
        "starts": [day.isoformat() for day in data.starts],
        "step_days": data.step_days,
        "target_name": data.target_name,
        "target_is_money": data.target_is_money,
        "currency": data.currency,
        "target": data.target.tolist(),
        "spend": _columns(data.channels, data.spend),
        "controls": _columns(data.control_names, data.controls),
        "holidays": _columns(data.holiday_names, data.holidays),
    }


def _columns(names: tuple[str, ...], table: Floats) -> dict[str, list[float]]:
    return {name: table[:, place].tolist() for place, name in enumerate(names)}


def plain_priors(priors: Priors) -> dict[str, Any]:
    return asdict(priors) | {"roi": {name: asdict(prior) for name, prior in priors.roi.items()}}


def priors_from(plain: Mapping[str, Any]) -> Priors:
    """The priors that `plain_priors` stored."""
    return Priors(**{**plain, "roi": {name: RoiPrior(**prior) for name, prior in plain["roi"].items()}})


def plain_test(test: LiftTest) -> dict[str, Any]:
    """As a dict with ISO dates."""
    plain = asdict(test)
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in plain.items()}


def question(stored: Mapping[str, Any]) -> Question:
    """The question of a stored summary. Raises UnknownSummary for another version."""
    if stored.get("version") != VERSION:
        raise UnknownSummary(f"this is a summary of version {stored.get('version')!r}, not {VERSION}")
    tests = tuple(test_from(test) for test in stored["tests"])
    return Question(_data(stored["data"]), priors_from(stored["priors"]), tests)


def question_of(mix: Mix) -> Question:
    return Question(mix.data, mix.priors, mix.tests)


def _data(plain: Mapping[str, Any]) -> MixData:
    steps = len(plain["starts"])
    return MixData(
        starts=tuple(date.fromisoformat(day) for day in plain["starts"]),
        step_days=plain["step_days"],
        target=np.array(plain["target"], dtype=np.float64),
        channels=tuple(plain["spend"]),
        spend=table(plain["spend"], steps),
        target_name=plain["target_name"],
        target_is_money=plain["target_is_money"],
        currency=plain["currency"],
        control_names=tuple(plain["controls"]),
        controls=table(plain["controls"], steps),
        holiday_names=tuple(plain["holidays"]),
        holidays=table(plain["holidays"], steps),
    )


def table(columns: Mapping[str, list[float]], steps: int) -> Floats:
    """[n, K] of named columns; [n, 0] of none."""
    return np.array(list(columns.values()), dtype=np.float64).reshape(len(columns), steps).T


def test_from(plain: Mapping[str, Any]) -> LiftTest:
    """The test that `plain_test` stored."""
    days = {key: date.fromisoformat(plain[key]) for key in ("start", "end")}
    until = plain["measured_to"]
    return LiftTest(**{**plain, **days, "measured_to": date.fromisoformat(until) if until else None})
