from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "kasuari.feedback"
    label = "feedback"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kasuari.feedback.tasks import putaran  # noqa: F401 - registers what comes round
        from kasuari.feedback.web.beside import show

        show()
