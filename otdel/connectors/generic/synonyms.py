"""The usual words for each shape's columns, in English, Russian and Ukrainian, and the columns that tell a shape."""

from __future__ import annotations

_DAY = ("date", "day", "дата", "день", "reporting date", "ad date", "ad_date")
_UTM = {
    "utm_source": ("utm_source", "utm source", "источник utm", "джерело utm"),
    "utm_medium": ("utm_medium", "utm medium"),
    "utm_campaign": ("utm_campaign", "utm campaign"),
    "utm_content": ("utm_content", "utm content"),
    "utm_term": ("utm_term", "utm term"),
    "click_id": ("gclid", "yclid", "fbclid", "click id", "click_id"),
}
_CURRENCY = ("currency", "currency code", "валюта", "код валюты", "код валюти")
_CREATED = (
    "created at",
    "created",
    "create date",
    "date created",
    "дата создания",
    "дата створення",
    "создан",
    "створено",
    "first contact date",
)

SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "spend": {
        "day": _DAY,
        "cost": ("cost", "spend", "spent", "amount spent", "total spent", "расход", "расходы", "затраты",
            "витрати", "вартість", "стоимость", "списано", "бюджет", "сумма", "сума"),
        "campaign_id": ("campaign id", "campaign_id", "xyz campaign id", "id кампании", "id кампанії"),
        "campaign": ("campaign", "campaign name", "кампания", "кампанія", "название кампании", "назва кампанії",
            "канал", "channel", "статья", "стаття"),
        "ad_group": ("ad group", "ad set", "группа объявлений", "група оголошень"),
        "ad": ("ad", "ad id", "ad name", "creative", "объявление", "оголошення"),
        "impressions": ("impressions", "impr.", "показы", "покази"),
        "clicks": ("clicks", "клики", "кліки"),
        "conversions": ("approved conversion", "conversions", "conv.", "results", "конверсии", "конверсії",
            "leads", "заявки"),
        "conversion_value": ("conversion value", "conv. value", "sale amount", "ценность конверсии",
            "цінність конверсії"),
        "currency": _CURRENCY,
        "account": ("account", "account name", "аккаунт", "обліковий запис"),
    },
    "deals": {
        "deal_id": ("deal id", "order id", "order number", "order", "id сделки", "id угоди", "номер заказа",
            "номер замовлення", "номер", "id", "№"),
        "revenue": ("amount", "revenue", "total", "deal amount", "order total", "сумма", "сума", "выручка",
            "виручка", "бюджет", "price", "value"),
        "status": ("status", "deal stage", "stage", "статус", "этап", "етап", "стадия", "стадія", "этап сделки"),
        "created_at": _CREATED + _DAY,
        "closed_at": ("closed at", "close date", "won date", "won_date", "дата закрытия", "дата закриття"),
        "paid_at": ("paid at", "payment date", "дата оплаты", "дата оплати"),
        "returned": ("refund", "refunded amount", "returned", "возврат", "повернення"),
        "variable_cost": ("cost of goods", "cogs", "variable cost", "себестоимость", "собівартість"),
        "customer": ("customer id", "client id", "id клиента", "id клієнта"),
        "lead_id": ("lead id", "mql id", "id лида", "id ліда"),
        "owner": ("owner", "sales rep", "ответственный", "відповідальний", "менеджер"),
        "origin": ("origin", "source", "lead source", "источник", "джерело"),
        "currency": _CURRENCY,
        **_UTM,
    },
    "leads": {
        "lead_id": ("lead id", "mql id", "mql_id", "id лида", "id ліда", "contact id", "номер заявки", "id"),
        "created_at": _CREATED + _DAY,
        "status": ("lead status", "status", "статус"),
        "stage": ("stage", "этап", "етап"),
        "owner": ("owner", "ответственный", "відповідальний", "менеджер"),
        "origin": ("origin", "lead source", "source", "источник", "джерело"),
        **_UTM,
    },
    "sessions": {
        "day": _DAY,
        "sessions": ("sessions", "visits", "сеансы", "визиты", "сеанси", "візити"),
        "users": ("users", "visitors", "total users", "пользователи", "посетители", "користувачі", "відвідувачі"),
        "engaged_sessions": ("engaged sessions",),
        "key_events": ("key events", "goal completions", "достижения целей"),
        "revenue": ("revenue", "total revenue", "доход", "дохід"),
        "channel_group": ("channel", "default channel group", "канал"),
        "page": ("landing page", "page", "страница входа", "сторінка входу"),
        **_UTM,
    },
    "rates": {
        "day": _DAY,
        "currency": ("currency", "from", "валюта", "код валюты", "код валюти", "код літерний"),
        "into": ("into", "to", "quote currency"),
        "rate": ("rate", "exchange rate", "курс"),
    },
    "observations": {
        "day": _DAY,
        "subject": ("subject", "keyword", "query", "page", "ключевое слово", "запрос", "ключове слово", "запит"),
        "metric": ("metric", "показатель", "показник"),
        "value": ("value", "значение", "значення"),
        "unit": ("unit", "единица", "одиниця"),
    },
}  # fmt: skip

# For each shape: groups of which one column must be there, and the columns that make it likely.
TELLING: dict[str, tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]] = {
    "spend": (
        (("cost",), ("campaign", "campaign_id", "day", "clicks")),
        ("cost", "campaign", "day", "clicks", "impressions"),
    ),
    "deals": ((("deal_id",), ("revenue",)), ("deal_id", "revenue", "status", "created_at")),
    "leads": ((("lead_id",), ("created_at", "origin", "utm_source")), ("lead_id", "created_at", "origin")),
    "sessions": ((("sessions",),), ("sessions", "day", "users")),
    "rates": ((("rate",), ("currency",), ("day",)), ("rate", "currency", "day")),
    "observations": ((("metric",), ("value",)), ("metric", "value", "day")),
}
