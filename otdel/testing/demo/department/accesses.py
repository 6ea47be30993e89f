"""The demo's register of accesses: what the department works in, whose it is, who holds it, who looked and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from otdel.organisation.models import Access, AccessCheck, Drill, Holding
from otdel.testing.demo import company
from otdel.testing.demo.department.cast import LEAVER
from otdel.testing.demo.department.ground import ZONE, Ground, moment, own_moments

CLOSED_LATE = "SalesDoubler"  # the leaver's way in there was closed days after it should have been
CLOSED_DAYS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """`holders` are keys with what they may do there; `renews` and `checked` are days from today."""

    system: str
    asset: str
    owner: str
    backup: str
    holders: tuple[tuple[str, str], ...]
    payer: str = "company"
    renews: int | None = None
    checked: int | None = -35
    found: bool = True
    critical: bool = True
    ours: bool | None = True
    note: str = ""


LINES = (
    Line("Google Ads", company.GOOGLE_ACCOUNT, "maryna", "olha",
         (("ihor", "administrator"), ("olha", "read only"), ("danylo", "standard")), checked=-52),
    Line("Meta Business", "Lumen Home", "maryna", "ihor", (("ihor", "advertiser"), ("roman", "page editor"))),
    Line("Google Analytics 4", "lumenhome.example", "maryna", "ihor",
         (("ihor", "administrator"), ("olha", "editor"), ("danylo", "viewer")), ""),
    Line("Google Search Console", "lumenhome.example", "olha", "ihor", (("olha", "owner"), ("ihor", "full")), ""),
    Line("Google Tag Manager", "GTM-LUMEN", "ihor", "olha", (("ihor", "publish"), ("olha", "edit")), "", checked=-66),
    Line("HubSpot", "CRM of the sellers", "andrii", "maryna",
         (("maryna", "administrator"), ("ihor", "reports"), ("danylo", "reports")), renews=71),
    Line("eSputnik", "Lumen Home", "maryna", "kateryna", (("nadiia", "administrator"), ("kateryna", "sender")),
         renews=44, checked=-28),
    Line("Domain", "lumenhome.example", "andrii", "maryna", (("maryna", "account"),), renews=12,
         note="The registrar writes to Andrii's address."),
    Line("Hosting and DNS", "lumenhome.example", "andrii", "olha", (("olha", "technical contact"),), renews=131),
    Line("Shopify", "Lumen Home shop", "andrii", "kateryna",
         (("kateryna", "content"), ("maryna", "reports"), ("olha", "content")), renews=19),
    Line("Rozetka", "Cabinet of the seller", "maryna", "ihor", (("ihor", "advertising"), ("kateryna", "goods")), ""),
    Line("Prom", "Cabinet of the company", "maryna", "kateryna", (("kateryna", "goods"), ("ihor", "advertising")),
         renews=157),
    Line("Rank tracker", "lumenhome.example", "olha", "", (("olha", "administrator"),), renews=88, critical=False,
         checked=-243, note="Nobody but Olha has looked in."),
    Line("SalesDoubler", "Programme Lumen Home", "roman", "nadiia", (("roman", "manager"), ("nadiia", "viewer")), ""),
    Line("Bank card for advertising", "Card ending 4417", "andrii", "maryna", (("maryna", "limit of the month"),),
         checked=-20, note="Google and Meta are paid from it."),
    Line("Telegram channel", "@lumenhome", "roman", "", (("roman", "owner"),), "person", ours=False, checked=-130,
         note="Opened on Roman's own number before he joined."),
    Line("Instagram", "@lumen.home", "maryna", "kateryna", (("roman", "content"), ("kateryna", "content")), ""),
    Line("Stock photographs", "Company licence", "kateryna", "olha", (("kateryna", "user"), ("taras", "user")),
         renews=203, critical=False, ours=None, checked=-90),
    Line("Press mailbox", "press@lumenhome.example", "maryna", "tykha", (("tykha", "shared box"),), "", critical=False,
         checked=-101, found=False, note="A former assistant of the firm still gets copies."),
)  # fmt: skip


def register(ground: Ground) -> None:
    """All lines, who can get in, and every look that was taken."""
    for line in LINES:
        access = _access(ground, line)
        for key, level in line.holders:
            Holding.objects.create(access=access, member=ground.members[key], level=level, start=_since(ground, key))
        _checks(ground, access, line)
    _leavers(ground)
    _drill(ground)


def _access(ground: Ground, line: Line) -> Access:
    with own_moments(Access, "created_at"):
        return Access.objects.create(
            system=line.system,
            asset=line.asset,
            company_owned=line.ours,
            critical=line.critical,
            owner=ground.members[line.owner],
            backup=ground.members.get(line.backup),
            payer=line.payer,
            renewal=None if line.renews is None else ground.today + timedelta(days=line.renews),
            note=line.note,
            created_at=moment(ground.since, 12),
        )


def _since(ground: Ground, key: str) -> date:
    if key == "danylo":
        return ground.newcomer_since
    return ground.month(3).start if key == "roman" else ground.month(22).start


def _checks(ground: Ground, access: Access, line: Line) -> None:
    """The last look, and those of the quarters before it."""
    if line.checked is None:
        return
    last = ground.today + timedelta(days=line.checked)
    maryna = ground.accounts["maryna"]
    AccessCheck.objects.create(access=access, day=last, found=line.found, by=maryna, name=maryna.name)
    for quarters in range(1, 5):
        day = last - timedelta(days=91 * quarters + quarters)
        if day > ground.since:
            AccessCheck.objects.create(access=access, day=day, found=True, by=maryna, name=maryna.name)


def _leavers(ground: Ground) -> None:
    """What the leaver held: closed within the day, but for one that was forgotten for days."""
    member, gone = ground.members[LEAVER], ground.month(3).start
    close_by = datetime.combine(gone + timedelta(days=1), time(), ZONE)
    for system, level in ((CLOSED_LATE, "manager"), ("HubSpot", "reports"), ("Google Analytics 4", "viewer")):
        Holding.objects.create(
            access=Access.objects.get(system=system), member=member, level=level, start=ground.month(13).start,
            end=gone + timedelta(days=CLOSED_DAYS if system == CLOSED_LATE else 0), close_by=close_by,
        )  # fmt: skip


def _drill(ground: Ground) -> None:
    """A backup signed in somewhere from the note alone."""
    for system, key, days, result in (("Google Ads", "olha", -61, "helped"), ("eSputnik", "kateryna", -47, "passed")):
        Drill.objects.create(
            access=Access.objects.get(system=system), member=ground.members[key], result=result,
            day=ground.today + timedelta(days=days), by=ground.accounts["maryna"],
        )  # fmt: skip
