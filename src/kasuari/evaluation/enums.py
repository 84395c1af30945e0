"""Closed lists of evaluation. Ratings and predikat carry the values of `kasuari.regulation.predikat`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LevelCapaian(models.TextChoices):
    ISTIMEWA = "istimewa", _("Istimewa")
    BAIK = "baik", _("Baik")
    BUTUH_PERBAIKAN = "butuh_perbaikan", _("Butuh Perbaikan")
    KURANG = "kurang", _("Kurang")
    SANGAT_KURANG = "sangat_kurang", _("Sangat Kurang")


class RatingKinerja(models.TextChoices):
    DIATAS = "diatas", _("Diatas Ekspektasi")
    SESUAI = "sesuai", _("Sesuai Ekspektasi")
    DIBAWAH = "dibawah", _("Dibawah Ekspektasi")


class PredikatKinerja(models.TextChoices):
    SANGAT_BAIK = "sangat_baik", _("Sangat Baik")
    BAIK = "baik", _("Baik")
    BUTUH_PERBAIKAN = "butuh_perbaikan", _("Butuh Perbaikan")
    KURANG = "kurang", _("Kurang/Misconduct")
    SANGAT_KURANG = "sangat_kurang", _("Sangat Kurang")


class StateEvaluasi(models.TextChoices):
    DINILAI = "dinilai", _("Sedang dinilai")
    DITANDATANGANI = "ditandatangani", _("Ditandatangani penilai")
    DISAMPAIKAN = "disampaikan", _("Disampaikan")
    DITERIMA = "diterima", _("Diterima pegawai")
    DIUBAH = "diubah", _("Diubah, menunggu tanda terima")


class Tanggapan(models.TextChoices):
    SETUJU = "setuju", _("Diterima dan setuju")
    TIDAK_SETUJU = "tidak_setuju", _("Diterima, tetapi tidak setuju")


class JalurEvaluasi(models.TextChoices):
    """Who evaluates: the penilai, or the atasan in the penilai's place (Lampiran BAB IV A.2 and A.11)."""

    PENILAI = "penilai", _("Pejabat penilai kinerja")
    ATASAN = "atasan", _("Atasan pejabat penilai kinerja")


class StateKeberatan(models.TextChoices):
    DIAJUKAN = "diajukan", _("Diajukan")
    DIJELASKAN = "dijelaskan", _("Sudah dijelaskan penilai")
    DIPUTUS = "diputus", _("Diputus")
    DICABUT = "dicabut", _("Dicabut")


class KeputusanKeberatan(models.TextChoices):
    MENGUATKAN = "menguatkan", _("Menguatkan hasil evaluasi")
    MENGUBAH = "mengubah", _("Mengubah hasil evaluasi")


class StatePenutupan(models.TextChoices):
    DITUTUP = "ditutup", _("Ditutup")
    DIUSULKAN = "diusulkan", _("Diusulkan dibuka kembali")
    DIBUKA = "dibuka", _("Dibuka kembali")


class IsiBundel(models.TextChoices):
    LENGKAP = "lengkap", _("Hasil dan dokumen evaluasi")
    HASIL = "hasil", _("Hasil evaluasi (C.1.1–C.1.3)")
    DOKUMEN = "dokumen", _("Dokumen evaluasi (D.1.1–D.1.3)")


class BentukBundel(models.TextChoices):
    ZIP = "zip", _("Satu PDF per dokumen, dalam satu ZIP")
    GABUNGAN = "gabungan", _("Satu PDF gabungan untuk dicetak")


class StateBundel(models.TextChoices):
    BERJALAN = "berjalan", _("Sedang dibuat")
    SELESAI = "selesai", _("Siap diunduh")
    DIHAPUS = "dihapus", _("Sudah dihapus")


class JenjangStudi(models.TextChoices):
    S1 = "s1", _("S-1")
    LANJUT = "lanjut", _("Profesi, S-2, atau S-3")


class AkreditasiStudi(models.TextChoices):
    A = "A", "A"
    B = "B", "B"
    C = "C", "C"


class KelulusanStudi(models.TextChoices):
    BERJALAN = "berjalan", _("Masih berjalan")
    LEBIH_CEPAT = "lebih_cepat", _("Lulus lebih cepat")
    TEPAT_WAKTU = "tepat_waktu", _("Lulus tepat waktu")
    PERPANJANGAN = "perpanjangan", _("Dengan perpanjangan")
    TIDAK_SELESAI = "tidak_selesai", _("Tidak lulus atau putus studi")


class StateSesi(models.TextChoices):
    BERLANGSUNG = "berlangsung", _("Berlangsung")
    SELESAI = "selesai", _("Selesai")


class StateButir(models.TextChoices):
    """Of one draft in a kalibrasi."""

    TERBUKA = "terbuka", _("Belum dibahas")
    DIPERTAHANKAN = "dipertahankan", _("Dibahas, tetap")
    DIUSULKAN = "diusulkan", _("Menunggu jawaban penilai")
    DITERIMA = "diterima", _("Diterima penilai")
    DITOLAK = "ditolak", _("Tidak diterima penilai")
