"""Lines of pay as a person reads them: what for, how much, each step in numbers, and where the numbers come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import cast

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.kit.calendar import Named
from otdel.kit.reason import NoData, Reason
from otdel.motivation.pages.pay_pictures import Rule, rule_picture
from otdel.motivation.queries.kpi_facts import Averaged, KpiFact, is_ratio
from otdel.motivation.rules.curves import payout, place
from otdel.motivation.rules.lines import Inputs, Kind, Known, Line, Result, Step
from otdel.motivation.rules.plan import By, Component, Plan, Team
from otdel.motivation.rules.proration import part as part_of
from otdel.motivation.wording.digits import multiplier, shortest
from otdel.motivation.wording.lines import STEPS
from otdel.motivation.wording.numbers import ALL, BEFORE, EXACT, reading
from otdel.motivation.wording.plan_names import KpiWords, Names
from otdel.motivation.wording.rule_words import condition
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.pages import links
from otdel.scorecard.pages.figures import exact, figure, no_data
from otdel.scorecard.pages.formula_words import in_words, measure_name
from otdel.scorecard.pages.periods import whole as whole_period
from otdel.web import format as say
from otdel.web.reasons import say as words_of

READINGS = ("pay_step_result", "pay_step_read", "pay_step_mean")
OF_RESULTS = ("component", "units", "points", "reserved", "quality", "time", "team", "gate", "component_gate")
BOOKED = ("extra", "correction", "clawback", "release", "reserve", "entry")
GATES = ("gate", "component_gate")
PAIR = 2
NEAR = Decimal("0.000001")
STORED = Decimal("0.000001")  # an attainment is stored to six places


@dataclass(frozen=True, slots=True)
class StepShown:
    words: str
    figure: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line, folded: `title`, `note`, `amount` with its bar; opened: steps, rule, source, remarks, what can be done.

    `ask` is the address that takes a question, `ask_later` a sentence instead of it; `decide` leads whoever approves to
    a decision about it. `answers` are earlier questions.
    """

    title: str
    note: str
    amount: str
    bar: SafeString | str = ""
    tag: str = ""
    tone: str = ""
    icon: str = ""
    steps: tuple[StepShown, ...] = ()
    said: str = ""
    source: str = ""
    href: str = ""
    remarks: tuple[str, ...] = ()
    picture: SafeString | str = ""
    caption: str = ""
    answers: tuple[object, ...] = ()
    changes: tuple[object, ...] = ()
    ask: str = ""
    accept: str = ""
    ask_later: str = ""
    decide: str = ""
    opened: bool = False
    id: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class TotalShown:
    title: str
    amount: str
    bar: SafeString | str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """What all lines of a page are said with: the currency, cents or none, the KPIs, whose they are and when.

    `called` names KPIs for whoever may know their names and nothing else of them.
    """

    currency: str
    cents: bool
    facts: Mapping[str, KpiFact] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    plan: Plan | None = None
    named: Named | None = None
    who: str = ""
    called: Mapping[str, str] = field(default_factory=dict)

    def cash(self, amount: Decimal) -> str:
        return say.amount(amount, self.currency, 2 if self.cents else 0)

    def added(self, amount: Decimal) -> str:
        return say.signed(self.cash(amount))

    def amount_of(self, line: Line) -> str:
        """With its sign, but for fixed pay and for what changed nothing."""
        return self.cash(line.amount) if line.code == "base" or not line.amount else self.added(line.amount)

    def name(self, subject: str) -> str:
        fact = self.facts.get(subject)
        return fact.name if fact else self.called.get(subject) or measure_name(subject)

    def at(self, kpi: str, by: str, value: Known) -> str:
        """A result as it reads: 96% of a goal, ₴412, 3."""
        if isinstance(value, NoData):
            return no_data()
        if by == By.ATTAINMENT.value:
            return say.percent(value, 2)
        fact = self.facts.get(kpi)
        return figure(value, fact.unit if fact else "ratio", self.currency, of_another=bool(fact and fact.of_another))

    @property
    def names(self) -> Names:
        words = {code: KpiWords(one.name, one.unit, one.of_another) for code, one in self.facts.items()}
        return Names(words, {}, self.currency)


