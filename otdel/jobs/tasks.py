"""Housekeeping the clock asks for."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from otdel.jobs.models import Job

KEEP = timedelta(days=90)


@task()
def tidy() -> int:
    """Drops finished jobs after 90 days and sessions that ended. Returns how many jobs went."""
    call_command("clearsessions")
    gone, _by_model = Job.objects.finished().filter(finished_at__lt=timezone.now() - KEEP).delete()
    return gone
