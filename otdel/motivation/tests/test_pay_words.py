"""Every line, step and fault of pay has its sentence in three languages, with every value in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings

from otdel.kit.calendar import containing
from otdel.kit.reason import NoData, Reason
from otdel.motivation import rules
from otdel.motivation.library import example_cases
from otdel.motivation.library import plans as library
from otdel.motivation.pages.pay_lines import Saying, source_of, steps_of
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.lines import Inputs, Pay, Result
from otdel.motivation.rules.plan import By, Plan, Point, PointPay, Team
from otdel.motivation.tests.pay_strategies import inputs, plans
from otdel.motivation.wording import lines, plan_faults
from otdel.motivation.wording.numbers import cash, naming
from otdel.motivation.wording.plan_names import KpiWords, Names
from otdel.web.reasons import say

LANGUAGES = ("en", "uk", "ru")
FACTORS = ("points", "quality", "time")
CODE = re.compile(r'"((?:pay_(?:step_)?|plan_|inputs_)[a-z_]+)"')


def reasons(pay: Pay) -> Iterator[Reason]:
    for line in pay.lines:
        yield line.because
        for step in line.steps:
            yield step.because
            if isinstance(step.figure, NoData) and step.figure.reason.code == "pay_no_result":
                yield step.figure.reason


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), inputs())
def test_every_sentence_of_a_statement_is_whole_in_every_language(plan: Plan, period: Inputs) -> None:
    said = list(reasons(compute(plan, period)))
    for language in LANGUAGES:
        with override(language):
            for reason in said:
                words = say(reason)
                assert words, reason
                assert "…" not in words, (reason, words)
                assert "%(" not in words, (reason, words)
                assert "No words are written" not in words, reason


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_no_sentence_is_left_in_english(language: str) -> None:
    every = {**lines.LINES, **lines.STEPS, **lines.VALUES, **plan_faults.SENTENCES}
    every |= {f"{code}:{by}": text for code, texts in lines.BY_KIND.items() for by, text in texts.items()}
    same = {code for code, text in every.items() if english(text) == translated(text, language)}
    assert same == {"pay_step_rate", "pay_step_factor"}  # nothing but values and marks


def english(text: object) -> str:
    with override("en"):
        return str(text)


def translated(text: object, language: str) -> str:
    with override(language):
        return str(text)


def test_every_code_the_rules_say_has_words_and_no_word_is_idle() -> None:
    folder = Path(str(rules.__file__)).parent
    files = [*folder.glob("compute/*.py"), *folder.glob("*.py")]
    wanted = {code for path in files for code in CODE.findall(path.read_text("utf-8"))}
    wanted |= {f"pay_step_{edge}" for edge in ("point", "below", "above")}
    wanted |= {f"pay_gate_{state}" for state in ("passed", "failed", "hard", "missing", "idle")}
    wanted |= {f"pay_{code}{end}" for code in ("team", "quality", "time") for end in ("", "_missing")}
    wanted |= {
        "pay_units",
        "pay_points",
        *(f"pay_{code}" for code in ("extra", "correction", "release", "reserve", "entry")),
    }
    known = lines.words().keys() | plan_faults.words().keys()
    assert known - wanted == set()
    ours = {code for code in wanted if code.startswith(("pay_step_", "plan_", "inputs_"))}
    assert ours - known == set()


def test_a_line_says_the_sum_that_a_person_does() -> None:
    case = example_cases()[4]  # paid ads: 110% of qualified leads
    step = compute(case.plan, case.inputs).lines[1].steps[2]
    words = "100% pays $315, 125% pays $472.50. For 110%: $315 + $157.50 × (110% − 100%) ÷ (125% − 100%)"
    assert say(step.because) == words
    assert step.figure == Decimal("378.00")
    with override("uk"):
        assert say(step.because).replace("\u00a0", " ").startswith("100 % дає 315 $, 125 % дає 472,50 $.")


def test_a_company_calls_its_kpis_as_it_likes() -> None:
    case = example_cases()[4]
    gate = compute(case.plan, case.inputs).lines[-1].steps[0]
    with naming(Names({gate.because.values["kpi"]: KpiWords("Joined up", "share")})):  # type: ignore[dict-item]
        assert say(gate.because) == "Result: Joined up"
    assert say(gate.because) == "Result: Spend tied to CRM results"


def test_money_keeps_every_digit_that_a_sum_needs() -> None:
    assert (cash(Decimal("315.00"), "USD"), cash(Decimal("472.5"), "USD")) == ("$315", "$472.50")
    assert cash(Decimal("0.1234"), "USD") == "$0.1234"


def test_texts_of_the_library_are_said_in_the_language_of_the_reader() -> None:
    plan = library()["mp_affiliate"]
    case = replace(example_cases()[12].inputs)
    held = next(line for line in compute(plan, case).lines if line.code == "held")
    with override("uk"):
        assert "повернення" in say(held.because)


def test_a_factor_shows_the_two_points_of_its_rule_it_lies_between() -> None:
    rule = (Point(Decimal("0.8"), Decimal(1)), Point(Decimal("0.92"), Decimal("1.1")))
    flat = (Point(Decimal("0.5"), Decimal("0.9")), Point(Decimal("0.7"), Decimal(1)))
    pay = PointPay(
        "text_points_accepted", Decimal(400), Team("cop_first", rule, By.VALUE), Team("cop_ontime", flat, By.VALUE),
        Decimal(90),
    )  # fmt: skip
    plan = Plan("w", "copywriter", "month", "UAH", Decimal(0), kind="contractor", point_pay=pay)
    known = {"cop_first": Result(Decimal("0.833333"), Decimal(1)), "cop_ontime": Result(Decimal("0.9"), Decimal(1))}
    found = compute(plan, Inputs(known, {"text_points_accepted": Decimal(10)}))
    saying = Saying("UAH", cents=True, plan=plan, named=containing(date(2026, 10, 1), "month"), who="taras")
    points, quality, time = (next(one for one in found.lines if one.code == code) for code in FACTORS)
    names = Names({code: KpiWords(code, "share", of_another=False) for code in known})
    with override("en"), naming(names):
        between, above = steps_of(quality, saying)[1], steps_of(time, saying)[1]
        source, href = source_of(points, saying)
    assert between.words.startswith("80% pays 100%, 92% pays 110%. For 83.3333%: 100% + 10% × (83.3333% − 80%) ÷")
    assert between.figure == "102.7778%"
    assert (above.words, above.figure) == ("90% is above 70%, where the rule stops growing: it pays", "100%")
    assert (bool(source), href) == (True, "/team/measures/text_points_accepted/?who=taras&period=2026-10")
