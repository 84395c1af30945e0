"""A 360 round: its instrument, its reach, whom it is about, and the ledger of who is asked.

The ledger says who is asked about whom and whether they have answered, never what and never when. What they
answer is in `jawaban`, which knows none of them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.feedback.enums import (
    JenisJabatanBobot,
    Kelompok,
    StateNominasi,
    StatePutaran,
    StateTautan,
    StateTugas,
    SumberTugas,
)


def moment_pair(stem: str, name: str) -> models.CheckConstraint:
    """A person has a moment; what the product did by itself has a moment alone."""
    return models.CheckConstraint(
        condition=Q(**{f"{stem}_by__isnull": True}) | Q(**{f"{stem}_at__isnull": False}), name=name
    )


class InstrumenPutaran(models.Model):
    """What is asked. A version is never changed once made: another wording is another version.

    `butir`: list of {kode, nilai, teks}; `skala`: the words of 1, 2, …; `pertanyaan`: open questions {kode,
    teks}.
    """

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=120)
    versi = models.PositiveSmallIntegerField(default=1)
    skala = models.JSONField(default=list)
    butir = models.JSONField(default=list)
    pertanyaan = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("instrumen putaran 360")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nama", "versi"], name="instrumen_putaran_once")
        ]

    def __str__(self) -> str:
        return f"{self.nama} v{self.versi}"


class BobotPutaran(models.Model):
    """Weights in percent of the groups for a type of jabatan, from a day on, where an agency's rules score
    perilaku."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    jenis_jabatan = models.CharField(max_length=16, choices=JenisJabatanBobot.choices, blank=True)
    atasan = models.PositiveSmallIntegerField(default=0)
    rekan = models.PositiveSmallIntegerField(default=0)
    bawahan = models.PositiveSmallIntegerField(default=0)
    penerima_layanan = models.PositiveSmallIntegerField(default=0)
    diri = models.PositiveSmallIntegerField(default=0)
    dasar = models.CharField(max_length=300)
    start_date = models.DateField()

    class Meta:
        verbose_name = _("bobot putaran 360")
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "jenis_jabatan", "start_date"], name="bobot_putaran_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    diri=100 - F("atasan") - F("rekan") - F("bawahan") - F("penerima_layanan"),
                ),
                name="bobot_putaran_hundred",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis_jabatan} {self.start_date}"


class Putaran(models.Model):
    """One round. `last_date` is the last day on which answers are taken.

    `benih` is the seed of the draw. `ambang_rentang` and `ambang_angka` are the smallest groups that show
    anything and that show figures; an agency may raise them, the database lets nobody lower them. `panjang`
    is the length of everything sealed, `kunci` the name of the key; `rekaman` what the draw and the count
    report, and which reminders were sent. `pengingat`: days before the end on which it reminds by itself.
    """

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="putaran")
    nama = models.CharField(max_length=120)
    instrumen = models.ForeignKey(InstrumenPutaran, on_delete=models.PROTECT, related_name="putaran")
    start_date = models.DateField()
    last_date = models.DateField()
    state = models.CharField(max_length=10, choices=StatePutaran.choices, default=StatePutaran.DRAF)
    benih = models.PositiveBigIntegerField()
    rekan_per_orang = models.PositiveSmallIntegerField(default=6)
    bawahan_maksimum = models.PositiveSmallIntegerField(default=12)
    beban_maksimum = models.PositiveSmallIntegerField(default=10)
    pengingat = models.JSONField(default=list)
    ambang_rentang = models.PositiveSmallIntegerField(default=3)
    ambang_angka = models.PositiveSmallIntegerField(default=5)
    moderator = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    moderator_pengganti = models.ForeignKey(
        "organisation.Pegawai", on_delete=models.PROTECT, related_name="+"
    )
    kunci = models.CharField(max_length=40, unique=True)
    panjang = models.PositiveIntegerField()
    rekaman = models.JSONField(default=dict)
    job_id = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    counted_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("putaran 360")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nama"], name="putaran_name_once"),
            models.CheckConstraint(condition=Q(last_date__gte=F("start_date")), name="putaran_dates"),
            models.CheckConstraint(condition=Q(ambang_rentang__gte=3), name="putaran_band_from_three"),
            models.CheckConstraint(
                condition=Q(ambang_angka__gte=5) & Q(ambang_angka__gte=F("ambang_rentang")),
                name="putaran_figures_from_five",
            ),
            models.CheckConstraint(
                condition=~Q(moderator=F("moderator_pengganti")), name="putaran_two_moderators"
            ),
            moment_pair("opened", "putaran_opened_pair"),
            moment_pair("released", "putaran_released_pair"),
        ]

    def __str__(self) -> str:
        return self.nama


class CakupanPutaran(models.Model):
    """A unit, with all below it, that a round is about."""

    putaran = models.ForeignKey(Putaran, on_delete=models.CASCADE, related_name="cakupan")
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("cakupan putaran 360")
        constraints = [models.UniqueConstraint(fields=["putaran", "unit"], name="cakupan_putaran_once")]

    def __str__(self) -> str:
        return f"{self.putaran_id}/{self.unit_id}"


class PesertaPutaran(models.Model):
    """Somebody whom the round is about, in the unit and under the penilai of the day of the draw."""

    putaran = models.ForeignKey(Putaran, on_delete=models.CASCADE, related_name="peserta")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    penilai = models.ForeignKey(
        "organisation.Pegawai", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    jenis_jabatan = models.CharField(max_length=16)
    state = models.CharField(max_length=10, choices=StateNominasi.choices, default=StateNominasi.DIUSULKAN)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("peserta putaran 360")
        constraints = [
            models.UniqueConstraint(fields=["putaran", "pegawai"], name="peserta_putaran_once"),
            models.CheckConstraint(
                condition=Q(penilai__isnull=True) | ~Q(penilai=F("pegawai")), name="peserta_not_own_penilai"
            ),
        ]
        indexes = [models.Index(fields=["penilai", "putaran"], name="peserta_putaran_team")]

    def __str__(self) -> str:
        return f"{self.putaran_id}/{self.pegawai_id}"


class TugasPutaran(models.Model):
    """The ledger: `pengisi` is asked about a peserta. It holds no moment at all, and no key leads from it to
    an answer."""

    peserta = models.ForeignKey(PesertaPutaran, on_delete=models.CASCADE, related_name="tugas")
    pengisi = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    kelompok = models.CharField(max_length=16, choices=Kelompok.choices)
    sumber = models.CharField(max_length=8, choices=SumberTugas.choices)
    state = models.CharField(max_length=10, choices=StateTugas.choices, default=StateTugas.DIUSULKAN)
    alasan = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("tugas putaran 360")
        constraints = [models.UniqueConstraint(fields=["peserta", "pengisi"], name="tugas_putaran_once")]
        indexes = [models.Index(fields=["pengisi", "state"], name="tugas_putaran_mine")]

    def __str__(self) -> str:
        return f"{self.peserta_id}/{self.pengisi_id} {self.kelompok}"


class TautanPutaran(models.Model):
    """A slip for a service recipient without an account: one answer about a peserta, and then no more.

    Like the ledger of tasks it says that it was used, never when and never what was answered; only the hash
    of its secret is kept, and nothing says to whom it was handed.
    """

    peserta = models.ForeignKey(PesertaPutaran, on_delete=models.CASCADE, related_name="tautan")
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=StateTautan.choices, default=StateTautan.TERBUKA)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tautan putaran 360")
        indexes = [models.Index(fields=["peserta", "state"], name="tautan_putaran_open")]

    def __str__(self) -> str:
        return f"{self.peserta_id} {self.state}"
