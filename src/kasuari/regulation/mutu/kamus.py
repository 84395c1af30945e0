"""The words that the rules of this folder look at, how a text is cut into words, and how affixes come off.

Every table is data: to teach the rules a word, add it here and a sentence to the tests
(docs/developer/lint.md).
"""

from __future__ import annotations

import re
import unicodedata

# Nobody writes a result longer than this; what follows decides nothing.
TERPANJANG = 4000

KATA = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:-(?:[^\W\d_]+))*|\d+(?:[.,]\d+)*")
# "1. ", "a) ", "- ", quotes: what people put before a sentence.
PEMBUKA = re.compile(r"^[\s\"'“”‘’«([\-–—•*·]*(?:\(?(?:\d{1,2}|[a-zA-Z])[.)]\s+)?[\s\"'“”‘’\-–•]*")


def kumpulan(text: str) -> frozenset[str]:
    return frozenset(text.split())


def kata(teks: str) -> list[str]:
    """The words and numbers of `teks` in lower case, without the bullet or the quotes before it."""
    plain = unicodedata.normalize("NFKC", teks[:TERPANJANG])
    return [word.lower() for word in KATA.findall(PEMBUKA.sub("", plain, count=1))]


def rata(teks: str) -> str:
    """`teks` in lower case with single spaces."""
    return " ".join(teks[:TERPANJANG].replace("\u00a0", " ").lower().split())


# --- The form of a statement ---------------------------------------------------------------------------

