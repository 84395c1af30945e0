from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    name = "kasuari.development"
    label = "development"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kasuari.accounts.enums import AccountKind
        from kasuari.accounts.web.narrow import let_reach
        from kasuari.development.enums.mitra import PARTNER_HOME, PARTNER_ROUTES
        from kasuari.development.operations.kredit import follow_evaluation
        from kasuari.foundation.events import after_commit

        after_commit(follow_evaluation)
        let_reach(AccountKind.MITRA, home=PARTNER_HOME, routes=PARTNER_ROUTES)
