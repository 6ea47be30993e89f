"""The sentences of `otdel forecast`: the answer, and every finding by its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from otdel.cli.words import _
from otdel.kit.reason import Reason

Sentence = Callable[[], str]

SENTENCES: dict[str, Sentence] = {
    "no_values": lambda: _("There is no number to forecast from."),
    "all_zero": lambda: _(
        "All values are zero (%(count)s of them), so nothing can be said of the next ones. Is it the right column?"
    ),
    "too_few": lambda: _(
        "Known values: %(count)s. With fewer than %(least)s no range would be honest; come back when there are more."
    ),
    "few_points": lambda: _("Known values: %(count)s. Until there are %(wanted)s the range is wide on purpose."),
    "never_changed": lambda: _(
        "All values are the same (%(count)s of them). Real figures move, so the range is widened; check the source."
    ),
    "duplicated_dates": lambda: _(
        "Dates stand more than once with different values (rows: %(count)s; the first is %(day)s in line %(at)s). Add "
        "them up first, or leave in the file the one that is right."
    ),
    "repeated_rows": lambda: _(
        "Rows that repeat a date with the same value: %(count)s, the first is %(day)s in line %(at)s. Each was counted "
        "once."
    ),
    "mixed_frequency": lambda: _(
        "The steps between dates are of different kinds: %(first)s and %(second)s days. Days, weeks and months cannot "
        "be mixed in one file; leave one kind."
    ),
    "bad_dates": lambda: _("The dates run from %(first)s to %(last)s, which no file of sales does. Check the dates."),
    "bad_date": lambda: _("Line %(at)s was left out: “%(text)s” is no date. The good rows are kept."),
    "bad_number": lambda: _("Line %(at)s was left out: “%(text)s” is no number. The good rows are kept."),
    "more_rows_left_out": lambda: _("Rows left out in all: %(count)s."),
    "future_rows": lambda: _(
        "Rows dated after today: %(count)s, the first is %(day)s in line %(at)s. They were left out, as nothing of "
        "those days is known yet; if today is wrong, set this computer's clock."
    ),
    "unclear_dates": lambda: _(
        "“%(text)s” in line %(at)s can be read with the day or with the month first, and the file does not tell. Say "
        "it with --order dmy or --order mdy."
    ),
    "unclear_numbers": lambda: _(
        "“%(text)s” in line %(at)s can be read with a decimal mark or with thousands, and the file does not tell. Say "
        "it with --decimal . or --decimal ,"
    ),
    "mixed_units": lambda: _(
        "The amounts are in several currencies: %(units)s. They cannot be added up; leave one currency in the file."
    ),
    "other_unit": lambda: _("The amounts in the file are in %(unit)s, and --unit says %(given)s. Leave --unit out."),
    "column_chosen": lambda: _(
        "“%(column)s” is forecast, the first column of numbers; others are: %(others)s. Name another with --column."
    ),
    "mostly_gaps": lambda: _(
        "%(percent)s %% of the steps between the first date and the last are missing, the first is %(day)s. Check the "
        "dates; where nothing was sold, write zeros."
    ),
    "weekdays_missing": lambda: _(
        "Days of the week without a single value: %(count)s, the first such day is %(day)s. If nothing is sold then, "
        "write zeros; if they were left out, put them in."
    ),
    "no_whole_months": lambda: _(
        "The file goes by months, and a period from %(start)s up to %(end)s is not made of whole ones. Ask for whole "
        "months, or give a file by days."
    ),
    "no_whole_quarters": lambda: _(
        "The file goes by quarters, and a period from %(start)s up to %(end)s is not made of whole ones. Ask for "
        "whole quarters, or give a file by days or months."
    ),
    "weeks_shared": lambda: _(
        "Weeks that lie across the edges of the period are shared by their days; a file by days would tell more "
        "exactly."
    ),
    "unit_not_said": lambda: _(
        "The plan is in %(unit)s, and the file does not say its own unit; it was taken for the same."
    ),
    "gaps": lambda: _("Missing steps: %(count)s, the first is %(day)s. They count as not known, not as zero."),
    "many_gaps": lambda: _("%(percent)s %% of steps are missing, the first is %(day)s, so the range is widened."),
    "spike": lambda: _(
        "%(value)s on %(day)s stands alone far over the usual %(usual)s. It was kept and the range widened; if it is a "
        "fault of the import, correct the file."
    ),
    "import_fault": lambda: _(
        "%(value)s on %(day)s is about %(times)s times the usual %(usual)s. It looks like a fault of the import (a "
        "unit, a decimal point) and was left out of the forecast."
    ),
    "level_break": lambda: _(
        "The level changed by about %(percent)s %% around %(day)s and stayed there; the range is wider until more is "
        "known."
    ),
    "negative": lambda: _("Values under zero: %(count)s. They were kept as returns or corrections."),
    "stale": lambda: _("The last value is of %(last)s, %(days)s days before today; the days between are forecast too."),
    "period_over": lambda: _(
        "The period from %(start)s ended before %(end)s and all of it is known: %(total)s. There is nothing to "
        "forecast."
    ),
    "period_before_data": lambda: _(
        "The period began on %(start)s, before the first value of %(first)s. What came before is not known."
    ),
    "period_far": lambda: _(
        "The period ends %(steps)s steps ahead and only %(known)s are known; so far ahead the range is very wide."
    ),
    "too_far": lambda: _(
        "That is %(steps)s steps ahead, and only %(known)s are known: nothing honest can be said of it. The farthest "
        "with this file is %(most)s steps."
    ),
    "plan_other_unit": lambda: _(
        "The plan is in %(plan_unit)s and the file in %(unit)s. They cannot be compared; give the plan in %(unit)s."
    ),
    "plan_far": lambda: _(
        "The plan of %(plan)s is %(times)s times what such a period usually brings (%(usual)s). Is it in the same unit?"
    ),
    "plan_not_positive": lambda: _("A plan is a number above zero; %(plan)s is not."),
}


def sentence(reason: Reason) -> str:
    return SENTENCES[reason.code.removeprefix("forecast.")]() % dict(reason.values)


def told(answer: dict[str, Any]) -> Iterator[str]:
    """The answer as lines of text, the verdict first."""
    yield from _goal(answer) if "odds" in answer else _ahead(answer)
    for found in answer["findings"]:
        yield f"! {found['said']}"


def _goal(answer: dict[str, Any]) -> Iterator[str]:
    asked, odds = answer["asked"], round(100 * answer["odds"])
    odds = min(99, max(1, odds)) if answer["range_95"][0] != answer["range_95"][1] else odds
    chance = _("The chance to reach %(plan)s by the end of the period is %(odds)s in 100.")
    yield chance % {"plan": _number(asked["plan"], asked["unit"]), "odds": odds}
    yield _("Period: from %(from)s up to %(to)s, that day not in it. Known up to %(known)s: %(so_far)s.") % {
        **asked,
        "known": answer["known_to"],
        "so_far": _number(answer["so_far"]),
    }
    yield from _ranges(answer)
    if answer["more_needed_for_8_in_10"] > 0:
        more = _("For a chance of 80 in 100 it would need %(more)s more than it is heading for.")
        yield more % {"more": _number(answer["more_needed_for_8_in_10"], asked["unit"])}


def _ahead(answer: dict[str, Any]) -> Iterator[str]:
    said = _("%(column)s from %(from)s up to %(to)s, that day not in it, in all:")
    yield said % {"column": answer["column"], **answer["asked"]}
    yield from _ranges(answer["total"])
    yield _("From         middle      8 in 10 lie between")
    for step in answer["steps"]:
        low, high = step["range_80"]
        yield f"{step['from']} {_number(step['middle']):>9}   {_number(low):>9} … {_number(high)}"


def _ranges(chance: dict[str, Any]) -> Iterator[str]:
    low, high = chance["range_80"]
    widest = chance["range_95"]
    said = _(
        "Middle %(middle)s; 8 in 10 futures lie between %(low)s and %(high)s, 19 in 20 between %(least)s and %(most)s."
    )
    yield said % {
        "middle": _number(chance["middle"]),
        "low": _number(low),
        "high": _number(high),
        "least": _number(widest[0]),
        "most": _number(widest[1]),
    }


def _number(value: float, unit: str = "") -> str:
    """Thousands with thin spaces; as many figures as a forecast deserves."""
    whole = abs(value) >= 100 or value == round(value)
    shown = f"{value:,.0f}" if whole else f"{value:,.2f}" if abs(value) >= 1 else f"{value:.3g}"
    return " ".join(part for part in (shown.replace(",", "\u202f"), unit) if part)
