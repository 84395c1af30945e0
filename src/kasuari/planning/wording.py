"""The words for every shortcoming that `regulation.skp.periksa` reports (what is lacking and what to do), and
for the parts of a manual."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Words

SHORTCOMINGS: dict[str, Words] = {
    "skp.edisi_tidak_ada": _("Tanggal ini berada sebelum berlakunya PermenPANRB 6/2022."),
    "skp.golongan_jabatan.kosong": _(
        "Jenis jabatan pemilik SKP belum tercatat; minta unit kepegawaian melengkapinya."
    ),
    "skp.format.tidak_sesuai_jabatan": _(
        "Format SKP tidak sesuai dengan jabatan; susun ulang SKP dengan format yang benar."
    ),
    "skp.periode.kosong": _("Isi tanggal awal dan akhir periode penilaian."),
    "skp.periode.terbalik": _("Tanggal akhir periode mendahului tanggal awalnya; perbaiki salah satunya."),
    "skp.periode.lintas_tahun": _("Periode SKP melewati pergantian tahun; satu SKP hanya untuk satu tahun."),
    "skp.hasil_kerja.tanpa_utama": _("Belum ada hasil kerja utama; tambahkan paling sedikit satu."),
    "skp.hasil_kerja.teks_kosong": _("Tuliskan rencana hasil kerjanya."),
    "skp.hasil_kerja.ganda": _("Rencana hasil kerja ini sama dengan yang lain; gabungkan atau bedakan."),
    "skp.jenis.kosong": _("Pilih utama atau tambahan."),
    "skp.jenis.harus_utama": _(
        "Hasil kerja dari perjanjian kinerja atau penugasan Plt./Plh. selalu utama; ubah jenisnya "
        "menjadi utama."
    ),
    "skp.intervensi.kosong": _(
        "Pilih rencana hasil kerja pimpinan yang diintervensi, atau tuliskan sementara bila SKP "
        "pimpinan belum ada."
    ),
    "skp.penugasan_dari.kosong": _("Tuliskan jabatan pimpinan yang menugaskan hasil kerja ini."),
    "skp.indikator.tidak_ada": _("Belum ada indikator; tambahkan paling sedikit satu ukuran keberhasilan."),
    "skp.indikator.teks_kosong": _("Tuliskan indikatornya."),
    "skp.perspektif.kosong": _("Pilih perspektif indikator ini."),
    "skp.aspek.kosong": _("Pilih aspek indikator ini: kuantitas, kualitas, waktu, atau biaya."),
    "skp.target.kosong": _("Isi target; pendekatan kuantitatif memerlukan target yang terukur."),
    "skp.target.mutlak": _(
        "Hindari kata mutlak seperti “semua” atau “selalu”, kecuali menyangkut keselamatan jiwa, "
        "keamanan negara, "
        "atau kerugian besar."
    ),
    "skp.target.bukan_angka": _("Target harus berupa angka biasa."),
    "skp.target.tidak_lengkap": _("Target belum lengkap; isi semua bagiannya."),
    "skp.target.terbalik": _(
        "Angka pertama lebih besar daripada yang kedua. Maksudnya rentang? Tulis yang kecil dahulu. "
        "Maksudnya turun? Tulis angka tujuannya saja, dengan arah “Makin rendah makin baik” dan angka "
        "pertama sebagai baseline."
    ),
    "skp.target.dua_angka": _("Target berupa dua angka yang berbeda; pilih jenis target “Rentang”."),
    "skp.target.satuan_kosong": _("Isi satuan target, misalnya persen, dokumen, atau hari."),
    "skp.target.belum_terukur": _(
        "Target belum memuat angka; pendekatan kuantitatif menghendaki yang terukur."
    ),
    "skp.target.di_luar_tahun": _("Tanggal target berada di luar tahun SKP ini."),
    "skp.perspektif.tanpa_anggaran": _(
        "Perspektif Anggaran wajib ada; tambahkan indikator dengan perspektif itu."
    ),
    "skp.perspektif.belum_ada": _(
        "Satu dari empat perspektif belum terpenuhi; tambahkan indikatornya bila ada."
    ),
    "skp.perilaku.nilai_tidak_ada": _("Satu dari tujuh nilai perilaku kerja belum tercantum."),
    "skp.perilaku.nilai_ganda": _("Satu nilai perilaku kerja tercantum dua kali."),
    "skp.perilaku.panduan_asing": _("Panduan perilaku ini bukan redaksi peraturan."),
    "skp.perilaku.panduan_tidak_ada": _("Satu panduan perilaku belum tercantum."),
    "skp.perilaku.redaksi_format_lain": _("Redaksi panduan perilaku ini milik format lain."),
    "skp.manual.belum_lengkap": _(
        "Anda menyatakan indikator ini belum dipahami seluruh pegawai, jadi manualnya wajib lengkap. Buka "
        "“Manual indikator” dan isi bagian yang masih kosong."
    ),
    "skp.lampiran.dukungan_kosong": _("Tuliskan dukungan sumber daya yang Anda perlukan."),
    "skp.lampiran.skema_kosong": _("Tuliskan kapan dan bagaimana hasil kerja dipertanggungjawabkan."),
    "skp.lampiran.konsekuensi_kosong": _(
        "Tuliskan konsekuensi bila hasil kerja tercapai atau tidak tercapai."
    ),
}

# The parts of format A.1.3 beside what the SKP says already.
MANUAL_PARTS = {
    "tujuan": _("Tujuan"),
    "definisi": _("Definisi"),
    "formula": _("Formula"),
    "satuan": _("Satuan pengukuran"),
    "kualitas": _("Kualitas dan tingkat kendali"),
    "sumber_data": _("Sumber data"),
    "periode_pelaporan": _("Periode pelaporan"),
}
MANUAL_IN_VERSION: dict[str, Words] = {
    "tujuan": _("Manual: tujuan"),
    "definisi": _("Manual: definisi"),
    "formula": _("Manual: formula"),
    "satuan": _("Manual: satuan pengukuran"),
    "kualitas": _("Manual: kualitas dan tingkat kendali"),
    "sumber_data": _("Manual: sumber data"),
    "periode_pelaporan": _("Manual: periode pelaporan"),
}
