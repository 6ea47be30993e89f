"""The health of a model: every check that can fail, run in one go, and what it found, worst first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from otdel.analytics.mix.collinearity import Together, together
from otdel.analytics.mix.findings import Finding, worst_first
from otdel.analytics.mix.fitted import Fitted, fitted
from otdel.analytics.mix.health.fitting import Checked, checked, of_base, of_holdout, of_residuals, of_tests
from otdel.analytics.mix.health.sampling import of_sampling
from otdel.analytics.mix.health.telling import of_telling
from otdel.analytics.mix.holdout import Holdout, holdout
from otdel.analytics.mix.learning import Learned, learned
from otdel.analytics.mix.refits import Refit, lighter, quick
from otdel.analytics.mix.residuals import Residuals, residuals
from otdel.analytics.mix.shapes import Mix

__all__ = ["Checked", "Examination", "examine", "health"]


@dataclass(frozen=True, slots=True, eq=False)
class Examination:
    """What was measured, whether or not anything is wrong; `holdout` is None unless looked at deeply."""

    residuals: Residuals
    together: Together
    learned: tuple[Learned, ...]
    holdout: Holdout | None
    tests: tuple[Checked, ...]
    findings: tuple[Finding, ...]


def health(mix: Mix, *, deep: bool = False) -> tuple[Finding, ...]:
    """What is wrong with this model, the worst first; nothing wrong is an empty tuple.

    `deep` keeps the last weeks out and fits again, and measures the pull of outliers by quick refits (a second more).
    """
    return examine(mix, deep=deep).findings


def examine(mix: Mix, *, deep: bool = False, refit: Refit = lighter, preview: Refit = quick) -> Examination:
    """All checks with their measurements. Only `deep` fits again, with `refit` and `preview`."""
    seen = fitted(mix)
    left, moved, taught, tests = residuals(mix.data, seen.left), together(mix, seen), learned(mix), checked(mix)
    kept_out = holdout(mix, refit) if deep else None
    found = _findings(mix, seen, left, moved, taught, tests, kept_out, preview if deep else None)
    return Examination(left, moved, taught, kept_out, tests, worst_first(found))


def _findings(
    mix: Mix,
    seen: Fitted,
    left: Residuals,
    moved: Together,
    taught: tuple[Learned, ...],
    tests: tuple[Checked, ...],
    kept_out: Holdout | None,
    preview: Refit | None,
) -> Iterator[Finding]:
    yield from of_sampling(mix)
    yield from of_base(mix, seen)
    yield from of_tests(mix, tests)
    yield from of_residuals(mix, left, seen, preview)
    if kept_out is not None:
        yield from of_holdout(mix, kept_out)
    yield from of_telling(mix, moved, taught, left.carried if left.lasting else 0.0)
