"""Reads the inputs of a period from plain data or YAML: results, measures, days worked, what was booked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from otdel.kit.reason import NoData
from otdel.motivation.rules.faults import Reader, WrongPlan, decimal_of
from otdel.motivation.rules.lines import Booked, Inputs, Known, Result

KEYS = ("results", "measures", "days", "worked_from", "worked_to", "month", "who", "booked", "advanced")
NOT_GIVEN = NoData.because("pay_no_result")
NO_TARGET = NoData.because("no_target")


def read_inputs(document: Any) -> Inputs:
    """Inputs from what `read_yaml` gave. A bare number is a KPI's value and its attainment; nothing is no data.

    Raises WrongPlan with every fault.
    """
    read = Reader()
    said = read.mapping("", document, KEYS)
    days = read.whole("days", said.get("days", 30), 1, 366)
    first = read.whole("worked_from", said.get("worked_from", 0), 0, days)
    end = read.whole("worked_to", said.get("worked_to", days), 0, days)
    if first > end:
        read.wrong("worked_to", "inputs_days", first=first, end=end)
    made = Inputs(
        results={code: _result(read, f"results.{code}", one) for code, one in _named(read, said, "results")},
        measures={code: _known(read, f"measures.{code}", one) for code, one in _named(read, said, "measures")},
        days=days,
        worked_from=first,
        worked_to=end,
        month=read.whole("month", said["month"], 1, 1200) if "month" in said else None,
        who=read.words("who", said.get("who", ""), 80),
        booked=tuple(_booked(read, *row) for row in read.rows("booked", said.get("booked"), 100)),
        advanced=read.number("advanced", said.get("advanced", 0), 0, 1_000_000_000),
    )
    if read.faults:
        raise WrongPlan(read.faults)
    return made


def _named(read: Reader, said: Mapping[str, Any], key: str) -> list[tuple[str, Any]]:
    found = said.get(key, {})
    if not isinstance(found, Mapping):
        read.wrong(key, "plan_not_group", keys="…")
        return []
    return [(str(code), one) for code, one in list(found.items())[:200]]


def _known(read: Reader, path: str, said: Any) -> Known:
    if said is None:
        return NOT_GIVEN
    if decimal_of(said) is None:
        read.wrong(path, "plan_number_float" if isinstance(said, float) else "inputs_not_number", value=str(said)[:40])
        return NOT_GIVEN
    return read.number(path, said)


def _result(read: Reader, path: str, said: Any, *, history: bool = True) -> Result:
    if not isinstance(said, Mapping):
        one = _known(read, path, said)
        return Result(one, one)
    given = read.mapping(path, said, ("value", "attainment", "target", *(("history",) if history else ())))
    earlier = read.rows(f"{path}.history", given.get("history"), 12) if history else []
    return Result(
        _known(read, f"{path}.value", given.get("value")),
        _known(read, f"{path}.attainment", given.get("attainment")),
        _known(read, f"{path}.target", given["target"]) if "target" in given else NO_TARGET,
        tuple(_result(read, *row, history=False) for row in earlier),
    )


def _booked(read: Reader, path: str, said: Any) -> Booked:
    given = read.mapping(path, said, ("key", "code", "amount", "values"), ("key", "code", "amount"))
    codes = ("extra", "correction", "clawback", "release", "reserve")
    values = given.get("values", {})
    if not isinstance(values, Mapping):
        read.wrong(f"{path}.values", "plan_not_group", keys="what, why, name, at")
        values = {}
    return Booked(
        read.words(f"{path}.key", given.get("key", ""), 80),
        read.choice(f"{path}.code", given.get("code", "extra"), codes),
        read.number(f"{path}.amount", given.get("amount", Decimal(0)), -1_000_000_000, 1_000_000_000),
        {str(key): read.words(f"{path}.values.{key}", one) for key, one in values.items()},
    )
