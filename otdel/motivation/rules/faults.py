"""Faults of a plan: where and why, all of them at once; and reading plain data while collecting them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from otdel.kit.reason import Reason, Value
from otdel.motivation.rules.rounding import text

NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,9})?")
MONEY = re.compile(r"(-?\d{1,12}(?:\.\d{1,9})?)\s+([A-Za-z]{3})")
MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Fault:
    """`path` is as people write it: components.1.curve.0; empty for the whole."""

    path: str
    because: Reason


class WrongPlan(ValueError):
    """A plan that cannot be used; `faults` has everything that is wrong with it, at most 50."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults[:MOST_FAULTS]
        super().__init__("; ".join(f"{one.path}: {one.because.code}" for one in self.faults))


@dataclass(slots=True)
class Reader:
    """Takes values out of plain data. What is wrong becomes a fault and a harmless value, so reading goes on."""

    faults: list[Fault] = field(default_factory=list)
    currency: str = ""

    def wrong(self, path: str, code: str, **values: Value) -> None:
        self.faults.append(Fault(path, Reason.of(code, **values)))

    def mapping(self, path: str, said: Any, keys: tuple[str, ...], need: tuple[str, ...] = ()) -> Mapping[str, Any]:
        """`said` with its known keys; unknown ones and missing needed ones are faults."""
        if not isinstance(said, Mapping):
            self.wrong(path, "plan_not_group", keys=", ".join(keys))
            return {}
        for key in said:
            if key not in keys:
                self.wrong(joined(path, shown(key)), "plan_key_unknown", key=shown(key), keys=", ".join(keys))
        for key in need:
            if said.get(key) is None:
                self.wrong(joined(path, key), "plan_key_missing", key=key)
        return {key: said[key] for key in keys if said.get(key) is not None}

    def rows(self, path: str, said: Any, most: int = 40) -> list[tuple[str, Any]]:
        """The entries of a list with their paths."""
        if said is None:
            return []
        if not isinstance(said, list | tuple):
            self.wrong(path, "plan_not_list", value=shown(said))
            return []
        if len(said) > most:
            self.wrong(path, "plan_list_long", most=most, count=len(said))
        return [(f"{path}.{place}", one) for place, one in enumerate(said[:most])]

    def number(
        self, path: str, said: Any, low: int | str | None = None, high: int | str | None = None, *, whole: bool = False
    ) -> Decimal:
        """A decimal within [low, high]; 45% is 0.45."""
        found = decimal_of(said)
        if found is None:
            code = "plan_number_float" if isinstance(said, float) else "plan_not_number"
            self.wrong(path, code, value=shown(said))
            return Decimal(0)
        if whole and found != found.to_integral_value():
            self.wrong(path, "plan_number_whole", value=text(found))
        if (low is not None and found < Decimal(low)) or (high is not None and found > Decimal(high)):
            code = "plan_too_small" if high is None else "plan_out_of_range"
            self.wrong(path, code, value=text(found), low=str(low), high=str(high))
        return found

    def whole(self, path: str, said: Any, low: int, high: int) -> int:
        return int(self.number(path, said, low, high, whole=True))

    def money(self, path: str, said: Any) -> Decimal:
        """An amount of at least 0, alone or with the plan's own currency after it."""
        if isinstance(said, str) and (found := MONEY.fullmatch(said.strip())):
            if self.currency and found.group(2).upper() != self.currency:
                self.wrong(path, "plan_currency_differs", currency=found.group(2).upper(), wanted=self.currency)
            said = found.group(1)
        return self.number(path, said, 0, 1_000_000_000)

    def words(self, path: str, said: Any, most: int = 300) -> str:
        """A line of text."""
        if isinstance(said, Decimal | int) and not isinstance(said, bool):
            return f"{said}"
        if not isinstance(said, str):
            self.wrong(path, "plan_not_text", value=shown(said))
            return ""
        if len(said) > most or any(ord(sign) < 32 and sign not in "\n\t" for sign in said):
            self.wrong(path, "plan_text_long", most=most)
            return ""
        return said.strip()

    def choice(self, path: str, said: Any, options: tuple[str, ...]) -> str:
        if not isinstance(said, str) or said not in options:
            self.wrong(path, "plan_choice", value=shown(said), options=", ".join(options))
            return options[0]
        return said

    def yes(self, path: str, said: Any) -> bool:
        if not isinstance(said, bool):
            self.wrong(path, "plan_not_yes", value=shown(said))
        return said is True


def decimal_of(said: Any) -> Decimal | None:
    """A number written plainly (0.45, 1300, 45%), as text or not; None for anything else, a float too."""
    if isinstance(said, bool | float) or not isinstance(said, int | str | Decimal):
        return None
    if isinstance(said, Decimal):
        said = text(said) if said.is_finite() and abs(said.adjusted()) < 30 else ""
    plain = str(said).strip() if isinstance(said, str) or abs(said) < 10**12 else ""
    share = plain.endswith("%")
    if not NUMBER.fullmatch(plain.removesuffix("%").strip()):
        return None
    return Decimal(plain.removesuffix("%").strip()) / (100 if share else 1)


def shown(said: Any) -> str:
    """What was written, short enough for a sentence and whatever it was."""
    if isinstance(said, Mapping | list | tuple):
        return "{…}" if isinstance(said, Mapping) else "[…]"
    if isinstance(said, int) and not isinstance(said, bool) and abs(said) >= 10**30:
        return "…"
    words = " ".join(f"{said}".split())
    return words if len(words) <= 40 else f"{words[:39]}…"


def joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
