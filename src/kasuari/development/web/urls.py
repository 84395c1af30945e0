"""Addresses of tindak lanjut."""

from django.urls import path

from kasuari.development.web import kredit, urls_mitra

app_name = "development"
urlpatterns = [
    path("angka-kredit/", kredit.mine, name="mine"),
    path("pegawai/<int:pegawai_id>/angka-kredit/", kredit.credit, name="credit"),
    path("pegawai/<int:pegawai_id>/angka-kredit/catatan/", kredit.note, name="note"),
    path("pegawai/<int:pegawai_id>/angka-kredit/akumulasi/", kredit.akumulasi, name="akumulasi"),
    path("pegawai/<int:pegawai_id>/angka-kredit/penetapan/", kredit.award, name="award"),
    path(
        "pegawai/<int:pegawai_id>/angka-kredit/konversi/<int:evaluasi_id>/", kredit.konversi, name="konversi"
    ),
    path(
        "pegawai/<int:pegawai_id>/angka-kredit/dokumen/<int:document_id>/", kredit.document, name="document"
    ),
    path("angka-kredit/catatan/<int:note_id>/batalkan/", kredit.cancel, name="note_cancel"),
    *urls_mitra.urlpatterns,
]
