"""The sentences of `otdel payback`: the answer, and every finding by its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from otdel.cli.words import _
from otdel.kit.reason import Reason

Sentence = Callable[[], str]
SHOWN = 12  # cohorts on the screen; all of them stand in the JSON

SENTENCES: dict[str, Sentence] = {
    "no_column": lambda: _("There is no column “%(column)s”; there are: %(known)s."),
    "no_customer": lambda: _("No column of customers was found among: %(known)s. Name it with --customer."),
    "no_dates": lambda: _("No column of dates was found among: %(known)s. Name it with --dates."),
    "no_value": lambda: _("No column of sums was found among: %(known)s. Name it with --value."),
    "bad_date": lambda: _("Line %(at)s was left out: “%(text)s” in %(column)s is no date. Such rows: %(count)s."),
    "bad_number": lambda: _("Line %(at)s was left out: “%(text)s” in %(column)s is no number. Such rows: %(count)s."),
    "empty_number": lambda: _(
        "Rows with nothing in %(column)s were left out, as nobody knows what they brought: %(count)s, the first in "
        "line %(at)s."
    ),
    "decimal": lambda: _(
        "“%(text)s” in line %(at)s, column %(column)s, can be read in two ways. Say which mark is decimal: --decimal . "
        "or --decimal ,"
    ),
    "two_currencies": lambda: _(
        "Line %(at)s, column %(column)s: %(second)s, while the rows before are in %(first)s. Sums in two currencies "
        "cannot be added: bring them to one, or give a file for each."
    ),
    "no_id": lambda: _(
        "Rows without a customer were left out: %(count)s with %(amount)s of margin in all, the first in line %(at)s, "
        "column %(column)s."
    ),
    "future": lambda: _(
        "Rows dated after today, %(today)s, were left out: %(count)s, the first in line %(at)s, column %(column)s."
    ),
    "too_old": lambda: _(
        "Rows more than 20 years before the last one were left out: %(count)s, the first in line %(at)s, column "
        "%(column)s. Check the dates."
    ),
    "repeated": lambda: _(
        "Rows that repeat another in every cell, the order number in %(column)s too, were counted once: %(count)s too "
        "many, the first in line %(at)s."
    ),
    "repeated_kept": lambda: _(
        "Rows that repeat another in every cell: %(count)s, the first in line %(at)s. No order number tells whether "
        "they are one purchase, so all were counted; take them out if they are not real."
    ),
    "unordered": lambda: _("Rows are not in the order of dates, from line %(at)s on. That changes nothing."),
    "refunds": lambda: _(
        "Refunds, in the month they were given: %(count)s rows with %(amount)s of margin, the first in line %(at)s."
    ),
    "refund_first": lambda: _(
        "Customers whose first row is a refund: %(count)s. They bought before the file begins and are kept out."
    ),
    "nothing_left": lambda: _("No row is left to reckon with."),
    "nothing_brought": lambda: _("No row brought anything: all sums are zero or refunds. Is it the right column?"),
    "whale": lambda: _(
        "Line %(at)s, column %(column)s, is %(percent)s %% of all that customers brought. Check it: it rules what is "
        "said of its month."
    ),
    "silence": lambda: _(
        "Between %(first)s and %(second)s there are %(months)s months without a row. If the rows before are a slip of "
        "the date, take them out."
    ),
    "no_margin": lambda: _(
        "%(column)s was taken as margin as it is. If it is revenue, payback looks quicker than it is: give --margin."
    ),
    "partial_month": lambda: _(
        "%(month)s is known only up to %(last)s, so it is left out: half a month would look like a bad one."
    ),
    "too_few_months": lambda: _(
        "Whole months in the file: %(count)s. With fewer than %(least)s nobody can tell how customers come back."
    ),
    "nobody_known": lambda: _(
        "No new customer is known for longer than the month of the first purchase, so nothing can be learnt of later "
        "months."
    ),
    "one_cohort": lambda: _(
        "There is one month of new customers, %(month)s. Its own months to come are all that can be told; ranges are "
        "wide."
    ),
    "censored": lambda: _(
        "Left out as old customers: the first months of the file, %(months)s of them up to %(since)s, with %(count)s "
        "customers. They came back %(times)s times as often as later ones, so their first purchase was before the file "
        "begins. If they were new, say --since."
    ),
    "censored_crowd": lambda: _(
        "Left out as old customers: the first months of the file, %(months)s of them up to %(since)s, with %(count)s "
        "customers. There were %(times)s times as many of them as usual, so their first purchase was before the file "
        "begins. If they were new, say --since."
    ),
    "censored_asked": lambda: _(
        "Left out, as you said: the months before %(since)s, %(months)s of them with %(count)s customers."
    ),
    "not_censored": lambda: _(
        "Customers of the first month, %(first)s, come back as new ones do, so they were taken as new. If they bought "
        "before the file begins, say --since."
    ),
    "beyond": lambda: _(
        "No customer is known for longer than %(seen)s months after the first. What is said of later months, up to "
        "%(horizon)s, follows the curve alone and is marked with *."
    ),
    "no_costs": lambda: _("Without --costs nobody knows what a customer cost, so payback is not told: only the value."),
    "months_without_cost": lambda: _(
        "Months of new customers without a cost in the file of costs: %(count)s, the first is %(first)s. Their payback "
        "is not known, and they are left out of what is said of all."
    ),
    "costs_without_customers": lambda: _(
        "Months with a cost and no new customers: %(count)s, the first is %(first)s. That money is in no row below."
    ),
    "costs_no_month": lambda: _("The file of costs has no column of months; it has: %(known)s."),
    "costs_no_cost": lambda: _("The file of costs has no column of costs; it has: %(known)s."),
    "costs_bad_month": lambda: _("Costs, line %(at)s: “%(text)s” in %(column)s is no month. The row was left out."),
    "costs_bad_number": lambda: _(
        "Costs, line %(at)s: “%(text)s” in %(column)s is no number. The row was left out. Such rows: %(count)s."
    ),
    "costs_empty_number": lambda: _(
        "Costs: rows with nothing in %(column)s, %(count)s, the first in line %(at)s, were left out: not known is "
        "not free."
    ),
    "costs_negative": lambda: _("Costs, line %(at)s, %(text)s: a cost under zero. The row was left out."),
    "costs_repeated": lambda: _(
        "Costs: rows that repeat another in every cell: %(count)s, the first in line %(at)s. They were added up; take "
        "them out if they are not real."
    ),
    "costs_channel": lambda: _(
        "Costs, line %(at)s: the channel “%(channel)s” has no customers; those of the transactions are %(known)s. It "
        "counts in what all customers cost."
    ),
    "costs_no_channel": lambda: _(
        "The costs name no channel, so payback is told of all customers together. Channels of the transactions: "
        "%(known)s."
    ),
    "costs_currency": lambda: _(
        "The costs are in %(second)s and the transactions in %(first)s. Bring them to one currency."
    ),
    "costs_none": lambda: _("There is no cost that can be read."),
}


def sentence(reason: Reason) -> str:
    return SENTENCES[reason.code.removeprefix("payback.")]() % dict(reason.values)


def told(answer: dict[str, Any]) -> Iterator[str]:
    """The answer as lines of text, the verdict first."""
    yield from _verdict(answer)
    yield ""
    yield from _table(answer)
    yield ""
    yield from _quality(answer)
    for found in answer["findings"]:
        yield f"! {found['said']}"


def _verdict(answer: dict[str, Any]) -> Iterator[str]:
    everyone = answer["everyone"]
    back = everyone["payback"]
    if back is None:
        yield _("What a new customer brings; when that pays back is not known without the cost.")
    elif back["paid_in"] is not None:
        yield _("New customers have paid back what they cost in month %(month)s.") % {"month": back["paid_in"]}
    elif back["middle"] is None:
        less = _(
            "New customers likely do not pay back within %(horizon)s months: the chance that they do is %(odds)s in "
            "100."
        )
        yield less % {"horizon": answer["horizon"], "odds": _odds(1 - back["not_yet"])}
    else:
        said = _(
            "New customers pay back by month %(month)s in half of all futures; not within %(horizon)s months: "
            "%(odds)s in 100."
        )
        yield said % {"month": back["middle"], "horizon": answer["horizon"], "odds": _odds(back["not_yet"])}
    yield _brings(_at(everyone, 12), answer["currency"])


def _brings(value: dict[str, Any], unit: str) -> str:
    if value["low80"] == value["high80"]:
        said = _("One has brought %(middle)s in %(months)s months after the first.")
    else:
        said = _(
            "One brings %(middle)s in %(months)s months after the first; 8 in 10 futures lie between %(low)s and "
            "%(high)s."
        )
    return said % {
        "months": value["months"],
        "middle": _money(value["middle"], unit),
        "low": _money(value["low80"]),
        "high": _money(value["high80"]),
    }


def _table(answer: dict[str, Any]) -> Iterator[str]:
    """Everyone, channels, then the latest cohorts."""
    rows = [(_("all"), answer["everyone"])]
    rows += [(one["channel"], one) for one in answer["channels"]]
    rows += [(one["month"], one["reckoned"]) for one in answer["cohorts"] if one["reckoned"]][-SHOWN:]
    age = _at(answer["everyone"], 12)["months"]
    header = [
        "", _("customers"), _("cost of one"), _("pays back by month"), _("not paid back yet"),
        _("brings in %s months") % age, _("times its cost"),
    ]  # fmt: skip
    lines = [header, *(_row(name, group, age, answer["horizon"]) for name, group in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    for line in lines:
        cells = [
            line[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
        ]
        yield "  ".join(cells).rstrip()


def _row(name: str, group: dict[str, Any], age: int, horizon: int) -> list[str]:
    value = _at(group, age)
    star = "*" if value["beyond"] else ""
    over = value["over_cost"]
    return [
        name or _("(none)"),
        _money(group["customers"]),
        "–" if group["cost"] is None else _money(group["cost"]),
        _month(group["payback"], horizon),
        "–" if group["payback"] is None else f"{_share(group['payback'])} %",
        _spread(value, _money) + star,
        "–" if over is None else _spread(over, _times) + star,
    ]


def _spread(one: dict[str, Any], shown: Callable[[float], str]) -> str:
    """The middle with its range, or alone when it is known."""
    low, middle, high = (shown(one[name]) for name in ("low80", "middle", "high80"))
    return middle if one["low80"] == one["high80"] else f"{middle} ({low} … {high})"


def _times(value: float) -> str:
    return f"{value:.1f}"


def _month(back: dict[str, Any] | None, horizon: int) -> str:
    """The month of half of all futures, with those of one and nine in ten."""
    if back is None:
        return "–"
    if back["paid_in"] is not None:
        return _("paid, %s") % str(back["paid_in"])
    shown = [
        f"> {horizon}" if back[name] is None else str(back[name]) for name in ("middle", "one_in_ten", "nine_in_ten")
    ]
    return shown[0] if shown[1] == shown[2] else f"{shown[0]} ({shown[1]} … {shown[2]})"


def _share(back: dict[str, Any]) -> int:
    return 0 if back["paid_in"] is not None else _odds(back["not_yet"])


def _quality(answer: dict[str, Any]) -> Iterator[str]:
    yield _("Month 0 is that of the first purchase. Customers new since %(since)s, known up to %(last)s.") % {
        "since": answer["new_since"],
        "last": answer["last_month"],
    }
    tried = answer["tried"]
    if tried is None:
        yield _("There are too few months to hide some and see how right this would have been.")
        return
    said = _(
        "Tried on hidden months: off by %(error)s %% on average; ranges meant for 80 in 100 held %(inside)s of "
        "%(cells)s."
    )
    inside = round(tried["inside_80"] * tried["cells"])
    yield said % {"error": f"{100 * tried['error']:.1f}", "inside": inside, "cells": tried["cells"]}


def _at(group: dict[str, Any], age: int) -> dict[str, Any]:
    """The value at that age, or at the oldest there is before it."""
    found = [one for one in group["value"] if one["months"] <= age]
    value: dict[str, Any] = (found or group["value"])[-1]
    return value


def _odds(chance: float) -> int:
    """In 100; never 0 and never 100."""
    return min(99, max(1, round(100 * chance)))


def _money(value: float, unit: str = "") -> str:
    shown = f"{value:,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:,.2f}"
    return " ".join(part for part in (shown.replace(",", "\u202f"), unit) if part)
