"""Colours are computed, not judged by eye: every pair of words and ground reads at 4.5 to 1, in both themes."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Literal

import pytest

from otdel.web.charts.standalone import CSS, tokens

Theme = Literal["light", "dark"]

GROUNDS = ("bg", "surface", "sunk")
WORDS = ("text", "text-2", "text-3", "accent", "good", "warn", "bad")
PAIRS = [(word, ground) for word in WORDS for ground in GROUNDS]
PAIRS += [(tone, f"{tone}-soft") for tone in ("good", "warn", "bad", "accent")]
PAIRS += [("text", f"{tone}-soft") for tone in ("good", "warn", "bad", "accent")]
PAIRS += [("on-accent", "accent"), ("on-accent", "accent-h"), ("bg", "text")]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_read_on_their_ground(theme: Theme, words: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["surface", "bg"])
def test_edges_of_fields_are_seen(theme: Theme, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours["field"], colours[ground]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_outcomes_differ_in_more_than_hue(theme: Theme) -> None:
    # their forms differ too; here only that no two fills are the same grey
    fills = [tokens(theme)[name] for name in ("good-fill", "band-50", "bad-fill")]
    assert all(abs(luminance(one) - luminance(other)) > 0.01 for one, other in combinations(fills, 2))


def test_no_style_sheet_invents_a_colour() -> None:
    for sheet in CSS.glob("*.css"):
        if sheet.name == "tokens.css":
            continue
        rules = re.sub(r"@media print\s*\{.*", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == [], sheet.name


def test_every_token_used_is_a_token_there_is() -> None:
    named = set(re.findall(r"--([\w-]+):", (CSS / "tokens.css").read_text("utf-8")))
    for sheet in CSS.glob("*.css"):
        used = set(re.findall(r"var\(--([\w-]+)\)", sheet.read_text("utf-8")))
        assert used <= named, sheet.name
