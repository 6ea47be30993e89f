"""Words for what is missing in a handover dossier."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

DOSSIER: dict[str, Any] = {
    "dossier_no_role": _("No role is held."),
    "dossier_no_zones": _("No zones of responsibility are named."),
    "dossier_no_processes": _("No processes are named."),
    "dossier_no_steps": ngettext_lazy(
        "No steps are written for %(count)s process.", "No steps are written for %(count)s processes.", "count"
    ),
    "dossier_never_run": ngettext_lazy(
        "%(count)s process has no run written down.", "%(count)s processes have no run written down.", "count"
    ),
    "dossier_only_them": ngettext_lazy(
        "%(count)s process was never run by anybody else.",
        "%(count)s processes were never run by anybody else.",
        "count",
    ),
    "dossier_no_accesses": _("No accesses are registered."),
    "dossier_no_backup": ngettext_lazy(
        "%(count)s access has no backup.", "%(count)s accesses have no backup.", "count"
    ),
    "dossier_no_contact": _("No contacts are written."),
    "dossier_no_surprise": _("Nothing is written that would surprise a newcomer."),
    "paper_missing": _(
        "The PDF cannot be made here: the library that sets type (Pango) is not installed on the server. The dossier "
        "below is whole; print it from the browser, or ask whoever runs the server to install libpango."
    ),
}
