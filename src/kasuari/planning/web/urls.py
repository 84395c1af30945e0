"""Addresses of planning."""

from __future__ import annotations

from django.urls import path

from kasuari.planning.web import copying, periods, plan, pustaka, steps, writing

app_name = "planning"
urlpatterns = [
    path("periode/", periods.periods, name="periods"),
    path("periode/<int:periode_id>/", periods.period, name="period"),
    path("periode/<int:periode_id>/tutup/", periods.close, name="period_close"),
    path("pustaka/", pustaka.library, name="library"),
    path("pustaka/keputusan/", pustaka.decide, name="library_decide"),
    path("pustaka/baru/", pustaka.add, name="library_add"),
    path("pustaka/<int:butir_id>/", pustaka.entry, name="library_entry"),
    path("pustaka/<int:butir_id>/gabung/", pustaka.merge, name="library_merge"),
    path("skp/", plan.mine, name="mine"),
    path("skp/tim/", plan.team, name="team"),
    path("skp/<int:skp_id>/", plan.skp, name="skp"),
    path("skp/<int:skp_id>/cetak/<slug:part>/", plan.printed, name="print"),
    path("skp/<int:skp_id>/hasil-kerja/", writing.rhk_add, name="rhk_add"),
    path("skp/<int:skp_id>/hasil-kerja/<int:rhk_id>/", writing.rhk_change, name="rhk_change"),
    path("skp/<int:skp_id>/hasil-kerja/<int:rhk_id>/hapus/", writing.rhk_remove, name="rhk_remove"),
    path("skp/<int:skp_id>/hasil-kerja/<int:rhk_id>/pindah/", writing.rhk_move, name="rhk_move"),
    path("skp/<int:skp_id>/salin/", copying.copy, name="copy"),
    path("skp/<int:skp_id>/target-diperiksa/", copying.targets_seen, name="targets_seen"),
    path("skp/<int:skp_id>/pustaka/", pustaka.offer, name="library_offer"),
    path("skp/<int:skp_id>/pustaka/<int:butir_id>/", pustaka.take, name="library_take"),
    path("skp/<int:skp_id>/perilaku/", writing.ekspektasi, name="ekspektasi"),
    path("skp/<int:skp_id>/lampiran/", writing.lampiran, name="lampiran"),
    path("skp/<int:skp_id>/ajukan/", steps.submit, name="submit"),
    path("skp/<int:skp_id>/tarik/", steps.withdraw, name="withdraw"),
    path("skp/<int:skp_id>/kembalikan/", steps.give_back, name="return"),
    path("skp/<int:skp_id>/tetapkan/", steps.establish, name="set"),
]
