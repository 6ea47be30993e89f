"""What the chapter tells the rest of the house at the start."""

from datetime import timedelta

from django.apps import AppConfig


class ForecastingConfig(AppConfig):
    name = "otdel.forecasting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.accounts.wording import VERBS
        from otdel.forecasting import trail_words, wording
        from otdel.forecasting.queries.expected import expected_ends
        from otdel.jobs import clock
        from otdel.scorecard.queries.expected import expect_from
        from otdel.web import reasons

        clock.repeat("otdel.forecasting.tasks.keep_up", timedelta(hours=6))
        expect_from(expected_ends)
        reasons.register(wording.words_by_code())
        VERBS.update(trail_words.VERBS)
