"""What numbers show on pages of the department: a person's KPIs, a role's KPIs, and how far each has come."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.accounts.queries import company_today
from otdel.kit.calendar import Named, Unit, containing
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Agreement, JobRole, Member
from otdel.organisation.panels import Panel, Standing
from otdel.organisation.queries.members import may_see
from otdel.organisation.services.agreeing import digest
from otdel.organisation.words import kpi_name
from otdel.scorecard.models import Kpi, KpiValue, Target
from otdel.scorecard.pages import links, periods
from otdel.scorecard.pages.figures import compared_to, figure
from otdel.scorecard.pages.formula_words import in_words
from otdel.scorecard.pages.goals import goal_words, not_to_seem
from otdel.scorecard.queries.answer import ScoreRow
from otdel.scorecard.queries.values import kpis_of, scorecard
from otdel.scorecard.wording import names
from otdel.web.parts import Cell, Column, Row, Table

NUMBERS = 10
MONTHS_SHOWN = 4
JUDGED = ("week", "month", "quarter", "year")


def numbers(viewer: Viewer, member: Member) -> Panel | None:
    """A person's KPIs over the last months; nothing for those who may not see them, or when there are none."""
    return _numbers(viewer, member, "scorecard/panel_numbers.html")


def dossier_numbers(viewer: Viewer, member: Member) -> Panel | None:
    """The same on paper, for whoever takes over."""
    return _numbers(viewer, member, "scorecard/dossier_numbers.html")


def _numbers(viewer: Viewer, member: Member, template: str) -> Panel | None:
    if not _sees(viewer, member):
        return None
    last = containing(company_today(viewer), "month").earlier()
    card = scorecard(viewer, "month", last.period.last_day, MONTHS_SHOWN, member.slug)
    rows = [row for row in card.every if row.who is not None and row.who.id == member.pk]
    if not rows:
        return None
    formulas = dict(Kpi.objects.order_by("start").values_list("code", "formula"))
    columns = [Column(pgettext("column", "KPI")), Column(pgettext("column", "Goal"))]
    columns += [Column(periods.head(named), "number") for named in card.periods]
    lines = [_line(row, of_another=bool(compared_to(formulas.get(row.code, "")))) for row in rows]
    given = {
        "table": Table(_("Numbers of %(name)s by month") % {"name": member.name}, columns, lines),
        "href": links.of_scorecard("month", member.slug),
        "off": sum(bool(row.cells) and row.cells[-1].state == "off" for row in rows),
        "count": len(rows),
    }
    return Panel(template, given, NUMBERS)


def _line(row: ScoreRow, *, of_another: bool) -> Row:
    slug = row.who.slug if row.who else ""
    cells: list[Cell] = []
    for cell in row.cells:
        apart = not_to_seem(row.goal, cell.state)
        text = figure(cell.value, row.unit, row.currency, of_another=of_another, apart=apart)
        note = str(names.STATES["off"]) if cell.state == "off" else ""
        cells.append(Cell(text, href=links.of_kpi(row.code, slug, cell.named.code), note=note))
    goal = goal_words(row.goal, row.unit, row.currency, row.direction, of_another=of_another)
    return [Cell(row.name, href=row.href), goal, *cells]


def role_kpis(viewer: Viewer, role: JobRole) -> Panel | None:
    """KPIs of a role in force: formula in words, goal, use in pay."""
    if not viewer.may(Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR):
        return None
    kpis = Kpi.objects.on(company_today(viewer)).filter(role=role)
    columns = [Column(pgettext("column", "KPI")), Column(_("Use in pay")), Column(pgettext("column", "Judged by"))]
    words = periods.unit_names()
    rows: list[Row] = [
        [
            Cell(kpi_name(role, one.code, one.own), href=_open(viewer, one), note=in_words(one.formula)),
            str(names.PAY.get(str(one.settings.get("pay_use")), "")),
            words.get(str(one.settings.get("period")), ""),
        ]
        for one in kpis
    ]
    if not rows:
        return None
    return Panel("scorecard/panel_role.html", {"table": Table(_("KPIs of the role"), columns, rows)}, NUMBERS)


