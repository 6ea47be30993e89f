"""What the chapter tells the rest of the house at the start."""

from datetime import timedelta

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "otdel.jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.jobs.wording import REASONS
        from otdel.web.reasons import register

        register(REASONS)
        from otdel.jobs import checks, clock

        del checks  # registers itself
        clock.repeat("otdel.jobs.tasks.tidy", timedelta(days=1))
