"""A public set of Facebook ads (KAG): its spend and approved conversions, as its own description counts them."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from otdel.evidence.terminal import main
from otdel.testing.shared import shared

MAPPING = {
    "shape": "spend", "source": "=meta_ads", "campaign_id": "xyz_campaign_id", "ad": "ad_id", "cost": "Spent",
    "clicks": "Clicks", "impressions": "Impressions", "conversions": "Approved_Conversion", "currency": "=USD",
}  # fmt: skip


@pytest.fixture
def answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    preset = tmp_path / "kag.json"
    preset.write_text(json.dumps({"mapping": MAPPING, "answers": {"period": "2017-08-17/2017-08-31"}}))
    files = [str(path) for path in sorted(shared("data/sets/kag_facebook").glob("*.csv"))]
    assert main([*files, "--preset", str(preset), "--json", "--lang", "en"]) == 0
    return json.loads(capsys.readouterr().out)["answer"]


def test_spend_and_claims_are_as_counted_outside(answer: Any) -> None:
    spend = Decimal(answer["total"]["sums"]["spend"]["amount"])
    assert spend.quantize(Decimal("0.01")) == Decimal("58705.23")
    assert Decimal(answer["total"]["platform"]["conversions"]) == 1079
    assert [row["channel"] for row in answer["channels"]] == ["paid_social"]
