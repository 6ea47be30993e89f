"""The whole answer of a test: the split, every metric and arm in every view, and what may be concluded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from otdel.analytics.experiments.ab.bayes import BELIEF, Belief, believe
from otdel.analytics.experiments.ab.discovery import adjusted
from otdel.analytics.experiments.ab.guard import MARGIN, Guard, guard
from otdel.analytics.experiments.ab.lift import CONFIDENCE, Comparison, compare
from otdel.analytics.experiments.ab.measure import Columns, Measured, measure
from otdel.analytics.experiments.ab.reading import Users, parts
from otdel.analytics.experiments.ab.sequential import TUNED, Look, sequence
from otdel.analytics.experiments.ab.split import Split, split_of
from otdel.analytics.experiments.ab.sums import Sums, sums_of
from otdel.analytics.experiments.findings import Finding, finding, refuse

FEW = 100  # users of an arm under which the normal law is doubtful
WEIGHS = 0.10  # of an arm's total; one user with more than this decides the test alone
SURPRISE = 3.0  # standard deviations between what was seen and what was believed before
NEARLY = 0.95  # of the planned users is as good as all of them


class Outcome(StrEnum):
    """MORE and LESS: a difference is seen. UNSURE: none is. BROKEN: the arms cannot be compared."""

    MORE = "more"
    LESS = "less"
    UNSURE = "unsure"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Question:
    """`guardrails` with True where less is better; `shares` of arms in the order of `Users.arms`; `planned` users of
    the whole test, 0 when not said; `peeked`: it was looked at on the way."""

    metrics: tuple[str, ...]
    before: dict[str, str] = field(default_factory=dict)
    guardrails: dict[str, bool] = field(default_factory=dict)
    margin: float = MARGIN
    shares: tuple[float, ...] | None = None
    planned: int = 0
    peeked: bool = False
    share: float = CONFIDENCE
    belief: float = BELIEF
    tuned: float = TUNED


@dataclass(frozen=True, slots=True)
class Result:
    """A metric of an arm against control. `chance` is as it counts among the others (Benjamini-Hochberg); `looks` end
    with the last; `guarded` only for guardrails; `total` is the difference times the users of the arm, with range."""

    metric: str
    arm: str
    comparison: Comparison
    chance: float
    belief: Belief | None
    looks: tuple[Look, ...]
    outcome: Outcome
    guarded: Guard | None = None

    @property
    def total(self) -> tuple[float, float, float]:
        """The middle, the low and the high end, in the metric's unit."""
        count, found = self.comparison.tested.count, self.comparison.difference
        return found.value * count, found.range.low * count, found.range.high * count


@dataclass(frozen=True, slots=True)
class Answer:
    """`sequential` tells that the conclusions are drawn from the always-valid view."""

    arms: tuple[str, ...]
    split: Split
    results: tuple[Result, ...]
    found: tuple[Finding, ...]
    sequential: bool


def analyse(users: Users, question: Question) -> Answer:
    """Raises Refused when an arm has fewer than two users or no metric varies."""
    counts = [int((users.arm == place).sum()) for place in range(len(users.arms))]
    split, found = split_of(counts, question.shares), _thin(users, counts)
    early = bool(question.planned) and sum(counts) < NEARLY * question.planned
    if early:
        found.append(finding("stopped_early", users=sum(counts), planned=question.planned))
    if split.broken:
        found.append(_broken(users, split))
    results = []
    for metric in question.metrics:
        results += _of_metric(users, metric, question, found)
    if not results:
        raise refuse("nothing_varies")
    found += [_surprised(one, question.belief) for one in results if one.belief and one.belief.surprise > SURPRISE]
    sequential = question.peeked or early
    if sequential:
        found += [finding("no_sequence", metric=one.metric, arm=one.arm) for one in results if not one.looks[-1].range]
    judged = _judged(results, sequential=sequential, broken=split.broken, level=1 - question.share)
    return Answer(users.arms, split, judged, tuple(found), sequential)


def _thin(users: Users, counts: Sequence[int]) -> list[Finding]:
    found = []
    for arm, count in zip(users.arms, counts, strict=True):
        if count < 2:
            raise refuse("arm_too_small", arm=arm, users=count)
        if count < FEW:
            found.append(finding("few_users", arm=arm, users=count, least=FEW))
    return found


def _broken(users: Users, split: Split) -> Finding:
    said = ", ".join(
        f"{arm}: {count} ({want:.0f})"
        for arm, count, want in zip(users.arms, split.counts, split.expected, strict=True)
    )
    return finding("split_broken", arms=said, chance=f"{split.chance:.2g}")


def _surprised(one: Result, usual: float) -> Finding:
    return finding("belief_surprised", metric=one.metric, arm=one.arm, usual=f"{100 * usual:.3g}")


