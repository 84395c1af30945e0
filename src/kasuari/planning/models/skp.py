"""The SKP with its parts.

`last_date` is the last day that counts (inclusive), as documents print it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import (
    ArahTarget,
    Aspek,
    FormatSkp,
    JenisHasilKerja,
    JenisLampiran,
    JenisTarget,
    MetodeCascading,
    Pendekatan,
    Perspektif,
    StateSkp,
    SumberHasilKerja,
)
from kasuari.planning.models.pairs import pair
from kasuari.planning.models.parts import AllVersions, InForce
from kasuari.planning.models.periode import Periode


class Skp(models.Model):
    """Sasaran kinerja pegawai: what one person is expected to reach in one appointment.

    `penilai`, `atasan_penilai` and `unit_penilai` are decided by the regulation when the SKP is made and
    frozen, with the other facts of the organisation, into `fakta` when it is set. `version` guards against
    overwriting what somebody else wrote; `nomor_versi` is the version of the SKP that runs.
    """

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="skp")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="skp")
    penugasan = models.ForeignKey("organisation.Penugasan", on_delete=models.PROTECT, related_name="skp")
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    penilai = models.ForeignKey(
        "organisation.Pegawai", null=True, blank=True, on_delete=models.PROTECT, related_name="skp_dinilai"
    )
    atasan_penilai = models.ForeignKey(
        "organisation.Pegawai", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit_penilai = models.ForeignKey(
        "organisation.UnitKerja", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kewenangan_code = models.CharField(max_length=60, blank=True)
    format = models.CharField(max_length=6, choices=FormatSkp.choices)
    pendekatan = models.CharField(max_length=12, choices=Pendekatan.choices)
    start_date = models.DateField()
    last_date = models.DateField()
    state = models.CharField(max_length=12, choices=StateSkp.choices, default=StateSkp.DRAF)
    version = models.PositiveIntegerField(default=0)
    nomor_versi = models.PositiveSmallIntegerField(default=1)
    fakta = models.JSONField(default=dict)
    edition = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("SKP")
        constraints = [
            models.UniqueConstraint(fields=["periode", "penugasan"], name="skp_once"),
            models.CheckConstraint(condition=Q(last_date__gte=F("start_date")), name="skp_dates"),
            models.CheckConstraint(
                condition=Q(penilai__isnull=True) | ~Q(penilai=F("pegawai")), name="skp_not_own_penilai"
            ),
            pair("submitted", "skp_submitted_pair"),
            pair("set", "skp_set_pair"),
        ]
        indexes = [
            models.Index(fields=["periode", "pegawai"], name="skp_owner"),
            models.Index(fields=["periode", "penilai", "state"], name="skp_team"),
        ]

    def __str__(self) -> str:
        return f"SKP {self.pegawai_id}/{self.periode_id}"


class RencanaHasilKerja(models.Model):
    """One expected result, utama or tambahan: who assigned it and which result of the leader it serves.

    `intervensi_indikator` names the leader's indicator where the result serves one of several: cascading is
    chosen per indicator (Lampiran BAB II A.4). `harapan_teks` is what was expected of the leader before the
    link was accepted; `sasaran_pk` the sasaran of the perjanjian kinerja that it was taken from.
    """

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="rencana_hasil_kerja")
    jenis = models.CharField(max_length=10, choices=JenisHasilKerja.choices, default=JenisHasilKerja.UTAMA)
    urutan = models.PositiveSmallIntegerField()
    teks = models.TextField()
    sumber = models.CharField(
        max_length=10, choices=SumberHasilKerja.choices, default=SumberHasilKerja.LAINNYA
    )
    penugasan_dari = models.CharField(max_length=250, blank=True)
    intervensi = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="pendukung"
    )
    intervensi_indikator = models.ForeignKey(
        "Indikator", null=True, blank=True, on_delete=models.SET_NULL, related_name="pendukung"
    )
    intervensi_teks = models.TextField(blank=True)
    harapan_teks = models.TextField(blank=True)
    sasaran_pk = models.ForeignKey(
        "SasaranPk", null=True, blank=True, on_delete=models.PROTECT, related_name="rencana_hasil_kerja"
    )
    versi_akhir = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = InForce()
    of_all_versions = AllVersions()

    class Meta:
        verbose_name = _("rencana hasil kerja")
        constraints = [
            models.UniqueConstraint(
                fields=["skp", "urutan"], condition=Q(versi_akhir__isnull=True), name="rhk_order"
            )
        ]

    def __str__(self) -> str:
        return self.teks[:80]


class Indikator(models.Model):
    """An individual indicator (IKI) with a target as text, number, range or date; unit and direction.

    `baseline` is where the year began, in `satuan`; empty is unknown. `cascading` is how the leader breaks
    the indicator down (Lampiran BAB II A.4); empty is not decided yet. `indikator_pk` is the indicator of the
    perjanjian kinerja that it was taken from, in its `indikator_pk_revision`. `periksa` says that it was
    copied with its target and nobody has looked at it since.
    """

    rhk = models.ForeignKey(RencanaHasilKerja, on_delete=models.CASCADE, related_name="indikator")
    urutan = models.PositiveSmallIntegerField()
    teks = models.TextField()
    aspek = models.CharField(max_length=10, choices=Aspek.choices, blank=True)
    perspektif = models.CharField(max_length=20, choices=Perspektif.choices, blank=True)
    target_jenis = models.CharField(max_length=8, choices=JenisTarget.choices, default=JenisTarget.TEKS)
    target_teks = models.TextField(blank=True)
    target_minimum = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_maksimum = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_date = models.DateField(null=True, blank=True)
    satuan = models.CharField(max_length=60, blank=True)
    arah = models.CharField(max_length=6, choices=ArahTarget.choices, default=ArahTarget.NAIK)
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    cascading = models.CharField(max_length=14, choices=MetodeCascading.choices, blank=True)
    indikator_pk = models.ForeignKey(
        "IndikatorPk", null=True, blank=True, on_delete=models.PROTECT, related_name="indikator"
    )
    indikator_pk_revision = models.PositiveIntegerField(default=0)
    periksa = models.BooleanField(default=False)
    versi_akhir = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = InForce()
    of_all_versions = AllVersions()

    class Meta:
        verbose_name = _("indikator kinerja individu")
        constraints = [
            models.UniqueConstraint(
                fields=["rhk", "urutan"], condition=Q(versi_akhir__isnull=True), name="indikator_order"
            )
        ]

    def __str__(self) -> str:
        return self.teks[:80]


class EkspektasiKhusus(models.Model):
    """A special expectation of the leader on one of the seven values (`nilai` 1-7, Pasal 10)."""

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="ekspektasi_khusus")
    nilai = models.PositiveSmallIntegerField()
    urutan = models.PositiveSmallIntegerField()
    teks = models.TextField()

    class Meta:
        verbose_name = _("ekspektasi khusus pimpinan")
        constraints = [
            models.UniqueConstraint(fields=["skp", "nilai", "urutan"], name="ekspektasi_order"),
            models.CheckConstraint(condition=Q(nilai__gte=1, nilai__lte=7), name="ekspektasi_nilai"),
        ]

    def __str__(self) -> str:
        return self.teks[:80]


class ButirLampiran(models.Model):
    """A line of the lampiran SKP (format A.1.8): resources, accountability or consequences."""

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="butir_lampiran")
    jenis = models.CharField(max_length=12, choices=JenisLampiran.choices)
    urutan = models.PositiveSmallIntegerField()
    teks = models.TextField()

    class Meta:
        verbose_name = _("butir lampiran SKP")
        constraints = [models.UniqueConstraint(fields=["skp", "jenis", "urutan"], name="lampiran_order")]

    def __str__(self) -> str:
        return self.teks[:80]


class CatatanSkp(models.Model):
    """What the penilai wrote when returning the SKP; `path` names the field it is about, "" the whole."""

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="catatan")
    path = models.CharField(max_length=80, blank=True)
    teks = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("catatan SKP")

    def __str__(self) -> str:
        return self.teks[:80]
