"""What may be wrong with a mix model, in plain words, by the code of the finding."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from otdel.evidence.wording.mix_values import Words, above, by_step, named

CHAINS: dict[str, Words] = {
    "mix_health_unmixed": _(
        "The runs of the model do not agree yet: %(parameter)s has R-hat %(rhat)s, and agreement is below 1.01."
    ),
    "mix_health_few_draws": _("Too few independent draws: %(parameter)s has %(ess)s, and 400 are needed."),
    "mix_health_divergent": ngettext_lazy(
        "%(count)s draw (%(percent)s) went astray where the model bends too sharply.",
        "%(count)s draws (%(percent)s) went astray where the model bends too sharply.",
        "count",
    ),
    "mix_health_preview": _("This is a quick preview, not the full answer."),
    "mix_health_forms_undecided": _(
        "The data do not tell which shape of curve is right, and it matters: back per 1 of %(channel)s is %(low)s with "
        "one (%(form)s) and %(high)s with another (%(other)s)."
    ),
    "mix_health_evidence_rough": _(
        "How likely each shape of curve is, is known only roughly: give or take %(error)s in log evidence."
    ),
}

HISTORY: dict[str, Words] = {
    "mix_health_short": ngettext_lazy(
        "Only %(weeks)s week of history: the seasons of a year have not been seen twice yet.",
        "Only %(weeks)s weeks of history: the seasons of a year have not been seen twice yet.",
        "weeks",
    ),
    "mix_health_crowded": ngettext_lazy(
        "%(weeks)s week for all the channels there are (%(channels)s): %(each)s for each, and 12 are needed.",
        "%(weeks)s weeks for all the channels there are (%(channels)s): %(each)s for each, and 12 are needed.",
        "weeks",
    ),
    "mix_health_flat": _("Spend of %(channel)s hardly changes: %(percent)s up or down from its average."),
    "mix_health_prior_led": _(
        "What we say of %(channel)s is mostly what was believed before: the data narrowed the range by only "
        "%(percent)s."
    ),
    "mix_health_mostly_belief": ngettext_lazy(
        "What we say of %(led)s channel, of %(channels)s, is mostly what was believed before: %(others)s.",
        "What we say of %(led)s channels, of %(channels)s, is mostly what was believed before. The largest of them: "
        "%(others)s.",
        "led",
    ),
    "mix_health_prior_fought": _(
        "The data pull %(channel)s far from what was believed: %(prior)s before, %(now)s after. That is %(sds)s "
        "standard deviations of the belief."
    ),
    "mix_health_pair": _("%(first)s and %(second)s moved together: correlation %(percent)s."),
    "mix_health_entangled": _("%(percent)s of the ups and downs of %(channel)s are those of %(others)s."),
    "mix_health_seasonal": _(
        "%(percent)s of the ups and downs of %(channel)s are those of the season, the trend and named days."
    ),
}

RESIDUALS: dict[str, Words] = {
    "mix_health_autocorrelated": by_step(
        _("What the model cannot explain carries over from week to week (%(percent)s): something lasting is missing."),
        _("What the model cannot explain carries over from day to day (%(percent)s): something lasting is missing."),
    ),
    "mix_health_run": above(
        _("From %(start)s to %(until)s sales were mostly above what the model explains: by %(amount)s in all."),
        _("From %(start)s to %(until)s sales were mostly below what the model explains: by %(amount)s in all."),
    ),
    "mix_health_yearly": _(
        "The same weeks of each year are off in the same way (%(percent)s): an event of every year is missing."
    ),
    "mix_health_outlier": above(
        _("The week of %(start)s is %(amount)s above what the model explains: %(sds)s times the usual noise."),
        _("The week of %(start)s is %(amount)s below what the model explains: %(sds)s times the usual noise."),
    ),
    "mix_health_base_negative": by_step(
        ngettext_lazy(
            "In %(steps)s week of %(of)s, sales without any advertising come out below zero.",
            "In %(steps)s weeks of %(of)s, sales without any advertising come out below zero.",
            "steps",
        ),
        ngettext_lazy(
            "On %(steps)s day of %(of)s, sales without any advertising come out below zero.",
            "On %(steps)s days of %(of)s, sales without any advertising come out below zero.",
            "steps",
        ),
    ),
    "mix_health_all_media": _("The model gives %(percent)s of all sales to advertising."),
}

HOLDOUT: dict[str, Words] = {
    "mix_health_holdout_missed": by_step(
        ngettext_lazy(
            "Of the last %(held)s week kept out, %(inside)s fell inside the 8-in-10 range; about %(expected)s should.",
            "Of the last %(held)s weeks kept out, %(inside)s fell inside their 8-in-10 range; about %(expected)s "
            "should.",
            "held",
        ),
        ngettext_lazy(
            "Of the last %(held)s day kept out, %(inside)s fell inside the 8-in-10 range; about %(expected)s should.",
            "Of the last %(held)s days kept out, %(inside)s fell inside their 8-in-10 range; about %(expected)s "
            "should.",
            "held",
        ),
    ),
    "mix_health_holdout_total": above(
        _(
            "Over the last weeks kept out (%(held)s), sales came %(percent)s above the forecast: outside what the "
            "range allows."
        ),
        _(
            "Over the last weeks kept out (%(held)s), sales came %(percent)s below the forecast: outside what the "
            "range allows."
        ),
    ),
    "mix_health_holdout_naive": _(
        "A forecast that only repeats the recent weeks (error %(naive)s) is as good as the model’s (error %(error)s)."
    ),
    "mix_health_holdout_beaten": _(
        "At the end of the data, kept out of a fit, repeating the weeks before it forecast better (error "
        "%(naive)s%%) than the model (error %(error)s%%)."
    ),
    "mix_health_test_disagrees": _(
        "The test of %(channel)s that began on %(start)s measured %(measured)s; the model says %(modelled)s. That is "
        "%(sds)s standard deviations apart."
    ),
    "mix_health_jump": _(
        "%(channel)s moved from %(before)s to %(after)s without a cause we can name: %(sds)s standard deviations."
    ),
}

EFFECTS: dict[str, Words] = {
    "mix_does_unmixed": _("Ranges may be too narrow or in the wrong place. Do not move money on them."),
    "mix_does_few_draws": _("The ends of ranges may change from one run to the next."),
    "mix_does_divergent": _("Some possible answers may be missing, so ranges may be too narrow."),
    "mix_does_preview": _("Ranges are approximate, usually a little narrow."),
    "mix_does_forms_undecided": _("The range includes both shapes, so it is wider."),
    "mix_does_evidence_rough": _("The range may lean too much to one shape of curve."),
    "mix_does_short": _(
        "Season and advertising can be mistaken for each other: ranges are wide, and new weeks will move them."
    ),
    "mix_does_crowded": _("Ranges are wide and lean on what was believed before."),
    "mix_does_flat": _(
        "Its effect cannot be told from ordinary sales: back per 1 of %(channel)s is what was believed before."
    ),
    "mix_does_prior_led": _(
        "Without any data the range of %(channel)s would be about as wide. Another belief would give another answer."
    ),
    "mix_does_mostly_belief": _(
        "Their ranges would be about as wide without any data, and which of them is better is chance. Do not move "
        "money from one to another by these numbers."
    ),
    "mix_does_prior_fought": _("Either the belief is wrong, or something that is missing is counted as %(channel)s."),
    "mix_does_pair": _("Their sum is known better than either: what one gains in the model, the other loses."),
    "mix_does_entangled": _("The range of %(channel)s is about %(percent)s wider than if it had moved on its own."),
    "mix_does_autocorrelated": _(
        "All the weeks there are (%(steps)s) count for only about %(worth)s independent ones: true ranges are wider "
        "than shown, by %(percent)s."
    ),
    "mix_does_run": named(
        "channel",
        _("The model credits or blames somebody for it: mostly %(channel)s, which moved with those weeks."),
        _("No channel moved with those weeks, so none is credited or blamed for it."),
    ),
    "mix_does_yearly": _("Channels that are raised at that time of year get its credit or its blame."),
    "mix_does_outlier": named(
        "channel",
        _("Without this week, back per 1 of %(channel)s would move by %(shift)s standard deviations of its range."),
        _("No channel’s number moves by more than a tenth of its range for it."),
    ),
    "mix_does_outlier_unmeasured": _("It pulls the numbers of channels that were raised or cut at that time."),
    "mix_does_base_negative": _("Advertising is credited with more than there was: returns are too high."),
    "mix_does_all_media": _("Returns are too high for some channels: people buy without advertising too."),
    "mix_does_holdout_missed": _("Forecasts and ranges are surer than they should be."),
    "mix_does_holdout_total": _(
        "Something changed lately that the model does not know; scenarios will be off by about as much."
    ),
    "mix_does_holdout_naive": _("Most of what the model knows of the last weeks is level and season, not advertising."),
    "mix_does_holdout_beaten": _(
        "What the model adds to the recent level did not help there: it may have taken chance for an effect."
    ),
    "mix_does_test_disagrees": _(
        "The model and the test cannot both be right; the range of %(channel)s is a compromise between them."
    ),
    "mix_does_jump": _("The answer for this channel is not stable: several answers fit the data about equally well."),
}

FAULTS: dict[str, Words] = {**CHAINS, **HISTORY, **RESIDUALS, **HOLDOUT}
