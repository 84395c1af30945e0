"""The matriks pembagian peran dan hasil (format A.1.5; Lampiran BAB II A.5, p. 44-49).

A matrix belongs to the SKP of a leader, whose indikator are its columns; that of a ketua tim has the ketua's
results as columns. A cell without a row here is undecided, which is not the same as "tidak ada peran".
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import BentukPenugasan, StateAnggota
from kasuari.planning.models.pairs import pair
from kasuari.planning.models.skp import Indikator, RencanaHasilKerja, Skp


class Matriks(models.Model):
    """The matrix of one leader or ketua tim in one year."""

    skp = models.OneToOneField(Skp, on_delete=models.PROTECT, related_name="matriks")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("matriks pembagian peran dan hasil")
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_by__isnull=True) | Q(opened_at__isnull=False), name="matriks_opened_pair"
            )
        ]

    def __str__(self) -> str:
        return f"MPH {self.skp_id}"


class TimKerja(models.Model):
    """A tim kerja that the leader of `matriks` forms: its ketua and its days (`end_date` does not count).

    `terbuka` lets everybody of the agency apply to join (pengajuan sukarela, Lampiran BAB II A.5.f.11).
    """

    matriks = models.ForeignKey(Matriks, on_delete=models.PROTECT, related_name="tim")
    nama = models.CharField(max_length=200)
    ketua = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    terbuka = models.BooleanField(default=False)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("tim kerja")
        constraints = [
            models.UniqueConstraint(fields=["matriks", "ketua", "start_date"], name="tim_kerja_once"),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(end_date__gt=F("start_date")), name="tim_kerja_dates"
            ),
        ]
        indexes = [models.Index(fields=["ketua"], name="tim_kerja_ketua")]

    def __str__(self) -> str:
        return self.nama


class AnggotaMatriks(models.Model):
    """One row: a person who may be given roles, and whether their own penilai agrees where that is asked.

    `penilai` is whom the consent is asked of; empty where none is needed.
    """

    matriks = models.ForeignKey(Matriks, on_delete=models.PROTECT, related_name="anggota")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    urutan = models.PositiveIntegerField()
    bentuk = models.CharField(
        max_length=12, choices=BentukPenugasan.choices, default=BentukPenugasan.PENUNJUKAN
    )
    state = models.CharField(max_length=16, choices=StateAnggota.choices, default=StateAnggota.LANGSUNG)
    penilai = models.ForeignKey(
        "organisation.Pegawai", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    keterangan = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    alasan = models.TextField(blank=True)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("anggota matriks")
        constraints = [
            models.UniqueConstraint(fields=["matriks", "pegawai"], name="anggota_matriks_once"),
            models.CheckConstraint(
                condition=Q(requested_by__isnull=True) | Q(requested_at__isnull=False),
                name="anggota_requested_pair",
            ),
            pair("decided", "anggota_decided_pair"),
        ]
        indexes = [
            models.Index(fields=["matriks", "urutan"], name="anggota_matriks_order"),
            models.Index(fields=["penilai", "state"], name="anggota_matriks_waiting"),
            models.Index(fields=["pegawai", "state"], name="anggota_matriks_person"),
        ]

    def __str__(self) -> str:
        return f"{self.matriks_id}/{self.pegawai_id}"


class KolomMatriks(models.Model):
    """One column once something stands in it: an indikator, or a result of the ketua tim.

    `teks` keeps the words, so that cells outlive a result that is rewritten in the leader's SKP.
    """

    matriks = models.ForeignKey(Matriks, on_delete=models.PROTECT, related_name="kolom")
    indikator = models.ForeignKey(
        Indikator, null=True, blank=True, on_delete=models.SET_NULL, related_name="kolom_matriks"
    )
    rhk = models.ForeignKey(
        RencanaHasilKerja, null=True, blank=True, on_delete=models.SET_NULL, related_name="kolom_matriks"
    )
    teks = models.TextField()

    class Meta:
        verbose_name = _("kolom matriks")
        constraints = [
            models.UniqueConstraint(fields=["matriks", "indikator"], name="kolom_indikator_once"),
            models.UniqueConstraint(fields=["matriks", "rhk"], name="kolom_rhk_once"),
        ]

    def __str__(self) -> str:
        return self.teks[:80]


class SelMatriks(models.Model):
    """One cell that was decided, or decided and emptied again. `version` guards what stands in it."""

    anggota = models.ForeignKey(AnggotaMatriks, on_delete=models.PROTECT, related_name="sel")
    kolom = models.ForeignKey(KolomMatriks, on_delete=models.PROTECT, related_name="sel")
    tanpa_peran = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sel matriks")
        constraints = [
            models.UniqueConstraint(fields=["anggota", "kolom"], name="sel_matriks_once"),
            models.CheckConstraint(
                condition=Q(changed_by__isnull=True) | Q(changed_at__isnull=False), name="sel_changed_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anggota_id}/{self.kolom_id}"


class PeranHasil(models.Model):
    """One role in a cell and the RHK that it became.

    `bagian` in `satuan` is the share of a split indikator. `teks_masuk` and `bagian_masuk` are what was last
    taken into the SKP: where they differ from `teks` and `bagian`, something waits. `dicabut` says that the
    leader took the role away while somebody had already written indikator below it: the owner or the penilai
    decides.
    """

    sel = models.ForeignKey(SelMatriks, on_delete=models.PROTECT, related_name="peran")
    urutan = models.PositiveSmallIntegerField()
    teks = models.TextField()
    bagian = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    satuan = models.CharField(max_length=60, blank=True)
    rhk = models.ForeignKey(
        RencanaHasilKerja, null=True, blank=True, on_delete=models.SET_NULL, related_name="peran_hasil"
    )
    teks_masuk = models.TextField(blank=True)
    bagian_masuk = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    dicabut = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("peran hasil")
        indexes = [models.Index(fields=["sel", "urutan"], name="peran_hasil_order")]

    def __str__(self) -> str:
        return self.teks[:80]
