"""Values read by people: two readers who do not see each other, a head who settles, a closed period that stays shut."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from otdel.accounts.services import Refused
from otdel.kit.calendar import containing
from otdel.kit.period import Period
from otdel.kit.viewer import NotAllowed, Role
from otdel.scorecard.models import ClosedPeriod, Reading
from otdel.scorecard.queries.readings import ReadingLine, readings
from otdel.scorecard.services.readings import read_again, settle, type_reading
from otdel.scorecard.tests.conftest import Department

OCTOBER = containing(date(2026, 10, 1), "month")
COUNT = "sample_items"  # read exactly
CLOSE = "emails_sent"  # two readers may differ by one in a hundred


def test_a_value_counts_once_two_people_read_the_same(team: Department) -> None:
    first = type_reading(team.viewer(Role.HEAD), COUNT, OCTOBER.period, Decimal(40))
    assert _only(team).waits == "second"
    read_again(team.viewer(Role.SPECIALIST), first, Decimal(40))
    line = _only(team)
    assert (line.waits, line.counts) == ("agreed", Decimal(40))


def test_the_second_reader_does_not_see_what_the_first_one_wrote(team: Department) -> None:
    type_reading(team.viewer(Role.HEAD), COUNT, OCTOBER.period, Decimal(40))
    line = _only(team, Role.SPECIALIST)
    assert (line.name, line.value, line.mine) == ("head Person", None, False)
    assert _only(team, Role.OWNER).value is None  # nobody but the first reader sees it, or they could not be second
    assert _only(team, Role.HEAD).value == Decimal(40)


def test_nobody_is_their_own_second_reader(team: Department) -> None:
    first = type_reading(team.viewer(Role.HEAD), COUNT, OCTOBER.period, Decimal(40))
    with pytest.raises(NotAllowed):
        read_again(team.viewer(Role.HEAD), first, Decimal(40))


def test_a_difference_waits_for_a_head_who_says_why(team: Department) -> None:
    first = type_reading(team.viewer(Role.SPECIALIST), COUNT, OCTOBER.period, Decimal(40))
    second = read_again(team.viewer(Role.HEAD), first, Decimal(41))
    assert (_only(team).waits, _only(team).counts) == ("differs", None)
    with pytest.raises(Refused):
        settle(team.viewer(Role.OWNER), second, Decimal(41), "  ")
    settle(team.viewer(Role.OWNER), second, Decimal(41), "the first forgot a page")
    line = _only(team)
    assert (line.waits, line.counts, line.settled_why) == ("settled", Decimal(41), "the first forgot a page")


def test_readings_within_the_tolerance_agree(team: Department) -> None:
    first = type_reading(team.viewer(Role.HEAD), CLOSE, OCTOBER.period, Decimal(1000))
    read_again(team.viewer(Role.SPECIALIST), first, Decimal(1009))
    assert _only(team).waits == "agreed"


def test_a_reading_typed_anew_takes_the_place_of_the_old_one_which_stays(team: Department) -> None:
    old = type_reading(team.viewer(Role.HEAD), COUNT, OCTOBER.period, Decimal(40))
    new = type_reading(team.viewer(Role.HEAD), COUNT, OCTOBER.period, Decimal(42))
    old.refresh_from_db()
    assert old.replaced_by_id == new.pk
    assert _only(team, Role.HEAD).value == Decimal(42)
    with pytest.raises(Refused):
        read_again(team.viewer(Role.SPECIALIST), old, Decimal(40))


def test_the_same_value_said_again_changes_nothing(team: Department) -> None:
    type_reading(team.viewer(Role.HEAD), COUNT, OCTOBER.period, Decimal(40))
    type_reading(team.viewer(Role.HEAD), COUNT, OCTOBER.period, Decimal(40))
    assert Reading.objects.count() == 1


@pytest.mark.parametrize(
    ("measure", "value", "code"),
    [
        ("nothing_like_it", "1", "measure_unknown"),
        ("tasks_due", "1", "measure_not_typed"),
        (COUNT, "-1", "value_below_zero"),
        (COUNT, "Infinity", "value_too_large"),
        (COUNT, "1e30", "value_too_large"),
    ],
)
def test_what_cannot_be_a_reading_is_refused_with_its_reason(
    team: Department, measure: str, value: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        type_reading(team.viewer(Role.HEAD), measure, OCTOBER.period, Decimal(value))
    assert refused.value.reason.code == code
    assert not Reading.objects.exists()


def test_days_that_have_not_come_cannot_be_read(team: Department) -> None:
    with pytest.raises(Refused) as refused:
        type_reading(team.viewer(Role.HEAD), COUNT, Period.month(2026, 12), Decimal(1))
    assert refused.value.reason.code == "period_not_begun"


def test_a_closed_period_takes_no_readings(team: Department) -> None:
    first = type_reading(team.viewer(Role.HEAD), COUNT, OCTOBER.period, Decimal(40))
    ClosedPeriod.objects.create(unit="month", start=OCTOBER.period.start, end=OCTOBER.period.end, name="x", digest="d")
    with pytest.raises(Refused) as refused:
        type_reading(team.viewer(Role.HEAD), COUNT, OCTOBER.period, Decimal(41))
    assert refused.value.reason.code == "period_is_closed"
    with pytest.raises(Refused):
        read_again(team.viewer(Role.SPECIALIST), first, Decimal(40))


def test_people_write_their_own_numbers_and_not_each_others(team: Department) -> None:
    ihor, yulia = team.members["ihor"], team.members["yulia"]
    type_reading(team.viewer(Role.CONTRACTOR), COUNT, OCTOBER.period, Decimal(1), yulia)
    with pytest.raises(NotAllowed):
        type_reading(team.viewer(Role.CONTRACTOR), COUNT, OCTOBER.period, Decimal(1), ihor)
    with pytest.raises(NotAllowed):
        type_reading(team.viewer(Role.CONTRACTOR), COUNT, OCTOBER.period, Decimal(1))
    with pytest.raises(NotAllowed):
        type_reading(team.viewer(Role.SPECIALIST), COUNT, OCTOBER.period, Decimal(1), yulia)
    with pytest.raises(NotAllowed):
        type_reading(team.viewer(Role.ACCOUNTANT), COUNT, OCTOBER.period, Decimal(1))


def test_what_is_to_be_read_names_its_reader(team: Department) -> None:
    asked = {(one.measure, one.holder.slug if one.holder else "") for one in readings(team.viewer(Role.HEAD), OCTOBER)}
    assert ("forecast_abs_error_sum", "maryna") in asked  # her error of forecast is read by hand
    seen = readings(team.viewer(Role.CONTRACTOR), OCTOBER)
    assert all(one.holder and one.holder.slug == "yulia" for one in seen)


def _only(team: Department, role: Role = Role.OWNER) -> ReadingLine:
    found = [one for one in readings(team.viewer(role), OCTOBER) if one.id]
    assert len(found) == 1
    return found[0]


def test_programs_read_again_and_settle_as_people_do(team: Department, signed_in: Callable[[Role], Client]) -> None:
    first = type_reading(team.viewer(Role.SPECIALIST), COUNT, OCTOBER.period, Decimal(40))
    at = f"/api/v1/readings/{first.pk}"
    assert _sent(signed_in(Role.SPECIALIST), f"{at}/second", value="41")[0] == 403
    assert _sent(signed_in(Role.HEAD), f"{at}/second", value="41")[1]["state"] == "differs"
    assert _sent(signed_in(Role.SPECIALIST), f"{at}/settle", value="41", why="mine")[0] == 403
    _, settled = _sent(signed_in(Role.OWNER), f"{at}/settle", value="41", why="a page was missed")
    assert (settled["state"], Decimal(settled["counts"])) == ("settled", Decimal(41))
    assert _sent(signed_in(Role.OWNER), f"{at}9/second", value="41")[0] == 404


def _sent(client: Client, address: str, **said: str) -> tuple[int, dict[str, str]]:
    answer = client.post(address, said, content_type="application/json")
    return answer.status_code, answer.json()
