"""Who may open which address and send to it, address by address: the table the access matrix is tried against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from otdel.kit.viewer import Role

O, H, S, C, A = Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT  # noqa: E741
LEADERS, DEPARTMENT, PEOPLE = {O, H}, {O, H, S}, {O, H, S, C}
TEAM, ALL, NOBODY = {O, H, S, A}, {O, H, S, C, A}, set[Role]()
DATA, IMPORTERS = {O, H, S, A}, {O, H, S, C}
OWN, STAFF = "own", "staff"


@dataclass(frozen=True)
class May:
    """Who may open an address (`get`) and send to it (`post`); None where it takes no such request.

    `own` lets in the person all this belongs to, whatever their role, `staff` unless they are a contractor. `at` gives
    what the address is made of, and its query; what is sent is `body`.
    """

    get: set[Role] | None = None
    post: set[Role] | None = None
    own: bool = False
    staff: bool = False
    at: str = ""
    body: tuple[tuple[str, str], ...] = ()


def may(get: set[Role] | None = None, post: set[Role] | None = None, own: str = "", at: str = "", **body: str) -> May:
    """A rule; two underscores in a field's name stand for its dash."""
    sent = tuple((name.replace("__", "-"), value) for name, value in body.items())
    return May(get, post, own == "own", own == "staff", at, sent)


