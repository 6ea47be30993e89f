"""Words of the brand and kinds of channels: what the company says of them counts, and only leaders say it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from otdel.accounts.models import AuditLine
from otdel.accounts.services import Refused
from otdel.kit.calendar import named
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Role
from otdel.measurement.models import ChannelRule
from otdel.scorecard.models import Counting
from otdel.scorecard.queries.answer import EVERYTHING
from otdel.scorecard.queries.brands import brand_words
from otdel.scorecard.queries.measures import measure
from otdel.scorecard.services.counting import set_counting
from otdel.scorecard.tests.conftest import Department

pytestmark = pytest.mark.django_db
PAGE = "/team/measures/counting/"


def test_the_companys_name_is_its_brand_until_somebody_says_more(team: Department) -> None:
    assert brand_words() == ("lamp shop",)
    set_counting(team.viewer(Role.HEAD), ["Lumen", " lumen  HOME ", "люмен", "lumen"], {})
    assert brand_words() == ("lumen", "lumen home", "люмен")
    set_counting(team.viewer(Role.HEAD), [], {})
    assert brand_words() == ("lamp shop",)


@pytest.mark.parametrize(
    ("words", "kinds", "code"),
    [
        (["a"], {}, "brand_word_too_short"),
        (["x" * 61], {}, "brand_words_too_many"),
        ([f"word {n}" for n in range(31)], {}, "brand_words_too_many"),
        ([], {"Google": "cheap"}, "channel_kind_unknown"),
    ],
)
def test_what_tells_nothing_is_refused(team: Department, words: list[str], kinds: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as caught:
        set_counting(team.viewer(Role.OWNER), words, kinds)
    assert caught.value.reason.code == code
    assert not Counting.objects.exists()


def test_a_specialist_says_nothing_of_it(team: Department, signed_in: Callable[[Role], Client]) -> None:
    with pytest.raises(NotAllowed):
        set_counting(team.viewer(Role.SPECIALIST), ["lumen"], {})
    assert signed_in(Role.SPECIALIST).get(PAGE).status_code == 403
    assert signed_in(Role.ACCOUNTANT).get(PAGE).status_code == 403


def test_the_page_changes_what_a_channel_counts_as(
    team: Department, signed_in: Callable[[Role], Client]
) -> None:  # fmt: skip
    ChannelRule.objects.create(channel="Our ads", source="google_ads", position=1)
    september = named("2026-09")
    assert september
    head = signed_in(Role.HEAD)
    assert "Our ads" in head.get(PAGE).content.decode()
    assert measure(AT_TERMINAL, "spend_paid", EVERYTHING, september.period).value == Decimal(100)
    answer = head.post(PAGE, {"words": "lamp, lamps", "channel:Our ads": "other"})
    assert answer.status_code == 302
    assert measure(AT_TERMINAL, "spend_paid", EVERYTHING, september.period).value == NoData.because(
        "needs_source", source="ad_platforms"
    ), "no money of paid channels is left"
    assert brand_words() == ("lamp", "lamps")
    assert AuditLine.objects.filter(verb="counting.changed").count() == 1
