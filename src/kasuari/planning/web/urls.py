"""Addresses of planning."""

from __future__ import annotations

from django.urls import path

from kasuari.planning.web import links, periods, pk, plan, steps, writing

app_name = "planning"
urlpatterns = [
    path("periode/", periods.periods, name="periods"),
    path("periode/<int:periode_id>/", periods.period, name="period"),
    path("periode/<int:periode_id>/tutup/", periods.close, name="period_close"),
    path("perjanjian-kinerja/", pk.pks, name="pks"),
    path("perjanjian-kinerja/tambah/", pk.add, name="pk_add"),
    path("perjanjian-kinerja/<int:pk_id>/", pk.pk, name="pk"),
    path("perjanjian-kinerja/<int:pk_id>/tetapkan/", pk.finalise, name="pk_finalise"),
    path("perjanjian-kinerja/<int:pk_id>/buka/", pk.reopen, name="pk_reopen"),
    path("perjanjian-kinerja/indikator/<int:indikator_pk_id>/", pk.change, name="pk_change"),
    path("perjanjian-kinerja/indikator/<int:indikator_pk_id>/keluarkan/", pk.remove, name="pk_remove"),
    path("perjanjian-kinerja/impor/<int:impor_id>/", pk.preview, name="pk_import"),
    path("perjanjian-kinerja/impor/<int:impor_id>/terapkan/", pk.apply, name="pk_import_apply"),
    path("perjanjian-kinerja/impor/<int:impor_id>/batalkan/", pk.cancel, name="pk_import_cancel"),
    path("skp/", plan.mine, name="mine"),
    path("skp/tim/cakupan/", links.coverage, name="coverage"),
    path("skp/tim/", plan.team, name="team"),
    path("skp/<int:skp_id>/", plan.skp, name="skp"),
    path("skp/<int:skp_id>/cetak/<slug:part>/", plan.printed, name="print"),
    path("skp/<int:skp_id>/hasil-kerja/", writing.rhk_add, name="rhk_add"),
    path("skp/<int:skp_id>/hasil-kerja/<int:rhk_id>/", writing.rhk_change, name="rhk_change"),
    path("skp/<int:skp_id>/hasil-kerja/<int:rhk_id>/hapus/", writing.rhk_remove, name="rhk_remove"),
    path("skp/<int:skp_id>/hasil-kerja/<int:rhk_id>/pindah/", writing.rhk_move, name="rhk_move"),
    path("skp/<int:skp_id>/perilaku/", writing.ekspektasi, name="ekspektasi"),
    path("skp/<int:skp_id>/lampiran/", writing.lampiran, name="lampiran"),
    path("skp/<int:skp_id>/perjanjian-kinerja/", links.from_pk, name="from_pk"),
    path("skp/<int:skp_id>/perjanjian-kinerja/ambil/", links.take, name="take_pk"),
    path(
        "skp/<int:skp_id>/perjanjian-kinerja/<int:indikator_id>/pakai/",
        links.use_change,
        name="use_pk_change",
    ),
    path(
        "skp/<int:skp_id>/perjanjian-kinerja/<int:indikator_id>/pertahankan/",
        links.keep,
        name="keep_indikator",
    ),
    path("skp/<int:skp_id>/tautan/", links.links, name="links"),
    path("skp/<int:skp_id>/tautan/<int:rhk_id>/", links.link, name="link"),
    path("skp/<int:skp_id>/tautan/<int:rhk_id>/lepas/", links.unlink, name="unlink"),
    path("skp/<int:skp_id>/harapan/", links.take_harapan, name="take_harapan"),
    path("skp/<int:skp_id>/ajukan/", steps.submit, name="submit"),
    path("skp/<int:skp_id>/tarik/", steps.withdraw, name="withdraw"),
    path("skp/<int:skp_id>/kembalikan/", steps.give_back, name="return"),
    path("skp/<int:skp_id>/tetapkan/", steps.establish, name="set"),
]
