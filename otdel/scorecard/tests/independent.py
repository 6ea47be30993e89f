"""KPIs of a demo installation counted apart from the engine: facts with pandas, records with plain loops, formulas
by Python itself (`independent_check` compares the two).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from otdel.scorecard.tests.independent_facts import HALF_YEAR, MATURITY, NOT_MARKETING, PAID, YEAR, ZONE, Facts

Number = float | None
KYIV = ZoneInfo(ZONE)
SEO, SOCIAL = "SEO and content", "organic_social"
STATES = ("followers", "active_contacts", "contacts_", "chains_", "cards_", "urls_", "templates_", "partners_active")


class Counted:
    """What the records say, and the facts beside them."""

    def __init__(self, folder: Path) -> None:
        from otdel.measurement.models import Cost
        from otdel.planning.models import Promise, Task
        from otdel.scorecard.models import PlanValue, Reading

        self.facts = Facts(folder, _costs(Cost.objects.all()))
        self.tasks = list(Task.objects.prefetch_related("waits", "reviews"))
        self.promises = list(Promise.objects.filter(kind="payout"))
        self.readings = [one for one in Reading.objects.filter(replaced_by=None) if _counts(one) is not None]
        self.plans = list(PlanValue.objects.all())
        self.kept: dict[Any, Number] = {}
        self.inside: dict[Any, tuple[pd.DataFrame, ...]] = {}
        self.mapped = set(self.facts.leads.campaign) | set(self.facts.sales.campaign) | self.facts.visited

    def name(self, name: str, who: Any, period: tuple[date, date]) -> Number:
        """What a name in a formula stands for; counted once."""
        key = name, who, period
        if key not in self.kept:
            self.kept[key] = self._name(name, who, period)
        return self.kept[key]

    def _name(self, name: str, who: Any, period: tuple[date, date]) -> Number:
        if name.endswith("_yoy"):
            start, end = (one.replace(year=one.year - 1) for one in period)
            return self.name(name.removesuffix("_yoy"), who, (start, end))
        if name.endswith("_plan"):
            return self.planned(name.removesuffix("_plan"), who, period)
        for counted in (self.of_facts, self.of_records, self.told):
            found = counted(name, who, period)
            if found != "not here":
                return found  # type: ignore[return-value]
        return None

    # Facts

    def of_facts(self, name: str, who: Any, period: tuple[date, date]) -> Number | str:
        spend, came, by_lead, by_money = self._of(period, who.channels)
        outside, qualified = spend[spend.source != "manual"], came[came.good]
        known: dict[str, Callable[[], Number]] = {
            "spend_paid": lambda: outside[outside.channel.isin(PAID)].cost.sum(),
            "spend_mapped": lambda: outside[outside.channel.isin(PAID) & self._seen(outside, self.mapped)].cost.sum(),
            "marketing_cost_total": lambda: spend.cost.sum(),
            "contractor_cost": lambda: spend[spend.kind == "contractor"].cost.sum(),
            "affiliate_commission": lambda: outside[outside.channel == "Affiliates"].cost.sum(),
            "spend_no_result": lambda: self._wasted(who, period),
            "leads": lambda: len(came),
            "leads_social": lambda: int((came.channel == SOCIAL).sum()),
            "leads_with_source": lambda: int((came.channel != "unknown").sum()),
            "qualified_leads": lambda: len(qualified),
            "qualified_leads_paid": lambda: int(qualified.channel.isin(PAID).sum()),
            "qualified_leads_social": lambda: int((qualified.channel == SOCIAL).sum()),
            "qualified_leads_organic_nonbrand": lambda: int((qualified.channel == SEO).sum()),
            "customers_won": lambda: self._won(qualified),
            "new_customers": lambda: int(by_money["first"].sum()),
            "revenue_marketing": lambda: by_lead[~by_lead.channel.isin(NOT_MARKETING)].revenue.sum(),
            "contribution_margin_marketing": lambda: by_lead[~by_lead.channel.isin(NOT_MARKETING)].margin.sum(),
            "contribution_margin_paid": lambda: by_lead[by_lead.channel.isin(PAID)].margin.sum(),
            "margin_email": lambda: by_lead[by_lead.channel == "Email and SMS"].margin.sum(),
            "revenue_actual_sum": lambda: by_money.revenue.sum(),
            "contribution_per_new_customer_month": lambda: self._cohort(who, period),
            "sessions": lambda: _or_none(_Inside(period, who.channels)(self.facts.sessions).sessions),
            "gsc_clicks_nonbrand": lambda: self._clicks(period, brand=False),
            "brand_search_clicks": lambda: self._clicks(period, brand=True),
            "keywords_priority": lambda: self._ranks(period, top=False),
            "keywords_top10": lambda: self._ranks(period, top=True),
        }
        return known[name]() if name in known else "not here"

    def _of(self, period: tuple[date, date], channels: tuple[str, ...]) -> tuple[pd.DataFrame, ...]:
        """Spend, leads, sales by the day of their lead, and by the day of their money; cut out once."""
        if (key := (period, channels)) not in self.inside:
            spend, leads, sales = self.facts.spend, self.facts.leads, self.facts.sales
            inside = _Inside(period, channels)
            self.inside[key] = inside(spend), inside(leads), inside(sales, "lead_day"), inside(sales)
        return self.inside[key]

    def _seen(self, spend: pd.DataFrame, mapped: set[str]) -> pd.Series:
        ids = {number for tag in mapped for number in re.findall(r"\d{6,}", str(tag))}
        return spend.id.isin(ids) | spend.campaign.isin(mapped)

    def _won(self, qualified: pd.DataFrame) -> int:
        paid = self.facts.sales[self.facts.sales.lead != ""].groupby("lead").day.min()
        days = (qualified.lead.map(paid) - qualified.day).dt.days
        return int(days.between(0, MATURITY).sum())

    def _cohort(self, who: Any, period: tuple[date, date]) -> Number:
        end = pd.Timestamp(period[1]) - timedelta(days=HALF_YEAR)
        sales = self.facts.sales
        firsts = sales[sales["first"] & (sales.day >= end - timedelta(days=YEAR)) & (sales.day < end)]
        early = sales[sales.customer.isin(firsts.customer) & ((sales.day - sales.first_day).dt.days < HALF_YEAR)]
        return early.margin.sum() / 6 / len(firsts) if len(firsts) else None

    def _wasted(self, who: Any, period: tuple[date, date]) -> Number:
        """Campaigns that spent twice the planned cost of a lead in the last 30 days, without a lead or a sale."""
        spend, leads = (self.planned(name, who, period) for name in ("spend_paid", "qualified_leads_paid"))
        if not spend or not leads:
            return None
        last = _Inside((period[1] - timedelta(days=30), period[1]), who.channels)
        facts = self.facts
        recent, came, sold = last(facts.spend), last(facts.leads), last(facts.sales, "lead_day")
        good = set(came[came.good].campaign) | set(sold.campaign)
        paid = recent[(recent.source != "manual") & recent.channel.isin(PAID)]
        sums = paid.groupby("campaign").cost.sum()
        bad = list(sums[sums >= 2 * spend / leads].index)
        within = _Inside(period, who.channels)(facts.spend)
        wasted = within[within.campaign.isin(bad) & ~self._seen(within, good)]
        return float(wasted.cost.sum())

    def _clicks(self, period: tuple[date, date], *, brand: bool) -> Number:
        found = _Inside(period, ())(self.facts.queries)
        return float(found["brand" if brand else "other"].sum()) if len(found) else None

    def _ranks(self, period: tuple[date, date], *, top: bool) -> Number:
        """Of the last seven days that were read, by the middle position of each query."""
        found = _Inside(period, ())(self.facts.ranks)
        if not len(found):
            return None
        last = found[found.day > found.day.max() - timedelta(days=7)].groupby("word").position.median()
        return float((last <= 10).sum() if top else len(last))

    # Records

    def of_records(self, name: str, who: Any, period: tuple[date, date]) -> Number | str:
        from otdel.organisation.queries.cover import critical_assets

        if name.startswith("critical_assets"):
            assets = critical_assets(period[1] - timedelta(days=1), who.members or None)
            found = [one for one in assets if one.confirmed or not name.endswith("backup")]
            return float(len(found)) if assets else None
        if name.startswith("partner_payouts"):
            due = [one for one in self.promises if who.has(one.maker_id) and period[0] <= one.due < period[1]]
            kept = [one for one in due if one.kept_on and one.kept_on <= one.due]
            return float(len(kept if name.endswith("time") else due)) if self.promises else None
        rule = TASK_RULES.get(name)
        if rule is None:
            return "not here"
        kind, value = rule
        own = [one for one in self.tasks if kind in ("", one.kind) or (kind == "test*" and one.kind in TESTS)]
        mine = [one for one in own if who.has(one.owner_id) or (one.kind == "deliverable" and who.has(one.customer_id))]
        amounts = [amount for one in mine if (amount := value(one, period)) is not None]
        if name.startswith("median"):
            return float(median(amounts)) if amounts else None
        return float(sum(amounts)) if own else None

    # Typed and planned

    def told(self, name: str, who: Any, period: tuple[date, date]) -> Number:
        rows = [one for one in self.readings if one.measure == name]
        for chosen in _tellers(who, rows):
            if name.startswith(STATES):
                touching = [one for one in chosen if one.start < period[1] and one.end > period[0]]
                if name.endswith("_start"):
                    touching = [one for one in touching if one.start <= period[0]]
                    best = sorted(touching, key=lambda one: one.start)[-1:]
                else:
                    best = sorted(touching, key=lambda one: (one.end, one.start))[-1:]
                if best:
                    return float(_counts(best[0]))
            else:
                inside = [one for one in chosen if one.start >= period[0] and one.end <= period[1]]
                if inside:
                    return float(sum(_counts(one) for one in inside))
        if name.endswith("_start"):
            return self._before(name.replace("_start", "_end"), who, period)
        return None

    def _before(self, name: str, who: Any, period: tuple[date, date]) -> Number:
        for chosen in _tellers(who, [one for one in self.readings if one.measure == name]):
            early = [one for one in chosen if one.end <= period[0] and one.end > period[0] - timedelta(days=92)]
            if early:
                return float(_counts(max(early, key=lambda one: one.end)))
        return None

    def planned(self, name: str, who: Any, period: tuple[date, date]) -> Number:
        rows = [one for one in self.plans if one.measure == name]
        for chosen in _tellers(who, rows):
            whole = [one for one in chosen if one.start < period[1] and one.end > period[0]]
            if name.startswith(STATES):
                last = [one for one in whole if one.start < period[1] <= one.end]
                if last:
                    return float(last[-1].value)
            elif whole:
                days = sum((min(one.end, period[1]) - max(one.start, period[0])).days for one in whole)
                if days < (period[1] - period[0]).days:
                    return None
                part = [(min(one.end, period[1]) - max(one.start, period[0])) / (one.end - one.start) for one in whole]
                return float(sum(float(one.value) * share for one, share in zip(whole, part, strict=True)))
        return None


class _Inside:
    """Rows of a period and of some channels."""

    def __init__(self, period: tuple[date, date], channels: tuple[str, ...]) -> None:
        self.start, self.end = (pd.Timestamp(one) for one in period)
        self.channels = channels

    def __call__(self, frame: pd.DataFrame, column: str = "day") -> pd.DataFrame:
        found = frame[(frame[column] >= self.start) & (frame[column] < self.end)]
        return found[found.channel.isin(self.channels)] if self.channels else found


def _or_none(column: pd.Series) -> Number:
    return float(column.sum()) if len(column) else None


def _costs(rows: Iterable[Any]) -> pd.DataFrame:
    return pd.DataFrame([
        {"day": day, "campaign": one.label, "cost": float(one.amount) / len(days), "source": "manual",
         "channel": one.channel, "kind": one.kind}
        for one in rows for days in [pd.date_range(one.start, one.end, inclusive="left")] for day in days
    ])  # fmt: skip


def _counts(one: Any) -> Any:
    if one.settled is not None:
        return one.settled
    from otdel.scorecard.measures.registry import MEASURES

    if one.second is None:
        return None
    allowed = float(MEASURES[one.measure].tolerance) * max(abs(float(one.value)), abs(float(one.second)))
    return one.value if abs(float(one.value) - float(one.second)) <= allowed + 1e-12 else None


def _tellers(who: Any, rows: list[Any]) -> list[list[Any]]:
    whole = [one for one in rows if one.member_id is None]
    if not who.members:
        return [whole, [one for one in rows if one.member_id]]
    own = [one for one in rows if one.member_id == who.members[0]]
    others = [one for one in rows if one.member_id in who.members[1:]]
    return [own, [] if who.channels else whole, others]


# Tasks: kind of task, and what one of them adds in a period


def _local(moment: datetime | None) -> date | None:
    return moment.astimezone(KYIV).date() if moment else None


def _deadline(task: Any) -> datetime | None:
    """The end of the first due day, later by all that the task waited before it."""
    until = datetime.combine(task.first_due + timedelta(days=1), datetime.min.time(), KYIV).astimezone(UTC)
    counted = datetime.min.replace(tzinfo=UTC)
    for wait in sorted(task.waits.all(), key=lambda one: one.since):
        since = max(wait.since, counted)
        if since < until:
            if wait.until is None:
                return None
            until += max(wait.until - since, timedelta(0))
            counted = max(counted, wait.until)
    return until


def _in_time(task: Any, moment: datetime | None) -> bool:
    until = _deadline(task)
    return moment is not None and (until is None or moment < until)


def _due(true: Callable[[Any], bool] = lambda task: True, amount: Callable[[Any], Any] = lambda task: 1) -> Any:
    def value(task: Any, period: tuple[date, date]) -> Any:
        dropped = _local(task.dropped_at)
        due = task.first_due if not dropped or dropped > task.first_due else None
        return amount(task) if due and period[0] <= due < period[1] and true(task) else None

    return value


def _on(
    moment: Callable[[Any], Any], true: Callable[[Any], bool] = lambda task: True, amount: Any = lambda task: 1
) -> Any:
    def value(task: Any, period: tuple[date, date]) -> Any:
        day = moment(task)
        return amount(task) if day and period[0] <= day < period[1] and true(task) else None

    return value


def _by_end(task: Any, period: tuple[date, date]) -> Any:
    accepted = _local(task.accepted_at)
    return _due()(task, period) if accepted and accepted < period[1] else None


def _first_look(task: Any) -> Any:
    return min(task.reviews.all(), key=lambda one: one.at, default=None)


def _looked(task: Any) -> date | None:
    look = _first_look(task)
    return _local(look.at) if look else None


def _at_once(task: Any) -> bool:
    look = _first_look(task)
    return bool(look and look.accepted)


def _rounds(task: Any) -> int:
    return max(0, len(task.reviews.all()) - 1)


def _on_slot(task: Any) -> bool:
    if task.live_at is None or task.slot_at is None:
        return bool(_local(task.live_at) == task.first_due)
    return bool(abs(task.live_at - task.slot_at) <= timedelta(hours=2))


def _published(task: Any) -> bool:
    if task.live_at is None or task.handed_at is None:
        return False
    return task.live_at <= task.slot_at if task.slot_at and not task.waits.all() else _in_time(task, task.live_at)


def _hours(task: Any) -> float:
    """Working hours between ready and live, minute by minute of each day."""
    total, start, end = 0.0, task.ready_at.astimezone(KYIV), task.live_at.astimezone(KYIV)
    day = start.date()
    while day <= end.date():
        if day.weekday() < 5:
            opens, closes = (datetime.combine(day, datetime.min.time(), KYIV).replace(hour=hour) for hour in (9, 18))
            total += max((min(closes, end) - max(opens, start)).total_seconds(), 0.0) / 3600
        day += timedelta(days=1)
    return round(total, 2)


def _accepted(task: Any) -> date | None:
    return _local(task.accepted_at)


def _live(task: Any) -> date | None:
    return _local(task.live_at)


def _error(task: Any) -> bool:
    live = _live(task)
    return bool(live and task.error_found_on and 0 <= (task.error_found_on - live).days <= 14)


TESTS = ("test", "copy_test")
TASK_RULES: dict[str, tuple[str, Any]] = {
    "tasks_due": ("", _due()),
    "tasks_done_by_first_due": ("", _due(lambda task: _in_time(task, task.accepted_at))),
    "deliverables_reviewed": ("deliverable", _on(_looked)),
    "deliverables_accepted_first": ("deliverable", _on(_looked, _at_once)),
    "tests_concluded": ("test*", _on(_accepted, lambda task: bool(task.outcome))),
    "copy_tests_concluded": ("copy_test", _on(_accepted, lambda task: bool(task.outcome))),
    "copy_tests_won": ("copy_test", _on(_accepted, lambda task: task.outcome == "won")),
    "texts_due": ("text", _due()),
    "texts_on_time": ("text", _due(lambda task: _in_time(task, task.handed_at))),
    "texts_reviewed": ("text", _on(_looked)),
    "texts_accepted": ("text", _on(_accepted)),
    "texts_accepted_first": ("text", _on(_looked, _at_once)),
    "revision_rounds": ("text", _on(_accepted, amount=_rounds)),
    "text_points_planned": ("text", _due(amount=lambda task: task.points)),
    "text_points_accepted": ("text", _on(_accepted, amount=lambda task: task.points)),
    "texts_published": ("text", _on(_live)),
    "texts_with_critical_error": ("text", _on(_live, _error)),
    "posts_planned": ("post", _due()),
    "posts_on_time": ("post", _due(_on_slot)),
    "publications_planned": ("publication", _due()),
    "publications_on_time": ("publication", _due(_published)),
    "pages_due_refresh": ("refresh", _due()),
    "pages_refreshed": ("refresh", _by_end),
    "seo_works_planned": ("seo_work", _due()),
    "seo_works_accepted": ("seo_work", _by_end),
    "median_days_critical_seo_defect": ("seo_defect", _on(
        _accepted, lambda task: task.severity == "critical",
        lambda task: round((task.accepted_at - task.created_at).total_seconds() / 86400, 2),
    )),
    "median_hours_ready_to_live": ("publication", _on(_live, lambda task: task.ready_at is not None, _hours)),
}  # fmt: skip
