"""The country whose holidays move a company's sales, told by its time zone; none where the zone does not tell."""

from __future__ import annotations

ZONES: dict[str, tuple[str, ...]] = {
    "UA": ("Europe/Kyiv", "Europe/Kiev", "Europe/Uzhgorod", "Europe/Zaporozhye", "Europe/Simferopol"),
    "RU": ("Europe/Moscow", "Europe/Kaliningrad", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Novosibirsk"),
    "KZ": ("Asia/Almaty", "Asia/Qostanay", "Asia/Aqtobe", "Asia/Aqtau", "Asia/Oral", "Asia/Atyrau", "Asia/Qyzylorda"),
    "BG": ("Europe/Sofia",),
    "RO": ("Europe/Bucharest",),
    "PL": ("Europe/Warsaw",),
    "CZ": ("Europe/Prague",),
    "SK": ("Europe/Bratislava",),
    "HU": ("Europe/Budapest",),
    "DE": ("Europe/Berlin", "Europe/Busingen"),
    "AT": ("Europe/Vienna",),
    "FR": ("Europe/Paris",),
    "ES": ("Europe/Madrid", "Atlantic/Canary"),
    "PT": ("Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"),
    "IT": ("Europe/Rome",),
    "NL": ("Europe/Amsterdam",),
    "GB": ("Europe/London",),
    "US": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix"),
    "CA": ("America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Halifax"),
}
BY_ZONE = {zone: country for country, zones in ZONES.items() for zone in zones}


def country_of(zone: str) -> str:
    """ISO 3166 code, or empty: then only days are counted that are held everywhere."""
    return BY_ZONE.get(zone, "")
