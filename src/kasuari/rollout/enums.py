"""Closed lists of the rollout."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class JenisGelombang(models.TextChoices):
    """What a wave is for."""

    PILOT = "pilot", _("Uji coba (pilot)")
    PEMBANDING = "pembanding", _("Pembanding")
    LANJUTAN = "lanjutan", _("Gelombang berikut")


class StateGelombang(models.TextChoices):
    DISIAPKAN = "disiapkan", _("Disiapkan")
    BERJALAN = "berjalan", _("Berjalan")
    SELESAI = "selesai", _("Selesai")


class Sinyal(models.TextChoices):
    """What somebody measured at the unit with the phone that people use there."""

    BAIK = "baik", _("Baik: halaman terbuka dalam beberapa detik")
    TERBATAS = "terbatas", _("Terbatas: hanya pada jam atau tempat tertentu")
    TIDAK_ADA = "tidak_ada", _("Tidak ada")


class Putusan(models.TextChoices):
    """Go or no go."""

    LANJUT = "lanjut", _("Lanjut")
    TUNDA = "tunda", _("Tunda")


class Sebagai(models.TextChoices):
    """Whom a go concerns."""

    PIMPINAN_UNIT = "pimpinan_unit", _("Pimpinan unit")
    PYB = "pyb", _("Pejabat yang berwenang")


class JenisUndian(models.TextChoices):
    PILOT = "pilot", _("Unit uji coba")
    URUTAN = "urutan", _("Urutan gelombang")


class Hal(models.TextChoices):
    """What is compared in a parallel run."""

    PREDIKAT = "predikat", _("Predikat")
    PENILAI = "penilai", _("Penilai")


class SiapaBenar(models.TextChoices):
    """Who is right where the two systems differ."""

    MEREKA = "mereka", _("Mereka yang benar")
    KITA = "kita", _("Kita yang benar")
    KEDUANYA_KELIRU = "keduanya_keliru", _("Keduanya keliru")
    SETARA = "setara", _("Sama artinya, beda tulisan")


class Asal(models.TextChoices):
    """How the pilot units came to be pilot units."""

    DIUNDI = "diundi", _("Diundi")
    DIPILIH = "dipilih", _("Dipilih")


class Metode(models.TextChoices):
    DID = "did", _("Beda sebelum-sesudah terhadap pembanding")
    BERTAHAP = "bertahap", _("Bertahap dalam urutan yang diundi")


class Ukuran(models.TextChoices):
    """What a pilot is judged by, each as one figure of a unit in a month."""

    TEPAT_WAKTU = "tepat_waktu", _("Evaluasi disampaikan tepat waktu (%)")
    MUTU_INDIKATOR = "mutu_indikator", _("Indikator tanpa saran mutu (%)")
    UMPAN_BALIK = "umpan_balik", _("Umpan balik per orang")
    KEBERATAN = "keberatan", _("Keberatan per 100 evaluasi")
    WAKTU = "waktu", _("Menit kerja di sistem per orang")
    DENYUT = "denyut", _("Denyut motivasi (1–5)")
    LAYANAN = "layanan", _("Kepuasan masyarakat (IKM)")
    REALISASI = "realisasi", _("Indikator dengan realisasi (%)")


class Sumber(models.TextChoices):
    KASUARI = "kasuari", _("Dihitung Kasuari")
    BERKAS = "berkas", _("Dari berkas")


class Tingkat(models.TextChoices):
    """How much a shortcoming hinders."""

    RINGAN = "ringan", _("Ringan: mengganggu")
    SEDANG = "sedang", _("Sedang: ada jalan lain")
    BERAT = "berat", _("Berat: pekerjaan keliru atau hilang")
    MENGHAMBAT = "menghambat", _("Menghambat: tidak dapat bekerja")


class StateKekurangan(models.TextChoices):
    DILAPORKAN = "dilaporkan", _("Dilaporkan")
    DITERIMA = "diterima", _("Akan diperbaiki")
    DITOLAK = "ditolak", _("Tidak diubah")
    DIPERBAIKI = "diperbaiki", _("Menunggu dipastikan")
    DIPASTIKAN = "dipastikan", _("Selesai")


class Tanda(models.TextChoices):
    """What may show that a unit needs help. About units, never about a person."""

    TERLAMBAT = "terlambat", _("SKP belum diajukan")
    SALINAN = "salinan", _("Kalimat rencana yang sama persis")
    NILAI_SAMA = "nilai_sama", _("Semua dinilai sama")
    SATU_AKUN = "satu_akun", _("Satu akun mengetik untuk banyak orang")
    TERBENGKALAI = "terbengkalai", _("Isian yang ditinggalkan")


class Sasaran(models.TextChoices):
    """For whom an announcement is."""

    SEMUA = "semua", _("Semua pegawai")
    UNIT = "unit", _("Satu unit dengan semua unit di bawahnya")
    GELOMBANG = "gelombang", _("Semua unit dalam satu gelombang")
    PERAN = "peran", _("Satu peran")


class PeranSasaran(models.TextChoices):
    """A role that an announcement can be for."""

    PIMPINAN = "pimpinan", _("Pimpinan unit, yang menjadi pejabat penilai kinerja")
    PENDAMPING = "pendamping", _("Pendamping unit")
    KEPEGAWAIAN = "kepegawaian", _("Unit kepegawaian")
