"""The words that the rules of `mutu` look at, how a text is cut into words, and how affixes are taken off.

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


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def kata(teks: str) -> list[str]:
    """The words and numbers of `teks` in lower case, without the bullet or the quotes before it."""
    plain = unicodedata.normalize("NFKC", teks[:TERPANJANG])
    return [word.lower() for word in KATA.findall(PEMBUKA.sub("", plain, count=1))]


# --- The form of a statement ---------------------------------------------------------------------------

# They begin like a verb with me- and are none.
BUKAN_KATA_KERJA_ME = _set(
    """menteri media medis medik mesin meja merek metode metodologi mental menara mekanisme mekanik mekanisasi
    mebel mebeler meubelair meter meteran mei memo memori memorandum menu menit menengah merah mentor metadata
    merit meritokrasi mediasi mediator melati melayu mesjid megah merauke meeting mekar metro metropolitan
    meteorologi metrologi mega menantu merdeka melalui menurut mengenai menjelang menuju merupakan mengingat
    member mendatang mendesak menular menahun menyeluruh mendalam memadai memuaskan menarik menetap menyusui
    melahirkan mendasar merata mengikat meliputi mencakup memang mereka meski meskipun melek menopause
    meningitis mentah manual"""
)
BUKAN_PASIF = _set(
    """dinas diklat dialog digital digitalisasi direktur direktorat direktif direktori direksi dirjen ditjen
    distrik distribusi disiplin diagnosa diagnosis diskusi dinamika dinamis dinding dimensi diploma diplomasi
    diplomat diskon dispensasi disposisi divisi diare diabetes diet difteri difabel disabilitas diseminasi
    disdik disdikbud disdukcapil dinkes dinsos dishub dispora disporapar diskominfo disnaker disnakertrans
    disperindag disbun disnak disbudpar distan disertasi dini diri dividen display disrupsi diversifikasi
    diferensiasi diameter dipa diskresi diorama diskop dialisis disinfeksi disinfektan dinsosp3a dikdas
    dikbud dikmen dikjur dimana dikarenakan diantara"""
)
BUKAN_TER = _set(
    """terminal ternak terumbu terapi terapis teritorial termin teras terowongan teror terorisme terkait
    terhadap tersebut terpadu terdiri terbuka tertentu terakhir tertinggi terbaik terpencil terluar
    tertinggal terlantar terdekat terendah terdampak terampil tersier terjadwal terbatas termasuk terbaru
    terutama tertulis tertua terdepan terpilih terhormat terapan terigu terbanyak terkini terjangkau ternyata
    terlalu terang terlarang tersangka terpidana terbesar terkecil terlampir termaktub tersendiri terstruktur
    teratur terpercaya terampilnya teratai terjemah terjemahan"""
)
# ber- words that describe a noun and say nothing of it.
BUKAN_BER = _set(
    """berencana bermotor berbasis berkelanjutan bersama beragama berat beras beruang berkas berita berikut
    berbagai bersalin berusia berdasarkan berisiko berkebutuhan berbahaya berprestasi berwenang bernegara
    berbangsa beranda berlalu berlaku bersangkutan beredar berbadan bertingkat bergerak berjenjang berjangka
    berkala bersejarah bersubsidi berpenghasilan bermasalah bergizi bergilir beternak bertani bercocok bermain
    bermukim bersumber berimbang berjalur berimbas berbelanja berorientasi bersifat berupa bersih berdaya
    berbagi berusaha bersinar"""
)
# Acts of the person, without me-.
BERTINDAK = _set(
    """berkoordinasi berpartisipasi berperan berperanserta bekerja bekerjasama bertugas berkonsultasi
    berkomunikasi berkolaborasi bertindak berupaya berusaha berkontribusi berdiskusi bertanggung berkunjung
    berjaga bersosialisasi bergotong berlatih belajar berkirim berbagi bermusyawarah ikut turut input entri
    entry upload bantu susun buat lakukan laksanakan hadir hadiri kerjakan kirim jaga jadi me mem men meng
    menge meny mlakukan mlaksanakan"""
)
# Before a verb, these change nothing: "telah melaksanakan", "rutin melakukan".
PENGANTAR = _set(
    """telah sudah akan sedang selalu senantiasa rutin aktif dapat mampu bisa wajib harus siap mau untuk guna
    agar dalam rangka secara berkala cepat langsung bersama-sama segera setiap tiap hari minggu pekan bulan
    tahun saat pagi sore jumat senin kerja terus"""
)
SAYA = _set("saya kami kita aku")
# The subject only names the doing: what is done to it or by it is no result yet.
KEGIATAN = _set(
    """rapat rapat-rapat sosialisasi monitoring monev evaluasi supervisi kegiatan pembinaan pelatihan bimtek
    bimbingan diklat workshop lokakarya seminar webinar koordinasi konsultasi asistensi pendampingan fasilitasi
    penyuluhan pengawasan pelaksanaan penyelenggaraan pertemuan kunjungan sidak inspeksi survei survey
    pendataan penyusunan pembuatan pengumpulan pengolahan pengelolaan pemeliharaan pemantauan pengendalian
    pelayanan layanan upacara apel senam lomba festival pameran kampanye musrenbang forum fgd dialog
    sarasehan workshop rakor rakornis piket perjalanan rekonsiliasi verifikasi validasi penilaian audit reviu
    review kajian diseminasi advokasi mediasi edukasi promosi pengadaan penyediaan penerbitan penanganan
    pemberdayaan pengembangan penataan penertiban patroli razia operasi gotong-royong gerakan tugas kerja
    kerjasama peringatan acara studi magang kursus"""
)
# The narrower list behind "terlaksananya": these are nothing but doing.
ACARA = _set(
    """rapat rapat-rapat sosialisasi monitoring monev evaluasi supervisi kegiatan pembinaan pelatihan bimtek
    bimbingan diklat workshop lokakarya seminar webinar koordinasi konsultasi asistensi pendampingan fasilitasi
    penyuluhan pengawasan pertemuan kunjungan sidak inspeksi survei survey upacara apel senam lomba festival
    pameran kampanye musrenbang forum fgd sarasehan rakor rakornis piket perjalanan pemantauan advokasi
    edukasi diseminasi promosi patroli razia acara studi magang kursus tugas peringatan"""
)
PELAKSANA = _set(
    """terlaksana terlaksananya terlaksanaya terlaksanannya terselenggara terselenggaranya terfasilitasi
    terfasilitasinya terkoordinasi terkoordinasinya terkoordinir terkoordinirnya dilaksanakan dilaksanakannya
    diselenggarakan diselenggarakannya dilakukan dilakukannya diikuti diikutinya dihadiri dihadirinya
    diadakan diadakannya"""
)
PENGISI = _set("kegiatan pelaksanaan proses penyelenggaraan acara tugas program")
KEPADA = _set("kepada terhadap")
KEPADA_KOORDINASI = _set("dengan ke")
KOORDINASI = _set("koordinasi konsultasi kerjasama konsolidasi komunikasi")
# Nouns that name a result or a measure of one.
KEPALA_HASIL = _set(
    """kepuasan kepatuhan ketepatan ketersediaan kesesuaian keterpenuhan kelancaran kelengkapan keberhasilan
    keterisian keakuratan kemudahan kecepatan ketuntasan ketercapaian keterjangkauan kemandirian
    terpenuhinya persentase presentase indeks jumlah nilai opini predikat skor rasio cakupan capaian
    ide inovasi gagasan percepatan nihil zero bebas nol sedikit kelulusan keandalan kesiapan"""
)
UBAH = _set("peningkatan penurunan pengurangan perbaikan kenaikan penguatan")
YANG_DIUBAH = _set(
    """kualitas mutu indeks persentase nilai jumlah kepuasan angka cakupan capaian kepatuhan produksi
    produktivitas pendapatan kinerja ketepatan prevalensi skor populasi derajat taraf rasio tingkat"""
)
# An adjective or state that stands as a predicate.
SIFAT = _set(
    """baik lebih lancar tertib lengkap akurat tepat cepat siap selesai tuntas puas naik turun lulus cukup aman
    sehat bersih terampil laik layak mandiri valid mutakhir terkini andal handal transparan akuntabel mudah
    ramah rapi optimal maksimal efektif efisien berkualitas bermutu memadai memuaskan jelas benar reliable
    user-friendly prima nyaman stabil mantap terbit terang hidup menyeluruh merata terjangkau profesional
    responsif informatif tinggi rendah kondusif harmonis sederhana terpadu terintegrasi kompeten seimbang
    rapih teratur sempurna nihil baru subur segar produktif kuat utuh sesuai terpercaya terukur berkesan
    inklusif inovatif meningkat menurun membaik bertambah berkurang mencapai berhasil tersedia terjaga
    terstandar standar kredibel relevan konsisten terbuka pulih sembuh bugar terdepan unggul cerdas adil
    tangguh"""
)
# "yang", "secara", "dengan" before one of SIFAT make a quality; these say one by themselves.
MUTU = (
    re.compile(r"\btepat (?:pada )?(?:waktu|sasaran|jumlah|mutu)"),
    re.compile(r"\bsesuai\b"),
    re.compile(r"\bpaling (?:lambat|lama|sedikit|tinggi)\b"),
    re.compile(r"\b(?:tanpa|bebas dari|sebelum|minimal|maksimal|di atas|di bawah)\b"),
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
    r"sekolah (?:menengah|dasar)|satu pintu|informasi terpadu|hama terpadu|tata (?:tertib|usaha)|"
    r"kedokteran mandiri|wajib belajar|gerak cepat|reaksi cepat|tanggap darurat|"
    r"(?:pejabat|pimpinan|jabatan|perguruan|pendidikan) tinggi|berpenghasilan rendah|efisien energi)\b"
)
ASING = _set("the of and to is are with for by be on in that this from our their shall will at as an")
INDONESIA = _set("dan yang di untuk dengan dalam pada ke dari sesuai tidak atau oleh bagi serta tepat akan")

# --- Absolute words ------------------------------------------------------------------------------------

WAKTU_BERULANG = (
    r"(?:akhir |awal |pertengahan |tanggal |pukul |jam |\d+ |satu |dua |tiga |enam )*"
    r"(?:hari|minggu|pekan|bulan|bulannya|tahun|tahunnya|triwulan|tw|semester|caturwulan|jam|menit|kuartal|"
    r"senin|selasa|rabu|kamis|jum'?at|sabtu|ahad|tanggal|pukul|periode|pagi|siang|sore|malam|"
    r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|"
    r"harinya|minggunya|semesternya|triwulannya|\d+)\b"
)
KATA_MUTLAK = re.compile(
    r"\b(?:semua(?:nya)?|seluruh(?:nya)?|segenap|selalu|senantiasa|tidak pernah|tak pernah|setiap|tiap(?:-tiap)?|"
    r"tanpa (?:kecuali|terkecuali|pengecualian)|tidak (?:satu ?pun|ada satu ?pun)|tak satu ?pun|"
    r"tanpa kesalahan|zero (?:error|complaint|komplain|mistake)|sama sekali tidak|mutlak)\b"
)
BERULANG = re.compile(rf"\b(?:setiap|tiap) {WAKTU_BERULANG}")
PELUNAK = re.compile(
    r"(?:\b(?:hampir|tidak|bukan|tidaklah|nyaris|sebagian besar dari|belum)\s+)$",
)
# A scope inside a counted measure: "Persentase dari seluruh desa yang …" with a target that leaves room.
KEPALA_UKURAN = re.compile(r"^(?:persentase|presentase|prosentase|jumlah|rasio|tingkat|rata|indeks|proporsi|cakupan)\b")
# Lampiran BAB II A.7.a.7: nyawa, cedera, pelanggaran keamanan nasional, kerugian moneter yang besar.
KEBERATAN = {
    "nyawa": re.compile(
        r"\b(?:nyawa|jiwa|keselamatan|selamat|kematian|meninggal|wafat|korban|gawat|darurat|igd|ugd|icu|nicu|"
        r"resusitasi|malprakt[ei]k|persalinan(?:nya)?|bersalin|melahirkan|kelahiran|neonatal|transfusi|"
        r"pembedahan|bedah|anestesi|kebakaran|evakuasi|dievakuasi|terevakuasi|penyelamatan|diselamatkan|"
        r"pertolongan|bencana|tsunami|gempa|banjir|longsor|wabah|klb|keracunan|rujukan|ambulans?|"
        r"tenggelam|hanyut|pelayaran|penerbangan)\b"
    ),
    "cedera": re.compile(
        r"\b(?:cedera|cidera|luka|terluka|kecelakaan|celaka|cacat|infeksi|k3|apd|radiasi|limbah b3|"
        r"kekerasan|jatuh|alergi|bunuh diri|perundungan)\b"
    ),
    "keamanan nasional": re.compile(
        r"\b(?:keamanan (?:nasional|negara)|pertahanan|rahasia negara|teroris\w*|radikal\w*|separatis\w*|"
        r"senjata|persenjataan|amunisi|peledak|perbatasan negara|intelijen|sandi|persandian|narkotika|narkoba)\b"
    ),
    "kerugian besar": re.compile(
        r"\b(?:kerugian (?:negara|daerah|keuangan|moneter|besar|material)|merugikan (?:negara|daerah)|korupsi|"
        r"fraud|penggelapan|suap|gratifikasi|kebocoran (?:pad|pendapatan|kas|anggaran))\b"
    ),
}
# Somebody who can come to harm; decides unless the sentence is about the counter or the papers.
RAWAN = re.compile(
    r"\b(?:pasien|ibu hamil|ibu nifas|hamil|bayi|balita|obat|vaksin|suntik\w*|infus|tindakan medis|"
    r"penumpang|tahanan|darah|operasi)\b"
)
TATA_USAHA = re.compile(
    r"\b(?:loket|antrean|antrian|pendaftaran|mendaftar|komplain|keluhan|rekam medis|administrasi|parkir|"
    r"kepuasan|keramahan|ramah|registrasi|klaim|berkas|arsip\w*|diarsipkan|laporan|register|data|tercatat|"
    r"dicatat|terdata|surat|senyum|salam)\b"
)
JPT = re.compile(
    r"^\s*(?:(?:plt|plh|pj|pjs)\.?\s+)?(?:kepala (?:dinas|badan|biro|pelaksana|satuan polisi|kantor wilayah|pusat|"
    r"lembaga|perwakilan)|inspektur(?:\s+(?:daerah|jenderal|utama|i{1,3}|iv|v|provinsi|kabupaten|kota)\b|\s*$)|"
    r"sekretaris (?:daerah|jenderal|utama|kementerian|dprd|dewan|deputi|mahkamah)|direktur (?:jenderal|utama)|"
    r"direktur (?:i{1,3}|iv|v|vi)\b|deputi|asisten (?:pemerintahan|perekonomian|administrasi|sekretaris|i{1,3}\b|"
    r"deputi|daerah|bidang)|staf ahli|menteri|gubernur|bupati|wali ?kota|jpt|pejabat pimpinan tinggi)"
)

# --- Relevance -----------------------------------------------------------------------------------------

HENTI = _set(
    """yang dan di ke dari untuk pada dengan dalam oleh atau serta sesuai tepat waktu tidak ada agar bagi sebagai
    adalah akan telah sudah dapat bisa secara para antar per tiap setiap semua seluruh selalu paling lambat lama
    lain lainnya dll dsb kepada terhadap terkait tentang atas hasil guna melalui berdasarkan masing baik cepat
    lengkap akurat benar tertib optimal maksimal efektif efisien berkualitas mutu kualitas kuantitas standar
    prosedur sop ketentuan peraturan berlaku jumlah persentase presentase prosentase indeks nilai tingkat angka
    rasio cakupan rata target capaian realisasi tahun bulan hari minggu triwulan semester jadwal tinggi rendah
    lebih minimal hal ini itu tersebut rangka cara bahan sama satu dua tiga jam dan/atau daerah kabupaten kota
    provinsi distrik kecamatan wilayah dinas kantor unit instansi bidang seksi subbagian bagian upt uptd
    ahli pertama muda madya utama terampil mahir penyelia pemula pelaksana lanjutan kepala jenjang fungsional
    berkala sekali perlu lingkungan lingkup sebelum sesudah setelah saat akhir awal menurut naik turun layak
    jenis masyarakat warga orang pihak baru gangguan berarti tugas pokok fungsi pekerjaan kerja kinerja tanpa
    siap mudah ditemukan sasaran"""
)
# Words that every office uses: they say little about a post.
UMUM = _set(
    """laksana lakukan laku susun buat kelola siap lapor dokumen data layan giat olah kumpul bantu tersedia sedia
    periksa evaluasi monitoring monev koordinasi bina beri teliti analisis verifikasi catat kembang tingkat kurang
    administrasi informasi program rencana sistem proses urus tindak lanjut pimpin pegawai kebutuh butuh
    terima sampai jadi guna manfaat awas pantau kendali tata bahan tetap ada berkas usul hasil seleng
    selenggara fasilitasi pelihara rawat tangan dukung aman sarana prasarana kelompok binaan mutakhir"""
)
# Posts and results of one field share it even where they share no word. Narrow on purpose.
BIDANG: dict[str, frozenset[str]] = {
    "kesehatan ibu dan anak": _set(
        "hamil bersalin salin persalinan nifas bidan kebidanan anc antenatal bayi balita imunisasi kandungan "
        "posyandu kb kontrasepsi neonatal partus asi menyusui kia"
    ),
    "perawatan dan pengobatan": _set(
        "pasien perawat keperawatan rawat dokter medis medik klinis inap igd diagnosa diagnosis tindakan infus "
        "luka bedah resep terapi penyakit puskesmas"
    ),
    "obat": _set("obat farmasi apoteker resep vaksin apotek kefarmasian"),
    "gizi": _set("gizi stunting nutrisi nutrisionis makanan pmt balita"),
    "kesehatan lingkungan": _set("sanitasi sanitarian jamban odf epidemiologi surveilans wabah dbd malaria"),
    "sekolah": _set(
        "siswa murid guru sekolah belajar pembelajaran pelajaran mengajar kelas kurikulum rpp rapor ujian didik "
        "pendidikan ekstrakurikuler mapel asesmen literasi numerasi paud sd smp sma smk kkm matematika"
    ),
    "jalan dan jembatan": _set("jalan jembatan ruas aspal marga drainase trotoar perkerasan"),
    "bangunan": _set("gedung bangunan pbg imb slf konstruksi rehabilitasi kontrak fisik perumahan permukiman"),
    "air": _set("irigasi bendung sungai air embung saluran pengairan spam"),
    "keuangan": _set(
        "keuangan spj spm sp2d anggaran belanja bendahara kas bayar pembayaran pajak akuntansi sap dpa rka "
        "verifikasi tagihan gaji tunjangan perbendaharaan uang"
    ),
    "pendapatan daerah": _set("retribusi pad pajak pbb bphtb wajib tagih pendapatan samsat"),
    "aset": _set("aset bmd bmn barang inventaris persediaan kib gudang"),
    "kepegawaian": _set(
        "kepegawaian pangkat pensiun mutasi asn pns pppk cuti skp simpeg diklat jabatan absensi presensi kompetensi "
        "karier karir"
    ),
    "surat dan arsip": _set("arsip arsiparis surat agenda diagendakan persuratan disposisi naskah ekspedisi kearsipan"),
    "perencanaan": _set("rkpd renja renstra rpjmd rkp perencanaan perencana pembangunan musrenbang sakip lkjip lakip"),
    "kependudukan": _set("ktp ktp-el kk kependudukan penduduk akta kelahiran adminduk siak kia pindah e-ktp dukcapil"),
    "pertanian": _set(
        "tani petani padi pertanian pupuk pemupukan tanam panen hortikultura lahan benih programa poktan gapoktan "
        "kebun perkebunan kopi sagu budidaya"
    ),
    "peternakan": _set("ternak sapi babi kambing unggas pmk hewan veteriner inseminasi peternakan peternak"),
    "perikanan": _set("ikan nelayan perikanan tangkap kapal kolam tangkapan kusuka rumput"),
    "sosial": _set(
        "sosial bansos pkh lansia disabilitas miskin kemiskinan dtks panti terlantar penerima keluarga rentan anjal"
    ),
    "teknologi informasi": _set(
        "jaringan server aplikasi komputer internet website basis perangkat siber spbe digital software hardware "
        "laman domain"
    ),
    "hukum": _set("hukum perda perkada perbup pergub rancangan peraturan sengketa bantuan naskah legislasi perundang"),
    "humas": _set("humas berita publikasi media pers ppid aduan pengaduan konten liputan kehumasan"),
    "lingkungan hidup": _set("sampah amdal limbah pencemaran tps tpa hutan emisi ukl kehutanan pohon"),
    "bencana dan kebakaran": _set("bencana kebakaran damkar evakuasi bpbd korban pemadam pemadaman siaga"),
    "perhubungan": _set("angkutan terminal lalu lintas parkir kir pelabuhan bandara kendaraan uji trayek"),
    "usaha dan perdagangan": _set("umkm pasar koperasi usaha pedagang nib perizinan izin industri ikm metrologi ekspor investasi"),
    "pariwisata dan budaya": _set("wisata pariwisata museum budaya destinasi festival seni kunjungan cagar pengunjung"),
    "perpustakaan": _set("perpustakaan pustakawan buku pemustaka baca koleksi literasi"),
    "tenaga kerja": _set("ketenagakerjaan pencari lowongan phk hubungan industrial blk pekerja upah"),
    "pengadaan": _set("pengadaan tender lelang penyedia kontrak e-katalog ulp rup"),
    "pengawasan": _set("audit auditor reviu temuan inspektorat pemeriksaan lhp bpk spip"),
    "desa": _set("desa kampung bumdes siskeudes apbdes kelurahan"),
    "rumah tangga kantor": _set("kebersihan kendaraan sopir pengemudi satpam jaga tamu ruang konsumsi halaman listrik"),
    "ketertiban": _set("satpol ketertiban penertiban patroli razia linmas trantibum"),
    "olahraga dan pemuda": _set("olahraga pemuda atlet kepemudaan pramuka cabor"),
}
BENTUK_LAIN = {
    "perawat": "rawat", "keperawatan": "rawat", "perawatan": "rawat", "periksa": "eriksa",
    "persalinan": "alin", "persen": "persen", "perlu": "perlu", "pemerintah": "erintah", "perintah": "erintah",
    "peserta": "eserta", "pendidikan": "didik", "belajar": "ajar", "pelajar": "ajar", "pelajaran": "ajar",
    "murid": "iswa", "siswa": "iswa", "bahan": "bahan", "penduduk": "duduk", "kependudukan": "duduk",
    "perikanan": "ikan", "kesehatan": "ehat", "dokumentasi": "dokumen", "terdokumentasi": "dokumen",
    "didokumentasikan": "dokumen", "ktp-el": "ktp", "e-ktp": "ktp", "elektronik": "elektronik",
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
        if len(rest) < 4 and not (awalan in {"meng", "peng", "mem", "men", "meny", "peny"} and len(rest) >= 3):
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
BIDANG_DASAR = {nama: frozenset(dasar(word) for word in words) for nama, words in BIDANG.items()}
