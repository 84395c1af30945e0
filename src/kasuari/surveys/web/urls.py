"""Addresses of the surveys."""

from django.urls import path

from kasuari.surveys.web import denyut, kertas, skm, warga

app_name = "surveys"
urlpatterns = [
    path("survei/", skm.surveys, name="surveys"),
    path("survei/baru/", skm.plan, name="plan"),
    path("survei/<int:survei_id>/", skm.survey, name="skm"),
    path("survei/<int:survei_id>/buka/", skm.open_survey, name="open"),
    path("survei/<int:survei_id>/tutup/", skm.close, name="close"),
    path("survei/<int:survei_id>/loket/", skm.counter, name="counter"),
    path("survei/<int:survei_id>/laporan/", skm.report, name="report"),
    path("survei/<int:survei_id>/laporan/terbitkan/", skm.issue, name="issue"),
    path("survei/<int:survei_id>/tindak-lanjut/", skm.follow_up, name="follow_up"),
    path("survei/tindak-lanjut/<int:tindak_id>/", skm.finish, name="finish"),
    path("survei/ditahan/<int:tumpukan_id>/", skm.decide, name="decide"),
    path("survei/<int:survei_id>/kertas/", kertas.paper, name="paper"),
    path("survei/kertas/<int:lembar_id>/", kertas.sheet, name="sheet"),
    path("denyut/", denyut.pulse, name="pulse"),
    path("denyut/gelombang/", denyut.waves, name="waves"),
    path("denyut/gelombang/<int:denyut_id>/", denyut.wave, name="wave"),
    path("denyut/gelombang/<int:denyut_id>/buka/", denyut.open_wave, name="wave_open"),
    path("denyut/gelombang/<int:denyut_id>/tutup/", denyut.close_wave, name="wave_close"),
    path("skm/<str:kode>/", warga.answer, name="answer"),
    path("skm/<str:kode>/terima-kasih/", warga.thanks, name="thanks"),
    path("skm/<str:kode>/hasil/", warga.result, name="public_result"),
]