TODAY = timezone.localdate().isoformat()
LATER = (timezone.localdate() + timedelta(days=9)).isoformat()
MONTH = "unit=month&start=2026-09-01"
RULES: dict[str, tuple[May, ...]] = {
    # the department
    "organisation:team": (may(TEAM),),
    "organisation:start": (may(LEADERS),),
    "organisation:proposal": (may(post=LEADERS),),
    "organisation:exchange": (may(LEADERS, LEADERS),),
    "organisation:take": (may(post=LEADERS),),
    "organisation:export": tuple(may(LEADERS, at=f"kind={kind}") for kind in ("yaml", "xlsx", "zip")),
    "organisation:add_person": (may(LEADERS, LEADERS, name="Nadia", later="1"),),
    "organisation:person": (may(LEADERS, own=OWN),),
    "organisation:change_person": (may(LEADERS, LEADERS, name="Nadia"),),
    "organisation:delete_person": (may(post=LEADERS),),
    "organisation:agree_to_role": (may(post=LEADERS, own=OWN, role="ppc", seen="x"),),
    "organisation:engage": (may(LEADERS, LEADERS),),
    "organisation:engagement": (may(LEADERS, LEADERS),),
    "organisation:end_engagement": (may(post=LEADERS, end__day=LATER),),
    "organisation:add_zone": (may(LEADERS, LEADERS, name="Prices"),),
    "organisation:zone": (may(TEAM), may(post=LEADERS, member="{member}", part="helps", start=TODAY)),
    "organisation:change_zone": (may(post=LEADERS, zone__name="Prices"),),
    "organisation:retire_zone": (may(post=LEADERS),),
    "organisation:answer": (may(post=LEADERS, member="{member}"),),
    "organisation:retire_role": (may(post=LEADERS),),
    "organisation:end_part": (may(post=LEADERS),),
    # roles and the library
    "organisation:library": (may(TEAM),),
    "organisation:library_role": (may(TEAM, at="role_id=ppc"),),
    "organisation:copy_role": (may(post=LEADERS, at="role_id=seo"),),
    "organisation:role": (may(TEAM, own=OWN),),
    "organisation:role_words": (may(LEADERS, LEADERS, mission="To sell"),),
    "organisation:role_back": (may(post=LEADERS),),
    "organisation:role_file": (may(LEADERS),),
    "organisation:difference": (may(LEADERS),),
    "organisation:decide_difference": (may(post=LEADERS, piece="mission", take="1"),),
    # processes, accesses, cover, dossier
    "organisation:accesses": (may(ALL),),
    "organisation:new_access": (may(LEADERS, LEADERS, system="Bing"),),
    "organisation:import_accesses": (may(LEADERS, LEADERS),),
    "organisation:export_accesses": (may(LEADERS, at="kind=csv"), may(LEADERS, at="kind=xlsx")),
    "organisation:access": (may(LEADERS, own=OWN),),
    "organisation:change_access": (may(post=LEADERS, change__system="Bing"),),
    "organisation:check_access": (may(post=LEADERS, own=OWN, check__day=TODAY, check__found="yes"),),
    "organisation:grant_access": (may(post=LEADERS, grant__member="{member}", grant__start=TODAY),),
    "organisation:drill_access": (may(post=LEADERS, drill__member="{head}", drill__day=TODAY),),
    "organisation:close_access": (may(post=LEADERS),),
    "organisation:revoke_access": (may(post=LEADERS),),
    "organisation:keep_access": (may(post=LEADERS),),
    "organisation:process": (may(LEADERS, own=OWN, at="code=ppc_daily"),),
    "organisation:run_process": (
        may(post=LEADERS, own=OWN, at="code=ppc_daily", run__member="{member}", run__day=TODAY, run__evidence="log"),
    ),
    "organisation:process_steps": (may(post=LEADERS, own=OWN, at="code=ppc_daily", steps__steps="1. Look"),),
    "organisation:process_people": (may(post=LEADERS, at="code=ppc_daily", people__holder="{head}"),),
    "organisation:process_cadence": (
        may(post=LEADERS, at="code=ppc_daily", cadence__cadence="weekly", cadence__minutes="5"),
    ),
    "organisation:agree_to_process": (may(post=NOBODY, own=OWN, at="code=ppc_daily"),),
    "organisation:drill_process": (may(post=LEADERS, at="code=ppc_daily", drill__member="{head}", drill__day=TODAY),),
    "organisation:drill_result": (may(post=LEADERS, result="passed", day=TODAY),),
    "organisation:cover": (may(LEADERS),),
    "organisation:plan_absence": (may(post=LEADERS, who="{slug}", first=LATER, last=LATER, why="illness"),),
    "organisation:absence": (may(post=LEADERS, off="1"),),
    "organisation:leaving": (may(LEADERS, LEADERS, last_day=LATER),),
    "organisation:dossier": (may(LEADERS, own=OWN),),
    "organisation:dossier_pdf": (may(LEADERS, own=OWN),),
    "organisation:dossier_line": (may(post=LEADERS, own=OWN, kind="contact", text="The agency"),),
    "organisation:dossier_note_off": (may(post=LEADERS, own=OWN),),
    "organisation:dossier_note_back": (may(post=LEADERS, own=OWN),),
    # the designer
    "organisation:designer": (may(LEADERS),),
    "organisation:designer_matters": (may(LEADERS),),
    "organisation:keep_design": (may(post=LEADERS),),
    "organisation:remove_design": (may(post=LEADERS),),
    # work
    "planning:work": (may(ALL), may(ALL, at="?tab=all"), may(ALL, at="?tab=done&person={slug}")),
    "planning:new_task": (may(DEPARTMENT), may(post=LEADERS, own=STAFF, title="Steal", owner="{member}", due=LATER)),
    "planning:task": (may(LEADERS, own=OWN),),
    "planning:act": tuple(
        may(post=LEADERS, own=whose, at=f"verb={verb}", what="x", why="x", due=LATER, to="{member}")
        for verb, whose in (("wait", OWN), ("hand_over", OWN), ("move", STAFF), ("drop", STAFF), ("give", STAFF))
    ),
    "planning:promises": (may(ALL), may(ALL, at="?person={slug}")),
    "planning:promise_act": tuple(may(post=LEADERS, own=OWN, at=f"verb={verb}", why="x") for verb in ("keep", "break")),
    # numbers
    "scorecard:scorecard": (may(PEOPLE, at="?by=month"), may(LEADERS, own=OWN, at="?by=month&who={slug}")),
    "scorecard:scorecard_export": (
        may(PEOPLE, at="kind=csv?by=month"),
        may(LEADERS, own=OWN, at="kind=csv?by=month&who={slug}"),
        may(LEADERS, own=OWN, at="kind=xlsx?by=month&who={slug}"),
    ),
    "scorecard:kpi": (
        may(DEPARTMENT, own=OWN, at="?period=2026-09"),
        may(LEADERS, own=OWN, at="?period=2026-09&who={slug}"),
    ),
    "scorecard:change_kpi": (may(LEADERS, LEADERS, formula="tasks_due"),),
    "scorecard:agree": (may(post=NOBODY, own=OWN, who="{slug}", seen="x"),),
    "scorecard:correct": (may(post=LEADERS, value="1", why="x"),),
    "scorecard:measures": (may(DEPARTMENT),),
    "scorecard:counting": (may(LEADERS),),
    "scorecard:measure": (
        may(DEPARTMENT, own=OWN, at="code=tasks_due?period=2026-09"),
        may(LEADERS, own=OWN, at="code=tasks_due?period=2026-09&who={slug}"),
    ),
    "scorecard:readings": (may(PEOPLE, at="?period=2026-09"),),
    "scorecard:readings_export": tuple(may(PEOPLE, at=f"kind={kind}") for kind in ("csv", "xlsx", "yaml")),
    "scorecard:readings_import": (may(post=PEOPLE),),
    "scorecard:type_reading": (
        may(LEADERS, LEADERS, own=OWN, at="measure=pr_cost?period=2026-08&who={slug}", value="5"),
    ),
    "scorecard:read_again": (may(LEADERS, LEADERS, own=OWN, value="5"),),
    "scorecard:settle": (may(LEADERS, LEADERS, value="5", why="x"),),
    "scorecard:plans": (may(DEPARTMENT), may(LEADERS, own=STAFF, at="?who={slug}")),
    "scorecard:save_plans": (may(post=LEADERS, year="2026", who="{slug}"),),
    "scorecard:plans_export": tuple(may(DEPARTMENT, at=f"kind={kind}") for kind in ("csv", "xlsx", "yaml")),
    "scorecard:plans_import": (may(post=LEADERS),),
    "scorecard:targets": (
        may(DEPARTMENT, at="?kpi=ppc_x"),
        may(post=LEADERS, at="?kpi=ppc_x", start=LATER, target="5"),
    ),
    "scorecard:periods": (may(DEPARTMENT), may(post=LEADERS, period="2026-08", typed="2026-08")),
    "scorecard:period": (may(DEPARTMENT),),
    # pay: the person, the owner, whoever they report to directly (here the head), the accountant what is to be paid
    "motivation:my_pay": (may(ALL),),
    "motivation:person_pay": (may(LEADERS, own=OWN),),
    "motivation:what_if": (may(post=LEADERS, own=OWN, who="{slug}", agreement="{signed}"),),
    "motivation:statement": (may({O, H, A}, own=OWN),),
    "motivation:statement_pdf": (may({O, H, A}, own=OWN),),
    "motivation:accept": (may(post=NOBODY, own=OWN),),
    "motivation:accept_line": (may(post=NOBODY, own=OWN),),
    "motivation:question": (may(post=NOBODY, own=OWN, words="x"),),
    "motivation:raise_question": (may(post=NOBODY, own=OWN, words="x"),),
    "motivation:plans": (may({O}),),
    "motivation:new_plan": (may({O}, {O}),),
    "motivation:plan": (may({O}),),
    "motivation:new_version": (may(post={O}),),
    "motivation:version": (may({O}, own=OWN),),
    "motivation:plan_yaml": (may({O}, own=OWN),),
    "motivation:edit_plan": (may({O}, {O}),),
    "motivation:plan_picture": (may(post={O}),),
    "motivation:check_plan": (may(post={O}),),
    "motivation:mend_plan": (may(post={O}, place="0"),),
    "motivation:approve_plan": (may(post={O}),),
    "motivation:withdraw_plan": (may(post={O}),),
    "motivation:offer": (may({O}, {O}),),
    "motivation:agreement": (may({O}, own=OWN),),
    "motivation:agreement_pdf": (may({O}, own=OWN),),
    "motivation:sign": (may(post=NOBODY, own=OWN, seen="0"),),
    "motivation:decline": (may(post=NOBODY, own=OWN, why="x"),),
    "motivation:withdraw": (may(post={O}),),
    "motivation:signed_on_paper": (may(post={O}, day=TODAY),),
    "motivation:end_agreement": (may(post={O}, day=LATER),),
    "motivation:periods": (may({O, H, A}), may(post={O}, period="2026-08")),
    "motivation:period": (may({O, H, A}, at=MONTH),),
    "motivation:period_step": tuple(may(post={O}, at=f"{MONTH}&do={do}") for do in ("calculate", "publish", "approve")),
    "motivation:period_again": (may(post={O}, at=MONTH, why="x"),),
    "motivation:period_correct": (may(post={O}, at=MONTH),),
    "motivation:period_export": tuple(may({O, A}, at=f"{MONTH}&kind={kind}") for kind in ("csv", "xlsx")),
    "motivation:check": (may(post=LEADERS),),
    "motivation:mark_paid": (may(post={O, A}, day=TODAY),),
    "motivation:disputes": (may(LEADERS),),
    "motivation:answer": (may(post=LEADERS, outcome="explained", words="x"),),
    "motivation:entries": (may({O}),),
    "motivation:grant_extra": (may({O}, {O}, extra="1:x", day=TODAY),),
    "motivation:line_decision": (may({O}),),
    "motivation:correct_line": (may(post={O}, correct__amount="1", correct__why="x"),),
    "motivation:take_back": (may(post={O}, back__amount="1", back__why="x"),),
    "motivation:object": (may(post=LEADERS, words="x"),),
    "motivation:answer_objection": (may(post={O}, words="x"),),
    "motivation:decide_entry": (may(post={O}, amount="1", why="x"),),
    "motivation:ledger": (may({O}),),
    # accounts
    "accounts:people": (may(LEADERS),),
    "accounts:invite": (may(post={O}, email="new@example.com", role="owner"),),
    "accounts:withdraw": (may(post={O}),),
    "accounts:rights": (may(post={O}, role="owner"),),
    "accounts:new_password": (may(post={O}),),
    "accounts:trail": (may(LEADERS),),
    "accounts:settings": (may(ALL),),
    "accounts:keys": (may(ALL),),
    "accounts:revoke_key": (may(post={O}, own=OWN),),
    "accounts:company": (may(LEADERS),),
    # money and its data; who sees which line of it is told in their own chapters
    "measurement:imports": (may(IMPORTERS),),
    "measurement:start_all": (may(post=IMPORTERS),),
    "measurement:data": (may(DATA),),
    "measurement:import_list": (may(IMPORTERS),),
    "measurement:rejected": (may(IMPORTERS),),
    "measurement:raw_file": (may(LEADERS, at="sha256=abc"),),
    "measurement:presets": (may(DEPARTMENT),),
    "measurement:rules": (may(DEPARTMENT),),
    "measurement:new_rule": (may(LEADERS),),
    "measurement:costs": (may(DATA),),
    "measurement:restore_cost": (may(post=DATA),),
    "measurement:rates": (may(DATA),),
    "measurement:restore_rate": (may(post={O, H, A}),),
    "evidence:money": (may(DATA),),
    "evidence:campaigns": (may(DATA),),
    "evidence:query": (may(DATA),),
    "evidence:export": (may(DATA, at="kind=csv"),),
    "evidence:all_spend_rows": (may(DATA),),
    "evidence:all_deals": (may(DATA),),
    "evidence:paths": (may(DATA),),
    "evidence:mix": (may(DATA),),
    "evidence:mix_scenario": (may(DATA),),
    "evidence:mix_propose": (may(post=LEADERS, why="It pays"),),
    "evidence:mix_model": (may(DATA),),
    "evidence:mix_fit": (may(post=DEPARTMENT),),
    "evidence:mix_weeks": (may(DATA),),
    "evidence:mix_beliefs": (may(DATA),),
    "evidence:mix_tests": (may(DATA),),
    "evidence:mix_new_test": (may(LEADERS, LEADERS, channel="paid_search"),),
    "evidence:proposals": (may(DATA),),
    "forecasting:plan": (may(DEPARTMENT),),
    "forecasting:warnings": (may(DEPARTMENT),),
    "forecasting:quality": (may(DEPARTMENT),),
    "today:overview": (may(ALL),),
}
TRIED_ELSEWHERE = {  # about imports, rules and rows of files: measurement/tests and evidence/tests try them by role
    "measurement": {
        "import", "answer", "preset", "again", "wizard", "act", "forget_preset", "source", "rule", "rule_act",
        "remove_cost", "remove_rate", "row",
    },
    "evidence": {
        "spend_rows", "deals", "row", "path_sales", "mix_channel", "mix_draw_again", "mix_weeks_file", "mix_belief",
        "mix_take_back", "proposal", "mix_decide", "mix_progress", "mix_look",
    },
    "forecasting": {"again", "goal", "warning", "act", "dismiss", "limits"},
    "accounts": {"accept", "demo"},  # doors, open to strangers by their secret or in a demo
    "web": {"manifest", "gallery", "theme", "language"},  # the look itself
}  # fmt: skip