# They begin like a verb with me- and are none.
BUKAN_KATA_KERJA_ME = kumpulan(
    """menteri media medis medik mesin meja merek metode metodologi mental menara mekanisme mekanik mekanisasi
    mebel mebeler meubelair meter meteran mei memo memori memorandum menu menit menengah merah mentor
    metadata merit meritokrasi mediasi mediator melati melayu mesjid megah merauke meeting mekar metro
    metropolitan meteorologi metrologi mega menantu merdeka melalui menurut mengenai menjelang menuju
    merupakan mengingat member mendatang mendesak menular menahun menyeluruh mendalam memadai memuaskan
    menarik menetap menyusui melahirkan mendasar merata mengikat meliputi mencakup memang mereka meski
    meskipun melek menopause meningitis mentah manual"""
)
BUKAN_PASIF = kumpulan(
    """dinas diklat dialog digital digitalisasi direktur direktorat direktif direktori direksi dirjen ditjen
    distrik distribusi disiplin diagnosa diagnosis diskusi dinamika dinamis dinding dimensi diploma
    diplomasi diplomat diskon dispensasi disposisi divisi diare diabetes diet difteri difabel
    disabilitas diseminasi disdik disdikbud disdukcapil dinkes dinsos dishub dispora disporapar
    diskominfo disnaker disnakertrans disperindag disbun disnak disbudpar distan disertasi dini diri
    dividen display disrupsi diversifikasi diferensiasi diameter dipa diskresi diorama diskop dialisis
    disinfeksi disinfektan dinsosp3a dikdas dikbud dikmen dikjur didik dimana dikarenakan diantara"""
)
BUKAN_TER = kumpulan(
    """terminal ternak terumbu terapi terapis teritorial termin teras terowongan teror terorisme terkait
    terhadap tersebut terpadu terdiri terbuka tertentu terakhir tertinggi terbaik terpencil terluar
    tertinggal terlantar terdekat terendah terdampak terampil tersier terjadwal terbatas termasuk
    terbaru terutama tertulis tertua terdepan terpilih terhormat terapan terigu terbanyak terkini
    terjangkau ternyata terlalu terang terlarang tersangka terpidana terbesar terkecil terlampir
    termaktub tersendiri terstruktur teratur terpercaya terampilnya teratai terjemah terjemahan"""
)
BUKAN_NYA = kumpulan("lainnya diantaranya biasanya sebaiknya bertanya mempunyai selanjutnya")
# ber- words that describe a noun and say nothing of it.
BUKAN_BER = kumpulan(
    """berencana bermotor berbasis berkelanjutan bersama beragama berat beras beruang berkas berita berikut
    berbagai bersalin berusia berdasarkan berisiko berkebutuhan berbahaya berprestasi berwenang
    bernegara berbangsa beranda berlalu berlaku bersangkutan beredar berbadan bertingkat bergerak
    berjenjang berjangka berkala bersejarah bersubsidi berpenghasilan bermasalah bergizi bergilir
    beternak bertani bercocok bermain bermukim bersumber berimbang berjalur berimbas berbelanja
    berorientasi bersifat berupa bersih berdaya berbagi berusaha bersinar"""
)
# Acts of the person, without me-.
BERTINDAK = kumpulan(
    """berkoordinasi berpartisipasi berperan berperanserta bekerja bekerjasama bertugas berkonsultasi
    berkomunikasi berkolaborasi bertindak berupaya berusaha berkontribusi berdiskusi bertanggung
    berkunjung berjaga bersosialisasi bergotong berlatih belajar berkirim berbagi bermusyawarah ikut
    turut input entri entry upload bikin nyusun ngetik nulis ngurus ngecek ngisi ngajar bantu susun buat
    lakukan laksanakan hadir hadiri kerjakan kirim jaga jadi me mem men meng menge meny mlakukan
    mlaksanakan"""
)
# Before a verb, these change nothing: "telah melaksanakan", "rutin melakukan".
PENGANTAR = kumpulan(
    """telah sudah akan sedang selalu senantiasa rutin aktif dapat mampu bisa wajib harus siap mau untuk guna
    agar dalam rangka secara berkala cepat langsung bersama-sama segera setiap tiap hari minggu pekan
    bulan tahun saat pagi sore jumat senin kerja terus"""
)
SAYA = kumpulan("saya kami kita aku")
# The subject only names the doing: what is done to it or by it is no result yet.
KEGIATAN = kumpulan(
    """rapat rapat-rapat sosialisasi monitoring monev evaluasi supervisi kegiatan pembinaan pelatihan bimtek
    bimbingan diklat workshop lokakarya seminar webinar koordinasi konsultasi asistensi pendampingan
    fasilitasi penyuluhan pengawasan pelaksanaan penyelenggaraan pertemuan kunjungan sidak inspeksi
    survei survey pendataan penyusunan pembuatan pengumpulan pengolahan pengelolaan pemeliharaan
    pemantauan pengendalian pelayanan layanan upacara apel senam lomba festival pameran kampanye
    musrenbang forum fgd dialog sarasehan rakor rakornis piket perjalanan rekonsiliasi verifikasi
    validasi penilaian audit reviu review kajian diseminasi advokasi mediasi edukasi promosi pengadaan
    penyediaan penerbitan penanganan pemberdayaan pengembangan penataan penertiban patroli razia operasi
    gotong-royong gerakan tugas kerja perbaikan perawatan perencanaan perekaman pelaporan pelestarian
    pelepasan kerjasama peringatan acara studi magang kursus"""
)
# The narrower list behind "terlaksananya": these are nothing but doing.
ACARA = kumpulan(
    """rapat rapat-rapat sosialisasi monitoring monev evaluasi supervisi kegiatan pembinaan pelatihan bimtek
    bimbingan diklat workshop lokakarya seminar webinar koordinasi konsultasi asistensi pendampingan
    fasilitasi penyuluhan pengawasan pertemuan kunjungan sidak inspeksi survei survey upacara apel senam
    lomba festival pameran kampanye musrenbang forum fgd sarasehan rakor rakornis piket perjalanan
    pemantauan advokasi edukasi diseminasi promosi patroli razia acara studi magang kursus tugas
    peringatan"""
)
PELAKSANA = kumpulan(
    """terlaksana terlaksananya terlaksanaya terlaksanannya terselenggara terselenggaranya terfasilitasi
    terfasilitasinya terkoordinasi terkoordinasinya terkoordinir terkoordinirnya dilaksanakan
    dilaksanakannya diselenggarakan diselenggarakannya dilakukan dilakukannya diikuti diikutinya
    dihadiri dihadirinya diadakan diadakannya"""
)
PENGISI = kumpulan("kegiatan pelaksanaan proses penyelenggaraan acara tugas program")
KEPADA = kumpulan("kepada terhadap")
KEPADA_KOORDINASI = kumpulan("dengan ke")
KOORDINASI = kumpulan(
    "koordinasi konsultasi kerjasama konsolidasi komunikasi rapat pertemuan kunjungan rekonsiliasi"
)
# The annex's own "Asistensi/pendampingan terhadap Pemerintah Daerah" (p. 120): an act, whomever it names.
PENDAMPINGAN = kumpulan("asistensi pendampingan bimbingan")
# "Layanan …" is a category in the annex whoever receives it; the others are states, not acts.
BUKAN_PERBUATAN = kumpulan(
    "pelayanan layanan perlindungan perhatian penghormatan pemahaman pengetahuan penghargaan pendapatan "
    "pemerintahan pendidikan penghasilan pemakaman pemukiman pemasukan pengaduan pemandangan penyimpangan "
    "pengalaman penerbangan peninggalan pengadilan penampilan penginapan pengangguran pemilihan"
)
# "Bersama tim melaksanakan …", "sebagai anggota mengikuti …": the verb behind them is the person's own.
BERSAMA = kumpulan("bersama sebagai selaku dalam untuk guna")
# Nouns that name a result or a measure of one.
KEPALA_HASIL = kumpulan(
    """kepuasan kepatuhan ketepatan ketersediaan kesesuaian keterpenuhan kelancaran kelengkapan keberhasilan
    keterisian keakuratan kemudahan kecepatan ketuntasan ketercapaian keterjangkauan kemandirian
    terpenuhinya persentase presentase indeks jumlah nilai opini predikat skor rasio cakupan capaian ide
    inovasi gagasan percepatan efisiensi efektivitas efektifitas nihil zero bebas nol sedikit kelulusan
    keandalan kesiapan"""
)
UBAH = kumpulan("peningkatan penurunan pengurangan perbaikan kenaikan penguatan")
YANG_DIUBAH = kumpulan(
    """kualitas mutu indeks persentase nilai jumlah kepuasan angka cakupan capaian kepatuhan produksi
    produktivitas pendapatan kinerja ketepatan prevalensi skor populasi derajat taraf rasio tingkat"""
)
# An adjective or state that stands as a predicate.
SIFAT = kumpulan(
    """
    baik lebih lancar tertib lengkap akurat tepat cepat siap selesai tuntas puas naik turun lulus cukup aman
    sehat bersih terampil laik layak mandiri valid mutakhir terkini andal handal transparan akuntabel
    mudah ramah rapi optimal maksimal efektif efisien berkualitas bermutu memadai memuaskan jelas benar
    reliable user-friendly prima nyaman stabil mantap terbit terang hidup menyeluruh merata terjangkau
    profesional responsif informatif tinggi rendah kondusif harmonis sederhana terpadu terintegrasi
    kompeten seimbang rapih teratur sempurna nihil baru subur segar produktif kuat utuh sesuai
    terpercaya terukur berkesan inklusif inovatif meningkat menurun membaik bertambah berkurang mencapai
    berhasil tersedia terjaga terstandar standar kredibel relevan konsisten terbuka pulih sembuh bugar
    terdepan unggul cerdas adil tangguh aktif rajin rutin solid ramai lunas sah resmi sinkron jujur
    wajar tanggap setara mampu gratis gemar netral padu jernih kering utama teladan bahagia berdaya"""
)
# Adjectives that belong to names ("desa mandiri", "program Indonesia sehat"): behind the name of a doing
# they say nothing of it.
SIFAT_NAMA = kumpulan(
    """sehat bersih mandiri aman layak laik baru terpadu tinggi rendah standar hidup siap cerdas unggul adil
    inklusif produktif sederhana subur nyaman kuat terbuka terang mudah cepat inovatif profesional
    teratur terintegrasi kompeten terampil baik prima cukup bugar"""
)
# Verbs without an affix by which something comes about.
TIBA = kumpulan("tiba hadir datang lahir selamat ramai habis paham jadi tumbuh sadar bangkit pulih")
# What may follow an adjective that ends a statement.
SETELAH_SIFAT = kumpulan(
    """
    di pada dari oleh dalam untuk sebelum setelah sejak dan bagi atas dengan kepada tahun bulan pakai dipakai
    jalan ke terhadap sepanjang selama akhir menjadi mengukur bekerja secara setiap saat hingga sampai karena
    """
)
# What may be said of a doing too: "kegiatan posyandu berjalan rutin".
BERLANGSUNG = kumpulan(
    "berjalan berlangsung berhasil berfungsi berkurang bertambah berkembang berdampak bermanfaat berdaya"
)
# "yang", "secara", "dengan" before one of SIFAT make a quality; these say one by themselves.
MUTU = (
    re.compile(r"\btepat (?:pada )?(?:waktu|sasaran|jumlah|mutu)"),
    re.compile(r"\bsesuai\b"),
    re.compile(r"\bpaling (?:lambat|lama|sedikit|tinggi)\b"),
    re.compile(r"\b(?:tanpa|bebas|sebelum|di atas|di bawah|(?:kurang|lebih) dari)\b"),
    re.compile(r"\b(?:minimal|maksimal|paling kurang) (?:\d|baik|sangat|predikat|nilai|b\b|a\b)"),
    re.compile(r"\d\s*(?:%|persen|hari|jam|menit|minggu|bulan)"),
    re.compile(r"\bsiap (?:pakai|di\w+)"),
    re.compile(r"\bup[- ]to[- ]date\b"),
    re.compile(r"\bberdasarkan hasil\b"),
    re.compile(r"\bpada hari yang sama\b"),
    re.compile(r"\b(?:agar|supaya|sehingga)\b"),
    re.compile(r"\bdalam rangka pencapaian\b"),
    re.compile(r"\bdengan (?:respons?|nilai|hasil|predikat|waktu)\b"),
    re.compile(r"\b(?:semakin|makin)\b"),
    re.compile(r"\bdalam bentuk\b"),
    re.compile(r"\b(?:wtp|wtm)\b|\bpredikat (?:a|aa|b|bb|cc|baik|sangat|istimewa)\b"),
)
# Names of things in which an adjective says nothing of the result.
NAMA_TETAP = re.compile(
    r"\b(?:layak (?:huni|anak|fungsi)|(?:pola )?hidup (?:bersih(?: dan sehat)?|sehat)|"
    r"(?:air|udara|lingkungan|pangan|rumah|sekolah|keluarga|jajanan|pasar|kantin|kota|kabupaten|desa|"
    r"kampung|ruang|olahraga) (?:bersih|sehat|layak|aman|mandiri|terbuka|hijau|terpadu)|"
    r"pelayanan (?:prima|terpadu)|standar (?:pelayanan|operasional|nasional|teknis|harga|biaya|kompetensi)|"
    r"bayi baru lahir|(?:peserta didik|pegawai|siswa|warga|anggota|penduduk) baru|baru lahir|"
    r"sekolah (?:menengah|dasar)|tumbuh kembang|(?:tempat|tanggal|hari|akta) lahir|satu pintu|informasi "
    r"terpadu|hama terpadu|tata (?:tertib|usaha)|"
    r"kedokteran mandiri|wajib belajar|gerak cepat|reaksi cepat|tanggap darurat|"
    r"(?:pejabat|pimpinan|jabatan|perguruan|pendidikan) tinggi|berpenghasilan rendah|efisien energi)\b"
)
ASING = kumpulan("the of and to is are with for by be on in that this from our their shall will at as an")
INDONESIA = kumpulan(
    "dan yang di untuk dengan dalam pada ke dari sesuai tidak atau oleh bagi serta tepat akan"
)

