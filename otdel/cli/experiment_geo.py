"""`otdel experiment geo` and `regions`: what they answer, as plain values and as words."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from otdel.cli.experiment_shown import chance, ends, findings_said, from_to, number, percent, rounded, signed, table
from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.experiments.findings import Finding
    from otdel.analytics.experiments.geo.effect import Effect
    from otdel.analytics.experiments.geo.markets import Choice
    from otdel.analytics.experiments.geo.reading import Asked
    from otdel.analytics.experiments.geo.shapes import Design, Panel
    from otdel.analytics.mix.reading import Table

SHOWN = 10  # sets of regions
WEIGHTS = 8  # regions of the comparison


def answer_of(rows: Table, given: argparse.Namespace) -> dict[str, Any]:
    """Raises Refused when no effect can be shown."""
    from otdel.analytics.experiments.findings import refuse
    from otdel.analytics.experiments.geo.checking import doubts, test_of
    from otdel.analytics.experiments.geo.effect import side_by_side
    from otdel.analytics.experiments.geo.reading import places_of, read

    if both := sorted(set(names(given.treated)) & set(names(given.without))):
        raise BadCommand(_("%s is both treated and left out; choose one.") % both[0])
    if not names(given.treated):
        raise refuse("no_treated")
    panel, found = read(rows, asked(given, names(given.treated)))
    treated = places_of(panel, names(given.treated))
    design, more = test_of(panel, treated, given.start, given.end + timedelta(days=1))
    effects = side_by_side(design, share=given.level / 100, seed=given.seed, progress=progress(_("estimators")))
    chosen = next(one for one in effects if one.kind == given.estimator)
    controls = [name for place, name in enumerate(panel.regions) if place not in treated]
    doubted = doubts(chosen, [one for one in effects if one is not chosen], controls)
    return _plain(panel, design, chosen, effects, [*found, *more, *doubted], controls, given)


def asked(given: argparse.Namespace, treated: Sequence[str] = ()) -> Asked:
    from otdel.analytics.experiments.geo.reading import Asked

    return Asked(
        day=given.date,
        region=given.region,
        value=given.value,
        treated=tuple(treated),
        without=tuple(names(given.without)),
        decimal=given.decimal,
        add_up=given.add_up,
        blank_is_zero=given.blank_is_zero,
    )


def names(text: str) -> list[str]:
    """Separated by commas; a name with a comma in it stands in quotes."""
    return [part.strip() for row in csv.reader([text], skipinitialspace=True) for part in row if part.strip()]


def day_of(text: str) -> date:
    """A day of the command line, in any form a file may have it. For argparse."""
    from otdel.analytics.mix.reading.days import NotADay, day

    try:
        return day(text.strip())
    except NotADay as error:
        raise argparse.ArgumentTypeError(_("%s is no date; write it as 2026-11-01") % text) from error


def progress(what: str) -> Any:
    """A line that counts up on a screen, and nothing when nobody sees it."""

    def show(done: int, whole: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{what}: {done} / {whole}" + ("\n" if done == whole else ""), end="", file=sys.stderr, flush=True)

    return show


def _plain(
    panel: Panel,
    design: Design,
    chosen: Effect,
    effects: Sequence[Effect],
    found: Sequence[Finding],
    controls: Sequence[str],
    given: argparse.Namespace,
) -> dict[str, Any]:
    cost = given.cost
    return {
        "kind": "geo",
        "unit": given.unit or panel.unit,
        "treated": names(given.treated),
        "controls": len(controls),
        "from": panel.days[design.before].isoformat(),
        "to": (panel.days[design.stop - 1] + timedelta(days=panel.step_days)).isoformat(),
        "steps": {"before": design.before, "test": design.length, "days": panel.step_days},
        "level": given.level / 100,
        "switched_off": given.switch_off,
        "outcome": _outcome(chosen, given.level / 100),
        "estimator": str(chosen.kind),
        "effect": _effect(chosen),
        "back_per_1": _back(chosen, cost, switched_off=given.switch_off),
        "cost": cost,
        "lift_test": _lift_test(chosen, panel, design, switched_off=given.switch_off),
        "alternatives": [_effect(one) for one in effects if one is not chosen],
        "compared_with": _weights(chosen, controls),
        "findings": findings_said(found),
    }


def _outcome(effect: Effect, level: float) -> str:
    if effect.chance > 1 - level:
        return "unsure"
    return "more" if effect.a_step > 0 else "less"


def _effect(one: Effect) -> dict[str, Any]:
    regions = one.regions
    return {
        "estimator": str(one.kind),
        "a_step": {"value": rounded(one.a_step), "range": ends(one.step_range)},
        "lift": None if one.lift is None else {"value": rounded(one.lift), "range": ends(one.lift_range)},
        "total": {"value": rounded(one.total), "range": ends(one.total_range)},
        "would_have_been": rounded(one.would),
        "missed_before": rounded(one.missed),
        "lift_just_before": rounded(one.before),
        "chance_over_time": rounded(one.chance),
        "chance_over_regions": None if regions is None else rounded(regions.chance),
        "untreated_lifts": None if regions is None else [rounded(regions.low), rounded(regions.high)],
    }


def _back(effect: Effect, cost: float | None, *, switched_off: bool) -> dict[str, Any] | None:
    """What 1 of the cost brought; of a switch-off, what 1 that was not spent would have brought."""
    if not cost:
        return None
    sign = -1 if switched_off else 1
    low, high = sorted((sign * effect.total_range.low / cost, sign * effect.total_range.high / cost))
    return {"value": rounded(sign * effect.total / cost), "range": [rounded(low), rounded(high)]}


def _lift_test(effect: Effect, panel: Panel, design: Design, *, switched_off: bool) -> dict[str, Any] | None:
    """The line `otdel mix fit --lift` takes, but for the channel and its share."""
    from otdel.analytics.experiments.geo.handing import handed

    found = handed(effect, panel, design, switched_off=switched_off)
    if found is None:
        return None
    return {
        "start": found.start.isoformat(),
        "end": found.end.isoformat(),
        "lift": rounded(found.lift),
        "error": rounded(found.error),
    }


def _weights(effect: Effect, controls: Sequence[str]) -> list[dict[str, Any]] | None:
    if effect.fit.weights is None:
        return None
    pairs = sorted(zip(controls, effect.fit.weights.tolist(), strict=True), key=lambda pair: -abs(pair[1]))
    return [{"region": name, "weight": round(weight, 4)} for name, weight in pairs if abs(weight) > 5e-5]


def estimator_said(kind: str) -> str:
    return {
        "demeaned": _("synthetic control, demeaned"),
        "augmented": _("synthetic control, augmented"),
        "plain": _("synthetic control, plain"),
        "regression": _("regression on the others"),
        "difference": _("before and after with a control"),
    }[kind]


def told(answer: dict[str, Any]) -> Iterator[str]:
    """The verdict, money back, the estimators side by side, what it was compared with, findings."""
    yield _verdict(answer)
    if (back := answer["back_per_1"]) is not None:
        words = (
            _("Back per 1 not spent: %(value)s (%(range)s).")
            if answer["switched_off"]
            else _("Back per 1 spent: %(value)s (%(range)s).")
        )
        yield words % {"value": number(back["value"]), "range": from_to(back["range"])}
    yield ""
    every = [answer["effect"], *answer["alternatives"]]
    header = (_("reckoned by"), _("lift"), _("range"), _("in all"), _("range"), _("chance"), _("by regions"))
    yield from table(header, [_row(one) for one in every])
    yield ""
    if answer["compared_with"]:
        shown = ", ".join(f"{one['region']} {one['weight']:.2f}" for one in answer["compared_with"][:WEIGHTS])
        yield _("Compared with: %(regions)s (of %(all)s).") % {"regions": shown, "all": answer["controls"]}
    for found in answer["findings"]:
        yield f"! {found['said']}"


def _verdict(answer: dict[str, Any]) -> str:
    effect = answer["effect"]
    said = {
        "more": _("In treated regions there was more than there would have been: %(effect)s."),
        "less": _("In treated regions there was less than there would have been: %(effect)s."),
        "unsure": _("It cannot be told from chance: %(effect)s."),
    }
    if answer["switched_off"]:
        said["less"] = _("Switching it off lost something: %(effect)s.")
        said["more"] = _("Switching it off lost nothing, there was more than there would have been: %(effect)s.")
    total = effect["total"]
    parts = [
        _("%(value)s in all (%(range)s)")
        % {"value": signed(total["value"], answer["unit"]), "range": from_to(total["range"])}
    ]
    if effect["lift"] is not None:
        parts.insert(0, f"{percent(effect['lift']['value'])} ({from_to(effect['lift']['range'], lift=True)})")
    return said[answer["outcome"]] % {"effect": ", ".join(parts)}


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    lift, regions = one["lift"], one["chance_over_regions"]
    return (
        estimator_said(one["estimator"]),
        "—" if lift is None else percent(lift["value"]),
        "—" if lift is None else from_to(lift["range"], lift=True),
        signed(one["total"]["value"]),
        from_to(one["total"]["range"]),
        chance(one["chance_over_time"]),
        "—" if regions is None else chance(regions),
    )


def regions_of(rows: Table, given: argparse.Namespace) -> dict[str, Any]:
    """Sets of regions for a test to come, best first. Raises Refused."""
    from otdel.analytics.experiments.geo.markets import Wanted, choose
    from otdel.analytics.experiments.geo.reading import places_of, read

    panel, found = read(rows, asked(given))
    steps = -(-given.days // panel.step_days)
    wanted = Wanted(
        steps=steps,
        sizes=sizes(given.sizes),
        forced=tuple(places_of(panel, names(given.include))),
        barred=tuple(places_of(panel, names(given.exclude))),
        power=given.power / 100,
        level=1 - given.level / 100,
    )
    choices = choose(panel, wanted, progress=progress(_("sets of regions")))
    return {
        "kind": "regions",
        "unit": given.unit or panel.unit,
        "days": steps * panel.step_days,
        "lift": given.lift / 100,
        "power": given.power / 100,
        "tried": choices[0].tried,
        "choices": [_choice(one, panel, given) for one in choices[:SHOWN]],
        "findings": findings_said(found),
    }


def sizes(text: str) -> tuple[int, ...]:
    """`2`, `1-5` or `2,4`. Raises BadCommand."""
    low, mark, high = text.partition("-")
    try:
        found = tuple(range(int(low), int(high) + 1)) if mark else tuple(int(part) for part in text.split(","))
    except ValueError:
        found = ()
    if not found or min(found) < 1 or max(found) > 50:
        raise BadCommand(_("--sizes %s: write how many regions a set has, as 2-5 or 3.") % text)
    return found


def _choice(one: Choice, panel: Panel, given: argparse.Namespace) -> dict[str, Any]:
    noticed = one.noticed(given.power / 100)
    return {
        "regions": [panel.regions[place] for place in one.places],
        "noticed": rounded(noticed),
        "tests": len(one.least),
        "would_notice": round(one.chance(given.lift / 100) * len(one.least)),
        "usual_miss": rounded(one.usual),
        "share": rounded(one.share),
        "value": rounded(one.value),
        "extra_needed": rounded(one.value * noticed),
        "price": rounded(one.value * noticed * given.price) if given.price else None,
    }


def regions_told(answer: dict[str, Any]) -> Iterator[str]:
    """The best set, the others, findings."""
    best = answer["choices"][0]
    likely = best["would_notice"] >= answer["power"] * best["tests"]
    words = (
        _(
            "Treat %(regions)s for %(days)s days: a lift of %(lift)s would have been noticed in %(seen)s of %(tests)s "
            "past tests."
        )
        if likely
        else _(
            "In %(days)s days no set notices a lift of %(lift)s often enough; the best, %(regions)s, would have in "
            "%(seen)s of %(tests)s past tests."
        )
    )
    shown = {"regions": ", ".join(best["regions"]), "days": answer["days"], "lift": percent(answer["lift"])}
    yield words % {**shown, "seen": best["would_notice"], "tests": best["tests"]}
    if best["noticed"] is not None:
        said = _("The least lift noticed in %(power)s of 100 past tests is %(noticed)s, worth %(extra)s.")
        values = {"power": f"{100 * answer['power']:.0f}", "noticed": percent(best["noticed"])}
        yield said % {**values, "extra": number(best["extra_needed"], answer["unit"])}
    if not likely:
        yield _("A longer test, more regions or a stronger treatment would notice it.")
    yield ""
    header = (_("regions"), _("least lift noticed"), _("noticed"), _("share of all"), _("price"))
    yield from table(header, [_choice_row(one) for one in answer["choices"]])
    yield ""
    yield _("Best of %(tried)s sets tried on the past, so a real test will notice a little less.") % {
        "tried": answer["tried"]
    }
    for found in answer["findings"]:
        yield f"! {found['said']}"


def _choice_row(one: dict[str, Any]) -> tuple[str, ...]:
    return (
        ", ".join(one["regions"]),
        percent(one["noticed"]),
        f"{one['would_notice']} / {one['tests']}",
        f"{100 * one['share']:.1f} %",
        "—" if one["price"] is None else number(one["price"]),
    )
