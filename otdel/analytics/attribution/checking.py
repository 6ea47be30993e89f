"""What is wrong or worth knowing of paths before they are credited: each a reason with its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.attribution.shapes import UNKNOWN, Paths
from otdel.kit.reason import Reason, Value

SHOWN = 5  # names in one sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """`refuses` means that nothing may be credited; `line` of the file and `column` when it has them."""

    reason: Reason
    refuses: bool = False
    line: int = 0
    column: str = ""


def finding(code: str, *, refuses: bool = False, line: int = 0, column: str = "", **values: Value) -> Finding:
    """A finding whose sentence can name its line and column."""
    where: dict[str, Value] = {"line": line, "column": column}
    return Finding(Reason.of(f"attribution.{code}", **where, **values), refuses, line, column)


def check(paths: Paths) -> tuple[Finding, ...]:
    """Of paths as they were read; the refusing ones first."""
    if not len(paths) or not paths.conversions.any():
        return (finding("no_conversions", paths=len(paths), aside=_count(paths.aside[0]), refuses=True),)
    return tuple(_told(paths))


def _told(paths: Paths) -> Iterator[Finding]:
    if not paths.nulls_known:
        yield finding("no_nulls")
    single = _single(paths)
    share = round(100 * float(paths.conversions[single].sum() / paths.conversions.sum()))
    if single.all():
        yield finding("all_single", paths=len(paths))
    elif paths.conversions[single].any():
        yield finding(
            "single", paths=int(single.sum()), conversions=_count(paths.conversions[single].sum()), percent=share
        )
    yield from _silent(paths)
    yield from _alike(paths.channels)
    yield from _unknown(paths)


def _single(paths: Paths) -> NDArray[np.bool_]:
    """Paths in which only one channel was met [n]."""
    least = np.minimum.reduceat(paths.steps, paths.offsets[:-1])
    return np.asarray(least == np.maximum.reduceat(paths.steps, paths.offsets[:-1]))


def _silent(paths: Paths) -> Iterator[Finding]:
    won = np.zeros(len(paths.channels), dtype=bool)
    won[paths.steps[paths.conversions[paths.of_touch] > 0]] = True
    silent = [paths.channels[place] for place in np.flatnonzero(~won)]
    if silent:
        yield finding("silent", count=len(silent), channels=shown(silent))


def _alike(channels: tuple[str, ...]) -> Iterator[Finding]:
    """Names that differ in case or spaces only."""
    folded: dict[str, list[str]] = {}
    for channel in channels:
        folded.setdefault(" ".join(channel.casefold().split()), []).append(channel)
    twins = [" / ".join(names) for names in folded.values() if len(names) > 1]
    if twins:
        yield finding("alike", count=len(twins), channels=shown(twins))


def _unknown(paths: Paths) -> Iterator[Finding]:
    if paths.aside[0] > 0:
        whole = paths.aside[0] + float(paths.conversions.sum())
        percent = round(100 * paths.aside[0] / whole)
        yield finding("without_touches", conversions=_count(paths.aside[0]), percent=percent)
    if UNKNOWN in paths.channels:
        touches = int((paths.steps == paths.channels.index(UNKNOWN)).sum())
        if touches:
            yield finding("unknown_touches", touches=touches, percent=round(100 * touches / len(paths.steps)))


def shown(names: list[str]) -> str:
    """The first few, and dots when there are more."""
    cut = ", ".join(name[:40] for name in names[:SHOWN])
    return f"{cut}, …" if len(names) > SHOWN else cut


def _count(number: float) -> str:
    return f"{number:.10g}"
