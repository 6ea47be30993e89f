"""The page of the documentation says what the code does."""

from __future__ import annotations

from pathlib import Path

from otdel.analytics.attribution import chain, coalitions, comparing, heuristics, orders
from otdel.analytics.attribution.markov import markov
from otdel.analytics.attribution.models import MODELS
from otdel.analytics.attribution.reading import asked
from otdel.analytics.attribution.tests.made import paths_of

DOCS = Path(__file__).parents[4] / "docs"
PAGE = (DOCS / "algorithms" / "attribution.md").read_text()


def test_limits_stand_on_the_page() -> None:
    assert (heuristics.FIRST_PART, heuristics.LAST_PART) == (0.4, 0.4)
    assert "40 % the first, 40 % the last, 20 % shared between" in PAGE
    assert f"half-life {heuristics.HALF_LIFE:.0f} days" in PAGE
    assert f"in the {asked.LOOK_BACK} days before it" in PAGE
    assert f"over {asked.BOTS} touches in 24 hours, a path of over {asked.LONGEST}" in PAGE
    assert f"Beyond {chain.DENSE} states" in PAGE
    assert chain.CLOSE == 1e-14
    assert f"up to {coalitions.MOST} channels" in " ".join(PAGE.split())
    assert f"over {orders.CLOSE:.0%} of conversions".replace("%", " %") in PAGE
    assert f"{1 - orders.DOUBT:.0%} certainty".replace("%", " %") in PAGE
    assert f"{comparing.APART:.0%} apart and more".replace("%", " %") in PAGE
    assert f"one {comparing.LEANS} times more" in PAGE


def test_the_example_of_the_page_is_what_comes_out() -> None:
    example = PAGE.partition("    path            conversions  nulls\n")[2].partition("\n\n")[0]
    rows = [line.rsplit(maxsplit=2) for line in example.splitlines()]
    credit = markov(paths_of((path, float(won), float(lost)) for path, won, lost in rows))
    assert credit.effects is not None
    assert credit.effects.round(9).tolist() == [0.75, 0.5]
    assert credit.conversions.round(9).tolist() == [1.2, 0.8]
    assert "search 1.2, email 0.8" in PAGE


def test_every_model_stands_in_the_manual() -> None:
    manual = (DOCS / "terminal.md").read_text()
    assert all(f"`{model}`" in manual for model in MODELS)
