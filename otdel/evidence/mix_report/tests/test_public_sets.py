"""Public sets are read as they were published: which can be fitted, with which prior, and which are by region."""

from __future__ import annotations

import numpy as np
import pytest

from otdel.analytics.mix.beliefs import believed
from otdel.analytics.mix.checking import check
from otdel.analytics.mix.design import linear
from otdel.analytics.mix.reading import Asked, Table, read
from otdel.evidence.mix_report.tables import table_of
from otdel.testing.shared import shared

TWO = ("x1", "x2")
CHANNELS = ("Channel*_spend",)


@pytest.mark.parametrize(
    ("file", "target", "spend", "steps", "days", "prior"),
    [
        ("mmm/pymc-marketing/mmm_roas_data.csv", "y", TWO, 131, 7, "prior_centred_odd_money"),
        ("mmm/pymc-marketing/mmm_example.csv", "y", TWO, 179, 7, "prior_centred_odd_money"),
        ("mmm/pymc-marketing/media_tvp_data.csv", "y", TWO, 179, 7, "prior_money"),
        ("mmm/pymc-marketing/case_study_data.csv", "sales", ("mdsp_*",), 209, 7, "prior_money"),
        ("mmm/pymc-marketing/funnel_data.csv", "target_var", ("impressions_*",), 1050, 1, "prior_centred_odd_money"),
        ("mmm/meridian/national_media.csv", "conversions", CHANNELS, 156, 7, "prior_centred_count"),
        ("mmm/meridian/national_media_rf.csv", "conversions", CHANNELS, 156, 7, "prior_centred_count"),
        ("mmm/meridian/national_all_channels.csv", "conversions", CHANNELS, 156, 7, "prior_centred_count"),
        ("mmm/robyn/dt_simulated_weekly.csv", "revenue", ("tv_S", "ooh_S", "print_S"), 208, 7, "prior_money"),
        ("sets/mmm_stan/data.csv", "sales", ("mdsp_*",), 209, 7, "prior_money"),
    ],
)
def test_a_national_set_is_read_whole(
    file: str, target: str, spend: tuple[str, ...], steps: int, days: int, prior: str
) -> None:
    table = table_of(shared(f"data/{file}"))
    assert isinstance(table, Table)
    found = read(table, Asked(target, spend))
    assert found.data is not None, [one.reason for one in found.faults]
    _faults, data = check(found.data)
    assert data is not None
    assert (len(data.starts), data.step_days) == (steps, days)
    assert believed(data).because.code == prior
    assert np.isfinite(linear(data).basis).all()


@pytest.mark.parametrize(
    ("file", "target", "spend", "regions"),
    [
        ("mmm/pymc-marketing/mmm_multidimensional_example.csv", "y", TWO, 2),
        ("mmm/pymc-marketing/multidimensional_mock_data.csv", "y", TWO, 2),
        ("mmm/meridian/geo_media.csv", "conversions", CHANNELS, 20),
    ],
)
def test_a_set_by_region_is_refused_with_the_number_of_regions(
    file: str, target: str, spend: tuple[str, ...], regions: int
) -> None:
    table = table_of(shared(f"data/{file}"))
    assert isinstance(table, Table)
    found = read(table, Asked(target, spend))
    assert found.data is None
    assert [one.reason.code for one in found.faults] == ["mix_rows_by_part"]
    assert found.faults[0].reason.values["rows"] == regions
