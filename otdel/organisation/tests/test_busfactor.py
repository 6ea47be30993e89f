"""The bus factor: the fewest people whose leaving stops more than half, equal to trying every set of people."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import pytest

from otdel.kit.reason import NoData
from otdel.organisation.rules.busfactor import EXACT_UP_TO, BusFactor, Item, bus_factor, stops, weakness


def department(chance: random.Random, people: int, items: int) -> list[Item]:
    def able() -> frozenset[int]:
        return frozenset(chance.sample(range(people), min(people, chance.choice((0, 1, 1, 2, 2, 3)))))

    return [Item(f"process:{number}", able()) for number in range(items)]


def fewest(items: list[Item], share: Fraction) -> int:
    """By trying every set of people, the smallest first."""
    people = sorted({person for item in items for person in item.able})
    for size in range(len(people) + 1):
        if any(len(stops(items, gone)) > share * len(items) for gone in combinations(people, size)):
            return size
    raise AssertionError("without anybody everything stops")


def found(items: list[Item], share: Fraction = Fraction(1, 2)) -> BusFactor:
    answer = bus_factor(items, share)
    assert isinstance(answer, BusFactor)
    return answer


def test_it_equals_trying_every_set_in_a_thousand_small_departments() -> None:
    chance = random.Random(20261123)
    for _ in range(1000):
        items = department(chance, chance.randint(1, 8), chance.randint(1, 12))
        share = chance.choice((Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)))
        answer = found(items, share)
        assert answer.exact
        assert answer.people == len(answer.who) == fewest(items, share)
        assert answer.stopped == stops(items, answer.who)
        assert len(answer.stopped) > share * len(items)


def test_one_marketer_is_a_bus_factor_of_one() -> None:
    answer = found([Item("process:1", frozenset({7})), Item("access:1", frozenset({7}))])
    assert (answer.people, answer.who, answer.of, answer.exact) == (1, (7,), 2, True)


def test_of_equally_few_people_those_who_stop_most_are_named() -> None:
    items = [Item(f"process:{n}", frozenset({1})) for n in range(3)]
    items += [Item(f"access:{n}", frozenset({2})) for n in range(4)]
    assert found(items, Fraction(1, 4)).who == (2,)


def test_exactly_half_is_not_more_than_half() -> None:
    items = [Item("process:1", frozenset({1})), Item("process:2", frozenset({2}))]
    assert found(items).people == 2


def test_nobody_needs_to_leave_when_nobody_is_able() -> None:
    answer = found([Item("process:1", frozenset()), Item("process:2", frozenset()), Item("access:1", frozenset({3}))])
    assert (answer.people, answer.who) == (0, ())
    assert answer.stopped == ("process:1", "process:2")


def test_without_anything_critical_there_is_no_number() -> None:
    answer = bus_factor([])
    assert isinstance(answer, NoData)
    assert answer.reason.code == "nothing_critical"


def test_a_large_team_gets_an_upper_bound_that_is_enough() -> None:
    chance = random.Random(5)
    items = department(chance, 60, 120)
    answer = found(items)
    assert not answer.exact
    assert len(answer.stopped) > 60
    for spare in answer.who:
        assert len(stops(items, set(answer.who) - {spare})) <= 60, "somebody in the bound is not needed"


def test_twenty_people_are_still_exact() -> None:
    items = [Item(f"process:{n}", frozenset({n})) for n in range(EXACT_UP_TO)]
    answer = found(items)
    assert (answer.exact, answer.people) == (True, 11)


def test_what_hangs_on_one_person_or_nobody_is_listed() -> None:
    weak = weakness([Item("a", frozenset()), Item("b", frozenset({4})), Item("c", frozenset({4, 5}))])
    assert (weak.nobody, weak.one_person) == (("a",), (("b", 4),))


def test_a_share_of_all_cannot_be_passed() -> None:
    with pytest.raises(ValueError, match="share"):
        bus_factor([Item("a", frozenset({1}))], Fraction(1))
