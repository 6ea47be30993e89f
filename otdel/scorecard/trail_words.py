"""Words for what people did with numbers, on the page of who did what."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "counting.changed": _("changed how the brand and channels are counted"),
    "kpi.changed": _("changed a KPI"),
    "period.closed": _("closed a period"),
    "plan.removed": _("removed a plan"),
    "plan.set": _("set a plan"),
    "reading.again": _("read a value again"),
    "reading.settled": _("settled a difference"),
    "reading.typed": _("typed in a value"),
    "target.set": _("set a target"),
    "value.adjusted": _("corrected a frozen value"),
}
