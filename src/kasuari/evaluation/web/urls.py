"""Addresses of evaluation."""

from django.urls import path

from kasuari.evaluation.web import calendar, closing, documents, in_place, keberatan, owner, penilai, units

app_name = "evaluation"
urlpatterns = [
    path("tim/", penilai.team, name="team"),
    path("tim/sampaikan/", penilai.deliver_all, name="deliver_many"),
    path("skp/<int:skp_id>/penilaian/<int:period_id>/", penilai.rating, name="rate"),
    path("skp/<int:skp_id>/penilaian/<int:period_id>/predikat/", penilai.preview, name="preview"),
    path("skp/<int:skp_id>/penilaian/<int:period_id>/tanda-tangan/", penilai.sign, name="sign"),
    path("skp/<int:skp_id>/penilaian/<int:period_id>/pratinjau/", documents.draft, name="draft"),
    path("capaian/", units.capaian, name="capaian"),
    path("capaian/<int:period_id>/sekaligus/", units.set_many, name="set_capaian_many"),
    path("capaian/<int:period_id>/<int:unit_id>/", units.set_level, name="set_capaian"),
    path("hasil/", owner.history, name="history"),
    path("evaluasi/<int:evaluasi_id>/", owner.result, name="result"),
    path("evaluasi/<int:evaluasi_id>/tanda-terima/", owner.acknowledge, name="acknowledge"),
    path("evaluasi/<int:evaluasi_id>/sampaikan/", penilai.deliver, name="deliver"),
    path("evaluasi/<int:evaluasi_id>/dokumen/<int:document_id>/", documents.issued, name="document"),
    path("menggantikan-penilai/", in_place.waiting, name="in_place"),
    path("evaluasi/<int:evaluasi_id>/keberatan/", keberatan.file, name="object"),
    path("keberatan/", keberatan.listed, name="keberatan_list"),
    path("keberatan/pengawasan/", keberatan.watch, name="keberatan_watch"),
    path("keberatan/<int:keberatan_id>/", keberatan.page, name="keberatan"),
    path("keberatan/<int:keberatan_id>/penjelasan/", keberatan.explain, name="keberatan_explain"),
    path("keberatan/<int:keberatan_id>/keterangan/", keberatan.reply, name="keberatan_reply"),
    path("keberatan/<int:keberatan_id>/cabut/", keberatan.withdraw, name="keberatan_withdraw"),
    path("keberatan/<int:keberatan_id>/putusan/", keberatan.decide, name="keberatan_decide"),
    path("keberatan/<int:keberatan_id>/tanda-tangan/", keberatan.sign, name="keberatan_sign"),
    path("keberatan/<int:keberatan_id>/bukti/<int:bukti_id>/", keberatan.evidence, name="keberatan_bukti"),
    path("keberatan/<int:keberatan_id>/dokumen/<int:document_id>/", keberatan.paper, name="keberatan_paper"),
    path("penutupan/", closing.page, name="closing"),
    path("penutupan/<int:period_id>/tutup/", closing.close, name="close_period"),
    path("penutupan/<int:period_id>/buka/", closing.propose, name="propose_reopening"),
    path("penutupan/<int:period_id>/buka/setuju/", closing.approve, name="approve_reopening"),
    path("penutupan/<int:period_id>/buka/tolak/", closing.reject, name="reject_reopening"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/libur/", calendar.add_holiday, name="add_holiday"),
    path("kalender/libur/<int:holiday_id>/batal/", calendar.cancel_holiday, name="cancel_holiday"),
    path("kalender/gangguan/", calendar.declare_outage, name="declare_outage"),
    path("kalender/gangguan/<int:gangguan_id>/batal/", calendar.withdraw_outage, name="withdraw_outage"),
]
