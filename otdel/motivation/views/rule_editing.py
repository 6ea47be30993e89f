"""Writing a draft: as a sheet of rows, or as YAML; the picture beside it follows what is typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.motivation.forms.choosing import YamlForm
from otdel.motivation.forms.filling import sheet_of
from otdel.motivation.forms.plan import PlanSheet
from otdel.motivation.forms.rare import rare_text, with_rare
from otdel.motivation.forms.sheet import changed, nested
from otdel.motivation.models import PlanVersion, VersionState
from otdel.motivation.pages.fault_words import Told, told
from otdel.motivation.pages.rule_page import rule_view
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import WrongPlan, read_plan, read_yaml, write_yaml
from otdel.motivation.services import plans as verbs
from otdel.motivation.views.rules_common import FORM, decided, page, rules_link, to_version, today_of
from otdel.motivation.wording.plan_names import Names, names_now
from otdel.motivation.wording.rule_words import in_short
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.pages.formula_words import measure_name
from otdel.web.parts import Link


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page of a draft works on."""

    version: PlanVersion
    plan: Plan
    names: Names

    @property
    def keeps(self) -> dict[str, str]:
        """What no text of this plan changes: where it lives, and whose it is."""
        return {"code": self.plan.code, "role": self.plan.role}

    def kpis(self) -> list[tuple[str, Any]]:
        """KPIs of the plan's own role first, then the others by name."""
        role = self.version.plan.role.code
        found = sorted(self.names.kpis.items(), key=lambda one: (not one[0].startswith(f"{role}_"), one[1].name))
        return [(code, words.name) for code, words in found]

    @staticmethod
    def measures() -> list[tuple[str, Any]]:
        return sorted(((code, measure_name(code)) for code in MEASURES), key=lambda one: one[1])

    def sheet(self, given: dict[str, str] | None, *, asked: bool) -> PlanSheet:
        filled = nested(given) if given is not None else self._filled()
        return PlanSheet(filled, self.kpis(), self.measures(), asked=asked)

    def _filled(self) -> dict[str, Any]:
        return sheet_of(self.plan, self.version.start, self.version.note, rare_text(self.plan), self.names)


def _desk(request: HttpRequest, code: str, number: int) -> Desk:
    kept = decided(request, code, number)
    plan = read_plan(kept.body)
    return Desk(kept, plan, names_now(plan.currency))


@require_http_methods(FORM)
@needs(*APPROVES)
def edit_plan(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The draft as a sheet; `?as=yaml` shows it as its file."""
    desk = _desk(request, code, number)
    if desk.version.state != VersionState.DRAFT:
        return redirect(to_version(desk.version))
    if request.GET.get("as") == "yaml":
        return _as_yaml(request, desk)
    given = request.POST.dict() if request.method == "POST" else None
    if given is None:
        return _shown(request, desk, desk.sheet(None, asked=False))
    if do := given.pop("do", ""):
        again = PlanSheet(changed(nested(given), do), desk.kpis(), desk.measures(), asked=False)
        return _shown(request, desk, again)
    sheet = desk.sheet(given, asked=True)
    made, faults = _read(desk, sheet, today_of(request))
    if made is None:
        return _shown(request, desk, sheet, faults, 400)
    head = sheet.head.cleaned_data
    return _saved(request, desk, made, head["start"], head["changed_why"]) or _shown(request, desk, sheet, (), 400)


def _read(desk: Desk, sheet: PlanSheet, today: date) -> tuple[Plan | None, tuple[Told, ...]]:
    """The plan the sheet says, or what is wrong with it, in words and beside its rows."""
    if not (sheet.is_valid() & sheet.may_start(today)):
        return None, told(sheet.weights_off())
    try:
        rare = sheet.more.cleaned_data["text"]
        return with_rare(sheet.plan(desk.plan), rare, desk.names.kpis, MEASURES), ()
    except WrongPlan as wrong:
        return None, told(wrong.faults)


def _saved(request: HttpRequest, desk: Desk, made: Plan, start: Any, note: str) -> HttpResponse | None:
    try:
        kept = verbs.change_draft(
            viewer_of(request), desk.version, made, start, note=note, seen=request.POST.get("seen", "")
        )
    except Refused as refused:
        say_refused(request, refused)
        return None
    return redirect(to_version(kept))


def _shown(
    request: HttpRequest, desk: Desk, sheet: PlanSheet, faults: tuple[Told, ...] = (), status: int = 200
) -> HttpResponse:
    return page(
        request, "edit.html", status, sheet=sheet, faults=faults, wrong=not sheet.sound,
        rare=bool(sheet.flat.get("more-text")), **_frame(desk, "form"),
        **_picture(desk, sheet),
    )  # fmt: skip


def _frame(desk: Desk, shown: str) -> dict[str, Any]:
    kept, here = desk.version, reverse("motivation:edit_plan", args=[desk.version.plan.code, desk.version.number])
    return {
        "title": _("Write the rule: %(name)s") % {"name": kept.plan.name},
        "version": kept,
        "seen": kept.digest,
        "ways": [
            Link(_("Form"), here, current=shown == "form"),
            Link("YAML", f"{here}?as=yaml", current=shown == "yaml"),
        ],
        "crumbs": [
            rules_link(),
            Link(kept.plan.name, to_version(kept)),
            Link(_("Draft of version %(number)s") % {"number": kept.number}, "", current=True),
        ],
    }


def _picture(desk: Desk, sheet: PlanSheet) -> dict[str, Any]:
    """The rule as it is typed now; the last whole one while a row is half written."""
    asked = PlanSheet(sheet.sheet, desk.kpis(), desk.measures(), asked=True)
    try:
        plan = asked.plan(desk.plan) if asked.is_valid() else None
    except WrongPlan:
        plan = None
    drawn = plan or desk.plan
    return {"rule": rule_view(drawn, desk.names), "short": in_short(drawn), "stale": plan is None}


@require_POST
@needs(*APPROVES)
def plan_picture(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The picture alone, while somebody types."""
    desk = _desk(request, code, number)
    return page(request, "edit_picture.html", **_picture(desk, desk.sheet(request.POST.dict(), asked=False)))


def _as_yaml(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = YamlForm(request.POST or None, initial={"text": write_yaml(desk.plan)})
    faults: tuple[Told, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            said = read_yaml(form.cleaned_data["text"])
            made = read_plan(said, kpis=desk.names.kpis, measures=MEASURES, keeps=desk.keeps)
        except WrongPlan as wrong:
            faults = told(wrong.faults, form.cleaned_data["text"])
        else:
            if answer := _saved(request, desk, made, desk.version.start, desk.version.note):
                return answer
    status = 400 if faults or form.errors else 200
    return page(request, "edit_yaml.html", status, form=form, faults=faults, **_frame(desk, "yaml"))