def whole(amounts: Sequence[Decimal]) -> bool:
    """Whether none of them has cents, so that none need be shown."""
    return all(amount == amount.to_integral_value() for amount in amounts)


def title_of(line: Line, saying: Saying) -> str:
    """What the line is for, in a few words."""
    fixed = {
        "base": _("Fixed pay"),
        "cap": _("Upper limit of variable pay"),
        "guarantee": _("Newcomer’s guarantee"),
        "draw": _("Advance against variable pay"),
        "draw_back": _("Advance taken back"),
        "held_back": _("Held back until results are certain"),
        "held": _("Held back: paid later"),
    }
    if line.code in fixed:
        return fixed[line.code]
    if line.code in BOOKED:
        return _booked(line)
    name = saying.name(line.subject)
    named = {
        "reserved": pgettext("pay line", "Waits for data: %(name)s"),
        "team": pgettext("pay line", "Shared result: %(name)s"),
        "gate": pgettext("pay line", "Condition: %(name)s"),
        "component_gate": pgettext("pay line", "Condition of one part: %(name)s"),
        "quality": pgettext("pay line", "Quality: %(name)s"),
        "time": pgettext("pay line", "On time: %(name)s"),
    }
    return named.get(line.code, "%(name)s") % {"name": name}


def _booked(line: Line) -> str:
    kinds = {
        "extra": pgettext("pay line", "Extra"),
        "correction": pgettext("pay line", "Correction"),
        "clawback": pgettext("pay line", "Taken back"),
        "release": pgettext("pay line", "Released: held back before"),
        "reserve": pgettext("pay line", "Decided: waited for data before"),
    }
    what = str(line.because.values.get("what") or "")
    kind = kinds.get(line.code, pgettext("pay line", "Entry"))
    return f"{kind}: {what}" if what else kind


def note_of(line: Line, saying: Saying) -> str:
    """The sentence under the title."""
    if line.code == "component":
        return _against_goal(line, saying) or words_of(line.because)
    if line.code in GATES and saying.plan:
        return _gate_note(line, saying)
    return words_of(line.because)


def _against_goal(line: Line, saying: Saying) -> str:
    """1.33 against a goal of 1.30: the KPI's own figures, the goal being where the rule pays in full."""
    fact, result = saying.facts.get(line.subject), saying.results.get(line.subject)
    one = next((c for c in saying.plan.components if c.kpi == line.subject), None) if saying.plan else None
    if fact is None or result is None or one is None or not isinstance(result.value, Decimal):
        return ""
    goal = next((point.at for point in one.curve if point.pays == 1), None)
    if goal is not None and one.by is By.ATTAINMENT:
        goal = goal_value(result, goal, lower=fact.lower)
    if goal is None:
        return ""
    value, aim = (saying.at(line.subject, "value", each) for each in (result.value, goal))
    return _("%(value)s against a goal of %(goal)s") % {"value": value, "goal": aim}


def goal_value(result: Result, attainment: Decimal, *, lower: bool) -> Decimal | None:
    """The value that reaches `attainment`, as far as it can be told from today's value and attainment."""
    now, reached = result.value, result.attainment
    if not isinstance(now, Decimal) or not isinstance(reached, Decimal) or not reached or not now or not attainment:
        return None
    return reached * now / attainment if lower else now * attainment / reached


def _gate_note(line: Line, saying: Saying) -> str:
    """Passed or not, against what, and what that costs."""
    gate = next((g for g in saying.plan.gates if g.kpi == line.subject), None) if saying.plan else None
    if gate is None:
        return words_of(line.because)
    x = line.steps[0].figure if line.steps else NoData.because("not_counted_yet")
    about = {
        "value": saying.at(line.subject, gate.passes.by.value, x),
        "when": condition(gate.passes, gate.kpi, saying.names),
        "share": say.percent(Decimal(str(line.because.values.get("factor") or gate.fail)), 2),
    }
    if isinstance(x, NoData):
        words = _("No data yet; it should be %(when)s. Until it is known, %(share)s of the variable pay is paid.")
        return words % about
    if line.amount:
        return _("Not passed: %(value)s, should be %(when)s. So %(share)s of the variable pay is paid.") % about
    if "failed" in line.because.code:
        return _("Not passed: %(value)s, should be %(when)s. It costs nothing this time.") % about
    return _("Passed: %(value)s, should be %(when)s. It costs nothing.") % about


