"""The smallest complete department, for tests: an owner and one all-round marketer, a few facts and a little work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from secrets import token_urlsafe

from otdel.accounts.models import Person
from otdel.accounts.services import accept, found, invite
from otdel.accounts.viewers import as_viewer
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.viewer import Role
from otdel.measurement import services
from otdel.organisation.models import Access, Engagement, Member, Process, ProcessRun
from otdel.organisation.services.starting import Newcomer, propose, start_department
from otdel.planning.models import Task
from otdel.scorecard.models import PlanValue
from otdel.testing.demo.seasons import months_back

NAME, OWNER, MARKETER, ROLE = "Tepla Khata", "Hanna Koval", "Lev Orlyk", "generalist"
MONTHS = 3
LEADS_PLAN = Decimal(20)


@dataclass(frozen=True, slots=True)
class Tiny:
    """The company as made: its people's accounts by right, its two members."""

    accounts: Mapping[Role, Person]
    owner: Member
    marketer: Member


def found_tiny(today: date) -> Tiny:
    """Found it in an empty installation. It spends by typed costs only; no file was ever imported.

    Raises Refused when there is a company.
    """
    owner = found(
        name=NAME, currency="UAH", language="en", time_zone="Europe/Kyiv", owner_name=OWNER,
        owner_email="hanna@teplakhata.example", password=token_urlsafe(),
    )  # fmt: skip
    viewer = as_viewer(owner)
    secret = invite(viewer, Role.SPECIALIST, "lev@teplakhata.example")
    person = accept(
        secret, name=MARKETER, email="lev@teplakhata.example", password=token_urlsafe(), language="en"
    )  # fmt: skip
    newcomers = [Newcomer(MARKETER, ROLE)]
    start = months_back(today, MONTHS).start
    (marketer,) = start_department(viewer, OWNER, newcomers, propose(newcomers), start)
    tiny = Tiny({Role.OWNER: owner, Role.SPECIALIST: person}, Member.objects.get(name=OWNER), marketer)
    Engagement.objects.filter(member=marketer).update(start=start)
    Process.objects.update(start=start, holder=marketer)
    _live(tiny, today)
    return tiny


def _live(tiny: Tiny, today: date) -> None:
    """Three months of a little work, one access, a plan and a cost a month."""
    viewer = as_viewer(tiny.accounts[Role.OWNER])
    for back in range(MONTHS, 0, -1):
        month = months_back(today, back)
        services.add_cost(viewer, "contractor", "Author of articles", Money(Decimal(9_000), "UAH"), month, "")
        PlanValue.objects.create(
            measure="qualified_leads", start=month.start, end=month.end, value=LEADS_PLAN, name=OWNER
        )
        for number in range(4):
            _task(tiny, month, number)
    Access.objects.create(system="Google Ads", asset=NAME, owner=tiny.owner, backup=tiny.marketer, critical=True)
    report = Process.objects.get(code="gen_report")
    ProcessRun.objects.create(process=report, member=tiny.marketer, day=today - timedelta(days=3), evidence="Sent")


def _task(tiny: Tiny, month: Period, number: int) -> None:
    """Three of four are done in time, the fourth a week late."""
    due = month.start + timedelta(days=5 + 4 * number)
    done = due if number < 3 else due + timedelta(days=7)
    handed = datetime.combine(done, time(9), UTC)
    Task.objects.create(
        title=f"Errand {number + 1} of {month.start:%B}", owner=tiny.marketer, customer=tiny.owner, first_due=due,
        due=due, handed_at=handed, accepted_at=handed + timedelta(hours=2),
        created_at=datetime.combine(due - timedelta(days=6), time(9), UTC),
    )  # fmt: skip
