"""The absence test: who can step in on the days that matter, and who is away themselves."""

from __future__ import annotations

from datetime import date

from otdel.kit.period import Period
from otdel.organisation.rules.absence import Cover, Need, absence_test, working_days

TWO_WEEKS = Period(date(2026, 11, 9), date(2026, 11, 23))
OLENA, MARYNA, IHOR = 1, 2, 3


def need(key: str, able: set[int], named: set[int], *days: int) -> Need:
    return Need(key, frozenset(able), frozenset(named), tuple(date(2026, 11, day) for day in days))


def test_the_worst_comes_first_and_each_says_who_steps_in() -> None:
    needs = [
        need("covered", {OLENA, MARYNA}, set(), 10),
        need("untried", {OLENA}, {MARYNA}, 10),
        need("nobody", {OLENA}, set(), 11, 18),
    ]
    fates = absence_test(OLENA, TWO_WEEKS, needs, {})
    assert [(fate.key, fate.cover, fate.stand_ins) for fate in fates] == [
        ("nobody", Cover.NOBODY, ()),
        ("untried", Cover.UNTRIED, (MARYNA,)),
        ("covered", Cover.COVERED, (MARYNA,)),
    ]
    assert len(fates[0].days) == 2


def test_what_falls_due_before_or_after_does_not_matter() -> None:
    assert absence_test(OLENA, TWO_WEEKS, [need("monthly", {OLENA}, set(), 6, 25)], {}) == []


def test_what_never_hung_on_them_is_not_told() -> None:
    assert absence_test(OLENA, TWO_WEEKS, [need("others", {MARYNA}, {IHOR}, 10)], {}) == []


def test_a_backup_on_holiday_covers_nothing() -> None:
    away = {MARYNA: (Period(date(2026, 11, 16), date(2026, 11, 21)),)}
    both = [need("weekly", {OLENA, MARYNA}, set(), 10, 17)]
    fate = absence_test(OLENA, TWO_WEEKS, both, away)[0]
    assert (fate.cover, fate.days) == (Cover.NOBODY, (date(2026, 11, 17),))


def test_losing_the_backup_matters_only_where_the_holder_is_away_too() -> None:
    one = [need("weekly", {OLENA}, {MARYNA}, 10)]
    assert absence_test(MARYNA, TWO_WEEKS, one, {})[0].cover is Cover.COVERED
    assert absence_test(MARYNA, TWO_WEEKS, one, {OLENA: (TWO_WEEKS,)})[0].cover is Cover.NOBODY


def test_accesses_are_needed_on_working_days() -> None:
    assert len(working_days(TWO_WEEKS)) == 10
