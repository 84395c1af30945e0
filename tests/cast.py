"""The small cast that plays in every test. All invented.

Dinas Kesehatan: Paulus heads it; Hendrika, a doctor, leads the puskesmas on top of her functional post;
Yohana is a midwife and Markus a nurse there. Stefanus leads another puskesmas, where Rosa works.
Lusia is the clerk at BKPSDM, Agus the auditor, Andreas the pejabat yang berwenang. Maria is the governor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils import timezone

from kasuari.accounts.enums import Role
from kasuari.accounts.models import RoleGrant, User
from kasuari.foundation.access import Actor
from kasuari.foundation.trees import segment
from kasuari.organisation.enums import JenisJabatan, JenisPenugasan, JenisUnit, StatusPegawai
from kasuari.organisation.models import (
    Instansi,
    Jabatan,
    Pegawai,
    Penugasan,
    RiwayatKedudukan,
    RiwayatPangkat,
    UnitKerja,
    UnitKerjaVersi,
)
from kasuari.organisation.names import search_form
from kasuari.organisation.queries import actor_for
from kasuari.planning.models import Periode, PeriodeEvaluasi

TODAY = date(2026, 6, 24)
NOW = datetime(2026, 6, 24, 9, 0, tzinfo=timezone.get_default_timezone())
LONG_AGO = date(2020, 1, 1)
PASSWORD = "sungai-bian-pasang-surut"


@dataclass
class Cast:
    """Everybody, by name, with the units and the year they work in."""

    instansi: Instansi
    provinsi: UnitKerja
    dinkes: UnitKerja
    puskesmas: UnitKerja
    puskesmas_lain: UnitKerja
    bkpsdm: UnitKerja
    maria: Pegawai
    paulus: Pegawai
    hendrika: Pegawai
    yohana: Pegawai
    markus: Pegawai
    stefanus: Pegawai
    rosa: Pegawai
    lusia: Pegawai
    agus: Pegawai
    andreas: Pegawai
    periode: Periode

    def actor(self, pegawai: Pegawai, *, on: date = TODAY) -> Actor:
        assert pegawai.user is not None
        return actor_for(pegawai.user, on=on)

    def penugasan(self, pegawai: Pegawai, jenis: str = JenisPenugasan.DEFINITIF) -> Penugasan:
        return Penugasan.objects.get(pegawai=pegawai, jenis=jenis)

    def triwulan(self, nomor: int) -> PeriodeEvaluasi:
        return self.periode.evaluasi.get(jenis="triwulanan", nomor=nomor)

    def tahunan(self) -> PeriodeEvaluasi:
        return self.periode.evaluasi.get(jenis="tahunan")

    @property
    def people(self) -> list[Pegawai]:
        return [value for value in vars(self).values() if isinstance(value, Pegawai)]


def build_cast() -> Cast:
    instansi = Instansi.objects.create(
        nama="Pemerintah Provinsi Papua Selatan", kota="Salor", jabatan_kepala_daerah="Gubernur Papua Selatan"
    )
    provinsi = _unit(
        instansi, "prov", "Pemerintah Provinsi Papua Selatan", JenisUnit.INSTANSI, None, "Gubernur"
    )
    dinkes = _unit(
        instansi, "dinkes", "Dinas Kesehatan", JenisUnit.PERANGKAT_DAERAH, provinsi, "Kepala Dinas Kesehatan"
    )
    puskesmas = _unit(
        instansi,
        "pusk1",
        "Puskesmas Perbatasan Sota Indah",
        JenisUnit.PUSKESMAS,
        dinkes,
        "Kepala Puskesmas Sota",
    )
    lain = _unit(
        instansi, "pusk2", "Puskesmas Wasur Permai", JenisUnit.PUSKESMAS, dinkes, "Kepala Puskesmas Wasur"
    )
    bkpsdm = _unit(instansi, "bkpsdm", "BKPSDM", JenisUnit.PERANGKAT_DAERAH, provinsi, "Kepala BKPSDM")
    for unit in (dinkes, puskesmas, lain, bkpsdm):
        UnitKerja.objects.filter(pk=unit.pk).update(perangkat_daerah=bkpsdm if unit is bkpsdm else dinkes)
        unit.refresh_from_db()

    def person(
        nip: str | None,
        nama: str,
        unit: UnitKerja,
        jabatan: str,
        jenis: str,
        *,
        jenjang: str = "",
        memimpin: bool = False,
        status: str = StatusPegawai.PNS,
    ) -> Pegawai:
        user = User(username=nip or nama.split()[0].lower(), name=nama, created_at=NOW)
        user.set_password(PASSWORD)
        user.save()
        pegawai = Pegawai.objects.create(
            instansi=instansi, nip=nip, nama=nama, nama_cari=search_form(nama), status=status, user=user
        )
        post, _ = Jabatan.objects.get_or_create(instansi=instansi, nama=jabatan, jenis=jenis, jenjang=jenjang)
        Penugasan.objects.create(
            pegawai=pegawai, jabatan=post, unit=unit, memimpin=memimpin, start_date=LONG_AGO
        )
        RiwayatPangkat.objects.create(
            pegawai=pegawai, golongan="III/c", pangkat="Penata", start_date=LONG_AGO
        )
        RiwayatKedudukan.objects.create(pegawai=pegawai, kedudukan="aktif", start_date=LONG_AGO)
        return pegawai

    maria = person(
        None,
        "Maria Gebze",
        provinsi,
        "Gubernur Papua Selatan",
        JenisJabatan.KEPALA_DAERAH,
        memimpin=True,
        status=StatusPegawai.NON_ASN,
    )
    paulus = person(
        "196803121994031901",
        "Paulus Kaize",
        dinkes,
        "Kepala Dinas Kesehatan",
        JenisJabatan.JPT_PRATAMA,
        memimpin=True,
    )
    hendrika = person(
        "198403242015012987",
        "Hendrika D'Arcy Wanimbo",
        puskesmas,
        "Dokter Ahli Muda",
        JenisJabatan.JF,
        jenjang="ahli_muda",
    )
    kepala, _ = Jabatan.objects.get_or_create(
        instansi=instansi, nama="Kepala Puskesmas Sota", jenis=JenisJabatan.JF, jenjang="ahli_muda"
    )
    Penugasan.objects.create(
        pegawai=hendrika,
        jabatan=kepala,
        unit=puskesmas,
        jenis=JenisPenugasan.TUGAS_TAMBAHAN,
        memimpin=True,
        start_date=date(2023, 7, 3),
    )
    yohana = person(
        "198906152012012901",
        "Yohana Basik-Basik",
        puskesmas,
        "Bidan Penyelia",
        JenisJabatan.JF,
        jenjang="penyelia",
    )
    markus = person(
        "199107202019031902",
        "Markus Ndiken",
        puskesmas,
        "Perawat Terampil",
        JenisJabatan.JF,
        jenjang="terampil",
    )
    stefanus = person(
        "198001012006041903",
        "Stefanus Mahuze",
        lain,
        "Dokter Ahli Madya",
        JenisJabatan.JF,
        jenjang="ahli_madya",
    )
    kepala_lain, _ = Jabatan.objects.get_or_create(
        instansi=instansi, nama="Kepala Puskesmas Wasur", jenis=JenisJabatan.JF, jenjang="ahli_madya"
    )
    Penugasan.objects.create(
        pegawai=stefanus,
        jabatan=kepala_lain,
        unit=lain,
        jenis=JenisPenugasan.TUGAS_TAMBAHAN,
        memimpin=True,
        start_date=date(2022, 1, 3),
    )
    rosa = person(
        "199505052022042904", "Rosa Ulukyanan", lain, "Bidan Terampil", JenisJabatan.JF, jenjang="terampil"
    )
    lusia = person(
        "198702022010012905",
        "Lusia Samkakai",
        bkpsdm,
        "Analis SDM Aparatur Ahli Muda",
        JenisJabatan.JF,
        jenjang="ahli_muda",
    )
    agus = person(
        "197912122005011906",
        "Agus Rahawarin",
        bkpsdm,
        "Auditor Ahli Madya",
        JenisJabatan.JF,
        jenjang="ahli_madya",
    )
    andreas = person(
        "196909091992031907",
        "Andreas Yolmen",
        bkpsdm,
        "Kepala BKPSDM",
        JenisJabatan.JPT_PRATAMA,
        memimpin=True,
    )
    for pegawai, role in (
        (lusia, Role.KEPEGAWAIAN),
        (agus, Role.AUDITOR),
        (andreas, Role.PYB),
        (maria, Role.PEJABAT_PEMBINA_KEPEGAWAIAN),
    ):
        RoleGrant.objects.create(
            user=pegawai.user, role=role, start_date=LONG_AGO, granted_at=datetime(2020, 1, 1, tzinfo=UTC)
        )
    return Cast(
        instansi=instansi,
        provinsi=provinsi,
        dinkes=dinkes,
        puskesmas=puskesmas,
        puskesmas_lain=lain,
        bkpsdm=bkpsdm,
        maria=maria,
        paulus=paulus,
        hendrika=hendrika,
        yohana=yohana,
        markus=markus,
        stefanus=stefanus,
        rosa=rosa,
        lusia=lusia,
        agus=agus,
        andreas=andreas,
        periode=_year(instansi, lusia.user),
    )


def _unit(
    instansi: Instansi, kode: str, nama: str, jenis: str, induk: UnitKerja | None, nama_jabatan: str
) -> UnitKerja:
    unit = UnitKerja.objects.create(
        instansi=instansi,
        kode=kode,
        nama=nama,
        nama_jabatan=nama_jabatan,
        jenis=jenis,
        induk=induk,
        depth=induk.depth + 1 if induk else 0,
        path="",
        start_date=LONG_AGO,
    )
    unit.path = (induk.path if induk else "") + segment(unit.pk)
    unit.save(update_fields=["path"])
    UnitKerjaVersi.objects.create(
        unit=unit, nama=nama, nama_jabatan=nama_jabatan, induk=induk, start_date=LONG_AGO
    )
    return unit


def _year(instansi: Instansi, clerk: User | None) -> Periode:
    assert clerk is not None
    periode = Periode.objects.create(
        instansi=instansi,
        tahun=2026,
        start_date=date(2026, 1, 1),
        last_date=date(2026, 12, 31),
        jenis_evaluasi="triwulanan",
        state="dibuka",
        opened_at=datetime(2026, 1, 5, tzinfo=UTC),
        opened_by=clerk,
    )
    quarters = [
        (date(2026, 1, 1), date(2026, 3, 31), date(2026, 3, 22)),
        (date(2026, 4, 1), date(2026, 6, 30), date(2026, 6, 21)),
        (date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 21)),
        (date(2026, 10, 1), date(2026, 12, 31), date(2026, 12, 22)),
    ]
    for nomor, (start, last, window) in enumerate(quarters, start=1):
        PeriodeEvaluasi.objects.create(
            periode=periode,
            jenis="triwulanan",
            nomor=nomor,
            start_date=start,
            last_date=last,
            window_start_date=window,
            window_last_date=last,
        )
    PeriodeEvaluasi.objects.create(
        periode=periode,
        jenis="tahunan",
        nomor=1,
        start_date=date(2026, 1, 1),
        last_date=date(2026, 12, 31),
        window_start_date=date(2026, 12, 22),
        window_last_date=date(2027, 1, 31),
    )
    return periode
