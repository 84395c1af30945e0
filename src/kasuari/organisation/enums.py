"""Closed lists of the organisation, with the codes of the national registry where it has them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StatusPegawai(models.TextChoices):
    PNS = "PNS", _("PNS")
    PPPK = "PPPK", _("PPPK")
    NON_ASN = "NON_ASN", _("Bukan ASN (pejabat negara)")


class KedudukanHukum(models.TextChoices):
    AKTIF = "aktif", _("Aktif")
    CLTN = "cltn", _("Cuti di luar tanggungan negara")
    TUGAS_BELAJAR = "tugas_belajar", _("Tugas belajar")
    PEMBERHENTIAN_SEMENTARA = "pemberhentian_sementara", _("Pemberhentian sementara")
    MPP = "mpp", _("Masa persiapan pensiun")
    HUKUMAN_DISIPLIN = "hukuman_disiplin", _("Menjalani hukuman disiplin")


class JenisUnit(models.TextChoices):
    INSTANSI = "0", _("Instansi")
    PERANGKAT_DAERAH = "1", _("Perangkat daerah")
    STRUKTURAL = "2", _("Bagian struktural")
    UPTD = "3", _("UPTD")
    SEKOLAH = "4", _("Sekolah")
    PUSKESMAS = "5", _("Puskesmas")
    RUMAH_SAKIT = "6", _("Rumah sakit")
    INSTALASI = "7", _("Instalasi")


class JenisJabatan(models.TextChoices):
    JPT_UTAMA = "jpt_utama", _("JPT utama")
    JPT_MADYA = "jpt_madya", _("JPT madya")
    JPT_PRATAMA = "jpt_pratama", _("JPT pratama")
    ADMINISTRATOR = "administrator", _("Administrator")
    PENGAWAS = "pengawas", _("Pengawas")
    PELAKSANA = "pelaksana", _("Pelaksana")
    JF = "jf", _("Jabatan fungsional")
    KEPALA_DAERAH = "kepala_daerah", _("Kepala daerah")


class JenisPenugasan(models.TextChoices):
    DEFINITIF = "definitif", _("Definitif")
    PLT = "plt", _("Pelaksana tugas (Plt.)")
    PLH = "plh", _("Pelaksana harian (Plh.)")
    PJ = "pj", _("Penjabat (Pj.)")
    TUGAS_TAMBAHAN = "tugas_tambahan", _("Tugas tambahan")


class JenisKelamin(models.TextChoices):
    LAKI_LAKI = "M", _("Laki-laki")
    PEREMPUAN = "F", _("Perempuan")


class StateKoreksi(models.TextChoices):
    DIAJUKAN = "diajukan", _("Diajukan")
    DITERIMA = "diterima", _("Diterima")
    DITOLAK = "ditolak", _("Ditolak")


class ImportKind(models.TextChoices):
    UNIT = "unit", _("Unit kerja")
    PEGAWAI = "pegawai", _("Pegawai")


class ImportState(models.TextChoices):
    READING = "reading", _("Sedang dibaca")
    PREVIEW = "preview", _("Pratinjau")
    APPLYING = "applying", _("Sedang diterapkan")
    APPLIED = "applied", _("Diterapkan")
    CANCELLED = "cancelled", _("Dibatalkan")
    FAILED = "failed", _("Gagal")


class RowVerdict(models.TextChoices):
    ACCEPTED = "accepted", _("Diterima")
    NORMALISED = "normalised", _("Dirapikan")
    WARNED = "warned", _("Diterima dengan peringatan")
    REFUSED = "refused", _("Ditolak")
    SKIPPED = "skipped", _("Dilewati")


class RowAction(models.TextChoices):
    NEW = "new", _("Baru")
    CHANGED = "changed", _("Berubah")
    UNCHANGED = "unchanged", _("Tetap")
    NONE = "none", _("Tidak ada")
