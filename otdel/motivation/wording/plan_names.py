"""What the KPIs, measures and people of a plan are called, and in which units its numbers are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from otdel.kit.reason import NoData
from otdel.motivation.rules.plan import By
from otdel.organisation.library import library
from otdel.organisation.models import JobRole, Member
from otdel.organisation.words import kpi_name, role_title, spoken
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import Kpi
from otdel.scorecard.pages.figures import compared_to, figure
from otdel.scorecard.pages.formula_words import measure_name
from otdel.web import format as say


@dataclass(frozen=True, slots=True)
class KpiWords:
    """`shown_as_share` when its value reads best in percent: a share, or a ratio to a plan or another period."""

    name: str
    unit: str = ""
    of_another: bool = False

    @property
    def shown_as_share(self) -> bool:
        return self.unit == "share" or self.of_another


@dataclass(frozen=True, slots=True)
class Names:
    """Words for the codes of a plan, in the language that was active when they were read."""

    kpis: Mapping[str, KpiWords] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""

    def kpi(self, code: str) -> str:
        found = self.kpis.get(code)
        return found.name if found else measure_name(code) if code in MEASURES else code

    def member(self, slug: str) -> str:
        return self.members.get(slug, slug)

    def at(self, code: str, by: By, value: Decimal) -> str:
        """A point of a curve or an edge of a gate as it reads: 85% of a goal, 93%, 3, ₴420."""
        if by is By.ATTAINMENT:
            return say.percent(value)
        found = self.kpis.get(code, KpiWords(code))
        return figure(value, found.unit or "ratio", self.currency, of_another=found.of_another)

    def in_percent(self, code: str, by: By) -> bool:
        found = self.kpis.get(code)
        return by is By.ATTAINMENT or (found is not None and found.shown_as_share)


def names_now(currency: str | NoData = "") -> Names:
    """Names of every KPI and member of the company in the active language; read them once a page."""
    kpis = list(Kpi.objects.order_by("start"))
    roles = JobRole.objects.in_bulk({one.role_id for one in kpis})
    words = {
        one.code: KpiWords(
            kpi_name(roles[one.role_id], one.code, one.own),
            str(one.settings.get("unit", "")),
            bool(compared_to(one.formula)),
        )
        for one in kpis
    }
    members = dict(Member.objects.values_list("slug", "name"))
    return Names(words, members, currency if isinstance(currency, str) else "")


def names_of_library(currency: str) -> Names:
    """The company's names, and the library's for roles and KPIs the company has not taken over."""
    own = names_now(currency)
    words: dict[str, KpiWords] = {}
    for role in library().ids:
        kpis, shapes = library().text(role, spoken()).kpis, library().role(role).kpis
        words |= {
            shape.id: KpiWords(kpis[shape.id].name, shape.unit, bool(compared_to(shape.formula)))
            for shape in shapes
            if shape.id in kpis
        }
    return Names({**words, **own.kpis}, own.members, currency)


def role_names() -> dict[str, str]:
    """Every role by its library code: the company's word for it where it has one."""
    names = {role: library().text(role, spoken()).title for role in library().ids}
    return names | {one.library or one.code: role_title(one) for one in JobRole.objects.filter(retired_on=None)}
