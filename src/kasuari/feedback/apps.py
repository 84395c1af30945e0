from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "kasuari.feedback"
    label = "feedback"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kasuari.feedback.web.beside import show

        show()
