"""What the chapter tells the rest of the house at the start."""

from django.apps import AppConfig


class MotivationConfig(AppConfig):
    name = "otdel.motivation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.accounts.wording import VERBS
        from otdel.motivation import trail_words, wording
        from otdel.web import reasons

        reasons.register(wording.words_by_code())
        VERBS.update(trail_words.VERBS)
