from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "kasuari.evaluation"
    label = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kasuari.evaluation.queries.keberatan import disputing
        from kasuari.feedback.conflicts import tell_conflicts

        tell_conflicts(disputing)
