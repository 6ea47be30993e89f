"""What the chapter tells the rest of the house at the start."""

from datetime import timedelta

from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    name = "otdel.scorecard"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.jobs import clock
        from otdel.scorecard import receivers

        del receivers  # they register themselves
        clock.repeat("otdel.scorecard.tasks.keep_up", timedelta(minutes=30))
