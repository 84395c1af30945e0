"""Addresses of evaluation."""

from django.urls import path

from kasuari.evaluation.web import documents, owner, penilai, units

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
]
