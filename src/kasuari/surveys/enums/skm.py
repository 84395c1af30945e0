"""Closed lists of the Survei Kepuasan Masyarakat."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.regulation.kepuasan import Bobot, Unsur


class StateSurvei(models.TextChoices):
    """The life of a survey."""

    DRAF = "draf", _("Disiapkan")
    TERBUKA = "terbuka", _("Menerima jawaban")
    DITUTUP = "ditutup", _("Ditutup")


class StateTumpukan(models.TextChoices):
    """What becomes of answers that came together."""

    DIHITUNG = "dihitung", _("Ikut dihitung")
    DITAHAN = "ditahan", _("Ditahan")
    DITERIMA = "diterima", _("Diterima setelah diperiksa")
    DIBUANG = "dibuang", _("Tidak dihitung")


class Sebab(models.TextChoices):
    """Why answers were held back."""

    ALAMAT = "alamat", _("terlalu banyak dari satu sambungan internet dalam sepuluh menit")
    RAMAI = "ramai", _("terlalu banyak jawaban sekaligus dalam sepuluh menit")


class Sumber(models.TextChoices):
    """How an answer came in."""

    GAWAI = "gawai", _("lewat ponsel")
    KERTAS = "kertas", _("di kertas")


class StateLembar(models.TextChoices):
    """A sheet of paper between its first typing and its count."""

    MENUNGGU = "menunggu", _("Menunggu pengetik kedua")
    BERBEDA = "berbeda", _("Dua ketikan berbeda")
    SELESAI = "selesai", _("Ikut dihitung")


class UnsurSkm(models.TextChoices):
    """The nine unsur (PermenPANRB 14/2017), in the order of the regulation."""

    PERSYARATAN = Unsur.PERSYARATAN.value, _("Persyaratan")
    PROSEDUR = Unsur.PROSEDUR.value, _("Sistem, mekanisme, dan prosedur")
    WAKTU = Unsur.WAKTU.value, _("Waktu penyelesaian")
    BIAYA = Unsur.BIAYA.value, _("Biaya/tarif")
    PRODUK = Unsur.PRODUK.value, _("Produk spesifikasi jenis pelayanan")
    KOMPETENSI = Unsur.KOMPETENSI.value, _("Kompetensi pelaksana")
    PERILAKU = Unsur.PERILAKU.value, _("Perilaku pelaksana")
    PENGADUAN = Unsur.PENGADUAN.value, _("Penanganan pengaduan, saran, dan masukan")
    SARANA = Unsur.SARANA.value, _("Sarana dan prasarana")


class BobotSkm(models.TextChoices):
    """The convention of the weight, kept with the result."""

    TEPAT = Bobot.TEPAT.value, _("tepat 1/9")
    TIGA_DESIMAL = Bobot.TIGA_DESIMAL.value, _("0,111")
    DUA_DESIMAL = Bobot.DUA_DESIMAL.value, _("0,11 seperti tercetak di pedoman")


class JenisKelamin(models.TextChoices):
    LAKI_LAKI = "L", _("Laki-laki")
    PEREMPUAN = "P", _("Perempuan")


class KelompokUsia(models.TextChoices):
    """Broad on purpose: an exact age in a small place tells who it was."""

    MUDA = "muda", _("di bawah 25 tahun")
    DEWASA = "dewasa", _("25 sampai 39 tahun")
    MATANG = "matang", _("40 sampai 59 tahun")
    LANSIA = "lansia", _("60 tahun ke atas")


class Pendidikan(models.TextChoices):
    DASAR = "dasar", _("SD/SMP atau tidak sekolah")
    MENENGAH = "menengah", _("SMA/SMK")
    TINGGI = "tinggi", _("Diploma atau sarjana")


class Pekerjaan(models.TextChoices):
    TANI = "tani", _("Petani, nelayan, atau berburu dan meramu")
    DAGANG = "dagang", _("Pedagang atau wiraswasta")
    PEGAWAI = "pegawai", _("Pegawai, TNI, atau Polri")
    RUMAH = "rumah", _("Mengurus rumah tangga")
    PELAJAR = "pelajar", _("Pelajar atau mahasiswa")
    LAIN = "lain", _("Lainnya")
