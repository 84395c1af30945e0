from django.urls import URLPattern, path

from kasuari.audit.web import views

app_name = "audit"
urlpatterns: list[URLPattern] = [path("", views.ledger, name="ledger")]
