"""What is wrong with weeks given to the mix model: what happened and where, what became of it, what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from otdel.evidence.wording.mix_values import Words, filled
from otdel.kit.reason import Value

COLUMNS: dict[str, Words] = {
    "mix_no_column": _("There is no column “%(column)s”. The columns are: %(columns)s."),
    "mix_column_twice": ngettext_lazy(
        "%(columns)s column is called “%(column)s”: rename it, so that it is clear which is meant.",
        "%(columns)s columns are called “%(column)s”: rename all but one, so that it is clear which is meant.",
        "columns",
    ),
    "mix_channel_twice": _("“%(column)s” was asked for twice. Name every channel and control once."),
    "mix_column_of_two_kinds": _(
        "“%(column)s” was asked for as two things at once. A column is the dates, the target, a channel or a control."
    ),
    "mix_no_channels": _("There is no channel with any spend, so there is nothing to work out."),
    "mix_no_dates": _("No column holds dates. Name it with --dates, and write days as 2026-11-23."),
    "mix_no_rows": _("The file has no weeks with a target."),
    "mix_row_ragged": _(
        "Line %(line)s has more or fewer cells than the header: “%(text)s”. Nothing was read: a shifted cell would "
        "be a "
        "wrong number. Mend the line."
    ),
    "mix_total_row": _("Line %(line)s is a total of the file and no week: it was left out."),
    "mix_kind_guessed": _(
        "Nothing tells whether “%(column)s” is money or a count: it was taken as money. Say --kind count if it is not."
    ),
    "mix_unknown_country": _(
        "Holidays of “%(country)s” are not known here. Known: %(known)s. Or give columns of your own with --controls."
    ),
}

DAYS: dict[str, Words] = {
    "mix_not_a_day": _("Line %(line)s, column “%(column)s”: “%(text)s” is no day. Write days as 2026-11-23."),
    "mix_dates_unclear": _(
        "Column “%(column)s”, line %(line)s: which part is the day and which the month, the dates do not tell, or they "
        "contradict each other. Write days as 2026-11-23."
    ),
    "mix_week_twice": _(
        "Lines %(line)s and %(again)s are both of %(week)s. Nothing was added up or dropped: keep one of them."
    ),
    "mix_rows_by_part": ngettext_lazy(
        "Every date stands in %(rows)s line, beginning with %(week)s.",
        "Every date stands in %(rows)s lines, beginning with %(week)s: the file is by region or by campaign. Add "
        "them up "
        "to one line a week first.",
        "rows",
    ),
    "mix_step_odd": ngettext_lazy(
        "Dates are %(days)s day apart. The model needs days or weeks.",
        "Dates are %(days)s days apart. The model needs days or weeks.",
        "days",
    ),
    "mix_day_off_grid": _(
        "Line %(line)s: %(week)s is not a whole number of steps after the others. Begin every week on the same weekday."
    ),
    "mix_gap": ngettext_lazy(
        "%(steps)s step is missing: %(week)s. What is not there was not made up.",
        "%(steps)s steps are missing, from %(week)s to %(until)s. What is not there was not made up.",
        "steps",
    ),
    "mix_longest_run": ngettext_lazy(
        "The model saw the longest stretch without a gap, from %(week)s to %(until)s; %(left_out)s step was left out.",
        "The model saw the longest stretch without a gap, from %(week)s to %(until)s; %(left_out)s steps were left "
        "out.",
        "left_out",
    ),
}

NUMBERS: dict[str, Words] = {
    "mix_text_in_number": _(
        "Line %(line)s (%(week)s), column “%(column)s”: “%(text)s” is no number. Nothing was read: mend the cell."
    ),
    "mix_decimal_unclear": _(
        "“%(text)s”: whether the mark parts thousands or decimals, the file does not tell. Say --decimal . or "
        "--decimal ,"
    ),
    "mix_blank_spend": ngettext_lazy(
        "Column “%(column)s” has %(cells)s empty cell, at line %(line)s (%(week)s). Empty is not zero: write 0 where "
        "nothing was spent, or say --blank-is-zero.",
        "Column “%(column)s” has %(cells)s empty cells, the first at line %(line)s (%(week)s). Empty is not zero: "
        "write 0 "
        "where nothing was spent, or say --blank-is-zero.",
        "cells",
    ),
    "mix_blank_control": ngettext_lazy(
        "Control “%(column)s” has %(cells)s empty cell, at line %(line)s (%(week)s). Fill it, or leave the column out.",
        "Control “%(column)s” has %(cells)s empty cells, the first at line %(line)s (%(week)s). Fill them, or leave "
        "the "
        "column out.",
        "cells",
    ),
    "mix_blank_target": ngettext_lazy(
        "“%(column)s” is empty in %(cells)s step with spend, at line %(line)s (%(week)s): it was left out.",
        "“%(column)s” is empty in %(cells)s steps with spend, the first at line %(line)s (%(week)s): they were left "
        "out.",
        "cells",
    ),
    "mix_not_a_number": _("Column “%(column)s” has no number at %(week)s. Nothing was fitted."),
    "mix_currencies_in_column": _(
        "Line %(line)s (%(week)s): column “%(column)s” is in %(one)s, and this cell in %(other)s. Nothing is converted "
        "here: write the column in one currency."
    ),
    "mix_spend_in_two_currencies": _(
        "Spend “%(column)s” is in %(one)s and “%(other)s” in %(two)s. Nothing is converted here: write all spend in "
        "one "
        "currency."
    ),
    "mix_target_other_currency": _(
        "The target “%(column)s” is in %(one)s and spend “%(other)s” in %(two)s: back per 1 spent would be a rate of "
        "exchange. Write both in one currency."
    ),
}

WEEKS: dict[str, Words] = {
    "mix_too_few_weeks": ngettext_lazy(
        "There is only %(weeks)s whole week. With fewer than %(least)s a channel cannot be told from the season: "
        "bring files of earlier weeks.",
        "There are only %(weeks)s whole weeks. With fewer than %(least)s a channel cannot be told from the season: "
        "bring files of earlier weeks.",
        "weeks",
    ),
    "mix_short": ngettext_lazy(
        "There is %(weeks)s week, less than the year (%(enough)s) the season needs: ranges are wide and lean on "
        "belief.",
        "There are %(weeks)s weeks, less than the year (%(enough)s) the season needs: ranges are wide and lean on "
        "belief.",
        "weeks",
    ),
    "mix_many_channels": ngettext_lazy(
        "%(channels)s channel for %(steps)s steps: little is known of it.",
        "%(channels)s channels for %(steps)s steps: little is known of each. Join small ones that are run together.",
        "channels",
    ),
    "mix_too_many_channels": ngettext_lazy(
        "%(channels)s channel is more than %(most)s, the most that so many weeks can be asked about.",
        "%(channels)s channels are more than %(most)s, the most that so many weeks can be asked about. Nothing was "
        "fitted: join channels that are run together, or name fewer with --spend.",
        "channels",
    ),
    "mix_slip": ngettext_lazy(
        "“%(column)s” is %(amount)s at %(week)s, %(times)s time its usual step: what is said of it leans on that one. "
        "Is it a slip?",
        "“%(column)s” is %(amount)s at %(week)s, %(times)s times its usual step: what is said of it leans on that one. "
        "Is it a slip?",
        "times",
    ),
    "mix_no_spend": _("“%(column)s” was never spent on, so it was left out."),
    "mix_rare_spend": ngettext_lazy(
        "“%(column)s” was spent on in %(steps)s step only, first at %(week)s: its number is mostly belief.",
        "“%(column)s” was spent on in %(steps)s steps only, first at %(week)s: its number is mostly belief.",
        "steps",
    ),
    "mix_late_start": ngettext_lazy(
        "“%(column)s” begins late, at %(week)s: %(steps)s step tells of it.",
        "“%(column)s” begins late, at %(week)s: %(steps)s steps tell of it.",
        "steps",
    ),
    "mix_constant_spend": _(
        "“%(column)s” spends the same every step from %(week)s (%(amount)s): what it brings cannot be told from the "
        "base, "
        "so its number is belief. Change its spend for a few weeks."
    ),
    "mix_negative_spend": _(
        "“%(column)s” has a spend below zero at %(week)s: %(amount)s. Nothing was fitted: mend it."
    ),
    "mix_target_constant": _("“%(column)s” never changes, so nothing moves it. Is it the right column?"),
    "mix_negative_target": ngettext_lazy(
        "“%(column)s” is below zero in %(steps)s step, at %(week)s (%(amount)s). It was used as it is.",
        "“%(column)s” is below zero in %(steps)s steps, first at %(week)s (%(amount)s). They were used as they are.",
        "steps",
    ),
    "mix_zero_target": ngettext_lazy(
        "“%(column)s” is exactly zero in %(steps)s step, at %(week)s. It was used as a zero: if it is not known, leave "
        "the cell empty.",
        "“%(column)s” is exactly zero in %(steps)s steps, first at %(week)s. They were used as zeros: if they are not "
        "known, leave the cells empty.",
        "steps",
    ),
    "mix_pair_together": _(
        "“%(column)s” and “%(other)s” moved as one (%(alike)s): only their sum is known. Change one without the other."
    ),
    "mix_all_together": ngettext_lazy(
        "%(channels)s channel moved as one.",
        "All %(channels)s channels moved as one (%(least)s and more): only their sum is known, the split is belief. "
        "Change one without the others for a few weeks.",
        "channels",
    ),
    "mix_constant_control": _("Control “%(column)s” never changes, so it was left out."),
    "mix_control_is_spend": _(
        "Control “%(column)s” moves as the spend of “%(channel)s” does and takes its effect. Leave it out if it only "
        "counts what the spend bought, such as clicks or impressions."
    ),
}

TESTS: dict[str, Words] = {
    "mix_test_channel": _(
        "Lift tests, line %(line)s: there is no channel “%(text)s”. The channels are: %(known)s. The row was left out."
    ),
    "mix_test_backwards": _("Lift tests, line %(line)s: it ends before it begins. The row was left out."),
    "mix_test_outside": _(
        "Lift tests, line %(line)s: none of its days (from %(week)s) is in the data. It was left out."
    ),
    "mix_test_partly": _(
        "Lift tests, line %(line)s: its days from %(week)s reach outside the data, which are of %(start)s to "
        "%(until)s. It was left out."
    ),
    "mix_test_silent": _(
        "Lift tests, line %(line)s: “%(column)s” spent nothing in its days from %(week)s, so there is nothing the test "
        "could tell of. It was left out."
    ),
    "mix_tests_none": _("The file of lift tests has no rows. Add one row a test, or leave --lift out."),
    "mix_test_share": _(
        "Lift tests, line %(line)s: share “%(text)s” is not above 0 and at most 1. 1 is all spend of the channel "
        "switched "
        "off. The row was left out."
    ),
    "mix_test_error": _(
        "Lift tests, line %(line)s: the standard error “%(text)s” must be above zero. The row was left out."
    ),
    "mix_test_beyond": _(
        "Lift tests, line %(line)s: a lift of %(lift)s is more than the target made in those days (%(amount)s). Is it "
        "in another unit? The row was left out."
    ),
    "mix_test_sharp": _(
        "Lift tests, line %(line)s: no experiment has a standard error as small as %(text)s beside its lift. Write it "
        "in the unit of the lift, not as a share. The row was left out."
    ),
    "mix_test_twice": _(
        "Lift tests, line %(line)s: the test of “%(column)s” from %(week)s stands in the file already. It counts once."
    ),
    "mix_test_number": _("Lift tests, line %(line)s, column “%(column)s”: “%(text)s” is no number. It was left out."),
}

BELIEFS: dict[str, Words] = {
    "prior_money": _(
        "Before the data: each channel gives back %(median)s per 1, between %(low)s and %(high)s in 8 of 10 cases."
    ),
    "prior_centred_count": _(
        "Before the data: all channels together make about a third of the target, which is %(median)s for each 1 "
        "spent, "
        "give or take 4.7 times. Say --prior CHANNEL=MEDIAN:SPREAD for what you know better."
    ),
    "prior_centred_odd_money": _(
        "A usual return would make the channels %(implied)s of the target, so spend and target are hardly in the same "
        "money. Before the data all channels together make about a third of it: %(median)s for each 1 spent, give or "
        "take 4.7 times. Say --prior CHANNEL=MEDIAN:SPREAD for what you know better."
    ),
}

FILE: dict[str, Words] = {**COLUMNS, **DAYS, **NUMBERS, **WEEKS, **TESTS, **BELIEFS}


def words_by_code() -> dict[str, Callable[[Mapping[str, Value]], str]]:
    """For pages and answers that know only the reason."""
    return {code: partial(filled, words) for code, words in FILE.items()}
