"""The designer's question with what the company knows already, and its answer, kept while nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from otdel.accounts.queries import company, company_today
from otdel.kit.money import Money
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.library import library
from otdel.organisation.models import Engagement, Process, SavedDesign
from otdel.organisation.rules.designer import Design, Mix, Now, Plan, Swing, design, swings
from otdel.organisation.rules.designer.library_figures import ROUTINE_OF, fits, routine_hours
from otdel.organisation.work_facts import work_facts

MAY_DESIGN = (Role.OWNER, Role.HEAD)
CURRENCY = "EUR"  # of a plan nobody gave a currency


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before anybody types: `sources` say where a figure comes from, by its code.

    `strange` counts people in roles the library does not know: they are led, and the designer cannot say what they do.
    """

    currency: str
    figures: Mapping[str, Decimal]
    sources: Mapping[str, Reason]
    people: tuple[Now, ...]
    channels: tuple[tuple[str, Money], ...] = ()

    @property
    def strange(self) -> int:
        return sum(not one.role for one in self.people)


@dataclass(frozen=True, slots=True)
class Saved:
    """A kept design. `plan` is as it was asked, with the people of that day."""

    id: int
    name: str
    by: str
    at: datetime
    plan: Plan
    cost: Money | None
    covered: float
    needed: float
    hires: tuple[tuple[str, str, str, int], ...]
    possible: bool


def library_figures() -> dict[str, Decimal]:
    """Routine hours from the library's processes, and how terms suit each role. Needs no company."""
    found: dict[str, Decimal] = {}
    for role in library().ids:
        shape = library().role(role)
        found |= fits(role, shape.engagement)
        if kind := ROUTINE_OF.get(role):
            found[f"routine.{kind}"] = routine_hours((one.cadence, one.minutes) for one in shape.processes)
    return found


def known(viewer: Viewer) -> Known:
    """Raises NotAllowed."""
    viewer.must(*MAY_DESIGN)
    of = company(viewer)
    figures = library_figures()
    sources = {code: Reason.of("design_from_library") for code in figures}
    own = _own_routine(viewer)
    figures |= own
    sources |= {code: Reason.of("design_from_processes") for code in own}
    channels: tuple[tuple[str, Money], ...] = ()
    for facts in work_facts(viewer):
        figures |= facts.figures
        sources |= dict.fromkeys(facts.figures, facts.source)
        channels = channels or facts.channels
    return Known(CURRENCY if isinstance(of, NoData) else of.currency, figures, sources, _people(viewer), channels)


def _own_routine(viewer: Viewer) -> dict[str, Decimal]:
    """Routine hours from the company's own processes of roles that came from the library."""
    found: dict[str, list[tuple[str, int]]] = {}
    rows = Process.objects.on(company_today(viewer)).filter(role__retired_on=None)
    for role, cadence, minutes in rows.values_list("role__library", "cadence", "minutes"):
        found.setdefault(role, []).append((cadence, minutes))
    return {f"routine.{ROUTINE_OF[role]}": routine_hours(of) for role, of in found.items() if role in ROUTINE_OF}


def _people(viewer: Viewer) -> tuple[Now, ...]:
    rows = Engagement.objects.on(company_today(viewer)).exclude(share=0)
    ids = set(library().ids)
    people = rows.values_list("role__library", "kind", "share")
    return tuple(sorted((Now(role if role in ids else "", kind, float(part)) for role, kind, part in people), key=str))


def answer(plan: Plan) -> Design:
    """The design of a plan whose figures have been checked. The same plan is reckoned once."""
    return _answer(_key(plan))


def what_matters(plan: Plan) -> list[Swing]:
    """Assumptions, the one that matters most first; none when nothing is possible as it is."""
    return list(_what_matters(_key(plan)))


Key = tuple[str, tuple[tuple[str, Decimal], ...], tuple[Now, ...]]


def _key(plan: Plan) -> Key:
    return plan.currency, tuple(sorted(plan.figures.items())), tuple(sorted(plan.people, key=str))


@lru_cache(maxsize=128)
def _answer(key: Key) -> Design:
    currency, figures, people = key
    return design(Plan(currency, dict(figures), people))


@lru_cache(maxsize=64)
def _what_matters(key: Key) -> tuple[Swing, ...]:
    currency, figures, people = key
    found = _answer(key).best
    return tuple(swings(Plan(currency, dict(figures), people), found)) if isinstance(found, Mix) else ()


def saved_designs(viewer: Viewer) -> list[Saved]:
    """Kept designs, newest first. Raises NotAllowed."""
    viewer.must(*MAY_DESIGN)
    return [_saved(one) for one in SavedDesign.objects.all()[:50]]


def saved_design(viewer: Viewer, pk: int) -> Saved | None:
    """Raises NotAllowed."""
    viewer.must(*MAY_DESIGN)
    found = SavedDesign.objects.filter(pk=pk).first()
    return _saved(found) if found else None


def _saved(row: SavedDesign) -> Saved:
    figures = {code: Decimal(value) for code, value in row.figures.items()}
    people = tuple(Now(role, terms, float(share)) for role, terms, share in row.people)
    said = row.answer
    return Saved(
        id=row.pk,
        name=row.name,
        by=row.by_name,
        at=row.made_at,
        plan=Plan.made(row.currency, figures, people),
        cost=Money(Decimal(said["cost"]), row.currency) if said.get("possible") else None,
        covered=float(said.get("covered", 0)),
        needed=float(said.get("needed", 0)),
        hires=tuple((role, terms, share, int(count)) for role, terms, share, count in said.get("hires", ())),
        possible=bool(said.get("possible")),
    )
