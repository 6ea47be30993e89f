"""Google Business Profile: views and actions of each place over the days of the export."""

from __future__ import annotations

import pyarrow.compute as pc

from otdel.connectors.columns import Draft, Evidence, Field, Metric, keep_rows, observations, text_column
from otdel.connectors.contract import Hints, Reading, Sheet
from otdel.kit.facts import Kind

CALLS = ("Calls", "Звонки", "Дзвінки")


def _without_explanations(_: Reading, sheet: Sheet, __: Hints) -> Sheet:
    """The second line of the export explains each column in a sentence; it is nobody's row."""
    calls = text_column(sheet, *CALLS)
    if calls is None:
        return sheet
    return keep_rows(sheet, pc.invert(pc.match_substring_regex(calls, r"\p{L}{2,}\s+\p{L}+")))


def _place(draft: Draft) -> None:
    """A place without a store code is known by its address."""
    addresses, codes = draft.columns.pop("address", None), draft.columns.get("subject")
    if addresses is not None:
        draft.columns["subject"] = addresses if codes is None else pc.if_else(pc.equal(codes, ""), addresses, codes)


REPORTS = (
    observations(
        "business_profile.places",
        "Google Business Profile: insights",
        breakdown="place",
        subject=("Store code", "Код магазина", "Код магазину"),
        extra=(
            Field("account", ("Business name", "Название компании", "Назва компанії")),
            Field("address", ("Address", "Адрес", "Адреса"), kind=Kind.TEXT),
        ),
        metrics=(
            Metric("views_search_mobile", ("Google Search - Mobile",)),
            Metric("views_search_desktop", ("Google Search - Desktop",)),
            Metric("views_maps_mobile", ("Google Maps - Mobile",)),
            Metric("views_maps_desktop", ("Google Maps - Desktop",)),
            Metric("calls", CALLS),
            Metric("messages", ("Messages", "Сообщения", "Повідомлення")),
            Metric("bookings", ("Bookings", "Бронирования", "Бронювання")),
            Metric("directions", ("Directions", "Маршруты", "Маршрути")),
            Metric("website_clicks", ("Website clicks", "Переходы на сайт", "Переходи на сайт")),
            Metric("food_orders", ("Food orders",)),
            Metric("menu_clicks", ("Food menu clicks",)),
            Metric("hotel_bookings", ("Hotel bookings",)),
        ),
        evidence=Evidence(
            needs=(("Store code", "Business name"), ("Website clicks", "Directions"), CALLS),
            signs=("Google Search - Mobile", "Google Maps - Mobile", "Food menu clicks"),
            base=0.5,
        ),
        reshape=_without_explanations,
        adjust=_place,
    ),
)
