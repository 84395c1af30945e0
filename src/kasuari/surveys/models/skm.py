"""Survei Kepuasan Masyarakat: the survey of one service, its answers, and the paper that is typed twice.

No table holds an address, a cookie or a name of who answered. Answers that came over one connection within
ten minutes share a `TumpukanSkm` until the night; what tells them apart is made with a key outside the
database and wiped with it.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.surveys.enums import (
    BobotSkm,
    JenisKelamin,
    KelompokUsia,
    Pekerjaan,
    Pendidikan,
    Sebab,
    StateLembar,
    StateSurvei,
    StateTumpukan,
    Sumber,
    UnsurSkm,
)


def moment_pair(stem: str, name: str) -> models.CheckConstraint:
    """A moment and its person are set together."""
    return models.CheckConstraint(
        condition=Q(**{f"{stem}_at__isnull": True, f"{stem}_by__isnull": True})
        | Q(**{f"{stem}_at__isnull": False, f"{stem}_by__isnull": False}),
        name=name,
    )


class SurveiSkm(models.Model):
    """The survey of one service of a unit in a period.

    `kode` stands in the public address, `benih` makes the code of each day. `populasi` is how many used the
    service. `hasil` holds the sums at the closing, from which the index is computed anew at any time.
    """

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    layanan = models.CharField(max_length=120)
    start_date = models.DateField()
    last_date = models.DateField()
    state = models.CharField(max_length=10, choices=StateSurvei.choices, default=StateSurvei.DRAF)
    kode = models.CharField(max_length=12, unique=True)
    benih = models.CharField(max_length=32)
    populasi = models.PositiveIntegerField(null=True, blank=True)
    gratis = models.BooleanField(default=False)
    daring = models.BooleanField(default=False)
    pengaduan_terakhir = models.BooleanField(default=False)
    bobot = models.CharField(max_length=12, choices=BobotSkm.choices, default=BobotSkm.TEPAT)
    batas_alamat = models.PositiveSmallIntegerField(default=5)
    batas_ramai = models.PositiveSmallIntegerField(default=60)
    hasil = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("survei kepuasan masyarakat")
        constraints = [
            models.UniqueConstraint(fields=["unit", "layanan", "start_date"], name="survei_skm_once"),
            models.CheckConstraint(condition=Q(last_date__gte=F("start_date")), name="survei_skm_days"),
            moment_pair("opened", "survei_skm_opened_pair"),
            moment_pair("closed", "survei_skm_closed_pair"),
        ]
        indexes = [models.Index(fields=["unit", "last_date"], name="survei_skm_unit")]

    def __str__(self) -> str:
        return f"{self.layanan} {self.start_date}"


class TumpukanSkm(models.Model):
    """Answers that came over one connection within ten minutes: they count together or wait together.

    `sidik` is made from the connection with a key of the day that is not in the database; it and `slot` are
    wiped at night.
    """

    survei = models.ForeignKey(SurveiSkm, on_delete=models.CASCADE, related_name="tumpukan")
    tanggal = models.DateField()
    slot = models.PositiveSmallIntegerField(null=True)
    sidik = models.CharField(max_length=16, blank=True)
    jumlah = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=StateTumpukan.choices, default=StateTumpukan.DIHITUNG)
    sebab = models.CharField(max_length=8, choices=Sebab.choices, blank=True)
    alasan = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("tumpukan jawaban SKM")
        constraints = [
            models.UniqueConstraint(
                fields=["survei", "tanggal", "slot", "sidik"],
                condition=~Q(sidik=""),
                name="tumpukan_skm_once",
            ),
            moment_pair("decided", "tumpukan_skm_decided_pair"),
        ]
        indexes = [models.Index(fields=["survei", "state"], name="tumpukan_skm_state")]

    def __str__(self) -> str:
        return f"{self.survei_id} {self.tanggal} {self.state}"


class JawabanSkm(models.Model):
    """One answer. The key comes with the form, so that the same form sent twice is one answer; it tells no
    order. A step that was left blank is null, never nought."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survei = models.ForeignKey(SurveiSkm, on_delete=models.CASCADE, related_name="jawaban")
    tumpukan = models.ForeignKey(
        TumpukanSkm, null=True, blank=True, on_delete=models.PROTECT, related_name="jawaban"
    )
    tanggal = models.DateField()
    sumber = models.CharField(max_length=8, choices=Sumber.choices, default=Sumber.GAWAI)
    persyaratan = models.PositiveSmallIntegerField(null=True, blank=True)
    prosedur = models.PositiveSmallIntegerField(null=True, blank=True)
    waktu = models.PositiveSmallIntegerField(null=True, blank=True)
    biaya = models.PositiveSmallIntegerField(null=True, blank=True)
    produk = models.PositiveSmallIntegerField(null=True, blank=True)
    kompetensi = models.PositiveSmallIntegerField(null=True, blank=True)
    perilaku = models.PositiveSmallIntegerField(null=True, blank=True)
    pengaduan = models.PositiveSmallIntegerField(null=True, blank=True)
    sarana = models.PositiveSmallIntegerField(null=True, blank=True)
    jenis_kelamin = models.CharField(max_length=1, choices=JenisKelamin.choices, blank=True)
    usia = models.CharField(max_length=8, choices=KelompokUsia.choices, blank=True)
    pendidikan = models.CharField(max_length=10, choices=Pendidikan.choices, blank=True)
    pekerjaan = models.CharField(max_length=10, choices=Pekerjaan.choices, blank=True)
    saran = models.TextField(blank=True)

    class Meta:
        verbose_name = _("jawaban SKM")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (1, 4)})
                        for name in UnsurSkm.values
                    )
                ),
                name="jawaban_skm_scale",
            )
        ]

    def __str__(self) -> str:
        return f"jawaban {self.survei_id} {self.tanggal}"


