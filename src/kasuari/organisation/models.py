"""People, posts and units, all dated: `start_date` counts, `end_date` no longer does (half-open)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.organisation.enums import (
    ImportKind,
    ImportState,
    JenisJabatan,
    JenisKelamin,
    JenisPenugasan,
    JenisUnit,
    KedudukanHukum,
    RowAction,
    RowVerdict,
    StateKoreksi,
    StatusPegawai,
)
from kasuari.organisation.names import with_titles


def _dates(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(end_date__isnull=True) | Q(end_date__gt=F("start_date")), name=name
    )


class Instansi(models.Model):
    """A government agency. Everything big carries its key."""

    nama = models.CharField(max_length=200, unique=True)
    kode = models.CharField(max_length=42, blank=True)
    kota = models.CharField(max_length=100, help_text=_("Tempat yang dicetak pada tanda tangan."))
    jabatan_kepala_daerah = models.CharField(max_length=200, blank=True)
    jenis_evaluasi = models.CharField(max_length=12, default="triwulanan")
    hari_kerja_per_minggu = models.PositiveSmallIntegerField(default=5)
    pukm_dinilai_kepala_daerah = models.BooleanField(
        default=False,
        help_text=_(
            "Pimpinan unit kerja mandiri dinilai kepala daerah; bila tidak, kepala perangkat daerah."
        ),
    )

    class Meta:
        verbose_name = _("instansi")

    def __str__(self) -> str:
        return self.nama


class UnitKerja(models.Model):
    """A unit as it stands now; earlier names and places are in `UnitKerjaVersi`. `kode` is the SIASN id.

    `pemimpin_nip` is the leader that the unit file names: it tells which appointment leads, and is none.
    """

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="unit_kerja")
    kode = models.CharField(max_length=42)
    nama = models.CharField(max_length=200)
    nama_jabatan = models.CharField(max_length=250, blank=True)
    jenis = models.CharField(max_length=2, choices=JenisUnit.choices, default=JenisUnit.STRUKTURAL)
    eselon = models.CharField(max_length=6, blank=True)
    pemimpin_nip = models.CharField(max_length=18, blank=True)
    induk = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="bawahan")
    perangkat_daerah = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    path = models.CharField(max_length=120, db_index=True)
    depth = models.PositiveSmallIntegerField(default=0)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("unit kerja")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "kode"], name="unit_kode_once"),
            _dates("unit_dates"),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def is_mandiri(self) -> bool:
        """Unit kerja mandiri: UPTD, school, puskesmas, hospital (PermenPANRB 6/2022 Pasal 1)."""
        return self.jenis in {JenisUnit.UPTD, JenisUnit.SEKOLAH, JenisUnit.PUSKESMAS, JenisUnit.RUMAH_SAKIT}


class UnitKerjaVersi(models.Model):
    """What a unit was called and where it stood in a period."""

    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="versi")
    nama = models.CharField(max_length=200)
    nama_jabatan = models.CharField(max_length=250, blank=True)
    induk = models.ForeignKey(UnitKerja, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("riwayat unit kerja")
        constraints = [
            models.UniqueConstraint(fields=["unit", "start_date"], name="unit_versi_once"),
            _dates("unit_versi_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.start_date}"


class Jabatan(models.Model):
    """A post's title with its kind; `jenjang` is the level of a functional post."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=250)
    jenis = models.CharField(max_length=16, choices=JenisJabatan.choices)
    jenjang = models.CharField(max_length=16, blank=True)
    eselon = models.CharField(max_length=6, blank=True)

    class Meta:
        verbose_name = _("jabatan")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nama", "jenis", "jenjang"], name="jabatan_once"),
        ]

    def __str__(self) -> str:
        return self.nama


