"""What the chapter tells the rest of the house at the start."""

from datetime import timedelta

from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    name = "otdel.scorecard"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.accounts.wording import VERBS
        from otdel.jobs import clock
        from otdel.organisation import panels as places
        from otdel.scorecard import panels, receivers, trail_words, wording
        from otdel.web import reasons

        del receivers  # they register themselves
        clock.repeat("otdel.scorecard.tasks.keep_up", timedelta(minutes=30))
        reasons.register(wording.words_by_code())
        VERBS.update(trail_words.VERBS)
        places.show_on_person_page(panels.numbers)
        places.show_in_dossier(panels.dossier_numbers)
        places.show_on_role_page(panels.role_kpis)
        places.tell_standings(panels.standings)
