"""Letting the demo's KPIs be counted, closing the old months, and the one correction of a closed month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from otdel.scorecard.models import Adjustment, KpiValue
from otdel.scorecard.queries.valuing import Valuer
from otdel.scorecard.services.computing import compute
from otdel.scorecard.services.freezing import adjust, close
from otdel.testing.demo.department.cast import MONTHS
from otdel.testing.demo.department.ground import Ground, moment

Progress = Callable[[str, int, int], None]
LAST_CLOSED = 2  # months back: the last whole month is still being read, and its people close it
CORRECTED, CORRECTED_BACK, LESS = "cnt_full", 4, Decimal("0.0120")
WHY = "Thirty cards were counted as complete though their photographs had been taken down; found in the rights audit."


def count_and_close(ground: Ground, progress: Progress) -> None:
    """Count everything, and freeze each month up to the one before the last."""
    progress("department: KPIs", 0, 2)
    compute(ground.today, months_back=MONTHS)
    progress("department: closing months", 1, 2)
    valuer = Valuer.load(ground.today)
    for unit, start in _over(ground):
        close(ground.head, unit, start, valuer=valuer)


def _over(ground: Ground) -> Iterator[tuple[str, date]]:
    """Months to close, and with its third month each quarter."""
    for back in range(MONTHS, LAST_CLOSED - 1, -1):
        month = ground.month(back)
        yield "month", month.start
        if month.start.month % 3 == 0 and back + 2 <= MONTHS:
            yield "quarter", ground.month(back + 2).start


def correct(ground: Ground, day: date) -> None:
    """One value of a closed month is corrected on `day`, with its reason."""
    found = KpiValue.objects.filter(kpi=CORRECTED, unit="month", start=ground.month(CORRECTED_BACK).start)
    value = found.exclude(value=None).order_by("pk").first()
    if value is not None and value.value is not None:
        made = adjust(ground.head, value.pk, value.value - LESS, WHY)
        Adjustment.objects.filter(pk=made.pk).update(at=moment(day, 10))
