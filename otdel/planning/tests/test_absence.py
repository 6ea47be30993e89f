"""While somebody is away, what they promised still falls due: the absence test says which."""

from __future__ import annotations

from datetime import date

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.kit.period import Period
from otdel.kit.viewer import Role
from otdel.organisation.models import Member
from otdel.organisation.queries.away import away
from otdel.planning.models import Promise
from otdel.planning.tests.conftest import MakeTask

AWAY = Period(date(2126, 10, 5), date(2126, 10, 12))


def test_tasks_and_promises_due_before_they_are_back_are_listed(
    cast: dict[Role, Person], department: dict[str, Member], make: MakeTask
) -> None:
    sofiia = department["sofiia"]
    make("2126-10-07", title="Report")
    make("2126-10-12", title="After the holiday")
    make("2126-10-07", owner="taras", title="Of somebody else")
    for what, due, kept in (("Call", 6, None), ("Kept already", 7, date(2126, 10, 1)), ("Later", 20, None)):
        Promise.objects.create(
            maker=sofiia,
            to=department["taras"],
            what=what,
            made_on=date(2126, 9, 1),
            due=date(2126, 10, due),
            kept_on=kept,
        )
    (panel,) = away(as_viewer(cast[Role.HEAD]), sofiia, AWAY).panels
    assert [row.title for row in panel.context["tasks"]] == ["Report"]
    assert [row.what for row in panel.context["promises"]] == ["Call"]
