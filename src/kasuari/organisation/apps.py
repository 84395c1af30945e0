from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "kasuari.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"
