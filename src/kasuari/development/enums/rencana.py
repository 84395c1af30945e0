"""Closed lists of the rencana pengembangan and of jam pelajaran."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.regulation.jam_pelajaran import Satuan


class Pihak(models.TextChoices):
    """Who speaks in the development talk."""

    PEGAWAI = "pegawai", _("Pegawai")
    PENILAI = "penilai", _("Penilai")


class Sikap(models.TextChoices):
    """What one of the two says of a finding."""

    BENAR = "benar", _("Benar")
    KOREKSI = "koreksi", _("Perlu dikoreksi")


class StateRencana(models.TextChoices):
    """Proposed by the Pegawai, agreed by the penilai: then it is agreed by both."""

    DRAF = "draf", _("Draf")
    DIAJUKAN = "diajukan", _("Menunggu persetujuan penilai")
    DISEPAKATI = "disepakati", _("Disepakati berdua")
    SELESAI = "selesai", _("Selesai")


class CaraBelajar(models.TextChoices):
    """How somebody grows in an agreed plan."""

    PELATIHAN = "pelatihan", _("Pelatihan")
    COACHING = "coaching", _("Coaching")
    MENTORING = "mentoring", _("Mentoring")
    SHADOWING = "shadowing", _("Mengikuti pekerjaan orang lain (shadowing)")
    PENUGASAN = "penugasan", _("Penugasan")
    BELAJAR_MANDIRI = "belajar_mandiri", _("Belajar mandiri")


class StateKegiatan(models.TextChoices):
    DIRENCANAKAN = "direncanakan", _("Direncanakan")
    BERJALAN = "berjalan", _("Berjalan")
    SELESAI = "selesai", _("Selesai")
    BATAL = "batal", _("Batal")


class BentukBelajar(models.TextChoices):
    """The forms of Peraturan LAN 10/2018: klasikal, then nonklasikal."""

    PELATIHAN_STRUKTURAL = "pelatihan_struktural", _("Pelatihan struktural kepemimpinan")
    PELATIHAN_MANAJERIAL = "pelatihan_manajerial", _("Pelatihan manajerial")
    PELATIHAN_TEKNIS = "pelatihan_teknis", _("Pelatihan teknis")
    PELATIHAN_FUNGSIONAL = "pelatihan_fungsional", _("Pelatihan fungsional")
    PELATIHAN_SOSIAL_KULTURAL = "pelatihan_sosial_kultural", _("Pelatihan sosial kultural")
    SEMINAR = "seminar", _("Seminar, konferensi, atau sarasehan")
    WORKSHOP = "workshop", _("Workshop atau lokakarya")
    KURSUS = "kursus", _("Kursus")
    PENATARAN = "penataran", _("Penataran")
    BIMBINGAN_TEKNIS = "bimbingan_teknis", _("Bimbingan teknis")
    SOSIALISASI = "sosialisasi", _("Sosialisasi")
    COACHING = "coaching", _("Coaching")
    MENTORING = "mentoring", _("Mentoring")
    E_LEARNING = "e_learning", _("E-learning")
    JARAK_JAUH = "jarak_jauh", _("Pelatihan jarak jauh")
    DETASERING = "detasering", _("Detasering")
    ALAM_TERBUKA = "alam_terbuka", _("Pembelajaran alam terbuka")
    PATOK_BANDING = "patok_banding", _("Patok banding")
    PERTUKARAN = "pertukaran", _("Pertukaran dengan pegawai swasta, BUMN, atau BUMD")
    BELAJAR_MANDIRI = "belajar_mandiri", _("Belajar mandiri")
    KOMUNITAS_BELAJAR = "komunitas_belajar", _("Komunitas belajar")
    BIMBINGAN_DI_TEMPAT_KERJA = "bimbingan_di_tempat_kerja", _("Bimbingan di tempat kerja")
    MAGANG = "magang", _("Magang atau praktik kerja")


class SatuanBelajar(models.TextChoices):
    JAM = Satuan.JAM.value, _("jam")
    HARI = Satuan.HARI.value, _("hari")
    KEGIATAN = Satuan.KEGIATAN.value, _("kegiatan")


class StateBelajar(models.TextChoices):
    """An activity counts once somebody else has looked at its evidence."""

    DICATAT = "dicatat", _("Menunggu diperiksa")
    DISAHKAN = "disahkan", _("Disahkan")
    DITOLAK = "ditolak", _("Tidak diterima")
