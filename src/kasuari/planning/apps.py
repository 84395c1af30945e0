from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "kasuari.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kasuari.foundation.events import after_commit
        from kasuari.planning.following import (
            follow_organisation,
            follow_planning,
            follow_plans,
            follow_setting,
        )

        after_commit(follow_organisation)
        after_commit(follow_plans)
        after_commit(follow_planning)
        after_commit(follow_setting)
