"""From a table of rows to users of arms: who cannot be counted is named and left out, and nobody is counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.experiments.ab.sums import Floats
from otdel.analytics.experiments.columns import cells_of, days_of, numbers_of
from otdel.analytics.experiments.findings import Finding, finding, refuse
from otdel.analytics.mix.reading import Table

MOST_ARMS = 12
MOST_IN_BOTH = 0.05  # of users; with more the assignment itself is broken
CONTROLS = ("control", "контроль", "a", "base", "baseline", "off", "0", "false")


@dataclass(frozen=True, slots=True)
class Asked:
    """Header texts. A metric is a column or two with a slash, `revenue/sessions`; `before` gives a metric its column
    (or two) before the test. `user` empty: each row is a user. `day` empty: nothing is said of time."""

    arm: str
    metrics: tuple[str, ...]
    user: str = ""
    control: str = ""
    before: dict[str, str] = field(default_factory=dict)
    day: str = ""
    decimal: str = ""
    blank_is_zero: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Of numbers, each once, in order."""
        named = [part for text in (*self.metrics, *self.before.values()) for part in parts(text)]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True, eq=False)
class Users:
    """`arms` with control first; `arm` [n] places in them; `values` [n, k] of `columns`, NaN where not known; `day` [n]
    ordinals of the first day of each user, or None; `units` a currency by column where the file names one."""

    arms: tuple[str, ...]
    arm: NDArray[np.int64]
    columns: tuple[str, ...]
    values: Floats
    day: NDArray[np.int64] | None
    units: dict[str, str]

    def kept(self, keep: NDArray[np.bool_]) -> Users:
        """Only some of them."""
        day = None if self.day is None else self.day[keep]
        return replace(self, arm=self.arm[keep], values=self.values[keep], day=day)


def parts(metric: str) -> tuple[str, ...]:
    """The column, or the two of a ratio."""
    return tuple(part.strip() for part in metric.split("/", 1) if part.strip())


def read(table: Table, asked: Asked) -> tuple[Users, tuple[Finding, ...]]:
    """Raises Refused when no honest comparison can be made of the table."""
    labels = cells_of(table, asked.arm)
    names = cells_of(table, asked.user) if asked.user else [str(line) for line in table.lines]
    found: list[Finding] = []
    if not asked.user:
        found.append(finding("each_row_is_a_user", rows=len(table.lines)))
    values, units, wrong = numbers_of(table, asked.columns, asked.decimal, blank_is_zero=asked.blank_is_zero)
    days, more = days_of(table, asked.day) if asked.day else (None, [])
    found += [*wrong, *more]
    good, missing = _whole(table, labels, names, values, days)
    found += missing
    if not good:
        raise refuse("no_users")
    arms = _arms([labels[row] for row in good], asked.control, found)
    users, twice = _by_user(
        table,
        good,
        names,
        [arms.index(labels[row]) if labels[row] in arms else -1 for row in range(len(labels))],
        values,
        days,
    )
    found += twice
    result = Users(arms, users.arm, asked.columns, users.values, users.day, units)
    return _same_days(result, found)


@dataclass(frozen=True, slots=True, eq=False)
class _Once:
    arm: NDArray[np.int64]
    values: Floats
    day: NDArray[np.int64] | None


def _whole(
    table: Table, labels: Sequence[str], names: Sequence[str], values: Floats, days: NDArray[np.int64] | None
) -> tuple[list[int], list[Finding]]:
    """Rows that name their user, their arm and, when asked for, a day; the others are counted."""
    found: list[Finding] = []
    good: list[int] = []
    without: dict[str, list[int]] = {"no_arm": [], "no_user": []}
    for row, line in enumerate(table.lines):
        if not labels[row]:
            without["no_arm"].append(line)
        elif not names[row]:
            without["no_user"].append(line)
        elif days is None or days[row] > 0:
            good.append(row)
    for code, lines in without.items():
        if lines:
            found.append(finding(code, line=lines[0], count=len(lines)))
    return good, found


