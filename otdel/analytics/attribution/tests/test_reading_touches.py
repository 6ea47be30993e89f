"""Files of touches: paths within the look-back, and duplicated, unordered, zoned, machine-made and nameless rows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from otdel.analytics.attribution.reading import Asked, Read, read
from otdel.analytics.attribution.reading.moments import NotAMoment, moment
from otdel.analytics.attribution.tests.tables import codes, table, walks

HEAD = "user, time, channel, conversions, value\n"


def read_of(rows: str, **asked: object) -> Read:
    return read(table(HEAD + rows), Asked(**asked))  # type: ignore[arg-type]


def test_touches_before_a_conversion_are_its_path() -> None:
    found = read_of("u, 2026-10-01 10:00, ads,,\nu, 2026-10-03 10:00, mail, 1, 50\nv, 2026-10-02 09:00, ads,,")
    assert walks(found) == [("ads > mail", 1.0, 0.0), ("ads", 0.0, 1.0)]
    assert found.paths is not None
    assert found.paths.ages is not None
    assert found.paths.ages.tolist() == [2.0, 0.0, 0.0]
    assert found.paths.value is not None
    assert found.paths.value.tolist() == [50.0, 0.0]


def test_an_older_touch_is_a_path_that_failed() -> None:
    rows = "u, 2026-08-01 10:00, tv,,\nu, 2026-10-01 10:00, ads,,\nu, 2026-10-03 10:00, mail, 1, 50"
    assert walks(read_of(rows)) == [("ads > mail", 1.0, 0.0), ("tv", 0.0, 1.0)]
    assert walks(read_of(rows, look_back=90)) == [("tv > ads > mail", 1.0, 0.0)]


def test_a_touch_stands_before_every_sale_within_its_look_back() -> None:
    rows = "u, 2026-10-01 10:00, ads,,\nu, 2026-10-02 10:00,, 1, 50\nu, 2026-10-05 10:00, mail, 1, 20"
    assert walks(read_of(rows)) == [("ads", 1.0, 0.0), ("ads > mail", 1.0, 0.0)]


def test_a_sale_nobody_came_to_by_anything_is_aside() -> None:
    found = read_of("u, 2026-10-02 10:00,, 1, 50\nv, 2026-10-02 10:00, ads, 1, 5")
    assert found.paths is not None
    assert found.paths.aside == (1.0, 50.0)
    assert walks(found) == [("ads", 1.0, 0.0)]


def test_failed_paths_part_where_the_user_was_away() -> None:
    rows = "u, 2026-01-01, a,,\nu, 2026-01-20, b,,\nu, 2026-06-01, c,,\nv, 2026-06-01, d, 1, 1"
    assert walks(read_of(rows)) == [("d", 1.0, 0.0), ("a > b", 0.0, 1.0), ("c", 0.0, 1.0)]


def test_a_row_said_twice_counts_once() -> None:
    found = read_of("u, 2026-10-01 10:00, ads, 1, 50\nu, 2026-10-01 10:00, ads, 1, 50")
    assert walks(found) == [("ads", 1.0, 0.0)]
    assert codes(found)["repeats"] == (3, "")


def test_days_alone_cannot_tell_two_visits_from_one() -> None:
    found = read_of("u, 2026-10-01, ads,,\nu, 2026-10-01, ads,,\nu, 2026-10-01, mail, 1, 5")
    assert walks(found) == [("ads > ads > mail", 1.0, 0.0)]
    assert codes(found)["days_only"] == (2, "time")


def test_rows_out_of_order_are_put_in_order() -> None:
    found = read_of("u, 2026-10-03 10:00, mail, 1, 5\nu, 2026-10-01 10:00, ads,,")
    assert walks(found) == [("ads > mail", 1.0, 0.0)]
    assert codes(found)["unordered"] == (3, "time")


def test_a_machine_is_left_out_with_all_it_did() -> None:
    machine = "\n".join(f"bot, 2026-10-01 10:{place % 60:02d}:{place // 60:02d}, ads,," for place in range(201))
    rows = f"{machine}\nbot, 2026-10-09 10:00, ads, 1, 9\nu, 2026-10-01 10:00, mail, 1, 5"
    found = read_of(rows)
    assert walks(found) == [("mail", 1.0, 0.0)]
    said = next(one.reason.values for one in found.findings if one.reason.code == "attribution.bots")
    assert (said["users"], said["touches"], said["conversions"]) == (1, 202, "1")
    assert len(walks(read_of(rows, bots=0))) == 2


def test_zones_beside_no_zones_are_refused_until_told() -> None:
    rows = "u, 2026-10-01T10:00:00+03:00, ads,,\nu, 2026-10-01 09:00, mail, 1, 5"
    found = read_of(rows)
    assert found.paths is None
    assert codes(found)["mixed_zones"] == (3, "time")
    assert walks(read_of(rows, zone="UTC")) == [("ads > mail", 1.0, 0.0)]  # 7 and 9 o'clock
    assert walks(read_of(rows, zone="Asia/Tokyo")) == [("mail", 1.0, 0.0), ("ads", 0.0, 1.0)]  # 7 after 0 o'clock


def test_an_hour_the_clock_showed_twice_is_said() -> None:
    found = read_of("u, 2026-10-25 03:30, ads, 1, 5", zone="Europe/Kyiv")
    assert codes(found)["clock_change"] == (2, "time")


def test_rows_that_cannot_be_joined_are_named() -> None:
    found = read_of("u, 2026-10-01 10:00, ads, yes, 5\n, 2026-10-01 10:00, ads,,\nv, soon, ads,,")
    assert walks(found) == [("ads", 1.0, 0.0)]
    said = codes(found)
    assert (said["no_user"], said["bad_time"]) == ((3, "user"), (4, "time"))


def test_edges_of_the_file_are_said() -> None:
    rows = "u, 2026-01-01 10:00, a, 1, 1\nv, 2026-06-01 10:00, a,,\nw, 2026-03-01 10:00, a,,"
    found = {one.reason.code: one.reason.values for one in read_of(rows).findings}
    assert found["attribution.cut_off"]["conversions"] == "1"
    assert (found["attribution.young"]["paths"], found["attribution.young"]["percent"]) == (1, 50)


def test_touches_without_conversions_are_refused() -> None:
    found = read(table("user, time, channel\nu, 2026-10-01, a"), Asked())
    assert codes(found) == {"touches_without_conversions": (0, "")}


def test_only_bad_rows_leave_nothing() -> None:
    found = read_of("u, soon, ads, 1, 5")
    assert found.paths is not None
    assert len(found.paths) == 0


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-10-01", datetime(2026, 10, 1)),
        ("2026-10-01 09:08:07", datetime(2026, 10, 1, 9, 8, 7)),
        ("2026-10-01T09:08:07Z", datetime(2026, 10, 1, 9, 8, 7, tzinfo=UTC)),
        ("2026-10-01 09:08:07 UTC", datetime(2026, 10, 1, 9, 8, 7, tzinfo=UTC)),
        ("01.10.2026 9:08", datetime(2026, 10, 1, 9, 8)),
        ("1 жовтня 2026 09:08", datetime(2026, 10, 1, 9, 8)),
        ("Oct 1, 2026 9:08 PM", datetime(2026, 10, 1, 21, 8)),
        ("1790845687", datetime(2026, 10, 1, 9, 8, 7, tzinfo=UTC)),
        ("1790845687000", datetime(2026, 10, 1, 9, 8, 7, tzinfo=UTC)),
    ],
)
def test_moments_as_files_write_them(text: str, at: datetime) -> None:
    assert moment(text).at == at


@pytest.mark.parametrize("text", ["", "soon", "12", "1.5", "2026-13-01", "0001-01-01", "2026-10-01 25:00"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(NotAMoment):
        moment(text)
