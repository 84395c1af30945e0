"""Umpan balik berkelanjutan, always with its giver (Pasal 17-20; Lampiran BAB III C).

A result may leave an SKP later on; its words stay in `rhk_teks`.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.feedback.enums import (
    Bentuk,
    BentukPembinaan,
    IramaBerkala,
    KelompokKata,
    PeranPemberi,
    Sifat,
    StateIrama,
    StatePermintaan,
    StateTautan,
    StateUmpanBalik,
    TindakanLanjut,
)


def _user(**options: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", **options)


def _pair(stem: str, name: str) -> models.CheckConstraint:
    both, none = (Q(**{f"{stem}_at__isnull": empty, f"{stem}_by__isnull": empty}) for empty in (False, True))
    return models.CheckConstraint(condition=both | none, name=name)


class AboutPart(models.Model):
    """What of an SKP something is about: a result, a value (1-7) or one of its lines (1-3)."""

    skp = models.ForeignKey("planning.Skp", on_delete=models.PROTECT, related_name="+")
    rhk = models.ForeignKey(
        "planning.RencanaHasilKerja", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    rhk_teks = models.TextField(blank=True)
    nilai = models.PositiveSmallIntegerField(null=True, blank=True)
    butir = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


_ONE_PART = (Q(nilai__isnull=True, butir__isnull=True) & ~Q(rhk_teks="")) | Q(
    nilai__range=(1, 7), rhk__isnull=True
)
_ONE_LINE = Q(butir__isnull=True) | Q(butir__range=(1, 3))


class PermintaanUmpanBalik(AboutPart):
    """A pegawai asks somebody for feedback (Lampiran BAB III C.9)."""

    pemberi = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    pesan = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=StatePermintaan.choices, default=StatePermintaan.MENUNGGU)
    requested_at = models.DateTimeField()
    requested_by = _user()
    alasan = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = _user(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("permintaan umpan balik")
        constraints = [
            models.CheckConstraint(condition=_ONE_PART, name="permintaan_one_part"),
            models.CheckConstraint(condition=_ONE_LINE, name="permintaan_one_line"),
            _pair("closed", "permintaan_closed_pair"),
        ]
        indexes = [models.Index(fields=["pemberi", "state"], name="permintaan_waiting")]

    def __str__(self) -> str:
        return f"{self.skp_id} {self.pemberi_id} {self.state}"


class TautanUmpanBalik(AboutPart):
    """A link for one feedback by somebody without an account; only its hash is kept."""

    ditujukan = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=StateTautan.choices, default=StateTautan.TERBUKA)
    created_at = models.DateTimeField()
    created_by = _user()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = _user(null=True, blank=True)

    class Meta:
        verbose_name = _("tautan umpan balik")
        constraints = [
            models.CheckConstraint(condition=_ONE_PART, name="tautan_one_part"),
            models.CheckConstraint(condition=_ONE_LINE, name="tautan_one_line"),
            _pair("revoked", "tautan_revoked_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.skp_id} {self.ditujukan} {self.state}"


class UmpanBalik(AboutPart):
    """One feedback. `pemberi` and `pemberi_akun` are empty for somebody who came by a link."""

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    pemberi = models.ForeignKey(
        "organisation.Pegawai", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pemberi_akun = _user(null=True, blank=True)
    pemberi_nama = models.CharField(max_length=200)
    pemberi_keterangan = models.CharField(max_length=80, blank=True)
    peran = models.CharField(max_length=12, choices=PeranPemberi.choices)
    sifat = models.CharField(max_length=10, choices=Sifat.choices)
    bentuk = models.CharField(max_length=10, choices=Bentuk.choices, default=Bentuk.INSIDENTIL)
    langsung = models.BooleanField(default=False)
    teks = models.TextField()
    permintaan = models.ForeignKey(
        PermintaanUmpanBalik, null=True, blank=True, on_delete=models.PROTECT, related_name="jawaban"
    )
    tautan = models.OneToOneField(
        TautanUmpanBalik, null=True, blank=True, on_delete=models.PROTECT, related_name="jawaban"
    )
    state = models.CharField(
        max_length=10, choices=StateUmpanBalik.choices, default=StateUmpanBalik.DIBERIKAN
    )
    given_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = _user(null=True, blank=True)
    alasan = models.CharField(max_length=300, blank=True)
    # The same words of the same giver about the same part on one day are one feedback; empty once withdrawn.
    sidik = models.CharField(max_length=64, null=True, unique=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("umpan balik")
        constraints = [
            models.CheckConstraint(condition=_ONE_PART, name="umpan_balik_one_part"),
            models.CheckConstraint(condition=_ONE_LINE, name="umpan_balik_one_line"),
            models.CheckConstraint(
                condition=Q(pemberi_akun__isnull=False) | Q(tautan__isnull=False),
                name="umpan_balik_has_giver",
            ),
            models.CheckConstraint(
                condition=Q(pemberi__isnull=True) | ~Q(pemberi=models.F("pegawai")),
                name="umpan_balik_not_oneself",
            ),
            _pair("withdrawn", "umpan_balik_withdrawn_pair"),
        ]
        indexes = [
            models.Index(fields=["skp", "given_at"], name="umpan_balik_of_skp"),
            models.Index(fields=["pegawai", "given_at"], name="umpan_balik_received"),
            models.Index(fields=["pemberi_akun", "given_at"], name="umpan_balik_given"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.pemberi_nama}"


class RedaksiUmpanBalik(models.Model):
    """The words of a feedback before they were corrected."""

    umpan_balik = models.ForeignKey(UmpanBalik, on_delete=models.PROTECT, related_name="redaksi")
    sifat = models.CharField(max_length=10, choices=Sifat.choices)
    teks = models.TextField()
    replaced_at = models.DateTimeField()
    replaced_by = _user()

    class Meta:
        verbose_name = _("redaksi umpan balik")

    def __str__(self) -> str:
        return f"{self.umpan_balik_id} {self.replaced_at:%Y-%m-%d}"


class BuktiUmpanBalik(models.Model):
    """Evidence of a feedback: a private file or a link."""

    umpan_balik = models.ForeignKey(UmpanBalik, on_delete=models.PROTECT, related_name="bukti")
    nama = models.CharField(max_length=200)
    file = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    url = models.URLField(max_length=500, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bukti umpan balik")
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, url="") | (Q(file__isnull=True) & ~Q(url="")),
                name="bukti_umpan_balik_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return self.nama


class TindakLanjut(models.Model):
    """What the penilai did after feedback on one result (Pasal 20); rows are added and never changed."""

    skp = models.ForeignKey("planning.Skp", on_delete=models.PROTECT, related_name="+")
    rhk = models.ForeignKey(
        "planning.RencanaHasilKerja", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    rhk_teks = models.TextField()
    maju = models.BooleanField()
    tindakan = models.CharField(max_length=24, choices=TindakanLanjut.choices)
    pembinaan = models.CharField(max_length=10, choices=BentukPembinaan.choices, blank=True)
    catatan = models.TextField(blank=True)
    edition = models.CharField(max_length=40)
    decided_at = models.DateTimeField()
    decided_by = _user()

    class Meta:
        verbose_name = _("tindak lanjut umpan balik")
        constraints = [
            models.CheckConstraint(
                condition=~Q(tindakan=TindakanLanjut.PENGAMBILALIHAN) | ~Q(catatan=""),
                name="tindak_lanjut_takeover_note",
            ),
            models.CheckConstraint(
                condition=(Q(tindakan=TindakanLanjut.PEMBINAAN) & ~Q(pembinaan=""))
                | (~Q(tindakan=TindakanLanjut.PEMBINAAN) & Q(pembinaan="")),
                name="tindak_lanjut_pembinaan_kind",
            ),
        ]
        indexes = [models.Index(fields=["skp", "decided_at"], name="tindak_lanjut_of_skp")]

    def __str__(self) -> str:
        return f"{self.skp_id} {self.tindakan}"


class IramaUmpanBalik(models.Model):
    """How often umpan balik berkala is given from a day on: of one SKP as agreed, or usual in the agency.

    Of one SKP the penilai or the pegawai proposes it (`set_by`) and the other agrees (`agreed_by`): only then
    it holds. What an agency finds usual holds at once.
    """

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    skp = models.ForeignKey("planning.Skp", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    irama = models.CharField(max_length=12, choices=IramaBerkala.choices)
    start_date = models.DateField()
    set_at = models.DateTimeField()
    set_by = _user()
    state = models.CharField(max_length=16, choices=StateIrama.choices, default=StateIrama.DISEPAKATI)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = _user(null=True, blank=True)

    class Meta:
        verbose_name = _("irama umpan balik berkala")
        constraints = [
            _pair("agreed", "irama_agreed_pair"),
            models.UniqueConstraint(
                fields=["skp", "start_date"],
                condition=Q(state=StateIrama.DISEPAKATI),
                name="irama_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["skp"], condition=Q(state=StateIrama.DIUSULKAN), name="irama_one_proposal"
            ),
            models.CheckConstraint(
                condition=Q(skp__isnull=False) | Q(state=StateIrama.DISEPAKATI),
                name="irama_usual_holds",
            ),
            models.UniqueConstraint(
                fields=["instansi", "start_date"],
                condition=Q(skp__isnull=True),
                name="irama_usual_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.irama} {self.start_date}"


class CatatanPribadi(models.Model):
    """A note that a superior keeps for themselves. Nobody else reads it, in any role."""

    penulis = _user()
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    teks = models.TextField()
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("catatan pribadi")
        indexes = [models.Index(fields=["penulis", "pegawai"], name="catatan_pribadi_own")]

    def __str__(self) -> str:
        return f"{self.penulis_id} {self.written_at:%Y-%m-%d}"


class KataUmpanBalik(models.Model):
    """A word that an agency adds to the lists of the product, or leaves alone, from one moment to another."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    kata = models.CharField(max_length=60)
    kelompok = models.CharField(max_length=12, choices=KelompokKata.choices)
    added_at = models.DateTimeField()
    added_by = _user()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = _user(null=True, blank=True)

    class Meta:
        verbose_name = _("kata umpan balik")
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "kata"],
                condition=Q(removed_at__isnull=True),
                name="kata_umpan_balik_once",
            ),
            _pair("removed", "kata_umpan_balik_removed_pair"),
        ]

    def __str__(self) -> str:
        return self.kata
