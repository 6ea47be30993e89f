"""What the mix model sees: margin and marketing spend by week, the same numbers as the Money page shows.

Salaries stay out, so that the numbers are the same for every viewer; so do the department's own costs, which no channel
can answer for. Weeks begin on Monday. Weeks not whole yet, in sales or in spend, are left out and named.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow.compute as pc

from otdel.accounts.queries import CompanyFacts
from otdel.analytics.mix import holidays
from otdel.analytics.mix.findings import reason_from
from otdel.analytics.mix.shapes import MixData
from otdel.evidence.asked import Asked as AskedOfPage
from otdel.evidence.queries.company import company_question, facts, today
from otdel.evidence.queries.days import Days, days, summed
from otdel.evidence.queries.facts import MAY_SEE_MONEY, Asked
from otdel.evidence.queries.ground import Ground, ground
from otdel.evidence.rules.countries import country_of
from otdel.evidence.rules.weeks import Known, Whole, whole_weeks
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.measurement.channels import DEPARTMENT, UNMAPPED
from otdel.measurement.store import warehouse

EYES = Viewer(0, "mix model", Role.SPECIALIST)  # sees what anybody who may see money sees: no salaries
ZERO = Decimal(0)
WEEK = timedelta(days=7)
MARGIN = ("revenue", "returned", "variable_cost", "uncosted")


@dataclass(frozen=True, slots=True)
class Week:
    """From Monday `start`: margin of sales by the day their lead came, spend by channel, parts filled by holidays."""

    start: date
    margin: Decimal
    spend: tuple[Decimal, ...]
    holidays: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Weekly:
    """Weeks without gaps, money in `currency`. `left_out` says which weeks are missing, `notes` which money."""

    currency: str
    weeks: tuple[Week, ...]
    channels: tuple[str, ...]
    holiday_names: tuple[str, ...] = ()
    left_out: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()

    @property
    def period(self) -> Period | None:
        return Period(self.weeks[0].start, self.weeks[-1].start + WEEK) if self.weeks else None

    @property
    def digest(self) -> str:
        """Of the numbers, not of what is said about them."""
        numbers = {name: value for name, value in self.plain().items() if name not in ("left_out", "notes")}
        return hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()

    def of(self, channels: Sequence[str]) -> Weekly:
        """The same weeks with these channels only."""
        places = [self.channels.index(channel) for channel in channels]
        weeks = tuple(replace(week, spend=tuple(week.spend[place] for place in places)) for week in self.weeks)
        return replace(self, channels=tuple(channels), weeks=weeks)

    def data(self) -> MixData:
        """The same for the model. There must be weeks."""
        return MixData(
            starts=tuple(week.start for week in self.weeks),
            step_days=7,
            target=np.array([float(week.margin) for week in self.weeks]),
            channels=self.channels,
            spend=np.array([[float(one) for one in week.spend] for week in self.weeks]),
            target_name="margin",
            currency=self.currency,
            holiday_names=self.holiday_names,
            holidays=np.array([week.holidays for week in self.weeks]),
            control_names=(),
            controls=np.zeros((len(self.weeks), 0)),
        )

    def plain(self) -> dict[str, Any]:
        """As a record keeps it: money as text."""
        return {
            "currency": self.currency,
            "channels": list(self.channels),
            "holiday_names": list(self.holiday_names),
            "weeks": [
                [week.start.isoformat(), _text(week.margin), [_text(one) for one in week.spend], list(week.holidays)]
                for week in self.weeks
            ],
            "left_out": [one.plain() for one in self.left_out],
            "notes": [one.plain() for one in self.notes],
        }

    @classmethod
    def read(cls, plain: dict[str, Any]) -> Weekly:
        return cls(
            plain["currency"],
            tuple(
                Week(date.fromisoformat(start), Decimal(margin), tuple(Decimal(one) for one in spend), tuple(holidays))
                for start, margin, spend, holidays in plain["weeks"]
            ),
            tuple(plain["channels"]),
            tuple(plain["holiday_names"]),
            tuple(reason_from(one) for one in plain["left_out"]),
            tuple(reason_from(one) for one in plain["notes"]),
        )


def weekly(viewer: Viewer) -> Weekly:
    """The weeks as facts stand now. Raises NotAllowed, NotSetUp."""
    viewer.must(*MAY_SEE_MONEY)
    on = today(viewer)
    base, every = _ground(on)
    whole = whole_weeks(_known(base, every, on))
    own = facts(viewer)
    if whole.period is None:
        return Weekly(own.currency, (), (), left_out=whole.left_out)
    return _counted(base, every.within(whole.period), whole, own)


def _ground(on: date) -> tuple[Ground, Days]:
    """What the Money page stands on for a viewer who sees no salaries, and its sums by day."""
    question = company_question(EYES, AskedOfPage(None, compare="none"), on)
    asked = Asked(EYES, warehouse())
    base = ground(asked, question)
    return base, days(asked, base, question)


def _known(base: Ground, every: Days, on: date) -> Known:
    """Which days facts speak for: of sales, and of the spend of each source."""
    spent = every.spend.group_by("source").aggregate([("day", "min"), ("day", "max")])
    spans = {row["source"]: (row["day_min"], row["day_max"]) for row in spent.to_pylist() if row["day_min"]}
    return Known(on, base.since, base.as_of, base.curve, spans)


def _counted(base: Ground, found: Days, whole: Whole, own: CompanyFacts) -> Weekly:
    assert whole.period is not None
    spend, department = _spend(base, found)
    notes = tuple(_notes(base, found, spend, Money(department, own.currency)))
    channels = tuple(sorted(spend, key=lambda channel: (-sum(spend[channel].values()), channel)))
    margin, starts = _by_week(found, MARGIN), _mondays(whole.period)
    names, shares = holidays.columns(country_of(own.time_zone), starts, WEEK.days)
    weeks = tuple(
        Week(start, margin[start], tuple(spend[channel].get(start, ZERO) for channel in channels), tuple(filled))
        for start, filled in zip(starts, shares.tolist(), strict=True)
    )
    return Weekly(own.currency, weeks, channels, names, whole.left_out, notes)


def _mondays(period: Period) -> list[date]:
    return [period.start + WEEK * number for number in range(period.days // 7)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _by_week(found: Days, names: Sequence[str]) -> dict[date, Decimal]:
    """Margin of all sales by week: revenue less returns, less costs, of those whose cost is known."""
    margin: dict[date, Decimal] = defaultdict(Decimal)
    for row in summed(found.deals, ("day",), names):
        revenue, *less = (row[name] or ZERO for name in names)
        margin[_monday(row["day"])] += revenue - sum(less, ZERO)
    return margin


def _spend(base: Ground, found: Days) -> tuple[dict[str, dict[date, Decimal]], Decimal]:
    """Spend of each channel by week, of those that spent at all; and what the department cost besides."""
    spend: dict[str, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    department = ZERO
    for row in summed(found.spend, ("place", "day"), ("amount",)):
        channel, amount = base.origins.places[row["place"]][0], row["amount"] or ZERO
        if channel == DEPARTMENT:
            department += amount
        else:
            spend[channel][_monday(row["day"])] += amount
    return {channel: by_week for channel, by_week in spend.items() if any(by_week.values())}, department


def _notes(base: Ground, found: Days, spend: Mapping[str, Mapping[date, Decimal]], left: Money) -> Iterable[Reason]:
    """Which money these weeks leave out, or take in with a doubt. `left` is what the department cost besides."""
    if base.origins.without_salaries:
        yield Reason.of("mix_without_salaries")
    if left.amount:
        yield _of_money("mix_without_department", left)
    if UNMAPPED in spend:
        yield _of_money("mix_with_unmapped", Money(sum(spend[UNMAPPED].values(), ZERO), left.currency))
    unrated = summed(found.spend.filter(pc.not_equal(found.spend["state"], "counted")), ("currency",), ("native",))
    for row in unrated:
        yield _of_money("mix_without_rate", Money(row["native"], row["currency"]))
    for code, name in (("mix_cost_unknown", "uncosted"), ("mix_cost_assumed", "assumed")):
        amount = pc.sum(found.deals[name]).as_py()
        if amount:
            yield _of_money(code, Money(amount, left.currency))


def _of_money(code: str, money: Money) -> Reason:
    return Reason.of(code, amount=_text(money.amount), currency=money.currency)


def sources_of(viewer: Viewer) -> dict[str, tuple[str, ...]]:
    """The systems each channel's money is spent in. Raises NotAllowed, NotSetUp."""
    viewer.must(*MAY_SEE_MONEY)
    base, _every = _ground(today(viewer))
    found: dict[str, set[str]] = defaultdict(set)
    for campaign in base.origins.campaigns:
        found[campaign.channel].add(campaign.source)
    return {channel: tuple(sorted(sources)) for channel, sources in found.items()}


def _text(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
