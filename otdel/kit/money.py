"""Money: a Decimal amount with its currency, which never mixes with another currency by accident."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Self

MICRO = Decimal("0.000001")  # amounts in facts keep six places: ad platforms bill in micros


class CurrencyMismatch(ValueError):
    """Two amounts in different currencies were added or compared."""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one ISO 4217 currency."""

    amount: Decimal
    currency: str

    @classmethod
    def zero(cls, currency: str) -> Self:
        return cls(Decimal(0), currency)

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other).amount, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other).amount

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other).amount

    def times(self, factor: Decimal | int) -> Money:
        return Money(self.amount * factor, self.currency)

    def rounded(self, places: int = 2) -> Money:
        """Half-even to `places` digits; arithmetic stays exact until somebody asks for this."""
        return Money(self.amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN), self.currency)

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} cannot be combined without a rate")
        return other


def spread(amount: Decimal, parts: int) -> list[Decimal]:
    """Split `amount` into `parts` nearly equal amounts of six places whose sum is exactly `amount`.

    The last part takes the remainder. Raises ValueError when `parts` is not positive.
    """
    if parts < 1:
        raise ValueError(f"cannot spread over {parts} parts")
    share = (amount / parts).quantize(MICRO, ROUND_HALF_EVEN)
    return [share] * (parts - 1) + [amount - share * (parts - 1)]
