"""What goes wrong between the platforms and the files: days nobody exported, cells nobody can read, early reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from otdel.testing.demo.seasons import Calendar
from otdel.testing.demo.spend import CENT, Spent

ROZETKA, PARTNER, SMS = "Rozetka, promoted goods", "SalesDoubler", "SMS for past buyers"
SPOILT = {  # campaign and days back: what stands in the cell instead of the cost
    (PARTNER, 12): "уточнюється",
    (PARTNER, 13): "уточнюється",
    (ROZETKA, 75): "#REF!",
    (SMS, 47): "помилка",
}


@dataclass(frozen=True, slots=True)
class Mishaps:
    calendar: Calendar

    def missing(self, row: Spent) -> bool:
        """True for a day that was spent on but is in no file."""
        return row.campaign.name == ROZETKA and row.day in self.calendar.missing

    def spoilt(self, row: Spent) -> str:
        """What stands in place of the cost; nothing when the cost is there."""
        return SPOILT.get((row.campaign.name, (self.calendar.today - row.day).days), "")

    def readable(self, row: Spent) -> bool:
        return not self.missing(row) and not self.spoilt(row)

    def as_first_reported(self, row: Spent) -> Spent:
        """The row as the report exported too early had it: invalid clicks were not taken back yet."""
        if row.day not in self.calendar.twice:
            return row
        late = 1 + Decimal((self.calendar.first_report.end - row.day) // timedelta(days=1)) / 400
        early = (row.cost * (Decimal("1.045") - late + 1)).quantize(CENT)
        conversions = Decimal(int(row.conversions * Decimal("0.8")))
        return replace(row, cost=early, clicks=round(row.clicks * 1.03), conversions=conversions)
