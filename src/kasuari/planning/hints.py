"""The words for every advice of `regulation.mutu`: calm, with an example of a better wording."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Words
from kasuari.regulation.mutu.saran import Saran

HINTS: dict[str, Words] = {
    "mutu.pernyataan.aktivitas": _(
        "Ini kegiatan (“{kata}”), belum hasilnya. Tulis apa yang tercapai, misalnya “{contoh}”."
    ),
    "mutu.pernyataan.terselubung": _(
        "“{kata}” masih menyebut kegiatannya. Apa hasilnya bagi penerima? Misalnya “Peserta memahami dan "
        "dapat mempraktikkan materi”."
    ),
    "mutu.pernyataan.kegiatan_kepada": _(
        "“{kata}” adalah kegiatan. Tulis apa yang berubah pada penerimanya, misalnya “Pemerintah desa "
        "menggunakan aplikasi”."
    ),
    "mutu.pernyataan.kategori": _(
        "Ini baru nama bidang pekerjaan. Tambahkan hasil dan mutunya, misalnya “Ibu hamil terlayani sesuai "
        "standar”."
    ),
    "mutu.pernyataan.bahasa_lain": _(
        "Tulisan ini tampaknya bukan bahasa Indonesia, jadi tidak dapat diperiksa."
    ),
    "mutu.mutlak.ya": _(
        "“{kata}” tidak memberi ruang untuk kesalahan. Gunakan rentang, misalnya “80–90%”, kecuali "
        "menyangkut nyawa, cedera, keamanan nasional, atau kerugian besar."
    ),
    "mutu.mutlak.dikecualikan": _("Kata mutlak di sini boleh, karena menyangkut “{kata}”."),
    "mutu.mutlak.seratus_persen": _(
        "Target 100% tidak memberi ruang untuk kesalahan. Pertimbangkan rentang, misalnya “90–95%”."
    ),
    "mutu.arah.turun": _(
        "“{kata}”: makin rendah makin baik. Bila benar, pilih arah itu agar capaiannya dibaca dengan tepat."
    ),
    "mutu.arah.naik": _(
        "“{kata}”: makin tinggi makin baik. Bila benar, pilih arah itu agar capaiannya dibaca dengan tepat."
    ),
    "mutu.arah.tetap": _(
        "“{kata}” baik bila tepat pada nilainya atau di dalam rentangnya. Bila benar, pilih arah itu agar "
        "capaiannya dibaca dengan tepat."
    ),
    "mutu.target.rentang_terbalik": _(
        "“{kata}” dapat dibaca dua cara: rentang yang terbalik, atau turun dari angka pertama ke angka "
        "kedua. Tulis yang dimaksud, misalnya “5–10%” atau “turun menjadi 5%”."
    ),
    "mutu.target.satuan_campur": _("“{kata}” memakai dua satuan. Pakai satu satuan, misalnya “5–14 hari”."),
    "mutu.target.lebih_dari_seratus": _("“{kata}” melebihi keseluruhan. Bagian paling besar 100%."),
    "mutu.target.melebihi_skala": _(
        "“{kata}” melebihi skalanya. Periksa angkanya, misalnya “3,5 dari skala 5”."
    ),
    "mutu.target.melebihi_jumlah": _("“{kata}”: bagiannya lebih besar daripada jumlahnya. Periksa angkanya."),
    "mutu.target.negatif": _("“{kata}” kurang dari nol. Bila maksudnya rentang, tulis kedua angkanya."),
    "mutu.target.pecahan": _("“{kata}” tidak dapat dihitung utuh. Bulatkan angkanya."),
    "mutu.target.rentang_putus": _(
        "Rentang “{kata}” belum selesai. Tulis kedua angkanya, misalnya “80–90%”."
    ),
    "mutu.target.salah_tulis": _("“{kata}” tampaknya salah ketik. Periksa angka dan tandanya."),
    "mutu.target.angka_rancu": _("Angka “{kata}” dapat dibaca dua cara. Tulis seperti “11.250” atau “25,5”."),
    "mutu.target.tanggal_mustahil": _("Tidak ada tanggal “{kata}”. Periksa tanggalnya."),
    "mutu.target.tanpa_angka": _("“{kata}” belum memuat angka. Tulis jumlahnya, misalnya “12 laporan”."),
    "mutu.target.tanpa_satuan": _(
        "“{kata}” belum memuat satuan. Tulis satuannya, misalnya “12 laporan” atau “5 hari”."
    ),
    "mutu.ukuran.belum": _(
        "Belum terukur; yang belum disebut: {kata}. Misalnya “Persentase berkas selesai tepat waktu” dengan "
        "target “80–90%”."
    ),
    "mutu.ukuran.kosong": _("Indikator dan targetnya belum ditulis."),
    "mutu.ukuran.sumber_periode": _(
        "Belum disebut: {kata}. Dapat ditulis di sini atau pada manual indikator."
    ),
    "mutu.relevansi.jauh": _(
        "Hasil ini jauh dari tugas jabatan dan fungsi unit; kata yang sama: {kata}. Bila memang penugasan "
        "khusus, biarkan saja."
    ),
    "mutu.salinan.rekan": _(
        "Hampir sama dengan tulisan rekan seunit: “{kata}”. Tulis bagian yang menjadi peran Anda sendiri."
    ),
    "mutu.salinan.tahun_lalu": _(
        "Hampir sama dengan SKP tahun lalu: “{kata}”. Sesuaikan dengan capaian terakhir dan kebutuhan tahun "
        "ini."
    ),
}
MISSING: dict[str, Words] = {
    "indikator": _("indikator"),
    "target": _("target"),
    "satuan": _("satuan"),
    "ukuran": _("apa yang dihitung"),
    "sumber": _("sumber data"),
    "periode": _("periode"),
}


def hint(saran: Saran) -> str:
    """One advice as a sentence, in the language of the moment."""
    words = [str(MISSING[word]) if word in MISSING else word for word in saran.kata]
    named = saran.code.startswith("mutu.ukuran.") or saran.code == "mutu.relevansi.jauh"
    return str(HINTS[saran.code]).format(
        kata=(", " if named else " … ").join(words) or _now("tidak ada"),
        contoh=saran.contoh or _now("Ibu hamil terlayani sesuai standar"),
    )
