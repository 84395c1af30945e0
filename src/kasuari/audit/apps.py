from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kasuari.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kasuari.audit.operations import append_entries, append_entry
        from kasuari.audit.queries import timeline as told
        from kasuari.foundation import events, timeline

        events.on_record(append_entry, many=append_entries)
        timeline.told_by(told)
