"""Weeks that cannot be answered safely are refused; those that can are used, and what is weak about them is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from otdel.analytics.mix.checking import check
from otdel.analytics.mix.shapes import Floats, MixData

START = date(2024, 1, 1)


def company(weeks: int = 104, spend: Floats | None = None) -> MixData:
    random = np.random.default_rng(1)
    paid = random.gamma(5, 200, (weeks, 3)) if spend is None else spend
    names = ("search", "tv", "radio")[: paid.shape[1]]
    starts = tuple(START + timedelta(days=7 * week) for week in range(weeks))
    return MixData(starts, 7, 5000 + paid.sum(axis=1) + random.normal(0, 200, weeks), names, paid, "revenue")


def said(data: MixData) -> dict[str, str]:
    """Codes with the column each names."""
    return {one.reason.code: one.column for one in check(data)[0]}


def test_two_good_years_have_nothing_to_say() -> None:
    data = company()
    faults, kept = check(data)
    assert faults == ()
    assert kept is not None
    assert kept.channels == data.channels


def test_nineteen_weeks_are_refused_and_twenty_are_answered_with_a_warning() -> None:
    faults, kept = check(company(19))
    assert kept is None
    assert faults[0].refuses
    assert faults[0].reason.values["weeks"] == 19
    faults, kept = check(company(26))
    assert kept is not None
    assert [one.reason.code for one in faults] == ["mix_short", "mix_many_channels"]


def test_days_count_by_their_weeks() -> None:
    assert check(replace(company(139), step_days=1))[1] is None
    assert check(replace(company(140), step_days=1))[1] is not None


def test_a_channel_without_spend_is_left_out_and_said() -> None:
    data = company()
    data.spend[:, 1] = 0
    faults, kept = check(data)
    assert kept is not None
    assert kept.channels == ("search", "radio")
    assert kept.spend.shape == (104, 2)
    assert [one.column for one in faults] == ["tv"]


def test_no_spend_at_all_is_refused() -> None:
    faults, kept = check(company(spend=np.zeros((104, 2))))
    assert kept is None
    assert faults[-1].reason.code == "mix_no_channels"


def test_constant_spend_is_said_with_its_amount() -> None:
    data = company()
    data.spend[:, 0] = 500
    assert said(data)["mix_constant_spend"] == "search"
    assert check(data)[1] is not None


def test_a_late_start_and_a_rare_channel_are_said_with_the_week_they_begin() -> None:
    data = company()
    data.spend[:60, 0] = 0
    data.spend[:100, 1] = 0
    faults = {one.reason.code: one for one in check(data)[0]}
    assert faults["mix_late_start"].week == START + timedelta(days=420)
    assert faults["mix_late_start"].reason.values["steps"] == 44
    assert faults["mix_rare_spend"].reason.values["steps"] == 4


def test_channels_that_move_as_one_are_said_once_when_all_do() -> None:
    base = np.random.default_rng(2).gamma(5, 200, 104)
    data = company(spend=np.column_stack([base, 2 * base, 3 * base]))
    assert "mix_all_together" in said(data)
    assert "mix_pair_together" not in said(data)
    data.spend[:, 2] = np.random.default_rng(3).gamma(5, 200, 104)
    pair = next(one for one in check(data)[0] if one.reason.code == "mix_pair_together")
    assert (pair.column, pair.reason.values["other"]) == ("search", "tv")


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("block", ["target", "spend", "controls", "holidays"])
def test_what_is_no_number_is_refused_with_week_and_column(block: str, bad: float) -> None:
    data = replace(
        company(),
        control_names=("price",),
        controls=np.random.default_rng(4).normal(size=(104, 1)),
        holiday_names=("easter",),
        holidays=np.zeros((104, 1)),
    )
    getattr(data, block)[(5,) if block == "target" else (5, 0)] = bad
    faults, kept = check(data)
    assert kept is None
    column = {"target": "revenue", "spend": "search", "controls": "price", "holidays": "easter"}[block]
    assert (faults[0].week, faults[0].column) == (START + timedelta(days=35), column)


def test_spend_below_zero_is_refused_and_a_target_below_zero_is_used() -> None:
    data = company()
    data.target[3] = -10
    assert said(data)["mix_negative_target"] == "revenue"
    assert check(data)[1] is not None
    data.spend[7, 2] = -0.01
    faults, kept = check(data)
    assert kept is None
    assert faults[0].column == "radio"
    assert faults[0].week == START + timedelta(days=49)


@pytest.mark.parametrize("value", [0.0, 100.0])
def test_a_target_that_never_changes_is_refused(value: float) -> None:
    data = company()
    data.target[:] = value
    assert "mix_target_constant" in said(data)
    assert check(data)[1] is None


def test_a_channel_named_twice_is_refused() -> None:
    assert check(replace(company(), channels=("tv", "tv", "radio")))[1] is None


def test_a_control_that_is_the_spend_again_is_said() -> None:
    data = company()
    controls = np.column_stack([data.spend[:, 1] * 7, np.ones(104)])
    found = said(replace(data, control_names=("impressions", "constant"), controls=controls))
    assert found["mix_control_is_spend"] == "impressions"
    assert found["mix_constant_control"] == "constant"


def test_weeks_of_zero_target_are_used_as_zeros_and_said() -> None:
    data = company()
    data.target[10:12] = 0
    fault = next(one for one in check(data)[0] if one.reason.code == "mix_zero_target")
    assert fault.reason.values["steps"] == 2


def test_more_channels_than_weeks_are_refused() -> None:
    many = np.random.default_rng(2).gamma(5, 200, (52, 53))
    names = tuple(f"c{place}" for place in range(53))
    data = replace(company(52), channels=names, spend=many)
    faults, kept = check(data)
    assert kept is None
    assert (faults[0].reason.code, faults[0].reason.values["most"]) == ("mix_too_many_channels", 52)
    assert check(replace(data, channels=names[:52], spend=many[:, :52]))[1] is not None


def test_a_cell_far_above_all_others_is_named_with_its_week() -> None:
    data = company()
    data.spend[40, 1] *= 1000
    faults, kept = check(data)
    assert kept is not None
    slip = next(one for one in faults if one.reason.code == "mix_slip")
    assert (slip.week, slip.column, slip.refuses) == (data.starts[40], "tv", False)
    assert int(str(slip.reason.values["times"])) > 500
