"""A page that asks about one period reads the work of that period, and finds the same as who reads everything."""

from __future__ import annotations

from datetime import date

import pytest

from otdel.kit.calendar import containing
from otdel.organisation.models import Member
from otdel.planning.models import Promise
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.queries.answer import Scope
from otdel.scorecard.queries.valuing import Valuer

TODAY = date(2026, 11, 23)


@pytest.mark.django_db
def test_work_of_earlier_days_is_read_once_somebody_asks_about_them() -> None:
    maker = Member.objects.create(name="Ihor Bondar", slug="ihor")
    for day in (date(2026, 9, 10), date(2026, 11, 5), date(2026, 11, 6)):
        Promise.objects.create(what="A page", maker=maker, kind="payout", due=day, kept_on=day, made_on=day)
    november, september = containing(date(2026, 11, 1), "month").period, containing(date(2026, 9, 1), "month").period
    book = Valuer.load(TODAY, recorded=november.start).book
    due = meaning("partner_payouts_due")
    assert due is not None
    assert book.measure(due.measure, Scope(), november).value == 2
    assert book.measure(due.measure, Scope(), september).value == 1
