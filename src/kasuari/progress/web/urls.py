"""Addresses of pelaksanaan, below the SKP that they belong to."""

from django.urls import path

from kasuari.progress.web import tree, views

app_name = "progress"
urlpatterns = [
    path("pohon-kinerja/", tree.tree, name="tree"),
    path("pelaksanaan/", views.mine, name="mine"),
    path("skp/<int:skp_id>/pelaksanaan/", views.current, name="current"),
    path("skp/<int:skp_id>/pelaksanaan/<int:period_id>/", views.period, name="period"),
    path(
        "skp/<int:skp_id>/pelaksanaan/<int:period_id>/indikator/<int:indikator_id>/",
        views.record,
        name="record",
    ),
    path(
        "skp/<int:skp_id>/pelaksanaan/<int:period_id>/indikator/<int:indikator_id>/berkas/",
        views.add_file,
        name="add_file",
    ),
    path(
        "skp/<int:skp_id>/pelaksanaan/<int:period_id>/indikator/<int:indikator_id>/tautan/",
        views.add_link,
        name="add_link",
    ),
    path("skp/<int:skp_id>/pelaksanaan/<int:period_id>/rencana-aksi/", views.plan, name="plan"),
    path("skp/<int:skp_id>/rencana-aksi/<int:rencana_aksi_id>/", views.change_step, name="change_step"),
    path("skp/<int:skp_id>/rencana-aksi/<int:rencana_aksi_id>/hapus/", views.remove_step, name="remove_step"),
    path("bukti/<int:bukti_id>/", views.show_bukti, name="bukti"),
    path("bukti/<int:bukti_id>/hapus/", views.drop_bukti, name="remove_bukti"),
]
