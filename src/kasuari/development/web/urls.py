"""Addresses of tindak lanjut."""

from django.urls import path

from kasuari.development.web import bimbingan, kompetensi, konseling, kredit, pengembangan, penghargaan

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
    path("pengembangan/", pengembangan.mine, name="development"),
    path("pegawai/<int:pegawai_id>/pengembangan/", pengembangan.person, name="person"),
    path("pegawai/<int:pegawai_id>/pengembangan/evaluasi/", pengembangan.begin, name="begin_sheet"),
    path("pegawai/<int:pegawai_id>/pengembangan/rencana/", pengembangan.write, name="write_plan"),
    path("pegawai/<int:pegawai_id>/pengembangan/belajar/", pengembangan.learn, name="learn"),
    path("evaluasi-kompetensi/<int:lembar_id>/", pengembangan.sheet, name="sheet"),
    path("evaluasi-kompetensi/<int:lembar_id>/cetak/", pengembangan.sheet_paper, name="sheet_paper"),
    path("pengembangan/temuan/<int:hasil_id>/", pengembangan.discuss, name="discuss"),
    path("rencana-pengembangan/<int:rencana_id>/", pengembangan.plan, name="plan"),
    path("rencana-pengembangan/<int:rencana_id>/kegiatan/", pengembangan.add, name="add_action"),
    path("rencana-pengembangan/<int:rencana_id>/langkah/", pengembangan.step, name="plan_step"),
    path("kegiatan-pengembangan/<int:kegiatan_id>/", pengembangan.action, name="action"),
    path("belajar/<int:belajar_id>/periksa/", pengembangan.check, name="check_learning"),
    path("belajar/<int:belajar_id>/bukti/", pengembangan.evidence, name="learning_file"),
    path("bimbingan/", bimbingan.sessions, name="sessions"),
    path("pegawai/<int:pegawai_id>/bimbingan/", bimbingan.begin, name="begin_session"),
    path("bimbingan/<int:sesi_id>/", bimbingan.session, name="session"),
    path("bimbingan/<int:sesi_id>/isi/", bimbingan.write, name="write_session"),
    path("bimbingan/<int:sesi_id>/tanda-tangan/", bimbingan.sign, name="sign_session"),
    path("bimbingan/<int:sesi_id>/laporkan/", bimbingan.report, name="report_session"),
    path("bimbingan/<int:sesi_id>/cetak/", bimbingan.session_paper, name="session_paper"),
    path("bimbingan/<int:sesi_id>/umpan-balik/", bimbingan.answer, name="answer_session"),
    path("bimbingan/umpan-balik/<int:jawaban_id>/", bimbingan.answer_paper, name="answer"),
    path("konseling/", konseling.cases, name="cases"),
    path("pegawai/<int:pegawai_id>/konseling/", konseling.tell, name="tell_problem"),
    path("konseling/<int:kasus_id>/", konseling.case, name="case"),
    path("konseling/<int:kasus_id>/berubah/", konseling.changed, name="case_changed"),
    path("konseling/<int:kasus_id>/lapor/", konseling.report, name="report_case"),
    path("konseling/<int:kasus_id>/tetapkan/", konseling.appoint, name="appoint_counsellor"),
    path("konseling/<int:kasus_id>/catatan/", konseling.notes, name="case_notes"),
    path("konseling/<int:kasus_id>/rekaman/", konseling.record, name="record_case"),
    path("konseling/<int:kasus_id>/cetak/", konseling.case_paper, name="case_paper"),
    path("apresiasi/", penghargaan.wall, name="wall"),
    path("pegawai/<int:pegawai_id>/apresiasi/", penghargaan.give, name="appreciate"),
    path("apresiasi/<int:apresiasi_id>/langkah/", penghargaan.step, name="appreciation_step"),
    path("apresiasi/<int:apresiasi_id>/piagam/", penghargaan.certify, name="certify"),
    path("piagam/<int:dokumen_id>/", penghargaan.certificate, name="certificate"),
    path("kompetensi/", kompetensi.kompetensi, name="kompetensi"),
    path("kompetensi/muat/", kompetensi.load, name="load_dictionary"),
    path("kompetensi/tambah/", kompetensi.add, name="add_kompetensi"),
    path("kompetensi/<int:kompetensi_id>/ubah/", kompetensi.rename, name="rename_kompetensi"),
    path("kompetensi/<int:kompetensi_id>/hentikan/", kompetensi.retire, name="retire_kompetensi"),
    path("kompetensi/standar/", kompetensi.posts, name="standards"),
    path("kompetensi/standar/<int:jabatan_id>/", kompetensi.standard, name="standard"),
    path("kompetensi/jam-pelajaran/", kompetensi.conversions, name="conversions"),
    path("angka-kredit/catatan/<int:note_id>/batalkan/", kredit.cancel, name="note_cancel"),
]
