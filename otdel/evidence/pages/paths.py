"""The page of paths: how buyers came, what every model credits the channels with, and where the models part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.analytics.attribution.comparing import Difference
from otdel.analytics.attribution.models import MODELS
from otdel.evidence.asked import Asked
from otdel.evidence.pages import controls, links
from otdel.evidence.queries.attributed import RULES, Attributed, share_of
from otdel.evidence.queries.paths import Road
from otdel.evidence.wording import paths as words
from otdel.kit.money import Money
from otdel.kit.reason import NoData
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.charts import Chart, bars
from otdel.web.charts.bars import Bar
from otdel.web.parts import Cell, Column, Explanation, Link, Period, Table
from otdel.web.reasons import say as words_of

To = Callable[..., str]
WAYS = 8  # sequences listed
PARTED = 4  # channels whose models part are explained


@dataclass(frozen=True, slots=True)
class Apart:
    """A channel the models do not agree about."""

    name: str
    href: str
    range: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PathsPage:
    verdict: str
    period: Period
    measures: list[Link]
    table: Table | None
    apart: list[Apart]
    touches: Chart | None
    ways: Table | None
    notes: list[str]
    nothing: str


def page(found: Attributed, asked: Asked, today: date, to: To, by: str) -> PathsPage:
    measures = [
        Link(pgettext("what models share out", "Sales"), to(), current=by != "worth"),
        Link(pgettext("what models share out", "Revenue"), to() + _joined(to(), by="worth"), current=by == "worth"),
    ]
    known = bool(found.credits)
    return PathsPage(
        verdict=verdict(found),
        period=controls.period_switch(asked, today, to),
        measures=measures if known else [],
        table=_models(found, asked, by) if known else None,
        apart=[_apart(one, found, asked) for one in found.apart if one.apart][:PARTED],
        touches=_touches(found) if found.lengths else None,
        ways=_ways(found) if found.sequences else None,
        notes=notes(found),
        nothing=""
        if known
        else _("No way of any sale is known in these days. Bring visits of the site, or choose other days."),
    )


def verdict(found: Attributed) -> str:
    sales = len(found.roads.sales)
    if not sales:
        return _("No sale was won in these days.")
    if not found.credits:
        return _("Of the sales of these days no touch is known.")
    said = ngettext(
        "The way of %(percent)s of %(sales)s sale is known.",
        "The way of %(percent)s of %(sales)s sales is known.",
        sales,
    ) % {"percent": say.percent(Decimal(len(found.roads.known)) / sales, 0), "sales": say.number(sales)}
    return f"{said} {_most_apart(found)}"


def _most_apart(found: Attributed) -> str:
    widest = next((one for one in found.apart if one.apart), None)
    if widest is None:
        return _("All models say nearly the same.")
    return _(
        "Where visits were recorded, models part most over %(channel)s: from %(low)s of sales (%(lowest)s) to %(high)s "
        "(%(highest)s)."
    ) % {
        "channel": channel_name(widest.channel),
        "low": say.percent(Decimal(str(widest.low)), 0),
        "lowest": words.name(widest.lowest),
        "high": say.percent(Decimal(str(widest.high)), 0),
        "highest": words.name(widest.highest),
    }


def notes(found: Attributed) -> list[str]:
    """What the answer rests on: where ways come from, how far back they go, what stays unknown."""
    roads = found.roads
    if not roads.sales:
        return []
    said = [
        _(
            "Visits were recorded for %(seen)s of %(sales)s sales, at most %(days)s days back. Of %(carried)s more "
            "only the origin the sale carries itself is known: one touch, on which all models agree."
        )
        % {
            "seen": say.number(len(roads.recorded)),
            "sales": say.number(len(roads.sales)),
            "days": say.number(roads.look_back_days),
            "carried": say.number(len(roads.known) - len(roads.recorded)),
        }
    ]
    if roads.unknown:
        said.append(
            ngettext(
                "%(count)s sale has no origin at all: it stays unknown in every model and is never shared out.",
                "%(count)s sales have no origin at all: they stay unknown in every model and are never shared out.",
                roads.unknown,
            )
            % {"count": say.number(roads.unknown)}
        )
    return said


def _models(found: Attributed, asked: Asked, by: str) -> Table:
    """Channels by models; the lines add up to the same total in every column."""
    columns = [Column(_("Channel"))]
    columns += [
        Column(words.name(model), "number", Explanation(words.name(model), words.meaning(model))) for model in MODELS
    ]
    rows = [
        (
            Cell(channel_name(channel), of_channel(asked, channel)),
            *(_credit(found, asked, model, place, by) for model in MODELS),
        )
        for place, channel in _by_credit(found)
    ]
    unknown = _amount(found, found.roads.lost[by == "worth"], by)
    if found.roads.unknown:
        rows.append((Cell(pgettext("origin", "Unknown")), *(unknown for _model in MODELS)))
    total = (pgettext("all rows together", "Total"), *(_total(found, model, by) for model in MODELS))
    caption = _("Revenue less returns by channel and model") if by == "worth" else _("Sales by channel and model")
    return Table(caption, columns, rows, total)


def _by_credit(found: Attributed) -> list[tuple[int, str]]:
    """Places of channels, the most credited by equal parts first."""
    equal = found.answers["linear"].conversions
    return sorted(enumerate(found.roads.channels), key=lambda one: (-equal[one[0]], one[1]))


def _credit(found: Attributed, asked: Asked, model: str, place: int, by: str) -> Cell | str:
    answer = found.credits[model]
    if isinstance(answer, NoData):
        return Cell(say.not_known(), note=words_of(answer.reason))
    values = answer.value if by == "worth" else answer.conversions
    assert values is not None
    off = "" if answer.error is None else _("± %(off)s") % {"off": say.number(Decimal(str(answer.error[place])), 1)}
    return Cell(_amount(found, float(values[place]), by), of_channel(asked, found.roads.channels[place], model), off)


def _total(found: Attributed, model: str, by: str) -> str:
    answer = found.credits[model]
    if isinstance(answer, NoData):
        return say.not_known()
    values = answer.value if by == "worth" else answer.conversions
    assert values is not None
    return _amount(found, float(values.sum()) + found.roads.lost[by == "worth"], by)


def _amount(found: Attributed, amount: float, by: str) -> str:
    if by == "worth":
        return say.money(Money(Decimal(str(round(amount, 2))), found.roads.currency))
    return say.number(Decimal(str(round(amount, 1))), 1)


def _apart(one: Difference, found: Attributed, asked: Asked) -> Apart:
    return Apart(
        channel_name(one.channel),
        of_channel(asked, one.channel),
        _("from %(low)s (%(lowest)s) to %(high)s (%(highest)s) of sales")
        % {
            "low": say.percent(Decimal(str(one.low)), 1),
            "lowest": words.name(one.lowest),
            "high": say.percent(Decimal(str(one.high)), 1),
            "highest": words.name(one.highest),
        },
        tuple(words_of(why) for why in one.why),
    )


def _touches(found: Attributed) -> Chart:
    """Sales by how many touches they took."""
    last = max((one.touches for one in found.lengths if one.conversions), default=1)
    items = [
        Bar(_("10 and more") if one.touches == 10 else str(one.touches), one.conversions)
        for one in found.lengths
        if one.touches <= last
    ]
    return bars(
        items,
        lambda value: say.number(Decimal(str(value)), 0),
        _("Sales with recorded visits, by touches on their way"),
        name=_("Sales"),
    )


def _ways(found: Attributed) -> Table:
    columns = (
        Column(pgettext("path", "Way")), Column(_("Sales"), "number"), Column(_("Revenue"), "number"),
        Column(_("Of those who came so, bought"), "number"),
    )  # fmt: skip
    rows = [
        (
            " → ".join(channel_name(channel) for channel in one.channels),
            say.number(Decimal(str(one.conversions)), 0),
            _amount(found, one.value or 0.0, "worth"),
            say.not_known() if one.rate is None else say.percent(Decimal(str(one.rate)), 0),
        )
        for one in found.sequences[:WAYS]
    ]  # fmt: skip
    return Table(_("The most frequent ways, of recorded visits"), columns, rows)


@dataclass(frozen=True, slots=True)
class SalesPage:
    title: str
    crumbs: tuple[Link, ...]
    verdict: str
    models: list[Link]
    table: Table


def sales(
    found: Attributed, channel: str, model: str, met: Sequence[Road], shown: Sequence[Road], asked: Asked
) -> SalesPage:
    """Sales on whose way the channel stands, with the part the model gives it; a rule's parts add up to its figure."""
    name = channel_name(channel)
    return SalesPage(
        title=_("Ways through %(channel)s") % {"channel": name},
        crumbs=(Link(_("Paths"), of_paths(asked)), Link(name, "")),
        verdict=_met(found, channel, model, met),
        models=[Link(words.name(one), of_channel(asked, channel, one), current=one == model) for one in MODELS],
        table=_sales(found, channel, model, shown),
    )


