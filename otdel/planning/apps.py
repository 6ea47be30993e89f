"""What the chapter tells the rest of the house at the start."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "otdel.planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.accounts.wording import VERBS
        from otdel.organisation import panels as places
        from otdel.organisation.queries.away import show_in_absence_test
        from otdel.planning import panels, wording
        from otdel.web import reasons

        reasons.register(wording.REASONS)
        VERBS.update(wording.VERBS)
        places.show_on_person_page(panels.tasks)
        places.show_on_person_page(panels.promises)
        places.show_in_dossier(panels.dossier_tasks)
        places.show_in_dossier(panels.dossier_promises)
        show_in_absence_test(panels.while_away)
