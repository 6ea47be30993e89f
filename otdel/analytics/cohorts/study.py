"""The whole answer from purchases and costs: every cohort as known, its futures, and when it pays back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.cohorts.ahead import ahead
from otdel.analytics.cohorts.censored import Censored, censored
from otdel.analytics.cohorts.checking import Finding, finding
from otdel.analytics.cohorts.costs import Costs, costs_of
from otdel.analytics.cohorts.curves import DRAWS, fit
from otdel.analytics.cohorts.holdout import Cell, held_out
from otdel.analytics.cohorts.payback import Group, group_of
from otdel.analytics.cohorts.shapes import Floats, Purchases, Triangle, month_name, month_of
from otdel.analytics.cohorts.triangle import firsts, triangle

FEWEST_MONTHS = 3
HIDDEN = (3, 6)  # months hidden to see how right the curves would have been
SILENT = 6  # months without a row are noticed from here on
SPARSE = 0.95  # of gaps between days with a sale are no longer than the usual


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """`months` is the triangle by month alone, of all cohorts; `cohorts` [C] by month and channel of new customers.

    `paths` [S, C, H + 1] is margin per customer by age in whole futures, `cost` [C] what each cohort cost in all,
    `month_cost` by month what all channels cost. `seen` is the oldest age that any cohort has reached.
    """

    months: Triangle
    cohorts: Triangle
    since: Censored
    paths: Floats
    cost: Floats
    month_cost: dict[int, float]
    seen: int
    horizon: int

    def everyone(self) -> Group:
        """All new customers, or those of months whose cost is known."""
        paid = np.isin(self.cohorts.month, list(self.month_cost))
        kept = paid if paid.any() else ~paid
        return self._group(kept, self._months_cost(self.cohorts.month[kept]))

    def of_month(self, month: int) -> Group:
        """New customers of a month, of all channels."""
        kept = self.cohorts.month == month
        return self._group(kept, self._months_cost(self.cohorts.month[kept]))

    def of_channel(self, channel: int) -> Group:
        """New customers of a channel, or those of its months whose cost is known."""
        own = self.cohorts.channel == channel
        paid = own & np.isfinite(self.cost)
        kept = paid if paid.any() else own
        return self._group(kept, float(self.cost[kept].sum()))

    def each(self) -> Iterator[tuple[int, int, Group]]:
        """Month, channel and group of every cohort."""
        for place in range(len(self.cohorts.size)):
            kept = np.arange(len(self.cohorts.size)) == place
            group = self._group(kept, float(self.cost[place]))
            yield int(self.cohorts.month[place]), int(self.cohorts.channel[place]), group

    def _group(self, kept: NDArray[np.bool_], cost: float) -> Group:
        return group_of(self.paths, self.cohorts.size, self.cohorts.known, cost, kept)

    def _months_cost(self, months: NDArray[np.int64]) -> float:
        """Of those months in all; nan when the cost of one is not known. Spend that brought nobody counts too."""
        return sum(self.month_cost.get(month, np.nan) for month in {int(month) for month in months})


def last_month(rows: Purchases) -> tuple[int, Finding | None]:
    """The last month of which all is known: the last of the file when its days reach the end, else the one before."""
    days = np.unique(rows.day)
    last = int(days[-1])
    month = int(month_of(days[-1:])[0])
    end = int((np.datetime64(f"{month_name(month + 1)}-01") - np.datetime64("1970-01-01")).astype(np.int64)) - 1
    gaps = np.diff(days[-366:])
    usual = int(np.quantile(gaps, SPARSE)) if len(gaps) else 1
    if end - last <= (usual if usual > 1 else 0):
        return month, None
    shown = str(np.datetime64(last, "D"))
    return month - 1, finding("partial_month", month=month_name(month), last=shown)


def check(rows: Purchases, last: int) -> list[Finding]:
    """What stands in the way of an answer, and what should be known of it."""
    first = firsts(rows)
    whole = last - int(month_of(rows.day.min()[None])[0]) + 1
    found: list[Finding] = []
    if whole < FEWEST_MONTHS:
        found.append(finding("too_few_months", count=max(0, whole), least=FEWEST_MONTHS, refuses=True))
    elif not ((first.month >= 0) & (first.month < last)).any():
        found.append(finding("nobody_known", refuses=True))
    if not (rows.margin > 0).any():
        found.insert(0, finding("nothing_brought", refuses=True))
    months = np.unique(month_of(rows.day))
    if len(months) > 1 and (gap := int(np.diff(months).max())) > SILENT:
        at = int(np.diff(months).argmax())
        values = {"first": month_name(int(months[at])), "second": month_name(int(months[at + 1])), "months": gap - 1}
        found.append(finding("silence", **values))  # type: ignore[arg-type]
    if before := int(first.refunded_first.sum()):
        found.append(finding("refund_first", count=before))
    return found


def study(
    rows: Purchases, last: int, costs: Costs | None, *, horizon: int, since: int | None = None, seed: int = 0,
    draws: int = DRAWS,
) -> tuple[Study | None, list[Finding]]:  # fmt: skip
    """`since` is the first month of new customers when somebody knows it; it is found otherwise."""
    months = triangle(rows, last, by_channel=False)
    known = censored(months) if since is None else _told(months, since)
    cohorts = triangle(rows, last)
    cohorts = cohorts.of(cohorts.month >= known.since)
    if not len(cohorts.size) or cohorts.known.max() < 1:
        return None, [finding("nobody_known", refuses=True)]
    paths = ahead(fit(cohorts, seed, draws), cohorts, horizon, seed)
    amounts = {} if costs is None else {month: costs.in_month(month) for month, _ in costs.amounts}
    found = Study(
        months, cohorts, known, paths, costs_of(cohorts, costs),
        {month: amount for month, amount in amounts.items() if amount is not None}, int(cohorts.known.max()), horizon,
    )  # fmt: skip
    return found, _said(found, costs, since)


def tried(rows: Purchases, made: Study, seed: int = 0) -> list[Cell]:
    """The same with the last months hidden; nothing when too few are left to learn from."""
    last, since = made.cohorts.last, made.since.since
    origins = [last - hidden for hidden in HIDDEN if last - hidden - since >= FEWEST_MONTHS - 1]
    return held_out(rows, last, since, origins, seed)


def _told(months: Triangle, since: int) -> Censored:
    before = months.month < since
    return Censored(since, int(before.sum()), int(months.size[before].sum()), 0.0, 0.0)


def _said(made: Study, costs: Costs | None, since: int | None) -> list[Finding]:
    found: list[Finding] = []
    known = made.since
    if known.months:
        values = {"months": known.months, "count": known.customers, "since": month_name(known.since)}
        code = "censored_asked" if since is not None else "censored" if known.times else "censored_crowd"
        told = known.times or known.crowd
        found.append(finding(code, times=f"{told:.1f}", **values))  # type: ignore[arg-type]
    elif since is None and len(made.months.month) > 1:
        found.append(finding("not_censored", first=month_name(int(made.months.month[0]))))
    if len({int(month) for month in made.cohorts.month}) == 1:
        found.append(finding("one_cohort", month=month_name(int(made.cohorts.month[0]))))
    if made.horizon > made.seen:
        found.append(finding("beyond", seen=made.seen, horizon=made.horizon))
    return [*found, *_of_costs(made, costs)]


def _of_costs(made: Study, costs: Costs | None) -> list[Finding]:
    if costs is None:
        return [finding("no_costs")]
    cohorts = sorted({int(month) for month in made.cohorts.month})
    without = [month for month in cohorts if month not in made.month_cost]
    idle = [month for month in sorted(made.month_cost) if month not in cohorts and month >= made.since.since]
    found = []
    if without:
        found.append(finding("months_without_cost", count=len(without), first=month_name(without[0])))
    if idle:
        found.append(finding("costs_without_customers", count=len(idle), first=month_name(idle[0])))
    return found
