"""Words for the state of a job and the reasons it can fail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES = {
    "waiting": pgettext_lazy("job", "Waiting"),
    "running": pgettext_lazy("job", "Running"),
    "done": pgettext_lazy("job", "Done"),
    "failed": pgettext_lazy("job", "Failed"),
}

REASONS = {
    "job_worker_lost": _(
        "The work was interrupted every time it was tried. Nothing half-done was kept. Start it again; if it stops "
        "again, the machine may be short of memory."
    ),
    "disk_full": _(
        "There is no room on the disk, or the data folder may not be written to. Nothing half-done was kept, and what "
        "was counted before is safe. Make room, then try again."
    ),
    "job_failed": _(
        "The work stopped on an error we did not foresee (%(error)s). Nothing half-done was kept. Start it again, and "
        "if it repeats, send the log to whoever looks after this installation."
    ),
}
