"""Addresses of attributed feedback."""

from django.urls import path

from kasuari.feedback.web import asking, following, giving, outside, settings_umpan_balik

urlpatterns = [
    path("umpan-balik/", asking.mine, name="mine"),
    path("umpan-balik/beri/", giving.choose, name="choose"),
    path("umpan-balik/beri/<int:pegawai_id>/", giving.give, name="give"),
    path("umpan-balik/kalimat/", giving.wording, name="wording"),
    path("umpan-balik/tim/", following.team, name="team"),
    path("umpan-balik/pengaturan/", settings_umpan_balik.keep, name="settings"),
    path("umpan-balik/kata/<int:kata_id>/hapus/", settings_umpan_balik.remove_word, name="remove_word"),
    path("umpan-balik/<int:umpan_balik_id>/", giving.one, name="one"),
    path("umpan-balik/<int:umpan_balik_id>/ralat/", giving.correct, name="correct"),
    path("umpan-balik/<int:umpan_balik_id>/tarik/", giving.withdraw, name="withdraw"),
    path("umpan-balik/<int:umpan_balik_id>/bukti/", giving.add_evidence, name="add_evidence"),
    path("umpan-balik/bukti/<int:bukti_umpan_id>/", giving.evidence, name="evidence"),
    path("umpan-balik/permintaan/<int:permintaan_id>/batal/", asking.cancel, name="cancel"),
    path("umpan-balik/permintaan/<int:permintaan_id>/tolak/", asking.decline, name="decline"),
    path("umpan-balik/tautan/<int:tautan_id>/cabut/", asking.revoke, name="revoke"),
    path("u/<str:token>/", outside.by_link, name="by_link"),
    path("skp/<int:skp_id>/umpan-balik/", following.record, name="record"),
    path("skp/<int:skp_id>/umpan-balik/minta/", asking.ask, name="ask"),
    path("skp/<int:skp_id>/umpan-balik/tautan/", asking.invite, name="invite"),
    path("skp/<int:skp_id>/umpan-balik/irama/", following.propose_rhythm, name="propose_rhythm"),
    path("skp/<int:skp_id>/umpan-balik/irama/jawab/", following.answer_rhythm, name="answer_rhythm"),
    path("skp/<int:skp_id>/umpan-balik/<int:period_id>/cetak/", following.print_record, name="print"),
    path("skp/<int:skp_id>/tindak-lanjut/", following.ladder, name="ladder"),
    path("catatan-pribadi/<int:pegawai_id>/", following.notes, name="notes"),
    path("catatan-pribadi/<int:pegawai_id>/<int:catatan_id>/hapus/", following.erase_note, name="erase_note"),
]
