from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "otdel.jobs"
    default_auto_field = "django.db.models.BigAutoField"
