"""Settling what a source's money is, and in which order channel rules are tried."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from otdel.accounts.trail import audit
from otdel.kit.viewer import Role, Viewer
from otdel.measurement import channels
from otdel.measurement.models import ChannelRule, SourceSetting

MAY_SETTLE = (Role.OWNER, Role.HEAD)


def settle_source(
    viewer: Viewer, source: str, account: str, *, currency: str, vat_included: bool | None, fresh_days: int
) -> SourceSetting:
    """What the source's money is in, whether it includes VAT, and how late its data may be. Raises NotAllowed."""
    viewer.must(*MAY_SETTLE, Role.ACCOUNTANT)
    with transaction.atomic():
        setting, _ = SourceSetting.objects.update_or_create(
            source=source,
            account=account,
            defaults={"currency": currency, "vat_included": vat_included, "fresh_days": fresh_days},
        )
        audit(viewer, "source.settled", f"source:{source}", account=account, currency=currency, vat=vat_included)
    return setting


def save_rule(viewer: Viewer, rule: channels.ChannelRule, pk: int | None = None) -> ChannelRule:
    """Add a rule at the end, or change one where it stands. Raises NotAllowed, and ValueError for a bad condition."""
    viewer.must(*MAY_SETTLE)
    conditions = {name: getattr(rule, name) for name in channels.CONDITIONS}
    for condition in filter(None, conditions.values()):
        channels.matcher(condition)
    with transaction.atomic():
        kept = ChannelRule.objects.filter(pk=pk or 0).first() or ChannelRule(position=_next_position())
        kept.channel = rule.channel
        for name, condition in conditions.items():
            setattr(kept, name, condition)
        kept.save()
        audit(viewer, "rule.saved", f"rule:{kept.pk}", channel=kept.channel, **conditions)
    return kept


def remove_rule(viewer: Viewer, rule: ChannelRule) -> None:
    """Take a rule away. Raises NotAllowed."""
    viewer.must(*MAY_SETTLE)
    with transaction.atomic():
        audit(viewer, "rule.removed", f"rule:{rule.pk}", channel=rule.channel)
        rule.delete()
        _number(list(ChannelRule.objects.all()))


def reorder_rules(viewer: Viewer, order: Sequence[int]) -> None:
    """Try the rules in this order of ids; rules not named keep their order after them. Raises NotAllowed."""
    viewer.must(*MAY_SETTLE)
    with transaction.atomic():
        rules = list(ChannelRule.objects.all())
        places = {pk: place for place, pk in enumerate(order)}
        rules.sort(key=lambda rule: (places.get(rule.pk, len(places)), rule.position))
        _number(rules)
        audit(viewer, "rules.reordered", "rules", order=",".join(str(rule.pk) for rule in rules))


def move_rule(viewer: Viewer, rule: ChannelRule, *, up: bool) -> None:
    """One place earlier or later. Raises NotAllowed."""
    order = list(ChannelRule.objects.values_list("pk", flat=True))
    at = order.index(rule.pk)
    to = max(0, at - 1) if up else min(len(order) - 1, at + 1)
    order.insert(to, order.pop(at))
    reorder_rules(viewer, order)


def _next_position() -> int:
    last = ChannelRule.objects.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def _number(rules: list[ChannelRule]) -> None:
    for position, rule in enumerate(rules):
        rule.position = position
    ChannelRule.objects.bulk_update(rules, ["position"])
