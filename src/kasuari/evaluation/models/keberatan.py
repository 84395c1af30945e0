"""The objection to an evaluation, from its reasons to the decision (Pasal 29; Lampiran BAB V B)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.enums import KeputusanKeberatan, PredikatKinerja, RatingKinerja, StateKeberatan
from kasuari.evaluation.models.pairs import pair


class Keberatan(models.Model):
    """One objection: the reasons of the Pegawai, the explanation of the penilai, the decision of the atasan.

    A decision that changes carries two ratings; `predikat` is the kuadran's answer to them. One that upholds
    carries neither. `tanpa_penjelasan` says why the penilai was not heard. `penilai_signed` and
    `pegawai_signed` are the signatures under D.1.3.
    """

    evaluasi = models.ForeignKey("evaluation.Evaluasi", on_delete=models.PROTECT, related_name="keberatan")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    penilai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    atasan = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=StateKeberatan.choices, default=StateKeberatan.DIAJUKAN)
    alasan = models.TextField()
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    penjelasan_penilai = models.TextField(blank=True)
    explained_at = models.DateTimeField(null=True, blank=True)
    explained_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    penjelasan_pegawai = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tanpa_penjelasan = models.TextField(blank=True)
    keputusan = models.CharField(max_length=10, choices=KeputusanKeberatan.choices, blank=True)
    pertimbangan = models.TextField(blank=True)
    rekomendasi = models.TextField(blank=True)
    rating_hasil_kerja = models.CharField(max_length=8, choices=RatingKinerja.choices, blank=True)
    rating_perilaku_kerja = models.CharField(max_length=8, choices=RatingKinerja.choices, blank=True)
    predikat = models.CharField(max_length=16, choices=PredikatKinerja.choices, blank=True)
    predikat_code = models.CharField(max_length=80, blank=True)
    edition = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    penilai_signed_at = models.DateTimeField(null=True, blank=True)
    penilai_signed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pegawai_signed_at = models.DateTimeField(null=True, blank=True)
    pegawai_signed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("keberatan")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluasi"], condition=~Q(state="dicabut"), name="keberatan_once"
            ),
            models.CheckConstraint(
                condition=~Q(atasan=F("pegawai")) & ~Q(atasan=F("penilai")), name="keberatan_not_self"
            ),
            models.CheckConstraint(
                condition=~Q(state="diputus") | (~Q(keputusan="") & Q(decided_at__isnull=False)),
                name="keberatan_decided_complete",
            ),
            models.CheckConstraint(
                condition=~Q(keputusan="mengubah")
                | (~Q(rating_hasil_kerja="") & ~Q(rating_perilaku_kerja="") & ~Q(predikat="")),
                name="keberatan_changed_complete",
            ),
            pair("explained", "keberatan_explained_pair"),
            pair("replied", "keberatan_replied_pair"),
            pair("decided", "keberatan_decided_pair"),
            pair("penilai_signed", "keberatan_penilai_signed_pair"),
            pair("pegawai_signed", "keberatan_pegawai_signed_pair"),
            pair("withdrawn", "keberatan_withdrawn_pair"),
        ]
        indexes = [models.Index(fields=["state", "atasan"], name="keberatan_waiting")]

    def __str__(self) -> str:
        return f"keberatan {self.evaluasi_id} {self.state}"


class BuktiKeberatan(models.Model):
    """What supports an objection: a private file."""

    keberatan = models.ForeignKey(Keberatan, on_delete=models.PROTECT, related_name="bukti")
    nama = models.CharField(max_length=200)
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("bukti keberatan")

    def __str__(self) -> str:
        return self.nama
