"""The first sentence: which channels return what they cost, which do not, and of which it cannot be told."""

from __future__ import annotations

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.analytics.mix.findings import Severity
from otdel.evidence.mix_report.answer import Answer, Channel
from otdel.web import format as write

LIKELY = 0.5  # of the draws in which a channel is the best, from which it may be named so


def line_of(answer: Answer) -> float | None:
    """Back per 1 that just pays: 1 over the margin. None where target and spend are not in the same money."""
    odd = answer.because is not None and answer.because.code == "prior_centred_odd_money"
    return None if odd or not answer.mix.data.target_is_money else 1 / answer.margin


def verdict(answer: Answer) -> str:
    """Under a warning when a check says that no money may rest on the numbers."""
    line = line_of(answer)
    said = [_best(answer)] if line is None else _paying(answer, line)
    if any(one.severity is Severity.STOP for one in answer.findings):
        said = [_("Do not move money on these numbers: “How far to trust it” says why."), *said]
    return " ".join(one for one in said if one)


def _paying(answer: Answer, line: float) -> list[str]:
    sure = [one for one in answer.channels if one.back.low80 >= line]
    lose = [one for one in answer.channels if one.back.high80 < line]
    open_ones = len(answer.channels) - len(sure) - len(lose)
    return [
        _("Paying back in 9 of 10 cases or more: %(names)s.") % {"names": _names(sure)}
        if sure
        else _("No channel pays back in 9 of 10 cases."),
        _("Not paying back in 9 of 10 cases or more: %(names)s.") % {"names": _names(lose)} if lose else "",
        ngettext("%(count)s cannot be told yet.", "%(count)s cannot be told yet.", open_ones) % {"count": open_ones}
        if open_ones
        else "",
    ]


def _best(answer: Answer) -> str:
    """The channel that brings the most, if the draws agree on one: the largest of many middles is largest by chance."""
    best = max(answer.channels, key=lambda one: one.back.median).name
    place = answer.mix.data.channels.index(best)
    odds = float(np.mean(answer.mix.draws.roi.argmax(axis=1) == place))
    if odds >= LIKELY or len(answer.channels) == 1:
        return _("%(channel)s brings the most for each 1 spent, as far as the data can tell.") % {"channel": best}
    said = _(
        "Which channel brings the most for each 1 spent cannot be told yet: it is %(channel)s in %(odds)s of cases."
    )
    return said % {"channel": best, "odds": write.percent(odds, 0)}


def _names(channels: list[Channel]) -> str:
    return ", ".join(one.name for one in channels)
