"""Every address of the product."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from kasuari.site.api import api
from kasuari.site.web import offline, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("sehat/", views.health, name="health"),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("luring/", offline.offline, name="offline"),
    path("bahasa/", login_not_required(set_language), name="set_language"),
    path("masuk/", include("kasuari.accounts.web.urls")),
    path("", include("kasuari.organisation.web.urls")),
    path("", include("kasuari.planning.web.urls")),
    path("", include("kasuari.progress.web.urls")),
    path("", include("kasuari.feedback.web.urls")),
    path("", include("kasuari.surveys.web.urls")),
    path("", include("kasuari.evaluation.web.urls")),
    path("", include("kasuari.development.web.urls")),
    path("", include("kasuari.learning.web.urls")),
    path("", include("kasuari.rollout.web.urls")),
    path("", include("kasuari.documents.web.urls")),
    path("audit/", include("kasuari.audit.web.urls")),
    path("api/v1/", api.urls),
]
if not settings.KASUARI.is_production:
    urlpatterns.append(path("ui/", include("kasuari.site.gallery.urls")))

handler403 = "kasuari.site.web.errors.forbidden"
handler404 = "kasuari.site.web.errors.not_found"
handler500 = "kasuari.site.web.errors.server_error"
