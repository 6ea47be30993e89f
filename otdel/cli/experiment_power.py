"""`otdel experiment power`: users and days an A/B test needs, as plain values and as words."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from otdel.cli.experiment_shown import number, percent, rounded, table
from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.experiments.ab.power import Baseline

BESIDE = (0.5, 1.0, 2.0)  # lifts shown beside the one asked for
WEEK = 7
LONGEST = 365  # days


def answer_of(given: argparse.Namespace) -> dict[str, Any]:
    """Raises BadCommand when the baseline cannot be used."""
    from otdel.analytics.experiments.ab.power import noticeable, power

    baseline = _baseline(given)
    arms, level = given.arms, (1 - given.level / 100) / (given.arms - 1)
    rows = [_row(baseline, given, given.lift / 100 * times, level) for times in BESIDE]
    asked = rows[BESIDE.index(1.0)]
    users = given.users // arms if given.users else 0
    return {
        "kind": "power",
        "mean": rounded(baseline.mean),
        "spread": rounded(baseline.spread),
        "arms": arms,
        "power": given.power / 100,
        "level": given.level / 100,
        "lift": given.lift / 100,
        "users_an_arm": asked["users_an_arm"],
        "users": asked["users"],
        "days": asked["days"],
        "price": asked["price"],
        "unit": given.unit,
        "beside": rows,
        "with_users": None
        if not users
        else {
            "users": given.users,
            "noticed": rounded(noticeable(baseline, users, wanted=given.power / 100, level=level)),
            "power": rounded(power(baseline, given.lift / 100, users, level=level)),
        },
    }


def _baseline(given: argparse.Namespace) -> Baseline:
    from otdel.analytics.experiments.ab.power import Baseline, of_share

    saved = given.saved / 100
    if given.rate is not None:
        if given.mean is not None or given.spread is not None:
            raise BadCommand(_("Give --rate, or --mean with --spread, and not both."))
        if not 0 < given.rate < 100:
            raise BadCommand(_("--rate is a percentage over 0 and under 100."))
        rate = of_share(given.rate / 100)
        return Baseline(rate.mean, rate.spread, saved=saved)
    if given.mean is None or given.spread is None:
        raise BadCommand(_("Say what is usual: --rate 4 (percent), or --mean 52 --spread 110."))
    return Baseline(given.mean, given.spread, saved=saved)


def _row(baseline: Baseline, given: argparse.Namespace, lift: float, level: float) -> dict[str, Any]:
    from otdel.analytics.experiments.ab.power import days, users

    count = users(baseline, lift, wanted=given.power / 100, level=level)
    if count is None:
        return {"lift": lift, "users_an_arm": None, "users": None, "days": None, "price": None}
    needed = days(count, 1.0, given.daily, arms=given.arms) if given.daily else None
    full_weeks = -(-needed // WEEK) * WEEK if needed is not None else None
    price = rounded(count * given.arms * given.price) if given.price else None
    return {"lift": lift, "users_an_arm": count, "users": count * given.arms, "days": full_weeks, "price": price}


def told(answer: dict[str, Any]) -> Iterator[str]:
    """How many are needed, how long that takes, what smaller and larger lifts need."""
    values = {"lift": percent(answer["lift"]), "power": f"{100 * answer['power']:.0f}"}
    if answer["users"] is None:
        yield _("No number of users is enough to notice a lift of %(lift)s.") % values
        return
    said = _(
        "To notice a lift of %(lift)s in %(power)s of 100 tests, %(users)s users are needed, %(each)s in each arm."
    )
    yield said % {**values, "users": number(answer["users"]), "each": number(answer["users_an_arm"])}
    if answer["days"] is not None:
        yield _("That takes %(days)s days in full weeks; decide only then, or use the always-valid view.") % {
            "days": number(answer["days"])
        }
    if answer["days"] is not None and answer["days"] > LONGEST:
        yield _("No test runs so long: look for a larger lift, or for a metric that varies less.")
    if (have := answer["with_users"]) is not None:
        words = _(
            "With %(users)s users the lift is noticed in %(chance)s of 100 tests, and the least noticed is %(least)s."
        )
        yield words % {
            "users": number(have["users"]),
            "chance": f"{100 * have['power']:.0f}",
            "least": percent(have["noticed"]),
        }
    yield ""
    yield from table(
        (_("lift"), _("users"), _("days"), _("price")), [_line(one, answer["unit"]) for one in answer["beside"]]
    )


def _line(one: dict[str, Any], unit: str) -> tuple[str, ...]:
    return (
        percent(one["lift"]),
        "—" if one["users"] is None else number(one["users"]),
        "—" if one["days"] is None else number(one["days"]),
        "—" if one["price"] is None else number(one["price"], unit),
    )
