from django.urls import URLPattern, path

from kasuari.organisation.web import corrections, duties, imports, persons, units

app_name = "organisation"
urlpatterns: list[URLPattern] = [
    path("unit/", units.units, name="units"),
    path("unit/<int:unit_id>/", units.unit, name="unit"),
    path("unit/<int:unit_id>/cabang/", units.branch, name="branch"),
    path("unit/<int:unit_id>/ubah/", units.change, name="unit_change"),
    path("unit/<int:unit_id>/fungsi/", duties.unit_functions, name="unit_functions"),
    path("tugas-jabatan/", duties.duties, name="duties"),
    path("tugas-jabatan/impor/", duties.duties_import, name="duties_import"),
    path("tugas-jabatan/<int:jabatan_id>/", duties.duty, name="duty"),
    path("kepala-daerah/", units.kepala_daerah, name="kepala_daerah"),
    path("pegawai/<int:pegawai_id>/", persons.person, name="person"),
    path("pegawai/<int:pegawai_id>/penilai-keliru/", corrections.report, name="report_penilai"),
    path("koreksi-penilai/", corrections.corrections, name="corrections"),
    path("koreksi-penilai/<int:correction_id>/terima/", corrections.accept, name="correction_accept"),
    path("koreksi-penilai/<int:correction_id>/tolak/", corrections.refuse, name="correction_refuse"),
    path("impor/", imports.imports, name="imports"),
    path("impor/<int:import_id>/", imports.preview, name="import"),
    path("impor/<int:import_id>/baris/<int:row_id>/", imports.mend, name="import_row"),
    path("impor/<int:import_id>/terapkan/", imports.apply, name="import_apply"),
    path("impor/<int:import_id>/ulangi/", imports.repeat, name="import_repeat"),
    path("impor/<int:import_id>/batalkan/", imports.cancel, name="import_cancel"),
    path("impor/<int:import_id>/masalah.xlsx", imports.problems, name="import_problems"),
    path("impor/<int:import_id>/berkas/", imports.original, name="import_file"),
]
