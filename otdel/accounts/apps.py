"""What the chapter tells the rest of the house at the start."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "otdel.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from otdel.accounts.wording import REASONS
        from otdel.web.reasons import register

        register(REASONS)
