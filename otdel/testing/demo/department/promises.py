"""Promises of the demo department: most kept, some late, one late now, one broken; partners are paid each month."""

from __future__ import annotations

from datetime import date, timedelta

from otdel.planning.models import Promise, PromiseKind
from otdel.testing.demo.department.ground import Ground, workday

PARTNERS = ("SalesDoubler", "Designers' club")
SAID = (  # kind, what, to whom in the department (or outside), made by, months back, days to its day, days late
    (PromiseKind.PAY, "Bonus of the quarter is paid by the 15th", "ihor", "andrii", 7, 15, 0),
    (PromiseKind.PAY, "Bonus of the quarter is paid by the 15th", "ihor", "andrii", 4, 15, 6),
    (PromiseKind.PAY, "Bonus of the quarter is paid by the 15th", "ihor", "andrii", 1, 15, 0),
    (PromiseKind.REVIEW, "Talk about pay after half a year", "nadiia", "maryna", 5, 20, 0),
    (PromiseKind.REVIEW, "First talk after a month", "danylo", "maryna", 1, 28, 3),
    (PromiseKind.TRAINING, "Course on search for online shops", "olha", "andrii", 9, 40, 12),
    (PromiseKind.TRAINING, "A day with the developers", "kateryna", "maryna", 6, 20, 0),
    (PromiseKind.OTHER, "Answer on the budget of the winter shoot", "roman", "maryna", 2, 12, 0),
    (PromiseKind.OTHER, "Price list to Rozetka by the 10th", "Rozetka, manager", "ihor", 3, 9, 0),
    (PromiseKind.OTHER, "Photographs of the showroom", "Interior magazine", "tykha", 2, 14, 2),
    (PromiseKind.OTHER, "Text for the partners' letter", "Designers' club", "taras", 1, 10, 0),
    (PromiseKind.REVIEW, "Feedback on each text within two days, in writing", "taras", "kateryna", 12, 30, 0),
)  # fmt: skip


def give(ground: Ground) -> None:
    """What was said, monthly payouts, and the two that did not go well."""
    made = [*_payouts(ground), *_said(ground), *_now(ground)]
    Promise.objects.bulk_create(sorted(made, key=lambda one: (one.due, one.what)))


def _payouts(ground: Ground) -> list[Promise]:
    """Each month's partners by the tenth of the next; late twice in two years."""
    found = []
    for place, month in enumerate(ground.months):
        maker = ground.holder("affiliate", month.start)
        due = workday(month.start + timedelta(days=9))
        for partner in PARTNERS:
            late = 4 if (place, partner) in ((7, PARTNERS[0]), (24, PARTNERS[1])) else 0
            kept = due + timedelta(days=late or -(place % 3))
            if maker and month.start < ground.today:
                found.append(
                    Promise(
                        maker=ground.members[maker.key], to_name=partner, kind=PromiseKind.PAYOUT,
                        what=f"Commission of {month.start - timedelta(days=1):%B %Y} is paid", made_on=month.start,
                        due=due, kept_on=_kept(ground, due, kept),
                    )
                )  # fmt: skip
    return found


def _said(ground: Ground) -> list[Promise]:
    found = []
    for kind, what, to, maker, back, days, late in SAID:
        made = ground.month(back).start + timedelta(days=2)
        due = made + timedelta(days=days)
        kept = due + timedelta(days=late or -1)
        found.append(_promise(ground, kind, what, to, maker, made, due, _kept(ground, due, kept)))
    return found


def _kept(ground: Ground, due: date, kept: date) -> date | None:
    """The day it was kept, when that has come; one that would be kept late in days to come is kept on its day."""
    if kept < ground.today:
        return kept
    return due if due < ground.today else None


def _now(ground: Ground) -> list[Promise]:
    """One is late today, one was given up openly, one lies ahead."""
    today = ground.today
    late = _promise(ground, PromiseKind.TRAINING, "Course on analytics is paid for", "kateryna", "andrii",
                    today - timedelta(days=40), today - timedelta(days=5), None)  # fmt: skip
    broken = _promise(ground, PromiseKind.PAY, "Second monitor for home", "roman", "maryna",
                      today - timedelta(days=70), today - timedelta(days=30), None)  # fmt: skip
    broken.broken_on, broken.note = today - timedelta(days=33), "The budget went into the sale; again in January."
    ahead = _promise(ground, PromiseKind.REVIEW, "Talk about the second month", "danylo", "maryna",
                     today - timedelta(days=9), today + timedelta(days=7), None)  # fmt: skip
    return [late, broken, ahead]


def _promise(
    ground: Ground, kind: str, what: str, to: str, maker: str, made: date, due: date, kept: date | None
) -> Promise:
    member = ground.members.get(to)
    return Promise(
        maker=ground.members[maker], to=member, to_name="" if member else to, kind=kind, what=what, made_on=made,
        due=due, kept_on=kept, by=ground.accounts["maryna"],
    )  # fmt: skip
