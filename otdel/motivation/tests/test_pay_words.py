"""Every line, step and fault of pay has its sentence in three languages, with every value in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings

from otdel.kit.reason import NoData, Reason
from otdel.motivation import rules
from otdel.motivation.library import example_cases
from otdel.motivation.library import plans as library
from otdel.motivation.pages.plan_names import KpiWords, Names
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.lines import Inputs, Pay
from otdel.motivation.rules.plan import Plan
from otdel.motivation.tests.pay_strategies import inputs, plans
from otdel.motivation.wording import lines, plan_faults
from otdel.motivation.wording.numbers import cash, naming
from otdel.web.reasons import say

LANGUAGES = ("en", "uk", "ru")
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
