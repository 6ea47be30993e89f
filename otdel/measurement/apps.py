from functools import partial

from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "otdel.measurement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.accounts.wording import VERBS
        from otdel.measurement import trail_words, wording
        from otdel.web import reasons

        reasons.register({code: partial(wording.filled, text) for code, text in wording.SENTENCES.items()})
        VERBS.update(trail_words.VERBS)
