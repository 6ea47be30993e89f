"""Channel rules, VAT and typed rates as the money answer asks for them, and what a change of rules would move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from otdel.accounts.models import Company
from otdel.kit.money import Money
from otdel.kit.viewer import Role, Viewer
from otdel.measurement import channels
from otdel.measurement.channels import Move, Origin, Weighed
from otdel.measurement.currency import VatRule
from otdel.measurement.models import ChannelRule, Cost, SourceSetting
from otdel.measurement.queries.weights import all_elsewhere, company_currency, origins, typed_rates
from otdel.measurement.rules import SEES_SALARIES
from otdel.measurement.standard_channels import STANDARD

__all__ = [
    "RuleLine",
    "RulesState",
    "company_currency",
    "company_rules",
    "preview_of",
    "rules_state",
    "typed_rates",
    "vat_rules",
    "with_change",
]

SEES_RULES = (Role.OWNER, Role.HEAD, Role.SPECIALIST)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule of the company with the origins and spend it takes. `reached` is false when an earlier one hides it."""

    pk: int
    rule: channels.ChannelRule
    reached: bool
    origins: int
    spend: Decimal
    elsewhere: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class RulesState:
    """`unmapped` is the share of spend in no channel, 0 to 1; None when nothing was spent in `currency`.

    Money is in `currency` at the rates of its days; `elsewhere` is the spend no rate is known for.
    """

    lines: tuple[RuleLine, ...]
    currency: str
    spend: Decimal
    unmapped: Decimal | None
    unmapped_origins: tuple[Weighed, ...]
    elsewhere: tuple[Money, ...]

    @property
    def nothing(self) -> bool:
        return self.unmapped is None and not self.elsewhere


def company_rules() -> tuple[channels.ChannelRule, ...]:
    """The company's own rules in order, then the channels typed costs were given."""
    own = tuple(row.rule for row in ChannelRule.objects.all())
    given = Cost.objects.exclude(channel="").values_list("channel", flat=True).distinct().order_by("channel")
    return (*own, *(channels.ChannelRule(name, source="manual", campaign_type=name) for name in given))


def vat_rules() -> tuple[VatRule, ...]:
    """Sources for which somebody said whether VAT is in their amounts, with the company's rate."""
    percent = Company.objects.values_list("vat_rate", flat=True).first() or Decimal(0)
    told = SourceSetting.objects.filter(account="").exclude(vat_included=None)
    return tuple(VatRule(one.source, bool(one.vat_included), percent / 100) for one in told)


def rules_state(viewer: Viewer) -> RulesState:
    """The rules with what each takes now. Raises NotAllowed."""
    viewer.must(*SEES_RULES)
    rows = list(ChannelRule.objects.all())
    weighed = [one for one in origins() if viewer.may(*SEES_SALARIES) or not _is_salary(one.origin)]
    hidden = set(channels.unreachable([row.rule for row in rows]))
    taken = [_taken(weighed, [row.rule for row in rows[: place + 1]]) for place in range(len(rows))]
    spend = sum((one.spend for one in weighed), Decimal(0))
    lost = _lost(weighed, (*company_rules(), *STANDARD))
    return RulesState(
        lines=tuple(RuleLine(row.pk, row.rule, place not in hidden, *taken[place]) for place, row in enumerate(rows)),
        currency=company_currency(),
        spend=spend,
        unmapped=sum((one.spend for one in lost), Decimal(0)) / spend if spend else None,
        unmapped_origins=tuple(sorted(lost, key=lambda one: (-one.spend, -one.deals))[:20]),
        elsewhere=all_elsewhere(weighed),
    )


def preview_of(viewer: Viewer, then: Sequence[channels.ChannelRule]) -> tuple[Move, ...]:
    """What would move between channels if `then` were the company's rules. Nothing is saved. Raises NotAllowed."""
    viewer.must(*SEES_RULES)
    now = company_rules()
    given = now[ChannelRule.objects.count() :]
    return channels.preview(origins(), (*now, *STANDARD), (*then, *given, *STANDARD))


def with_change(rule: channels.ChannelRule, pk: int | None) -> list[channels.ChannelRule]:
    """The company's rules as they would be with this one added at the end, or in the place of rule `pk`."""
    rows = list(ChannelRule.objects.all())
    changed = [rule if row.pk == pk else row.rule for row in rows]
    return changed if any(row.pk == pk for row in rows) else [*changed, rule]


def _is_salary(origin: Origin) -> bool:
    """Typed costs have a name, but for salaries: those are written without one."""
    return origin.source == "manual" and not origin.campaign


def _taken(weighed: list[Weighed], rules: list[channels.ChannelRule]) -> tuple[int, Decimal, tuple[Money, ...]]:
    """Origins and spend that reach the last of `rules`."""
    *before, last = rules
    mine = [one for one in weighed if last.fits(one.origin) and not any(rule.fits(one.origin) for rule in before)]
    return len(mine), sum((one.spend for one in mine), Decimal(0)), all_elsewhere(mine)


def _lost(weighed: list[Weighed], rules: tuple[channels.ChannelRule, ...]) -> list[Weighed]:
    nowhere = (channels.UNMAPPED, channels.UNKNOWN)
    return [
        one for one in weighed if (one.spend or one.elsewhere) and channels.channel_of(one.origin, rules) in nowhere
    ]