# --- Absolute words ------------------------------------------------------------------------------------

WAKTU_BERULANG = (
    r"(?:akhir |awal |pertengahan |tanggal |pukul |jam |\d+ |satu |dua |tiga |enam )*"
    r"(?:hari|minggu|pekan|bulan|bulannya|tahun|tahunnya|triwulan|tw|semester|caturwulan|jam|menit|kuartal|"
    r"senin|selasa|rabu|kamis|jum'?at|sabtu|ahad|tanggal|pukul|periode|pagi|siang|sore|malam|"
    r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|"
    r"harinya|minggunya|semesternya|triwulannya|\d+)\b"
)
KATA_MUTLAK = re.compile(
    r"\b(?:semua(?:nya)?|seluruh(?:nya)?|segenap|selalu|senantiasa|tidak pernah|tak pernah|setiap|"
    r"tiap(?:-tiap)?|"
    r"tanpa (?:kecuali|terkecuali|pengecualian)|tidak (?:satu ?pun|ada satu ?pun)|tak satu ?pun|"
    r"tanpa kesalahan|zero (?:error|complaint|komplain|mistake)|sama sekali tidak|mutlak)\b"
)
BERULANG = re.compile(rf"\b(?:setiap|tiap) {WAKTU_BERULANG}")
PELUNAK = re.compile(
    r"(?:\b(?:hampir|tidak|bukan|tidaklah|nyaris|sebagian besar dari|belum)\s+)$",
)
# A scope inside a counted measure: "Persentase dari seluruh desa yang …" with a target that leaves room.
KEPALA_UKURAN = re.compile(
    r"^(?:persentase|presentase|prosentase|jumlah|rasio|tingkat|rata|indeks|proporsi|cakupan)\b"
)
# Lampiran BAB II A.7.a.7: nyawa, cedera, pelanggaran keamanan nasional, kerugian moneter yang besar.
KEBERATAN = {
    "nyawa": re.compile(
        r"\b(?:nyawa|jiwa|keselamatan|selamat|kematian|meninggal|wafat|korban|gawat|darurat|igd|ugd|icu|nicu|"
        r"resusitasi|malprakt[ei]k|persalinan(?:nya)?|bersalin|melahirkan|kelahiran|neonatal|transfusi|"
        r"pembedahan|bedah|anestesi|kebakaran|evakuasi|dievakuasi|terevakuasi|penyelamatan|diselamatkan|"
        r"pertolongan|bencana|tsunami|gempa|banjir|longsor|wabah|klb|keracunan|rujukan|ambulans?|"
        r"tenggelam|hanyut|pelayaran|penerbangan|pemadam\w*|damkar|fatal|sekarat|kritis)\b"
    ),
    "cedera": re.compile(
        r"\b(?:cedera|cidera|luka|terluka|kecelakaan|celaka|cacat|infeksi|k3|apd|radiasi|limbah b3|"
        r"kekerasan|jatuh|alergi|bunuh diri|perundungan)\b"
    ),
    "keamanan nasional": re.compile(
        r"\b(?:keamanan (?:nasional|negara)|pertahanan|rahasia negara|teroris\w*|radikal\w*|separatis\w*|"
        r"senjata|persenjataan|amunisi|peledak|perbatasan negara|intelijen|sandi|persandian|narkotika|"
        r"narkoba)\b"
    ),
    "kerugian besar": re.compile(
        r"\b(?:kerugian (?:negara|daerah|keuangan|moneter|besar|material)|merugikan (?:negara|daerah)|"
        r"korupsi|"
        r"fraud|penggelapan|suap|gratifikasi|kebocoran (?:pad|pendapatan|kas|anggaran))\b"
    ),
}
# Somebody who can come to harm; decides unless the sentence is about the counter or the papers.
RAWAN = re.compile(
    r"\b(?:pasien|ibu hamil|ibu nifas|hamil|bayi|balita|(?:pemberian|kesalahan|dosis|salah|reaksi) obat|"
    r"dosis|vaksin|"
    r"suntik\w*|infus|tindakan medis|"
    r"penumpang|tahanan|darah|operasi)\b"
)
TATA_USAHA = re.compile(
    r"\b(?:loket|antrean|antrian|pendaftaran|mendaftar|komplain|keluhan|rekam medis|administrasi|parkir|"
    r"kepuasan|keramahan|ramah|registrasi|klaim|berkas|arsip\w*|diarsipkan|laporan|register|data|tercatat|"
    r"dicatat|terdata|surat|senyum|salam|rapi|rak|stok|gudang|persediaan)\b"
)
JPT = re.compile(
    r"^\s*(?:(?:plt|plh|pj|pjs)\.?\s+)?(?:kepala (?:dinas|badan|biro|pelaksana|satuan polisi|kantor "
    r"wilayah|pusat|"
    r"lembaga|perwakilan)|inspektur(?:\s+(?:daerah|jenderal|utama|i{1,3}|iv|v|provinsi|kabupaten|"
    r"kota)\b|\s*$)|"
    r"sekretaris (?:daerah|jenderal|utama|kementerian|dprd|dewan|deputi|mahkamah)|direktur (?:jenderal|"
    r"utama)|"
    r"direktur (?:i{1,3}|iv|v|vi)\b|deputi|asisten (?:pemerintahan|perekonomian|administrasi|sekretaris|"
    r"i{1,3}\b|"
    r"deputi|daerah|bidang)|staf ahli|menteri|gubernur|bupati|wali ?kota|jpt|pejabat pimpinan tinggi)"
)

