"""The designer's form: every figure by its code, empty where the starting value stands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _

from otdel.organisation.rules.designer.assumptions import ASSUMPTIONS, Assumption
from otdel.organisation.rules.designer.codes import ENGAGEMENTS, KINDS, NORMS, ROLES, VOLUMES
from otdel.organisation.wording.design_names import TERMS, figure_name, role_name

GOALS = ("budget", "volume.leads", "goal.revenue", "goal.per_lead", "spend")
WORK = tuple(f"volume.{one}" for one in VOLUMES if one != "leads")
MAIN = (*GOALS, *WORK)
NORM_FIELDS = (*(f"norm.{volume}.{kind}" for volume, kinds in NORMS.items() for kind in kinds), "norm.spend")
ROUTINES = tuple(f"routine.{kind}" for kind in KINDS)
RULES = (
    "hours.full", "pace.generalist", "useful", "skill", "lead.person", "lead.contract", "lead.owner", "span.head",
    "span.owner",
)  # fmt: skip
SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")


def number_of(text: str) -> Decimal:
    """30 000,5 and 30,000.5 and 30000.5: the last mark is the decimal one, unless it parts three figures off.

    Raises ValueError.
    """
    plain = text.translate(SPACES).replace("−", "-")
    comma, dot = plain.rfind(","), plain.rfind(".")
    if comma > dot and (plain.count(",") > 1 or (len(plain) - comma == 4 and not plain.startswith("0"))):
        plain = plain.replace(",", "")
    elif comma > dot:
        plain = plain.replace(".", "").replace(",", ".")
    else:
        plain = plain.replace(",", "")
    try:
        found = Decimal(plain)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not found.is_finite():
        raise ValueError(text)
    return found


def typed(code: str, value: Decimal) -> str:
    """A figure as the form shows it: shares in percent, no needless zeros."""
    shown = value * 100 if ASSUMPTIONS[code].unit == "share" else value
    text = format(shown.quantize(Decimal("0.0001")).normalize(), "f")
    return text


class FigureField(forms.CharField):
    """One figure. Shares are typed in percent."""

    def __init__(self, of: Assumption) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=figure_name(of.code), required=False, max_length=30, widget=widget)
        self.of = of

    def clean(self, value: Any) -> Decimal | None:
        text = str(super().clean(value) or "")
        if not text:
            return None
        try:
            found = number_of(text.rstrip("%").strip())
        except ValueError as error:
            raise ValidationError(_("“%(text)s” is not a number.") % {"text": text}) from error
        found = found / 100 if self.of.unit == "share" else found
        if not self.of.least <= found <= self.of.most:
            least, most = typed(self.of.code, self.of.least), typed(self.of.code, self.of.most)
            raise ValidationError(_("It has to be between %(least)s and %(most)s.") % {"least": least, "most": most})
        return found


class DesignForm(forms.Form):
    """Bound to what an address says; `base` are the figures that stand where it says nothing."""

    def __init__(self, given: Mapping[str, str], base: Mapping[str, Decimal]) -> None:
        filled = {code: given.get(code) or (typed(code, base[code]) if code in base else "") for code in MAIN}
        super().__init__({**{code: given.get(code, "") for code in ASSUMPTIONS}, **filled})
        for code, one in ASSUMPTIONS.items():
            self.fields[code] = field = FigureField(one)
            if code not in MAIN and code in base:
                field.widget.attrs["placeholder"] = typed(code, base[code])

    @property
    def figures(self) -> dict[str, Decimal]:
        """What was given. Only after is_valid()."""
        return {code: value for code, value in self.cleaned_data.items() if value is not None}

    def some(self, codes: tuple[str, ...]) -> list[BoundField]:
        return [self[code] for code in codes]

    @property
    def goals(self) -> list[BoundField]:
        return self.some(GOALS)

    @property
    def work(self) -> list[BoundField]:
        return self.some(WORK)

    @property
    def norms(self) -> list[BoundField]:
        return self.some((*NORM_FIELDS, *ROUTINES))

    @property
    def rules(self) -> list[BoundField]:
        return self.some(RULES)

    @property
    def critical(self) -> list[BoundField]:
        return self.some(tuple(f"{word}.{kind}" for kind in KINDS for word in ("least", "weight")))

    @property
    def anchor(self) -> BoundField:
        return self["anchor"]

    @property
    def prices(self) -> list[tuple[str, list[tuple[str, BoundField]]]]:
        """Rows of the table of prices: a role, and a field for each terms."""
        return [
            (role_name(role), [(str(TERMS[terms]), self[f"cost.{role}.{terms}"]) for terms in ENGAGEMENTS])
            for role in ROLES
        ]

    @property
    def wrong(self) -> bool:
        """True when a field of a closed part has an error, so the part has to be open."""
        return any(code not in MAIN for code in self.errors)


class KeepForm(forms.Form):
    """The name a design is kept under."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label=_("Name of the plan"), max_length=120)
