"""A line over days or weeks, with the same days of the period before behind it; gaps stay gaps."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.web.charts.axes import Frame, frame, rules, under
from otdel.web.charts.chart import FEWEST, Chart, Legend, at_widths, said
from otdel.web.charts.svg import Number, Point, Say, Tip, circle, path, picture
from otdel.web.format import not_known
from otdel.web.parts import Column, Row, Table

Values = Sequence[Number | None]


def line_chart(
    labels: Sequence[str],
    values: Values,
    say: Say,
    label: str,
    *,
    before: Values = (),
    name: str = "",
    zero: bool = False,
    goal: Values = (),
    goal_name: str = "",
) -> Chart:
    """`values` stand over `labels`; None is a day without data and breaks the line. `before` is the period before.

    `goal`, dashed, is what each was to reach, None where nothing was asked; `goal_name` is what it is called. The value
    axis is labelled and need not start at nothing; `zero` makes it. `name` says what is measured.
    """
    now = [None if value is None else float(value) for value in values]
    then = [None if value is None else float(value) for value in before][: len(now)]
    then += [None] * (len(now) - len(then)) if then else []
    asked = [None if value is None else float(value) for value in goal][: len(now)]
    table = _table(labels, now, then, say, label, name)
    if asked:
        table = _with_goal(table, asked, say, goal_name)
    if sum(value is not None for value in now) < FEWEST:
        return said(label, label, table)

    def draw(width: int) -> str:
        return _draw(width, labels, now, then, say, label, zero=zero, asked=asked)

    legend = (Legend("ln", name or _("This period")), Legend("ln prev", _("The period before"))) if then else ()
    if asked:
        legend = (Legend("ln", name or label), Legend("ln plan", goal_name))
    return Chart(label, at_widths(draw), legend, table)


def _draw(
    width: int,
    labels: Sequence[str],
    now: Sequence[float | None],
    then: Sequence[float | None],
    say: Say,
    label: str,
    *,
    zero: bool,
    asked: Sequence[float | None] = (),
) -> str:
    known = [value for value in (*now, *then, *asked) if value is not None]
    shape = frame(width, 220 if width < 480 else 260, known, say, zero=zero, most=4)
    x = shape.along(len(now))
    body = rules(shape, say) + under(shape, labels, x)
    body += [path(piece, "prev") for piece in _pieces(shape, then)]
    body += [path(piece, "plan") for piece in _pieces(shape, asked)]
    for piece in _pieces(shape, now):
        body += [path(piece, "act")] if len(piece) > 1 else [circle(*piece[0], 3, "dot")]
    if len(now) <= 31 and width >= 480:
        body += [circle(*point, 3, "dot") for piece in _pieces(shape, now) for point in piece]
    return picture(width, shape.height, "".join(body), "line", label, _tips(labels, now, then, say, shape))


def _with_goal(table: Table, asked: Sequence[float | None], say: Say, goal_name: str) -> Table:
    words = ["" if value is None else say(value) for value in asked]
    rows: list[Row] = [[*row, word] for row, word in zip(table.rows, words, strict=True)]
    return Table(table.caption, [*table.columns, Column(goal_name, "number")], rows)


def _pieces(shape: Frame, values: Sequence[float | None]) -> list[list[Point]]:
    """Runs of known values."""
    x = shape.along(len(values))
    runs: list[list[Point]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((x(place), shape.y(value)))
    return [run for run in runs if run]


def _tips(
    labels: Sequence[str], now: Sequence[float | None], then: Sequence[float | None], say: Say, shape: Frame
) -> list[Tip]:
    x = shape.along(len(now))
    tips: list[Tip] = []
    for place, value in enumerate(now):
        lines = [not_known() if value is None else say(value)]
        if then and (earlier := then[place]) is not None:
            lines.append(_("The period before: %(value)s") % {"value": say(earlier)})
        tips.append((x(place), [labels[place], *lines]))
    return tips


def _table(
    labels: Sequence[str], now: Sequence[float | None], then: Sequence[float | None], say: Say, caption: str, name: str
) -> Table:
    def cell(value: float | None) -> str:
        return not_known() if value is None else say(value)

    columns = [Column(pgettext("column", "When")), Column(name or _("This period"), "number")]
    columns += [Column(_("The period before"), "number")] if then else []
    rows: list[Row] = [
        [labels[place], cell(value), *([cell(then[place])] if then else [])] for place, value in enumerate(now)
    ]
    return Table(caption, columns, rows)