def _arms(labels: Sequence[str], control: str, found: list[Finding]) -> tuple[str, ...]:
    """Control first, the others as the alphabet has them. Raises Refused for one arm, for too many, for no control."""
    counts = Counter(labels)
    names = sorted(counts)
    if len(names) < 2:
        raise refuse("one_arm", arm=names[0] if names else "")
    if len(names) > MOST_ARMS:
        raise refuse("too_many_arms", arms=len(names), most=MOST_ARMS, some=", ".join(names[:5])[:120])
    wanted = [name for name in names if name.casefold() == control.casefold().strip()]
    if control and not wanted:
        raise refuse("no_control", control=control, arms=", ".join(names))
    if not control:
        guessed = [name for name in names if name.casefold() in CONTROLS or "control" in name.casefold()]
        wanted = guessed or names
        found.append(finding("control_guessed", control=wanted[0]))
    return (wanted[0], *(name for name in names if name != wanted[0]))


def _by_user(
    table: Table,
    good: Sequence[int],
    names: Sequence[str],
    arms: Sequence[int],
    values: Floats,
    days: NDArray[np.int64] | None,
) -> tuple[_Once, list[Finding]]:
    """A row a user: numbers of several rows are added up; users of several arms are left out."""
    places: dict[str, int] = {}
    of_row = np.array([places.setdefault(names[row], len(places)) for row in good], dtype=np.int64)
    rows = np.array(good, dtype=np.int64)
    arm = np.array(arms, dtype=np.int64)[rows]
    least, most = np.full(len(places), 10**6), np.full(len(places), -1)
    np.minimum.at(least, of_row, arm)
    np.maximum.at(most, of_row, arm)
    added = _added(values[rows], of_row, len(places))
    first = None
    if days is not None:
        first = np.full(len(places), 10**8)
        np.minimum.at(first, of_row, days[rows])
    once, both = _Once(most, added, first), least != most
    found = _said_both(table, rows, of_row, both, names)
    if len(places) < len(good):
        found.append(finding("rows_added_up", rows=len(good), users=len(places)))
    return _Once(most[~both], added[~both], None if first is None else first[~both]) if both.any() else once, found


def _added(values: Floats, of_row: NDArray[np.int64], count: int) -> Floats:
    """Sums by user; not known only where none of the user's rows is."""
    out = np.zeros((count, values.shape[1]))
    seen = np.zeros((count, values.shape[1]), dtype=bool)
    known = np.isfinite(values)
    np.add.at(out, of_row, np.where(known, values, 0.0))
    np.logical_or.at(seen, of_row, known)
    return np.where(seen, out, np.nan)


def _said_both(
    table: Table, rows: NDArray[np.int64], of_row: NDArray[np.int64], both: NDArray[np.bool_], names: Sequence[str]
) -> list[Finding]:
    count = int(both.sum())
    if not count:
        return []
    row = int(rows[np.flatnonzero(both[of_row])[0]])
    code, refuses = ("many_in_both", True) if count > MOST_IN_BOTH * len(both) else ("in_both", False)
    share = f"{100 * count / len(both):.2g}"
    found = finding(code, refuses=refuses, line=table.lines[row], users=count, user=names[row][:40], percent=share)
    return [found]


def _same_days(users: Users, found: list[Finding]) -> tuple[Users, tuple[Finding, ...]]:
    """Users who came while every arm was taking them: an arm that ran longer saw other days."""
    if users.day is None:
        return users, tuple(found)
    spans = [users.day[users.arm == place] for place in range(len(users.arms))]
    if any(not len(one) for one in spans):
        return users, tuple(found)
    first, last = max(int(one.min()) for one in spans), min(int(one.max()) for one in spans)
    keep = (users.day >= first) & (users.day <= last)
    lost = int((~keep).sum())
    starts, ends = {int(one.min()) for one in spans}, {int(one.max()) for one in spans}
    if not lost or (len(starts) == 1 and len(ends) == 1):
        return users, tuple(found)
    if not keep.any():
        raise refuse("arms_never_together")
    since, until = date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()
    return users.kept(keep), (*found, finding("arms_unequal_length", users=lost, first=since, last=until))
