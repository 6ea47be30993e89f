"""While the chains run a first look is there for whoever watches, marked as what it is, and gone when they are done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from otdel.analytics.mix import fit as fitting_module
from otdel.analytics.mix.shapes import Mix, MixData
from otdel.analytics.mix.tests.synthetic import fitted_to
from otdel.evidence.queries.mix_look import file_of, first_look
from otdel.evidence.services import fitting
from otdel.evidence.tests.company import Company
from otdel.evidence.tests.record.conftest import SEARCH, SOCIAL
from otdel.jobs.models import Job
from otdel.jobs.worker import run_waiting
from otdel.kit.viewer import NotAllowed, Role, Viewer

pytestmark = pytest.mark.django_db
Watch = Callable[[], None]


@pytest.fixture
def while_it_runs(monkeypatch: pytest.MonkeyPatch, quick: None) -> Callable[[Watch], None]:
    """Something to do at the moment the first form's chains are half way."""

    def at_half(watch: Watch) -> None:
        def fit(data: MixData, *_given: Any, seed: int = 0, on_progress: Any, **_settings: Any) -> Mix:
            on_progress("hill", 1 / 6)
            watch()
            return fitted_to(data, seed=seed)

        monkeypatch.setattr(fitting_module, "fit", fit)

    return at_half


def test_the_first_look_stands_on_the_page_until_the_answer_does(
    shop: Company, viewers: dict[Role, Viewer], signed_in: Callable[[Role], Client], while_it_runs: Any
) -> None:
    job, client = fitting.ask_to_fit(viewers[Role.HEAD]), signed_in(Role.ACCOUNTANT)
    pages: list[str] = []
    address = f"/money/model/look?job={job}"

    def watch() -> None:
        seen = first_look(viewers[Role.HEAD], job)
        assert seen is not None and [one.channel for one in seen.channels] == [SEARCH, SOCIAL]
        assert all(one.back.low < one.back.middle < one.back.high for one in seen.channels)
        pages.extend(client.get(where).content.decode() for where in ("/money/channels/", address))

    waiting = client.get(address).content.decode()
    assert f'hx-get="{address}"' in waiting and "A first look" not in waiting
    while_it_runs(watch)
    run_waiting()
    for page in pages:
        assert "A first look" in page and "not the answer yet" in page
        assert f'hx-get="{address}"' not in page
    assert len(pages) == 2
    assert first_look(viewers[Role.HEAD], job) is None
    assert client.get(address).content.strip() == b""
    assert "A first look" not in client.get("/money/channels/").content.decode()


def test_the_bar_moves_while_the_chains_of_one_form_run(
    shop: Company, viewers: dict[Role, Viewer], while_it_runs: Any
) -> None:
    job, seen = fitting.ask_to_fit(viewers[Role.HEAD]), []
    while_it_runs(lambda: seen.append(Job.objects.get(pk=job)))
    run_waiting()
    before = fitting.STEPS.index("mix_hill") / len(fitting.STEPS)
    after = fitting.STEPS.index("mix_logistic") / len(fitting.STEPS)
    assert [one.step for one in seen] == ["mix_hill"]
    assert before < seen[0].progress < after


def test_a_fitting_that_breaks_leaves_no_first_look(
    shop: Company, viewers: dict[Role, Viewer], while_it_runs: Any
) -> None:
    job = fitting.ask_to_fit(viewers[Role.HEAD])

    def broken() -> None:
        assert file_of(job).is_file()
        raise ArithmeticError("lost")

    while_it_runs(broken)
    run_waiting()
    assert not file_of(job).exists()


def test_who_may_not_see_money_sees_no_first_look(people: object, viewers: dict[Role, Viewer]) -> None:
    with pytest.raises(NotAllowed):
        first_look(viewers[Role.CONTRACTOR], 1)
