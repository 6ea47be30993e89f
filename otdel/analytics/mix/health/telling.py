"""What the data cannot tell: too few weeks, spend that stands still, channels that moved as one, beliefs that lead."""

from __future__ import annotations

from collections.abc import Iterator

from otdel.analytics.mix.collinearity import Entangled, Pair, Together
from otdel.analytics.mix.findings import Finding, Severity, note, warn
from otdel.analytics.mix.health.said import back, percent, planned, ratio
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
NAMED = 5  # channels led by belief that are told one by one; more are told together
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
    led = [one for one in learned if one.left > LED and one.channel not in flat]
    yield from _all_led(mix, led, carried) if len(led) > NAMED else (_led(mix, one, carried) for one in led)
    yield from (_fought(one) for one in learned if abs(one.moved) > FOUGHT)


def weeks_of(mix: Mix) -> int:
    return len(mix.data.starts) * mix.data.step_days // 7


def crowded(mix: Mix) -> bool:
    """Fewer weeks than its channels need."""
    return weeks_of(mix) < EACH * len(mix.data.channels)


def _short(mix: Mix) -> Iterator[Finding]:
    weeks, channels = weeks_of(mix), len(mix.data.channels)
    if weeks < YEAR_AND_HALF:
        say = warn if weeks < YEAR else note
        more = Reason.of("mix_do_more_weeks", weeks=TWO_YEARS - weeks)
        yield say(Reason.of("mix_health_short", weeks=weeks), Reason.of("mix_does_short"), more)
    if crowded(mix):
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


def _led(mix: Mix, one: Learned, carried: float) -> Finding:
    """The belief that leads where the data say little."""
    return note(
        Reason.of("mix_health_prior_led", channel=one.channel, percent=percent(one.taught)),
        Reason.of("mix_does_prior_led", channel=one.channel),
        planned(mix, plan_for(mix, one.channel, carried)),
        Reason.of("mix_do_state_belief", channel=one.channel),
    )


def _all_led(mix: Mix, led: list[Learned], carried: float) -> Iterator[Finding]:
    """Many at once, in one finding, with the test of the channel that costs the most; half of all is no answer."""
    spend = dict(zip(mix.data.channels, mix.data.spend.sum(axis=0), strict=True))
    names = sorted((one.channel for one in led), key=lambda name: -spend[name])
    many = 2 * len(led) >= len(mix.data.channels)
    severity = (Severity.STOP if crowded(mix) else Severity.WARN) if many else Severity.NOTE
    what = Reason.of(
        "mix_health_mostly_belief", led=len(led), channels=len(mix.data.channels), others=", ".join(names[:NAMED])
    )
    steps = (Reason.of("mix_do_join_channels"), planned(mix, plan_for(mix, names[0], carried)))
    yield Finding(severity, what, Reason.of("mix_does_mostly_belief"), steps)


def _fought(one: Learned) -> Finding:
    """The belief that the data fight."""
    values = {"prior": back(one.before), "now": back(one.after), "sds": ratio(abs(one.moved), 1)}
    what = Reason.of("mix_health_prior_fought", channel=one.channel, **values)
    review = Reason.of("mix_do_review_belief", channel=one.channel)
    return warn(what, Reason.of("mix_does_prior_fought", channel=one.channel), review, Reason.of("mix_do_add_control"))
