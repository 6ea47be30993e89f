"""Charts draw what they are given: labels that never collide, gaps that stay gaps, words for screen readers."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils import translation

from otdel.web import charts, format
from otdel.web.charts import Ahead, Bar, Brings, Chart, Outcome, Shift, Span, Stream, Told
from otdel.web.charts.flow import grouped
from otdel.web.charts.ticks import ticks
from otdel.web.samples import gallery_samples

SVG = "{http://www.w3.org/2000/svg}"


def say(value: format.Number) -> str:
    return format.short_amount(value, "UAH")


def stream(name: str, paid: float, unknown: float = 0) -> Stream:
    return Stream(name, {Outcome.PAID_BACK: paid, Outcome.UNKNOWN: unknown})


def drawn() -> list[tuple[str, Chart]]:
    samples = gallery_samples()
    return [(name, value) for name, value in samples.items() if isinstance(value, Chart) and value.variants]


def texts(svg: str) -> list[str]:
    return [unescape(words) for words in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 9, [0, 2, 4, 6, 8, 10]), (296, 640, [200, 300, 400, 500, 600, 700]), (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1])],
)
def test_marks_of_an_axis_are_round_and_cover_the_values(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high) == expected


@pytest.mark.parametrize(("low", "high"), [(-37, 12), (5, 5), (0, 0), (-4, -4), (0.001, 0.0017), (1e9, 3e9)])
def test_marks_cover_odd_ranges_too(low: float, high: float) -> None:
    marks = ticks(low, high)
    assert marks[0] <= low
    assert marks[-1] >= high
    assert 2 <= len(marks) <= 7


def test_every_picture_is_well_formed_has_a_sentence_and_no_style_of_its_own() -> None:
    for name, chart in drawn():
        for svg in chart.variants:
            root = ElementTree.fromstring(svg)  # drawn by ourselves
            assert root.get("role") == "img", name
            assert root.get("aria-label") == chart.label
            assert all("style" not in element.attrib and "fill" not in element.attrib for element in root.iter()), name


def test_every_chart_has_the_same_numbers_as_a_table() -> None:
    for name, chart in drawn():
        assert chart.table is not None, name
        assert all(len(row) == len(chart.table.columns) for row in chart.table.rows), name


def test_words_of_strangers_are_escaped() -> None:
    nasty = "</svg><script>alert(1)</script>"
    chart = charts.flow([stream(nasty, 50, 9), stream("B", 40, 8)], say, f'label "{nasty}')
    for svg in chart.variants:
        assert "<script" not in svg
        ElementTree.fromstring(svg)
    assert "<script" not in charts.standalone(chart.widest)


def test_small_channels_are_drawn_together_and_listed_apart() -> None:
    streams = [stream("Search", 900, 50), stream("Radio", 12), stream("Podcasts", 9), stream("Leaflets", 3)]
    assert [(one.name, one.total) for one in grouped(streams)] == [("Search", 950), ("Other", 24)]
    chart = charts.flow(streams, say, "label")
    assert "Radio" not in texts(chart.widest)
    assert chart.table is not None
    assert [row[0] for row in chart.table.rows] == ["Search", "Radio", "Podcasts", "Leaflets"]


def test_one_small_channel_keeps_its_name() -> None:
    assert [one.name for one in grouped([stream("Search", 990), stream("Radio", 10)])] == ["Search", "Radio"]


@pytest.mark.parametrize(
    "amounts", [[990, 4, 3, 2, 1], [100] * 12, [500, 45, 44, 43, 42, 41, 41, 41, 41, 41], [1, 1, 1]]
)
def test_labels_of_a_flow_never_collide(amounts: list[int]) -> None:
    streams = [
        Stream(f"Channel {n}", dict(zip(Outcome, (a * 0.97, a * 0.01, a * 0.01, a * 0.01), strict=True)))
        for n, a in enumerate(amounts)
    ]
    chart = charts.flow(streams, say, "label")
    for svg in chart.variants:
        root = ElementTree.fromstring(svg)
        columns: dict[str, list[float]] = {}
        for text in root.iter("text"):
            columns.setdefault(f"{text.get('x')}{text.get('text-anchor')}", []).append(float(text.get("y", 0)))
        for ys in columns.values():
            ys.sort()
            assert all(later - earlier >= 14 for earlier, later in pairwise(ys))
            assert ys[-1] <= float(root.get("height", 0))


def test_ribbons_of_a_flow_carry_all_the_money() -> None:
    chart = charts.flow([stream("A", 600, 300), stream("B", 80, 20)], say, "label")
    root = ElementTree.fromstring(chart.widest)
    nodes = {
        node.get("class"): float(node.get("height", 0)) for node in root.iter("rect") if node.get("class", "") != "node"
    }
    assert nodes["node paid"] / nodes["node unk"] == pytest.approx(680 / 320, rel=0.01)


def test_fewer_than_three_points_are_said_not_drawn() -> None:
    for chart in (
        charts.flow([stream("A", 10)], say, "All ₴10 paid back."),
        charts.line_chart(["Mon", "Tue", "Wed"], [1, None, 2], say, "Two days."),
        charts.bars([Bar("Mon", 1), Bar("Tue", None), Bar("Wed", 2)], say, "Two days."),
        charts.dots([1, 2], 1, say, "Two results."),
        charts.fan(["a", "b"], [1, 2], [], [], say, "Two weeks."),
        charts.response([], 1, [], say, "Nothing tried."),
    ):
        assert chart.variants == ()
        assert chart.sentence == chart.label
        assert chart.table is not None
    assert charts.spark([1, 2]) is None


def test_nothing_spent_is_no_flow() -> None:
    assert charts.flow([], say, "Nothing was spent.").sentence == "Nothing was spent."
    assert charts.flow([stream("A", 0)], say, "Nothing was spent.").sentence == "Nothing was spent."


def test_a_day_without_data_breaks_the_line_and_is_named_in_the_table() -> None:
    chart = charts.line_chart(["1", "2", "3", "4", "5"], [1, 2, None, 4, 5], say, "label")
    assert chart.widest.count('class="act"') == 2
    assert chart.table is not None
    assert chart.table.rows[2][1] == "can’t be shown yet"


def test_a_day_without_data_is_an_empty_frame_not_a_bar_of_nothing() -> None:
    chart = charts.bars([Bar("1", 3), Bar("2", None), Bar("3", 0), Bar("4", 5)], say, "label")
    assert chart.widest.count("wb gap") == 1


def test_bars_start_at_nothing_even_below_it() -> None:
    chart = charts.bars([Bar("1", 100), Bar("2", -50), Bar("3", 80)], say, "label")
    root = ElementTree.fromstring(chart.widest)
    bars = [(float(bar.get("y", 0)), float(bar.get("height", 0))) for bar in root.iter("rect")]
    floor = bars[0][0] + bars[0][1]
    assert bars[1][0] == pytest.approx(floor, abs=0.2)
    assert bars[1][1] == pytest.approx(bars[0][1] / 2, rel=0.02)


def test_dots_fall_whole_on_one_side_of_the_plan() -> None:
    chart = charts.dots([10, 20, 30, 40, 50], 30, say, "label")
    assert chart.widest.count("q-ok") == 3
    assert chart.widest.count("q-no") == 2


@pytest.mark.parametrize(("low", "high", "css"), [(1.1, 1.5, "i-ok"), (0.3, 0.9, "i-no"), (0.8, 1.2, "i-mid")])
def test_a_range_says_its_side_of_the_line_by_form(low: float, high: float, css: str) -> None:
    assert f"pt {css}" in charts.range_bar(low, (low + high) / 2, high, label="label")


def test_a_range_that_runs_off_the_axis_ends_in_an_arrow() -> None:
    assert "arrow" in charts.range_bar(1, 2, 9, label="label", top=3)
    assert "arrow" not in charts.range_bar(1, 2, 3, label="label", top=3)


def test_a_narrow_range_is_still_seen() -> None:
    root = ElementTree.fromstring(charts.range_bar(1.22, None, 1.23, label="label"))
    bar = next(part for part in root.iter("rect") if "span" in part.get("class", ""))
    assert float(bar.get("width", 0)) >= 5


def test_a_range_wholly_beyond_the_axis_is_its_arrow_alone() -> None:
    drawn = charts.range_bar(4.2, None, 4.4, label="label", top=3)
    assert "arrow" in drawn
    assert "<rect" not in drawn


def test_the_curve_is_dotted_where_nobody_has_been() -> None:
    curve = [Brings(spend, spend * 0.8, spend, spend * 1.2) for spend in range(0, 101, 10)]
    chart = charts.response(curve, 50, [40, 50, 60], say, "label")
    assert chart.widest.count('class="fc"') == 2
    assert chart.widest.count('class="act"') == 1


def test_what_spending_brings_need_not_be_money() -> None:
    curve = [Brings(spend, spend * 0.8, spend, spend * 1.2) for spend in range(0, 101, 10)]
    chart = charts.response(
        curve, 50, [40, 50, 60], say, "label", brings="Leads", say_brings=lambda value: f"{value:g} leads"
    )
    assert "even" not in chart.widest  # leads are not compared with what they cost
    assert "Expected: Leads" in [entry.label for entry in chart.legend]
    assert "100 leads" in texts(chart.widest)


def test_the_name_of_a_best_range_stays_in_the_picture() -> None:
    curve = [Brings(spend, spend * 0.8, spend, spend * 1.2) for spend in range(0, 101, 10)]
    chart = charts.response(curve, 50, [40, 50, 60], say, "label", best=(98, 400))
    for svg, width in zip(chart.variants, (324, 500, 740, 920, 1100), strict=True):
        x = float(re.search(r'<text x="([\d.]+)"[^>]*>Best range', svg)[1])  # type: ignore[index]
        assert x + 34 < width


def test_one_wild_belief_does_not_flatten_what_the_data_taught() -> None:
    usual, wild = Span(0.4, 0.7, 1.2, 2.2, 3.8), Span(10, 40, 90, 200, 800)
    learned = Span(1.0, 1.2, 1.3, 1.4, 1.6)
    chart = charts.shifts([Shift("A", usual, learned), Shift("B", usual), Shift("C", wild, learned)], str, "label")
    assert "arrow" in chart.widest  # the wild one goes on
    low, high = re.search(r'class="learned" x1="([\d.]+)"[^>]*x2="([\d.]+)"', chart.widest).groups()  # type: ignore[union-attr]
    assert float(high) - float(low) > 50


def test_a_fan_begins_where_the_past_ends() -> None:
    ahead = [Ahead(15, (14, 16), (12, 18)), Ahead(16, (14, 18), (11, 21))]
    chart = charts.fan(["a", "b", "c", "d", "e"], [10, 11, 12], ahead, [10, 11, 12, 13, 14], say, "label")
    act = re.search(r'class="act" d="[^"]*L([\d.,]+)"', chart.widest)
    fc = re.search(r'class="fc" d="M([\d.,]+)L', chart.widest)
    assert act
    assert fc
    assert act[1] == fc[1]


def test_a_picture_that_stands_alone_needs_nothing_from_a_page() -> None:
    chart = charts.flow([stream("A", 60, 30), stream("B", 8, 2)], say, "label")
    for theme, ink in (("light", "#1b1d1a"), ("dark", "#ecede7")):
        alone = charts.standalone(chart.widest, theme)  # type: ignore[arg-type]
        root = ElementTree.fromstring(alone)
        assert root.tag == f"{SVG}svg"
        assert "var(" not in alone
        assert ink in alone


def test_charts_speak_the_readers_language() -> None:
    with translation.override("uk"):
        chart = charts.flow([stream("A", 600_000, 300_000), stream("B", 80_000, 20_000)], say, "підпис")
    assert "Окупилося" in texts(chart.widest)
    assert "1\u00a0млн\u00a0₴" in texts(chart.widest)


def test_where_less_is_better_dots_under_the_plan_are_filled() -> None:
    drawn = charts.dots([3, 4, 4, 5], 4, str, "Days to answer.", lower=True)
    assert drawn.widest.count("q-ok") == 3
    assert drawn.widest.count("q-no") == 1
    assert drawn.table is not None
    assert [list(row) for row in drawn.table.rows] == [["Reach the plan", "3"], ["Stay over it", "1"]]


def test_a_fan_is_drawn_from_the_first_day_of_a_period() -> None:
    ahead = [Ahead(n, (n - 1, n + 1), (n - 2, n + 2)) for n in (2, 3, 4)]
    assert charts.fan(["1", "2", "3", "4"], [1], ahead, [], str, "A month begun yesterday.").variants


def test_groups_of_odds_without_a_case_are_not_drawn() -> None:
    groups = [Told(0.1, 0.1, 8), Told(0.3, 0.0, 0), Told(0.5, 0.6, 5), Told(0.9, 0.8, 9)]
    drawn = charts.reliability(groups, "Odds told against what came.")
    assert drawn.widest.count('class="dot"') == 3
    assert drawn.table is not None
    assert [row[0] for row in drawn.table.rows] == ["10%", "50%", "90%"]
