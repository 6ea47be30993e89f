"""Pictures of the mix model: a channel's curve, small curves beside each other, beliefs against what was learned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

import numpy as np
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from otdel.analytics.mix.beliefs import Drawn
from otdel.analytics.mix.response import Response, recent_spend
from otdel.analytics.mix.shapes import MixData
from otdel.evidence.queries.mix import ChannelAnswer
from otdel.evidence.queries.mix_plain import Spread
from otdel.kit.money import Money
from otdel.measurement.channel_names import channel_name
from otdel.web import charts
from otdel.web import format as say
from otdel.web.charts import Brings, Chart, Shift, Span

MOST_NEVER = 0.5  # in more of the answers no spend pays: then there is no best range to shade


def short(currency: str) -> Callable[[say.Number], str]:
    return lambda amount: say.short_money(Money(Decimal(str(amount)), currency))


def points(response: Response) -> list[Brings]:
    band = response.effect
    rows = zip(response.spends, band.low80, band.median, band.high80, strict=True)
    return [Brings(*(float(value) for value in row)) for row in rows]


def best_range(response: Response) -> tuple[float, float] | None:
    """Where the next 1 returns about 1, as far as the curve is drawn."""
    best, furthest = response.best, float(response.spends[-1])
    if best.never > MOST_NEVER or best.low >= furthest:
        return None
    return best.low, min(best.high, furthest)


def curve(response: Response, data: MixData) -> Chart:
    """The response curve of a channel: margin a week by spend a week."""
    place = data.channels.index(response.channel)
    spent = [float(week) for week in data.spend[:, place] if week > 0]
    name = channel_name(response.channel)
    label = _("%(name)s: margin a week by spend a week; now %(now)s brings %(brings)s.") % {
        "name": name,
        "now": say.short_amount(response.recent, data.currency),
        "brings": say.short_amount(response.now.median, data.currency),
    }
    return charts.response(
        points(response), response.recent, spent, short(data.currency), label, best=best_range(response)
    )


def small_curve(response: Response, to: float | None = None) -> SafeString:
    label = _("%(name)s: margin a week by spend a week") % {"name": channel_name(response.channel)}
    return charts.small_response(points(response), response.recent, label=label, to=to)


def range_picture(name: str, what: str, spread: Spread, top: float) -> SafeString:
    """A range in a table cell, against the line at 1."""
    label = _("%(name)s, %(what)s %(middle)s, 8 in 10 %(low)s to %(high)s") % {
        "name": name, "what": what,
        "middle": say.ratio(spread.middle), "low": say.ratio(spread.low), "high": say.ratio(spread.high),
    }  # fmt: skip
    return charts.range_bar(spread.low, spread.middle, spread.high, label=label, top=top)


def top_of(spreads: Iterable[Spread]) -> float:
    """Where the common axis of ranges ends: at 3, or further when most of them need it; one far beyond is an arrow."""
    highs = sorted(spread.high for spread in spreads)
    return max(3.0, highs[int(0.8 * (len(highs) - 1))] * 1.05) if highs else 3.0


def span(spread: Spread) -> Span:
    return Span(spread.low, spread.lower, spread.middle, spread.upper, spread.high)


def learned(channels: Iterable[ChannelAnswer], currency: str) -> Chart:
    """What was believed of each channel, and what the data taught."""
    rows = [Shift(channel_name(one.channel), span(one.prior), span(one.back)) for one in channels]
    label = _("Back for each %(one)s: what was believed before, and what is known after the data.")
    return charts.shifts(rows, say.ratio, label % {"one": say.amount(1, currency)})


def believed(beliefs: Mapping[str, Spread], currency: str) -> Chart:
    """Beliefs alone by channel, before any fitting."""
    rows = [Shift(channel_name(channel), span(spread)) for channel, spread in beliefs.items()]
    label = _("Back for each %(one)s as it is believed before the data are asked.")
    return charts.shifts(rows, say.ratio, label % {"one": say.amount(1, currency)})


def believed_curve(data: MixData, drawn: Drawn, place: int) -> Chart:
    """The curve one channel would have by belief alone."""
    bands = np.quantile(drawn.curves[:, place], (0.1, 0.5, 0.9), axis=0)
    found = [Brings(*(float(value) for value in row)) for row in zip(drawn.spends[place], *bands, strict=True)]
    name = channel_name(data.channels[place])
    label = _("%(name)s: margin a week by spend a week, as it is believed before the data are asked.") % {"name": name}
    now, furthest = float(recent_spend(data)[place]), found[-1].spend
    spent = [float(week) for week in data.spend[:, place] if 0 < week <= furthest]
    return charts.response(found, min(now, furthest), spent, short(data.currency), label)
