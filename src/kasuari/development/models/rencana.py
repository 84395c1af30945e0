"""What the two say of a finding, the plan they agree on, and what was learned (jam pelajaran)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.rencana import (
    BentukBelajar,
    CaraBelajar,
    Pihak,
    SatuanBelajar,
    Sikap,
    StateBelajar,
    StateKegiatan,
    StateRencana,
)
from kasuari.development.models.pairs import pair


class PandanganKompetensi(models.Model):
    """What the Pegawai or the penilai says of one result of B.1.9 in the development talk."""

    hasil = models.ForeignKey(
        "development.HasilKompetensi", on_delete=models.PROTECT, related_name="pandangan"
    )
    pihak = models.CharField(max_length=8, choices=Pihak.choices)
    sikap = models.CharField(max_length=8, choices=Sikap.choices)
    catatan = models.TextField(blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("pandangan atas kompetensi")
        constraints = [
            models.UniqueConstraint(fields=["hasil", "pihak"], name="pandangan_once"),
            models.CheckConstraint(
                condition=~Q(sikap="koreksi", catatan=""), name="pandangan_koreksi_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hasil_id} {self.pihak} {self.sikap}"


class RencanaPengembangan(models.Model):
    """The plan of one person for one year. `penilai` agreed to it; a later penilai goes on with it."""

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    tahun = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=StateRencana.choices, default=StateRencana.DRAF)
    tujuan = models.TextField(blank=True)
    alasan = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("rencana pengembangan")
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tahun"], name="rencana_pengembangan_once"),
            pair("proposed", "rencana_pengembangan_proposed"),
            pair("agreed", "rencana_pengembangan_agreed"),
            models.CheckConstraint(
                condition=Q(state__in=["draf", "diajukan"], agreed_at__isnull=True)
                | Q(state__in=["disepakati", "selesai"], agreed_at__isnull=False, proposed_at__isnull=False),
                name="rencana_pengembangan_agreed_by_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.tahun}"


class KegiatanPengembangan(models.Model):
    """One action of a plan: for which gap, how, from when to when, and what shows that it helped."""

    rencana = models.ForeignKey(RencanaPengembangan, on_delete=models.PROTECT, related_name="kegiatan")
    kompetensi = models.ForeignKey(
        "development.Kompetensi", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nama_kompetensi = models.CharField(max_length=150, blank=True)
    cara = models.CharField(max_length=16, choices=CaraBelajar.choices)
    teks = models.CharField(max_length=300)
    ukuran = models.CharField(max_length=300)
    start_date = models.DateField()
    last_date = models.DateField()
    jp_rencana = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    state = models.CharField(max_length=12, choices=StateKegiatan.choices, default=StateKegiatan.DIRENCANAKAN)
    kemajuan = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("kegiatan pengembangan")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_date__gte=F("start_date")), name="kegiatan_pengembangan_dates"
            ),
            models.CheckConstraint(
                condition=Q(jp_rencana__isnull=True) | Q(jp_rencana__gt=0), name="kegiatan_pengembangan_jp"
            ),
        ]

    def __str__(self) -> str:
        return self.teks


class KonversiJp(models.Model):
    """What one unit of a form brings (Peraturan LAN 10/2018), as the clerk entered it with its source."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    bentuk = models.CharField(max_length=30, choices=BentukBelajar.choices)
    satuan = models.CharField(max_length=10, choices=SatuanBelajar.choices)
    jp = models.DecimalField(max_digits=6, decimal_places=2)
    paling_banyak = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    dasar = models.CharField(max_length=300)
    start_date = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("konversi jam pelajaran")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "bentuk", "start_date"], name="konversi_jp_once"),
            models.CheckConstraint(condition=Q(jp__gt=0), name="konversi_jp_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.bentuk} {self.jp}"


class CatatanBelajar(models.Model):
    """Something that somebody learned. `jp` None: nobody can say yet how many JP it is: not nought.
    `pendaftaran`: the finished training that it was taken over from."""

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    kegiatan = models.ForeignKey(
        KegiatanPengembangan, null=True, blank=True, on_delete=models.PROTECT, related_name="belajar"
    )
    pendaftaran = models.OneToOneField(
        "development.Pendaftaran", null=True, blank=True, on_delete=models.PROTECT, related_name="belajar"
    )
    bentuk = models.CharField(max_length=30, choices=BentukBelajar.choices)
    teks = models.CharField(max_length=300)
    penyelenggara = models.CharField(max_length=200, blank=True)
    start_date = models.DateField()
    last_date = models.DateField()
    jumlah = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    satuan = models.CharField(max_length=10, choices=SatuanBelajar.choices, blank=True)
    jp_tertulis = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    jp = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    jp_code = models.CharField(max_length=60)
    file = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=StateBelajar.choices, default=StateBelajar.DICATAT)
    alasan = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("catatan belajar")
        indexes = [models.Index(fields=["pegawai", "last_date"], name="belajar_of_year")]
        constraints = [
            models.CheckConstraint(condition=Q(last_date__gte=F("start_date")), name="belajar_dates"),
            models.CheckConstraint(
                condition=Q(state="dicatat", checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="belajar_checked_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.teks
