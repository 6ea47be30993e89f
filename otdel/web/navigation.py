"""The sections of Otdel and their views, in one place. A page that is not built is left out, never a dead link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.kit.viewer import Role, Viewer

ROLE_NAMES = {
    Role.OWNER: pgettext_lazy("role", "Owner"),
    Role.HEAD: pgettext_lazy("role", "Head of marketing"),
    Role.SPECIALIST: pgettext_lazy("role", "Specialist"),
    Role.CONTRACTOR: pgettext_lazy("role", "Contractor"),
    Role.ACCOUNTANT: pgettext_lazy("role", "Accountant"),
}

EVERYBODY = frozenset(Role)
MONEY = frozenset({Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT})
DATA = frozenset({Role.OWNER, Role.HEAD, Role.SPECIALIST})
TEAM = frozenset({Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT})
NUMBERS = frozenset({Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR})
LEADERS = frozenset({Role.OWNER, Role.HEAD})
MODEL = ("/money/scenario/", "/money/proposals/", "/money/model/")
ROWS = ("/money/row/",)  # a row of a file is reached from the file
SCORES = ("/team/kpi/", "/team/measures/", "/team/readings/", "/team/plans/", "/team/periods/")
PROCESSES = ("/team/process/",)
ONE_ACCESS = ("/team/access/",)
PAYS = frozenset({Role.OWNER, Role.ACCOUNTANT, Role.HEAD, Role.SPECIALIST})  # those who lead people check their pay
ANSWERS = frozenset({Role.OWNER, Role.HEAD, Role.SPECIALIST})
OWNER = frozenset({Role.OWNER})
BOOKS = ("/pay/ledger/", "/pay/entries/")  # of the pay periods
AGREED = ("/pay/agreement/",)


@dataclass(frozen=True, slots=True)
class Place:
    """A page people go to. `route` is the name of its address; `key` follows `g` on the keyboard.

    `also` names what lies under it though its address does not say so: the beginnings of those addresses.
    """

    route: str
    label: str | Promise
    icon: str
    key: str = ""
    roles: frozenset[Role] = EVERYBODY
    views: tuple[Place, ...] = ()
    href: str = ""
    current: bool = False
    also: tuple[str, ...] = ()

    @property
    def keys(self) -> str:
        return f"G {self.key.upper()}" if self.key else ""


SECTIONS: tuple[Place, ...] = (
    Place("today:overview", pgettext_lazy("section", "Today"), "home", "t"),
    Place(
        "forecasting:plan",
        pgettext_lazy("section", "Plan"),
        "target",
        "l",
        DATA,
        views=(
            Place("forecasting:plan", pgettext_lazy("view", "Goals"), "activity", "", DATA),
            Place("forecasting:warnings", pgettext_lazy("view", "Early warnings"), "alert-triangle", "", DATA),
            Place("forecasting:quality", pgettext_lazy("view", "Forecast quality"), "circle-check", "", DATA),
        ),
    ),
    Place(
        "planning:work",
        pgettext_lazy("section", "Work"),
        "layout-kanban",
        "w",
        views=(
            Place("planning:work", pgettext_lazy("view", "Tasks"), "layout-kanban"),
            Place("planning:promises", pgettext_lazy("view", "Promises"), "message-circle"),
        ),
    ),
    Place(
        "evidence:money",
        pgettext_lazy("section", "Money"),
        "coin",
        "m",
        MONEY,
        views=(
            Place("evidence:money", pgettext_lazy("view", "By clicks"), "coin", "", MONEY),
            Place("evidence:mix", pgettext_lazy("view", "Channels"), "activity", "", MONEY, also=MODEL),
            Place("evidence:paths", pgettext_lazy("view", "Paths"), "link", "", MONEY),
            Place("evidence:campaigns", pgettext_lazy("view", "Campaigns"), "target", "", MONEY),
            Place("evidence:mix_tests", pgettext_lazy("view", "Experiments"), "flask", "", MONEY),
            Place("measurement:data", pgettext_lazy("view", "Data"), "database", "d", MONEY, also=ROWS),
            Place("measurement:imports", pgettext_lazy("view", "Import"), "upload", "i", DATA),
        ),
    ),
    Place(
        "organisation:team",
        pgettext_lazy("section", "Team"),
        "users",
        "p",
        TEAM,
        views=(
            Place("organisation:team", pgettext_lazy("view", "Structure"), "users", "", TEAM),
            Place("scorecard:scorecard", pgettext_lazy("view", "Scorecard"), "target", "s", NUMBERS, also=SCORES),
            Place("organisation:cover", pgettext_lazy("view", "Replaceability"), "users", "", LEADERS, also=PROCESSES),
            Place("organisation:accesses", pgettext_lazy("view", "Accesses"), "lock", "", TEAM, also=ONE_ACCESS),
            Place("organisation:designer", pgettext_lazy("view", "Designer"), "plus", "", LEADERS),
        ),
    ),
    Place(
        "motivation:periods",
        pgettext_lazy("section", "Pay"),
        "wallet",
        "",
        PAYS,
        views=(
            Place("motivation:periods", pgettext_lazy("view", "Pay periods"), "calendar-event", "", PAYS, also=BOOKS),
            Place("motivation:plans", pgettext_lazy("view", "Pay rules"), "adjustments", "", OWNER, also=AGREED),
            Place("motivation:disputes", pgettext_lazy("view", "Questions"), "message-circle", "", ANSWERS),
        ),
    ),
    Place(
        "scorecard:scorecard",
        pgettext_lazy("view", "Scorecard"),
        "target",
        "",
        frozenset({Role.CONTRACTOR}),
        also=SCORES,
    ),
    Place(
        "measurement:imports", pgettext_lazy("view", "Import"), "upload", "", frozenset({Role.CONTRACTOR}), also=ROWS
    ),
)

NAMED: tuple[Place, ...] = (  # under one's own name at the bottom left
    Place("motivation:my_pay", _("My pay"), "wallet", "y"),
    Place("accounts:settings", _("Settings"), "settings"),
    Place("accounts:people", _("People and rights"), "users", roles=frozenset({Role.OWNER, Role.HEAD})),
    Place("account_logout", _("Sign out"), "logout"),
)


_asked: dict[str, Callable[[Viewer], bool]] = {}


def open_when(route: str, may: Callable[[Viewer], bool]) -> None:
    """A place a role alone does not open: `may` is asked too, once a page. Called from AppConfig.ready."""
    _asked[route] = may


def closed_to(viewer: Viewer | None) -> frozenset[str]:
    """Routes the viewer's role would open and the viewer may not."""
    if viewer is None:
        return frozenset()
    asked = {view.route: view.roles for place in SECTIONS for view in (place, *place.views) if view.route in _asked}
    return frozenset(one for one, roles in asked.items() if viewer.may(*roles) and not _asked[one](viewer))


