"""Addresses of the 360 rounds."""

from django.urls import path

from kasuari.feedback.web import jawaban, kartu, moderasi, nominasi, profil, putaran

urlpatterns = [
    path("360/", jawaban.tasks, name="tugas_360"),
    path("360/isi/", jawaban.answer, name="isi_360"),
    path("360/isi/draf/", jawaban.draft, name="draf_360"),
    path("360/tugas/<int:tugas_id>/tolak/", jawaban.decline, name="tolak_360"),
    path("360/nominasi/", nominasi.lists, name="nominasi"),
    path("360/nominasi/<int:peserta_id>/usul/", nominasi.propose, name="usul_pengisi"),
    path("360/nominasi/<int:peserta_id>/setujui/", nominasi.approve, name="setujui_nominasi"),
    path("360/nominasi/coret/<int:tugas_id>/", nominasi.strike, name="coret_pengisi"),
    path("360/profil/", profil.profiles, name="profil_360"),
    path("360/profil/<int:peserta_id>/", profil.profile, name="profil_satu"),
    path("360/profil/<int:peserta_id>/panduan/", profil.guide, name="panduan_360"),
    path("360/moderasi/<int:putaran_id>/", moderasi.comments, name="moderasi"),
    path("360/moderasi/komentar/<uuid:komentar>/", moderasi.decide, name="putuskan_komentar"),
    path("putaran/", putaran.rounds, name="putaran"),
    path("putaran/aturan/", putaran.rules, name="aturan_360"),
    path("putaran/aturan/instrumen/", putaran.compose, name="instrumen_360"),
    path("putaran/aturan/bobot/", putaran.weigh, name="bobot_360"),
    path("putaran/<int:putaran_id>/", putaran.one, name="putaran_satu"),
    path("putaran/<int:putaran_id>/unit/", putaran.units, name="putaran_unit"),
    path("putaran/<int:putaran_id>/kartu/", kartu.slips, name="kartu"),
    path("putaran/kartu/<int:peserta_id>/cabut/", kartu.revoke, name="cabut_kartu"),
    path("s/<str:token>/", kartu.answer, name="isi_kartu"),
    path("putaran/<int:putaran_id>/undi/", putaran.draw, name="undi"),
    path("putaran/<int:putaran_id>/buka/", putaran.open_round, name="buka"),
    path("putaran/<int:putaran_id>/ingatkan/", putaran.remind, name="ingatkan"),
    path("putaran/<int:putaran_id>/pengingat/", putaran.choose_reminders, name="pengingat_360"),
    path("putaran/<int:putaran_id>/tutup/", putaran.close, name="tutup"),
    path("putaran/<int:putaran_id>/rilis/", putaran.release, name="rilis"),
]