def _of_metric(users: Users, metric: str, question: Question, found: list[Finding]) -> list[Result]:
    names = [*parts(metric), *parts(question.before.get(metric, ""))]
    places = [users.columns.index(name) for name in names]
    known = np.asarray(np.isfinite(users.values[:, places]).all(axis=1))
    whole = users.kept(known)
    arms = [whole.values[whole.arm == place][:, places] for place in range(len(users.arms))]
    for name, values in zip(users.arms, arms, strict=True):
        if len(values) < 2:
            raise refuse("metric_too_small", metric=metric, arm=name, users=len(values))
    if not any(np.ptp(values[:, 0]) for values in arms) and len({float(values[0, 0]) for values in arms}) == 1:
        found.append(finding("constant_metric", metric=metric, value=f"{arms[0][0, 0]:.10g}", users=int(known.sum())))
        return []
    found += _weighty(users.arms, metric, [values[:, 0] for values in arms])
    columns = _columns(metric, question)
    measured = _measures([sums_of(values) for values in arms], columns, metric)
    steps = _steps(whole, places, columns)
    return [
        _result(
            metric,
            users.arms[place],
            measured[0],
            measured[place],
            [(look[0], look[place]) for look in steps],
            question,
        )
        for place in range(1, len(users.arms))
    ]


def _measures(arms: Sequence[Sums], columns: Columns, metric: str) -> tuple[Measured, ...]:
    try:
        return measure(arms, columns)
    except ValueError as error:
        raise refuse("nothing_below", metric=metric) from error


def _columns(metric: str, question: Question) -> Columns:
    width, before = len(parts(metric)), len(parts(question.before.get(metric, "")))
    return Columns(0, 1 if width == 2 else None, width if before else None, width + 1 if before == 2 else None)


def _result(
    metric: str,
    arm: str,
    control: Measured,
    tested: Measured,
    looks: Sequence[tuple[Measured, Measured]],
    question: Question,
) -> Result:
    comparison = compare(control, tested, question.share)
    guarded = None
    if metric in question.guardrails:
        guarded = guard(comparison, margin=question.margin, less_is_better=question.guardrails[metric])
    belief = believe(control, tested, before=question.belief, share=question.share)
    steps = sequence([*looks, (control, tested)], tuned=question.tuned, share=question.share)
    return Result(metric, arm, comparison, comparison.chance, belief, steps, Outcome.UNSURE, guarded)


def _judged(results: Sequence[Result], *, sequential: bool, broken: bool, level: float) -> tuple[Result, ...]:
    """Guardrails are not discoveries: they are not counted among the comparisons made."""
    chances = [one.looks[-1].chance if sequential else one.comparison.chance for one in results]
    searched = [place for place, one in enumerate(results) if one.guarded is None]
    for place, chance in zip(searched, adjusted([chances[place] for place in searched]), strict=True):
        chances[place] = chance
    return tuple(
        replace(one, chance=chance, outcome=_outcome(one, chance, sequential=sequential, level=level, broken=broken))
        for one, chance in zip(results, chances, strict=True)
    )


def _outcome(result: Result, chance: float, *, sequential: bool, level: float, broken: bool) -> Outcome:
    """Of the always-valid view the side is that of its range: a chance once small stays, and sides may change."""
    if broken:
        return Outcome.BROKEN
    wide = result.looks[-1].range
    if chance > level or (sequential and (wide is None or wide.holds(0.0))):
        return Outcome.UNSURE
    if sequential and wide is not None:
        return Outcome.MORE if wide.low > 0 else Outcome.LESS
    return Outcome.MORE if result.comparison.difference.value > 0 else Outcome.LESS


def _weighty(names: Sequence[str], metric: str, arms: Sequence[np.ndarray]) -> list[Finding]:
    found = []
    for name, values in zip(names, arms, strict=True):
        total = float(np.abs(values).sum())
        if (
            len(values) >= FEW
            and total
            and float(np.abs(values).max()) > WEIGHS * total
            and np.count_nonzero(values) > 1
        ):
            share = f"{100 * np.abs(values).max() / total:.0f}"
            found.append(finding("one_user_weighs", metric=metric, arm=name, percent=share))
    return found


def _steps(users: Users, places: Sequence[int], columns: Columns) -> list[tuple[Measured, ...]]:
    """Every arm as it stood at the end of each day but the last; none without days."""
    if users.day is None:
        return []
    days = np.unique(users.day)
    so_far: list[Sums] = []
    found = []
    for day in days[:-1]:
        today = [
            sums_of(users.values[(users.arm == at) & (users.day == day)][:, places]) for at in range(len(users.arms))
        ]
        so_far = [before + now for before, now in zip(so_far, today, strict=True)] if so_far else today
        if all(one.count > 1 for one in so_far):
            try:
                found.append(measure(so_far, columns))
            except ValueError:
                continue
    return found
