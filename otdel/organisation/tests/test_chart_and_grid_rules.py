"""What is always true of the chart, the grid and dates, whatever the department looks like."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from otdel.organisation.rules.chart import Branch, circle, tree
from otdel.organisation.rules.dates import Span, first_meeting, why_not_span
from otdel.organisation.rules.grid import Hold, tally
from otdel.organisation.rules.slugs import free_slug, slug_of
from otdel.organisation.services.engaging import shifted_ramp

DAY = date(2026, 1, 1)
days = st.integers(0, 60).map(lambda number: DAY + timedelta(days=number))
spans = st.tuples(days, st.integers(1, 30) | st.none()).map(
    lambda one: Span(one[0], one[0] + timedelta(days=one[1]) if one[1] else None)
)
reports = st.dictionaries(st.integers(1, 9), st.lists(st.integers(1, 9), max_size=3), max_size=9)


@given(spans, spans)
def test_two_spans_meet_exactly_when_there_is_a_day_both_hold(one: Span, other: Span) -> None:
    common = [day for day in (DAY + timedelta(days=n) for n in range(120)) if one.holds_on(day) and other.holds_on(day)]
    assert one.meets(other) is other.meets(one) is bool(common)


def test_the_day_one_ends_the_next_may_begin() -> None:
    first = Span(DAY, DAY + timedelta(days=10))
    assert not first.meets(Span(DAY + timedelta(days=10)))
    assert first_meeting(Span(DAY + timedelta(days=9)), [first]) == first


def test_dates_that_cross_are_named() -> None:
    why = why_not_span(DAY, DAY)
    assert why is not None and why.code == "dates_cross" and why.values["end"] == "2026-01-01"
    assert why_not_span(DAY, DAY + timedelta(days=1)) is None


@given(reports, st.integers(1, 9), st.integers(1, 9))
def test_a_circle_is_found_exactly_when_the_leader_already_stands_below(
    known: dict[int, list[int]], member: int, leader: int
) -> None:
    above, waiting = {leader}, [leader]
    while waiting:
        fresh = set(known.get(waiting.pop(), ())) - above
        above |= fresh
        waiting += fresh
    found = circle(known, member, leader)
    assert bool(found) is (member in above)
    if found:
        assert found[0] == found[-1] == member and found[1] == leader
        assert all(upper in known[lower] for lower, upper in pairwise(found[1:]))


@given(reports)
def test_everybody_stands_in_the_tree_once_even_when_old_records_have_a_circle(known: dict[int, list[int]]) -> None:
    placed = [one for branch in tree(range(1, 10), known) for one in everyone(branch)]
    assert sorted(placed) == list(range(1, 10))


def everyone(branch: Branch) -> Iterator[int]:
    yield branch.member
    for below in branch.below:
        yield from everyone(below)


@given(st.sets(st.tuples(st.integers(1, 6), st.integers(1, 4), st.sampled_from(["accountable", "helps", "backup"]))))
def test_the_tally_counts_each_zone_once(found: set[tuple[int, int, str]]) -> None:
    holds, zones = [Hold(*one) for one in found], list(range(1, 7))
    counted = tally(zones, holds)
    answer = {zone: sum((zone, one, "accountable") in found for one in range(1, 5)) for zone in zones}
    assert counted.empty == sum(count == 0 for count in answer.values())
    assert counted.double == sum(count > 1 for count in answer.values())
    assert counted.one + counted.empty + counted.double == counted.zones == 6
    assert counted.bare == sum(not any((zone, one, "backup") in found for one in range(1, 5)) for zone in zones)


def test_one_person_twice_is_not_two_people() -> None:
    assert tally([1], [Hold(1, 5, "accountable"), Hold(1, 5, "accountable")]).one == 1


def test_names_of_three_alphabets_become_addresses() -> None:
    assert slug_of("Олена Коваленко") == "olena-kovalenko"
    assert slug_of("Юлія Ґонта-Щур’як") == "iuliia-gonta-shchuriak"
    assert slug_of("Ёлкин Объект") == "elkyn-obekt"
    assert slug_of("日本") == "person"
    assert free_slug("olena", {"olena", "olena-2"}.__contains__) == "olena-3"


def test_a_ramp_goes_on_where_it_stood() -> None:
    ramp = (0.4, 0.7, 1.0)
    assert shifted_ramp(ramp, date(2026, 1, 12), date(2026, 2, 1)) == (0.7, 1.0)
    assert shifted_ramp(ramp, date(2026, 1, 12), date(2026, 9, 1)) == ()
    for months in product(range(3)):
        assert len(shifted_ramp(ramp, date(2026, 1, 1), date(2026, 1 + months[0], 1))) == 3 - months[0]
