"""The sentences of `otdel experiment` for everything found in rows and designs, by code."""

from __future__ import annotations

from collections.abc import Callable

from otdel.cli.words import _
from otdel.kit.reason import Reason

ROWS: dict[str, Callable[[], str]] = {
    "no_column": lambda: _("There is no column “%(column)s”, or more than one; there are: %(known)s."),
    "blank": lambda: _(
        "%(column)s: empty cells: %(count)s, the first in line %(line)s. They count as not known, not as zero; say "
        "--blank-is-zero if nothing happened there."
    ),
    "not_a_number": lambda: _("Line %(line)s, %(column)s: “%(text)s” is no number and was left out (%(count)s such)."),
    "not_a_day": lambda: _("Line %(line)s, %(column)s: “%(text)s” is no date and was left out (%(count)s such)."),
    "no_arm": lambda: _("Rows without an arm: %(count)s, the first in line %(line)s. They were left out."),
    "no_user": lambda: _("Rows without a user: %(count)s, the first in line %(line)s. They were left out."),
    "no_region": lambda: _("Rows without a region: %(count)s, the first in line %(line)s. They were left out."),
    "no_rows": lambda: _("No row has a date, a region and a number together. Check the columns that were named."),
    "repeated_rows": lambda: _(
        "Rows that repeat a region and a date with the same value: %(count)s, the first in line %(line)s. Each was "
        "counted once."
    ),
    "two_values": lambda: _(
        "Line %(line)s: %(region)s has another value of %(day)s already. If rows are parts of a day, say --add-up; "
        "otherwise leave the right one in the file."
    ),
    "one_day": lambda: _("There is only one date; regions are compared over time. At least ten steps are needed."),
    "months": lambda: _("The dates are months or longer apart. Regions are compared by days or weeks."),
    "dates_too_far": lambda: _("The dates run from %(first)s to %(last)s, which no test does. Check the dates."),
}

USERS: dict[str, Callable[[], str]] = {
    "each_row_is_a_user": lambda: _(
        "Each of %(rows)s rows was taken for a user. If a user may have several rows, name the column with --user."
    ),
    "control_guessed": lambda: _("“%(control)s” was taken for control; another one is named with --control."),
    "no_users": lambda: _("No row has a user, an arm and a date together. Check the columns that were named."),
    "one_arm": lambda: _("All rows are of one arm (“%(arm)s”): there is nothing to compare it with."),
    "too_many_arms": lambda: _(
        "The column of arms has %(arms)s different values (%(some)s…), and %(most)s are the most. Is it the right one?"
    ),
    "no_control": lambda: _("There is no arm “%(control)s”; there are: %(arms)s."),
    "in_both": lambda: _(
        "Users in more than one arm: %(users)s (%(percent)s %%), the first is “%(user)s” in line %(line)s. They were "
        "left out of every arm."
    ),
    "many_in_both": lambda: _(
        "Users in more than one arm: %(users)s (%(percent)s %%), the first is “%(user)s” in line %(line)s. So many "
        "mean that arms were not kept apart, and nothing can be concluded; mend the assignment or check --user."
    ),
    "rows_added_up": lambda: _("%(rows)s rows were added up to %(users)s users."),
    "arms_unequal_length": lambda: _(
        "Arms did not run on the same days. Only users who came from %(first)s to %(last)s, when all ran, were "
        "counted; left out: %(users)s."
    ),
    "arms_never_together": lambda: _("There is no day on which all arms ran, so they cannot be compared."),
    "arm_too_small": lambda: _("Users in arm “%(arm)s”: %(users)s. A comparison needs two at least."),
    "metric_too_small": lambda: _("%(metric)s is known of %(users)s users of “%(arm)s”; at least two are needed."),
    "few_users": lambda: _(
        "“%(arm)s” has only %(users)s users; under %(least)s the ranges are rough, and rougher for sums of money."
    ),
    "stopped_early": lambda: _(
        "The test was stopped early: %(users)s users of %(planned)s planned. The conclusion is drawn from the "
        "always-valid view, which allows it; the usual chance does not."
    ),
    "split_broken": lambda: _(
        "Users did not fall into the arms as meant: %(arms)s in brackets as expected; chance of that %(chance)s. Look "
        "for lost events, redirects and bots of one arm first."
    ),
    "constant_metric": lambda: _(
        "%(metric)s is %(value)s for all %(users)s users, so it tells nothing and was left out. Check the column."
    ),
    "one_user_weighs": lambda: _(
        "%(metric)s: one user makes %(percent)s %% of “%(arm)s”. The result hangs on that one; look whether it is real."
    ),
    "belief_surprised": lambda: _(
        "%(metric)s, %(arm)s: the lift seen is far from the usual %(usual)s %%, so the believed lift is drawn to zero. "
        "If such lifts were to be expected, say so with --belief."
    ),
    "no_sequence": lambda: _(
        "%(metric)s, %(arm)s: the always-valid view needs a mean over zero, some spread and 100 users an arm; without "
        "it a test that was looked at, or stopped early, allows no conclusion."
    ),
    "nothing_varies": lambda: _("No metric varies, so there is nothing to compare. Check the columns."),
    "nothing_below": lambda: _("%(metric)s: what it is divided by is zero in an arm, so there is no ratio."),
}

