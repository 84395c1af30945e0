from django.apps import AppConfig


class RolloutConfig(AppConfig):
    name = "kasuari.rollout"
    label = "rollout"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kasuari.foundation import functions
        from kasuari.rollout import standing

        functions.told_by(
            column=standing.column,
            read=standing.read,
            uncounted=standing.uncounted,
            practises=standing.practises,
        )
