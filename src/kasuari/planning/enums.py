"""Closed lists of planning, worded as the regulation words them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StatePeriode(models.TextChoices):
    DISIAPKAN = "disiapkan", _("Disiapkan")
    DIBUKA = "dibuka", _("Dibuka")
    DITUTUP = "ditutup", _("Ditutup")


class JenisPeriode(models.TextChoices):
    BULANAN = "bulanan", _("Bulanan")
    TRIWULANAN = "triwulanan", _("Triwulanan")
    TAHUNAN = "tahunan", _("Tahunan")


class StateSkp(models.TextChoices):
    DRAF = "draf", _("Draf")
    DIAJUKAN = "diajukan", _("Diajukan")
    DIKEMBALIKAN = "dikembalikan", _("Dikembalikan")
    DITETAPKAN = "ditetapkan", _("Ditetapkan")


class Pendekatan(models.TextChoices):
    KUALITATIF = "kualitatif", _("Kualitatif")
    KUANTITATIF = "kuantitatif", _("Kuantitatif")


class FormatSkp(models.TextChoices):
    A11 = "A.1.1", _("A.1.1 kualitatif, JPT dan pimpinan unit kerja mandiri")
    A12 = "A.1.2", _("A.1.2 kuantitatif, JPT dan pimpinan unit kerja mandiri")
    A16 = "A.1.6", _("A.1.6 kualitatif, pejabat administrasi dan pejabat fungsional")
    A17 = "A.1.7", _("A.1.7 kuantitatif, pejabat administrasi dan pejabat fungsional")


class JenisHasilKerja(models.TextChoices):
    UTAMA = "utama", _("Utama")
    TAMBAHAN = "tambahan", _("Tambahan")


class SumberHasilKerja(models.TextChoices):
    PERJANJIAN_KINERJA = "pk", _("Perjanjian kinerja, Renstra, atau RKT")
    MATRIKS = "mph", _("Matriks pembagian peran dan hasil")
    DIREKTIF = "direktif", _("Direktif pimpinan")
    INISIATIF = "inisiatif", _("Rencana aksi atau inisiatif strategis")
    PLT = "plt", _("Penugasan Plt./Plh. atau memimpin unit")
    LAINNYA = "lainnya", pgettext_lazy("sumber hasil kerja", "Lainnya")


class Aspek(models.TextChoices):
    KUANTITAS = "kuantitas", _("Kuantitas")
    KUALITAS = "kualitas", _("Kualitas")
    WAKTU = "waktu", _("Waktu")
    BIAYA = "biaya", _("Biaya")


class Perspektif(models.TextChoices):
    PENERIMA_LAYANAN = "penerima_layanan", _("Penerima Layanan")
    PROSES_BISNIS = "proses_bisnis", _("Proses Bisnis")
    PENGUATAN_INTERNAL = "penguatan_internal", _("Penguatan Internal")
    ANGGARAN = "anggaran", _("Anggaran")


class JenisTarget(models.TextChoices):
    TEKS = "teks", _("Uraian")
    ANGKA = "angka", _("Angka")
    RENTANG = "rentang", _("Rentang")
    TANGGAL = "tanggal", _("Tanggal")


class ArahTarget(models.TextChoices):
    NAIK = "naik", _("Makin tinggi makin baik")
    TURUN = "turun", _("Makin rendah makin baik")
    TETAP = "tetap", _("Tepat pada target atau di dalam rentang")


class MetodeCascading(models.TextChoices):
    """How a leader breaks an indicator down, chosen per indicator (Lampiran BAB II A.4)."""

    ASPEK = "aspek", _("Langsung, menurut aspek")
    WILAYAH = "wilayah", _("Langsung, menurut wilayah")
    BEBAN = "beban", _("Langsung, menurut beban target kuantitatif")
    LAYANAN = "layanan", _("Tidak langsung, pendekatan layanan")
    OUTPUT_ANTARA = "output_antara", _("Tidak langsung, pendekatan output antara")


class StateAnggota(models.TextChoices):
    """Whether somebody may be given a role in a matrix (Lampiran BAB II A.5.f.10-11)."""

    LANGSUNG = "langsung", _("Anggota unit")
    DIMINTA = "diminta", _("Menunggu persetujuan penilai")
    DISETUJUI = "disetujui", _("Disetujui penilainya")
    TIDAK_DISETUJUI = "tidak_disetujui", _("Tidak disetujui penilainya")
    SELESAI = "selesai", _("Tidak lagi ikut")


class BentukPenugasan(models.TextChoices):
    """On whose initiative somebody takes part (Lampiran BAB II A.5.f.8)."""

    PENUNJUKAN = "penunjukan", _("Penunjukan")
    SUKARELA = "sukarela", _("Pengajuan sukarela")


class JenisLampiran(models.TextChoices):
    DUKUNGAN = "dukungan", _("Dukungan sumber daya")
    SKEMA = "skema", _("Skema pertanggungjawaban")
    KONSEKUENSI = "konsekuensi", _("Konsekuensi")


class KualitasKendali(models.TextChoices):
    """Kualitas dan tingkat kendali (format A.1.3; Lampiran BAB II A.5.a)."""

    OUTCOME = "outcome", _("Outcome")
    OUTCOME_ANTARA = "outcome_antara", _("Outcome antara")
    OUTPUT_KENDALI_RENDAH = "output_kendali_rendah", _("Output kendali rendah")
    OUTPUT_KENDALI_SEDANG = "output_kendali_sedang", _("Output kendali sedang")
    OUTPUT_KENDALI_TINGGI = "output_kendali_tinggi", _("Output kendali tinggi")


class PeriodePelaporan(models.TextChoices):
    """How often an indikator is reported (format A.1.3)."""

    BULANAN = "bulanan", _("Bulanan")
    TRIWULANAN = "triwulanan", _("Triwulanan")
    SEMESTERAN = "semesteran", _("Semesteran")
    TAHUNAN = "tahunan", _("Tahunan")


class BagianWorkblock(models.TextChoices):
    """The two lists of a workblock (format A.1.4)."""

    STRATEGI = "strategi", _("Strategi (key activities)")
    KELUARAN = "keluaran", _("Keluaran kunci (key milestone)")


class SifatStrategi(models.TextChoices):
    RUTIN = "rutin", _("Rutin")
    TRANSFORMATIF = "transformatif", _("Transformatif")


class KelompokJabatan(models.TextChoices):
    """For whom a template of the lampiran is meant; the kinds of post are those of the organisation."""

    SEMUA = "semua", _("Semua jabatan")
    JPT_UTAMA = "jpt_utama", _("JPT utama")
    JPT_MADYA = "jpt_madya", _("JPT madya")
    JPT_PRATAMA = "jpt_pratama", _("JPT pratama")
    ADMINISTRATOR = "administrator", _("Administrator")
    PENGAWAS = "pengawas", _("Pengawas")
    PELAKSANA = "pelaksana", _("Pelaksana")
    JF = "jf", _("Jabatan fungsional")


class StatePk(models.TextChoices):
    """A perjanjian kinerja may be used as a draft until it is set (Lampiran BAB II A.2.a.3)."""

    DRAF = "draf", pgettext_lazy("perjanjian kinerja", "Rancangan")
    FINAL = "final", pgettext_lazy("perjanjian kinerja", "Ditetapkan")


class JenisTrajektori(models.TextChoices):
    """How the targets of the quarters are meant: adding up, as they stand, or a limit not to be passed."""

    KUMULATIF = "kumulatif", _("Kumulatif")
    POSISI = "posisi", _("Posisi akhir triwulan")
    BATAS_ATAS = "batas_atas", _("Batas atas")


class StateImporPk(models.TextChoices):
    PRATINJAU = "pratinjau", _("Pratinjau")
    MENERAPKAN = "menerapkan", _("Sedang diterapkan")
    DITERAPKAN = "diterapkan", _("Diterapkan")
    DIBATALKAN = "dibatalkan", _("Dibatalkan")


class StateVersi(models.TextChoices):
    """A version of an SKP that was set; one that was given up may be taken up again."""

    DRAF = "draf", _("Draf")
    DIAJUKAN = "diajukan", _("Diajukan")
    DIKEMBALIKAN = "dikembalikan", _("Dikembalikan")
    DITETAPKAN = "ditetapkan", _("Ditetapkan")
    DIBATALKAN = "dibatalkan", _("Dibatalkan")


class SebabPerubahan(models.TextChoices):
    """Why a set SKP changes (regulation.perubahan.Sebab without moving to another post)."""

    UMPAN_BALIK = "umpan_balik", _("Hasil umpan balik berkelanjutan")
    PENUGASAN_BARU = "penugasan_baru", _("Penugasan baru di tahun berjalan")
    PENYESUAIAN = "penyesuaian", _("Penyesuaian ekspektasi oleh pimpinan")
    SUMBER_DAYA = "sumber_daya", _("Dukungan sumber daya tidak disepakati atau tidak terwujud")
    PEMBINAAN = "pembinaan", _("Tindak lanjut bimbingan kinerja atau coaching")
    PERJANJIAN = "perjanjian", _("Perjanjian kinerja berubah")
    TUGAS_BELAJAR = "tugas_belajar", _("Memulai atau menyelesaikan tugas belajar")
    PENILAI_BERGANTI = "penilai_berganti", _("Pejabat penilai kinerja berganti")


class StateDialog(models.TextChoices):
    """A dialog kinerja is its writer's own until it is shared, and fixed once the other side knows it."""

    DRAF = "draf", _("Draf")
    DIBAGIKAN = "dibagikan", _("Menunggu diketahui")
    DIKETAHUI = "diketahui", _("Diketahui kedua pihak")


