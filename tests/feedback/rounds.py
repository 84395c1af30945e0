"""A puskesmas large enough for a 360 round, and rounds in each stage. All invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kasuari.accounts.models import User
from kasuari.feedback import operations
from kasuari.feedback.models import KomentarPutaran, PesertaPutaran, Putaran, TugasPutaran
from kasuari.organisation.models import Pegawai, Penugasan, UnitKerja
from tests.cast import LONG_AGO, NOW, Cast

NAMES = (
    "Agustina Kwipalo",
    "Bernard Balagaize",
    "Clara Wayam",
    "Damianus Gebze",
    "Elisabet Moiwend",
    "Fransina Kaize",
    "Gerardus Basik",
    "Helena Mahuze",
)
LAST_DATE = date(2026, 7, 8)


def staff(cast: Cast, unit: UnitKerja, names: Sequence[str] = NAMES) -> list[Pegawai]:
    """More people in `unit`, under whoever leads it."""
    post = cast.penugasan(cast.markus)
    people = []
    for number, name in enumerate(names):
        nip = f"19900{number + 1:01d}0120150{unit.pk % 10}{2000 + number}"[:18].ljust(18, "7")
        user = User.objects.create(username=f"{nip}{unit.pk}", name=name, password="!", created_at=NOW)
        person = Pegawai.objects.create(
            instansi=cast.instansi,
            nip=None,
            nama=name,
            nama_cari=name.lower(),
            status="PNS",
            user=user,
        )
        Penugasan.objects.create(
            pegawai=person, jabatan=post.jabatan, unit=unit, memimpin=False, start_date=LONG_AGO
        )
        people.append(person)
    return people


def planned(cast: Cast, **given: object) -> Putaran:
    """A round about the puskesmas, in preparation."""
    by = cast.actor(cast.lusia)
    return operations.plan_putaran(
        **{
            "instansi": cast.instansi,
            "nama": "Semester I 2026",
            "start_date": date(2026, 6, 22),
            "last_date": LAST_DATE,
            "unit_ids": [cast.puskesmas.pk],
            "instrumen": operations.usual_instrumen(instansi=cast.instansi, by=by, at=NOW),
            "moderator_id": cast.andreas.pk,
            "moderator_pengganti_id": cast.agus.pk,
            "by": by,
            "at": NOW,
            **given,
        }
    )


def drawn(cast: Cast, **given: object) -> Putaran:
    putaran = planned(cast, **given)
    return operations.draw_putaran(
        putaran=putaran, version=putaran.version, by=cast.actor(cast.lusia), at=NOW
    )


def opened(cast: Cast, **given: object) -> Putaran:
    putaran = drawn(cast, **given)
    return operations.open_putaran(
        putaran=putaran, version=putaran.version, by=cast.actor(cast.lusia), at=NOW
    )


@dataclass
class Said:
    """What a rater answers everywhere, and in words."""

    step: int
    text: str = ""


Says = Callable[[TugasPutaran], Said | None]


def answer(cast: Cast, tugas: TugasPutaran, said: Said) -> bool:
    """Send one answer as its rater."""
    instrumen = tugas.peserta.putaran.instrumen
    return operations.send_jawaban(
        tugas=tugas,
        isian=operations.IsianJawaban(
            {item["kode"]: said.step for item in instrumen.butir},
            {instrumen.pertanyaan[0]["kode"]: said.text} if said.text else {},
        ),
        by=cast.actor(tugas.pengisi),
    )


def tasks(putaran: Putaran, **narrow: object) -> list[TugasPutaran]:
    rows = TugasPutaran.objects.filter(peserta__putaran=putaran, **narrow)
    return list(
        rows.select_related("pengisi__user", "peserta__putaran__instrumen", "peserta__pegawai").order_by("pk")
    )


def answered(cast: Cast, putaran: Putaran, says: Says) -> None:
    """Everybody who says something answers."""
    for tugas in tasks(putaran, state="menunggu"):
        said = says(tugas)
        if said is not None:
            answer(cast, tugas, said)


def close(cast: Cast, putaran: Putaran) -> Putaran:
    putaran.refresh_from_db()
    return operations.close_putaran(
        putaran=putaran, version=putaran.version, by=cast.actor(cast.lusia), at=NOW
    )


def counted(cast: Cast, putaran: Putaran) -> Putaran:
    return operations.count_putaran(putaran=close(cast, putaran), by=cast.actor(cast.lusia), at=NOW)


def release(cast: Cast, putaran: Putaran) -> Putaran:
    return operations.release_putaran(
        putaran=putaran, version=putaran.version, by=cast.actor(cast.lusia), at=NOW
    )


def profile(putaran: Putaran, pegawai: Pegawai) -> dict[str, object]:
    """What is stored about somebody."""
    isi: dict[str, object] = PesertaPutaran.objects.get(putaran=putaran, pegawai=pegawai).hasil.isi
    return isi


@dataclass
class Rounds:
    """A round of the puskesmas in each stage; what belongs to somebody is Yohana's."""

    draf: Putaran
    nominasi: Putaran
    terbuka: Putaran
    ditutup: Putaran  # counted, with open answers that wait
    dirilis: Putaran
    yohana_id: int
    slip: str  # about Yohana in the open round

    def peserta(self, putaran: Putaran) -> PesertaPutaran:
        return PesertaPutaran.objects.get(putaran=putaran, pegawai_id=self.yohana_id)

    def proposed(self) -> TugasPutaran:
        """A peer who was drawn for Yohana."""
        return tasks(self.nominasi, peserta__pegawai_id=self.yohana_id, kelompok="rekan")[0]

    def task(self) -> TugasPutaran:
        """A peer whom Yohana is asked about."""
        return tasks(self.terbuka, pengisi_id=self.yohana_id, kelompok="rekan")[0]

    def comment(self) -> KomentarPutaran:
        return KomentarPutaran.objects.get(peserta=self.peserta(self.ditutup))


def rounds_of(cast: Cast) -> Rounds:
    closed, released = (opened(cast, nama=name) for name in ("Semester I 2025", "Semester II 2025"))
    for putaran in (closed, released):
        for tugas in tasks(putaran, state="menunggu"):
            own = putaran is closed and tugas.pengisi == cast.yohana and tugas.kelompok == "diri"
            answer(cast, tugas, Said(3, "Saya sabar menjelaskan." if own else ""))
    terbuka = opened(cast)
    (about,) = operations.make_slips(
        putaran=terbuka,
        peserta_ids=[PesertaPutaran.objects.get(putaran=terbuka, pegawai=cast.yohana).pk],
        each=5,
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    return Rounds(
        draf=planned(cast, nama="Semester II 2026"),
        nominasi=drawn(cast, nama="Semester I 2026, susulan"),
        terbuka=terbuka,
        ditutup=counted(cast, closed),
        dirilis=release(cast, counted(cast, released)),
        yohana_id=cast.yohana.pk,
        slip=about.secrets[0],
    )
