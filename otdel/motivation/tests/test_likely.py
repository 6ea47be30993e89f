"""Where a period may end: past periods replayed over today, counts that only grow, honest silence without a past."""

from __future__ import annotations

from decimal import Decimal

from otdel.kit.reason import NoData
from otdel.motivation.rules.likely import Past, endings, foreseen, span_of
from otdel.motivation.rules.lines import Inputs, Result

D = Decimal


def now(value: str = "1", attainment: str = "1") -> Inputs:
    return Inputs({"leads": Result(D(value), D(attainment))})


def past(*values: str) -> list[Past]:
    return [Past({"leads": Result(D(one), D(one))}, {}) for one in values]


def test_on_the_last_day_nothing_can_change() -> None:
    ends = endings(now(), past("0.5", "0.9", "1.1", "1.5"), D(0))
    assert not isinstance(ends, NoData)
    assert {one.results["leads"].value for one in ends} == {D(1)}


def test_on_the_first_day_the_past_says_everything() -> None:
    ends = endings(now("3"), past("0.5", "0.9", "1.1", "1.5"), D(1))
    assert not isinstance(ends, NoData)
    assert [one.results["leads"].value for one in ends] == [D("0.5"), D("0.9"), D("1.1"), D("1.5")]


def test_with_a_quarter_left_the_middle_moves_a_quarter_and_the_spread_by_its_root() -> None:
    ends = endings(now("1.2"), past("0.8", "1", "1", "1.2"), D("0.25"))
    assert not isinstance(ends, NoData)
    assert [one.results["leads"].value for one in ends] == [D("1.05"), D("1.15"), D("1.15"), D("1.25")]


def test_what_was_counted_stays_counted() -> None:
    ends = endings(now("8"), past("1", "2", "3", "10"), D("0.25"), {"leads"})
    assert not isinstance(ends, NoData)
    values = [value for one in ends if isinstance(value := one.results["leads"].value, Decimal)]
    assert len(values) == 4
    assert min(values) == D(8)
    assert max(values) == D("8") + D("0.25") * 4 + D("0.5") * 6


def test_three_periods_say_nothing() -> None:
    ends = endings(now(), past("0.9", "1", "1.1"), D("0.3"))
    assert isinstance(ends, NoData)
    assert ends.reason.code == "too_few_periods"
    assert ends.reason.values["known"] == 3


def test_a_period_that_lacks_one_of_the_figures_is_not_drawn() -> None:
    holes = [*past("0.9", "1", "1.1", "1.2"), Past({}, {})]
    ends = endings(now(), holes, D("0.3"))
    assert not isinstance(ends, NoData)
    assert len(ends) == 4


def test_what_has_no_value_today_has_none_at_the_end() -> None:
    lacking = Inputs({"leads": Result(NoData.because("not_counted_yet"), NoData.because("not_counted_yet"))})
    ends = endings(lacking, past("0.9", "1", "1.1", "1.2"), D("0.3"))
    assert not isinstance(ends, NoData)
    assert all(isinstance(one.results["leads"].value, NoData) for one in ends)


def test_eight_times_in_ten() -> None:
    span = span_of(D(one) for one in range(11))
    assert (span.low, span.high) == (D(1), D(9))


def ends_of(*values: str) -> tuple[Result, ...]:
    return tuple(Result(D(one), D(one)) for one in values)


def test_a_forecast_stands_in_place_of_the_past() -> None:
    replayed = endings(now(), past("0.5", "0.9", "1.1", "1.5"), D("0.5"))
    ends = foreseen(now(), replayed, {"leads": ends_of("0.95", "1", "1.05")})
    assert not isinstance(ends, NoData)
    assert [one.results["leads"].value for one in ends] == [D("0.95"), D(1), D("1.05")]


def test_a_forecast_needs_no_past_when_it_covers_everything() -> None:
    silent = endings(now(), past("1"), D("0.5"))
    assert isinstance(silent, NoData)
    ends = foreseen(now(), silent, {"leads": ends_of("0.9", "1.1")})
    assert not isinstance(ends, NoData)
    assert len(ends) == 2
    two = Inputs({**now().results, "waste": Result(D("0.1"), D(1))})
    assert foreseen(two, silent, {"leads": ends_of("0.9", "1.1")}) is silent, "of waste nothing is known"


def test_without_forecasts_everything_stays_as_it_was() -> None:
    replayed = endings(now(), past("0.5", "0.9", "1.1", "1.5"), D("0.5"))
    assert foreseen(now(), replayed, {}) is replayed


def test_what_is_not_forecast_keeps_the_endings_of_the_past() -> None:
    two = Inputs({**now().results, "waste": Result(D("0.1"), D(1))})
    both = [Past({"leads": Result(D(1), D(1)), "waste": Result(D(one), D(1))}, {}) for one in ("1", "2", "3", "4")]
    replayed = endings(two, both, D(1))
    ends = foreseen(two, replayed, {"leads": ends_of(*["0.7"] * 8)})
    assert not isinstance(ends, NoData)
    assert [one.results["waste"].value for one in ends] == [D(1), D(1), D(2), D(2), D(3), D(3), D(4), D(4)]
    assert {one.results["leads"].value for one in ends} == {D("0.7")}
