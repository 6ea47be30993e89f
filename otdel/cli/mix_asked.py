"""What can be known before a mix model is fitted: files that cannot be written, beliefs and limits that do not fit."""

from __future__ import annotations

import argparse
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.mix.shapes import MixData, Priors
    from otdel.kit.reason import Reason

SCREEN = "-"
SPREAD = 0.5  # of a prior given without one
MEDIANS, SPREADS = (1e-9, 1e12), (0.01, 10.0)  # of a prior: narrower than a hundredth is no belief but a fixed number


def outputs(given: argparse.Namespace) -> None:
    """Refuses, before anything is read, files that could not be written or that would be written over another."""
    read = [path for path in (given.file, given.lift) if path]
    written = [path for path in (given.json, given.html) if path]
    if len(written) == 2 and _same(*written):
        raise BadCommand(_("--json and --html are both %s: one would be written over the other.") % written[0])
    for path in written:
        if str(path) == SCREEN:
            continue
        if any(_same(path, one) for one in read):
            raise BadCommand(_("%s is what was given: it would be written over.") % path)
        if path.is_dir() or not path.parent.is_dir():
            why = os.strerror(errno.EISDIR if path.is_dir() else errno.ENOENT)
            raise BadCommand(_("%(file)s cannot be written: %(why)s") % {"file": path, "why": why})
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise BadCommand(
                _("%(file)s cannot be written: %(why)s") % {"file": path, "why": os.strerror(errno.EACCES)}
            )


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute() or (one.exists() and other.exists() and one.samefile(other))


def budget_words(given: argparse.Namespace) -> None:
    """Words that only tell how a budget is to be spent do nothing without one."""
    if given.budget is None:
        for name in ("weeks", "limit", "fixed", "cautious"):
            if getattr(given, name):
                raise BadCommand(_("--%s says how a budget is spent: give --budget too.") % name)


def fixed(given: argparse.Namespace, data: MixData) -> tuple[str, ...]:
    """The channels that stay, as the file writes them."""
    return tuple(_channel(name, data, f"--fixed {name}") for name in given.fixed)


def _channel(name: str, data: MixData, asked: str) -> str:
    for same in (str, str.casefold):
        found = [channel for channel in data.channels if same(channel) == same(name)]
        if len(found) == 1:
            return found[0]
    known = ", ".join(data.channels)
    raise BadCommand(_("%(asked)s: the channels are %(known)s.") % {"asked": asked, "known": known})


def priors(given: list[str], data: MixData) -> tuple[Priors, Reason | None]:
    """Defaults with what was said of single channels; without the reason of the defaults when all were said."""
    from dataclasses import replace

    from otdel.analytics.mix.beliefs import believed
    from otdel.analytics.mix.shapes import RoiPrior

    default = believed(data)
    said: dict[str, RoiPrior] = {}
    for one in given:
        name, _equals, belief = one.rpartition("=")
        median, _colon, spread = belief.partition(":")
        try:
            prior = RoiPrior(float(median), float(spread or SPREAD))
        except ValueError:
            prior = RoiPrior(0.0, 0.0)
        if not (name and _within(prior.median, MEDIANS) and _within(prior.spread, SPREADS)):
            asked = _("--prior %s: write CHANNEL=MEDIAN:SPREAD, above zero, spread from 0.01 to 10, as search=2.0:0.5.")
            raise BadCommand(asked % one)
        channel = _channel(name, data, f"--prior {one}")
        if channel in said:
            raise BadCommand(_("--prior was said twice of %s.") % channel)
        said[channel] = prior
    everything = len(said) == len(data.channels)
    return replace(default.priors, roi={**default.priors.roi, **said}), None if everything else default.because


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]
