"""When somebody is told: a goal's chance is low, or a day's number left the corridor it was expected in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from otdel.forecasting.rules.arrays import Floats

Sort = Literal["corridor", "import"]
LOWER_AGAIN = 0.5  # told again only when odds fell to half of what was told last
QUIET = 60  # days without a single zero, after which a zero looks like a file that did not come
SILENT_DAYS = 7  # newest days looked at


@dataclass(frozen=True, slots=True)
class Limit:
    """Told when odds are under `odds` and at least `share` of the period is over."""

    odds: float = 0.2
    share: float = 0.25


def low_odds(odds: float | None, gone: float, limit: Limit, told: Sequence[float] = ()) -> bool:
    """`gone` is the share of the period that is over; `told` the odds of earlier messages of this period."""
    if odds is None or gone < limit.share or odds >= limit.odds:
        return False
    return not told or odds <= min(told) * LOWER_AGAIN


@dataclass(frozen=True, slots=True)
class Break:
    """A day [place] outside its corridor. `import` when it looks like a fault of a file rather than like business."""

    place: int
    sort: Sort
    fault: str  # "", "nothing", "times_ten", "twice", "spike"
    value: float
    low: float
    middle: float
    high: float


def breaks(values: Floats, low: Floats, middle: Floats, high: Floats, faults: dict[int, str]) -> list[Break]:
    """Of the last [H] days of `values` [n], those that left their corridor [H]; `faults` are kinds by place in [n]."""
    first = len(values) - len(low)
    quiet = bool(len(values[:first]) >= QUIET and (values[first - QUIET : first] > 0).all())
    found = []
    for place in range(first, len(values)):
        value, at = float(values[place]), place - first
        fault = "nothing" if quiet and value == 0 else faults.get(place, "")
        if fault or not low[at] <= value <= high[at]:
            edges = float(low[at]), float(middle[at]), float(high[at])
            found.append(Break(place, "import" if fault else "corridor", fault, value, *edges))
    return found


def runs(found: Sequence[Break]) -> list[list[Break]]:
    """Days that stand together and look alike are one matter: a week without a file is not seven faults."""
    together: list[list[Break]] = []
    for one in found:
        last = together[-1][-1] if together else None
        if last and last.place + 1 == one.place and last.sort == one.sort:
            together[-1].append(one)
        else:
            together.append([one])
    return together


@dataclass(frozen=True, slots=True)
class Kept:
    """How warnings did: goals warned of and missed, warned of and reached, missed without a word."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Of the goals warned of, the share that was missed."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Of the goals that were missed, the share warned of."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None
