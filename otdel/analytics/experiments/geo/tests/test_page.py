"""The page of the documentation says what the code does."""

from __future__ import annotations

from pathlib import Path

from otdel.analytics.experiments.ab import analysis, bayes, guard, reading, sequential, split
from otdel.analytics.experiments.geo import markets, placebo
from otdel.analytics.experiments.geo.shapes import Estimator

PAGE = (Path(__file__).parents[5] / "docs" / "algorithms" / "experiments.md").read_text()


def test_limits_of_arms_stand_on_the_page() -> None:
    assert f"Under {split.ALARM} there is **no verdict**" in PAGE
    assert f"above minus the margin ({guard.MARGIN:.0%})".replace("%", " %") in PAGE
    assert f"standard deviation of {bayes.BELIEF:.2f}" in PAGE
    assert f"width τ = {sequential.TUNED}" in PAGE
    assert f"looks begin with {sequential.FEWEST} users an arm" in PAGE
    assert f"over {reading.MOST_IN_BOTH:.0%}".replace("%", " %") + " of such users refuse" in PAGE
    assert analysis.SURPRISE == 3.0


def test_every_way_and_number_of_regions_stands_on_the_page() -> None:
    for kind in Estimator:
        assert f"| `{kind}` |" in PAGE
    assert f"up to {placebo.SETS} sets" in PAGE
    assert f"{markets.LEFT} are tried on up to {markets.WINDOWS} past tests" in PAGE
    assert f"the best {markets.PLAYED} are played to the end" in PAGE
