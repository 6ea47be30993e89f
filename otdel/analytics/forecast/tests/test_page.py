"""The page of the documentation says what the code does."""

from __future__ import annotations

from pathlib import Path

from otdel.analytics.forecast import checking, few, mixture, trials
from otdel.analytics.mix.holidays import COUNTRIES

PAGE = (Path(__file__).parents[4] / "docs" / "algorithms" / "forecast.md").read_text()


def test_shares_and_weights_stand_on_the_page() -> None:
    for name, share in mixture.OF_DAYS.items():
        assert f"| `{name}` | {share:.0%} |".replace("%", " %") in PAGE
    for name, weight in mixture.OF_STEPS.items():
        assert f"`{name}` {weight}" in PAGE


def test_widths_and_limits_stand_on_the_page() -> None:
    assert f"× {mixture.CORE}, and × {mixture.CORE_OF_STEPS} where there are {mixture.LONG} weeks" in PAGE
    assert f"{mixture.BREAKS:.0%}".rstrip("%") + " in 100 futures go three times as far" in PAGE
    assert mixture.BREAK_WIDTH == 3.0
    assert f"δ = {mixture.LEVEL_DOUBT} / *n* + {mixture.FAR_DOUBT} · min(*H* / *n*, 2)" in PAGE
    assert f"exp(−{trials.SHARPNESS:.0f} λ d)" in PAGE
    assert f"Fewer than {few.LEAST} steps" in PAGE
    assert f"Fewer than {checking.FEWEST} known values are refused" in PAGE
    assert f"Days more than {mixture.MOST_DAYS} ahead of three years" in PAGE
    assert mixture.LEAST_YEARS == 3
    assert f"gift days of {len(COUNTRIES)} countries" in PAGE
