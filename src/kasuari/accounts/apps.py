from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kasuari.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kasuari.accounts.operations import deliver_notices
        from kasuari.foundation import events

        events.after_commit(deliver_notices)