# --- Relevance -----------------------------------------------------------------------------------------

HENTI = kumpulan(
    """yang dan di ke dari untuk pada dengan dalam oleh atau serta sesuai tepat waktu tidak ada agar bagi
    sebagai adalah akan telah sudah dapat bisa secara para antar per tiap setiap semua seluruh selalu
    paling lambat lama lain lainnya dll dsb kepada terhadap terkait tentang atas hasil guna melalui
    berdasarkan masing baik cepat lengkap akurat benar tertib optimal maksimal efektif efisien
    berkualitas mutu kualitas kuantitas standar prosedur sop ketentuan peraturan berlaku jumlah
    persentase presentase prosentase indeks nilai tingkat angka rasio cakupan rata target capaian
    realisasi tahun bulan hari minggu triwulan semester jadwal tinggi rendah lebih minimal hal ini itu
    tersebut rangka cara bahan sama satu dua tiga jam dan/atau daerah kabupaten kota provinsi distrik
    kecamatan wilayah dinas kantor unit instansi bidang seksi subbagian bagian upt uptd ahli pertama
    muda madya utama terampil mahir penyelia pemula pelaksana lanjutan kepala jenjang fungsional berkala
    sekali perlu lingkungan lingkup sebelum sesudah setelah saat akhir awal menurut naik turun layak
    jenis masyarakat warga orang pihak baru gangguan berarti tugas pokok fungsi pekerjaan kerja kinerja
    tanpa siap mudah ditemukan sasaran"""
)
# Words that every office uses: they say little about a post.
UMUM = kumpulan(
    """laksana lakukan laku susun buat kelola siap lapor dokumen data layan giat olah kumpul bantu tersedia
    sedia periksa evaluasi monitoring monev koordinasi bina beri teliti analisis verifikasi catat
    kembang tingkat kurang administrasi informasi program rencana sistem proses urus tindak lanjut
    pimpin pegawai kebutuh butuh terima sampai jadi guna manfaat awas pantau kendali tata bahan tetap
    ada berkas usul hasil seleng selenggara fasilitasi pelihara rawat tangan dukung aman sarana
    prasarana kelompok binaan mutakhir"""
)
# Posts and results of one field share it even where they share no word. Narrow on purpose.
# "Berencana" would count as planning.
KELUARGA_BERENCANA = re.compile(r"\bkeluarga berencana\b", re.IGNORECASE)
BIDANG: dict[str, frozenset[str]] = {
    "kesehatan ibu dan anak": kumpulan(
        "ibu anc k4 k1 komplikasi kehamilan melahirkan hamil bersalin salin persalinan nifas bidan "
        "kebidanan antenatal bayi balita imunisasi kandungan posyandu kb kontrasepsi neonatal partus asi "
        "menyusui kia"
    ),
    "perawatan dan pengobatan": kumpulan(
        "berobat sembuh kesembuhan infeksi nosokomial ambulans rawat laboratorium kesehatan pasien perawat "
        "keperawatan dokter medis medik klinis inap igd diagnosa diagnosis tindakan infus luka bedah resep "
        "terapi penyakit puskesmas"
    ),
    "obat": kumpulan("obat-obatan resep apotik alkes obat farmasi apoteker vaksin apotek kefarmasian"),
    "gizi": kumpulan("gizi stunting nutrisi nutrisionis makanan pmt balita"),
    "kesehatan lingkungan": kumpulan(
        "stbm babs jamban buang septik higiene kuman vektor sanitasi sanitarian odf epidemiologi surveilans "
        "wabah dbd malaria"
    ),
    "sekolah": kumpulan(
        "sekolahan pramuka olimpiade juara lulus lulusan mengajar ajar akademik siswa murid guru sekolah "
        "belajar pembelajaran pelajaran kelas kurikulum rpp rapor ujian didik pendidikan ekstrakurikuler "
        "mapel asesmen literasi numerasi paud sd smp sma smk kkm matematika"
    ),
    "jalan dan jembatan": kumpulan(
        "lubang mantap ruas jembatan jalan aspal marga drainase trotoar perkerasan"
    ),
    "bangunan": kumpulan(
        "rtrw rdtr proyek gedung bangunan pbg imb slf konstruksi rehabilitasi kontrak fisik perumahan "
        "permukiman"
    ),
    "air": kumpulan("pipa pdam sumur mengalir irigasi bendung sungai air embung saluran pengairan spam"),
    "keuangan": kumpulan(
        "spp ikpa penatausahaan kuitansi rekonsiliasi fiskal kwitansi likuiditas keuangan spj spm sp2d "
        "anggaran belanja bendahara kas bayar pembayaran pajak akuntansi sap dpa rka verifikasi tagihan "
        "gaji tunjangan perbendaharaan uang"
    ),
    "pendapatan daerah": kumpulan("retribusi pad pajak pbb bphtb wajib tagih pendapatan samsat"),
    "aset": kumpulan("aset bmd bmn barang inventaris persediaan kib gudang"),
    "kepegawaian": kumpulan(
        "pegawai sdm kepangkatan kgb gaji promosi rekrutmen cpns disiplin anjab abk kepegawaian pangkat "
        "pensiun mutasi asn pns pppk cuti skp simpeg diklat jabatan absensi presensi kompetensi karier "
        "karir"
    ),
    "surat dan arsip": kumpulan(
        "arsip arsiparis surat agenda diagendakan persuratan disposisi naskah ekspedisi kearsipan"
    ),
    "perencanaan": kumpulan(
        "rkpd renja renstra rpjmd rkp perencanaan perencana pembangunan musrenbang sakip lkjip lakip"
    ),
    "kependudukan": kumpulan(
        "ktp ktp-el kk kependudukan penduduk akta kelahiran adminduk siak kia pindah e-ktp dukcapil"
    ),
    "pertanian": kumpulan(
        "tani petani padi pertanian pupuk pemupukan tanam panen hortikultura lahan benih programa poktan "
        "gapoktan kebun perkebunan kopi sagu budidaya"
    ),
    "peternakan": kumpulan(
        "rabies anjing kucing ayam telur daging karantina kuku vaksinasi ternak sapi babi kambing unggas "
        "pmk hewan veteriner inseminasi peternakan peternak"
    ),
    "perikanan": kumpulan(
        "laut pesisir jaring budidaya benur ikan nelayan perikanan tangkap kapal kolam tangkapan kusuka "
        "rumput"
    ),
    "sosial": kumpulan(
        "dinsos jompo yatim gelandangan korban bantuan sembako sosial bansos pkh lansia disabilitas miskin "
        "kemiskinan dtks panti terlantar penerima keluarga rentan anjal"
    ),
    "teknologi informasi": kumpulan(
        "e-office e-government backup email laptop printer situs web jaringan server aplikasi komputer "
        "internet website basis perangkat siber spbe digital software hardware laman domain"
    ),
    "hukum": kumpulan(
        "perda perjanjian litigasi gugatan hukum perkada perbup pergub rancangan peraturan sengketa bantuan "
        "naskah legislasi perundang"
    ),
    "humas": kumpulan(
        "pers wartawan kliping instagram facebook pengikut unggahan humas berita publikasi media ppid aduan "
        "pengaduan konten liputan kehumasan"
    ),
    "lingkungan hidup": kumpulan(
        "daur hijau taman sampah amdal limbah pencemaran tps tpa hutan emisi ukl kehutanan pohon"
    ),
    "bencana dan kebakaran": kumpulan(
        "bencana kebakaran damkar evakuasi bpbd korban pemadam pemadaman siaga"
    ),
    "perhubungan": kumpulan(
        "mobil motor sopir pengemudi rambu kapal angkutan terminal lalu lintas parkir kir pelabuhan bandara "
        "kendaraan uji trayek"
    ),
    "usaha dan perdagangan": kumpulan(
        "pedagang harga sembako beras inflasi umkm pasar koperasi usaha nib perizinan izin industri ikm "
        "metrologi ekspor investasi"
    ),
    "pariwisata dan budaya": kumpulan(
        "wisata pariwisata museum budaya destinasi festival seni kunjungan cagar pengunjung"
    ),
    "perpustakaan": kumpulan("perpustakaan pustakawan buku pemustaka baca koleksi literasi"),
    "tenaga kerja": kumpulan("ketenagakerjaan pencari lowongan phk hubungan industrial blk pekerja upah"),
    "pengadaan": kumpulan("pengadaan tender lelang penyedia kontrak e-katalog ulp rup"),
    "pengawasan": kumpulan("audit auditor reviu temuan inspektorat pemeriksaan lhp bpk spip"),
    "desa": kumpulan("desa kampung bumdes siskeudes apbdes kelurahan"),
    "rumah tangga kantor": kumpulan(
        "mobil pengemudi mengemudi ruangan toilet perlengkapan keamanan satpam kebersihan kendaraan sopir "
        "jaga tamu ruang konsumsi halaman listrik"
    ),
    "ketertiban": kumpulan(
        "perda pelanggaran pelanggar menegakkan penegakan patroli pkl tibum ketenteraman satpol ketertiban "
        "penertiban razia linmas trantibum"
    ),
    "olahraga dan pemuda": kumpulan("olahraga pemuda atlet kepemudaan pramuka cabor"),
}
BENTUK_LAIN = {
    "perawat": "rawat", "keperawatan": "rawat", "perawatan": "rawat", "periksa": "eriksa",
    "persalinan": "alin", "persen": "persen", "perlu": "perlu",
    "pemerintah": "erintah", "perintah": "erintah",

    "peserta": "eserta", "pendidikan": "didik", "belajar": "ajar", "pelajar": "ajar", "pelajaran": "ajar",
    "murid": "iswa", "siswa": "iswa", "bahan": "bahan", "penduduk": "duduk", "kependudukan": "duduk",
    "perikanan": "ikan", "kesehatan": "ehat", "dokumentasi": "dokumen", "terdokumentasi": "dokumen",
    "didokumentasikan": "dokumen", "ktp-el": "ktp", "e-ktp": "ktp", "elektronik": "elektronik",
    "mobil": "kendara", "kendaraan": "kendara", "laptop": "komputer", "medsos": "media", "perda": "atur",
    "kegiatan": "giat", "pegawai": "gawai", "aparatur": "gawai", "asn": "gawai",
}  # fmt: skip
_PARTIKEL = re.compile(r"(?:lah|kah|pun)$")
_MILIK = re.compile(r"(?:nya|ku|mu)$")
_SUARA = "aiueo"
_AWALAN = (
    ("memper", ""), ("diper", ""), ("teper", ""), ("pember", ""), ("keber", ""), ("keter", ""),
    ("menge", ""), ("penge", ""), ("meng", ""), ("peng", ""), ("meny", ""), ("peny", ""),
    ("mem", ""), ("pem", ""), ("men", ""), ("pen", ""), ("ber", ""), ("bel", ""), ("per", ""), ("pel", "l"),
    ("ter", ""), ("me", ""), ("pe", ""), ("di", ""), ("ke", ""), ("se", ""),
)  # fmt: skip


