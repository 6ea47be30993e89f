"""Words for what people did with data, on the page of who did what."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "cost.added": _("added a cost"),
    "cost.removed": _("removed a cost"),
    "file.downloaded": _("downloaded a source file"),
    "import.dropped": _("put an import away"),
    "import.received": _("brought a file"),
    "import.redone": _("counted an import again"),
    "import.retried": _("tried an import again"),
    "import.started": _("counted an import"),
    "import.undone": _("undid an import"),
    "preset.forgotten": _("forgot a layout"),
    "preset.saved": _("remembered a layout"),
    "rate.added": _("added a rate"),
    "rate.removed": _("removed a rate"),
    "rule.removed": _("removed a channel rule"),
    "rule.saved": _("saved a channel rule"),
    "rules.reordered": _("changed the order of channel rules"),
    "source.settled": _("set how a source is to be taken"),
}