def _open(viewer: Viewer, kpi: Kpi) -> str:
    return "" if viewer.may(Role.CONTRACTOR) else links.of_kpi(kpi.code)


def standings(viewer: Viewer, member: Member) -> list[Standing]:
    """Each KPI of the member: written with a target, agreed to, carried out when a value was last counted."""
    if not _sees(viewer, member):
        return []
    today = company_today(viewer)
    return [_standing(member, kpi, today) for kpi in kpis_of(viewer, member.pk, today)]


def kpi_subject(kpi: Kpi, member: Member, day: date) -> tuple[str, str]:
    """What a member agrees to: the KPI's formula, settings and words, and the target in force for them."""
    target = _target(kpi, member, day)
    steps = [str(step) for step in (target.floor, target.target, target.stretch)] if target else []
    words = {"formula": kpi.formula, "settings": kpi.settings, "own": kpi.own, "target": steps}
    return f"kpi:{kpi.code}", digest(words)


def _standing(member: Member, kpi: Kpi, today: date) -> Standing:
    subject, seen = kpi_subject(kpi, member, today)
    agreed = Agreement.objects.filter(member=member, subject=subject, digest=seen).order_by("-at").first()
    last = _last_value(kpi, member, today)
    written = _written(kpi, member, today)
    period = containing(last.start, cast(Unit, last.unit)) if last else _usual(kpi, today)
    return Standing(
        kind="kpi",
        name=kpi_name(kpi.role, kpi.code, kpi.own),
        written=written,
        agreed=agreed.at.date() if agreed else NoData.because("kpi_not_agreed"),
        carried_out=last.computed_at.date() if last else NoData.because("kpi_never_counted"),
        evidence=_counted_for(last, today) if last else None,
        href=links.of_kpi(kpi.code, member.slug, period.code),
        next_step=_next(written, agreed, last),
        next_href=links.of_kpi(kpi.code, member.slug, period.code),
    )


def _last_value(kpi: Kpi, member: Member, today: date) -> KpiValue | None:
    """Of the last period of the KPI's own unit that is over; without one, the newest there is."""
    stored = KpiValue.objects.filter(kpi=kpi.code, member=member).exclude(value=None).order_by("-end", "-computed_at")
    over = stored.filter(unit=str(kpi.settings.get("period", "")), end__lte=today).first()
    return over or stored.first()


def _counted_for(last: KpiValue, today: date) -> Reason:
    """The period in words; one that still runs is no finished value."""
    code = "kpi_counted_for" if last.end <= today else "kpi_counted_so_far"
    return Reason.of(code, period=containing(last.start, cast(Unit, last.unit)).code)


def _written(kpi: Kpi, member: Member, today: date) -> date | NoData:
    """In force with something to reach: its own goal or a target; a KPI that is only watched is written as such."""
    threshold = kpi.settings.get("threshold") or {}
    if threshold.get("pattern") or _target(kpi, member, today):
        return max(kpi.start, kpi.role.written_at.date())  # the history may begin before the role was written down
    return NoData.because("kpi_without_target")


def _target(kpi: Kpi, member: Member, day: date) -> Target | None:
    """The person's own target, else the one for everybody."""
    found = Target.objects.on(day).filter(kpi=kpi.code)
    return found.filter(member=member).first() or found.filter(member=None).first()


def _next(written: date | NoData, agreed: Agreement | None, last: KpiValue | None) -> Reason | None:
    if isinstance(written, NoData):
        return Reason.of("step_set_target")
    if agreed is None:
        return Reason.of("step_agree_kpi")
    return None if last else Reason.of("step_bring_data")


def _usual(kpi: Kpi, today: date) -> Named:
    unit = str(kpi.settings.get("period", ""))
    return containing(today, cast(Unit, unit) if unit in JUDGED else "month").earlier()


def _sees(viewer: Viewer, member: Member) -> bool:
    return not viewer.may(Role.ACCOUNTANT) and may_see(viewer, member.pk)