def worth_of(plan: Plan, one: Component, inputs: Inputs) -> Decimal:
    """What a component pays at its goal, for the days worked."""
    return part_of(plan.target_variable * one.weight, inputs.days, inputs.worked_from, inputs.worked_to)


def picture_of(line: Line, saying: Saying, worth: Decimal | None) -> tuple[SafeString | str, str]:
    """The rule of a component with the point of this result and what stands under it; nothing for other lines."""
    found = saying.plan.components if saying.plan else ()
    one = next((each for each in found if each.kpi == line.subject), None)
    if one is None or worth is None or line.code not in ("component", "reserved"):
        return "", ""
    asked = line.because.values.get("x")
    here = Decimal(str(asked)) if asked not in (None, "") else None
    across = _across(one, saying)
    label = _("How “%(name)s” becomes pay") % {"name": saying.name(one.kpi)}
    if here is not None:
        words = _("you are at %(value)s and receive %(amount)s")
        label += ": " + words % {"value": across(here), "amount": saying.cash(line.amount)}
    rule = Rule(one.curve, worth, here, across, lambda amount: say.short_amount(amount, saying.currency), label)
    return rule_picture(rule), _("How the result becomes pay")


def _across(one: Component, saying: Saying) -> Callable[[Decimal], str]:
    """A place on the curve in the KPI's own unit where it can be told, else as a share of the goal."""
    fact, result = saying.facts.get(one.kpi), saying.results.get(one.kpi)

    def words(at: Decimal) -> str:
        if one.by is By.VALUE:
            return saying.at(one.kpi, "value", at)
        own = goal_value(result, at, lower=fact.lower) if fact and result else None
        return say.percent(at, 0) if own is None else saying.at(one.kpi, "value", own)

    return words


def steps_of(line: Line, saying: Saying) -> tuple[StepShown, ...]:
    """What the KPI was counted from, then every step of the arithmetic, ending in the line's amount."""
    fact = saying.facts.get(line.subject)
    counted = _pieces(fact, saying) if fact and line.code in OF_RESULTS else []
    said = [StepShown(words_of(_multiplied(line, at)), step_figure(one, saying)) for at, one in enumerate(line.steps)]
    return (*counted, *said[:1], *_on_curve(line, saying), *said[1:])


def _multiplied(line: Line, at: int) -> Reason:
    """The reason of a step; a factor is told beside what it multiplies, so that its digits give the printed cent."""
    because, values = line.steps[at].because, line.steps[at].because.values
    before = line.steps[at - 1].figure if at and because.code != "pay_step_could" else _before(line)
    if "factor" not in values or not isinstance(before, Decimal):
        return because
    return Reason.of(because.code, **values, **{BEFORE: str(before)})


def _before(line: Line) -> Known | None:
    """The amount that stood before a factor."""
    return next((one.figure for one in line.steps if one.because.code == "pay_step_before"), None)


def _on_curve(line: Line, saying: Saying) -> list[StepShown]:
    """How the share that a result multiplies pay by comes of its rule: the two points it lies between."""
    rule, asked = _factor_rule(line, saying.plan), line.because.values.get("x")
    if rule is None or asked in (None, ""):
        return []
    x, by = Decimal(str(asked)), rule.by.value
    at, before = place(rule.curve, x), _before(line)
    share = payout(rule.curve, x)
    share = multiplier(share, before) if isinstance(before, Decimal) else shortest(share, lambda near: True)
    x = shortest(x, lambda near: payout(rule.curve, near).quantize(share, ROUND_HALF_UP) == share)
    said = {"x": reading(x, rule.kpi, by, ALL)}
    for name, point in (("low", at.low), ("high", at.high)):
        said |= {name: reading(point.at, rule.kpi, by, ALL), f"{name}_pays": say.percent(point.pays, ALL)}
    gain = at.high.pays - at.low.pays
    said["gain"] = f"{'−' if gain < 0 else '+'} {say.percent(abs(gain), ALL)}"
    edge = "point" if x == at.low.at else "below" if x < at.low.at else "above"
    words = str(STEPS[f"pay_step_{edge if at.low is at.high else 'between'}"]) % said
    return [StepShown(words, say.percent(share, ALL))]


