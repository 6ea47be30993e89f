"""Yandex Direct: headers of its report wizard, in Russian and English."""

from __future__ import annotations

from otdel.connectors.columns import Evidence, Field, report
from otdel.connectors.columns.spread import spend_days
from otdel.kit.facts import SPEND, Kind

DAY = ("Дата", "День", "Date")
COST = ("Расход", "Расход с НДС", "Расход без НДС", "Cost, excl. VAT", "Cost")
CAMPAIGN = ("Название кампании", "Кампания", "Campaign name", "Campaign")
CAMPAIGN_ID = ("ID кампании", "№ Кампании", "№ кампании", "Номер кампании", "Campaign ID", "Campaign No.")

REPORTS = (
    report(
        "yandex_direct.campaigns",
        "Yandex Direct: campaigns by day",
        SPEND,
        fields=(
            Field("day", DAY),
            Field("week", ("Неделя", "Week"), kind=Kind.DAY),
            Field("account", ("Логин клиента", "Клиент", "Client login")),
            Field("campaign", CAMPAIGN),
            Field("campaign_id", CAMPAIGN_ID),
            Field("campaign_type", ("Тип кампании", "Campaign type")),
            Field("ad_group", ("Название группы", "Группа", "ID группы", "№ Группы")),
            Field("ad", ("ID объявления", "№ Объявления", "Объявление")),
            Field("currency", ("Валюта", "Currency")),
            Field("cost", COST),
            Field("impressions", ("Показы", "Impressions")),
            Field("clicks", ("Клики", "Clicks")),
            Field("conversions", ("Конверсии", "Конверсии (все цели)", "Достижения цели", "Conversions")),
            Field("conversion_value", ("Доход", "Доход (все цели)", "Revenue")),
        ),
        evidence=Evidence(
            needs=(COST, ("Показы", "Impressions"), ("Клики", "Clicks"), (*CAMPAIGN_ID, *CAMPAIGN)),
            signs=(
                "ID условия показа",
                "ID объявления",
                "ID кампании",
                "№ Кампании",
                "Расход (руб.)",
                "Расход с НДС",
                "Отказы (%)",
                "Глубина (стр.)",
                "Взвешенные показы",
                "Campaign No.",
                "Cost, excl. VAT",
            ),
            titles=("Директ", "Yandex.Direct", "Yandex Direct"),
            base=0.37,
        ),
        finish=spend_days,
    ),
)
