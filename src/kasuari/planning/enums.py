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
    TETAP = "tetap", _("Sesuai target")


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


class StatePustaka(models.TextChoices):
    CALON = "calon", _("Calon")
    DISETUJUI = "disetujui", _("Disetujui")
    DISEMBUNYIKAN = "disembunyikan", _("Disembunyikan")
    DIGABUNG = "digabung", _("Digabung")
