from datetime import timedelta

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "otdel.evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.accounts.wording import VERBS
        from otdel.evidence import trail_words, wording
        from otdel.evidence.panels import match_rates
        from otdel.evidence.wording import mix_budget, mix_file, mix_record, mix_saying, paths
        from otdel.evidence.work_facts import spend_and_leads
        from otdel.jobs import clock
        from otdel.measurement.panels import show_on_data_page
        from otdel.organisation.work_facts import tell_work_facts
        from otdel.web import reasons

        reasons.register(wording.words_by_code())
        reasons.register({**mix_file.words_by_code(), **mix_record.words_by_code()})
        reasons.register(mix_saying.words_by_code() | mix_budget.words_by_code())
        reasons.register(paths.words_by_code())
        VERBS.update(trail_words.VERBS)
        clock.repeat("otdel.evidence.tasks.keep_fitted", timedelta(days=1))
        show_on_data_page(match_rates)
        tell_work_facts(spend_and_leads)
