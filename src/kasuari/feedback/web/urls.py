"""Addresses of feedback."""

from django.urls import URLPattern, URLResolver

from kasuari.feedback.web.urls_putaran import urlpatterns as putaran
from kasuari.feedback.web.urls_umpan_balik import urlpatterns as umpan_balik

app_name = "feedback"
urlpatterns: list[URLPattern | URLResolver] = [*umpan_balik, *putaran]
