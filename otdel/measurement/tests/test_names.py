"""What systems and reports are called in each language."""

from __future__ import annotations

import pytest
from django.utils import translation

from otdel.connectors import registry
from otdel.measurement.names import report_title, source_name
from otdel.measurement.report_words import WORDS


def test_a_report_is_named_in_the_readers_language_and_its_system_is_not() -> None:
    keywords = next(report.name for report in registry.REPORTS if report.title == "Google Ads: keywords")
    with translation.override("uk"):
        assert report_title(keywords) == "Google Ads: ключові слова"
        assert source_name("google_ads") == "Google Ads"
    with translation.override("en"):
        assert report_title(keywords) == "Google Ads: keywords"


@pytest.mark.parametrize("title", sorted({report.title for report in registry.REPORTS}))
def test_every_report_that_says_more_than_its_system_has_words(title: str) -> None:
    _system, colon, what = title.partition(": ")
    assert not colon or what in WORDS, "add it to report_words.py"
