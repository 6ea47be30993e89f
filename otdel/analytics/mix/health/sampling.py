"""What is wrong with how the answer was computed: chains that disagree, few draws, curves left undecided."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from otdel.analytics.mix.chains import CONVERGED, TAIL, bulk_ess, r_hat, tail_ess
from otdel.analytics.mix.findings import Finding, Severity, note, warn
from otdel.analytics.mix.health.said import back, percent, ratio
from otdel.analytics.mix.shapes import Floats, Form, FormFit, Mix
from otdel.kit.reason import Reason

LOST = 1.05  # R-hat from which nothing may rest on the draws
ASTRAY = 0.001  # part of draws that may diverge
HEARD = 0.05  # weight from which a form counts
DECIDED = 0.8  # weight of one form at which the shape is settled
SWING = 50  # per cent up and down that show how a curve bends
MATTERS = 1.5  # standard deviations of a channel's log ROI between the middles of two forms
ROUGH = 0.3  # standard error of a log evidence


def of_sampling(mix: Mix) -> Iterator[Finding]:
    """Findings about the chains of every form that counts."""
    if all(np.isnan(fit.evidence_error) for fit in mix.fits):
        yield note(Reason.of("mix_health_preview"), Reason.of("mix_does_preview"), Reason.of("mix_do_full_fit"))
        return
    heard = [fit for fit, weight in zip(mix.fits, mix.weights, strict=True) if weight >= HEARD]
    for fit in heard:
        if fit.draws.ndim == 3 and fit.draws.shape[1] >= 4:
            yield from _of_chains(fit)
        yield from _astray(fit)
    yield from _forms(mix, heard)


def _of_chains(fit: FormFit) -> Iterator[Finding]:
    """One finding a form: the worst parameter says it."""
    reached = r_hat(fit.draws)
    effective = np.minimum(bulk_ess(fit.draws), tail_ess(fit.draws))
    again = Reason.of("mix_do_more_draws", draws=2 * fit.draws.shape[0] * fit.draws.shape[1])
    worst, fewest = int(np.argmax(reached)), int(np.argmin(effective))
    if reached[worst] >= CONVERGED:
        what = Reason.of(
            "mix_health_unmixed",
            **_named(fit, worst),
            rhat=ratio(min(float(reached[worst]), 99.0), 3),
            ess=int(effective[worst]),
        )
        severity = Severity.STOP if reached[worst] > LOST else Severity.WARN
        yield Finding(severity, what, Reason.of("mix_does_unmixed"), (again,))
    elif effective[fewest] < TAIL:
        what = Reason.of("mix_health_few_draws", **_named(fit, fewest), ess=int(effective[fewest]))
        yield warn(what, Reason.of("mix_does_few_draws"), again)


def _named(fit: FormFit, place: int) -> dict[str, str]:
    """A parameter, such as "carry:search", and the form of curve it belongs to."""
    return {"parameter": fit.names[place], "form": fit.form.name.lower()}


def _astray(fit: FormFit) -> Iterator[Finding]:
    part = fit.divergences / max(1, fit.draws.shape[0] * fit.draws.shape[1])
    if part > ASTRAY:
        what = Reason.of("mix_health_divergent", count=fit.divergences, percent=ratio(100 * part, 1))
        yield warn(
            what, Reason.of("mix_does_divergent"), Reason.of("mix_do_more_draws", draws=2 * fit.draws[..., 0].size)
        )


def _forms(mix: Mix, heard: list[FormFit]) -> Iterator[Finding]:
    """The shapes of curve: undecided where it matters, or weighed too roughly."""
    if len(heard) < 2:
        return
    rough = max(fit.evidence_error for fit in heard)
    if rough > ROUGH:
        what = Reason.of("mix_health_evidence_rough", error=ratio(min(rough, 99.0), 1))
        yield note(what, Reason.of("mix_does_evidence_rough"), Reason.of("mix_do_more_draws", draws=2000))
    if mix.weights.max() < DECIDED:
        yield from _undecided(mix, [fit.form for fit in heard])


def _undecided(mix: Mix, forms: list[Form]) -> Iterator[Finding]:
    """The channel whose ROI depends on the shape the most, when it matters."""
    logs = np.log(mix.draws.roi)
    middles = np.array([np.median(logs[mix.draws.form == form], axis=0) for form in forms])
    apart: Floats = np.ptp(middles, axis=0) / logs.std(axis=0)
    place = int(np.argmax(apart))
    if apart[place] <= MATTERS:
        return
    low, high = int(np.argmin(middles[:, place])), int(np.argmax(middles[:, place]))
    channel = mix.data.channels[place]
    what = Reason.of(
        "mix_health_forms_undecided",
        channel=channel,
        low=back(np.exp(middles[low, place])),
        high=back(np.exp(middles[high, place])),
        form=forms[low].name.lower(),
        other=forms[high].name.lower(),
        percent=percent(float(mix.weights.max())),
    )
    yield note(
        what,
        Reason.of("mix_does_forms_undecided"),
        Reason.of("mix_do_vary", channel=what.values["channel"], percent=50),
    )