def _factor_rule(line: Line, plan: Plan | None) -> Team | None:
    """The rule behind a line that multiplies pay by a share."""
    if plan is None:
        return None
    found: dict[str, Team | None] = {"team": plan.team}
    if points := plan.point_pay:
        found |= {"quality": points.quality, "time": points.time}
    return found.get(line.code)


def _pieces(fact: KpiFact, saying: Saying) -> list[StepShown]:
    """The measures of the formula and what became of them."""
    if not fact.pieces or any(isinstance(one.value, NoData) for one in fact.pieces):
        return [StepShown(one.name, _piece(one.value, one.unit, saying)) for one in fact.pieces]
    found = [StepShown(one.name, _piece(one.value, one.unit, saying)) for one in fact.pieces]
    result = saying.results.get(fact.code)
    if result is None or isinstance(result.value, NoData) or (len(fact.pieces) < PAIR and not fact.averaged):
        return [*found, *_goal(fact, result, saying)]
    words = _("Result: first divided by second")
    if not is_ratio(fact.formula, [one.code for one in fact.pieces]):
        words = _("Result: %(formula)s") % {"formula": in_words(fact.formula)}
    near, goal = _reached_by(fact, result, saying)
    shown = _said(fact, near, saying) if goal is None else _compared(fact, near, saying)
    came = _averaged(fact, fact.averaged, result.value, shown, saying) if fact.averaged else []
    return [*found, *(came or [StepShown(words, shown)]), *_goal(fact, result, saying)]


def _said(fact: KpiFact, value: Decimal, saying: Saying) -> str:
    shares = fact.unit == "share" or fact.of_another
    return say.percent(value, 2) if shares else exact(value, fact.unit, saying.currency)


def _compared(fact: KpiFact, value: Decimal, saying: Saying) -> str:
    """A figure that was cut already to the digits one needs to go on with."""
    if fact.unit == "share":
        return say.percent(value, ALL)
    if fact.unit == "money":
        return say.amount(value, saying.currency, max(2, -int(value.normalize().as_tuple().exponent)))
    return say.number(value, ALL)


def _averaged(fact: KpiFact, one: Averaged, value: Decimal, shown: str, saying: Saying) -> list[StepShown]:
    """Each period by itself and their mean, when that is what the result is: it may have been corrected since."""
    mean = sum((each for _named, each in one.periods), Decimal(0)) / max(1, len(one.periods))
    if not one.periods or abs(mean - value) > NEAR * max(abs(value), NEAR):
        return []
    alone = _("%(period)s alone: %(formula)s")
    about = in_words(fact.formula)
    found = [
        StepShown(alone % {"period": whole_period(named), "formula": about}, _said(fact, each, saying))
        for named, each in one.periods
    ]
    words = _(
        "Fewer than %(least)s in the period (%(sample)s) is too little to judge by: the result is the mean of these"
    )
    about_sample = {"least": say.number(one.least), "sample": one.sample}
    return [*found, StepShown(words % about_sample, shown)]


def _goal(fact: KpiFact, result: Result | None, saying: Saying) -> list[StepShown]:
    """The goal that a result is compared with, where the rule asks how much of it is reached."""
    goal = _reached_by(fact, result, saying)[1] if result and isinstance(result.value, Decimal) else None
    if goal is None:
        return []
    words = _("Goal; the result is divided by it")
    if fact.lower:
        words = _("Goal; less is better, so it is divided by the result")
    return [StepShown(words, _compared(fact, goal, saying))]


