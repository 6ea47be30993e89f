"""Companies with one fault each: the finding names it. Companies without: no warning."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from otdel.analytics.mix.findings import Finding, Severity, as_plain, from_plain
from otdel.analytics.mix.fit import fit, preview
from otdel.analytics.mix.health import examine, health
from otdel.analytics.mix.health.fitting import marked, of_holdout
from otdel.analytics.mix.health.said import back
from otdel.analytics.mix.holdout import Holdout
from otdel.analytics.mix.refits import quick
from otdel.analytics.mix.shapes import FormFit, LiftTest, Mix, MixData, RoiPrior
from otdel.analytics.mix.tests import faults, synthetic

SEEDS = range(1, 21)


def deeply(data: MixData) -> tuple[Finding, ...]:
    return examine(preview(data), deep=True, refit=quick, preview=quick).findings


def named(found: tuple[Finding, ...], code: str) -> Finding:
    """The one finding of this code."""
    (one,) = [finding for finding in found if finding.what.code == code]
    return one


def codes(found: tuple[Finding, ...], *severities: Severity) -> list[str]:
    return [one.what.code for one in found if not severities or one.severity in severities]


def test_sound_companies_are_hardly_ever_warned_about() -> None:
    """Twenty companies without fault, each with some fifteen checks that could warn: two false alarms at the most."""
    alarms = [codes(deeply(faults.sound(seed)), Severity.WARN, Severity.STOP) for seed in SEEDS]
    assert sum(len(one) for one in alarms) <= 2, alarms


def test_a_full_fit_of_a_sound_company_has_nothing_to_warn_about() -> None:
    found = health(fit(faults.sound(), draws=500))
    assert not codes(found, Severity.WARN, Severity.STOP)
    assert "mix_health_preview" not in codes(found)


def test_a_first_look_says_that_it_is_one() -> None:
    assert named(health(preview(faults.sound())), "mix_health_preview").severity is Severity.NOTE


def test_channels_that_moved_together_are_named_with_the_test_that_tells_them_apart() -> None:
    one = named(deeply(faults.moved_together()), "mix_health_pair")
    assert {one.what.values["first"], one.what.values["second"]} == {"search", "shopping"}
    assert one.what.values["percent"] == pytest.approx(97, abs=2)
    test, together = one.do
    assert test.code.startswith("mix_do_test_")
    assert {test.values["channel"], test.values["other"]} == {"search", "shopping"}
    assert isinstance(test.values["power"], int) and test.values["power"] >= 80
    assert together.code == "mix_do_read_together"


def test_spend_that_stands_still_teaches_nothing_and_is_named() -> None:
    found = deeply(faults.standing_still())
    one = named(found, "mix_health_flat")
    assert one.what.values == {"channel": "social", "percent": 1}
    assert [step.code for step in one.do][1] == "mix_do_vary"


def test_a_strong_control_that_is_missing_is_felt_in_what_is_left() -> None:
    """In each of ten companies."""
    for seed in range(1, 11):
        one = named(health(preview(faults.missing_control(seed))), "mix_health_autocorrelated")
        worth, steps = one.does.values["worth"], one.does.values["steps"]
        assert isinstance(worth, int) and isinstance(steps, int)
        assert worth < 0.7 * steps, "weeks that go together count for fewer"
        assert one.do[0].code == "mix_do_add_control"


def test_the_week_of_an_outage_is_named_and_whom_it_pulls() -> None:
    data = faults.outage(week=100)
    one = named(deeply(data), "mix_health_outlier")
    assert one.what.values["start"] == data.starts[100].isoformat()
    assert one.what.values["above"] is False
    missing = int(str(one.what.values["amount"]))
    assert missing == pytest.approx(float(faults.sound().target[100]) * 0.4, rel=0.4)
    assert one.does.values["channel"] in data.channels


def test_the_pull_of_a_week_is_what_marking_it_changes() -> None:
    """The outage lowers or raises a return; with the week marked as a day of its own it is what it would have been."""
    faulty = faults.outage(week=100)
    plain, broken, mended = (
        np.median(np.log(preview(data).draws.roi), axis=0) for data in (faults.sound(), faulty, marked(faulty, 100))
    )
    assert np.abs(mended - plain).max() < np.abs(broken - plain).max()


def test_a_stretch_of_unknown_sales_is_named_by_its_weeks() -> None:
    """In all but one of eight companies at least: channels that rose in the same weeks may take the credit."""
    runs = [examine(preview(faults.unknown_stretch(seed, first=60, last=75))).residuals.run for seed in range(1, 9)]
    seen = [run for run in runs if run is not None]
    assert len(seen) >= 7
    assert all(run.amount > 0 and run.first < 75 and run.first + run.steps > 60 for run in seen)


def test_a_stretch_is_told_with_whom_it_moved_with() -> None:
    mix = preview(faults.sound())
    target = mix.data.target.copy()
    target[60:75] += 30_000  # after the fit, so that nobody took the credit
    one = named(health(replace(mix, data=replace(mix.data, target=target))), "mix_health_run")
    assert one.what.values["above"] is True
    assert mix.data.starts[60 - 4].isoformat() <= str(one.what.values["start"]) <= mix.data.starts[66].isoformat()
    assert one.does.values["channel"] in ("", *mix.data.channels)


def test_a_sale_of_every_year_that_nobody_told_of_is_named() -> None:
    one = named(deeply(faults.unknown_sale()), "mix_health_yearly")
    days = {faults.sound().starts[week].isoformat() for week in (72, 124)}
    assert one.do[0].values["start"] in days


def test_weeks_that_turned_out_otherwise_are_named() -> None:
    one = named(deeply(faults.turned()), "mix_health_holdout_total")
    assert one.what.values["above"] is False
    assert isinstance(one.what.values["percent"], int) and one.what.values["percent"] > 10


def test_sales_below_zero_without_advertising_stop_everything() -> None:
    first = health(faults.below_zero())[0]
    assert first.what.code == "mix_health_base_negative"
    assert first.severity is Severity.STOP
    assert first.does.code == "mix_does_base_negative"


def test_a_profit_that_may_be_negative_is_not_blamed_for_a_negative_base() -> None:
    mix = faults.below_zero()
    target = mix.data.target.copy()
    target[3] = -100.0
    assert "mix_health_base_negative" not in codes(health(replace(mix, data=replace(mix.data, target=target))))


def test_half_a_year_is_said_to_be_short_and_crowded() -> None:
    found = deeply(faults.sound(weeks=26))
    assert named(found, "mix_health_short").what.values["weeks"] == 26
    assert named(found, "mix_health_crowded").what.values["each"] == 6


def test_a_channel_known_by_belief_alone_is_named() -> None:
    """A little channel, two hundredths of the usual spend: its effect is far below the noise."""
    data = faults.sound()
    spend = data.spend.copy()
    spend[:, 3] *= 0.02
    one = named(
        tuple(f for f in deeply(replace(data, spend=spend)) if f.what.values.get("channel") == "display"),
        "mix_health_prior_led",
    )
    assert isinstance(one.what.values["percent"], int) and one.what.values["percent"] < 10
    assert one.do[0].code == "mix_do_no_test", "no test shows an effect below the noise"


def test_forty_channels_in_a_year_are_mostly_belief_and_no_money_moves_on_them() -> None:
    """Each of forty goes with the thirty-nine others by chance alone: that is no finding. That nothing is known is."""
    data, _truth = synthetic.world(3, weeks=52, channels=40)
    spend = np.random.default_rng(4).gamma(3, 400, data.spend.shape)
    found = health(preview(replace(data, spend=spend)))
    assert found[0].severity is Severity.STOP
    assert found[0].what.code == "mix_health_mostly_belief"
    assert int(str(found[0].what.values["led"])) > 20
    assert not {"mix_health_prior_led", "mix_health_entangled", "mix_health_seasonal"} & set(codes(found))


def test_a_model_that_forecasts_worse_than_repeating_the_weeks_before_is_said_to() -> None:
    mix = preview(faults.sound())
    target = np.full(4, 100.0)
    kept = Holdout(mix.data.starts[-4:], target, np.zeros((4, 5)), 4, 4, 0.5, 0.5, 0.0, error=0.09, naive=0.04)
    (one,) = of_holdout(mix, kept)
    assert (one.severity, one.what.code) == (Severity.WARN, "mix_health_holdout_beaten")
    assert (one.what.values["error"], one.what.values["naive"]) == (9, 4)
    assert not list(of_holdout(mix, replace(kept, error=0.04)))


def test_a_small_return_keeps_the_figures_that_matter() -> None:
    assert [back(value) for value in (1.844, 0.1, 0.0312, 3e-10)] == ["1.84", "0.10", "3.1e-02", "3.0e-10"]


def test_a_belief_that_the_data_fight_is_named() -> None:
    data = faults.sound()
    mix = preview(data)
    sure = replace(mix.priors, roi={**mix.priors.roi, "search": RoiPrior(0.1, 0.8)})
    one = named(health(preview(data, sure)), "mix_health_prior_fought")
    assert one.what.values["channel"] == "search"
    assert float(str(one.what.values["now"])) > 0.6 > float(str(one.what.values["prior"]))


def stuck(mix: Mix) -> Mix:
    """One chain of every form explores elsewhere, three standard deviations away."""

    def aside(one: FormFit) -> FormFit:
        draws = one.draws.copy()
        draws[0, :, 2] += 3 * draws[..., 2].std()
        return replace(one, draws=draws)

    return replace(mix, fits=tuple(aside(one) for one in mix.fits))


def test_chains_that_disagree_stop_everything() -> None:
    first = health(stuck(synthetic.fitted()))[0]
    assert (first.severity, first.what.code) == (Severity.STOP, "mix_health_unmixed")
    assert float(str(first.what.values["rhat"])) > 1.05
    assert first.what.values["parameter"] == "carry_2"


def test_draws_that_went_astray_and_rough_evidence_are_counted() -> None:
    mix = synthetic.fitted()
    fits = tuple(replace(one, divergences=20, evidence_error=0.5) for one in mix.fits)
    found = health(replace(mix, fits=fits))
    astray = [one for one in found if one.what.code == "mix_health_divergent"]
    assert astray and all(one.what.values == {"count": 20, "percent": "2.0"} for one in astray)
    assert named(found, "mix_health_evidence_rough").what.values["error"] == "0.5"


def test_shapes_left_undecided_matter_only_where_they_disagree() -> None:
    mix = synthetic.fitted()
    assert "mix_health_forms_undecided" not in codes(health(mix)), "all forms say the same of every channel"
    roi = mix.draws.roi.copy()
    roi[mix.draws.form == mix.fits[0].form, 4] *= 3
    apart = replace(mix, draws=replace(mix.draws, roi=roi))
    one = named(health(apart), "mix_health_forms_undecided")
    assert one.what.values["channel"] == "video"
    assert one.what.values["other"] == mix.fits[0].form.name.lower(), "the form with the higher return"


def with_test(lift: float) -> Mix:
    """A made-up model beside a switch-off of search for four weeks, measured to 15 %."""
    mix = synthetic.fitted()
    start = mix.data.starts[60]
    test = LiftTest("search", start, start + timedelta(weeks=4), lift, 0.15 * lift, name="spring")
    return replace(mix, tests=(test,))


def test_a_lift_test_that_the_model_cannot_agree_with_is_named() -> None:
    (agreed,) = examine(with_test(100_000)).tests
    assert "mix_health_test_disagrees" not in codes(health(with_test(agreed.modelled)))
    one = named(health(with_test(agreed.modelled / 4)), "mix_health_test_disagrees")
    assert one.what.values["channel"] == "search"
    assert int(str(one.what.values["modelled"])) == pytest.approx(agreed.modelled, rel=0.01)


def test_the_worst_comes_first_and_json_keeps_everything() -> None:
    found = deeply(faults.turned()) + health(faults.below_zero())[:1]
    kept = from_plain(json.loads(json.dumps(as_plain(found))))
    assert kept == found
    order = [list(Severity).index(one.severity) for one in deeply(faults.turned())]
    assert order == sorted(order, reverse=True)
