"""What special cases leave behind: a result taken over, the results of a study, a refusal to sign."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.enums import AkreditasiStudi, JenjangStudi, KelulusanStudi
from kasuari.evaluation.models.pairs import pair


class PakaiHasil(models.Model):
    """Who moved within a period may keep the periodic result before it, if penilai and Pegawai agree
    (Lampiran BAB IV A.13.a). `sumber` is that result; it is used once both have said so."""

    skp = models.ForeignKey("planning.Skp", on_delete=models.PROTECT, related_name="pakai_hasil")
    periode_evaluasi = models.ForeignKey(
        "planning.PeriodeEvaluasi", on_delete=models.PROTECT, related_name="+"
    )
    sumber = models.ForeignKey("evaluation.Evaluasi", on_delete=models.PROTECT, related_name="dipakai")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("hasil periode sebelumnya yang dipakai")
        constraints = [
            models.UniqueConstraint(fields=["skp", "periode_evaluasi"], name="pakai_hasil_once"),
            pair("agreed", "pakai_hasil_agreed_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.skp_id} <- {self.sumber_id}"


class HasilStudi(models.Model):
    """How a tugas belajar stands in a period: its IPK and whether it was finished (Lampiran BAB II B).

    `universitas` and `prodi` are accreditations, empty for a study abroad. An empty `ipk` is unknown.
    """

    skp = models.ForeignKey("planning.Skp", on_delete=models.PROTECT, related_name="hasil_studi")
    periode_evaluasi = models.ForeignKey(
        "planning.PeriodeEvaluasi", on_delete=models.PROTECT, related_name="+"
    )
    institusi = models.CharField(max_length=200)
    jenjang = models.CharField(max_length=6, choices=JenjangStudi.choices)
    luar_negeri = models.BooleanField(default=False)
    universitas = models.CharField(max_length=1, choices=AkreditasiStudi.choices, blank=True)
    prodi = models.CharField(max_length=1, choices=AkreditasiStudi.choices, blank=True)
    ipk = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    kelulusan = models.CharField(max_length=14, choices=KelulusanStudi.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("hasil tugas belajar")
        constraints = [
            models.UniqueConstraint(fields=["skp", "periode_evaluasi"], name="hasil_studi_once"),
            models.CheckConstraint(
                condition=models.Q(ipk__isnull=True) | models.Q(ipk__gte=0, ipk__lte=4),
                name="hasil_studi_ipk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skp_id} {self.kelulusan}"


class PenolakanTandaTangan(models.Model):
    """The owner did not sign for receipt, before a witness. The clocks run on; the owner may still sign."""

    evaluasi = models.OneToOneField("evaluation.Evaluasi", on_delete=models.PROTECT, related_name="penolakan")
    saksi_nama = models.CharField(max_length=200)
    saksi_jabatan = models.CharField(max_length=200)
    keterangan = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("penolakan tanda tangan")

    def __str__(self) -> str:
        return f"penolakan {self.evaluasi_id}"
