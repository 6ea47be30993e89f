"""The first look of a fitting: what the peak of each curve says at once, while the chains still run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from otdel.analytics.mix.response import recent_spend, steady
from otdel.analytics.mix.shapes import Mix
from otdel.evidence.queries.mix_asking import priors_of, tests_of
from otdel.evidence.queries.mix_look import file_of
from otdel.evidence.queries.mix_plain import Spread
from otdel.evidence.queries.weekly import Weekly
from otdel.warehouse.files import write_whole


def show(job: int, asked: Mapping[str, Any], seen: Weekly, seed: int) -> None:
    """Work out the first look of a job and lay it where pages look for it. It is no version and no record."""
    from otdel.analytics.mix.fit import preview

    mix = preview(seen.data(), priors_of(asked), tests_of(asked), seed=seed)
    file = file_of(job)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(_plain(mix)).encode())


def clear(job: int) -> None:
    """The answer is there, or will not come: whoever asks now is told the answer itself."""
    file_of(job).unlink(missing_ok=True)


def _plain(mix: Mix) -> dict[str, Any]:
    return {
        "currency": mix.data.currency,
        "seconds": mix.seconds,
        "channels": [
            {
                "channel": channel,
                "back": Spread.of(mix.draws.roi[:, place]).plain(),
                "next_back": Spread.of(steady(mix.draws, place, np.array([recent]))[1][:, 0]).plain(),
            }
            for place, (channel, recent) in enumerate(zip(mix.data.channels, recent_spend(mix.data), strict=True))
        ],
    }