def _reached_by(fact: KpiFact, result: Result, saying: Saying) -> tuple[Decimal, Decimal | None]:
    """A result, and the goal its rule compares it with: at digits whose quotient is the stored attainment; or none."""
    value, reached = cast("Decimal", result.value), result.attainment
    parts = saying.plan.components if saying.plan else ()
    asked = any(one.kpi == fact.code and one.by is By.ATTAINMENT for one in parts)
    goal = goal_value(result, Decimal(1), lower=fact.lower) if asked and not fact.of_another else None
    if goal is None or not isinstance(reached, Decimal):
        return value, None

    def comes(result: Decimal, aim: Decimal) -> bool:
        over, under = (aim, result) if fact.lower else (result, aim)
        return bool(under) and (over / under).quantize(STORED, ROUND_HALF_UP) == reached.quantize(STORED, ROUND_HALF_UP)

    least = {"count": 0, "points": 0, "money": 2}.get(fact.unit, 4)
    aim = shortest(goal, lambda near: comes(value, near), 0)
    aim = aim if comes(value, aim) else goal
    return shortest(value, lambda near: comes(near, aim), least), aim


def _piece(value: Known, unit: str, saying: Saying) -> str:
    return exact(value, unit, saying.currency)


def step_figure(step: Step, saying: Saying) -> str:
    """A reading in the KPI's unit, a count as a number, everything else as money with its cents."""
    code, values = step.because.code, step.because.values
    if isinstance(step.figure, NoData):
        return no_data()
    if code in READINGS:
        return _read_off(str(values.get("kpi", "")), str(values.get("by", "")), step.figure, saying)
    if code == "pay_step_count":
        return say.number(step.figure)
    return say.amount(step.figure, saying.currency, 2)


def why_unknown(line: Line) -> list[str]:
    """Why a figure of the line is not known, each reason once."""
    found = (one.figure.reason for one in line.steps if isinstance(one.figure, NoData))
    return list(dict.fromkeys(words_of(one) for one in found))


def _read_off(kpi: str, by: str, value: Decimal, saying: Saying) -> str:
    """A result as steps say it: a share with the digits that the next step takes from it."""
    fact = saying.facts.get(kpi)
    if by == By.ATTAINMENT.value or (fact is not None and (fact.unit == "share" or fact.of_another)):
        return say.percent(value, EXACT)
    return saying.at(kpi, by, value)


def source_of(line: Line, saying: Saying) -> tuple[str, str]:
    """Where the figures come from, and the page that opens them down to rows of files."""
    fact = saying.facts.get(line.subject)
    if saying.named is None or line.code not in OF_RESULTS:
        return "", ""
    if fact is None:  # paid by a count, with no KPI between
        known = meaning(line.subject)
        return (measure_name(line.subject), _counted(line.subject, saying)) if known else ("", "")
    href = links.of_kpi(fact.code, saying.who, saying.named.code)
    if fact.fresh_to is None:
        return fact.name, href
    last = min(fact.fresh_to, saying.named.period.last_day)
    return _("%(name)s, data to %(day)s") % {"name": fact.name, "day": say.day(last, year=False)}, href


def _counted(measure: str, saying: Saying) -> str:
    """The page that opens a measure down to its tasks and rows."""
    return links.of_measure(measure, saying.who, saying.named.code if saying.named else "")


def kind_tag(line: Line, due: date | None = None) -> tuple[str, str, str]:
    """Word, tone and icon of a line whose money does not come with this period's pay."""
    if line.kind is Kind.HELD:
        words = _("not before %(day)s") % {"day": say.day(due)} if due else pgettext("pay", "paid later")
        return words, "acc", "clock"
    if line.kind is Kind.RESERVED:
        words = _("decided by %(day)s") % {"day": say.day(due)} if due else pgettext("pay", "reserved, not lost")
        return words, "warn", "clock"
    return "", "", ""


def css_of(line: Line) -> str:
    if line.amount < 0:
        return "neg"
    return "base" if line.code == "base" else "add"
