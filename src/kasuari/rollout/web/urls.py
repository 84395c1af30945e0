"""Addresses of the rollout."""

from django.urls import path

from kasuari.rollout.web import announcements, gate, shortcomings, trials, waves

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
    path("gelombang/<int:gelombang_id>/gerbang/", gate.gate, name="gate"),
    path("gelombang/<int:gelombang_id>/gerbang/syarat/", gate.threshold, name="threshold"),
    path("gelombang/<int:gelombang_id>/gerbang/usulkan/", gate.propose, name="propose"),
    path("gelombang/<int:gelombang_id>/gerbang/tanda-tangan/", gate.sign, name="sign"),
    path("gelombang/<int:gelombang_id>/mulai/", gate.start, name="start"),
    path("gelombang/<int:gelombang_id>/uji-sejajar/", gate.parallel, name="parallel"),
    path("gelombang/<int:gelombang_id>/uji-sejajar/bandingkan/", gate.compare, name="compare"),
    path("gelombang/<int:gelombang_id>/bahan/<str:jenis>.pdf", waves.materials, name="materials"),
    path(
        "gelombang/unit/<int:anggota_id>/bahan/<str:jenis>.pdf", waves.unit_materials, name="unit_materials"
    ),
    path("uji-sejajar/<int:baris_id>/putuskan/", gate.decide, name="decide"),
    path("undian/", trials.draws, name="draws"),
    path("undian/undi/", trials.draw_units, name="draw_units"),
    path("undian/<int:undian_id>/", trials.draw, name="draw"),
    path("uji-coba/", trials.trials, name="trials"),
    path("uji-coba/tetapkan/", trials.lock, name="lock"),
    path("uji-coba/<int:uji_id>/", trials.trial, name="trial"),
    path("uji-coba/<int:uji_id>/amatan/", trials.observe, name="observe"),
    path("uji-coba/<int:uji_id>/hitung/", trials.estimate, name="estimate"),
    path("uji-coba/<int:uji_id>/laporan/<str:untuk>.pdf", trials.report, name="report"),
    path("kekurangan/", shortcomings.shortcomings, name="shortcomings"),
    path("kekurangan/laporkan/", shortcomings.report, name="report_shortcoming"),
    path("kekurangan/<int:kekurangan_id>/", shortcomings.shortcoming, name="shortcoming"),
    path("kekurangan/<int:kekurangan_id>/langkah/", shortcomings.act, name="shortcoming_act"),
    path("unit-perlu-bantuan/", shortcomings.signs, name="signs"),
    path("unit-perlu-bantuan/<int:unit_id>/", shortcomings.offer, name="offer"),
    path("pengumuman/", announcements.announcements, name="announcements"),
    path("pengumuman/tulis/", announcements.announce, name="announce"),
    path("pengumuman/<int:pengumuman_id>/", announcements.announcement, name="announcement"),
    path("pengumuman/<int:pengumuman_id>/baca/", announcements.read, name="mark_read"),
    path("pengumuman/<int:pengumuman_id>/tarik/", announcements.withdraw, name="withdraw_announcement"),
    path("untuk-saya/", shortcomings.for_me, name="for_me"),
    path("memulai/", shortcomings.setup, name="setup"),
]
