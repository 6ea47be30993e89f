"""The words of Meta Ads Manager exports in the languages they come in."""

from __future__ import annotations

STARTS = (
    "Reporting starts",
    "Дата начала отчетности",
    "Начало отчетности",
    "Початок звітності",
    "Дата початку звітності",
)
ENDS = ("Reporting ends", "Окончание отчетности", "Дата окончания отчетности", "Завершення звітності",
        "Дата завершення звітності", "Кінець звітності")  # fmt: skip
DAY = ("Day", "День", "Día", "Jour", "Tag")
MONTH = ("Month", "Месяц", "Місяць")
ACCOUNT = ("Account name", "Название аккаунта", "Назва облікового запису", "Account ID", "Идентификатор аккаунта",
           "Ідентифікаційний код облікового запису")  # fmt: skip
CAMPAIGN = ("Campaign name", "Название кампании", "Назва кампанії", "Campaña", "Nombre de la campaña",
    "Nom de la campagne",
            "Kampagnenname")  # fmt: skip
CAMPAIGN_ID = ("Campaign ID", "Идентификатор кампании", "ID кампании", "Ідентифікаційний номер кампанії",
    "Ідентифікатор кампанії",
               "ID кампанії")  # fmt: skip
AD_SET = ("Ad set name", "Название группы объявлений", "Назва групи оголошень", "Назва набору оголошень")
AD = ("Ad name", "Название объявления", "Назва оголошення", "Ad ID")
SPENT = ("Amount spent", "Потраченная сумма", "Сумма затрат", "Сума витрат", "Витрачена сума", "Montant dépensé",
         "Importe gastado", "Ausgegebener Betrag")  # fmt: skip
IMPRESSIONS = ("Impressions", "Показы", "Покази", "Impresiones")
LINK_CLICKS = ("Link clicks", "Клики по ссылке", "Кліки за посиланням", "Кліки по посиланню")
ALL_CLICKS = ("Clicks (all)", "Клики (все)", "Кліки (усі)", "Кліки (всі)", "Clicks")
RESULTS = ("Results", "Результат", "Результаты", "Результати", "Resultados", "Résultats")
INDICATOR = (
    "Result indicator",
    "Индикатор результата",
    "Індикатор результату",
    "Result type",
    "Тип результата",
    "Тип результату",
)
PURCHASES = ("Purchases", "Покупки", "Website purchases", "Покупки на сайте", "Покупки на веб-сайті")
VALUE = ("Purchases conversion value", "Purchase conversion value", "Ценность конверсии покупок",
    "Цінність конверсії покупок",
         "Цінність конверсій покупок", "Conversion value", "Ценность конверсии", "Результаты: ценность")  # fmt: skip
CURRENCY = ("Currency", "Валюта")

SIGNS = (*STARTS, *ENDS, *INDICATOR, "Campaign delivery", "Ad set delivery", "Attribution setting",
    "Cost per results",
         "Cost per result", "Reach", "Показ кампании", "Статус показа", "Настройка атрибуции", "Цена за результаты",
         "Цена за результат", "Охват", "Охоплення", "Показ кампанії", "Налаштування атрибуції", "Ціна за результат",
         "Ціна за результати")  # fmt: skip

# Parts of result indicators that mean somebody asked or bought; a link click or a view is not a conversion.
CONTACT = ("lead", "purchase", "registration", "subscri", "messaging", "call", "contact", "schedule", "application",
           "conversion.custom", "fb_pixel_custom", "donate", "trial", "order")  # fmt: skip
