"""Addresses of feedback."""

from django.urls import URLPattern, URLResolver

from kasuari.feedback.web.urls_putaran import urlpatterns as putaran

app_name = "feedback"
urlpatterns: list[URLPattern | URLResolver] = [*putaran]
