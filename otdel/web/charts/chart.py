"""What a chart function returns: pictures of several widths, a sentence, a legend and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from otdel.web.parts import Table, Text

FEWEST = 3  # fewer points are said in a sentence
WIDTHS = (324, 500, 740, 920, 1100)  # what charts are drawn at
SHOWN_FROM = (0, 500, 740, 920, 1100)  # the width of the place that shows each; figures.css has the same steps


@dataclass(frozen=True, slots=True)
class Legend:
    """`swatch` is a class of the legend: "ln", "ln plan", "ln fc", "o-paid", "o-80" and so on."""

    swatch: str
    label: Text


@dataclass(frozen=True, slots=True)
class Chart:
    """`variants` run from the narrowest; a page shows the widest that fits. With a `sentence` there is no picture."""

    label: str
    variants: tuple[str, ...] = ()
    legend: tuple[Legend, ...] = ()
    table: Table | None = None
    caption: Text = ""
    sentence: str = ""
    legend_with_split: bool = False  # only the split bars need it: the flow names its ends

    @property
    def html(self) -> SafeString:
        """The pictures in a container that shows one of them by its own width."""
        edges = [0, *SHOWN_FROM[1 : len(self.variants)]]
        shown = ""
        for number, svg in enumerate(self.variants):
            until = f" to-{edges[number + 1]}" if number + 1 < len(edges) else ""
            shown += f'<div class="variant from-{edges[number]}{until}">{svg}</div>'
        return mark_safe(f'<div class="cq">{shown}</div>')  # noqa: S308

    @property
    def widest(self) -> str:
        return self.variants[-1] if self.variants else ""


def at_widths(draw: Callable[[int], str], most: int = WIDTHS[-1]) -> tuple[str, ...]:
    """Every width up to `most`."""
    return tuple(draw(width) for width in WIDTHS if width <= most)


def said(label: str, sentence: str, table: Table | None = None) -> Chart:
    """Too few points for a picture: a sentence instead."""
    return Chart(label=label, sentence=sentence, table=table)
