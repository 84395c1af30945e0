"""Addresses of planning."""

from __future__ import annotations

from django.urls import path

from kasuari.planning.web import matriks, membership, pasting, periods, plan, steps, writing

app_name = "planning"
urlpatterns = [
    path("periode/", periods.periods, name="periods"),
    path("periode/<int:periode_id>/", periods.period, name="period"),
    path("periode/<int:periode_id>/tutup/", periods.close, name="period_close"),
    path("skp/", plan.mine, name="mine"),
    path("skp/tim/", plan.team, name="team"),
    path("skp/<int:skp_id>/", plan.skp, name="skp"),
    path("skp/<int:skp_id>/cetak/<slug:part>/", plan.printed, name="print"),
    path("skp/<int:skp_id>/hasil-kerja/", writing.rhk_add, name="rhk_add"),
    path("skp/<int:skp_id>/hasil-kerja/<int:rhk_id>/", writing.rhk_change, name="rhk_change"),
    path("skp/<int:skp_id>/hasil-kerja/<int:rhk_id>/hapus/", writing.rhk_remove, name="rhk_remove"),
    path("skp/<int:skp_id>/hasil-kerja/<int:rhk_id>/pindah/", writing.rhk_move, name="rhk_move"),
    path("skp/<int:skp_id>/perilaku/", writing.ekspektasi, name="ekspektasi"),
    path("skp/<int:skp_id>/lampiran/", writing.lampiran, name="lampiran"),
    path("skp/<int:skp_id>/ajukan/", steps.submit, name="submit"),
    path("skp/<int:skp_id>/tarik/", steps.withdraw, name="withdraw"),
    path("skp/<int:skp_id>/kembalikan/", steps.give_back, name="return"),
    path("skp/<int:skp_id>/tetapkan/", steps.establish, name="set"),
    path("skp/<int:skp_id>/peran/<int:peran_id>/", membership.role, name="role"),
    path("matriks/", matriks.matrices, name="matrices"),
    path("matriks/buka/<int:skp_id>/", matriks.open_one, name="matriks_open"),
    path("matriks/<int:matriks_id>/", matriks.matriks, name="matriks"),
    path("matriks/<int:matriks_id>/sel/", matriks.cells, name="matriks_cells"),
    path("matriks/<int:matriks_id>/sel/<int:anggota_id>/<slug:kolom>/", matriks.cell, name="matriks_cell"),
    path("matriks/<int:matriks_id>/pegawai/<int:anggota_id>/", matriks.person, name="matriks_person"),
    path("matriks/<int:matriks_id>/kolom/<slug:kolom>/", matriks.column, name="matriks_column"),
    path("matriks/<int:matriks_id>/kolom/<slug:kolom>/cara/", matriks.cascading, name="cascading"),
    path("matriks/<int:matriks_id>/tempel/", pasting.paste, name="matriks_paste"),
    path("matriks/<int:matriks_id>/salin/", pasting.copied, name="matriks_copy"),
    path("matriks/<int:matriks_id>/cetak/", pasting.printed, name="matriks_print"),
    path("matriks/<int:matriks_id>/anggota/", membership.members, name="matriks_members"),
    path("matriks/<int:matriks_id>/anggota/<int:anggota_id>/akhiri/", membership.end, name="member_end"),
    path("matriks/<int:matriks_id>/tim/", membership.team_form, name="team_form"),
    path("tim/<int:tim_id>/ubah/", membership.team_change, name="team_change"),
    path("tim/<int:tim_id>/gabung/", membership.join, name="team_join"),
    path("persetujuan/<int:anggota_id>/", membership.consent, name="consent"),
]