def dasar(word: str) -> str:
    """A key that the forms of one word share: "menyusun", "penyusunan", "tersusunnya" and "susun" are one.

    It is no dictionary word: k, p, s and t at its front are left away, because me- and pe- swallow them.
    """
    if word in BENTUK_LAIN:
        return BENTUK_LAIN[word]
    if len(word) <= 4 or word.isdecimal():
        return _tanpa_awal(word)
    rest = _PARTIKEL.sub("", word) if len(word) > 6 else word
    rest = _MILIK.sub("", rest) if len(rest) > 6 else rest
    if rest in BENTUK_LAIN:
        return BENTUK_LAIN[rest]
    verb = rest.startswith(("me", "di", "ter"))
    if rest.endswith("kan") and len(rest) > 7:
        rest = rest[:-3]
    elif rest.endswith("an") and len(rest) > 5:
        rest = rest[:-2]
    elif verb and rest.endswith("i") and len(rest) > 6:
        rest = rest[:-1]
    for _turn in range(2):
        cut = _lepas(rest)
        if cut == rest:
            break
        rest = cut
    return _tanpa_awal(rest)


def _lepas(word: str) -> str:
    for awalan, sisa in _AWALAN:
        if not word.startswith(awalan):
            continue
        rest = sisa + word[len(awalan) :]
        if len(rest) < 4 and not (
            awalan in {"meng", "peng", "mem", "men", "meny", "peny"} and len(rest) >= 3
        ):
            continue
        if awalan in {"ke", "se", "di", "pe", "me"} and rest[0] in _SUARA:
            continue
        if awalan in {"mem", "pem"} and rest[0] not in _SUARA + "bfvp":
            continue
        if awalan in {"men", "pen"} and rest[0] not in _SUARA + "cdjtsz":
            continue
        return rest
    return word


