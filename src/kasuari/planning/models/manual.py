"""What makes an indikator understood and reached: its manual, and the workblocks that carry it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import BagianWorkblock, KualitasKendali, PeriodePelaporan, SifatStrategi
from kasuari.planning.models.skp import Indikator, Skp


class ManualIndikator(models.Model):
    """The manual of one indikator (format A.1.3). Result, indikator and target are those of the SKP.

    `dipahami` is what the owner says: whether all pegawai understand the indikator as it stands. Empty is not
    said; False makes the manual wajib for a JPT or pimpinan unit kerja mandiri (Lampiran BAB II A.3.b).
    """

    indikator = models.OneToOneField(Indikator, on_delete=models.CASCADE, related_name="manual")
    dipahami = models.BooleanField(null=True, blank=True)
    tujuan = models.TextField(blank=True)
    definisi = models.TextField(blank=True)
    formula = models.TextField(blank=True)
    satuan = models.CharField(max_length=60, blank=True)
    kualitas = models.CharField(max_length=24, choices=KualitasKendali.choices, blank=True)
    sumber_data = models.TextField(blank=True)
    periode_pelaporan = models.CharField(max_length=12, choices=PeriodePelaporan.choices, blank=True)

    class Meta:
        verbose_name = _("manual indikator kinerja")

    def __str__(self) -> str:
        return f"manual {self.indikator_id}"


class Workblock(models.Model):
    """A strategy for one indikator of the leader (format A.1.4): layanan or output that will carry it.

    A working paper of the leader beside the SKP, with a version of its own: it is written all year, also
    once the SKP is set. `intervensi_teks` keeps the words when the indikator itself is written anew.
    """

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="workblock")
    indikator = models.ForeignKey(
        Indikator, null=True, blank=True, on_delete=models.SET_NULL, related_name="workblock"
    )
    urutan = models.PositiveSmallIntegerField()
    judul = models.TextField()
    intervensi_teks = models.TextField(blank=True)
    pemilik = models.CharField(max_length=250, blank=True)
    pihak_terlibat = models.TextField(blank=True)
    waktu = models.CharField(max_length=120, blank=True)
    penerima_manfaat = models.TextField(blank=True)
    tujuan = models.TextField(blank=True)
    anggaran = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("workblock")
        constraints = [models.UniqueConstraint(fields=["skp", "urutan"], name="workblock_order")]

    def __str__(self) -> str:
        return self.judul[:80]


class ButirWorkblock(models.Model):
    """A line of a workblock: a key activity or a key milestone, rutin or transformatif."""

    workblock = models.ForeignKey(Workblock, on_delete=models.CASCADE, related_name="butir")
    bagian = models.CharField(max_length=10, choices=BagianWorkblock.choices)
    sifat = models.CharField(max_length=14, choices=SifatStrategi.choices)
    urutan = models.PositiveSmallIntegerField()
    teks = models.TextField()

    class Meta:
        verbose_name = _("butir workblock")
        constraints = [
            models.UniqueConstraint(fields=["workblock", "bagian", "sifat", "urutan"], name="workblock_line")
        ]

    def __str__(self) -> str:
        return self.teks[:80]
