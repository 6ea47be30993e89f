"""The charts of the page: a range against the line that pays, and the response curve of a channel."""

from __future__ import annotations

import numpy as np
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from otdel.analytics.mix.response import Range
from otdel.evidence.mix_report.answer import Answer, Channel
from otdel.evidence.mix_report.verdict import line_of
from otdel.web import format as write
from otdel.web.charts import Brings, range_bar, response
from otdel.web.charts.svg import Number

MOST_TICKS = 400  # weeks under the curve; more of them only make the page heavy


def bar(spread: Range, line: float | None, top: float, label: str) -> SafeString | str:
    """Nothing where there is no line to hold a range against."""
    if line is None:
        return ""
    return range_bar(spread.low80, spread.median, spread.high80, label=label, against=line, top=max(top, 2 * line))


def curve(answer: Answer, channel: Channel) -> SafeString:
    """What a step's steady spend brings a step."""
    found = channel.response
    points = [
        Brings(float(spend), float(low), float(middle), float(high))
        for spend, low, middle, high in zip(
            found.spends, found.effect.low80, found.effect.median, found.effect.high80, strict=True
        )
    ]
    place = answer.mix.data.channels.index(channel.name)
    spent = answer.mix.data.spend[:, place]
    weeks = np.sort(spent[spent > 0])
    weeks = weeks[np.unique(np.linspace(0, len(weeks) - 1, min(len(weeks), MOST_TICKS)).astype(int))]
    label = _("What spend on %(channel)s brings") % {"channel": channel.name}
    comparable = line_of(answer) is not None
    target = answer.mix.data.target_name

    def say(value: Number) -> str:
        return short(value, answer.mix.data.currency)

    drawn = response(
        points,
        channel.recent,
        [float(week) for week in weeks],
        say,
        label,
        brings=target,
        say_brings=None if comparable else (lambda value: write.short_number(float(value))),
    )
    if drawn.sentence:
        return format_html("<p>{}</p>", drawn.sentence)
    legend = mark_safe(  # noqa: S308  # escaped part by part
        "".join(format_html('<li><i class="sw {}"></i>{}</li>', one.swatch, one.label) for one in drawn.legend)
    )
    return format_html(
        '<figure class="fig">{}<ul class="legend">{}</ul><figcaption class="mut small">{}</figcaption></figure>',
        drawn.html,
        legend,
        drawn.caption,
    )


def short(value: Number, currency: str) -> str:
    return write.short_amount(float(value), currency) if currency else write.short_number(float(value))
