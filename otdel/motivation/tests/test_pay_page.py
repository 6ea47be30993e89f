"""The page about pay says what the code does: its plan is read, its example reckoned, its table compared."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from otdel.kit.reason import NoData
from otdel.motivation.library import plans
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.given import read_inputs
from otdel.motivation.rules.lines import Result
from otdel.motivation.rules.plan import Plan, Split
from otdel.motivation.rules.proration import part
from otdel.motivation.rules.reading import KEYS, read_plan, read_yaml
from otdel.motivation.rules.splits import share_of

PAGE = (Path(__file__).parents[3] / "docs" / "algorithms" / "pay.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
ROW = re.compile(r"^\| (base|component|gate) \|.*\| (-?[\d.]+) \|$", re.MULTILINE)


def plan() -> Plan:
    return read_plan(read_yaml(BLOCKS[0]))


def test_the_example_of_the_page_pays_what_its_table_says() -> None:
    pay = compute(plan(), read_inputs(read_yaml(BLOCKS[1])))
    assert [(code, Decimal(amount)) for code, amount in ROW.findall(PAGE)] == [
        (one.code, one.amount) for one in pay.lines
    ]
    assert f"Together {pay.earned:,}." in PAGE


def test_the_example_without_data_is_reserved_as_said() -> None:
    unknown = NoData.because("not_counted_yet")
    given = read_inputs(read_yaml("results: {ppc_ql: 1.1, ppc_pace: 1.0}"))
    pay = compute(plan(), replace(given, results={**given.results, "ppc_tests": Result(unknown, unknown)}))
    assert (pay.payable, pay.reserved) == (Decimal(30000) + Decimal(14400), Decimal(8000))
    assert "paid 30,000 + 14,400; reserved 8,000" in PAGE


def test_days_and_shares_are_cut_as_said() -> None:
    assert part(Decimal(30000), 31, 10, 31) == Decimal("20322.58")
    third = Decimal(1) / 3
    split = Split("leads", (("a", third), ("b", third), ("c", 1 - 2 * third)))
    assert [share_of(Decimal(100), split, who) for who in "abc"] == [
        Decimal("33.33"),
        Decimal("33.34"),
        Decimal("33.33"),
    ]


def test_the_inputs_of_the_page_are_read() -> None:
    given = read_inputs(read_yaml(BLOCKS[2]))
    assert (given.days, given.worked_from, given.month, given.who) == (31, 10, 2, "olena")
    assert isinstance(given.results["ppc_pace"].value, NoData)
    assert given.booked[0].amount == 1500


def test_every_word_of_a_plan_and_every_plan_of_the_library_stands_on_the_page() -> None:
    for word in KEYS:
        assert f"`{word}`" in PAGE or f"{word}:" in BLOCKS[0], word
    for code in plans():
        assert f"`{code}`" in PAGE, code
