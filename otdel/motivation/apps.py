"""What the chapter tells the rest of the house at the start."""

from django.apps import AppConfig


class MotivationConfig(AppConfig):
    name = "otdel.motivation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.accounts.wording import VERBS
        from otdel.motivation import panels, trail_words, wording
        from otdel.motivation.queries.rights import leads_or_pays
        from otdel.organisation import panels as places
        from otdel.web import navigation, reasons

        reasons.register(wording.words_by_code())
        VERBS.update(trail_words.VERBS)
        places.show_on_person_page(panels.person_pay)
        places.show_on_role_page(panels.role_pay)
        places.tell_standings(panels.standings)
        navigation.open_when("motivation:periods", leads_or_pays)
        navigation.open_when("motivation:disputes", leads_or_pays)
