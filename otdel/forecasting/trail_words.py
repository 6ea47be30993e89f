"""Words for what people did with early warnings, on the page of who did what."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "warning.acted": _("made a task of an early warning"),
    "warning.dismissed": _("set an early warning aside"),
    "warning.limits": _("changed when early warnings are given"),
}
