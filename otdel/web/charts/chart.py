"""What a chart function returns: pictures of several widths, a sentence, a legend and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from otdel.web.parts import Table, Text

FEWEST = 3  # fewer points are said in a sentence


@dataclass(frozen=True, slots=True)
class Legend:
    """`swatch` is a class of the legend: "ln", "ln plan", "ln fc", "o-paid", "o-80" and so on."""

    swatch: str
    label: Text


@dataclass(frozen=True, slots=True)
class Chart:
    """`variants` run from the narrowest; the page shows the widest that fits. With `sentence` set there is no picture."""

    label: str
    variants: tuple[str, ...] = ()
    legend: tuple[Legend, ...] = ()
    table: Table | None = None
    caption: Text = ""
    sentence: str = ""
    legend_narrow_only: bool = False

    @property
    def html(self) -> SafeString:
        """The pictures in a container that shows one of them by its own width."""
        shown = "".join(f'<div class="v v{number}">{svg}</div>' for number, svg in enumerate(self.variants))
        return mark_safe(f'<div class="cq"><div class="variants n{len(self.variants)}">{shown}</div></div>')  # noqa: S308

    @property
    def widest(self) -> str:
        return self.variants[-1] if self.variants else ""


def at_widths(draw: Callable[[int], str], widths: Sequence[int]) -> tuple[str, ...]:
    return tuple(draw(width) for width in widths)


def said(label: str, sentence: str, table: Table | None = None) -> Chart:
    """Too few points for a picture: a sentence instead."""
    return Chart(label=label, sentence=sentence, table=table)
