"""Closed lists of umpan balik berkelanjutan. Roles, rhythms and acts carry the values of
`kasuari.regulation.umpan_balik`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeranPemberi(models.TextChoices):
    PIMPINAN = "pimpinan", _("Pimpinan")
    REKAN = "rekan", _("Rekan kerja setingkat")
    BAWAHAN = "bawahan", _("Pegawai di bawahnya")
    PIHAK_LAIN = "pihak_lain", _("Pihak lain")


class Sifat(models.TextChoices):
    APRESIASI = "apresiasi", _("Apresiasi")
    PERBAIKAN = "perbaikan", _("Perbaikan")


class Bentuk(models.TextChoices):
    BERKALA = "berkala", _("Berkala")
    INSIDENTIL = "insidentil", _("Insidentil")


class StateUmpanBalik(models.TextChoices):
    DIBERIKAN = "diberikan", _("Diberikan")
    DITARIK = "ditarik", _("Ditarik")


class StatePermintaan(models.TextChoices):
    MENUNGGU = "menunggu", _("Menunggu")
    DIJAWAB = "dijawab", _("Dijawab")
    DITOLAK = "ditolak", _("Belum dapat dijawab")
    DIBATALKAN = "dibatalkan", _("Dibatalkan")


class StateTautan(models.TextChoices):
    TERBUKA = "terbuka", _("Terbuka")
    DIPAKAI = "dipakai", _("Sudah dipakai")
    DICABUT = "dicabut", _("Dicabut")


class StateIrama(models.TextChoices):
    """A rhythm of one SKP holds once both have said yes to it."""

    DIUSULKAN = "diusulkan", _("Menunggu persetujuan")
    DISEPAKATI = "disepakati", _("Disepakati")
    TIDAK_DISEPAKATI = "tidak_disepakati", _("Tidak disepakati")
    DIGANTI = "diganti", _("Diganti")


class IramaBerkala(models.TextChoices):
    MINGGUAN = "mingguan", _("Setiap minggu")
    DUA_MINGGUAN = "dua_mingguan", _("Setiap dua minggu")
    BULANAN = "bulanan", _("Setiap bulan")
    TRIWULANAN = "triwulanan", _("Setiap triwulan")


class TindakanLanjut(models.TextChoices):
    APRESIASI = "apresiasi", _("Apresiasi")
    PENUGASAN_BARU = "penugasan_baru", _("Penugasan baru")
    PENYESUAIAN_EKSPEKTASI = "penyesuaian_ekspektasi", _("Penyesuaian ekspektasi")
    PENYESUAIAN_SUMBER_DAYA = "penyesuaian_sumber_daya", _("Penyesuaian dukungan sumber daya")
    PEMBINAAN = "pembinaan", _("Pembinaan kinerja")
    PENGAMBILALIHAN = "pengambilalihan", _("Pengambilalihan rencana hasil kerja")


class BentukPembinaan(models.TextChoices):
    BIMBINGAN = "bimbingan", _("Bimbingan kinerja")
    KONSELING = "konseling", _("Konseling kinerja")


class KelompokKata(models.TextChoices):
    HINAAN = "hinaan", _("Kata yang menyakiti")
    SIFAT = "sifat", _("Sebutan untuk sifat orang")
    BUKAN_NAMA = "bukan_nama", _("Bukan nama orang")
    PENULIS = "penulis", _("Menunjukkan penulisnya (360)")
    ABAIKAN = "abaikan", _("Tidak perlu diingatkan")