def _tanpa_awal(word: str) -> str:
    return word[1:] if len(word) > 3 and word[0] in "kpst" and word[1] in _SUARA else word


UMUM_DASAR = frozenset(dasar(word) for word in UMUM) | UMUM
HENTI_DASAR = frozenset(dasar(word) for word in HENTI)
BIDANG_DASAR = {
    nama: frozenset(dasar(word) for word in words) - UMUM_DASAR - HENTI_DASAR
    for nama, words in BIDANG.items()
}

# How a common activity reads as a result: the object first, then what has become of it.
MENJADI_TER = {
    "menyusun": "tersusun tepat waktu",
    "membuat": "tersusun tepat waktu",
    "melayani": "terlayani sesuai standar",
    "menyalurkan": "tersalur tepat sasaran",
    "mengelola": "terkelola dengan tertib",
    "mengarsipkan": "tersimpan dan mudah ditemukan",
    "menata": "tertata dan mudah ditemukan",
    "mencatat": "tercatat lengkap",
    "memelihara": "terpelihara dan siap digunakan",
    "merawat": "terawat dan siap digunakan",
    "memverifikasi": "terverifikasi tepat waktu",
    "memeriksa": "diperiksa sesuai prosedur",
    "menyiapkan": "siap sebelum waktunya",
    "menginput": "tercatat lengkap dan mutakhir",
    "mengimput": "tercatat lengkap dan mutakhir",
    "mendistribusikan": "diterima tepat waktu",
    "menyampaikan": "disampaikan tepat waktu",
    "menyelesaikan": "selesai tepat waktu",
    "melatih": "terampil setelah dilatih",
    "mengembangkan": "dapat digunakan sesuai kebutuhan",
    "mencetak": "tercetak tepat waktu",
    "memproses": "diproses tepat waktu",
}
MENJADI_NYA = {
    "meningkatkan": "Meningkatnya",
    "menurunkan": "Menurunnya",
    "mewujudkan": "Terwujudnya",
    "mengurangi": "Berkurangnya",
    "memenuhi": "Terpenuhinya",
    "mencapai": "Tercapainya",
    "menjamin": "Terjaminnya",
}
