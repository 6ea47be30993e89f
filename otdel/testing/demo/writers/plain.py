"""Tables without a fixed form: marketplaces, partners, the mailing tool, the central bank's rates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from otdel.testing.demo.manifest import Preset
from otdel.testing.demo.orders import Order
from otdel.testing.demo.rates import Rates
from otdel.testing.demo.spend import Spent
from otdel.testing.demo.writers.text import write_table

ROZETKA_PRESET = Preset(
    "Rozetka, cabinet of the seller", "spend",
    {"day": "Дата", "campaign": "Кампанія", "impressions": "Покази", "clicks": "Кліки", "cost": "Витрати, грн",
     "conversions": "Замовлення", "source": "=rozetka", "account": "=Rozetka", "currency": "=UAH"},
)  # fmt: skip
PROM_PRESET = Preset(
    "Prom, statistics of advertising", "spend",
    {"day": "Дата", "campaign": "Послуга", "clicks": "Переходи", "cost": "Списано, грн",
     "source": "=prom", "account": "=Prom", "currency": "=UAH"},
)  # fmt: skip
PARTNERS_PRESET = Preset(
    "Partners, paid for their own orders", "spend",
    {"day": "date", "campaign": "partner", "clicks": "clicks", "conversions": "approved", "cost": "commission",
     "source": "=partners", "account": "=Partners", "currency": "=UAH"},
)  # fmt: skip
MAILING_PRESET = Preset(
    "eSputnik, paid messages", "spend",
    {"day": "Дата", "campaign": "Канал", "impressions": "Надіслано", "cost": "Вартість",
     "source": "=esputnik", "account": "=eSputnik", "currency": "=UAH"},
)  # fmt: skip

GOODS_PRESET = Preset(
    "Cost of goods by order, from the accounts", "observations",
    {"subject": "Замовлення", "day": "Дата", "value": "Собівартість, грн", "source": "=accounts",
     "breakdown": "=deal", "metric": "=variable_cost", "unit": "=UAH"},
)  # fmt: skip
RANKS_PRESET = Preset(
    "Rank tracker, positions by day", "observations",
    {"subject": "Keyword", "day": "Date", "value": "Position", "source": "=rank_tracker",
     "account": "=lumenhome.example", "breakdown": "=keyword", "metric": "=position", "unit": "=position"},
)  # fmt: skip

Cost = Callable[[Spent], str]


def write_rozetka(path: Path, rows: Sequence[Spent], spoilt: Cost) -> None:
    header = ("Дата", "Кампанія", "Покази", "Кліки", "Витрати, грн", "Замовлення")
    body = [
        (
            f"{row.day:%d.%m.%Y}",
            row.campaign.name,
            row.impressions,
            row.clicks,
            spoilt(row) or _comma(row.cost),
            row.conversions,
        )
        for row in rows
    ]
    write_table(path, [header, *body], delimiter=";", encoding="utf-8-sig", end="\r\n")


def write_prom(path: Path, rows: Sequence[Spent], spoilt: Cost) -> None:
    """In the encoding of old Windows programs."""
    header = ("Дата", "Послуга", "Переходи", "Списано, грн")
    body = [(f"{row.day:%d.%m.%Y}", row.campaign.name, row.clicks, spoilt(row) or _comma(row.cost)) for row in rows]
    write_table(path, [header, *body], delimiter=";", encoding="cp1251", end="\r\n")


def write_partners(path: Path, rows: Sequence[Spent], spoilt: Cost) -> None:
    header = ("date", "partner", "clicks", "approved", "commission")
    body = [(row.day, row.campaign.name, row.clicks, row.conversions, spoilt(row) or f"{row.cost:.2f}") for row in rows]
    write_table(path, [header, *body])


def write_mailing(path: Path, rows: Sequence[Spent], spoilt: Cost) -> None:
    header = ("Дата", "Канал", "Надіслано", "Вартість")
    body = [
        (f"{row.day:%d.%m.%Y}", row.campaign.name, round(row.cost / Decimal("0.62")), spoilt(row) or _comma(row.cost))
        for row in rows
    ]
    write_table(path, [header, *body], delimiter="\t", end="\r\n")


def write_goods(path: Path, orders: Sequence[Order]) -> None:
    """What each order cost: goods kept by the buyer, delivery and the payment's fee."""
    header = ("Замовлення", "Дата", "Собівартість, грн")
    body = [(f"#{order.number}", f"{order.at:%d.%m.%Y}", _comma(order.variable_cost)) for order in orders]
    write_table(path, [header, *body], delimiter=";", encoding="utf-8-sig", end="\r\n")


def write_ranks(path: Path, rows: Sequence[tuple[str, date, int]]) -> None:
    """Positions of the priority list, week after week."""
    write_table(path, [("Keyword", "Date", "Position"), *rows])


def write_rates(path: Path, rates: Rates) -> None:
    """The National Bank of Ukraine's table of official rates, newest day first."""
    header = (
        "Дата",
        "Час",
        "Код цифровий",
        "Код літерний",
        "Кількість одиниць",
        "Назва валюти",
        "Офіційний курс гривні, грн",
    )
    names = {"USD": ("840", "Долар США"), "EUR": ("978", "Євро")}
    body = [
        (f"{day:%d.%m.%Y}", "00:00", names[code][0], code, 1, names[code][1], rates.on(day, code))
        for day in reversed(rates.days)
        for code in names
    ]
    write_table(path, [header, *body])


def _comma(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")
