"""Closed lists of partners, programmes, enrolments and their allocation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

RENCANA_PELATIHAN = "RENCANA-PELATIHAN"  # the kind of paper, as documents know it


def in_indonesian(member: models.TextChoices) -> str:
    """The word of a choice as the ledger keeps it, whatever the language of whoever acts."""
    with override("id"):
        return str(member.label)


class JenisMitra(models.TextChoices):
    """Who gives the training."""

    PERGURUAN_TINGGI = "perguruan_tinggi", _("Perguruan tinggi")
    LSM = "lsm", _("Organisasi non-pemerintah")
    BPSDM = "bpsdm", _("BPSDM")
    PUSDIKLAT = "pusdiklat", _("Pusdiklat")
    DARING = "daring", _("Penyedia daring")
    KOMUNITAS = "komunitas", _("Komunitas praktisi")


# Of the government themselves: they need no agreement.
TANPA_PERJANJIAN = frozenset({JenisMitra.BPSDM, JenisMitra.PUSDIKLAT})


class JenisPerjanjian(models.TextChoices):
    MOU = "mou", _("MoU")
    PKS = "pks", _("PKS")


class Moda(models.TextChoices):
    """How a programme is given."""

    KLASIKAL = "klasikal", _("Tatap muka")
    DARING = "daring", _("Daring")
    COACHING = "coaching", _("Coaching")


class Sasaran(models.TextChoices):
    """For whom a programme is meant."""

    JPT = "jpt", _("JPT")
    ADMINISTRATOR = "administrator", _("Administrator")
    PENGAWAS = "pengawas", _("Pengawas")
    JF = "jf", _("Jabatan fungsional")
    PELAKSANA = "pelaksana", _("Pelaksana")


class Bahasa(models.TextChoices):
    """The language in which it is given."""

    INDONESIA = "id", _("Indonesia")
    INGGRIS = "en", _("Inggris")
    DAERAH = "daerah", _("Bahasa daerah")


class Koneksi(models.TextChoices):
    """The connection where a unit works. Not recorded is unknown, not bad."""

    BAIK = "baik", _("Baik")
    TERBATAS = "terbatas", _("Terbatas")
    TIDAK_ADA = "tidak_ada", _("Tidak ada")


class StateProgram(models.TextChoices):
    DRAF = "draf", _("Draf")
    TERBIT = "terbit", _("Terbit")
    DITUTUP = "ditutup", _("Ditutup")


class StatePendaftaran(models.TextChoices):
    DIUSULKAN = "diusulkan", _("Diusulkan")
    DISETUJUI = "disetujui", _("Disetujui")
    DIUNDANG = "diundang", _("Diundang")
    DITERIMA = "diterima", _("Undangan diterima")
    HADIR = "hadir", _("Hadir")
    SELESAI = "selesai", _("Selesai")
    DITOLAK = "ditolak", _("Undangan ditolak")
    BATAL = "batal", _("Batal")


# In these a person holds a seat.
BERKURSI = (
    StatePendaftaran.DISETUJUI,
    StatePendaftaran.DIUNDANG,
    StatePendaftaran.DITERIMA,
    StatePendaftaran.HADIR,
    StatePendaftaran.SELESAI,
)
# In these an enrolment is over, and the person may be enrolled anew.
LEPAS = (StatePendaftaran.DITOLAK, StatePendaftaran.BATAL)
# What a partner sees: whom it may expect.
TERLIHAT_MITRA = (
    StatePendaftaran.DIUNDANG,
    StatePendaftaran.DITERIMA,
    StatePendaftaran.HADIR,
    StatePendaftaran.SELESAI,
)


class HasilBelajar(models.TextChoices):
    """What the partner reports at the end."""

    LULUS = "lulus", _("Lulus")
    TIDAK_LULUS = "tidak_lulus", _("Belum lulus")


class StateAlokasi(models.TextChoices):
    MENGHITUNG = "menghitung", _("Sedang dihitung")
    SIAP = "siap", _("Siap diperiksa")
    BUNTU = "buntu", _("Tidak dapat dipenuhi")
    DISETUJUI = "disetujui", _("Disetujui")
    DITINGGALKAN = "ditinggalkan", _("Ditinggalkan")


class StateKatalog(models.TextChoices):
    """A file of partners or programmes on its way in."""

    PRATINJAU = "pratinjau", _("Menunggu diterapkan")
    DITERAPKAN = "diterapkan", _("Diterapkan")
    DIBATALKAN = "dibatalkan", _("Dibatalkan")


class JenisKatalog(models.TextChoices):
    MITRA = "mitra", _("Daftar mitra")
    PELATIHAN = "pelatihan", _("Katalog pelatihan")


# Where a partner's account begins, and all that it reaches besides its own account.
PARTNER_HOME = "development:partner_home"
PARTNER_ROUTES = frozenset(
    {
        "development:partner_programme",
        "development:partner_programme_add",
        "development:partner_programme_change",
        "development:partner_programme_move",
        "development:partner_report",
        "development:partner_certificate",
        "development:partner_certificate_file",
    }
)
