"""What an address asks about money: its query string read, and written again with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from urllib.parse import urlencode

from otdel.evidence.queries import Basis, Filters
from otdel.kit.calendar import Named, containing, named
from otdel.kit.period import Period

Compare = Literal["before", "year", "none"]
COMPARES: tuple[Compare, ...] = ("before", "year", "none")
ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """One state of a money page. `span` None means every day there is; `with_vat` None: as the company shows it."""

    span: Named | None
    compare: Compare = "before"
    basis: Basis = Basis.LEAD
    with_vat: bool | None = None
    channel: str = ""
    source: str = ""
    campaign: str = ""

    def period(self, today: date) -> Period | None:
        """The days asked about that are over: a running quarter ends with yesterday, since today is not whole yet.

        A period with no whole day in it, such as today itself, is left as it is.
        """
        if self.span is None:
            return None
        return self.span.period.clip(Period(date.min, today)) or self.span.period

    def compared(self, today: date) -> Period | None:
        """The period to compare with: the unit before, or the same days a year ago.

        A period still running is compared with as many first days of the other, else every quarter would look like
        a fall until its last day.
        """
        now = self.period(today)
        if self.span is None or now is None or self.compare == "none":
            return None
        earlier = _year_before(self.span.period) if self.compare == "year" else self.span.earlier().period
        if now == self.span.period:
            return earlier
        return earlier.clip(Period(earlier.start, earlier.start + (now.end - now.start)))

    @property
    def filters(self) -> Filters:
        return Filters(channel=self.channel, source=self.source, campaign=self.campaign)

    def query(self, **changes: object) -> str:
        """The query string of this state with `changes` made; what is usual is left out."""
        state = replace(self, **changes)  # type: ignore[arg-type]  # names of this class's own fields
        said = {
            "period": state.span.code if state.span else ALL,
            "compare": "" if state.compare == "before" else state.compare,
            "basis": "" if state.basis is Basis.LEAD else state.basis.value,
            "vat": "" if state.with_vat is None else str(int(state.with_vat)),
            "channel": state.channel,
            "source": state.source,
            "q": state.campaign,
        }
        return "?" + urlencode({name: value for name, value in said.items() if value})


def asked(address: Mapping[str, str], today: date) -> Asked:
    """Read an address. What it does not say, or says wrongly, is as usual: this quarter, against the one before."""
    code = address.get("period", "")
    compare = address.get("compare", "before")
    basis = address.get("basis", "")
    return Asked(
        span=None if code == ALL else named(code) or containing(today, "quarter"),
        compare=next((one for one in COMPARES if one == compare), "before"),
        basis=Basis.PAYMENT if basis == Basis.PAYMENT.value else Basis.LEAD,
        with_vat={"0": False, "1": True}.get(address.get("vat", "")),
        channel=address.get("channel", "")[:200],
        source=address.get("source", "")[:80],
        campaign=address.get("q", "")[:200],
    )


def _year_before(period: Period) -> Period:
    return Period(_back_a_year(period.start), _back_a_year(period.end))


def _back_a_year(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
