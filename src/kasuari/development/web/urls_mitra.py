"""Addresses of partners, the catalogue, enrolments, recommendations and allocations."""

from django.urls import URLPattern, path

from kasuari.development.web import alokasi, katalog, partner, pelatihan

urlpatterns: list[URLPattern] = [
    path("mitra-saya/", partner.home, name="partner_home"),
    path("mitra-saya/program/baru/", partner.programme_add, name="partner_programme_add"),
    path("mitra-saya/program/<int:program_id>/", partner.programme, name="partner_programme"),
    path(
        "mitra-saya/program/<int:program_id>/ubah/", partner.programme_change, name="partner_programme_change"
    ),
    path(
        "mitra-saya/program/<int:program_id>/keadaan/", partner.programme_move, name="partner_programme_move"
    ),
    path("mitra-saya/peserta/<int:pendaftaran_id>/laporan/", partner.report, name="partner_report"),
    path(
        "mitra-saya/peserta/<int:pendaftaran_id>/sertifikat/", partner.certificate, name="partner_certificate"
    ),
    path(
        "mitra-saya/peserta/<int:pendaftaran_id>/sertifikat/berkas/",
        partner.certificate_file,
        name="partner_certificate_file",
    ),
    path("mitra/", katalog.partners, name="partners"),
    path("mitra/baru/", katalog.partner_add, name="partner_add"),
    path("mitra/letak/", katalog.places, name="places"),
    path("mitra/<int:mitra_id>/", katalog.partner, name="mitra"),
    path("mitra/<int:mitra_id>/ubah/", katalog.partner_change, name="partner_change"),
    path("mitra/<int:mitra_id>/perjanjian/", katalog.agreement, name="partner_agreement"),
    path("mitra/<int:mitra_id>/akun/", katalog.account, name="partner_account"),
    path("mitra/<int:mitra_id>/program/", katalog.programme_add, name="programme_add"),
    path("mitra/impor/<int:impor_id>/", katalog.preview, name="catalogue_import"),
    path("mitra/impor/<int:impor_id>/terapkan/", katalog.apply, name="catalogue_apply"),
    path("mitra/impor/<int:impor_id>/batalkan/", katalog.cancel, name="catalogue_cancel"),
    path("pelatihan/", pelatihan.catalogue, name="catalogue"),
    path("pelatihan/<int:program_id>/", pelatihan.programme, name="programme"),
    path("pelatihan/<int:program_id>/ubah/", katalog.programme_change, name="programme_change"),
    path("pelatihan/<int:program_id>/keadaan/", katalog.programme_move, name="programme_move"),
    path("pelatihan/<int:program_id>/usulkan/", pelatihan.propose, name="propose"),
    path("pelatihan/saran/", pelatihan.my_recommendations, name="my_recommendations"),
    path("pegawai/<int:pegawai_id>/saran-pelatihan/", pelatihan.recommendations, name="recommendations"),
    path("pendaftaran/", pelatihan.enrolments, name="enrolments"),
    path("pendaftaran/<int:pendaftaran_id>/", pelatihan.enrolment, name="enrolment"),
    path(
        "pendaftaran/<int:pendaftaran_id>/sertifikat/",
        pelatihan.enrolment_certificate,
        name="enrolment_certificate",
    ),
    path("pendaftaran/<int:pendaftaran_id>/<slug:act>/", pelatihan.enrolment_act, name="enrolment_act"),
    path("alokasi/", alokasi.allocations, name="allocations"),
    path("alokasi/<int:alokasi_id>/", alokasi.allocation, name="allocation"),
    path("alokasi/<int:alokasi_id>/ubah/", alokasi.change, name="allocation_change"),
    path("alokasi/<int:alokasi_id>/mengapa/<int:pegawai_id>/", alokasi.why, name="allocation_why"),
    path("alokasi/<int:alokasi_id>/<slug:act>/", alokasi.allocation_act, name="allocation_act"),
    path("kesenjangan/", alokasi.gaps, name="gaps"),
    path("kesenjangan/rencana/", alokasi.issue_plan, name="needs_plan"),
    path("kesenjangan/rencana/<int:document_id>/", alokasi.plan_file, name="needs_plan_file"),
]
