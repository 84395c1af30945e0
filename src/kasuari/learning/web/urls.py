"""Addresses of learning."""

from django.urls import path

from kasuari.learning.web import views

app_name = "learning"
urlpatterns = [
    path("belajar/", views.lessons, name="lessons"),
    path("belajar/latihan/", views.practice, name="practice"),
    path("belajar/<slug:kode>/", views.lesson, name="lesson"),
    path("tanya/", views.questions, name="questions"),
    path("tanya/<int:pertanyaan_id>/jawab/", views.answer, name="answer"),
]
