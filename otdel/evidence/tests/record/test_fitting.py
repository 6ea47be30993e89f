"""Fitting away from the page: one at a time, once however often a job is taken up, honest when it cannot be done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from otdel.accounts.services import Refused
from otdel.accounts.trail import trail
from otdel.evidence import draws
from otdel.evidence.models import FitState, MixFit
from otdel.evidence.queries import mix as asked
from otdel.evidence.queries.mix_beliefs import question
from otdel.evidence.services import beliefs, fitting
from otdel.evidence.tests.company import Company
from otdel.evidence.tests.record.conftest import SEARCH, SOCIAL, history, land
from otdel.jobs import worker
from otdel.jobs.leases import Work
from otdel.jobs.models import Job, State
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Role, Viewer

pytestmark = pytest.mark.django_db
Viewers = dict[Role, Viewer]


def test_a_person_starts_a_fitting_and_reads_what_it_found(fitted: int, viewers: Viewers) -> None:
    view = asked.mix(viewers[Role.ACCOUNTANT])
    assert not isinstance(view, NoData)
    assert [one.channel for one in view.channels] == [SEARCH, SOCIAL]
    search = view.channels[0]
    assert search.back.low < search.back.lower < search.back.middle < search.back.upper < search.back.high
    assert 0 <= search.odds_back <= 1 and search.tried[0] < search.recent.times(2)
    assert view.fit.name == "head Person" and view.fit.draws_kept and not view.changed
    assert sum(view.forms.values()) == pytest.approx(1)
    assert [line.verb for line in trail(viewers[Role.OWNER], subject=f"mix:{fitted}")] == ["mix.fitted"]


def test_before_the_first_fitting_there_is_no_model_and_it_says_so(shop: Company, viewers: Viewers) -> None:
    assert asked.mix(viewers[Role.HEAD]) == NoData.because("mix_never_fitted")
    assert asked.last_try(viewers[Role.HEAD]) is None and asked.facts_changed(viewers[Role.HEAD])


def test_too_few_weeks_are_an_answer_with_its_reason_and_no_error(viewers: Viewers, today: date) -> None:
    land(history(today, weeks=12))
    fitting.ask_to_fit(viewers[Role.SPECIALIST])
    worker.run_waiting()
    newest = asked.last_try(viewers[Role.SPECIALIST])
    assert newest is not None and newest.state == FitState.REFUSED
    assert [(one.reason.code, one.refuses) for one in newest.findings] == [("mix_too_few_weeks", True)]
    assert asked.mix(viewers[Role.HEAD]) == NoData.because("mix_refused", fit=newest.id)
    assert set(Job.objects.filter(subject="mix").values_list("state", flat=True)) == {State.DONE}


def test_no_facts_at_all_are_an_answer_too(viewers: Viewers) -> None:
    fitting.ask_to_fit(viewers[Role.HEAD])
    worker.run_waiting()
    newest = asked.last_try(viewers[Role.HEAD])
    assert newest is not None and "mix_sales_unknown" in [one.reason.code for one in newest.findings]


def test_one_fitting_at_a_time_whoever_asks(shop: Company, quick: None, viewers: Viewers) -> None:
    first = fitting.ask_to_fit(viewers[Role.HEAD])
    assert fitting.ask_to_fit(viewers[Role.OWNER]) == first == fitting.fit_when_changed()
    state = asked.running(viewers[Role.ACCOUNTANT])
    assert state is not None and state.id == first
    worker.run_waiting()
    assert MixFit.objects.count() == 1 and asked.running(viewers[Role.OWNER]) is None


def test_a_job_taken_up_again_adds_no_second_version(shop: Company, quick: None, viewers: Viewers) -> None:
    """The worker died after the version was kept; whoever takes the job up finds it there."""
    job = fitting.ask_to_fit(viewers[Role.HEAD])
    worker.run_waiting()
    Job.objects.filter(pk=job).update(state=State.RUNNING, attempts=2)
    kept = MixFit.objects.get()
    assert fitting.fit_now(Work(job, 2), None, "") == kept.pk
    assert MixFit.objects.count() == 1


def test_a_worker_that_dies_half_way_leaves_nothing_and_the_next_one_ends_it(
    shop: Company, quick: None, viewers: Viewers, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = fitting.ask_to_fit(viewers[Role.HEAD])

    def die(*_: object) -> tuple[str, str]:
        raise SystemExit

    with monkeypatch.context() as killed, pytest.raises(SystemExit):
        killed.setattr(draws, "write", die)
        taken = worker.take("dies")
        assert taken is not None
        worker.work_on(taken)
    assert not MixFit.objects.exists()
    Job.objects.filter(pk=job).update(lease_until="2020-01-01T00:00:00Z")
    worker.run_waiting()
    assert MixFit.objects.get().job == job and Job.objects.get(pk=job).attempts == 2


def test_the_clock_fits_only_what_changed(fitted: int, viewers: Viewers) -> None:
    assert fitting.fit_when_changed() is None
    beliefs.believe(viewers[Role.HEAD], SEARCH, Decimal("2.5"), Decimal("0.4"), "Three agencies say so.")
    assert fitting.fit_when_changed() is not None
    worker.run_waiting()
    assert MixFit.objects.count() == 2 and MixFit.objects.first() != MixFit.objects.get(pk=fitted)
    newest = asked.last_try(viewers[Role.OWNER])
    assert newest is not None and newest.name == ""
    assert fitting.fit_when_changed() is None


def test_the_clock_leaves_a_company_without_weeks_alone(viewers: Viewers) -> None:
    assert fitting.fit_when_changed() is None


def test_lost_draws_are_said_and_can_be_made_again(fitted: int, viewers: Viewers) -> None:
    """Damaged bytes are as good as none; the same question and seed make the same draws."""
    row = MixFit.objects.get()
    before = asked.stored(viewers[Role.HEAD])
    file = draws.folder() / row.draws
    file.write_bytes(file.read_bytes()[:-7])
    assert asked.stored(viewers[Role.HEAD]) == NoData.because("mix_draws_lost", fit=fitted)
    file.unlink()
    assert asked.stored(viewers[Role.HEAD]) == NoData.because("mix_draws_lost", fit=fitted)
    assert not isinstance(asked.mix(viewers[Role.HEAD]), NoData)
    fitting.ask_to_draw_again(viewers[Role.SPECIALIST], fitted)
    worker.run_waiting()
    after = asked.stored(viewers[Role.HEAD])
    assert not isinstance(before, NoData) and not isinstance(after, NoData)
    assert (before.draws.roi == after.draws.roi).all() and MixFit.objects.count() == 1


def test_a_stored_model_keeps_question_and_weeks(fitted: int, viewers: Viewers) -> None:
    model = asked.stored(viewers[Role.HEAD])
    assert not isinstance(model, NoData)
    asked_with, seen = question(viewers[Role.HEAD]), asked.saw(viewers[Role.HEAD], fitted)
    assert model.priors == asked_with.priors and model.tests == asked_with.tests
    assert model.data.starts == tuple(week.start for week in seen.weeks)
    assert len(model.draws) <= draws.MOST


def test_who_may_fit(shop: Company, viewers: Viewers) -> None:
    for role in (Role.ACCOUNTANT, Role.CONTRACTOR):
        with pytest.raises(NotAllowed):
            fitting.ask_to_fit(viewers[role])
    for query in (asked.mix, asked.fits, asked.running, asked.stored, asked.facts_changed, question):
        with pytest.raises(NotAllowed):
            query(viewers[Role.CONTRACTOR])


def test_a_refused_version_has_no_draws_to_make(viewers: Viewers, today: date) -> None:
    land(history(today, weeks=12))
    fitting.ask_to_fit(AT_TERMINAL)
    worker.run_waiting()
    with pytest.raises(Refused):
        fitting.ask_to_draw_again(viewers[Role.HEAD], MixFit.objects.get().pk)
