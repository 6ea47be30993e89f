"""From rows to a conclusion: users in both arms, a test stopped early, arms of unequal length, splits that are off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from otdel.analytics.experiments.ab.analysis import Answer, Outcome, Question, analyse
from otdel.analytics.experiments.ab.guard import Guard
from otdel.analytics.experiments.ab.reading import Asked, read
from otdel.analytics.experiments.findings import Finding, Refused
from otdel.analytics.mix.reading import Table

FIRST = date(2026, 9, 1)
HEADER = ("user", "arm", "day", "spend", "visits")


def rows(
    seed: int, arm: str, count: int, *, mean: float = 10.0, start: int = 0, days: int = 20
) -> list[tuple[str, ...]]:
    chance = np.random.default_rng(seed)
    spend, visits = chance.gamma(2, mean / 2, count), 1 + chance.poisson(2, count)
    when = start + chance.integers(0, days, count)
    return [
        (f"{arm}{at}", arm, (FIRST + timedelta(days=int(when[at]))).isoformat(), f"{spend[at]:.2f}", str(visits[at]))
        for at in range(count)
    ]


def table(cells: Sequence[tuple[str, ...]]) -> Table:
    return Table(HEADER, tuple(cells), tuple(range(2, len(cells) + 2)))


def codes(found: Sequence[Finding]) -> list[str]:
    return [one.reason.code.removeprefix("experiment.") for one in found]


ASKED = Asked(arm="arm", metrics=("spend",), user="user", control="A")


def answer(cells: Sequence[tuple[str, ...]], **question: object) -> Answer:
    asked = Asked(arm="arm", metrics=("spend",), user="user", control="A", day="day" if question.pop("days", 0) else "")
    users, _ = read(table(cells), asked)
    return analyse(users, Question(("spend",), **question))  # type: ignore[arg-type]


ALIKE = [*rows(1, "A", 2000), *rows(2, "B", 2000)]
BETTER = [*rows(1, "A", 2000), *rows(2, "B", 2000, mean=11.5)]


def test_a_better_arm_is_seen_and_an_equal_one_is_not() -> None:
    assert [one.outcome for one in answer(BETTER).results] == [Outcome.MORE]
    assert [one.outcome for one in answer(ALIKE).results] == [Outcome.UNSURE]
    middle, low, high = answer(BETTER).results[0].total
    assert low < middle < high
    assert middle == pytest.approx(2000 * answer(BETTER).results[0].comparison.difference.value)


def test_users_in_both_arms_are_left_out_of_both_and_named() -> None:
    both = [("A7", "B", "2026-09-02", "5", "1"), ("B9", "A", "2026-09-02", "5", "1")]
    users, found = read(table([*ALIKE, *both]), ASKED)
    assert len(users.arm) == 3998
    assert codes(found) == ["in_both", "rows_added_up"]
    assert (found[0].reason.values["users"], found[0].reason.values["user"], found[0].line) == (2, "A7", 9)


def test_many_users_in_both_arms_refuse_the_whole() -> None:
    mixed = [(row[0].replace("B", "A"), *row[1:]) if at < 300 else row for at, row in enumerate(rows(2, "B", 2000))]
    _, found = read(table([*rows(1, "A", 2000), *mixed]), ASKED)
    assert [one.refuses for one in found if "in_both" in one.reason.code] == [True]


def test_several_rows_of_a_user_are_one_user() -> None:
    users, found = read(table([*ALIKE, ("A1", "A", "2026-09-02", "100", "1")]), ASKED)
    assert len(users.arm) == 4000
    assert users.values[1, 0] == pytest.approx(float(ALIKE[1][3]) + 100)
    assert codes(found) == ["rows_added_up"]


def test_an_arm_that_ran_longer_is_cut_to_the_days_all_ran() -> None:
    cells = [*rows(1, "A", 2000, days=30), *rows(2, "B", 1500, start=5, days=20)]
    users, found = read(table(cells), Asked("arm", ("spend",), "user", "A", day="day"))
    assert users.day is not None
    assert users.day.min() == (FIRST + timedelta(days=5)).toordinal()
    assert users.day.max() == (FIRST + timedelta(days=24)).toordinal()
    assert codes(found) == ["arms_unequal_length"]
    assert found[0].reason.values["users"] == 3500 - len(users.arm)


def test_arms_that_never_ran_together_refuse() -> None:
    with pytest.raises(Refused, match="never_together"):
        read(table([*rows(1, "A", 50), *rows(2, "B", 50, start=40)]), Asked("arm", ("spend",), "user", "A", day="day"))


def test_a_test_stopped_early_is_concluded_from_the_view_that_allows_it() -> None:
    whole, early = answer(BETTER, planned=4000), answer(BETTER, planned=9000)
    assert not whole.sequential
    assert early.sequential
    assert codes(early.found) == ["stopped_early"]
    assert early.results[0].chance > whole.results[0].chance


def test_evidence_of_the_first_days_does_not_decide_which_arm_is_ahead_at_the_end() -> None:
    """B led for a week, then fell behind for good: a chance once small stays small, but no side may be named by it."""
    first = [*rows(1, "A", 1000, days=7), *rows(2, "B", 1000, mean=14, days=7)]
    later = [*rows(3, "A", 4000, start=7, mean=13), *rows(4, "B", 4000, start=7)]
    renamed = [(f"late{row[0]}", *row[1:]) for row in later]
    found = answer([*first, *renamed], days=True, peeked=True).results[0]
    assert found.looks[6].range is not None
    assert found.looks[6].range.low > 0
    assert found.comparison.difference.value < 0
    assert found.outcome is not Outcome.MORE


def test_what_has_no_lift_is_not_concluded_from_a_look_on_the_way() -> None:
    losing = [(row[0], row[1], row[2], f"-{row[3]}", row[4]) for row in BETTER]
    found = answer(losing, peeked=True)
    assert found.results[0].outcome is Outcome.UNSURE
    assert "no_sequence" in codes(found.found)
    assert answer(losing).results[0].outcome is Outcome.LESS


def test_with_days_every_day_is_a_look() -> None:
    found = answer(BETTER, days=True, peeked=True).results[0]
    assert len(found.looks) == 20
    assert [one.users for one in found.looks] == sorted(one.users for one in found.looks)
    assert found.looks[-1].users == 4000


def test_a_split_that_is_off_leaves_no_conclusion() -> None:
    found = answer([*rows(1, "A", 2300), *rows(2, "B", 2000, mean=20)])
    assert found.results[0].outcome is Outcome.BROKEN
    assert codes(found.found)[0] == "split_broken"
    meant = answer([*rows(1, "A", 2300), *rows(2, "B", 2000, mean=20)], shares=(53.5, 46.5))
    assert meant.results[0].outcome is Outcome.MORE


def test_guardrails_are_judged_and_do_not_count_among_discoveries() -> None:
    users, _ = read(table(BETTER), Asked("arm", ("spend", "visits", "spend/visits"), "user", "A"))
    found = analyse(users, Question(("spend", "visits", "spend/visits"), guardrails={"visits": False}, margin=0.1))
    spend, visits, each = found.results
    assert visits.guarded is Guard.SAFE
    assert visits.chance == visits.comparison.chance
    twice = 2 * min(spend.comparison.chance, each.comparison.chance)
    assert min(spend.chance, each.chance) == pytest.approx(min(twice, max(spend.chance, each.chance)))


def test_empty_cells_are_not_zero_unless_it_is_said() -> None:
    cells = [*ALIKE, *((f"empty{at}", "A", "2026-09-02", "", "1") for at in range(99))]
    users, found = read(table(cells), ASKED)
    assert np.isnan(users.values).sum() == 99
    assert codes(found) == ["blank"]
    zero, none = read(table(cells), Asked("arm", ("spend",), "user", "A", blank_is_zero=True))
    assert (zero.values == 0).sum() == 99
    assert none == ()


def test_a_constant_metric_one_arm_and_a_column_that_is_not_there_refuse() -> None:
    still = [(row[0], row[1], row[2], "1", row[4]) for row in ALIKE]
    with pytest.raises(Refused, match="nothing_varies"):
        answer(still)
    with pytest.raises(Refused, match="one_arm"):
        read(table(rows(1, "A", 10)), ASKED)
    with pytest.raises(Refused, match="no_control"):
        read(table(ALIKE), Asked("arm", ("spend",), "user", "C"))
    with pytest.raises(Refused, match="no_column"):
        read(table(ALIKE), Asked("arm", ("money",), "user", "A"))
    with pytest.raises(Refused, match="too_many_arms"):
        read(table(ALIKE), Asked("user", ("spend",)))


def test_words_of_yes_and_no_are_numbers_and_others_are_named() -> None:
    cells = [
        ("1", "A", "2026-09-02", "True", "1"),
        ("2", "B", "2026-09-02", "no", "1"),
        ("3", "B", "2026-09-02", "?", "1"),
    ]
    users, found = read(table(cells), ASKED)
    assert users.values[:2, 0].tolist() == [1.0, 0.0]
    assert [(one.reason.code, one.line) for one in found] == [("experiment.not_a_number", 4)]


def test_one_user_who_makes_the_arm_is_told() -> None:
    cells = [*ALIKE, ("Bwhale", "B", "2026-09-02", "900000", "1")]
    assert "one_user_weighs" in codes(answer(cells).found)
