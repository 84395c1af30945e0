"""Places in programmes, and how they are given out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.mitra import LEPAS, HasilBelajar, StateAlokasi, StatePendaftaran
from kasuari.development.models.mitra import ProgramPelatihan


class Alokasi(models.Model):
    """One calculation of who takes which place. `batasan` are the limits that it was asked to keep, `hasil`
    its figures; both as JSON, so that it can be read as it was."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=150)
    state = models.CharField(max_length=14, choices=StateAlokasi.choices, default=StateAlokasi.MENGHITUNG)
    batasan = models.JSONField(default=dict)
    hasil = models.JSONField(default=dict)
    job_id = models.CharField(max_length=40, blank=True, default="")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("alokasi pelatihan")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="alokasi_approved_pair",
            )
        ]

    def __str__(self) -> str:
        return self.nama


class UsulanAlokasi(models.Model):
    """One feasible pair of an allocation. `nilai` is the weighted gap that it closes, `prioritas` that the
    person has priority under Pasal 31 and counts more; `alasan` is of whoever changed it by hand."""

    alokasi = models.ForeignKey(Alokasi, on_delete=models.CASCADE, related_name="usulan")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    program = models.ForeignKey(ProgramPelatihan, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.UnitKerja", null=True, on_delete=models.PROTECT, related_name="+")
    nilai = models.DecimalField(max_digits=7, decimal_places=3)
    biaya = models.DecimalField(max_digits=12, decimal_places=0)
    hari = models.PositiveSmallIntegerField(default=0)
    terpilih = models.BooleanField(default=False)
    prioritas = models.BooleanField(default=False)
    tangan = models.BooleanField(default=False)
    alasan = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("usulan alokasi")
        indexes = [models.Index(fields=["alokasi", "terpilih"], name="usulan_alokasi_chosen")]
        constraints = [
            models.UniqueConstraint(fields=["alokasi", "pegawai", "program"], name="usulan_alokasi_once"),
            models.UniqueConstraint(
                fields=["alokasi", "pegawai"], condition=Q(terpilih=True), name="usulan_alokasi_one_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alokasi_id} {self.pegawai_id} {self.program_id}"


class Pendaftaran(models.Model):
    """A person's place in a programme, from the proposal to what came of it.

    `kesenjangan_awal` is how many steps were missing when it was proposed (None: unknown). `reaksi` is the
    person's own word, `nilai_awal` and `nilai_akhir` the partner's tests, `perilaku` the penilai's word some
    months later. Of all these nothing recorded is unknown.
    """

    program = models.ForeignKey(ProgramPelatihan, on_delete=models.PROTECT, related_name="pendaftaran")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.UnitKerja", null=True, on_delete=models.PROTECT, related_name="+")
    alokasi = models.ForeignKey(
        Alokasi, null=True, blank=True, on_delete=models.PROTECT, related_name="pendaftaran"
    )
    state = models.CharField(
        max_length=12, choices=StatePendaftaran.choices, default=StatePendaftaran.DIUSULKAN
    )
    kesenjangan_awal = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    alasan = models.CharField(max_length=300, blank=True)
    jp_hadir = models.PositiveSmallIntegerField(null=True, blank=True)
    hasil = models.CharField(max_length=12, choices=HasilBelajar.choices, blank=True)
    nilai_awal = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    nilai_akhir = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    sertifikat = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reaksi = models.PositiveSmallIntegerField(null=True, blank=True)
    reaksi_teks = models.CharField(max_length=500, blank=True)
    perilaku = models.PositiveSmallIntegerField(null=True, blank=True)
    perilaku_teks = models.CharField(max_length=500, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("pendaftaran pelatihan")
        indexes = [models.Index(fields=["pegawai", "state"], name="pendaftaran_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "pegawai"],
                condition=~Q(state__in=[state.value for state in LEPAS]),
                name="pendaftaran_once",
            ),
            models.CheckConstraint(
                condition=(Q(reaksi__isnull=True) | Q(reaksi__range=(1, 5)))
                & (Q(perilaku__isnull=True) | Q(perilaku__range=(1, 5))),
                name="pendaftaran_scale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} {self.pegawai_id} {self.state}"
