"""Shapes that answers to programs share: a number that may be missing with its reason, and an error as a sentence."""

from __future__ import annotations

from decimal import Decimal

from ninja import Schema

from otdel.kit.reason import NoData
from otdel.web import reasons


class Known(Schema):
    """A number, or why there is none: exactly one of both is given."""

    value: Decimal | None = None
    no_data: str | None = None


class Problem(Schema):
    """What went wrong, in the caller's language, and the code of the rule that says so."""

    error: str
    code: str
    fields: dict[str, str] = {}


class Named(Schema):
    """A member of the department: the name, and the short name that stands in addresses."""

    slug: str
    name: str


def known(value: Decimal | NoData) -> Known:
    if isinstance(value, NoData):
        return Known(no_data=reasons.say(value.reason))
    return Known(value=value)
