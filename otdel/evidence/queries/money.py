"""The query behind every page about money."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from otdel.evidence.queries.answer import Fresh, KeyNumber, Lag, Lineage, MoneyAnswer, Row, Trouble
from otdel.evidence.queries.facts import Asked, Facts
from otdel.evidence.queries.ground import Covered, Ground, ground
from otdel.evidence.queries.parts import Part, match_rate, parts
from otdel.evidence.queries.question import MoneyQuestion
from otdel.evidence.queries.rows import Book, place_allowed, place_of, wanted
from otdel.evidence.queries.tally import ZERO, Tallies, Tally, tallies
from otdel.evidence.queries.verdict import next_steps, verdict, warnings
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.measurement.channels import UNKNOWN, UNMAPPED

RATIO = Decimal("0.0001")


def money(viewer: Viewer, warehouse: Facts, question: MoneyQuestion) -> MoneyAnswer:
    """Where the money went and what came back.

    Raises NotAllowed for a viewer who may not see money, UnknownModel for a model there is not.
    """
    asked = Asked(viewer, warehouse)
    base = ground(asked, question)
    now = tallies(asked, base, question, question.period)
    before = tallies(asked, base, question, question.compare) if question.compare else None
    if before:
        _keep_stopped(now, before)
    return _answer(asked, base, question, now, before)


def _keep_stopped(now: Tallies, before: Tallies) -> None:
    """A row for what stopped since the compared period: without it that period would look cheaper than it was."""
    for place, tally in before.places.items():
        if tally.spend or tally.leads or tally.deals:
            now.places.setdefault(place, Tally())
            now.counted.setdefault(place, Tally())


def _answer(asked: Asked, base: Ground, question: MoneyQuestion, now: Tallies, before: Tallies | None) -> MoneyAnswer:
    book = Book(question.currency, before.places if before else None, has_deals=base.has_deals)
    shown = wanted(parts(base, now), question.filters)
    channels, total = book.channels(shown), book.total(shown)
    troubles = _troubles(base, now, question)
    steps = next_steps(total, channels, troubles)
    rate = match_rate(now)
    unmapped = sum((row.sums.spend.amount for row in channels if row.channel == UNMAPPED), ZERO)
    return MoneyAnswer(
        currency=question.currency,
        period=question.period,
        compare=question.compare,
        basis=question.basis.value,
        model=question.model,
        with_vat=question.with_vat,
        verdict=verdict(total, channels, base, steps, troubles),
        numbers=_numbers(total, base.coverage, question.period, _after(shown, before)),
        channels=channels,
        total=total,
        before=total.before,
        matches=total.matches,
        match_rate=NoData.because("nothing_to_match") if rate is None else rate,
        unknown_share=_unknown(now),
        unmapped_share=_ratio(unmapped, total.sums.spend.amount, "no_spend"),
        lag=_lag(base),
        troubles=troubles,
        fresh=tuple(Fresh(one.shape, one.source, one.last_day, one.rows) for one in _named(base.coverage)),
        warnings=warnings(total, now, rate, unmapped, base, total.sums.assumed),
        next_steps=steps,
        asked=tuple(asked.names),
    )


def _after(shown: Sequence[Part], before: Tallies | None) -> Decimal:
    """Margin after spend in the compared period, of sales that count toward returns."""
    found = [before.counted.get(place_of(part), Tally()) for part in shown] if before else []
    return sum((tally.margin - tally.spend for tally in found), ZERO)


def _numbers(
    total: Row, coverage: Sequence[Covered], period: Period | None, after_before: Decimal
) -> tuple[KeyNumber, ...]:
    spend, deals, leads = (_lineage(coverage, shape, period) for shape in ("spend", "deals", "leads"))
    sums, before = total.sums, total.before
    back = total.back
    after = total.margin if isinstance(total.margin, NoData) else total.counted.margin - sums.spend
    return (
        KeyNumber("spend", sums.spend, None, before.spend if before else None, spend),
        KeyNumber("margin", total.margin, None, before.margin if before else None, deals),
        KeyNumber("margin_after", after, None, Money(after_before, sums.spend.currency) if before else None, deals),
        KeyNumber("revenue", sums.revenue, None, before.revenue if before else None, deals),
        KeyNumber(
            "back",
            back if isinstance(back, NoData) else back.low,
            None if isinstance(back, NoData) else back,
            None,
            deals,
        ),
        KeyNumber("cac", total.cac, None, None, deals),
        KeyNumber("leads", sums.leads, None, before.leads if before else None, leads),
        KeyNumber("deals", sums.deals, None, before.deals if before else None, deals),
    )


def _lineage(coverage: Sequence[Covered], shape: str, period: Period | None) -> Lineage:
    """Of all facts of the shape; `days` is the part of the period they speak for."""
    known = [one for one in coverage if one.shape == shape]
    imports = tuple(sorted({number for one in known for number in one.imports}))
    days = [day for one in known for day in (one.first_day, one.last_day) if day]
    span = Period.closed(min(days), max(days)) if days else None
    clipped = span.clip(period) if span and period else span
    return Lineage(
        shape, tuple(sorted({one.source for one in known})), imports, sum(one.rows for one in known), clipped
    )


def _named(coverage: Sequence[Covered]) -> list[Covered]:
    return [one for one in coverage if one.shape != "deals_seen"]


def _troubles(base: Ground, now: Tallies, question: MoneyQuestion) -> tuple[Trouble, ...]:
    """One for each shape, source, currency and state, of the places the filters leave."""
    found: dict[tuple[str, str, str, str], Trouble] = {}
    for one in now.uncounted:
        if not place_allowed(base.origins.campaigns, one.place, question.filters):
            continue
        key = (one.shape, one.source, one.amount.currency, one.state)
        had = found.get(key)
        reason = Reason.of(one.state, currency=one.amount.currency, into=question.currency, days=question.fill_days)
        amount, rows = (had.amount + one.amount, had.rows + one.rows) if had else (one.amount, one.rows)
        found[key] = Trouble(one.shape, one.source, amount, rows, reason)
    return tuple(found.values())


def _unknown(now: Tallies) -> Decimal | NoData:
    total, unknown = now.total(), now.places.get((UNKNOWN, None), Tally())
    return _ratio(Decimal(unknown.deals), Decimal(total.deals), "no_deals")


def _ratio(part: Decimal, whole: Decimal, none: str) -> Decimal | NoData:
    return (part / whole).quantize(RATIO) if whole > 0 else NoData.because(none)


def _lag(base: Ground) -> Lag | NoData:
    if base.curve is None:
        return NoData.because("lag_unknown")
    return Lag(base.curve.deals, base.curve.within(0.5), base.curve.within(0.9))
