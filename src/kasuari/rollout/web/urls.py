"""Addresses of the rollout."""

from django.urls import path

from kasuari.rollout.web import waves

app_name = "rollout"
urlpatterns = [
    path("gelombang/", waves.waves, name="waves"),
    path("gelombang/buat/", waves.make, name="make"),
    path("gelombang/<int:gelombang_id>/", waves.wave, name="wave"),
    path("gelombang/<int:gelombang_id>/ubah/", waves.change, name="change"),
    path("gelombang/<int:gelombang_id>/unit/", waves.add_unit, name="add_unit"),
    path("gelombang/unit/<int:anggota_id>/keluarkan/", waves.remove_unit, name="remove_unit"),
    path("gelombang/unit/<int:anggota_id>/sinyal/", waves.note_signal, name="signal"),
    path("gelombang/<int:gelombang_id>/sakelar/", waves.switch, name="switch"),
    path("gelombang/<int:gelombang_id>/pengenalan/", waves.practice, name="practice"),
    path("gelombang/<int:gelombang_id>/selesai/", waves.end, name="end"),
]
