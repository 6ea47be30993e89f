"""What the data cannot tell: too few weeks, spend that stands still, channels that moved as one, beliefs that lead."""

from __future__ import annotations

from collections.abc import Iterator

from otdel.analytics.mix.collinearity import Entangled, Pair, Together
from otdel.analytics.mix.findings import Finding, note, warn
from otdel.analytics.mix.health.said import percent, planned, ratio
from otdel.analytics.mix.learning import Learned
from otdel.analytics.mix.shapes import Mix
from otdel.analytics.mix.testplan import plan_for, plan_for_pair
from otdel.kit.reason import Reason

YEAR, YEAR_AND_HALF, TWO_YEARS = 52, 78, 104  # weeks
EACH = 12  # weeks a channel should have
FLAT = 0.1  # deviation of spend over its mean
MOVED, CLEANED = 0.85, 0.75  # correlation of a pair's spend, and without season and controls
SHOWN = 3  # pairs
TANGLED = 0.9  # part of a channel's variance that goes with something else: an inflation of ten
LED = 0.8  # of the prior's width left
FOUGHT = 2.5  # prior standard deviations
SWING = 30  # per cent up and down that would show an effect


def of_telling(mix: Mix, moved: Together, learned: tuple[Learned, ...], carried: float) -> Iterator[Finding]:
    """Findings about what the data hold; `carried` is the autocorrelation that tests must allow for."""
    yield from _short(mix)
    flat = {name for name, varies in zip(mix.data.channels, moved.varies, strict=True) if varies < FLAT}
    for name, varies in zip(mix.data.channels, moved.varies, strict=True):
        if name in flat:
            yield _flat(mix, name, varies, carried)
    pairs = _close(moved)
    for pair in pairs[:SHOWN]:
        yield _pair(mix, pair, carried)
    told = flat.union(*({pair.first, pair.second} for pair in pairs)) if pairs else flat
    yield from (found for one in moved.channels if one.channel not in told for found in _entangled(mix, one, carried))
    for one in learned:
        yield from _beliefs(mix, one, carried, flat=one.channel in flat)


def _short(mix: Mix) -> Iterator[Finding]:
    weeks, channels = len(mix.data.starts) * mix.data.step_days // 7, len(mix.data.channels)
    if weeks < YEAR_AND_HALF:
        say = warn if weeks < YEAR else note
        more = Reason.of("mix_do_more_weeks", weeks=TWO_YEARS - weeks)
        yield say(Reason.of("mix_health_short", weeks=weeks), Reason.of("mix_does_short"), more)
    if weeks < EACH * channels:
        what = Reason.of("mix_health_crowded", weeks=weeks, channels=channels, each=weeks // channels)
        more = Reason.of("mix_do_more_weeks", weeks=EACH * channels - weeks)
        yield warn(what, Reason.of("mix_does_crowded"), Reason.of("mix_do_join_channels"), more)


def _flat(mix: Mix, channel: str, varies: float, carried: float) -> Finding:
    return warn(
        Reason.of("mix_health_flat", channel=channel, percent=percent(varies)),
        Reason.of("mix_does_flat", channel=channel),
        planned(mix, plan_for(mix, channel, carried)),
        Reason.of("mix_do_vary", channel=channel, percent=SWING),
    )


def _close(moved: Together) -> list[Pair]:
    """Pairs that moved together in both senses, the closest first."""
    found = [pair for pair in moved.pairs if pair.spend >= MOVED and pair.cleaned >= CLEANED]
    return sorted(found, key=lambda pair: -pair.cleaned)


def _pair(mix: Mix, pair: Pair, carried: float) -> Finding:
    plan = plan_for_pair(mix, pair.first, pair.second, carried)
    other = pair.second if plan.channel == pair.first else pair.first
    return warn(
        Reason.of("mix_health_pair", first=pair.first, second=pair.second, percent=percent(pair.spend)),
        Reason.of("mix_does_pair", first=pair.first, second=pair.second, percent=percent(max(0.0, -pair.roi))),
        planned(mix, plan, other),
        Reason.of("mix_do_read_together", first=pair.first, second=pair.second),
    )


def _entangled(mix: Mix, one: Entangled, carried: float) -> Iterator[Finding]:
    """A channel that goes with the season alone, or with several others at once."""
    does = Reason.of("mix_does_entangled", channel=one.channel, percent=percent(one.wider - 1))
    if one.seasonal >= TANGLED:
        what = Reason.of("mix_health_seasonal", channel=one.channel, percent=percent(one.seasonal))
    elif one.explained >= TANGLED and one.others:
        others = ", ".join(one.others)
        what = Reason.of("mix_health_entangled", channel=one.channel, percent=percent(one.explained), others=others)
    else:
        return
    vary = Reason.of("mix_do_vary", channel=one.channel, percent=SWING)
    yield warn(what, does, planned(mix, plan_for(mix, one.channel, carried)), vary)


def _beliefs(mix: Mix, one: Learned, carried: float, *, flat: bool) -> Iterator[Finding]:
    """The belief that leads where the data say little; the belief that the data fight."""
    if one.left > LED and not flat:
        what = Reason.of("mix_health_prior_led", channel=one.channel, percent=percent(one.taught))
        does = Reason.of("mix_does_prior_led", channel=one.channel)
        state = Reason.of("mix_do_state_belief", channel=one.channel)
        yield note(what, does, planned(mix, plan_for(mix, one.channel, carried)), state)
    if abs(one.moved) > FOUGHT:
        values = {"prior": ratio(one.before), "now": ratio(one.after), "sds": ratio(abs(one.moved), 1)}
        what = Reason.of("mix_health_prior_fought", channel=one.channel, **values)
        does = Reason.of("mix_does_prior_fought", channel=one.channel)
        review = Reason.of("mix_do_review_belief", channel=one.channel)
        yield warn(what, does, review, Reason.of("mix_do_add_control"))
