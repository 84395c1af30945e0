"""Capaian organisasi and the evaluation of one SKP in one period."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.enums import (
    JalurEvaluasi,
    LevelCapaian,
    PredikatKinerja,
    RatingKinerja,
    StateEvaluasi,
    Tanggapan,
)
from kasuari.evaluation.models.pairs import pair


class CapaianOrganisasi(models.Model):
    """The level a unit reached in an evaluation period (Lampiran BAB IV B.1)."""

    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="capaian")
    periode_evaluasi = models.ForeignKey(
        "planning.PeriodeEvaluasi", on_delete=models.PROTECT, related_name="capaian"
    )
    level = models.CharField(max_length=16, choices=LevelCapaian.choices)
    dasar = models.TextField(blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("capaian kinerja organisasi")
        constraints = [models.UniqueConstraint(fields=["unit", "periode_evaluasi"], name="capaian_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.level}"


class Evaluasi(models.Model):
    """The evaluation of an SKP in a period. Once signed, everything it rests on is frozen in `fakta`.

    `predikat` is always the regulation's answer to the two ratings; `predikat_code` and `edition` say by
    which
    cell of which rules. `predikat_berlaku` is the one that holds: the same, until a decision on an objection
    changes it. `jalur` atasan: the atasan evaluated in the penilai's place, and `jalur_code` says why.
    """

    skp = models.ForeignKey("planning.Skp", on_delete=models.PROTECT, related_name="evaluasi")
    periode_evaluasi = models.ForeignKey(
        "planning.PeriodeEvaluasi", on_delete=models.PROTECT, related_name="evaluasi"
    )
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="evaluasi")
    penilai = models.ForeignKey(
        "organisation.Pegawai", on_delete=models.PROTECT, related_name="evaluasi_dinilai"
    )
    atasan_penilai = models.ForeignKey(
        "organisation.Pegawai", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=16, choices=StateEvaluasi.choices, default=StateEvaluasi.DINILAI)
    jalur = models.CharField(max_length=8, choices=JalurEvaluasi.choices, default=JalurEvaluasi.PENILAI)
    jalur_code = models.CharField(max_length=40, blank=True)
    capaian_level = models.CharField(max_length=16, choices=LevelCapaian.choices, blank=True)
    capaian_unit_nama = models.CharField(max_length=200, blank=True)
    rating_hasil_kerja = models.CharField(max_length=8, choices=RatingKinerja.choices, blank=True)
    alasan_hasil_kerja = models.TextField(blank=True)
    rating_perilaku_kerja = models.CharField(max_length=8, choices=RatingKinerja.choices, blank=True)
    alasan_perilaku_kerja = models.TextField(blank=True)
    rekomendasi = models.TextField(blank=True)
    predikat = models.CharField(max_length=16, choices=PredikatKinerja.choices, blank=True)
    predikat_code = models.CharField(max_length=80, blank=True)
    predikat_berlaku = models.CharField(max_length=16, choices=PredikatKinerja.choices, blank=True)
    edition = models.CharField(max_length=40, blank=True)
    fakta = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    rated_at = models.DateTimeField(null=True, blank=True)
    rated_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tanggapan = models.CharField(max_length=14, choices=Tanggapan.choices, blank=True)
    tanggapan_teks = models.TextField(blank=True)

    class Meta:
        verbose_name = _("evaluasi kinerja")
        constraints = [
            models.UniqueConstraint(fields=["skp", "periode_evaluasi"], name="evaluasi_once"),
            models.CheckConstraint(condition=~Q(penilai=F("pegawai")), name="evaluasi_not_self"),
            models.CheckConstraint(
                condition=Q(state="dinilai")
                | (
                    ~Q(rating_hasil_kerja="")
                    & ~Q(rating_perilaku_kerja="")
                    & ~Q(predikat="")
                    & ~Q(predikat_berlaku="")
                    & ~Q(edition="")
                ),
                name="evaluasi_signed_complete",
            ),
            pair("rated", "evaluasi_rated_pair"),
            pair("signed", "evaluasi_signed_pair"),
            pair("delivered", "evaluasi_delivered_pair"),
            pair("acknowledged", "evaluasi_acknowledged_pair"),
        ]
        indexes = [models.Index(fields=["periode_evaluasi", "penilai", "state"], name="evaluasi_team")]

    def __str__(self) -> str:
        return f"evaluasi {self.skp_id}/{self.periode_evaluasi_id}"
