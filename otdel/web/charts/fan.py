"""A forecast as a fan: what was, what was planned, and what may come with its ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.web.charts.axes import TOP, Frame, frame, rules, under
from otdel.web.charts.chart import FEWEST, Chart, Legend, at_widths, said
from otdel.web.charts.svg import Number, Say, Tip, band, circle, line, path, picture, text, width_of
from otdel.web.parts import Column, Row, Table


@dataclass(frozen=True, slots=True)
class Ahead:
    """One step of the future: the middle, the range of 5 times in 10 and the range of 8 times in 10."""

    middle: Number
    five: tuple[Number, Number]
    eight: tuple[Number, Number]


def fan(
    labels: Sequence[str],
    actual: Sequence[Number],
    ahead: Sequence[Ahead],
    plan: Sequence[Number],
    say: Say,
    label: str,
) -> Chart:
    """`labels` and `plan` cover the past and the future; `actual` the past; `ahead` the rest. `plan` may be empty."""
    table = _table(labels, actual, ahead, plan, say, label)
    if not actual or len(actual) + len(ahead) < FEWEST:
        return said(label, label, table)
    shown = [(Legend("ln", _("Actual")), True), (Legend("ln plan", _("Plan")), bool(plan))]
    shown += [(Legend("ln fc", _("Forecast")), bool(ahead)), (Legend("o-50", _("5 times in 10")), bool(ahead))]
    shown += [(Legend("o-80", _("8 times in 10")), bool(ahead))]
    legend = tuple(entry for entry, drawn in shown if drawn)
    return Chart(label, at_widths(lambda width: _draw(width, labels, actual, ahead, plan, say, label)), legend, table)


def _draw(
    width: int,
    labels: Sequence[str],
    actual: Sequence[Number],
    ahead: Sequence[Ahead],
    plan: Sequence[Number],
    say: Say,
    label: str,
) -> str:
    small = width < 480
    ends = [float(edge) for step in ahead for edge in step.eight]
    known = [float(value) for value in (*actual, *plan)] + ends
    margin = 12.0 if small else max(width_of(_("Forecast")), width_of(_("Plan"))) + 24
    shape = frame(width, 236 if small else 280, known, say, margin=margin)
    x = shape.along(len(labels))
    body = rules(shape, say) + under(shape, labels, x)
    last = len(actual) - 1
    if ahead:
        body += _cone(shape, last, float(actual[-1]), ahead, len(labels))
        body += [line(x(last), TOP - 8, x(last), shape.floor, "now")]
        body += [text(x(last) - 6, TOP - 12, pgettext("on a chart", "Today"), "ax strong", "end")]
    body += [path([(x(place), shape.y(float(value))) for place, value in enumerate(plan)], "plan")] if plan else []
    points = [(x(place), shape.y(float(value))) for place, value in enumerate(actual)]
    if ahead:
        future = [(x(last + 1 + place), shape.y(float(step.middle))) for place, step in enumerate(ahead)]
        body += [path([points[-1], *future], "fc")]
    body += [path(points, "act"), *(circle(*point, 3, "dot") for point in points)]
    if not small:
        body += _names(shape, plan, ahead)
    return picture(width, shape.height, "".join(body), "fan", label, _tips(labels, actual, ahead, plan, say, shape))


def _cone(shape: Frame, last: int, start: float, ahead: Sequence[Ahead], count: int) -> list[str]:
    x = shape.along(count)
    xs = [x(last + place) for place in range(len(ahead) + 1)]

    def edge(values: Sequence[Number]) -> list[float]:
        return [shape.y(start), *(shape.y(float(value)) for value in values)]

    wide = band(xs, edge([step.eight[0] for step in ahead]), edge([step.eight[1] for step in ahead]), "b80")
    return [wide, band(xs, edge([step.five[0] for step in ahead]), edge([step.five[1] for step in ahead]), "b50")]


def _names(shape: Frame, plan: Sequence[Number], ahead: Sequence[Ahead]) -> list[str]:
    """The lines named at their right ends, at least a line apart."""
    ends = [(shape.y(float(plan[-1])), _("Plan"), "lab plan-t")] if plan else []
    ends += [(shape.y(float(ahead[-1].middle)), _("Forecast"), "lab fc-t")] if ahead else []
    ends.sort()
    if len(ends) == 2 and ends[1][0] - ends[0][0] < 16:
        middle = (ends[0][0] + ends[1][0]) / 2
        ends = [(middle - 8, *ends[0][1:]), (middle + 8, *ends[1][1:])]
    return [text(shape.right + 14, y + 4, words, css) for y, words, css in ends]


def _lines(place: int, actual: Sequence[Number], ahead: Sequence[Ahead], plan: Sequence[Number], say: Say) -> list[str]:
    lines = []
    if place < len(actual):
        lines.append(_("Actual: %(value)s") % {"value": say(actual[place])})
    else:
        step = ahead[place - len(actual)]
        lines.append(_("Forecast: %(value)s") % {"value": say(step.middle)})
        lines.append(_("8 in 10: %(low)s to %(high)s") % {"low": say(step.eight[0]), "high": say(step.eight[1])})
    return [*lines, _("Plan: %(value)s") % {"value": say(plan[place])}] if plan else lines


def _tips(
    labels: Sequence[str],
    actual: Sequence[Number],
    ahead: Sequence[Ahead],
    plan: Sequence[Number],
    say: Say,
    shape: Frame,
) -> list[Tip]:
    x = shape.along(len(labels))
    return [
        (x(place), [labels[place], *_lines(place, actual, ahead, plan, say)])
        for place in range(len(actual) + len(ahead))
    ]


def _table(
    labels: Sequence[str],
    actual: Sequence[Number],
    ahead: Sequence[Ahead],
    plan: Sequence[Number],
    say: Say,
    caption: str,
) -> Table:
    names = [pgettext("column", "When"), _("Plan"), _("Actual"), _("Forecast"), _("8 times in 10")]
    rows: list[Row] = []
    for place, when in enumerate(labels):
        past = place < len(actual)
        step = None if past or place - len(actual) >= len(ahead) else ahead[place - len(actual)]
        rows.append(
            [
                when,
                say(plan[place]) if plan else "",
                say(actual[place]) if past else "",
                say(step.middle) if step else "",
                _("%(low)s to %(high)s") % {"low": say(step.eight[0]), "high": say(step.eight[1])} if step else "",
            ]
        )
    return Table(caption, [Column(name, "number" if place else "text") for place, name in enumerate(names)], rows)
