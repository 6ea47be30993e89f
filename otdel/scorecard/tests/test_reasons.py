"""Every reason the engine gives has words in three languages, and its values fill them."""

from __future__ import annotations

import pytest
from django.utils import translation

from otdel.kit.reason import Reason
from otdel.scorecard.rules.reasons import ALL
from otdel.web.reasons import say

TEXTS = {
    "source", "measure", "name", "sign", "expected", "found", "like", "left", "right", "declared", "unit", "start",
    "last", "period",
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_reason_is_said(language: str) -> None:
    with translation.override(language):
        for code, names in ALL.items():
            values = {name: "2026-10-01" if name in TEXTS else 3 for name in names}
            said = say(Reason.of(code, **values))
            assert said and code not in said, (code, said)
            assert "%(" not in said, (code, said)
