"""The library of each jabatan: results and indikator that were set before, for others to take.

No row names anybody: who wrote a text is known only as the number of SKP that it comes from.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import ArahTarget, Aspek, JenisTarget, Perspektif, StatePustaka
from kasuari.planning.models.pairs import pair
from kasuari.planning.models.skp import Skp


class ButirPustaka(models.Model):
    """A rencana hasil kerja of one jabatan. `kunci` is its text as first written, without regard to case,
    punctuation and blanks; a new wording by the clerk leaves it, so that the old wording still counts here.
    """

    jabatan = models.ForeignKey("organisation.Jabatan", on_delete=models.PROTECT, related_name="+")
    teks = models.TextField()
    kunci = models.CharField(max_length=40)
    state = models.CharField(max_length=14, choices=StatePustaka.choices, default=StatePustaka.CALON)
    digabung_ke = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="gabungan"
    )
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("butir pustaka")
        constraints = [
            models.UniqueConstraint(fields=["jabatan", "kunci"], name="pustaka_once"),
            models.CheckConstraint(
                condition=Q(state="digabung", digabung_ke__isnull=False)
                | (~Q(state="digabung") & Q(digabung_ke__isnull=True)),
                name="pustaka_merged_into",
            ),
            pair("decided", "pustaka_decided_pair"),
        ]
        indexes = [models.Index(fields=["state", "jabatan"], name="pustaka_of_jabatan")]

    def __str__(self) -> str:
        return self.teks[:80]


class IndikatorPustaka(models.Model):
    """An indikator of a library entry with the form of its target; a date belongs to its year, not here."""

    butir = models.ForeignKey(ButirPustaka, on_delete=models.CASCADE, related_name="indikator")
    teks = models.TextField()
    kunci = models.CharField(max_length=40)
    aspek = models.CharField(max_length=10, choices=Aspek.choices, blank=True)
    perspektif = models.CharField(max_length=20, choices=Perspektif.choices, blank=True)
    target_jenis = models.CharField(max_length=8, choices=JenisTarget.choices, default=JenisTarget.TEKS)
    target_teks = models.TextField(blank=True)
    target_minimum = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_maksimum = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    satuan = models.CharField(max_length=60, blank=True)
    arah = models.CharField(max_length=6, choices=ArahTarget.choices, default=ArahTarget.NAIK)

    class Meta:
        verbose_name = _("indikator pustaka")
        constraints = [models.UniqueConstraint(fields=["butir", "kunci"], name="pustaka_indikator_once")]

    def __str__(self) -> str:
        return self.teks[:80]


class PemakaianPustaka(models.Model):
    """That a set SKP has this indikator: what the numbers beside a library entry are counted from."""

    indikator = models.ForeignKey(IndikatorPustaka, on_delete=models.CASCADE, related_name="pemakaian")
    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="pemakaian_pustaka")

    class Meta:
        verbose_name = _("pemakaian pustaka")
        constraints = [models.UniqueConstraint(fields=["indikator", "skp"], name="pustaka_usage_once")]

    def __str__(self) -> str:
        return f"{self.indikator_id} {self.skp_id}"
