"""What the company itself promises: pay by a day, kept by paying alone, read by those it concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.kit.period import Period
from otdel.kit.viewer import AT_TERMINAL as AT
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation.models import Engagement, Member
from otdel.planning import services
from otdel.planning.models import Promise, PromiseKind
from otdel.planning.queries.counts import Work
from otdel.planning.queries.promises import promises, promises_of
from otdel.planning.rules.promises import PromiseState
from otdel.planning.tests.conftest import BEGAN
from otdel.planning.wording import promise_words

SignIn = Callable[[Role], Client]
Viewers = dict[Role, Viewer]
People = dict[str, Member]


@pytest.fixture
def promised(viewers: Viewers, department: People) -> Promise:
    """The company promised Sofiia her September by 15 October 2026, and nobody has paid yet."""
    owner = viewers[Role.OWNER]
    return services.promise_pay(
        owner, to=department["sofiia"].pk, period="2026-09", due=date(2026, 10, 15), day=date(2026, 10, 3)
    )


def test_the_company_promises_pay_and_the_person_sees_it(promised: Promise, viewers: Viewers) -> None:
    row = promises(viewers[Role.SPECIALIST]).rows[0]
    assert (row.by_whom, row.to_whom, row.maker, row.period) == ("Lumen Home", "Sofiia Specialist", None, "2026-09")
    assert row.state is PromiseState.LATE
    assert not (row.may or row.may_break)


def test_pay_is_kept_by_paying_and_by_nothing_else(promised: Promise, viewers: Viewers) -> None:
    for role in (Role.OWNER, Role.HEAD, Role.SPECIALIST):
        for act in (services.keep, services.open_again, lambda viewer, pk: services.break_openly(viewer, pk, "later")):
            with pytest.raises(NotAllowed):
                act(viewers[role], promised.pk)
    services.keep_pay(viewers[Role.ACCOUNTANT], promised.pk, date(2026, 10, 19))
    services.keep_pay(viewers[Role.ACCOUNTANT], promised.pk, date(2026, 10, 20))
    row = promises(viewers[Role.OWNER]).rows[0]
    assert (row.state, row.kept_on) == (PromiseState.KEPT_LATE, date(2026, 10, 19))


def test_pay_promised_to_others_is_no_business_of_those_beside_them(
    promised: Promise, viewers: Viewers, department: People
) -> None:
    asked = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR)
    seen = {role: bool(promises(viewers[role]).rows) for role in asked}
    assert seen == {Role.OWNER: True, Role.HEAD: True, Role.SPECIALIST: True, Role.CONTRACTOR: False}
    other = Person.objects.create_person("other@example.com", None, name="Orest Other", role=Role.HEAD.value)
    Member.objects.create(name="Orest Other", slug="orest", person=other)
    assert promises(as_viewer(other)).rows == ()
    assert promises_of(as_viewer(other), department["sofiia"].pk).rows == ()


def test_a_head_reads_no_pay_of_those_who_report_to_somebody_else(
    promised: Promise, viewers: Viewers, department: People
) -> None:
    Engagement.objects.filter(member=department["sofiia"]).update(reports_to=department["taras"])
    assert promises(viewers[Role.HEAD]).rows == ()
    services.make_promise(
        viewers[Role.OWNER],
        services.NewPromise(department["hryhorii"].pk, "a bonus", date(2126, 1, 1), department["taras"].pk, "", "pay"),
    )
    assert [row.what for row in promises(viewers[Role.HEAD]).rows] == ["a bonus"]


def test_a_late_pay_lowers_what_the_department_keeps_and_no_member(promised: Promise, department: People) -> None:
    Promise.objects.create(
        maker=department["sofiia"], to_name="Client", what="call", kind=PromiseKind.OTHER, made_on=BEGAN,
        due=date(2026, 10, 5), kept_on=date(2026, 10, 5),
    )  # fmt: skip
    work, october = Work.load(AT), Period.month(2026, 10)
    assert [work.count(f"promises_{what}", (), october).value for what in ("due", "kept")] == [2, 1]
    own = frozenset({department["sofiia"].pk})
    assert work.count("promises_due", own, october).value == 1


def test_the_page_names_the_month_in_the_language_of_whoever_reads(promised: Promise, signed_in: SignIn) -> None:
    page = signed_in(Role.SPECIALIST).get("/promises/").content.decode()
    assert "Pay: September\N{NO-BREAK SPACE}2026" in page
    assert "Lumen Home to Sofiia Specialist" in page
    assert f'action="/promises/{promised.pk}/' not in page
    with override("uk"):
        assert promise_words("", "2026-09") == "Оплата: вересень\N{NO-BREAK SPACE}2026\N{NO-BREAK SPACE}р."
        assert promise_words("", "2026-q3") == "Оплата: 3 квартал 2026"
    assert promise_words("A course", "") == "A course"


def test_programs_read_that_the_company_promised(promised: Promise, signed_in: SignIn) -> None:
    found = signed_in(Role.SPECIALIST).get("/api/v1/promises").json()["items"][0]
    assert (found["maker"], found["maker_name"], found["state"]) == (None, "Lumen Home", "late")
