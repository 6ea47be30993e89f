"""The first sentence: which channels return what they cost, which do not, and of which it cannot be told."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.evidence.mix_report.answer import Answer, Channel


def line_of(answer: Answer) -> float | None:
    """Back per 1 that just pays: 1 over the margin. None where target and spend are not in the same money."""
    odd = answer.because is not None and answer.because.code == "prior_centred_odd_money"
    return None if odd or not answer.mix.data.target_is_money else 1 / answer.margin


def verdict(answer: Answer) -> str:
    line = line_of(answer)
    if line is None:
        best = max(answer.channels, key=lambda one: one.back.median)
        return _("%(channel)s brings the most for each 1 spent, as far as the data can tell.") % {"channel": best.name}
    sure = [one for one in answer.channels if one.back.low80 >= line]
    lose = [one for one in answer.channels if one.back.high80 < line]
    open_ones = len(answer.channels) - len(sure) - len(lose)
    said = [
        _("Paying back in 9 of 10 cases or more: %(names)s.") % {"names": _names(sure)}
        if sure
        else _("No channel pays back in 9 of 10 cases."),
        _("Not paying back in 9 of 10 cases or more: %(names)s.") % {"names": _names(lose)} if lose else "",
        ngettext("%(count)s cannot be told yet.", "%(count)s cannot be told yet.", open_ones) % {"count": open_ones}
        if open_ones
        else "",
    ]
    return " ".join(one for one in said if one)


def _names(channels: list[Channel]) -> str:
    return ", ".join(one.name for one in channels)
