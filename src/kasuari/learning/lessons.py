"""The lessons: three minutes each, by role and step. Our own words; the articles stand where they rule."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Words
from kasuari.learning.enums import Langkah, Peran


@dataclass(frozen=True, slots=True)
class Pelajaran:
    """A lesson: what it brings, its steps, and one question at the end with the number of "
    "the right answer."""

    kode: str
    peran: Peran
    langkah: Langkah
    judul: Words
    manfaat: Words
    isi: tuple[Words, ...]
    tanya: Words
    pilihan: tuple[Words, ...]
    benar: int


PELAJARAN = (
    Pelajaran(
        "skp",
        Peran.PEGAWAI,
        Langkah.SKP,
        _("SKP: hasil, bukan kegiatan"),
        _("SKP yang jelas melindungi Anda: yang dinilai hanya yang disepakati."),
        (
            _(
                "Buka SKP saya. Lihat hasil kerja pimpinan Anda, lalu tanyakan: apa yang "
                "berubah bagi orang lain karena kerja saya?"
            ),
            _(
                "Tulis hasilnya, misalnya “Ibu hamil terlayani sesuai standar”, bukan "
                "kegiatannya, misalnya “Melaksanakan posyandu”."
            ),
            _("Beri tiap hasil ukuran dan target yang dapat Anda tunjukkan buktinya."),
            _(
                "Ajukan. Penilai Anda menetapkan, atau mengembalikan dengan catatan. Bila "
                "nama penilai keliru, tekan “Penilai saya salah”."
            ),
        ),
        _("Mana yang berbunyi hasil?"),
        (
            _("Mengikuti rapat koordinasi"),
            _("Rujukan ibu hamil sampai di rumah sakit pada hari yang sama"),
            _("Pengawasan"),
        ),
        2,
    ),
    Pelajaran(
        "realisasi",
        Peran.PEGAWAI,
        Langkah.REALISASI,
        _("Mencatat realisasi sekali saja"),
        _("Catatan bulan ini menjadi bahan evaluasi, tanpa menulis ulang di akhir tahun."),
        (
            _("Buka Realisasi saya dan pilih indikatornya."),
            _(
                "Tulis apa yang tercapai dan dari mana angkanya. Belum ada yang tercapai "
                "juga boleh ditulis, dengan sebabnya."
            ),
            _(
                "Lampirkan satu bukti yang menunjukkan hasil: register, berita acara, "
                "foto. Daftar hadir rapat bukan bukti hasil."
            ),
            _("Sinyal hilang? Yang Anda ketik tersimpan di ponsel dan dikirim ketika sinyal kembali."),
        ),
        _("Bukti mana yang menunjukkan hasil?"),
        (_("Register kunjungan yang lengkap"), _("Foto rapat"), _("Surat undangan")),
        1,
    ),
    Pelajaran(
        "umpan_balik",
        Peran.PEGAWAI,
        Langkah.UMPAN_BALIK,
        _("Memberi dan meminta umpan balik"),
        _("Umpan balik kecil yang tepat waktu lebih menolong daripada kejutan di akhir tahun."),
        (
            _("Minta umpan balik segera setelah pekerjaan selesai: siapa yang melihatnya?"),
            _("Ketika memberi, sebut perilakunya, contohnya, dan akibatnya. Jangan menilai orangnya."),
            _(
                "Umpan balik biasa memakai nama Anda. Jawaban 360 sebagai rekan dan "
                "bawahan disegel terpisah dari nama."
            ),
            _(
                "Tidak setuju dengan umpan balik? Bicarakan dengan penilai. Umpan balik "
                "sendiri belum merupakan nilai."
            ),
        ),
        _("Kalimat mana yang menolong?"),
        (
            _("Kamu malas."),
            _("Laporan sampai dua hari terlambat, jadi puskesmas lain menunggu."),
            _("Bagus, lanjutkan."),
        ),
        2,
    ),
    Pelajaran(
        "hasil",
        Peran.PEGAWAI,
        Langkah.EVALUASI,
        _("Membaca hasil evaluasi dan hak Anda"),
        _("Anda berhak tahu mengapa, dan berhak berkeberatan pada waktunya."),
        (
            _("Buka Hasil saya. Predikat berasal dari dua rating: hasil kerja dan perilaku kerja."),
            _("Baca alasan tiap rating beserta bukti dan umpan balik yang dipakai."),
            _("Menerima dokumen bukan berarti setuju. Anda boleh menulis tanggapan."),
            _(
                "Tidak setuju? Ajukan keberatan dengan alasan sebelum batas hari kerja "
                "yang tertulis di halaman itu (Pasal 29)."
            ),
        ),
        _("Apa arti menekan “terima”?"),
        (
            _("Saya setuju dengan predikatnya"),
            _("Dokumennya sudah sampai kepada saya"),
            _("Saya tidak dapat berkeberatan lagi"),
        ),
        2,
    ),
    Pelajaran(
        "menetapkan",
        Peran.PENILAI,
        Langkah.SKP,
        _("Menetapkan SKP tim"),
        _("Harapan yang jelas di awal membuat penilaian di akhir tidak diperdebatkan."),
        (
            _(
                "Bagi dahulu hasil Anda lewat matriks peran hasil, agar tidak ada hasil "
                "yang tidak dipikul siapa pun."
            ),
            _("Baca tiap SKP: apakah ini hasil, dapat diukur, dan masuk akal bagi orang itu?"),
            _(
                "Bicarakan, lalu tetapkan paling lambat akhir Januari. Mengembalikan harus "
                "dengan catatan yang dapat dikerjakan."
            ),
            _("Saran sistem hanya menolong membaca. Anda yang memutuskan."),
        ),
        _("SKP berisi kegiatan saja. Apa langkah Anda?"),
        (
            _("Menetapkan saja"),
            _("Mengembalikan dengan catatan hasil apa yang diharapkan"),
            _("Menghapusnya"),
        ),
        2,
    ),
    Pelajaran(
        "memantau",
        Peran.PENILAI,
        Langkah.UMPAN_BALIK,
        _("Umpan balik sepanjang tahun"),
        _("Dua ketukan di saat kerja terlihat menghemat satu jam di akhir triwulan."),
        (
            _("Beranda mengingatkan umpan balik berkala menurut irama yang disepakati (Pasal 19)."),
            _("Tulis satu kalimat tentang satu kejadian yang Anda lihat sendiri."),
            _(
                "Bila hasil tertinggal, ikuti tangga tindak lanjut: bicara, bantu, baru "
                "ambil alih (Pasal 20)."
            ),
            _("Catatan pribadi hanya untuk Anda dan tidak pernah menjadi bukti."),
        ),
        _("Apa yang dilakukan lebih dahulu bila hasil tertinggal?"),
        (_("Mengambil alih pekerjaannya"), _("Memberi rating rendah"), _("Bicara dan menawarkan bantuan")),
        3,
    ),
    Pelajaran(
        "menilai",
        Peran.PENILAI,
        Langkah.EVALUASI,
        _("Memberi dua rating yang adil"),
        _("Alasan yang tertulis melindungi Anda ketika ada keberatan."),
        (
            _(
                "Lihat hasil terhadap target, bukti, dan umpan balik berdampingan. Yang "
                "tidak terlihat jangan ditebak."
            ),
            _("Beri rating hasil kerja dahulu, baru perilaku kerja, masing-masing dengan alasan dari bukti."),
            _(
                "Bandingkan tim pada satu papan. Semua sama? Tanyakan kepada diri sendiri "
                "apakah memang begitu."
            ),
            _("Pola distribusi adalah bahan pertimbangan, bukan kuota."),
        ),
        _("Seseorang ramah tetapi hasilnya di bawah target. Apa yang adil?"),
        (
            _("Rating hasil kerja mengikuti bukti, perilaku dinilai sendiri"),
            _("Dua-duanya tinggi"),
            _("Dua-duanya rendah"),
        ),
        1,
    ),
    Pelajaran(
        "menyampaikan",
        Peran.PENILAI,
        Langkah.EVALUASI,
        _("Menyampaikan hasil dan mendengar"),
        _("Orang menerima hasil yang mengecewakan bila mereka didengar dan mengerti alasannya."),
        (
            _("Sampaikan langsung sebelum dokumen dikirim. Mulai dari apa yang berhasil."),
            _("Jelaskan dua rating dengan bukti yang sama seperti yang tertulis."),
            _("Sepakati satu atau dua hal untuk periode berikut, lalu catat di dialog kinerja."),
            _("Bila ada keberatan, beri penjelasan tertulis. Yang memutus adalah atasan Anda."),
        ),
        _("Siapa yang memutus keberatan?"),
        (_("Penilai sendiri"), _("Atasan pejabat penilai"), _("Unit kepegawaian")),
        2,
    ),
    Pelajaran(
        "data",
        Peran.KEPEGAWAIAN,
        Langkah.LAIN,
        _("Data pegawai dan penilai yang benar"),
        _("Sembilan dari sepuluh masalah bermula dari penilai yang keliru."),
        (
            _("Impor unit dahulu, kemudian pegawai. Pratinjau menjelaskan tiap baris yang salah."),
            _("Siapa menilai siapa dihitung dari penugasan pada tanggalnya, bukan diketik."),
            _("Koreksi “Penilai saya salah” sampai kepada Anda beserta usulannya: periksa dan putuskan."),
            _("Pegawai pindah? Catat tanggalnya. SKP lama berakhir sehari sebelum pindah."),
        ),
        _("Penilai seseorang tampil keliru. Apa yang diperiksa?"),
        (_("Penugasan dan tanggalnya"), _("Kata sandinya"), _("Predikat tahun lalu")),
        1,
    ),
    Pelajaran(
        "siklus",
        Peran.KEPEGAWAIAN,
        Langkah.LAIN,
        _("Menjalankan siklus tanpa mengejar satu per satu"),
        _("Halaman Kelengkapan menunjukkan yang tertinggal lebih dahulu."),
        (
            _("Buka periode, lalu biarkan beranda tiap orang yang mengingatkan."),
            _("Lihat Kelengkapan tiap minggu dan ingatkan yang tertinggal dengan satu tombol."),
            _("Jaringan putus di satu distrik? Catat gangguannya, agar hari itu tidak dihitung bagi mereka."),
            _("Yang Anda ubah tercatat di audit. Tulis alasan yang dapat dibaca orang lain."),
        ),
        _("Jaringan satu distrik putus tiga hari menjelang batas. Apa yang Anda lakukan?"),
        (_("Mengisi untuk mereka"), _("Mencatat gangguan untuk unit itu"), _("Membiarkan mereka terlambat")),
        2,
    ),
    Pelajaran(
        "survei",
        Peran.KEPEGAWAIAN,
        Langkah.SURVEI,
        _("Survei kepuasan masyarakat"),
        _("Suara masyarakat menjadi bukti capaian unit, asal tidak dapat diisi sendiri oleh petugas."),
        (
            _("Siapkan survei untuk satu layanan dan isi jumlah penggunanya, agar contohnya dapat dihitung."),
            _("Kode loket berganti tiap hari. Kertas diketik dua orang."),
            _("Jawaban yang ditahan Anda putuskan dengan alasan, setelah bertanya kepada loket."),
            _("Setelah ditutup, catat tindak lanjut untuk unsur terendah dan terbitkan laporannya."),
        ),
        _("Sembilan jawaban datang dari satu sambungan dalam lima menit. Apa langkah pertama?"),
        (_("Membuangnya"), _("Bertanya kepada loket, baru memutuskan"), _("Menutup survei")),
        2,
    ),
    Pelajaran(
        "pilot",
        Peran.PIMPINAN,
        Langkah.LAIN,
        _("Memimpin uji coba di unit Anda"),
        _("Uji coba mencari kekurangan sistem, bukan kekurangan orang."),
        (
            _(
                "Katakan terus terang mengapa unit Anda ikut dan apa yang tidak dihitung "
                "selama masa pengenalan."
            ),
            _("Pakai sendiri lebih dahulu: SKP Anda menjadi contoh."),
            _("Laporkan yang tidak jalan. Yang dicatat akan diperbaiki dan unit Anda yang memastikan."),
            _("Tanda tangani lanjut hanya bila syaratnya terukur, bukan karena didesak."),
        ),
        _("Apa yang dicari uji coba?"),
        (_("Orang yang malas"), _("Kekurangan sistem"), _("Unit terbaik")),
        2,
    ),
    Pelajaran(
        "membaca_hasil",
        Peran.PIMPINAN,
        Langkah.EVALUASI,
        _("Membaca angka unit dengan tenang"),
        _("Satu angka tanpa pembanding mudah disalahartikan."),
        (
            _(
                "Bandingkan dengan keadaan sebelum mulai dan dengan unit yang serupa, "
                "bukan dengan unit terbesar."
            ),
            _("Kelompok kecil tidak ditampilkan. Jangan menebak siapa."),
            _("Denyut dan survei menunjukkan arah, bukan nilai orang."),
            _("Pilih satu hal untuk diperbaiki, sebutkan siapa dan kapan, lalu lihat lagi."),
        ),
        _("Denyut motivasi unit Anda turun sedikit. Apa yang tepat?"),
        (
            _("Mencari siapa yang menjawab rendah"),
            _("Bertanya kepada tim apa yang berubah, lalu memperbaiki satu hal"),
            _("Menghentikan denyut"),
        ),
        2,
    ),
    Pelajaran(
        "menerima_laporan",
        Peran.PYB,
        Langkah.EVALUASI,
        _("Menerima laporan kinerja dan memakainya"),
        _("Laporan yang dibaca tepat waktu menjadi dasar pelatihan, karier, dan penghargaan."),
        (
            _(
                "Penilai melaporkan dokumen evaluasi secara berjenjang kepada Anda, paling lama 30 hari "
                "kerja sejak jangka waktu evaluasi berakhir (Pasal 28, Lampiran BAB V)."
            ),
            _(
                "Buka hasil seseorang untuk membaca dua rating, alasannya, dan buktinya. Anda tidak "
                "mengubah predikat; hasil hanya berubah lewat keberatan."
            ),
            _(
                "Pola distribusi predikat membantu Anda bertanya, bukan membagi jatah. Unit yang kecil "
                "tidak dapat dibaca dalam persen."
            ),
            _(
                "Pakailah hasilnya sebagai acuan: kebutuhan pelatihan, kelompok rencana suksesi, dan "
                "bantuan bagi yang tertinggal."
            ),
        ),
        _("Predikat seseorang menurut Anda terlalu rendah. Apa yang benar?"),
        (
            _("Mengubahnya sebelum laporan diteruskan"),
            _("Tidak mengubahnya; ia dapat mengajukan keberatan kepada atasan penilainya"),
            _("Meminta unit kepegawaian mengganti angkanya"),
        ),
        2,
    ),
    Pelajaran(
        "memutus_penghargaan",
        Peran.PYB,
        Langkah.EVALUASI,
        _("Memutus penghargaan dan tempat pelatihan"),
        _("Keputusan beralasan dipercaya, juga oleh yang belum mendapat giliran."),
        (
            _(
                "Beranda membawa Anda ke usulan. Prioritas kelompok rencana suksesi dan prioritas "
                "pengembangan kompetensi dapat Anda putus; penghargaan lain hanya oleh pejabat pembina "
                "kepegawaian (Pasal 31)."
            ),
            _(
                "Baca hasil yang menjadi dasarnya. Hukuman disiplin tidak tercatat di sini: periksa di "
                "luar aplikasi sebelum menyetujui."
            ),
            _(
                "Alokasi pelatihan menyebut siapa mendapat tempat, siapa belum, dan mengapa. Belum yakin? "
                "Mintalah unit kepegawaian menghitungnya lagi dengan batas lain, lalu setujui."
            ),
            _("Yang mengusulkan tidak memutus, dan tidak seorang pun memutus tentang dirinya sendiri."),
        ),
        _("Sebuah usulan penghargaan menyebut nama Anda sendiri. Siapa yang memutus?"),
        (
            _("Saya, karena saya pejabat yang berwenang"),
            _("Pengusulnya"),
            _("Pejabat lain yang berwenang"),
        ),
        3,
    ),
    Pelajaran(
        "menandatangani_gerbang",
        Peran.PYB,
        Langkah.LAIN,
        _("Lanjut atau tunda: menandatangani gerbang"),
        _("Menunda dengan sebab lebih murah daripada memperluas yang belum jalan."),
        (
            _("Keputusan yang menunggu tanda tangan tampil di beranda Anda. Buka halaman gerbangnya."),
            _(
                "Setiap syarat menyebut angkanya dan batasnya. Belum diketahui tidak sama dengan terpenuhi, "
                "dan syarat yang tidak dipakai menyebut sebabnya."
            ),
            _("Baca kekurangan yang masih terbuka, terutama yang berat, dan apa kata pimpinan unitnya."),
            _(
                "Tanda tangani lanjut bila syaratnya terukur; bila belum, tunda dan sebut apa yang harus "
                "ada dahulu. “Belum dapat disimpulkan” adalah hasil yang jujur, bukan kegagalan."
            ),
        ),
        _("Dua syarat belum diketahui angkanya. Apa artinya?"),
        (_("Sudah terpenuhi"), _("Belum dapat dianggap terpenuhi"), _("Boleh diabaikan")),
        2,
    ),
    Pelajaran(
        "membaca_jejak",
        Peran.AUDITOR,
        Langkah.LAIN,
        _("Membaca jejak: siapa, apa, kapan"),
        _("Setiap perubahan meninggalkan catatan, jadi Anda tidak bergantung pada cerita."),
        (
            _(
                "Buka Audit. Saring menurut orang, jenis, dan tanggal. Catatan ditulis bersama "
                "perubahannya dan tidak dapat diubah lewat aplikasi."
            ),
            _(
                "Catatan disegel berantai setiap jam. Pengelola sistem menjalankan kasuari audit verify; "
                "mintalah keluarannya, dan simpan satu segel di luar sistem sebagai pembanding."
            ),
            _(
                "Ada yang tidak Anda lihat: isi konseling, jawaban 360, dan catatan pribadi penilai. Audit "
                "hanya menyebut bahwa langkahnya terjadi."
            ),
            _("Anda membaca dan tidak mengubah apa pun. Temuan ditulis di laporan Anda sendiri."),
        ),
        _("Pengelola basis data dapat melepas pelindung catatan. Apa yang tetap membuktikannya?"),
        (
            _("Segel yang disimpan di luar sistem"),
            _("Jumlah baris di halaman audit"),
            _("Tanggal berkas basis data"),
        ),
        1,
    ),
    Pelajaran(
        "menghitung_ulang",
        Peran.AUDITOR,
        Langkah.EVALUASI,
        _("Menghitung ulang satu hasil"),
        _("Hasil yang dapat dihitung dengan tangan dapat dipercaya atau dibantah."),
        (
            _(
                "Ambil satu dokumen evaluasi. Pindai kode QR: halaman umum itu menjawab apakah dokumennya "
                "asli dan masih berlaku."
            ),
            _(
                "Cari dua ratingnya pada kuadran kinerja (Lampiran BAB IV). Predikat harus jatuh dari sel "
                "itu; tidak ada kolom untuk mengetiknya."
            ),
            _(
                "Cocokkan tanggal: disampaikan paling lama 14 hari kerja sejak ditandatangani, dilaporkan "
                "paling lama 30 hari kerja sejak jangka waktu evaluasi berakhir (Lampiran BAB V)."
            ),
            _(
                "Untuk satu tahun penuh, mintalah kasuari recompute: setiap predikat dihitung lagi dengan "
                "aturan masanya, dan yang berbeda disebut."
            ),
        ),
        _("Hasil kerja sesuai ekspektasi dan perilaku sesuai ekspektasi. Apa predikatnya?"),
        (_("Sangat Baik"), _("Terserah penilai"), _("Baik")),
        3,
    ),
    Pelajaran(
        "membaca_keberatan",
        Peran.AUDITOR,
        Langkah.EVALUASI,
        _("Keberatan, kalibrasi, dan yang patut ditanyakan"),
        _("Tanda bukan tuduhan: ia hanya menunjukkan di mana Anda perlu bertanya."),
        (
            _(
                "Keberatan diputus atasan pejabat penilai kinerja (Pasal 29). Periksa alasan, kedua "
                "keterangan, dan tanggalnya."
            ),
            _(
                "Sesudah keberatan menunjukkan hasil berikutnya dari penilai yang sama dan perpindahan "
                "pegawainya. Tanyakan sebabnya sebelum menyimpulkan."
            ),
            _(
                "Kalibrasi yang sudah ditutup memuat penilaian semula, usulan, dan jawaban penilai. Rating "
                "berubah hanya bila penilainya sendiri menerima."
            ),
            _(
                "Pembinaan dan sanksi tidak sama: hasil evaluasi dapat menjadi dasar sanksi, tetapi sanksi "
                "dijatuhkan menurut aturannya sendiri, di luar aplikasi ini (Pasal 33)."
            ),
        ),
        _("Setahun sesudah keberatan, rating pegawai itu turun. Apa langkah pertama?"),
        (
            _("Menyatakan ada pembalasan"),
            _("Membaca alasan dan buktinya, lalu bertanya kepada kedua pihak"),
            _("Mengembalikan rating lamanya"),
        ),
        2,
    ),
)
