"""Every reason that may be given is listed, so that each can be put into words."""

from __future__ import annotations

import re
from pathlib import Path

from otdel.connectors.reasons import REASONS

SOURCES = Path(__file__).resolve().parents[1]


def test_every_reason_given_is_listed() -> None:
    given = {
        code
        for path in SOURCES.rglob("*.py")
        if "tests" not in path.parts
        for code in re.findall(r'Reason\.of\(\s*"(\w+)"', path.read_text())
    }
    assert len(given) > 30
    assert given - REASONS.keys() == set()
