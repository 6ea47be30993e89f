"""A lease is kept through a database that is busy for a while."""

from __future__ import annotations

import threading

from django.db import InterfaceError, OperationalError
from pytest_django import Settings

from otdel.jobs.leases import LeaseLost, Work, kept


class Renewing(Work):
    """A job whose renewals meet the errors given, in order, and then go well."""

    def __init__(self, *errors: Exception) -> None:
        super().__init__(1, 1)
        self.errors, self.renewed, self.asked = list(errors), threading.Event(), 0

    def renew(self) -> None:
        self.asked += 1
        if self.errors:
            raise self.errors.pop(0)
        self.renewed.set()


def test_a_lease_is_renewed_again_after_the_database_was_locked(settings: Settings) -> None:
    settings.JOB_LEASE_SECONDS = 0.02
    work = Renewing(OperationalError("database is locked"), InterfaceError("connection already closed"))
    with kept(work):
        assert work.renewed.wait(timeout=30)


def test_a_lease_another_worker_took_is_not_asked_for_again(settings: Settings) -> None:
    settings.JOB_LEASE_SECONDS = 0.02
    work = Renewing(LeaseLost("job 1"))
    with kept(work):
        assert not work.renewed.wait(timeout=0.2)
    assert work.asked == 1