class Pegawai(models.Model):
    """A civil servant (PNS or PPPK), or an official without a NIP who appraises: the kepala daerah."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="pegawai")
    nip = models.CharField(max_length=18, unique=True, null=True, blank=True)
    nama = models.CharField(max_length=200)
    gelar_depan = models.CharField(max_length=60, blank=True)
    gelar_belakang = models.CharField(max_length=100, blank=True)
    nama_cari = models.CharField(max_length=240, db_index=True, editable=False, default="")
    status = models.CharField(max_length=10, choices=StatusPegawai.choices)
    jenis_kelamin = models.CharField(max_length=1, choices=JenisKelamin.choices, blank=True)
    tempat_lahir = models.CharField(max_length=100, blank=True)
    tanggal_lahir = models.DateField(null=True, blank=True)
    email = models.EmailField(blank=True)
    telepon = models.CharField(max_length=30, blank=True)
    pendidikan = models.CharField(max_length=200, blank=True)
    instansi_induk = models.CharField(max_length=200, blank=True)
    siasn_id = models.CharField(max_length=42, blank=True)
    tmt_cpns = models.DateField(null=True, blank=True)
    akhir_kontrak = models.DateField(null=True, blank=True)
    user = models.OneToOneField(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="pegawai"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("pegawai")
        indexes = [models.Index(fields=["instansi", "nama_cari"], name="pegawai_search")]

    def __str__(self) -> str:
        return self.nama_lengkap

    @property
    def nama_lengkap(self) -> str:
        """Name with titles, as printed on documents."""
        return with_titles(self.nama, self.gelar_depan, self.gelar_belakang)


class RiwayatPangkat(models.Model):
    """Rank and grade held in a period (`start_date` is the TMT)."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="riwayat_pangkat")
    golongan = models.CharField(max_length=6)
    pangkat = models.CharField(max_length=60, blank=True)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("riwayat pangkat")
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "start_date"], name="pangkat_once"),
            _dates("pangkat_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.pangkat} ({self.golongan})" if self.pangkat else self.golongan


class RiwayatKedudukan(models.Model):
    """Legal standing in a period; some standings carry no SKP (Lampiran BAB II C.8, p. 65-66)."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="riwayat_kedudukan")
    kedudukan = models.CharField(max_length=30, choices=KedudukanHukum.choices)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("riwayat kedudukan hukum")
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "start_date"], name="kedudukan_once"),
            _dates("kedudukan_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.kedudukan} {self.start_date}"


class Penugasan(models.Model):
    """An appointment: who holds which post in which unit, in which capacity, from when to when.

    `memimpin` says that the holder leads the unit. `atasan_tercatat_nip` is the structural superior as the
    registry recorded it: evidence for a correction, never the rule itself.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="penugasan")
    jabatan = models.ForeignKey(Jabatan, on_delete=models.PROTECT, related_name="penugasan")
    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="penugasan")
    jenis = models.CharField(max_length=16, choices=JenisPenugasan.choices, default=JenisPenugasan.DEFINITIF)
    memimpin = models.BooleanField(default=False)
    atasan_tercatat_nip = models.CharField(max_length=18, blank=True)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("penugasan")
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "unit", "jenis", "start_date"], name="penugasan_once"),
            _dates("penugasan_dates"),
        ]
        indexes = [models.Index(fields=["unit", "memimpin", "start_date"], name="penugasan_leader")]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.jenis} {self.start_date}"


class PenetapanPenilai(models.Model):
    """A penilai set by decision (delegation or accepted correction); it wins over the tree."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="penetapan_penilai")
    penilai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="+")
    dasar = models.CharField(max_length=300)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("penetapan penilai")
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "start_date"], name="penetapan_penilai_once"),
            models.CheckConstraint(condition=~Q(pegawai=F("penilai")), name="penetapan_penilai_not_self"),
            _dates("penetapan_penilai_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} oleh {self.penilai_id} {self.start_date}"


class KoreksiPenilai(models.Model):
    """ "My penilai is wrong": a proposal that a clerk accepts or refuses."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="koreksi_penilai")
    penilai_semula = models.ForeignKey(Pegawai, null=True, on_delete=models.PROTECT, related_name="+")
    penilai_usulan = models.ForeignKey(Pegawai, null=True, on_delete=models.PROTECT, related_name="+")
    berlaku_date = models.DateField()
    alasan = models.TextField()
    state = models.CharField(max_length=10, choices=StateKoreksi.choices, default=StateKoreksi.DIAJUKAN)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("koreksi penilai")
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"], condition=Q(state="diajukan"), name="koreksi_open_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="koreksi_decided_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.state}"


class ImportBatch(models.Model):
    """One file on its way in: read, shown, mended, then applied as a whole or not at all."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ImportKind.choices)
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.READING)
    file_name = models.CharField(max_length=200)
    file = models.ForeignKey("foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    columns = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    effective_date = models.DateField()
    job_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("impor")

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"


class ImportRow(models.Model):
    """One sheet row: what was read, what would be stored, what changes, the verdict and every problem."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    raw = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    verdict = models.CharField(max_length=12, choices=RowVerdict.choices)
    action = models.CharField(max_length=10, choices=RowAction.choices, default=RowAction.NONE)
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)

    class Meta:
        verbose_name = _("baris impor")
        constraints = [models.UniqueConstraint(fields=["batch", "sheet", "row"], name="import_row_once")]
        indexes = [models.Index(fields=["batch", "verdict", "row"], name="import_row_verdict")]

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row} {self.verdict}"


class TugasJabatan(models.Model):
    """The duties of a post, one text a line: `butir` is a list of texts."""

    jabatan = models.OneToOneField(Jabatan, on_delete=models.CASCADE, related_name="tugas")
    butir = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("tugas jabatan")

    def __str__(self) -> str:
        return f"{self.jabatan_id} {len(self.butir)}"


class FungsiUnit(models.Model):
    """The functions of a unit, one text a line: `butir` is a list of texts."""

    unit = models.OneToOneField(UnitKerja, on_delete=models.CASCADE, related_name="fungsi")
    butir = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("fungsi unit kerja")

    def __str__(self) -> str:
        return f"{self.unit_id} {len(self.butir)}"
