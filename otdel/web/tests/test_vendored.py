"""What others made is exactly what its note says, with its licence beside it, and the first view stays light."""

from __future__ import annotations

import gzip
import hashlib
import tomllib
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parent.parent
ASSETS = tomllib.loads((WEB / "vendored.toml").read_text("utf-8"))["asset"]


@pytest.mark.parametrize("asset", ASSETS, ids=lambda asset: asset["name"])
def test_an_asset_is_the_one_we_checked(asset: dict[str, object]) -> None:
    sums = asset["sha256"]
    assert isinstance(sums, dict)
    for path, expected in sums.items():
        assert hashlib.sha256((WEB / path).read_bytes()).hexdigest() == expected, path


@pytest.mark.parametrize("asset", ASSETS, ids=lambda asset: asset["name"])
def test_its_licence_stands_beside_it(asset: dict[str, str]) -> None:
    assert len((WEB / asset["licence_file"]).read_text("utf-8")) > 200


def test_nothing_foreign_is_left_without_a_note() -> None:
    noted = {path for asset in ASSETS for path in asset["sha256"]}
    places = ("static/otdel/vendor", "static/otdel/fonts", "static/otdel/icons", "tests/assets")
    found = {
        str(file.relative_to(WEB))
        for place in places
        for file in (WEB / place).rglob("*")
        if file.is_file() and not file.name.startswith("LICENSE")
    }
    assert found == noted


def test_the_first_view_weighs_at_most_36_kilobytes_without_fonts_and_page() -> None:
    static = WEB / "static" / "otdel"
    sent = [
        *static.glob("css/*.css"),
        *static.glob("js/*.js"),
        static / "vendor/htmx/htmx.min.js",
        static / "icons/icons.svg",
    ]
    assert sum(len(gzip.compress(file.read_bytes())) for file in sent) < 36 * 1024
