"""A value over too few to judge by is the mean of a few periods, and its page shows each of them and the mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from otdel.kit.calendar import named
from otdel.kit.viewer import AT_TERMINAL, Role
from otdel.organisation.queries.members import ref
from otdel.scorecard.models import KpiValue
from otdel.scorecard.queries.values import kpi_value
from otdel.scorecard.services.computing import compute
from otdel.scorecard.services.freezing import close
from otdel.scorecard.tests.conftest import TODAY, Department
from otdel.scorecard.tests.test_computing import give

pytestmark = pytest.mark.django_db
REVIEWED = ((8, (False, False)), (9, (True, False)), (10, (True, False, False, False)))
PAGE = "/team/kpi/cop_first/?who=yulia&period=2026-10"


@pytest.fixture
def written(team: Department) -> Department:
    """Of 2, 2 and 4 texts reviewed, 0, 1 and 1 were accepted at once: fewer than eight in each month."""
    for month, first_time in REVIEWED:
        for place, accepted in enumerate(first_time):
            task = give(team.members["yulia"], date(2026, month, 10 + place), done=True, kind="text", points=1)
            assert task.accepted_at
            task.reviews.create(at=task.accepted_at, accepted=accepted, name="Maryna")
    return team


def alone(team: Department) -> list[tuple[str, Decimal]]:
    october = named("2026-10")
    assert october
    found = kpi_value(AT_TERMINAL, "cop_first", ref(team.members["yulia"]), october)
    assert (found.small_sample, found.value) == (True, Decimal("0.25"))
    return [(one.code, value) for one, value in found.alone]


MONTHS = [("2026-10", Decimal("0.25")), ("2026-09", Decimal("0.5")), ("2026-08", Decimal(0))]


def test_the_periods_of_the_mean_are_told_before_and_after_a_close(written: Department) -> None:
    assert alone(written) == MONTHS
    compute(TODAY, months_back=4)
    close(written.viewer(Role.HEAD), "month", date(2026, 10, 1))
    assert alone(written) == MONTHS


def test_periods_that_no_longer_give_the_frozen_mean_are_not_shown(
    written: Department, opened: Callable[[Role, str], str]
) -> None:
    compute(TODAY, months_back=4)
    close(written.viewer(Role.HEAD), "month", date(2026, 10, 1))
    changed = KpiValue.objects.get(kpi="cop_first", member=written.members["yulia"], unit="month", start="2026-09-01")
    changed.parts = {name: {**said, "value": "2"} for name, said in changed.parts.items()}
    changed.save()
    assert alone(written) == []
    assert "does not give it now, so they are not listed" in opened(Role.HEAD, PAGE)


def test_the_page_does_not_call_the_mean_the_result_of_the_formula(
    written: Department, opened: Callable[[Role, str], str]
) -> None:
    seen = opened(Role.HEAD, PAGE)
    assert "The sample is small, so it is the mean of 3 periods" in seen
    path = seen[seen.index('id="path"') :]
    assert '<li id="mean"><span>Small sample</span><b class="num">25%</b>' in path
    listed = re.findall(r">([A-Z]\w+\s2026)(?:</a>)?: <span class=\"num\">([\d.]+%)", path)
    assert listed == [("October\xa02026", "25%"), ("September\xa02026", "50%"), ("August\xa02026", "0%")]
    assert "period=2026-09#path" in path
