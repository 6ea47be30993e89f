"""The first look of a fitting under way, as it was laid down by its job; gone when the job is over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from otdel.evidence import draws
from otdel.evidence.queries.mix_plain import Spread
from otdel.evidence.queries.mix_rights import MAY_SEE_MONEY
from otdel.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Glanced:
    """One channel at first look: margin back for each 1 spent, and for the next 1."""

    channel: str
    back: Spread
    next_back: Spread


@dataclass(frozen=True, slots=True)
class FirstLook:
    """`seconds` is how long it took."""

    currency: str
    seconds: float
    channels: tuple[Glanced, ...]


def first_look(viewer: Viewer, job: int) -> FirstLook | None:
    """What a job that runs has seen at once; nothing before that, and nothing after its end. Raises NotAllowed."""
    viewer.must(*MAY_SEE_MONEY)
    try:
        told = json.loads(file_of(job).read_bytes())
    except OSError:
        return None
    found = tuple(Glanced(one["channel"], Spread(*one["back"]), Spread(*one["next_back"])) for one in told["channels"])
    return FirstLook(told["currency"], told["seconds"], found)


def file_of(job: int) -> Path:
    return draws.folder() / f"look-{job}.json"
