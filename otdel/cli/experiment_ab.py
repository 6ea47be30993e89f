"""`otdel experiment ab`: what it answers, as plain values and as words."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from otdel.cli.experiment_shown import chance, ends, findings_said, from_to, number, percent, rounded, signed, table
from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.experiments.ab.analysis import Answer, Question, Result
    from otdel.analytics.experiments.ab.reading import Asked, Users
    from otdel.analytics.mix.reading import Table


def answer_of(table_of_users: Table, given: argparse.Namespace) -> dict[str, Any]:
    """Raises BadCommand for what was asked wrongly, Refused for a file that cannot be answered from."""
    from otdel.analytics.experiments.ab.analysis import analyse
    from otdel.analytics.experiments.ab.reading import read
    from otdel.analytics.experiments.findings import Refused

    users, found = read(table_of_users, asked(given))
    refusing = [one for one in found if one.refuses]
    if refusing:
        raise Refused(refusing[0])
    question = _question(given, users.arms)
    answer = analyse(users, question)
    return _plain(answer, users, question, [*findings_said(found), *findings_said(answer.found)], given)


def asked(given: argparse.Namespace) -> Asked:
    from otdel.analytics.experiments.ab.reading import Asked, parts

    guards = [text.partition(":")[0] for text in given.guardrail]
    for text in (*given.metric, *guards):
        if len(parts(text)) != text.count("/") + 1:
            raise BadCommand(_("“%s” is no metric; name a column, or two as revenue/sessions.") % text)
    return Asked(
        arm=given.arm,
        metrics=tuple(dict.fromkeys([*given.metric, *guards])),
        user=given.user,
        control=given.control,
        before=_before(given.before, [*given.metric, *guards]),
        day=given.date,
        decimal=given.decimal,
        blank_is_zero=given.blank_is_zero,
    )


def _before(given: Sequence[str], metrics: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given:
        metric, mark, column = text.rpartition("=")
        if not mark or metric not in metrics or not column:
            raise BadCommand(_("--before %s: write METRIC=COLUMN, with a metric that is asked for.") % text)
        if metric.casefold() == column.casefold():
            raise BadCommand(
                _("--before %s: a metric cannot be its own past; name a column from before the test.") % text
            )
        if metric.count("/") != column.count("/"):
            raise BadCommand(_("--before %s: a ratio needs a ratio before, as a/b=c/d, and a mean one column.") % text)
        found[metric] = column
    return found


def _question(given: argparse.Namespace, arms: Sequence[str]) -> Question:
    from otdel.analytics.experiments.ab.analysis import Question

    guards: dict[str, bool] = {}
    for text in given.guardrail:
        metric, _mark, direction = text.partition(":")
        if direction not in ("", "more", "less"):
            raise BadCommand(_("--guardrail %s: after the colon stands what is better: more or less.") % text)
        guards[metric] = direction == "less"
    metrics = tuple(dict.fromkeys([*given.metric, *guards]))
    return Question(
        metrics=metrics,
        before=_before(given.before, metrics),
        guardrails=guards,
        margin=given.margin / 100,
        shares=_shares(given.split, arms),
        planned=given.planned,
        peeked=given.sequential,
        share=given.level / 100,
        belief=given.belief / 100,
        tuned=given.expect / 100,
    )


def _shares(text: str, arms: Sequence[str]) -> tuple[float, ...] | None:
    """`A=50,B=50`, in the order of the arms."""
    if not text:
        return None
    shares: dict[str, float] = {}
    for part in text.split(","):
        name, _mark, share = part.rpartition("=")
        try:
            shares[name.strip().casefold()] = float(share)
        except ValueError:
            shares.clear()
            break
    if set(shares) != {arm.casefold() for arm in arms} or min(shares.values(), default=0) <= 0:
        raise BadCommand(
            _("--split %(text)s: give every arm its share, as %(as)s.")
            % {"text": text, "as": ",".join(f"{arm}=50" for arm in arms)}
        )
    return tuple(shares[arm.casefold()] for arm in arms)


def _plain(
    answer: Answer, users: Users, question: Question, findings: list[dict[str, Any]], given: argparse.Namespace
) -> dict[str, Any]:
    return {
        "kind": "ab",
        "arms": [
            {"arm": arm, "users": count, "expected": rounded(expected)}
            for arm, count, expected in zip(answer.arms, answer.split.counts, answer.split.expected, strict=True)
        ],
        "split": {"chance": rounded(answer.split.chance), "broken": answer.split.broken},
        "level": question.share,
        "sequential": answer.sequential,
        "results": [_result(one, _unit(users, one.metric, given)) for one in answer.results],
        "findings": findings,
    }


def _unit(users: Users, metric: str, given: argparse.Namespace) -> str:
    """`--unit` speaks of the first metric. A ratio of money to something else is money too; to money it is none."""
    from otdel.analytics.experiments.ab.reading import parts

    if given.unit and metric == given.metric[0]:
        return str(given.unit)
    units = [users.units.get(name, "") for name in parts(metric)]
    return units[0] if len(units) == 1 or units[0] != units[-1] else ""


def _result(one: Result, unit: str) -> dict[str, Any]:
    found, lift = one.comparison, one.comparison.lift
    total, low, high = one.total
    last = one.looks[-1]
    return {
        "metric": one.metric,
        "arm": one.arm,
        "unit": unit,
        "outcome": str(one.outcome),
        "control": {"mean": rounded(found.control.mean), "users": found.control.count},
        "tested": {"mean": rounded(found.tested.mean), "users": found.tested.count},
        "difference": {"value": rounded(found.difference.value), "range": ends(found.difference.range)},
        "lift": None if lift is None else {"value": rounded(lift.value), "range": ends(lift.range)},
        "total": {"value": rounded(total), "range": [rounded(low), rounded(high)]} if "/" not in one.metric else None,
        "chance": rounded(found.chance),
        "chance_among_all": rounded(one.chance),
        "cuped_saved": rounded(found.tested.saved),
        "guardrail": None if one.guarded is None else str(one.guarded),
        "belief": None
        if one.belief is None
        else {
            "lift": rounded(one.belief.lift),
            "range": ends(one.belief.range),
            "better": rounded(one.belief.better),
            "loss_if_taken": rounded(one.belief.loss_if_taken),
            "loss_if_left": rounded(one.belief.loss_if_left),
            "before": one.belief.before,
        },
        "always_valid": {"chance": rounded(last.chance), "lift_range": ends(last.range), "looks": len(one.looks)},
    }


def told(answer: dict[str, Any]) -> Iterator[str]:
    """The verdict, each comparison, the table, guardrails, other views, findings."""
    main = [one for one in answer["results"] if one["guardrail"] is None] or answer["results"]
    if answer["split"]["broken"]:
        yield _("No verdict: the arms cannot be compared as they are. The numbers below are not to be acted on.")
    else:
        for one in main:
            yield _verdict(one, answer)
    yield ""
    yield from table(
        (_("metric"), _("arm"), _("users"), _("mean"), _("lift"), _("range"), _("chance")),
        [_row(one, place, answer) for place, one in enumerate(answer["results"])],
    )
    yield ""
    for one in answer["results"]:
        yield from _views(one)
    for found in answer["findings"]:
        yield f"! {found['said']}"


def _verdict(one: dict[str, Any], answer: dict[str, Any]) -> str:
    control = answer["arms"][0]["arm"]
    seen = {
        "more": _("%(metric)s is higher in “%(arm)s” than in “%(control)s”: %(effect)s."),
        "less": _("%(metric)s is lower in “%(arm)s” than in “%(control)s”: %(effect)s."),
        "unsure": _("No difference in %(metric)s between “%(arm)s” and “%(control)s” was seen: %(effect)s."),
    }[one["outcome"]]
    return seen % {"arm": one["arm"], "control": control, "metric": one["metric"], "effect": _effect(one, answer)}


def _effect(one: dict[str, Any], answer: dict[str, Any]) -> str:
    """The lift with the range the conclusion is drawn from, and what it comes to in all."""
    said = []
    if one["lift"] is not None:
        wide = one["always_valid"]["lift_range"] if answer["sequential"] else one["lift"]["range"]
        shown = from_to(wide, lift=True) if wide else _("no range yet")
        said.append(f"{percent(one['lift']['value'])} ({shown})")
    else:
        apart = one["difference"]
        said.append(
            _("%(value)s a user (%(range)s)")
            % {"value": signed(apart["value"], one["unit"]), "range": from_to(apart["range"])}
        )
    if one["total"] is not None and not answer["sequential"]:
        words = _("%(value)s over all users of the arm (%(range)s)")
        said.append(
            words % {"value": signed(one["total"]["value"], one["unit"]), "range": from_to(one["total"]["range"])}
        )
    return ", ".join(said)


def _row(one: dict[str, Any], place: int, answer: dict[str, Any]) -> tuple[str, ...]:
    lift = one["lift"]
    return (
        one["metric"],
        f"{one['arm']} / {answer['arms'][0]['arm']}",
        f"{number(one['tested']['users'])} / {number(one['control']['users'])}",
        f"{number(one['tested']['mean'])} / {number(one['control']['mean'])}",
        "—" if lift is None else percent(lift["value"]),
        from_to(one["difference"]["range"]) if lift is None else from_to(lift["range"], lift=True),
        chance(one["chance_among_all"]),
    )


def _views(one: dict[str, Any]) -> Iterator[str]:
    name = f"{one['metric']}, {one['arm']}"
    if one["guardrail"]:
        yield (
            f"{name}: "
            + {
                "safe": _("guardrail holds: a loss over the margin is ruled out."),
                "harmed": _("guardrail broken: it did get worse."),
                "unsure": _("guardrail not shown: a loss over the margin is not ruled out."),
            }[one["guardrail"]]
        )
    if (belief := one["belief"]) is not None:
        words = _("%(name)s: believed lift %(lift)s (%(range)s); better with a chance of %(better)s %%.")
        better = f"{100 * belief['better']:.1f}"
        yield words % {
            "name": name,
            "lift": percent(belief["lift"]),
            "range": from_to(belief["range"], lift=True),
            "better": better,
        }
    always = one["always_valid"]
    if always["lift_range"] is not None:
        words = _("%(name)s: whenever one looks, %(range)s, chance %(chance)s (looks: %(looks)s).")
        yield words % {
            "name": name,
            "range": from_to(always["lift_range"], lift=True),
            "chance": chance(always["chance"]),
            "looks": always["looks"],
        }
    if one["cuped_saved"]:
        yield _("%(name)s: the time before took away %(percent)s %% of the variance.") % {
            "name": name,
            "percent": f"{100 * one['cuped_saved']:.0f}",
        }