class LembarKertas(models.Model):
    """A sheet of paper by its number: typed by two people who do not see each other's."""

    survei = models.ForeignKey(SurveiSkm, on_delete=models.CASCADE, related_name="lembar")
    nomor = models.PositiveIntegerField()
    tanggal = models.DateField()
    state = models.CharField(max_length=10, choices=StateLembar.choices, default=StateLembar.MENUNGGU)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("lembar kertas SKM")
        constraints = [
            models.UniqueConstraint(fields=["survei", "nomor"], name="lembar_kertas_once"),
            moment_pair("resolved", "lembar_kertas_resolved_pair"),
        ]

    def __str__(self) -> str:
        return f"lembar {self.nomor}"


class EntriKertas(models.Model):
    """What one person typed of a sheet. `isi`: {unsur or question: value}, blanks left out."""

    lembar = models.ForeignKey(LembarKertas, on_delete=models.CASCADE, related_name="entri")
    ke = models.PositiveSmallIntegerField()
    isi = models.JSONField(default=dict)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("entri kertas SKM")
        constraints = [
            models.UniqueConstraint(fields=["lembar", "ke"], name="entri_kertas_turn"),
            models.UniqueConstraint(fields=["lembar", "entered_by"], name="entri_kertas_two_people"),
            models.CheckConstraint(condition=Q(ke__in=(1, 2)), name="entri_kertas_twice"),
        ]

    def __str__(self) -> str:
        return f"entri {self.lembar_id}/{self.ke}"


class TindakLanjutSkm(models.Model):
    """What the unit will do about an unsur, by whom and until when; done with its result."""

    survei = models.ForeignKey(SurveiSkm, on_delete=models.CASCADE, related_name="tindak_lanjut")
    unsur = models.CharField(max_length=12, choices=UnsurSkm.choices)
    rencana = models.CharField(max_length=300)
    penanggung_jawab = models.CharField(max_length=120)
    due_date = models.DateField()
    hasil = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("tindak lanjut SKM")
        constraints = [moment_pair("done", "tindak_lanjut_skm_done_pair")]

    def __str__(self) -> str:
        return f"{self.unsur}: {self.rencana[:40]}"