def sections(viewer: Viewer | None, path: str, closed: frozenset[str] = frozenset()) -> list[Place]:
    """The sections this viewer may open, with addresses; the one `path` lies in is current."""
    found = (place for place in _open(SECTIONS, viewer) if place.route not in closed)
    return _marked([_with_views(place, viewer, path, closed) for place in found], path)


def named(viewer: Viewer | None) -> list[Place]:
    return list(_open(NAMED, viewer))


def views(viewer: Viewer | None, path: str, closed: frozenset[str] = frozenset()) -> list[Place]:
    """The views of the current section; none when it has only one."""
    current = next((place for place in sections(viewer, path, closed) if place.current), None)
    return list(current.views) if current and len(current.views) > 1 else []


def places(viewer: Viewer | None, path: str, closed: frozenset[str] = frozenset()) -> list[Place]:
    """Everything the palette can open."""
    open_ = sections(viewer, path, closed)
    found = [
        *open_,
        *(view for place in open_ for view in place.views),
        *named(viewer),
    ]
    return list({place.href: place for place in reversed(found)}.values())[::-1]


def _with_views(place: Place, viewer: Viewer | None, path: str, closed: frozenset[str]) -> Place:
    found = [view for view in _open(place.views, viewer) if view.route not in closed]
    return replace(place, views=tuple(_marked(found, path)))


def _open(places: tuple[Place, ...], viewer: Viewer | None) -> Iterator[Place]:
    for place in places:
        if viewer is None or not viewer.may(*place.roles):
            continue
        try:
            yield replace(place, href=reverse(place.route))
        except NoReverseMatch:
            continue  # a section whose pages are not built yet


def _marked(found: list[Place], path: str) -> list[Place]:
    """Mark the place whose own address, or a view's, is the longest beginning of `path`."""
    best = max((_depth(place, path) for place in found), default=0)
    return [replace(place, current=best > 0 and _depth(place, path) == best) for place in found]


def _depth(place: Place, path: str) -> int:
    addresses = [address for one in (place, *place.views) for address in (one.href, *one.also)]
    return max(_covers(address, path) for address in addresses)


def _covers(href: str, path: str) -> int:
    """How much of `path` the page at `href` covers: the front page only itself, others everything under them."""
    return len(href) if path == href or (href != "/" and path.startswith(href.rstrip("/") + "/")) else 0
