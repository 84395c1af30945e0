from django.urls import path

from kasuari.documents.web import views

app_name = "documents"
urlpatterns = [
    path("v/<str:code>", views.verification, name="verification"),
]
