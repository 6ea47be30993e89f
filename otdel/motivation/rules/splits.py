"""Shares of one result between people, in money: cumulative rounding, so that the shares add up to the whole."""

from __future__ import annotations

from decimal import Decimal

from otdel.motivation.rules.plan import Split
from otdel.motivation.rules.rounding import money


def share_of(amount: Decimal, split: Split, who: str) -> Decimal | None:
    """The part of rounded `amount` that is `who`'s, in the order of addresses; None when `who` has no share in it."""
    before = Decimal(0)
    for name, share in sorted(split.shares):
        if name == who:
            return money(amount * (before + share)) - money(amount * before)
        before += share
    return None


def split_for(splits: tuple[Split, ...], kpi: str) -> Split | None:
    return next((one for one in splits if one.kpi == kpi), None)
