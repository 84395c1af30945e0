"""Closed lists of the 360 rounds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StatePutaran(models.TextChoices):
    DRAF = "draf", _("Disiapkan")
    NOMINASI = "nominasi", _("Nominasi")
    TERBUKA = "terbuka", _("Terbuka")
    DITUTUP = "ditutup", _("Ditutup")
    DIRILIS = "dirilis", _("Dirilis")


class Kelompok(models.TextChoices):
    """Who answers about somebody. Atasan and diri are one person each, and therefore never anonymous."""

    ATASAN = "atasan", _("Atasan")
    REKAN = "rekan", _("Rekan kerja")
    BAWAHAN = "bawahan", _("Bawahan")
    PENERIMA_LAYANAN = "penerima_layanan", _("Penerima layanan")
    DIRI = "diri", _("Diri sendiri")


class StateTugas(models.TextChoices):
    DIUSULKAN = "diusulkan", _("Diusulkan")
    MENUNGGU = "menunggu", _("Menunggu jawaban")
    SELESAI = "selesai", _("Sudah dikirim")
    MENOLAK = "menolak", _("Menolak")
    GUGUR = "gugur", _("Gugur")


class SumberTugas(models.TextChoices):
    JABATAN = "jabatan", _("Dari jabatan")
    UNDIAN = "undian", _("Undian")
    USULAN = "usulan", _("Diusulkan pegawai")


class StateNominasi(models.TextChoices):
    DIUSULKAN = "diusulkan", _("Menunggu penilai")
    DISETUJUI = "disetujui", _("Disetujui penilai")


class Tingkat(models.TextChoices):
    """How much a group of answers may show."""

    TIDAK = "tidak", _("Belum cukup jawaban")
    RENTANG = "rentang", _("Gambaran umum")
    ANGKA = "angka", _("Angka")


class Rentang(models.TextChoices):
    RENDAH = "rendah", _("Rendah")
    CUKUP = "cukup", _("Cukup")
    BAIK = "baik", _("Baik")


class SumberKomentar(models.TextChoices):
    ANONIM = "anonim", _("Rekan, bawahan, atau penerima layanan")
    ATASAN = "atasan", _("Atasan")
    DIRI = "diri", _("Diri sendiri")


class StateKomentar(models.TextChoices):
    MENUNGGU = "menunggu", _("Menunggu moderasi")
    TAMPIL = "tampil", _("Ditampilkan")
    DITAHAN = "ditahan", _("Ditahan")


class JenisJabatanBobot(models.TextChoices):
    """The types of jabatan for which an agency may set weights of its own."""

    SEMUA = "", _("Semua jenis jabatan")
    JPT = "jpt", _("Jabatan pimpinan tinggi")
    ADMINISTRATOR = "administrator", _("Administrator")
    PENGAWAS = "pengawas", _("Pengawas")
    PELAKSANA = "pelaksana", _("Pelaksana")
    JF = "jf", _("Jabatan fungsional")


ANONIM = (Kelompok.REKAN, Kelompok.BAWAHAN, Kelompok.PENERIMA_LAYANAN)
