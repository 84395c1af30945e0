"""Sessions of bimbingan kinerja (formats B.1.6-B.1.8) and cases of konseling kinerja (format B.1.10)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.bimbingan import (
    BentukMentoring,
    JenisBimbingan,
    PeranKonselor,
    StateBimbingan,
    StateKonseling,
)
from kasuari.development.models.pairs import pair


class SesiBimbingan(models.Model):
    """One coaching or mentoring. `isi` holds the rows of its parts, `penilai` the one of the day it began.

    Both sign; a change of either part takes the signatures off again. `reported_at`: told to the atasan.
    """

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    pembimbing = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    penilai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    atasan = models.ForeignKey(
        "organisation.Pegawai", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=10, choices=JenisBimbingan.choices)
    bentuk = models.CharField(max_length=12, choices=BentukMentoring.choices, blank=True)
    kompetensi = models.ForeignKey(
        "development.Kompetensi", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nama_kompetensi = models.CharField(max_length=150, blank=True)
    tanggal = models.DateField()
    tempat = models.CharField(max_length=200)
    isi = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=StateBimbingan.choices, default=StateBimbingan.TERBUKA)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    pegawai_signed_at = models.DateTimeField(null=True, blank=True)
    pegawai_signed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pembimbing_signed_at = models.DateTimeField(null=True, blank=True)
    pembimbing_signed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("sesi bimbingan kinerja")
        indexes = [models.Index(fields=["pembimbing", "state"], name="bimbingan_load")]
        constraints = [
            models.CheckConstraint(condition=~Q(pegawai=F("pembimbing")), name="bimbingan_not_self"),
            pair("pegawai_signed", "bimbingan_pegawai_signed"),
            pair("pembimbing_signed", "bimbingan_pembimbing_signed"),
            pair("reported", "bimbingan_reported"),
            models.CheckConstraint(
                condition=~Q(state="selesai")
                | Q(pegawai_signed_at__isnull=False, pembimbing_signed_at__isnull=False),
                name="bimbingan_signed_by_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.pegawai_id} {self.tanggal}"


class UmpanBalikBimbingan(models.Model):
    """B.1.8: how the person found a session; read by its author and by `penerima`, the atasan of the
    pimpinan."""

    sesi = models.OneToOneField(SesiBimbingan, on_delete=models.PROTECT, related_name="umpan_balik")
    penerima = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    jawaban = models.JSONField(default=list)
    catatan = models.TextField(blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("umpan balik bimbingan kinerja")

    def __str__(self) -> str:
        return f"B.1.8 {self.sesi_id}"


class KasusKonseling(models.Model):
    """A matter of conduct: told to the person, reported (B.1.10), counselled, recorded.

    Its words stand in this row and nowhere else; who reads which of them is in `access.konseling`. `bukti` is
    the umpan balik that the report rests on, as it stood on the day.
    """

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    penilai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    atasan = models.ForeignKey(
        "organisation.Pegawai", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=StateKonseling.choices, default=StateKonseling.DISAMPAIKAN
    )
    disampaikan = models.TextField()
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ekspektasi_khusus = models.TextField(blank=True)
    permasalahan = models.TextField(blank=True)
    serupa = models.BooleanField(null=True, blank=True)
    upaya = models.TextField(blank=True)
    bukti = models.JSONField(default=list, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    konselor = models.ForeignKey(
        "organisation.Pegawai", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    peran_konselor = models.CharField(max_length=10, choices=PeranKonselor.choices, blank=True)
    jadwal_at = models.DateTimeField(null=True, blank=True)
    tempat = models.CharField(max_length=200, blank=True)
    catatan = models.TextField(blank=True)
    rekaman = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("kasus konseling kinerja")
        constraints = [
            pair("reported", "konseling_reported"),
            pair("recorded", "konseling_recorded"),
            models.CheckConstraint(
                condition=~Q(pegawai=F("penilai")) & (Q(konselor__isnull=True) | ~Q(konselor=F("pegawai"))),
                name="konseling_not_self",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ditetapkan", "direkam"])
                | Q(konselor__isnull=False, jadwal_at__isnull=False, reported_at__isnull=False),
                name="konseling_appointed",
            ),
        ]

    def __str__(self) -> str:
        return f"konseling {self.pk}"