class CaraDialog(models.TextChoices):
    TATAP_MUKA = "tatap_muka", _("Tatap muka")
    DARING = "daring", _("Rapat daring")
    TELEPON = "telepon", _("Telepon")
    TERTULIS = "tertulis", _("Tertulis")


class TopikDialog(models.TextChoices):
    """What the talk determines (Pasal 7 ayat (3)), and room for what else was said."""

    HASIL_KERJA = "hasil_kerja", _("Ekspektasi hasil kerja")
    PERILAKU = "perilaku", _("Ekspektasi perilaku kerja")
    SUMBER_DAYA = "sumber_daya", _("Sumber daya yang dibutuhkan")
    SKEMA = "skema", _("Skema pertanggungjawaban")
    KONSEKUENSI = "konsekuensi", _("Konsekuensi")
    LAINNYA = "lainnya", pgettext_lazy("topik dialog", "Hal lain")


class PihakDialog(models.TextChoices):
    """Who does what was agreed."""

    PEGAWAI = "pegawai", _("Pegawai")
    PIMPINAN = "pimpinan", _("Pimpinan")
    KEDUANYA = "keduanya", _("Keduanya")


class JenisPengingat(models.TextChoices):
    LANGSUNG = "langsung", pgettext_lazy("pengingat", "Oleh seseorang")
    TERJADWAL = "terjadwal", _("Terjadwal")
    ESKALASI = "eskalasi", _("Eskalasi setelah batas")


