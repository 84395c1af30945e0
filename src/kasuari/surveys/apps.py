from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "kasuari.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kasuari.surveys.tasks import denyut, skm  # noqa: F401 - registers what comes round
