"""A department at work: accesses in every state, processes run and not run, drills, an absence, somebody who leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from otdel.accounts.queries import company_today
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Access, Process
from otdel.organisation.services.accesses import AccessCard, check_access, grant, register_access
from otdel.organisation.services.drills import plan_drill, record_drill
from otdel.organisation.services.handover import write_note
from otdel.organisation.services.leaving import plan_absence
from otdel.organisation.services.processes import log_run, set_people, write_steps
from otdel.organisation.tests.department import Department, answers_for_everything, found_department

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Scene:
    """The department, the day it is, and what was put into it by name."""

    made: Department
    today: date
    accesses: dict[str, Access]
    processes: dict[str, Process]

    @property
    def owner(self) -> Viewer:
        return self.made.owner

    def viewer(self, role: Role) -> Viewer:
        return self.made.viewer(role)


def play() -> Scene:
    """Everything by the verbs people use, as the owner."""
    made = found_department()
    answers_for_everything(made)
    owner, today = made.owner, company_today(made.owner)
    Process.objects.update(start=today - 300 * DAY)
    scene = Scene(made, today, _accesses(made, owner, today), _processes(made, owner, today))
    plan_absence(owner, made.members["maryna"], today + 40 * DAY, today + 50 * DAY, "holiday")
    write_note(owner, made.members["olena"], "contact", "Google partner manager: Ivan, ivan@partner.example, to March")
    write_note(owner, made.members["olena"], "surprise", "Бренд-кампанія оплачується з іншої картки.")
    return scene


def _accesses(made: Department, owner: Viewer, today: date) -> dict[str, Access]:
    who = {name: member.pk for name, member in made.members.items()}
    cards = {
        "ads": AccessCard(
            "Google Ads", "123-456-7890", True, True, who["olena"], who["maryna"], "company", today + 20 * DAY
        ),
        "domain": AccessCard("Domain lumen.example", "", False, True, who["ihor"], None, "person", today - 5 * DAY),
        "mailer": AccessCard("SendPulse", "newsletter", None, False, None, None, "", None, "Found in an old invoice"),
        "blog": AccessCard(
            "WordPress", "blog", True, False, who["maryna"], who["kyrylo"], "company", today + 200 * DAY
        ),
    }
    accesses = {name: register_access(owner, card) for name, card in cards.items()}
    grant(owner, accesses["ads"], made.members["olena"], "administrator", today - 200 * DAY)
    grant(owner, accesses["blog"], made.members["kyrylo"], "author", today - 100 * DAY)
    check_access(owner, accesses["ads"], today - 30 * DAY, "", found=True)
    check_access(owner, accesses["domain"], today - 20 * DAY, "The registrar still names the old owner", found=False)
    return accesses


def _processes(made: Department, owner: Viewer, today: date) -> dict[str, Process]:
    olena, maryna, kyrylo = (made.members[name] for name in ("olena", "maryna", "kyrylo"))
    mine = list(made.roles["ppc"].processes.all())
    pacing, search, creative, *rest = mine
    set_people(owner, pacing, holder=olena, backup=maryna, critical=True)
    set_people(owner, search, holder=olena, backup=None, critical=True)
    set_people(owner, creative, holder=olena, backup=kyrylo, critical=False)
    for one in rest:
        set_people(owner, one, holder=olena, backup=None, critical=False)
    write_steps(owner, pacing, "1. Open the account.\n2. Compare spend with the plan.\n\nThe result lies in the log.")
    for back in range(1, 40):
        log_run(owner, pacing, olena, today - back * DAY, "Log of changes, https://docs.example/log")
    log_run(owner, search, olena, today - 40 * DAY, "https://docs.example/exclusions")
    record_drill(owner, plan_drill(owner, pacing, maryna, today - 10 * DAY), "helped", "The login page has moved")
    plan_drill(owner, search, maryna, today + 5 * DAY)
    return {"pacing": pacing, "search": search, "creative": creative}
