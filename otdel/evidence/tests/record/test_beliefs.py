"""What people tell the model: beliefs and experiments count from the next fitting on, with who said so and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from otdel.accounts.services import Refused
from otdel.accounts.trail import trail
from otdel.evidence.models import LiftTestRecord, MixPrior
from otdel.evidence.queries.mix_beliefs import belief_history, beliefs, lift_tests, question
from otdel.evidence.queries.weekly import weekly
from otdel.evidence.services.beliefs import believe, forget
from otdel.evidence.services.lift_tests import NewLiftTest, add_lift_test, take_back
from otdel.evidence.tests.company import Company
from otdel.evidence.tests.record.conftest import SEARCH, SOCIAL
from otdel.kit.viewer import NotAllowed, Role, Viewer

pytestmark = pytest.mark.django_db
Viewers = dict[Role, Viewer]
TWO, HALF = Decimal(2), Decimal("0.5")


@pytest.fixture
def off(shop: Company, today: date) -> NewLiftTest:
    """Search was off for four weeks, three months ago."""
    start = today - timedelta(days=today.weekday()) - timedelta(weeks=16)
    return NewLiftTest(SEARCH, "off", start, start + timedelta(weeks=4), Decimal(12_000), error=Decimal(1_500))


def test_a_belief_of_the_company_takes_the_place_of_the_usual_one(shop: Company, viewers: Viewers) -> None:
    head = viewers[Role.HEAD]
    believe(head, SEARCH, TWO, HALF, "  Last year's   experiment. ")
    by_channel = {one.channel: one for one in beliefs(viewers[Role.ACCOUNTANT])}
    assert (by_channel[SEARCH].median, by_channel[SEARCH].own, by_channel[SEARCH].name) == (TWO, True, "head Person")
    assert by_channel[SEARCH].why == "Last year's experiment."
    assert (by_channel[SOCIAL].median, by_channel[SOCIAL].own) == (Decimal("1.2"), False)
    assert question(head).priors.roi[SEARCH].median == 2.0


def test_the_usual_belief_can_come_back_and_nothing_is_forgotten(shop: Company, viewers: Viewers) -> None:
    head = viewers[Role.HEAD]
    believe(head, SEARCH, TWO, HALF, "One.")
    forget(head, SEARCH, "It was of another country.")
    assert question(head).priors.roi[SEARCH].median == 1.2
    assert [one.median for one in belief_history(head, SEARCH)] == [None, TWO]
    verbs = [line.verb for line in trail(head, subject=f"belief:{SEARCH}")]
    assert verbs == ["belief.forgotten", "belief.said"]
    with pytest.raises(Refused) as told:
        forget(head, SEARCH, "Again.")
    assert told.value.reason.code == "belief_is_usual"


NO_BELIEFS = [
    ("nowhere", "2", "0.5", "so", "belief_channel_unknown"),
    (SEARCH, "0", "0.5", "so", "belief_median_out_of_range"),
    (SEARCH, "NaN", "0.5", "so", "belief_median_out_of_range"),
    (SEARCH, "2", "0", "so", "belief_spread_out_of_range"),
    (SEARCH, "2", "Infinity", "so", "belief_spread_out_of_range"),
    (SEARCH, "2", "0.5", "  ", "belief_needs_why"),
    (SEARCH, "2", "0.5", "w" * 501, "mix_words_too_long"),
]


def test_what_cannot_be_believed(shop: Company, viewers: Viewers) -> None:
    for channel, median, spread, why, code in NO_BELIEFS:
        with pytest.raises(Refused) as told:
            believe(viewers[Role.OWNER], channel, Decimal(median), Decimal(spread), why)
        assert told.value.reason.code == code, (channel, median, spread)
    assert not MixPrior.objects.exists()


def test_an_experiment_is_asked_about_in_the_next_question(off: NewLiftTest, viewers: Viewers) -> None:
    row = add_lift_test(viewers[Role.HEAD], off)
    (test,) = question(viewers[Role.HEAD]).tests
    assert (test.channel, test.lift, test.error, test.name) == (SEARCH, 12_000.0, 1_500.0, f"lift_test:{row.pk}")
    (line,) = lift_tests(viewers[Role.ACCOUNTANT])
    assert line.used and line.name == "head Person"


def test_a_range_says_how_sure_it_is(off: NewLiftTest, viewers: Viewers) -> None:
    row = add_lift_test(viewers[Role.HEAD], replace(off, error=None, low=Decimal(10_000), high=Decimal(14_000)))
    assert row.error == Decimal("1560.61")  # 4 000 over 2 times 1.2816 standard errors


def test_an_experiment_counts_once_however_often_it_is_written_down(off: NewLiftTest, viewers: Viewers) -> None:
    row = add_lift_test(viewers[Role.HEAD], off)
    with pytest.raises(Refused) as told:
        add_lift_test(viewers[Role.OWNER], replace(off, note="again"))
    assert told.value.reason.code == "lift_test_twice"
    take_back(viewers[Role.HEAD], row.pk, "Written down in the wrong place.")
    assert add_lift_test(viewers[Role.OWNER], off).pk != row.pk


def test_a_wrong_experiment_is_taken_back_and_stays_on_record(off: NewLiftTest, viewers: Viewers) -> None:
    head = viewers[Role.HEAD]
    row = add_lift_test(head, off)
    take_back(head, row.pk, "The regions were mixed up.")
    assert question(head).tests == () and lift_tests(head) == []
    (line,) = lift_tests(head, taken_back=True)
    assert (line.taken_back_by, line.taken_back_why) == ("head Person", "The regions were mixed up.")
    with pytest.raises(Refused):
        take_back(head, row.pk, "Again.")


def test_an_experiment_outside_the_weeks_waits_and_says_so(off: NewLiftTest, viewers: Viewers, today: date) -> None:
    seen = weekly(viewers[Role.HEAD])
    assert seen.period
    before = replace(off, start=seen.period.start - timedelta(days=3), end=seen.period.start + timedelta(days=11))
    add_lift_test(viewers[Role.HEAD], before)
    (line,) = lift_tests(viewers[Role.HEAD])
    assert not line.used and line.why_not and line.why_not.code == "mix_test_outside"
    assert question(viewers[Role.HEAD]).tests == ()


NO_EXPERIMENTS: list[tuple[dict[str, object], str]] = [
    ({"channel": "nowhere"}, "lift_test_channel_unknown"),
    ({"kind": "dream"}, "lift_test_kind_unknown"),
    ({"end": date(2020, 1, 1)}, "lift_test_days_wrong"),
    ({"measured_to": date(2020, 1, 1)}, "lift_test_days_wrong"),
    ({"end": date(2099, 1, 1)}, "lift_test_not_over"),
    ({"share": Decimal(0)}, "lift_test_share_wrong"),
    ({"share": Decimal("1.2")}, "lift_test_share_wrong"),
    ({"share": Decimal("1e-30")}, "lift_test_share_wrong"),
    ({"lift": Decimal(10) ** 9}, "lift_test_beyond"),
    ({"error": Decimal("0.15")}, "lift_test_too_sharp"),
    ({"lift": Decimal("NaN")}, "lift_test_lift_wrong"),
    ({"error": None}, "lift_test_needs_error"),
    ({"error": None, "low": Decimal(1), "high": Decimal(2)}, "lift_test_needs_error"),
    ({"error": Decimal(0)}, "lift_test_error_wrong"),
]


def test_what_is_no_experiment(off: NewLiftTest, viewers: Viewers) -> None:
    for changes, code in NO_EXPERIMENTS:
        with pytest.raises(Refused) as told:
            add_lift_test(viewers[Role.OWNER], replace(off, **changes))  # type: ignore[arg-type]
        assert told.value.reason.code == code, changes
    assert not LiftTestRecord.objects.exists()


def test_only_owner_and_head_tell_the_model_something(off: NewLiftTest, viewers: Viewers) -> None:
    for role in (Role.SPECIALIST, Role.ACCOUNTANT, Role.CONTRACTOR):
        with pytest.raises(NotAllowed):
            believe(viewers[role], SEARCH, TWO, HALF, "so")
        with pytest.raises(NotAllowed):
            forget(viewers[role], SEARCH, "so")
        with pytest.raises(NotAllowed):
            add_lift_test(viewers[role], off)
        with pytest.raises(NotAllowed):
            take_back(viewers[role], 1, "so")
    for query in (beliefs, lift_tests):
        with pytest.raises(NotAllowed):
            query(viewers[Role.CONTRACTOR])
