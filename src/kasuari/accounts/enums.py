"""Kinds of accounts, and roles that are granted by date. Being a penilai is no grant: it follows from the
appointments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    """Whose account it is. A partner's reaches the partner's own pages alone, holds no role and no token."""

    PEGAWAI = "pegawai", _("Pegawai")
    MITRA = "mitra", _("Mitra pengembangan kompetensi")


class Role(models.TextChoices):
    """Granted roles (domain: PermenPANRB 6/2022 Lampiran)."""

    KEPEGAWAIAN = "kepegawaian", _("Unit kepegawaian (admin instansi)")
    PENGELOLA_KINERJA = "pengelola_kinerja", _("Pengelola kinerja unit kerja")
    PYB = "pyb", _("Pejabat yang berwenang")
    PEJABAT_PEMBINA_KEPEGAWAIAN = "pejabat_pembina_kepegawaian", _("Pejabat pembina kepegawaian")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator sistem")
