"""Grades of evidence: an experiment first, then a model that learned, last what was believed anyway."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from otdel.evidence.rules.countries import country_of
from otdel.evidence.rules.grade import Experiment, grade
from otdel.evidence.rules.runners import roles_of
from otdel.kit.grade import Grade

TODAY = date(2026, 11, 23)
YOUNG = Experiment(date(2026, 6, 1), lift=100.0, error=20.0, model_low=90.0, model_high=120.0)
OLD = replace(YOUNG, end=date(2025, 6, 1))


@pytest.mark.parametrize(
    ("tests", "learned", "expected"),
    [
        ([YOUNG], 1.0, Grade.A),
        ([replace(YOUNG, error=26.0)], 1.0, Grade.B),
        ([OLD], 1.0, Grade.B),
        ([replace(OLD, model_low=200.0, model_high=300.0)], 0.5, Grade.C),
        ([replace(OLD, model_low=200.0, model_high=300.0)], 0.9, Grade.D),
        ([OLD, YOUNG], 0.5, Grade.A),
        ([], 0.79, Grade.C),
        ([], 0.8, Grade.D),
        ([replace(YOUNG, lift=0.0, error=30.0, model_low=-10.0)], 1.0, Grade.B),
    ],
)
def test_the_strongest_evidence_gives_the_grade(tests: list[Experiment], learned: float, expected: Grade) -> None:
    assert grade(tests, learned, TODAY)[0] is expected


def test_a_grade_says_why() -> None:
    assert grade([YOUNG], 1.0, TODAY)[1].values == {"until": "2026-06-01", "percent": 20}
    assert grade([], 0.63, TODAY)[1].values == {"percent": 37}


def test_roles_that_run_a_channel() -> None:
    assert next(roles_of("paid_search", ())) == "ppc"
    assert next(roles_of("Google Search", ("google_ads",))) == "ppc"
    assert list(roles_of("SEO and content", ("manual",))) == ["seo", "seo"]
    assert list(roles_of("Something", ("manual",))) == []


def test_the_country_is_told_by_the_time_zone() -> None:
    assert (country_of("Europe/Kyiv"), country_of("Etc/UTC")) == ("UA", "")
