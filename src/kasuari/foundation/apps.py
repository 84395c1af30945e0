from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "kasuari.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kasuari.foundation.jobs import housekeeping  # noqa: F401 - registers what comes round
