"""Who works in the demo department: names, roles held from month to month, and how well each works."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from otdel.testing.demo.truth import AFFILIATES, CONTENT, EMAIL, MARKETPLACES, META, SEARCH, YOUTUBE

MONTHS = 26  # whole months of history before the running one
OLD = 41  # months back: before the history begins
SOCIAL = "organic_social"
RAMP = [0.3, 0.6, 0.8]  # a newcomer's share of the usual target, by month
NEW_FOR = 42  # days the newcomer has been here


@dataclass(frozen=True, slots=True)
class Held:
    """A role held from the first day of the month `since` months back to that of `until` months back (open if None)."""

    role: str
    since: int = OLD
    until: int | None = None
    kind: str = "staff"
    share: Decimal = Decimal(1)
    reports_to: str = "maryna"
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Somebody:
    """A member, and the chances that their work is on time, right at first sight, run as written."""

    key: str
    name: str
    title: str
    held: tuple[Held, ...]
    on_time: float = 0.88
    first_time: float = 0.82
    steady: float = 0.95
    account: bool = False
    is_firm: bool = False
    email: str = ""
    contact: str = ""


def _one(key: str, name: str, title: str, *held: Held, **more: object) -> Somebody:
    return Somebody(key, name, title, held, **more)  # type: ignore[arg-type]  # names of its own fields


HALF = Decimal("0.5")
PAID = (SEARCH, META, MARKETPLACES, YOUTUBE)
PARTNERS = Held("affiliate", 13, 3, "staff", Decimal(1), "maryna", (AFFILIATES,))

CAST = (
    _one("andrii", "Andrii Shevchuk", "Owner", account=True, on_time=0.8),
    _one("maryna", "Maryna Lys", "Marketing director", Held("cmo", 33, reports_to="andrii"), account=True, on_time=0.9),
    _one("ihor", "Ihor Bondar", "Paid advertising", Held("ppc", channels=PAID), account=True, on_time=0.91),
    _one("olha", "Olha Savchuk", "Search", Held("seo", 29, channels=(CONTENT,)), on_time=0.84, first_time=0.86,
         email="olha@lumenhome.example", contact="Telegram @olha_lumen"),
    _one("nadiia", "Nadiia Tkach", "Mailings", Held("email", share=HALF, channels=(EMAIL,)), on_time=0.95,
         first_time=0.9, steady=0.98, email="nadiia@lumenhome.example", contact="+380 00 000 01 02"),
    _one("roman", "Roman Hryn", "Social networks and partners",
         Held("smm", 20, None, "remote", Decimal("0.6"), channels=(SOCIAL,)),
         Held("affiliate", 3, None, "remote", Decimal("0.4"), channels=(AFFILIATES,)),
         on_time=0.74, first_time=0.78, steady=0.86, email="roman@lumenhome.example", contact="Telegram @hryn_r"),
    _one("kateryna", "Kateryna Bilyk", "Content", Held("copywriter", 34, 13), Held("content_manager", 13),
         on_time=0.93, first_time=0.88, steady=0.97, email="kateryna@lumenhome.example"),
    _one("taras", "Taras Hnatiuk", "Author", Held("copywriter", 13, None, "contract", HALF, "kateryna"),
         account=True, on_time=0.86, first_time=0.76),
    _one("viktoriia", "Viktoriia Zub", "Partners", Held("content_manager", 30, 13), PARTNERS, on_time=0.82,
         first_time=0.8, email="viktoriia@lumenhome.example"),
    _one("stepan", "Stepan Kushnir", "Social networks", Held("smm", 36, 20, channels=(SOCIAL,)),
         Held("affiliate", 36, 13, "staff", Decimal("0.3"), channels=(AFFILIATES,)), on_time=0.8),
    _one("tykha", "Tykha Voda, press office", "Press, by contract",
         Held("pr", 28, None, "contract", Decimal("0.25")), is_firm=True, on_time=0.87, first_time=0.84,
         email="hello@tykhavoda.example", contact="Contract 14/24, a month's notice"),
    _one("danylo", "Danylo Reva", "All-round marketer", on_time=0.7, first_time=0.68, steady=0.8,
         email="danylo@lumenhome.example"),
)  # fmt: skip
BY_KEY = {one.key: one for one in CAST}
ROLES = ("cmo", "ppc", "seo", "smm", "email", "affiliate", "copywriter", "content_manager", "pr", "generalist")
NEWCOMER = "danylo"
LEAVER = "viktoriia"
