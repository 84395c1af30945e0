from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    name = "kasuari.development"
    label = "development"
    default_auto_field = "django.db.models.BigAutoField"