REGIONS: dict[str, Callable[[], str]] = {
    "no_such_region": lambda: _("There is no region “%(region)s”; of %(regions)s there are: %(some)s."),
    "absent_is_zero": lambda: _("Dates a region has no row for: %(count)s. They were taken for zero, as was said."),
    "left_out": lambda: _("Left out as asked: %(regions)s."),
    "days_of_nobody": lambda: _("Dates no region has: %(count)s, the first is %(day)s. They were passed over."),
    "regions_with_gaps": lambda: _(
        "Regions with gaps: %(count)s (%(regions)s), missing values: %(steps)s. They were left out of the comparison."
    ),
    "steps_left_out": lambda: _(
        "Dates on which some region has no value: %(count)s, the first is %(day)s (%(regions)s). They were left out "
        "for all: not known is not zero."
    ),
    "region_mostly_gaps": lambda: _(
        "%(region)s has no value on %(percent)s %% of dates. Mend the file, leave the region out with --without, or "
        "say --blank-is-zero if nothing was sold on them."
    ),
    "treated_constant": lambda: _("%(region)s is always %(value)s before the test: that is no series of sales."),
    "regions_constant": lambda: _("Regions that never change: %(count)s (%(regions)s). They were left out."),
    "no_controls": lambda: _(
        "Regions that can be used: %(regions)s, treated: %(treated)s. None is left to compare with; leave some regions "
        "without the treatment."
    ),
    "test_backwards": lambda: _("The test would end (%(end)s) before it starts (%(start)s)."),
    "test_outside": lambda: _("The test lies outside of the file, which goes from %(first)s to %(last)s."),
    "test_without_steps": lambda: _("No value of the file lies within the test that starts on %(start)s."),
    "too_short_before": lambda: _(
        "Before the test there are %(steps)s steps; with fewer than %(least)s no way of comparing can be tried out."
    ),
    "test_stopped_early": lambda: _(
        "The file ends on %(last)s: %(steps)s of %(planned)s steps of the test. It was reckoned for those only; if "
        "the test was stopped because of what was seen, believe it less."
    ),
    "short_before": lambda: _(
        "Before the test there are %(steps)s steps, less than %(times)s times as many as in it (%(test)s); the range "
        "may be too narrow."
    ),
    "few_controls": lambda: _(
        "Regions to compare with: %(controls)s. With fewer than %(least)s a chance over regions says little."
    ),
    "rough_fit": lambda: _(
        "Before the test what would have been misses by %(percent)s %% on a usual step; treated regions are unlike "
        "the others."
    ),
    "leans_on_one": lambda: _(
        "%(percent)s %% of the comparison is %(region)s alone; whatever happened there is in it."
    ),
    "moved_before": lambda: _(
        "In a test of the same length just before this one, where nothing was done, %(percent)s %% would have been "
        "found. Effects of that size are chance."
    ),
    "regions_doubt": lambda: _(
        "Untreated regions show as much by chance in %(percent)s of 100 cases, so do not rely on this test alone."
    ),
    "range_without_end": lambda: _(
        "The range has no end on a side: there are too few steps, or the treated regions are too unlike the others."
    ),
    "ways_disagree": lambda: _("The ways to reckon it do not agree on whether it is more or less."),
    "other_ways_see": lambda: _(
        "Other ways that do see an effect: %(ways)s. The way is to be chosen before the test, not after it."
    ),
    "no_treated": lambda: _("Name the treated regions with --treated, separated by commas."),
    "past_too_short": lambda: _("The file has %(steps)s steps; to try such tests on the past %(needed)s are needed."),
    "no_sets": lambda: _("No set of regions leaves enough to compare with, of %(regions)s regions."),
}

SENTENCES = {**ROWS, **USERS, **REGIONS}


def sentence(reason: Reason) -> str:
    return SENTENCES[reason.code.removeprefix("experiment.")]() % dict(reason.values)
