"""How each key number went over the last whole weeks, as a line the size of a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from otdel.evidence.queries import MoneyAnswer
from otdel.kit.money import Money
from otdel.web.charts import spark
from otdel.web.parts import KeyNumber


def with_sparks(numbers: Sequence[KeyNumber], codes: Sequence[str], weeks: Sequence[MoneyAnswer]) -> list[KeyNumber]:
    """Each number with its weeks; a week without a value leaves the number without a line rather than with a gap."""
    return [replace(one, spark=spark(line) if (line := _line(code, weeks)) else None) for one, code in
            zip(numbers, codes, strict=False)]  # fmt: skip


def _line(code: str, weeks: Sequence[MoneyAnswer]) -> list[Decimal]:
    found = [_value(code, week) for week in weeks]
    return [one for one in found if one is not None] if None not in found else []


def _value(code: str, week: MoneyAnswer) -> Decimal | None:
    value = next((one.value for one in week.numbers if one.code == code), None)
    if isinstance(value, Money):
        return value.amount
    return Decimal(value) if isinstance(value, Decimal | int) else None
