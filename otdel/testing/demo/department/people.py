"""Members with their engagements and days away, and the roles taken from the library."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from otdel.organisation.models import Absence, Agreement, Engagement, JobRole, Member, Process
from otdel.organisation.services.adopting import adopt
from otdel.organisation.services.agreeing import role_card
from otdel.testing.demo.department.cast import CAST, NEWCOMER, ROLES, Held, Somebody
from otdel.testing.demo.department.ground import Ground, moment, own_moments
from otdel.testing.demo.seasons import months_back

NOT_AGREED = (("danylo", "generalist"), ("roman", "affiliate"))
HOLIDAYS = (  # who, days from today to the first one (before it when negative), how many days
    ("maryna", -118, 14), ("ihor", -96, 10), ("olha", -75, 12), ("nadiia", -210, 10), ("kateryna", -140, 14),
    ("roman", -160, 9), ("ihor", -330, 14), ("olha", -400, 14), ("maryna", -480, 12), ("kateryna", -505, 10),
    ("nadiia", 9, 8), ("ihor", 34, 12), ("maryna", 39, 9), ("olha", 60, 10),
)  # fmt: skip
ILL = (("roman", -33, 4), ("kateryna", -250, 5), ("olha", -19, 2))
TEST_OF, TEST_DAYS_AGO = "ihor", 54
TEST_RESULT = (
    "Two days without Ihor, no calls. Budgets were checked both mornings by Olha from the note. One ad was refused by "
    "Google and nobody could appeal: the right to edit was missing. Mended on the third day."
)


def bring_in(ground: Ground) -> None:
    """Everybody, the roles they hold and held, and when they were or will be away."""
    for one in CAST:
        ground.members[one.key] = _member(ground, one)
    for code in ROLES:
        ground.roles[code] = adopt(ground.head, code)
    _as_of_old(ground)
    Engagement.objects.bulk_create(
        [_engagement(ground, one, held) for one in CAST for held in one.held] + [_newcomer(ground)]
    )
    _absences(ground)
    _agreements(ground)


def _member(ground: Ground, one: Somebody) -> Member:
    account = ground.accounts[one.key] if one.account else None
    return Member.objects.create(
        name=one.name,
        slug=one.key,
        title=one.title,
        person=account,
        is_firm=one.is_firm,
        email=account.email if account else one.email,
        contact=one.contact,
    )


def _as_of_old(ground: Ground) -> None:
    """The roles have been written down since the records begin, the newcomer's since just before they came."""
    Process.objects.all().update(start=ground.since)
    JobRole.objects.all().update(written_at=moment(ground.since, 11), changed_at=moment(ground.month(14).start, 15))
    newer = JobRole.objects.filter(code="generalist")
    day = ground.newcomer_since
    newer.update(written_at=moment(day - timedelta(days=20), 12), changed_at=moment(day - timedelta(days=20), 12))
    Process.objects.filter(role__code="generalist").update(start=day)


def _engagement(ground: Ground, one: Somebody, held: Held) -> Engagement:
    start, end = ground.days(held)
    return Engagement(
        member=ground.members[one.key],
        role=ground.roles[held.role],
        kind=held.kind,
        share=held.share,
        reports_to=ground.members[held.reports_to],
        scope=_scope(held.channels),
        start=start,
        end=end,
    )


def _newcomer(ground: Ground) -> Engagement:
    return Engagement(
        member=ground.members[NEWCOMER],
        role=ground.roles["generalist"],
        share=Decimal(1),
        reports_to=ground.members["maryna"],
        start=ground.newcomer_since,
        ramp=ground.ramp(),
    )


def _scope(channels: tuple[str, ...]) -> dict[str, list[str]]:
    return {"channels": list(channels), "regions": [], "products": []} if channels else {}


def _absences(ground: Ground) -> None:
    rows = [(Absence.Why.HOLIDAY, *row) for row in HOLIDAYS] + [(Absence.Why.ILLNESS, *row) for row in ILL]
    Absence.objects.bulk_create(
        Absence(member=ground.members[key], why=why, start=ground.today + timedelta(days=first),
                end=ground.today + timedelta(days=first + days))
        for why, key, first, days in rows
    )  # fmt: skip
    first = _tuesday(ground.today - timedelta(days=TEST_DAYS_AGO))
    Absence.objects.create(
        member=ground.members[TEST_OF], why=Absence.Why.TEST, start=first, end=first + timedelta(days=2),
        note=TEST_RESULT,
    )  # fmt: skip


def _tuesday(day: date) -> date:
    return day - timedelta(days=(day.weekday() - 1) % 7)


def _agreements(ground: Ground) -> None:
    """Who holds a role has agreed to its card, except two."""
    made = []
    for code, role in ground.roles.items():
        subject, digest = role_card(JobRole.objects.get(pk=role.pk))
        for one, start, end in ground.holders(code):
            if (one.key, code) in NOT_AGREED or end is not None:
                continue
            day = max(start, ground.month(14).start) + timedelta(days=3)
            person = ground.accounts[one.key] if one.account else ground.accounts["maryna"]
            made.append(Agreement(member=ground.members[one.key], subject=subject, digest=digest, by=person,
                                  at=moment(day, 12)))  # fmt: skip
    with own_moments(Agreement, "at"):
        Agreement.objects.bulk_create(made)


def months_of_newcomer(ground: Ground) -> int:
    """How many months back the newcomer began."""
    return next(back for back in range(6) if months_back(ground.today, back).start <= ground.newcomer_since)
