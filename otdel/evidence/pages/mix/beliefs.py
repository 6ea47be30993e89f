"""The page of beliefs: what is believed of each channel before the data are asked, drawn, and how to change a line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.analytics.mix.beliefs import Drawn
from otdel.analytics.mix.shapes import MixData
from otdel.evidence.pages.mix import figures, pictures
from otdel.evidence.queries.mix_beliefs import Belief, BeliefLine
from otdel.evidence.queries.mix_plain import QUANTILES, Spread
from otdel.kit.reason import Reason
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.charts import Chart
from otdel.web.parts import Cell, Column, Link, Row, Table
from otdel.web.reasons import say as words_of


@dataclass(frozen=True, slots=True)
class BeliefsPage:
    crumbs: tuple[Link, ...]
    verdict: SafeString
    because: str
    picture: Chart
    table: Table


@dataclass(frozen=True, slots=True)
class BeliefPage:
    title: str
    crumbs: tuple[Link, ...]
    verdict: SafeString
    picture: Chart
    history: Table | None
    own: bool


def page(found: Sequence[Belief], data: MixData, drawn: Drawn, because: Reason) -> BeliefsPage:
    return BeliefsPage(
        crumbs=(_model(), Link(_("Beliefs"), "")),
        verdict=verdict(found, drawn),
        because=words_of(because),
        picture=pictures.believed({one.channel: spread_of(one) for one in found}, data.currency),
        table=table(found, data.currency),
    )


def verdict(found: Sequence[Belief], drawn: Drawn) -> SafeString:
    """What the beliefs together say before any data, so that an absurd one is seen at once."""
    low, middle, high = (float(one) for one in np.quantile(drawn.share, (0.1, 0.5, 0.9)))
    about = {
        "middle": say.percent(middle, 0), "low": say.percent(low, 0), "high": say.percent(high, 0),
        "own": say.number(sum(one.own for one in found)), "all": say.number(len(found)),
    }  # fmt: skip
    said = figures.bold(
        _("Before the data are asked, these beliefs say that channels make about %(middle)s of all margin (8 in 10: "
          "%(low)s to %(high)s)."), **about
    )  # fmt: skip
    return figures.sentences(said, _("Your own: %(own)s of %(all)s.") % about)


def table(found: Sequence[Belief], currency: str) -> Table:
    back = _("Back per %(one)s") % {"one": figures.one(currency)}
    columns = (
        Column(pgettext("column", "Channel")), Column(back, "number"), Column(_("8 times in 10"), "number"),
        Column(pgettext("of a belief", "Whose")), Column(_("Why")),
    )  # fmt: skip
    return Table(_("What is believed of each channel"), columns, [_row(one) for one in found])


def one(belief: Belief, history: Sequence[BeliefLine], data: MixData, drawn: Drawn) -> BeliefPage:
    """One channel's belief, with the curve it draws."""
    name = channel_name(belief.channel)
    low, high = ends(belief)
    about = {
        "name": name, "one": figures.one(data.currency), "low": say.ratio(low), "high": say.ratio(high),
        "middle": say.ratio(belief.median),
    }  # fmt: skip
    words = _(
        "It is believed that %(name)s brings back about %(middle)s for each %(one)s, 8 in 10 %(low)s to %(high)s."
    )
    return BeliefPage(
        title=name,
        crumbs=(_model(), Link(_("Beliefs"), reverse("evidence:mix_beliefs")), Link(name, "")),
        verdict=figures.bold(words, **about),
        picture=pictures.believed_curve(data, drawn, data.channels.index(belief.channel)),
        history=_history(history) if history else None,
        own=belief.own,
    )


def spread_of(belief: Belief) -> Spread:
    """The quantiles of a log-normal belief."""
    median, spread = float(belief.median), float(belief.spread)
    return Spread(*(median * math.exp(spread * NormalDist().inv_cdf(level)) for level in QUANTILES))


def ends(belief: Belief) -> tuple[float, float]:
    """Its 8-in-10 range."""
    spread = spread_of(belief)
    return spread.low, spread.high


def _row(belief: Belief) -> Row:
    low, high = ends(belief)
    name = channel_name(belief.channel)
    return (
        Cell(name, reverse("evidence:mix_belief", args=[belief.channel])),
        say.ratio(belief.median),
        figures.between(say.ratio(low), say.ratio(high)),
        Cell(belief.name, note=say.moment(belief.at, year=True) if belief.at else "")
        if belief.own
        else _("the usual one"),
        belief.why,
    )


def _history(history: Sequence[BeliefLine]) -> Table:
    columns = (Column(_("When")), Column(_("Who")), Column(_("Back per 1"), "number"), Column(_("Why")))
    rows = [
        (
            say.moment(line.at, year=True), line.name,
            _("the usual one") if line.median is None else say.ratio(line.median), line.why,
        )
        for line in history
    ]  # fmt: skip
    return Table(_("What was believed before, the newest first"), columns, rows)


def _model() -> Link:
    return Link(pgettext("view of the mix model", "Model"), reverse("evidence:mix_model"))
