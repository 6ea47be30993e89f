"""What lints found in a plan, why it matters, and what would mend it. Values are filled by the page that shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from otdel.kit.reason import Value
from otdel.scorecard.wording.saying import filled

SENTENCES: dict[str, Any] = {
    "lint_weights_sum": _("The weights add up to %(total)s%%, not to 100%%."),
    "lint_weight_outside": _("“%(kpi)s” weighs %(weight)s%%. A part of variable pay weighs 10 to 60%%."),
    "lint_parts_many": _("Variable pay has %(count)s parts. With more than four nobody can reckon it in their head."),
    "lint_parts_few": _("Variable pay rests on one part only: everything hangs on one number."),
    "lint_gates_many": _("There are %(count)s gates. More than two, and pay is mostly about gates."),
    "lint_cliff": _(
        "Around %(at)s, one point of “%(kpi)s” moves %(jump)s%% of target variable pay. Work is shifted in "
        "time to land "
        "on the right side of such a cliff."
    ),
    "lint_cliff_factor": _("Around %(at)s, one point of “%(kpi)s” moves %(jump)s%% of everything variable."),
    "lint_slope_steep": _(
        "The curve of “%(kpi)s” is %(times)s times as steep from %(at)s on as it is on the way to the target."
    ),
    "lint_slope_none": _("The curve of “%(kpi)s” does not rise towards its target, and jumps elsewhere."),
    "lint_slope_turns": _("The curve of “%(kpi)s” turns round: at some point a better result is paid less."),
    "lint_kpi_unknown": _("Nothing is known of the KPI “%(kpi)s”, so nobody can say how far a person moves it."),
    "lint_control_high": _("“%(kpi)s” weighs %(weight)s%%; no KPI should weigh more than %(most)s%%."),
    "lint_control_medium": _(
        "“%(kpi)s” weighs %(weight)s%%, but others move it too: at most %(most)s%% for what a person controls in part."
    ),
    "lint_control_low": _(
        "“%(kpi)s” weighs %(weight)s%%, but the person hardly moves it: at most %(most)s%%, better none."
    ),
    "lint_volume_alone": _("“%(kpi)s” is paid by volume, and nothing beside it looks at quality or cost."),
    "lint_units_alone": _("Pieces (%(measure)s) are paid, and nothing beside them looks at quality or cost."),
    "lint_cost_paid": _("Pay grows with “%(measure)s”, which the person sets: “%(kpi)s” pays for spending."),
    "lint_cost_units": _(
        "Each unit of “%(measure)s” is paid, and the person sets how many there are: pay for spending."
    ),
    "lint_share_low": _("Only %(share)s%% of pay at target is variable. Under 10%% it moves nobody."),
    "lint_share_high": _("%(share)s%% of pay at target is variable. Over 40%% an employee carries the company’s risk."),
    "lint_share_of_person": _(
        "By the agreement of %(who)s, %(share)s%% of pay at target is variable; 10 to 40%% is fair."
    ),
    "lint_target_rare": _(
        "%(who)s would have reached the target of “%(kpi)s” in %(times)s of 100 periods (8 in 10: %(low)s to "
        "%(high)s). "
        "A target is fair when it is reached in 40 to 70."
    ),
    "lint_target_easy": _(
        "%(who)s would have reached the target of “%(kpi)s” in %(times)s of 100 periods (8 in 10: %(low)s to "
        "%(high)s): "
        "40 to 70 would be a target."
    ),
    "lint_nothing_often": _("%(who)s would have got no variable pay at all in %(times)s of 100 periods."),
    "lint_average_low": _(
        "On average %(who)s would have got %(share)s%% of target variable pay (8 in 10: %(low)s to %(high)s%%): "
        "the promise on paper is larger than the pay."
    ),
    "lint_average_high": _(
        "On average %(who)s would have got %(share)s%% of target variable pay (8 in 10: %(low)s to %(high)s%%): "
        "the plan costs more than it says."
    ),
    "lint_dead_zone": _(
        "“%(kpi)s” would have paid %(who)s nothing in %(times)s of 100 periods (8 in 10: %(low)s to %(high)s). After a "
        "bad start there is nothing left to work for."
    ),
    "lint_cap_often": _(
        "%(who)s would have reached the cap in %(times)s of 100 periods: beyond it effort is not paid."
    ),
    "lint_luck": _(
        "Chance alone moves the variable pay of %(who)s by %(share)s%% of target: the counts behind the KPIs are small."
    ),
    "lint_paid_too_early": _(
        "“%(kpi)s” is known %(lag)s days after the period, but it is paid after %(days)s, and nothing is held back."
    ),
    "lint_gaps": _("The data of “%(kpi)s” covered only %(share)s%% of one of the last three periods (%(back)s back)."),
    "lint_typed_alone": _(
        "%(who)s typed “%(measure)s” in %(count)s times, is paid by “%(kpi)s”, and nobody read it again."
    ),
    "lint_kpi_without_values": _("“%(kpi)s” has no value in any finished period yet."),
    "lint_start_inside": _("The plan would begin on %(start)s, inside a period that people already work in."),
    "lint_start_past": _(
        "The plan would begin on %(start)s: a period that has already started would be paid by new rules."
    ),
    "lint_start_lowers": _(
        "The plan would lower pay from %(start)s on, backwards: that needs a new version and a signature."
    ),
    "lint_ratchet": _(
        "The target of “%(kpi)s” was raised to the last result %(count)s times, every %(months)s months: whoever does "
        "well is asked for more next time."
    ),
    "lint_conflict_declared": _(
        "“%(kpi)s” and “%(other)s” are known to pull against each other, and nothing joins them."
    ),
    "lint_conflict_seen": _(
        "When “%(kpi)s” went up, “%(other)s” of %(who)s went down (correlation %(goes)s over %(count)s periods), and "
        "their plans share nothing."
    ),
    "lint_twins": _(
        "“%(kpi)s” and “%(other)s” move together (correlation %(goes)s over %(count)s periods): one thing is "
        "paid twice."
    ),
    "lint_gate_of_others": _("The gate “%(kpi)s” is in other people’s hands."),
    "lint_gates_often": _(
        "A gate would have failed %(who)s in %(times)s of 100 periods: it is part of pay, not a limit."
    ),
    "lint_ranking": _("“%(what)s” ranks people, and there are %(people)s of them. Under eight, places are luck."),
    "lint_team_unknown": _("“The best” is paid, but how many people there are is not known here."),
    "lint_heads_unknown": _("Which roles lead others is not known here."),
    "lint_head_alone": _("A head’s plan has nothing of the team’s result in it."),
    "lint_team_most": _("%(share)s%% of variable pay hangs on results of the whole department."),
    "lint_clawback_much": _("Up to %(most)s%% of a period’s variable pay could be taken back: more than was paid."),
    "lint_clawback_endless": _("Pay may be taken back for %(days)s days. Say a term of at most a year."),
    "lint_clawback_law": _("Taking pay back is limited by labour law: let somebody who knows it read this clause."),
    "lint_no_ramp": _("A newcomer is measured in full from the first day: the plan has no ramp."),
    "lint_kpi_new": _("“%(kpi)s” is counted only since %(start)s. Watch a new KPI for eight weeks before it is paid."),
    "lint_bunching": _(
        "%(count)s results of “%(kpi)s” stand just above the target, %(beside)s around it (by chance in "
        "%(likely)s%% of "
        "cases). Read a sample of them again."
    ),
    "lint_unsigned": _("%(who)s has worked under this plan since %(start)s without having signed it."),
    "lint_pay_late": _("%(who)s was promised pay by %(start)s and has not got it."),
    "lint_lines_off": _("The lines of the statement of %(who)s (%(period)s) are %(off)s away from its total."),
    "lint_long_statement": _("A statement takes %(count)s lines and steps: more than a page."),
    "lint_needs_history": _("Not checked: it needs the company’s own past values, which are not here."),
    "lint_needs_records": _("Not checked: it needs the company’s own records, which are not here."),
    "lint_needs_dates": _("Not checked: the day the plan begins is not known here."),
    "lint_no_statement": _("Not checked: there is no statement to add up."),
    "lint_nobody_paid": _("Not simulated: nobody holds the role, and nobody was offered the plan."),
    "lint_past_short": _(
        "Only %(known)s finished periods have everything this plan needs, and %(needed)s are the least that says "
        "anything; “%(kpi)s” lacks most."
    ),
    "lint_other_currency": _(
        "The plan pays in %(currency)s and the margin is in another currency: they are not compared."
    ),
    "lint_no_margin": _("The margin of these periods is not known, so pay is not compared with it."),
    "pay_mend_gone": _("The plan was changed since it was checked. Check it again; nothing was changed."),
    "mend_weights": _("Bring the weights to 100%%, each within its limits."),
    "mend_weights_within": _("Lower the weight of “%(kpi)s” to its limit and give the rest to the others."),
    "mend_drop_small": _("Leave the smallest parts out and give their weight to the other four."),
    "mend_drop_gates": _("Keep the two strictest gates."),
    "mend_spread_cliff": _("Spread the step of “%(kpi)s” over a longer way."),
    "mend_straight_curve": _("Draw “%(kpi)s” straight from its floor to the target and from there on."),
    "mend_add_gate": _("Put “%(kpi)s” beside it as a gate: below its floor the variable is multiplied by 0.8."),
    "mend_cost_to_gate": _("Do not pay for “%(kpi)s”: make it a gate from 0.90 to 1.05 of the plan."),
    "mend_share": _("Move the line between fixed and variable pay to %(share)s%%; the total stays."),
    "mend_target": _("Move the target of “%(kpi)s” from %(before)s to %(after)s, and its floor and ceiling with it."),
    "mend_all_targets": _("Move every target to where it was reached in %(times)s of 100 periods."),
    "mend_targets_and_gate": _(
        "Show the gate that fails most often without taking pay for it, and move every target to where it "
        "was reached in %(times)s of 100 periods."
    ),
    "mend_floor": _("Lower the floor of “%(kpi)s” to what 9 periods in 10 reach."),
    "mend_floors": _("Lower every floor to what 9 periods in 10 reach."),
    "mend_soft_gates": _("Lower the floors, and let a failed gate take at most half."),
    "mend_cap": _("Raise the cap to %(after)s%% of target variable pay."),
    "mend_rolling": _("Pay by the average of %(periods)s periods where counts are small."),
    "mend_pay_later": _("Pay on day %(day)s, %(months)s months after the period’s last month."),
    "mend_hold_back": _("Hold %(share)s%% of the variable back for %(days)s days."),
    "mend_clawback_most": _("Take back at most what that period’s variable pay was."),
    "mend_clawback_days": _("Limit it to 180 days."),
    "mend_ramp": _("Guarantee newcomers a falling share of target variable pay."),
    "mend_start_later": _("Begin on %(start)s."),
    "mend_gate_shown": _("Show “%(kpi)s” in statements, but let it take nothing."),
    "mend_drop_extra": _("Leave “%(what)s” out."),
    "mend_drop_twin": _("Leave “%(kpi)s” out and give its weight to the others."),
    "mend_add_team": _("Multiply the variable by 0.9 to 1.1 for “%(kpi)s”, a result of the whole team."),
    "mend_team_half": _("Bring the parts of the whole department to half of variable pay."),
}

Say = Callable[[Mapping[str, Value]], str]


def words() -> dict[str, Say]:
    return _words


_words: dict[str, Say] = {code: partial(filled, text) for code, text in SENTENCES.items()}
