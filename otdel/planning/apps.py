from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "otdel.planning"
    default_auto_field = "django.db.models.BigAutoField"