def _met(found: Attributed, channel: str, model: str, met: Sequence[Road]) -> str:
    answer, place = found.credits[model], found.roads.channels.index(channel)
    said = ngettext(
        "%(channel)s stands on the way of %(count)s sale.",
        "%(channel)s stands on the way of %(count)s sales.",
        len(met),
    ) % {"channel": channel_name(channel), "count": say.number(len(met))}
    if isinstance(answer, NoData):
        return f"{said} {words_of(answer.reason)}"
    amount = say.number(Decimal(str(round(float(answer.conversions[place]), 1))), 1)
    if model in RULES:
        return said + " " + _("By the rule “%(model)s” their parts add up to %(amount)s.") % {
            "model": words.name(model), "amount": amount,
        }  # fmt: skip
    return said + " " + _("The model “%(model)s” weighs all ways together and gives it %(amount)s.") % {
        "model": words.name(model), "amount": amount,
    }  # fmt: skip


def _sales(found: Attributed, channel: str, model: str, shown: Sequence[Road]) -> Table:
    columns = [Column(_("Sale")), Column(_("Day")), Column(pgettext("path", "Way")), Column(_("Revenue"), "number")]
    if model in RULES:
        columns.append(Column(_("Part of the sale"), "number"))
    return Table(_("Sales and their ways"), columns, [_sale(found, one, channel, model) for one in shown])


def _sale(found: Attributed, one: Road, channel: str, model: str) -> tuple[Cell | str, ...]:
    worth = say.not_known() if one.worth is None else say.money(Money(one.worth, found.roads.currency))
    way = " → ".join(channel_name(touch.channel) for touch in one.touches)
    cells = (
        Cell(one.sale[2], links.file_row(one.import_id, one.row, one.sheet)),
        say.day(one.day, year=True) if one.day else "",
        Cell(way, note="" if one.seen else _("what the sale carries itself")),
        worth,
    )
    return (*cells, say.percent(Decimal(str(share_of(one, channel, model))), 0)) if model in RULES else cells


def of_paths(asked: Asked) -> str:
    return reverse("evidence:paths") + asked.query()


def of_channel(asked: Asked, channel: str, model: str = "last_non_direct") -> str:
    page = reverse("evidence:path_sales", args=[channel]) + asked.query()
    return page + _joined(page, model=model)


def _joined(address: str, **more: str) -> str:
    return ("&" if "?" in address else "?") + urlencode(more)
