"""What a person's page says of things written: evidence short enough to read, with nothing in it that can run."""

from __future__ import annotations

from otdel.kit.reason import Reason
from otdel.organisation.templatetags.team import shortly


def _shown(evidence: str) -> str:
    return str(shortly(Reason.of("run_shown_by", evidence=evidence)))


def test_an_address_is_shown_by_its_host_and_opens_in_full() -> None:
    said = _shown("https://drive.example/ppc_search/2026-11-18")
    assert 'href="https://drive.example/ppc_search/2026-11-18"' in said
    assert said.endswith(">drive.example</a>")


def test_words_stay_words_and_markup_stays_text() -> None:
    assert _shown("Log of the day") == "Shown by: Log of the day"
    assert _shown("<b>x</b>") == "Shown by: &lt;b&gt;x&lt;/b&gt;"
    assert "<script" not in _shown('https://a.example/"><script>alert(1)</script>')
    assert "href" not in _shown("javascript:alert(1)")
