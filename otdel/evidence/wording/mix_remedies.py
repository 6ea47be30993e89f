"""What to do about a fault of the mix model, and what moved its numbers, by code."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from otdel.evidence.wording.mix_values import Text, Words, named
from otdel.kit.reason import Value

REMEDIES: dict[str, Words] = {
    "mix_do_more_draws": _("Fit again with more draws: %(draws)s."),
    "mix_do_full_fit": _("Wait for the full answer."),
    "mix_do_state_belief": _("Say what you believe about %(channel)s, and why."),
    "mix_do_review_belief": _("Check the belief about %(channel)s."),
    "mix_do_more_weeks": ngettext_lazy(
        "Bring older weeks: %(weeks)s week would be enough.",
        "Bring older weeks: %(weeks)s weeks would be enough.",
        "weeks",
    ),
    "mix_do_join_channels": _("Join small channels that are run together into one."),
    "mix_do_vary": _("Change the spend of %(channel)s on purpose: %(percent)s up and down, two weeks each."),
    "mix_do_read_together": _("Until then read %(first)s and %(second)s as one: their sum is what is known."),
    "mix_do_add_control": _("Think what else moves sales: prices, stock, a competitor, new shops. The model lacks it."),
    "mix_do_look_at_week": _("Look at the rows of the week of %(start)s: a promotion, a fault in counting, an outage?"),
    "mix_do_look_at_weeks": _("Look at what happened from %(start)s to %(until)s."),
    "mix_do_add_yearly_event": _("Find the yearly event near %(start)s: the model does not know of it."),
    "mix_do_check_spend": _("Check whether all spend is here and whether sales are complete."),
    "mix_do_check_test": _("Check the test of %(channel)s of %(start)s: its dates, its regions, what else ran then."),
    "mix_do_no_test": named(
        "other",
        ngettext_lazy(
            "No affordable test tells %(channel)s from %(other)s: even %(weeks)s week in regions with %(share)s of "
            "sales finds the effect only %(power)s times in 100.",
            "No affordable test tells %(channel)s from %(other)s: even %(weeks)s weeks in regions with %(share)s of "
            "sales find the effect only %(power)s times in 100.",
            "weeks",
        ),
        ngettext_lazy(
            "No affordable test tells what %(channel)s brings: even %(weeks)s week in regions with %(share)s of sales "
            "finds the effect only %(power)s times in 100.",
            "No affordable test tells what %(channel)s brings: even %(weeks)s weeks in regions with %(share)s of sales "
            "find the effect only %(power)s times in 100.",
            "weeks",
        ),
    ),
}

TESTS: dict[str, Text] = {
    "mix_do_test_off": ngettext_lazy(
        "A test would tell: switch %(channel)s off for %(weeks)s week",
        "A test would tell: switch %(channel)s off for %(weeks)s weeks",
        "weeks",
    ),
    "mix_do_test_half": ngettext_lazy(
        "A test would tell: cut %(channel)s by half for %(weeks)s week",
        "A test would tell: cut %(channel)s by half for %(weeks)s weeks",
        "weeks",
    ),
    "mix_do_test_raise": ngettext_lazy(
        "A test would tell: raise %(channel)s by half for %(weeks)s week",
        "A test would tell: raise %(channel)s by half for %(weeks)s weeks",
        "weeks",
    ),
    "mix_do_test_double": ngettext_lazy(
        "A test would tell: double %(channel)s for %(weeks)s week",
        "A test would tell: double %(channel)s for %(weeks)s weeks",
        "weeks",
    ),
}
WHERE: tuple[Text, Text] = (  # everywhere, or in some regions
    pgettext_lazy("where a test runs", "everywhere"),
    pgettext_lazy("where a test runs", "in regions with %(share)s of sales"),
)
AFTERWARDS: Text = ngettext_lazy(
    "Count sales for %(after)s week more.", "Count sales for %(after)s weeks more.", "after"
)
FINDS: Text = _("It finds the effect %(power)s times in 100 and narrows the range by %(narrows)s.")
COSTS: Text = _("It costs about %(cost)s.")
PAYS_BY_SAVING: Text = _(
    "It should pay for itself: %(saved)s of spend is saved, and about %(lost)s of margin is given up for it."
)
PAYS_BY_EARNING: Text = _(
    "It should pay for itself: %(saved)s more is spent, and it brings about %(lost)s more margin."
)

EXPERIMENTS: dict[str, Text] = {
    "added": ngettext_lazy("%(added)s new experiment", "%(added)s new experiments", "added"),
    "changed": ngettext_lazy("%(changed)s changed experiment", "%(changed)s changed experiments", "changed"),
    "removed": ngettext_lazy(
        "%(removed)s experiment taken back", "%(removed)s experiments taken back", "removed"
    ),
}  # fmt: skip


def experiments(values: Mapping[str, Value]) -> str:
    """What became of experiments, without the kinds of change there were none of."""
    counts = {name: int(str(values.get(name) or 0)) for name in EXPERIMENTS}
    words = ", ".join(str(text % counts) for name, text in EXPERIMENTS.items() if counts[name])
    return f"{words} (%(channels)s)" if values.get("channels") else words


CAUSES: dict[str, Words] = {
    "mix_moved_weeks": named(
        "dropped",
        ngettext_lazy(
            "%(weeks)s new week, %(start)s to %(until)s, and the oldest left out",
            "%(weeks)s new weeks, %(start)s to %(until)s, and the oldest left out",
            "weeks",
        ),
        ngettext_lazy(
            "%(weeks)s new week, %(start)s to %(until)s", "%(weeks)s new weeks, %(start)s to %(until)s", "weeks"
        ),
    ),
    "mix_moved_target": ngettext_lazy(
        "sales of %(weeks)s week were restated, from %(start)s: %(amount)s in all",
        "sales of %(weeks)s weeks were restated, the first of %(start)s: %(amount)s in all",
        "weeks",
    ),
    "mix_moved_spend": ngettext_lazy(
        "spend of %(weeks)s week was restated (%(channels)s)",
        "spend of %(weeks)s weeks was restated (%(channels)s)",
        "weeks",
    ),
    "mix_moved_controls": _("named days or controls changed: %(names)s"),
    "mix_moved_tests": experiments,
    "mix_moved_priors": named(
        "channels", _("beliefs changed: %(channels)s"), _("beliefs about carry-over or curves changed")
    ),
    "mix_moved_channels": _("channels came or went: %(added)s %(removed)s"),
    "mix_moved_question": _("the question itself changed: what is counted, or its currency"),
    "mix_moved_other": _("the rest: the chance of draws, and what quick refits miss"),
}
