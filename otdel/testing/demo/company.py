"""The demo company: its people, its campaigns, what it sells and what its department costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from otdel.kit.viewer import Role
from otdel.testing.demo.truth import AFFILIATES, CONTENT, EMAIL, MARKETPLACES, META, SEARCH, WASTED, YOUTUBE

NAME = "Lumen Home"
CURRENCY = "UAH"
TIME_ZONE = "Europe/Kyiv"
SITE = "https://lumenhome.example"
GOOGLE_ACCOUNT = "Lumen Home UA"


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str
    role: Role

    @property
    def email(self) -> str:
        return f"{self.key}@lumenhome.example"


PEOPLE = (
    Person("andrii", "Andrii Shevchuk", Role.OWNER),
    Person("maryna", "Maryna Lys", Role.HEAD),
    Person("ihor", "Ihor Bondar", Role.SPECIALIST),
    Person("oksana", "Oksana Melnyk", Role.ACCOUNTANT),
    Person("taras", "Taras Hnatiuk", Role.CONTRACTOR),
)
SELLERS = ("Sofiia Danko", "Dmytro Moroz", "Yulia Pavlenko")


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign: `share` of its channel's spend, `pull` of sales for that, `firms` the same for firms' leads."""

    id: str
    name: str
    channel: str
    type: str
    share: float
    pull: float
    firms: float
    tag: str  # what its links are marked with; empty when they are not
    click_price: float  # hryvnias a click
    click_rate: float  # clicks for an impression
    win_rate: float = 0.16

    @property
    def utm(self) -> str:
        """What utm_campaign carries: Meta puts the campaign's name there, Google's links our mark and its id."""
        if self.channel == META:
            return self.name
        return f"{self.tag}_{self.id}" if self.id else self.tag


def _google(
    number: int, name: str, channel: str, kind: str, share: float, pull: float, firms: float, tag: str
) -> Campaign:
    price, rate = {"Search": (11.0, 0.062), "Shopping": (6.5, 0.014), "Performance Max": (7.5, 0.021)}.get(
        kind, (4.2, 0.008)
    )
    return Campaign(str(20_418_660_000 + number * 1_117), name, channel, kind, share, pull, firms, tag, price, rate)


def _meta(number: int, name: str, share: float, pull: float, firms: float, tag: str, win: float = 0.16) -> Campaign:
    id = str(120_214_880_000_000_000 + number * 370_061_001)
    return Campaign(id, name, META, "Social", share, pull, firms, tag, 5.6, 0.013, win)


CAMPAIGNS = (
    _google(1, "Brand | Lumen Home", SEARCH, "Search", 0.08, 1.9, 0.3, "brand"),
    _google(2, "Search | Chandeliers and pendants", SEARCH, "Search", 0.22, 0.60, 0.1, "search-chandeliers"),
    _google(3, "Search | Outdoor and facade", SEARCH, "Search", 0.13, 0.75, 0.2, "search-outdoor"),
    _google(4, "Search | Lighting for projects, B2B", SEARCH, "Search", 0.12, 0.05, 4.0, "search-projects"),
    _google(5, "Shopping | All products", SEARCH, "Shopping", 0.20, 1.25, 0.0, "shopping-all"),
    _google(6, "PMax | Best sellers", SEARCH, "Performance Max", 0.25, 0.38, 0.0, "pmax-best"),
    _google(7, "YouTube | Reviews of lamps", YOUTUBE, "Video", 0.60, 0.8, 0.0, "youtube-reviews"),
    _google(8, "Demand Gen | New collection", YOUTUBE, "Demand Gen", 0.40, 1.3, 0.0, "demandgen-new"),
    _meta(1, "Advantage+ shopping", 0.34, 1.15, 0.0, "advantage-shopping"),
    _meta(2, "Catalogue, those who looked", 0.18, 2.00, 0.0, "catalogue-looked"),
    _meta(3, "Look-alike of buyers", 0.16, 0.80, 0.1, "lookalike-buyers"),
    _meta(4, "Leads, designers and architects", 0.12, 0.00, 2.5, "leads-designers"),
    _meta(5, WASTED, 0.20, 0.06, 0.0, "broad-video", 0.004),
    Campaign("", "Rozetka, promoted goods", MARKETPLACES, "Marketplace", 0.66, 1.0, 0.0, "promoted", 6.0, 0.02),
    Campaign("", "Prom, top of the list", MARKETPLACES, "Marketplace", 0.34, 1.0, 0.0, "top", 5.0, 0.018),
    Campaign("", "Search engines, articles", CONTENT, "Organic", 1.0, 1.0, 1.0, "", 0.0, 0.0, 0.2),
    Campaign("", "SalesDoubler", AFFILIATES, "Affiliate", 0.58, 1.0, 0.0, "", 9.0, 0.01),
    Campaign("", "Designers' club", AFFILIATES, "Affiliate", 0.42, 1.0, 0.0, "", 12.0, 0.01),
    Campaign("", "Newsletter", EMAIL, "Email", 0.75, 1.0, 0.0, "newsletter", 0.0, 0.0),
    Campaign("", "SMS for past buyers", EMAIL, "SMS", 0.25, 1.0, 0.0, "sms", 0.0, 0.0),
)


def campaigns_of(*channels: str) -> tuple[Campaign, ...]:
    return tuple(one for one in CAMPAIGNS if one.channel in channels)


@dataclass(frozen=True, slots=True)
class Product:
    sku: str
    name: str
    price: int  # hryvnias, tax included
    goods: int  # what the goods cost us
    weight: int  # how often it is bought


PRODUCTS = (
    Product("LH-PND-01", "Pendant lamp Dnipro, brass", 3490, 2070, 10),
    Product("LH-PND-04", "Pendant lamp Zoria, glass", 2290, 1390, 12),
    Product("LH-CHD-02", "Chandelier Kalyna, 6 lights", 8990, 5290, 4),
    Product("LH-CHD-07", "Chandelier Halych, 9 lights", 14900, 8600, 2),
    Product("LH-CEI-03", "Ceiling lamp Polonyna, LED 36 W", 2790, 1660, 12),
    Product("LH-WAL-05", "Wall lamp Lviv, pair", 2190, 1290, 9),
    Product("LH-TBL-02", "Table lamp Uzhhorod", 1790, 1090, 9),
    Product("LH-FLR-01", "Floor lamp Desna, oak", 4990, 2950, 5),
    Product("LH-OUT-06", "Facade lamp Karpaty, IP65", 2490, 1490, 6),
    Product("LH-STR-09", "LED strip, 5 m, with driver", 1190, 700, 10),
)


@dataclass(frozen=True, slots=True)
class MonthlyCost:
    """What the department pays every month and no ad account shows."""

    kind: str  # salary, tool, contractor, as measurement's cost kinds
    label: str
    channel: str
    amount: Decimal
    since_months: int = 40  # how many months back it began


COSTS = (
    MonthlyCost("salary", "SEO specialist", CONTENT, Decimal(46_000)),
    MonthlyCost("contractor", "Authors of articles", CONTENT, Decimal(34_500)),
    MonthlyCost("contractor", "Links and publications", CONTENT, Decimal(22_000)),
    MonthlyCost("tool", "Rank tracker and site audit", CONTENT, Decimal(11_400), 22),
    MonthlyCost("salary", "Email marketer, half time", EMAIL, Decimal(19_500)),
)
