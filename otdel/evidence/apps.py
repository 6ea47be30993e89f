from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "otdel.evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.evidence import wording
        from otdel.evidence.panels import match_rates
        from otdel.evidence.work_facts import spend_and_leads
        from otdel.measurement.panels import show_on_data_page
        from otdel.organisation.work_facts import tell_work_facts
        from otdel.web import reasons

        reasons.register(wording.words_by_code())
        show_on_data_page(match_rates)
        tell_work_facts(spend_and_leads)