class Kelengkapan(models.TextChoices):
    """How far somebody's planning is. With several SKP the one that is least far counts."""

    BELUM = "belum", _("Belum menyusun")
    DRAF = "draf", _("Masih draf")
    DIKEMBALIKAN = "dikembalikan", _("Dikembalikan")
    DIAJUKAN = "diajukan", _("Menunggu penilai")
    DITETAPKAN = "ditetapkan", _("Ditetapkan")


class StatePustaka(models.TextChoices):
    CALON = "calon", _("Calon")
    DISETUJUI = "disetujui", _("Disetujui")
    DISEMBUNYIKAN = "disembunyikan", _("Disembunyikan")
    DIGABUNG = "digabung", _("Digabung")


class JenisMassal(models.TextChoices):
    """A plan written for many, or one wording changed for all who hold it unchanged."""

    ISI = "isi", _("Penyusunan")
    UBAH = "ubah", _("Perubahan kalimat")


class StateMassal(models.TextChoices):
    PRATINJAU = "pratinjau", _("Pratinjau")
    BERJALAN = "berjalan", _("Berjalan")
    DITERAPKAN = "diterapkan", _("Diterapkan")
    DIBATALKAN = "dibatalkan", _("Dibatalkan")
    MENGURUNGKAN = "mengurungkan", _("Sedang diurungkan")
    DIURUNGKAN = "diurungkan", _("Diurungkan")


class StateBarisMassal(models.TextChoices):
    MENUNGGU = "menunggu", _("Menunggu")
    DITULIS = "ditulis", _("Ditulis")
    DILEWATI = "dilewati", _("Dilewati")
    DIURUNGKAN = "diurungkan", _("Diurungkan")
    DIPERTAHANKAN = "dipertahankan", _("Dipertahankan")


class SumberMassal(models.TextChoices):
    """Where the words of a plan for many come from; nothing is made up."""

    PK = "pk", _("Perjanjian kinerja unit")
    SALIN = "salin", _("SKP sendiri yang lebih dahulu")
    PUSTAKA = "pustaka", _("Pustaka jabatan")
    TEMPLAT = "templat", _("Templat")
    PERAN = "peran", _("Peran dari matriks")
