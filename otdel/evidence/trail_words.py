"""Words for what people did about the mix model and budgets, on the page of who did what."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "belief.forgotten": _("went back to the usual belief about a channel"),
    "belief.said": _("said what a channel is believed to bring back"),
    "budget.accepted": _("accepted a proposed budget"),
    "budget.declined": _("declined a proposed budget"),
    "budget.proposed": _("proposed a budget"),
    "budget.withdrawn": _("withdrew a proposed budget"),
    "lift_test.added": _("wrote down an experiment"),
    "lift_test.taken_back": _("took an experiment back"),
    "mix.fitted": _("fitted the mix model"),
    "mix.refused": _("tried to fit the mix model"),
}
