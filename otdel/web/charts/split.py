"""Split bars: one bar a row, cut by outcome."""

from __future__ import annotations

from collections.abc import Sequence

from otdel.web.charts.svg import Say, box, picture, scale, text

Named = tuple[str, Sequence[tuple[str, float]]]  # a row's name and its parts: class, amount
ROW = 46


def draw_split(width: int, rows: Sequence[Named], say: Say, label: str) -> str:
    most = max(sum(amount for _css, amount in parts) for _name, parts in rows)
    x = scale(0, most, 0, width)
    body: list[str] = []
    for number, (name, parts) in enumerate(rows):
        top, start = number * ROW, 0.0
        total = say(sum(amount for _css, amount in parts))
        body += [text(0, top + 14, _fit(name, width, total), "lab"), text(width, top + 14, total, "num", "end")]
        for css, amount in parts:
            if amount > 0:
                body.append(
                    box(x(start), top + 21, max(round(x(start + amount) - x(start) - 1.5, 1), 1), 14, f"seg {css}")
                )
                start += amount
    return picture(width, ROW * len(rows) + 2, "".join(body), "split", label)


def _fit(name: str, width: int, total: str) -> str:
    """The name, cut where it would run into the amount."""
    most = int((width - len(total) * 7 - 16) / 7)
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
