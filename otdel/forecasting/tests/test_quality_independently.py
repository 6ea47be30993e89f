"""Numbers of the Quality page, outcomes and warnings counted again in plain Python from the rows of the database."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection

from otdel.forecasting.queries.quality import Quality, quality
from otdel.forecasting.services.replaying import replay
from otdel.forecasting.tests.conftest import TODAY, Department, plan, year
from otdel.kit.period import Period
from otdel.kit.viewer import AT_TERMINAL

LEVELS = [0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.975, 0.99]
Row = dict[str, Any]


def rows(table: str) -> list[Row]:
    """As they lie in the database, in the order they were written."""
    with connection.cursor() as cursor:
        cursor.execute(f"select * from forecasting_{table} order by id")
        names = [one[0] for one in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def loaded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


@pytest.fixture
def replayed(team: Department) -> Department:
    """Plans that were easy, close and out of reach, over ten months; twenty Mondays of them seen again."""
    for month, share in zip(range(5, 12), (0.8, 1.0, 1.1, 0.95, 1.02, 1.2, 1.3), strict=True):
        plan("revenue_marketing", round(93_000 * share), period=Period.month(2026, month))
        plan("contribution_margin_marketing", round(54_000 * share), period=Period.month(2026, month))
    replay(TODAY, weeks=20)
    return team


def judged() -> list[tuple[Row, dict[float, float], float, Any]]:
    """The last forecast of each goal and day whose outcome is known: row, quantiles by level, what came, reached."""
    came = {(one["kind"], one["code"], one["whose"], one["unit"], one["start"]): one for one in rows("outcome")}
    latest: dict[tuple[Any, ...], Row] = {}
    for row in rows("forecast"):
        if loaded(row["reason"]) is None:
            latest[row["kind"], row["code"], row["whose"], row["unit"], row["start"], row["seen_on"]] = row
    known = ((row, came[key[:5]]) for key, row in latest.items() if key[:5] in came)
    return [
        (row, dict(zip(LEVELS, loaded(row["quantiles"]), strict=True)), outcome["value"], outcome["reached"])
        for row, outcome in known
        if outcome["value"] is not None
    ]


def test_every_number_of_the_quality_page(replayed: Department) -> None:
    found, cases = quality(AT_TERMINAL), judged()
    assert isinstance(found, Quality)
    assert found.forecasts == len(cases) > 20
    for cover, low, high in ((found.cover50, 0.25, 0.75), (found.cover80, 0.1, 0.9), (found.cover95, 0.025, 0.975)):
        inside = 0
        for _row, at, came, _reached in cases:
            slack = 1e-6 * max(1.0, abs(came))
            inside += at[low] - slack <= came <= at[high] + slack
        assert (cover.inside, cover.count) == (inside, len(cases))
    asked = [(row["odds"], row["naive"], bool(reached)) for row, _at, _came, reached in cases if reached is not None]
    assert found.score.brier == pytest.approx(sum((odds - hit) ** 2 for odds, _n, hit in asked) / len(asked))
    plain = [one for one in asked if one[1] is not None]
    ours = sum((odds - hit) ** 2 for odds, _n, hit in plain) / len(plain)
    naive = sum((rate - hit) ** 2 for _o, rate, hit in plain) / len(plain)
    assert found.score.skill == pytest.approx(1 - ours / naive)
    error = 0.0
    for place, shown in enumerate(found.odds):
        own = [(odds, hit) for odds, _n, hit in asked if min(4, int(odds * 5)) == place]
        assert shown.count == len(own)
        if own:
            said, happened = (sum(one[at] for one in own) / len(own) for at in (0, 1))
            assert [shown.said, shown.happened] == pytest.approx([said, happened])
            error += abs(said - happened) * len(own) / len(asked)
    assert found.ece == pytest.approx(error)


def test_what_came_is_the_sum_of_the_shops_own_rows(replayed: Department) -> None:
    """A deal counts for the day it was asked for, once it is paid."""
    by_month: dict[str, float] = defaultdict(float)
    for deal in year().rows["deals"]:
        if deal["status"] == "won":
            by_month[deal["created_at"].date().replace(day=1).isoformat()] += float(deal["revenue"])
    told = [one for one in rows("outcome") if one["code"] == "revenue_marketing"]
    assert len(told) >= 3
    for one in told:
        assert one["value"] == pytest.approx(by_month[day(one["start"]).isoformat()], rel=1e-9)
        same = (row for row in rows("forecast") if (row["start"], row["code"]) == (one["start"], one["code"]))
        (goal,) = {row["plan"] for row in same}
        assert bool(one["reached"]) == (one["value"] >= goal)


def test_dots_ranges_and_odds_are_read_off_the_same_futures(replayed: Department) -> None:
    for row, at, _came, _reached in judged():
        dots = loaded(row["dots"])
        assert dots == sorted(dots)
        assert len(dots) == 20
        assert at[0.1] <= (dots[1] + dots[2]) / 2 + 1e-9 or at[0.1] == pytest.approx((dots[1] + dots[2]) / 2, rel=0.02)
        if row["plan"] is not None and row["kind"] == "measure":
            over = sum(dot >= row["plan"] for dot in dots) / 20
            assert row["odds"] == pytest.approx(over, abs=0.051), "a dot is worth five in a hundred"


def test_what_the_rest_of_the_days_would_have_to_bring(replayed: Department) -> None:
    """With what is known of the month, the days left at the pace that is told come to the plan."""
    shop = [deal for deal in year().rows["deals"] if deal["status"] == "won"]
    seen = 0
    for row in rows("forecast"):
        pace = loaded(row["pace"])
        if row["code"] != "revenue_marketing" or not pace or pace["needed"] == 0:
            continue
        known = sum(
            float(deal["revenue"]) for deal in shop
            if day(row["start"]) <= deal["created_at"].date() and deal["paid_at"].date() < day(row["seen_on"])
        )  # fmt: skip
        waiting = row["plan"] - known - pace["needed"] * pace["left"]  # what is due of days that are over
        gone = min(10, (day(row["seen_on"]) - day(row["start"])).days)
        assert waiting == pytest.approx(1_000 * gone, abs=2_500), "one sale in three of each of the last ten days"
        seen += 1
    assert seen > 5


def test_warnings_come_when_they_should_and_once_a_day_for_a_topic(replayed: Department) -> None:
    raised = [one for one in rows("earlywarning") if one["sort"] == "odds"]
    assert raised
    assert max(Counter((one["topic"], one["raised_on"]) for one in rows("earlywarning")).values()) == 1
    head = replayed.members["maryna"].pk
    assert {one["to_id"] for one in raised if one["member_id"] is None} == {head}
    assert {(one["topic"], day(one["raised_on"])) for one in raised if one["kind"] == "measure"} == set(expected())


def expected() -> Iterator[tuple[str, date]]:
    """Under 20 in 100 with a quarter of the month over, and again when the odds are half of the lowest told."""
    told: dict[str, float] = {}
    for row in sorted(rows("forecast"), key=lambda one: (day(one["seen_on"]), one["id"])):
        start, end, seen = (day(row[name]) for name in ("start", "end", "seen_on"))
        if row["kind"] != "measure" or row["odds"] is None or (seen - start).days < 0.25 * (end - start).days:
            continue
        topic = f"measure:{row['code']}:0:{row['unit']}:{start.isoformat()}"
        if row["odds"] < 0.2 and row["odds"] <= told.get(topic, 1.0) / (2 if topic in told else 1):
            told[topic] = row["odds"]
            yield topic, seen
