"""What a person may ask about money."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from otdel.kit.period import Period
from otdel.measurement.channels import ChannelRule
from otdel.measurement.currency import Rate, VatRule
from otdel.measurement.standard_channels import STANDARD


class Basis(StrEnum):
    """Which day a sale belongs to: the day its lead arrived (or its order was opened), or the day it was paid."""

    LEAD = "lead"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrow the answer. Empty means everything; `campaign` is a part of the campaign's name in any case."""

    channel: str = ""
    source: str = ""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class MoneyQuestion:
    """One question about money.

    `period` None takes every day the facts hold; `compare` adds the same numbers for another period. Amounts come out
    in `currency`, with VAT when `with_vat`, by the sources' `vat` rules (a source without a rule is taken as it is).
    `rules` are the company's own channel rules, tried before the standard grouping. `default_margin` (0.35 for 35 %)
    stands in where a sale's variable cost is not known; None leaves its margin unknown. `rates` are typed by hand and
    win over imported ones; a rate serves `fill_days` days after its own. `model` names how a sale finds its origin and
    `look_back_days` how far back it may look. `zone` is the time zone its days are counted in, `today` the last day the
    answer may speak of.
    """

    currency: str
    today: date
    period: Period | None = None
    compare: Period | None = None
    basis: Basis = Basis.LEAD
    with_vat: bool = False
    vat: tuple[VatRule, ...] = ()
    rules: tuple[ChannelRule, ...] = ()
    standard: tuple[ChannelRule, ...] = field(default=STANDARD, repr=False)
    rates: tuple[Rate, ...] = ()
    fill_days: int = 7
    default_margin: Decimal | None = None
    model: str = "last_non_direct"
    look_back_days: int = 90
    zone: str = "UTC"
    filters: Filters = Filters()
