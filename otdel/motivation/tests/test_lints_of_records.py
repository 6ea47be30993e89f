"""Lints of what the records say: data, dates, targets, crowds above the line, signatures, statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from otdel.motivation.rules.lints import Context, Level
from otdel.motivation.rules.lints.context import Alone, Bunched, Dates, Ratchet, Told, Waiting
from otdel.motivation.rules.lints.trial import trial
from otdel.motivation.tests.lint_plans import LIBRARY, SOUND, codes, found

D = Decimal
WHOLE = {one: (D(1), D(1), D(1)) for one in ("ppc_ql", "ppc_cpql", "ppc_tests", "ppc_pace")}
KEPT = replace(LIBRARY, coverage=WHOLE, typed=())


def test_whole_data_of_others_are_fine() -> None:
    assert not found(SOUND, "L13", KEPT)


@pytest.mark.parametrize("gap", [D("0.89"), None])
def test_a_gap_in_one_of_the_last_three_periods_is_an_error(gap: Decimal | None) -> None:
    (one,) = found(SOUND, "L13", replace(KEPT, coverage=WHOLE | {"ppc_ql": (D(1), gap, D(1))}))
    assert (one.level, one.because.code, one.because.values["back"]) == (Level.ERROR, "lint_gaps", 2)


def test_whoever_is_paid_by_a_figure_does_not_type_it_in_alone() -> None:
    (one,) = found(SOUND, "L13", replace(KEPT, typed=(Alone("ppc_tests", "tests_concluded", "Ihor", 2),)))
    assert one.because.code == "lint_typed_alone"
    assert not found(SOUND, "L13", replace(KEPT, typed=(Alone("seo_works", "seo_works_accepted", "Olha", 2),)))


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("start", "before", "code"),
    [
        (date(2026, 12, 1), SOUND, ""),
        (date(2026, 12, 10), SOUND, "lint_start_inside"),
        (date(2026, 11, 1), SOUND, "lint_start_past"),
        (date(2026, 11, 1), replace(SOUND, base=D(1500)), "lint_start_lowers"),
    ],
)
def test_rules_do_not_change_in_a_period_that_began(start: date, before: object, code: str) -> None:
    known = replace(LIBRARY, dates=Dates(start, TODAY, before))  # type: ignore[arg-type]
    assert codes(found(SOUND, "L14", known)) == ({code} if code else set())
    for one in found(SOUND, "L14", known):
        assert one.mend is not None
        assert one.mend.proved
        assert one.mend.start is not None
        assert one.mend.start >= date(2026, 12, 1)
        assert not found(SOUND, "L14", replace(LIBRARY, dates=Dates(one.mend.start, TODAY, SOUND)))


def test_a_kpi_three_weeks_old_is_watched_first() -> None:
    young = replace(LIBRARY.kpis["ppc_ql"], since=date(2026, 11, 10))
    known = replace(LIBRARY, kpis={**LIBRARY.kpis, "ppc_ql": young}, dates=Dates(date(2026, 12, 1), TODAY))
    (one,) = found(SOUND, "L22", known)
    assert one.mend is not None
    assert one.mend.start == date(2027, 2, 1), "eight weeks after 10 November is 5 January"
    assert one.mend.proved


def test_a_target_that_follows_the_last_result_is_a_ratchet() -> None:
    assert codes(found(SOUND, "L15", replace(LIBRARY, ratchets=(Ratchet("ppc_ql", "Ihor", 3, 1),)))) == {"lint_ratchet"}
    assert not found(SOUND, "L15", replace(LIBRARY, ratchets=(Ratchet("ppc_ql", "Ihor", 3, 6),)))


@pytest.mark.parametrize(
    ("at", "beside", "likely", "tripped"),
    [(9, 3, "0.0004", True), (9, 30, "0.4", False), (4, 0, "0.0016", False)],
)
def test_a_crowd_above_the_line_is_looked_into(at: int, beside: int, likely: str, tripped: bool) -> None:
    known = replace(LIBRARY, bunches=(Bunched("ppc_ql", at, beside, D(likely), ((D(1), at),)),))
    assert bool(found(SOUND, "L23", known)) is tripped


def test_unsigned_and_unpaid_are_errors() -> None:
    waiting = (Waiting("Ihor", date(2026, 11, 1)),)
    known = replace(LIBRARY, unsigned=waiting, overdue=waiting)
    assert codes(found(SOUND, "L24", known)) == {"lint_unsigned", "lint_pay_late"}
    assert not found(SOUND, "L24", replace(LIBRARY, unsigned=(), overdue=()))


def test_a_statement_that_does_not_add_up_or_fills_two_pages() -> None:
    def told(off: str, lines: int) -> Context:
        return replace(LIBRARY, statements=(Told("Ihor", "2026-10", D(off), lines),))

    assert codes(found(SOUND, "L25", told("0.02", 20))) == {"lint_lines_off"}
    assert codes(found(SOUND, "L25", told("0.01", 60))) == {"lint_long_statement"}
    assert not found(SOUND, "L25", told("0", 45))


def test_before_the_first_statement_a_trial_one_is_added_up() -> None:
    assert not found(SOUND, "L25", replace(LIBRARY, compute=trial))
    made = trial(SOUND)
    assert made.off == 0
    assert 10 < made.lines < 45
