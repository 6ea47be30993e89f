"""What the chapter tells the rest of the house at the start."""

from datetime import timedelta

from django.apps import AppConfig


class ForecastingConfig(AppConfig):
    name = "otdel.forecasting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.accounts.wording import VERBS
        from otdel.forecasting import trail_words, wording
        from otdel.jobs import clock
        from otdel.web import reasons

        clock.repeat("otdel.forecasting.tasks.keep_up", timedelta(hours=6))
        reasons.register(wording.words_by_code())
        VERBS.update(trail_words.VERBS)
