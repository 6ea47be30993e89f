"""Files of whole paths: what is read, and what is said of every row that cannot be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otdel.analytics.attribution.checking import check
from otdel.analytics.attribution.reading import Asked, read
from otdel.analytics.attribution.reading.columnar import Columns, read_columns
from otdel.analytics.attribution.shapes import UNKNOWN
from otdel.analytics.attribution.splitting import TooManyChannels, separator_of, split
from otdel.analytics.attribution.tests.tables import codes, table, walks

STEP = st.text(st.characters(exclude_characters=">", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=8)


@given(st.lists(st.lists(STEP, min_size=1, max_size=6), min_size=1, max_size=20))
@settings(deadline=None)
def test_splitting_is_what_python_splits(paths: list[list[str]]) -> None:
    texts = [" > ".join(steps) for steps in paths]
    found = split(texts, ">")
    for place, text in enumerate(texts):
        steps = found.steps[found.offsets[place] : found.offsets[place + 1]]
        expected = [one.strip() for one in text.split(">")] if text else []
        assert [found.names[step] for step in steps] == expected


def test_names_that_hash_alike_stay_two() -> None:
    texts = [f"a{middle}zzz{middle}aaa" for middle in ("bb", "cc", "dd")] * 2
    assert split(texts, ">").names == tuple(texts[:3])


def test_the_separator_most_paths_have() -> None:
    assert separator_of(["a -> b", "a", "b -> c"]) == "->"
    assert separator_of(["a → b", "b"]) == "→"
    assert separator_of(["a > b", "c -> d", "a > d"]) == ">"
    assert separator_of(["a", "b"]) == ">"


def test_a_novel_is_no_path() -> None:
    with pytest.raises(TooManyChannels):
        split([f"word{place} > other" for place in range(3000)], ">")


def test_columns_are_known_by_their_headers_in_three_languages() -> None:
    plain = "a > b, 2, 30.5, 7\nb, 1, 10, 0"
    for header in (
        "path, total_conversions, total_conversion_value, total_null",
        "Шлях, Конверсії, Дохід, Без конверсії",
    ):
        found = read(table(f"{header}\n{plain}"), Asked())
        assert walks(found) == [("a > b", 2.0, 7.0), ("b", 1.0, 0.0)]
        assert found.paths is not None
        assert found.paths.value is not None
        assert found.paths.value.tolist() == [30.5, 10.0]


def test_a_path_column_is_known_by_its_cells() -> None:
    found = read(table("way, sales\na > b, 2\nb, 1"), Asked({"conversions": "sales"}))
    assert walks(found) == [("a > b", 2.0, 0.0), ("b", 1.0, 0.0)]


def test_bad_rows_are_named_and_good_ones_kept() -> None:
    text = "path, conversions, null\na > b, 2, 1\nb, many, 0\na, -3, 0\nb > a, , 5\na, 1, 0"
    found = read(table(text), Asked())
    assert walks(found) == [("a > b", 2.0, 1.0), ("a", 1.0, 0.0)]
    said = codes(found)
    assert said["bad_number"] == (3, "conversions")
    assert said["negative"] == (4, "conversions")
    assert said["blank"] == (5, "conversions")


def test_many_bad_rows_are_counted_and_a_few_shown() -> None:
    found = read(table("path, conversions\na, 1\n" + "\n".join(["a, x"] * 9)), Asked())
    told = [one for one in found.findings if one.reason.code == "attribution.bad_number"]
    more = next(one for one in found.findings if one.reason.code == "attribution.more")
    assert len(told) == 3
    assert (more.line, more.reason.values["count"]) == (6, 6)


def test_conversions_without_a_touch_stay_unknown() -> None:
    found = read(table("path, conversions, value\na > b, 2, 10\n, 3, 30\n(not set), 1, 5"), Asked())
    assert found.paths is not None
    assert found.paths.aside == (4.0, 35.0)
    assert walks(found) == [("a > b", 2.0, 0.0)]


def test_touches_of_unknown_origin_are_one_channel_of_their_own() -> None:
    found = read(table("path, conversions\na > (not set) > b, 2\na > > b, 1"), Asked())
    assert walks(found) == [(f"a > {UNKNOWN} > b", 2.0, 0.0), (f"a > {UNKNOWN} > b", 1.0, 0.0)]
    assert "empty_steps" in codes(found)


def test_two_currencies_are_not_added_up() -> None:
    found = read(table("path, conversions, value\na, 1, 10 USD\nb, 1, 10 EUR"), Asked())
    assert found.paths is None
    assert codes(found)["two_currencies"] == (0, "value")


def test_a_value_nobody_wrote_is_said() -> None:
    found = read(table("path, conversions, value\na, 1, 10\nb, 1,\na, 0, 7"), Asked())
    said = codes(found)
    assert said["value_missing"] == (3, "value")
    assert said["value_alone"] == (4, "value")


def test_a_path_of_a_machine_is_left_out() -> None:
    found = read(table(f"path, conversions\na > b, 1\n{' > '.join(['a'] * 501)}, 4"), Asked())
    assert walks(found) == [("a > b", 1.0, 0.0)]
    assert "long_paths" in codes(found)


def test_a_line_of_totals_is_no_path() -> None:
    found = read(table("path, conversions, null\na > b, 3, 1\nb, 2, 2\nTotal:, 5, 3"), Asked())
    assert walks(found) == [("a > b", 3.0, 1.0), ("b", 2.0, 2.0)]
    assert codes(found)["total_row"] == (4, "path")
    assert len(walks(read(table("path, conversions\na > b, 3\nTotal, 7"), Asked()))) == 2  # a channel named so


def test_channels_of_lines_that_were_left_out_are_gone() -> None:
    found = read(table("path, conversions\na, 1\nb, -2"), Asked())
    assert found.paths is not None
    assert found.paths.channels == ("a",)


def test_a_header_that_stands_twice_is_asked_about() -> None:
    found = read(table("path, conversions, conversions\na, 1, 2"), Asked())
    assert found.paths is None
    assert codes(found) == {"column_twice": (0, "conversions")}


def test_what_is_no_shape_lists_the_columns() -> None:
    found = read(table("week, spend\n2026-01-05, 10"), Asked())
    assert found.paths is None
    assert found.findings[0].reason.values["missing"] == "user, time, channel"


def test_a_column_that_is_not_there() -> None:
    found = read(table("path, conversions\na, 1"), Asked({"value": "money"}))
    assert codes(found) == {"no_column": (0, "money")}


def told(text: str) -> set[str]:
    found = read(table(text), Asked())
    assert found.paths is not None
    return {one.reason.code.removeprefix("attribution.") for one in check(found.paths)}


def test_the_check_names_what_paths_cannot_tell() -> None:
    assert told("path, conversions\na, 1\nb > b, 2") == {"no_nulls", "all_single"}
    assert told("path, conversions, null\na > b, 1, 0\nc, 0, 5\na, 1, 0") == {"silent", "single"}
    assert "alike" in told("path, conversions, null\nEmail > b, 1, 0\nemail > b, 1, 1")
    assert told("path, conversions, null\na > b, 0, 3") == {"no_conversions"}


def test_columns_of_numbers_say_the_same_as_text() -> None:
    texts = ["a > b", "", "b > a > a", "a", "b"]
    data = "".join(texts).encode()
    starts = np.concatenate([[0], np.cumsum([len(one) for one in texts])]).astype(np.int64)
    numbers = {"conversions": np.array([2.0, 1.0, np.nan, 4.0, -1.0]), "nulls": np.array([1.0, 0.0, 2.0, np.nan, 0.0])}
    headers = {"path": "path", "conversions": "won", "nulls": "lost"}
    found = read_columns(Columns(headers, np.frombuffer(data, np.uint8), starts, numbers), Asked())
    assert walks(found) == [("a > b", 2.0, 1.0), ("a", 4.0, 0.0)]
    assert found.paths is not None
    assert found.paths.aside == (1.0, 0.0)
    said = codes(found)
    assert (said["blank"], said["negative"]) == ((3, "won"), (5, "won"))
