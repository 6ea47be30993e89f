"""The words of Google Ads reports in the languages its interface exports them in."""

from __future__ import annotations

CAMPAIGN = ("Campaign", "Кампания", "Кампанія", "Campaign name", "Название кампании", "Назва кампанії")
CAMPAIGN_ID = ("Campaign ID", "Идентификатор кампании", "Ідентифікатор кампанії")
CAMPAIGN_TYPE = ("Campaign type", "Тип кампании", "Тип кампанії")
AD_GROUP = ("Ad group", "Группа объявлений", "Група оголошень")
AD = ("Ad ID", "Идентификатор объявления", "Ідентифікатор оголошення", "Ad name")  # fmt: skip
KEYWORD = ("Search keyword", "Keyword", "Ключевое слово", "Ключевые слова", "Ключове слово", "Ключові слова")
ACCOUNT = ("Account name", "Account", "Customer ID", "Название аккаунта", "Аккаунт", "Назва облікового запису",
           "Обліковий запис", "Идентификатор клиента", "Ідентифікатор клієнта")  # fmt: skip
CURRENCY = ("Currency code", "Код валюты", "Код валюти", "Currency", "Валюта")
COST = ("Cost", "Расходы", "Витрати", "Стоимость", "Вартість")
IMPRESSIONS = ("Impr.", "Impressions", "Показы", "Покази", "Показ.")
CLICKS = ("Clicks", "Клики", "Кліки")
CONVERSIONS = ("Conversions", "Конверсии", "Конверсії", "Conv.")
VALUE = ("Conv. value", "Conversion value", "Ценность конв.", "Ценность конверсии", "Цінність конв.",
    "Цінність конверсії",
         "Total conv. value")  # fmt: skip
DAY = ("Day", "День", "Date", "Дата")
WEEK = ("Week", "Неделя", "Тиждень")
MONTH = ("Month", "Месяц", "Місяць")

SIGNS = (
    "Currency code", "Impr.", "Avg. CPC", "Campaign status", "Ad status", "Ad group status", "Keyword status",
    "Asset status", "Budget type", "Conv. value", "Cost / conv.", "Conv. rate", "Interaction rate",
        "Optimization score",
    "Optimisation score", "Код валюты", "Статус кампании", "Ценность конв.", "Ср. цена за клик", "Сред. цена за клик",
    "Коэфф. конверсии", "Код валюти", "Статус кампанії", "Цінність конв.", "Сер. ціна за клік", "Коеф. конверсії",
)  # fmt: skip
TITLES = ("report", "отчет", "отчёт", "звіт")

# Reports whose rows share clicks with one another, or leave some out: their cost is not the cost of the campaign.
OVERLAPPING = ("Asset status", "Asset type", "Asset", "Статус объекта", "Тип объекта", "Статус об'єкта", "Тип об'єкта")
PARTIAL = ("Search term", "Поисковый запрос", "Пошуковий запит", "Пошуковий термін", "Placement", "Where ads showed",
           "Audience segment", "Item ID", "Место размещения", "Місце розміщення", "Сегмент аудитории",
           "Сегмент аудиторії")  # fmt: skip
WHOLE_ACCOUNT = ("account", "аккаунт", "обліковий запис", "облікового запису")
