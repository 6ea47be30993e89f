"""Days of pay are those of the company, wherever on the earth it is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from otdel.accounts.models import Company
from otdel.accounts.services import Refused
from otdel.motivation.models import Payment, Statement
from otdel.motivation.services import runs
from otdel.motivation.services.moment import told_of
from otdel.motivation.services.payments import mark_paid
from otdel.motivation.tests.pay_scene import OCTOBER, department

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 4, 3, tzinfo=UTC)  # seven in the evening of the 3rd in Vancouver


def test_what_is_approved_in_the_evening_may_be_paid_the_same_evening() -> None:
    with told_of(EVENING):
        scene = department()
        Company.objects.update(time_zone="America/Vancouver")
        run = runs.begin(scene.owner, "month", OCTOBER)
        runs.calculate(scene.owner, run.pk)
        for one in Statement.objects.all():
            runs.check(scene.owner, one.pk)
        runs.publish(scene.owner, run.pk)
        runs.approve(scene.owner, run.pk)
        first = Payment.objects.earliest("pk")
        with pytest.raises(Refused, match="pay_day_before_approval"):
            mark_paid(scene.owner, first.pk, date(2026, 11, 2))
        assert mark_paid(scene.owner, first.pk, date(2026, 11, 3)).paid_on == date(2026, 11, 3)
