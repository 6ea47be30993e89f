"""What the chapter tells the rest of the house at the start."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "otdel.organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.accounts.signals import invitation_accepted
        from otdel.accounts.wording import VERBS
        from otdel.organisation import panels, wording
        from otdel.organisation.pages import cover_panels
        from otdel.organisation.queries import standings
        from otdel.organisation.services.linking import link_invited
        from otdel.web import reasons

        invitation_accepted.connect(link_invited, dispatch_uid="organisation.linking")
        reasons.register(wording.REASONS)
        VERBS.update(wording.VERBS)
        panels.tell_standings(standings.duties)
        panels.tell_standings(cover_panels.process_standings)
        panels.show_on_person_page(cover_panels.processes)
        panels.show_on_person_page(cover_panels.accesses)
