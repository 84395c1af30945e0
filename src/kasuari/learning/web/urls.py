"""Addresses of learning."""

from django.urls import path

from kasuari.learning.web import champions, views

app_name = "learning"
urlpatterns = [
    path("belajar/", views.lessons, name="lessons"),
    path("belajar/latihan/", views.practice, name="practice"),
    path("belajar/saku/", views.packet, name="packet"),
    path("belajar/<slug:kode>/", views.lesson, name="lesson"),
    path("pendamping/", champions.champions, name="champions"),
    path("pendamping/tunjuk/", champions.name_champion, name="name_champion"),
    path("pendamping/<int:pendamping_id>/putuskan/", champions.decide, name="decide_champion"),
    path("pendamping/<int:pendamping_id>/akhiri/", champions.end, name="end_champion"),
    path("tanya/", views.questions, name="questions"),
    path("tanya/<int:pertanyaan_id>/jawab/", views.answer, name="answer"),
]
