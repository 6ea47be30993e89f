"""What one run of the command found out, ready to be told in any shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from otdel.analytics.mix.checking import Fault
from otdel.analytics.mix.response.ranges import Range
from otdel.analytics.mix.shapes import FormFit, Mix
from otdel.kit.reason import Reason

if TYPE_CHECKING:
    from otdel.analytics.mix.budget import Move
    from otdel.analytics.mix.findings import Finding
    from otdel.analytics.mix.learning import Learned
    from otdel.analytics.mix.response import Response


@dataclass(frozen=True, slots=True, eq=False)
class Channel:
    """`spend` over the data, `back` per 1 of it, `next` 1's return at the `recent` spend a step, None when off."""

    name: str
    spend: float
    recent: float
    back: Range
    next: Range | None
    carry: Range
    half: Range
    learned: Learned
    response: Response


@dataclass(frozen=True, slots=True)
class Shape:
    """How one form of saturation did: its weight and whether its chains can be trusted."""

    name: str
    weight: float
    log_evidence: float
    evidence_error: float
    r_hat: float
    bulk_ess: float
    tail_ess: float
    divergences: int
    acceptance: float
    draws: int


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Everything the command says. `move` is None without a budget."""

    mix: Mix
    file: str
    because: Reason | None
    channels: tuple[Channel, ...]
    shapes: tuple[Shape, ...]
    media_share: Range
    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...] = ()
    move: Move | None = None
    margin: float = 1.0
    lines: tuple[int, ...] = field(default=(), repr=False)


def answered(
    mix: Mix,
    *,
    file: str,
    because: Reason | None,
    faults: Sequence[Fault],
    lines: Sequence[int],
    move: Move | None,
    margin: float = 1.0,
) -> Answer:
    """The answer of a fitted model. `because` says why its priors are what they are."""
    from otdel.analytics.mix.health import health

    media = mix.draws.roi @ mix.data.spend.sum(axis=0)
    return Answer(
        mix=mix,
        file=file,
        because=because,
        channels=channels(mix, margin=margin),
        shapes=tuple(_shape(one, float(weight)) for one, weight in zip(mix.fits, mix.weights, strict=True)),
        media_share=Range.of(media / np.abs(mix.data.target).sum()),
        findings=health(mix),
        faults=tuple(faults),
        move=move,
        margin=margin,
        lines=tuple(lines),
    )


def channels(mix: Mix, *, margin: float) -> tuple[Channel, ...]:
    from otdel.analytics.mix.learning import learned
    from otdel.analytics.mix.response import responses, steady

    found = []
    for place, (response, taught) in enumerate(zip(responses(mix, margin=margin), learned(mix), strict=True)):
        at = np.array([response.recent])
        found.append(
            Channel(
                name=response.channel,
                spend=float(mix.data.spend[:, place].sum()),
                recent=response.recent,
                back=Range.of(mix.draws.roi[:, place]),
                next=Range.of(steady(mix.draws, place, at)[1][:, 0]) if response.recent > 0 else None,
                carry=Range.of(mix.draws.carry[:, place]),
                half=Range.of(mix.draws.half[:, place]),
                learned=taught,
                response=response,
            )
        )
    return tuple(found)


def _shape(fit: FormFit, weight: float) -> Shape:
    from otdel.analytics.mix.chains import bulk_ess, r_hat, tail_ess

    return Shape(
        name=fit.form.name.lower(),
        weight=weight,
        log_evidence=fit.log_evidence,
        evidence_error=fit.evidence_error,
        r_hat=float(r_hat(fit.draws).max()),
        bulk_ess=float(bulk_ess(fit.draws).min()),
        tail_ess=float(tail_ess(fit.draws).min()),
        divergences=fit.divergences,
        acceptance=fit.acceptance,
        draws=fit.draws.shape[0] * fit.draws.shape[1],
    )
