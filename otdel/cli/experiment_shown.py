"""Numbers of experiments as people read them at a terminal, and as JSON holds them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from otdel.analytics.experiments.ab.lift import Range
from otdel.analytics.experiments.findings import Finding

THIN = "\u202f"


def rounded(value: float | None) -> float | None:
    """Seven figures; None for what is not finite: JSON has no word for it."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.7g}")


def ends(found: Range | None) -> list[float | None] | None:
    return None if found is None else [rounded(found.low), rounded(found.high)]


def number(value: float | None, unit: str = "") -> str:
    """Thousands with thin spaces; as many figures as tell something."""
    if value is None:
        return "∞"
    size = abs(value)
    shown = (
        f"{value:,.0f}" if size >= 100 or value == round(value) else f"{value:,.2f}" if size >= 1 else f"{value:.4g}"
    )
    return " ".join(part for part in (shown.replace(",", THIN).replace("-", "−"), unit) if part)


def signed(value: float | None, unit: str = "") -> str:
    """The same with its sign."""
    shown = number(value, unit)
    return shown if value is None or value <= 0 else f"+{shown}"


def percent(value: float | None) -> str:
    """A lift: one figure after the point under 100 %."""
    if value is None:
        return "∞"
    shown = f"{100 * value:+,.1f}" if abs(value) < 10 else f"{100 * value:+,.0f}"
    return f"{shown.replace(',', THIN).replace('-', '−')} %"


def from_to(found: Sequence[float | None] | None, *, lift: bool = False, unit: str = "") -> str:
    """A range; its ends that are not known are infinite."""
    if found is None:
        return ""
    low, high = ((percent(one) if lift else signed(one)) for one in found)
    low = "−∞" if found[0] is None else low
    high = "+∞" if found[1] is None else high
    return " ".join(part for part in (f"{low} … {high}", unit) if part)


def chance(value: float) -> str:
    return "< 0.0001" if value < 1e-4 else f"{value:.2g}" if value < 0.1 else f"{value:.2f}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Columns in line: texts to the left, all others to the right."""
    lines = [list(header), *(list(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]


def findings_said(found: Iterable[Finding]) -> list[dict[str, Any]]:
    from otdel.cli.experiment_findings import sentence

    return [
        {"code": one.reason.code, "said": sentence(one.reason), "refuses": one.refuses, "line": one.line or None}
        for one in found
    ]
