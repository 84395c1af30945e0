"""Who somebody is on a day, frozen: the facts that are printed and shown, without personal data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kasuari.organisation.enums import JenisPenugasan
from kasuari.organisation.models import Pegawai, Penugasan, RiwayatPangkat, UnitKerjaVersi

PART = 400
PERSON = ("nip", "nama", "gelar_depan", "gelar_belakang", "status", "user", "instansi__nama")
POST = (
    *("pegawai", "jenis", "start_date", "end_date", "jabatan__nama", "jabatan__jenis", "jabatan__jenjang"),
    *("unit__nama", "unit__path", "unit__perangkat_daerah"),
)
PREFIX = {JenisPenugasan.PLT: "Plt. ", JenisPenugasan.PLH: "Plh. ", JenisPenugasan.PJ: "Pj. "}


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as printed. Missing facts are "" (a kepala daerah has neither NIP nor pangkat).

    `jabatan` and `unit` are those of the appointment `penugasan_id`; `pangkat_golongan`: "Penata, III/c".
    """

    pegawai_id: int
    user_id: int | None
    nama: str
    nip: str
    pangkat: str
    golongan: str
    jabatan: str
    jenis_jabatan: str
    jenjang: str
    unit_id: int | None
    unit: str
    unit_path: str
    instansi: str
    penugasan_id: int | None
    jenis_penugasan: str = ""
    perangkat_daerah_id: int | None = None
    status: str = ""

    @property
    def pangkat_golongan(self) -> str:
        return ", ".join(part for part in (self.pangkat, self.golongan) if part)


def identity(pegawai: Pegawai | int, on: date, *, penugasan_id: int | None = None) -> Identity:
    """One person on a day, in the given appointment or else the definitive one. Three queries.

    Raises LookupError for an unknown person or appointment.
    """
    if penugasan_id is not None:
        return identity_in_posts([penugasan_id], on)[penugasan_id]
    pk = pegawai.pk if isinstance(pegawai, Pegawai) else pegawai
    return identity_many([pk], on)[pk]


def identity_many(pegawai_ids: Iterable[int], on: date, *, with_pangkat: bool = True) -> dict[int, Identity]:
    """Many people on a day, by person. For each 400 of them three queries, two without `with_pangkat`, and
    one more where somebody has no appointment.

    Of several appointments in force the definitive one is taken, else the one that began last; without any in
    force on the day, the latest.
    """
    ids = sorted(set(pegawai_ids))
    found: dict[int, Identity] = {}
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        posts: dict[int, Penugasan] = {}
        rows = _posts_with_people().filter(pegawai_id__in=part, start_date__lte=on)
        for post in rows.order_by("start_date", "id"):
            best = posts.get(post.pegawai_id)
            if best is None or _weight(post, on) >= _weight(best, on):
                posts[post.pegawai_id] = post
        people = {pk: post.pegawai for pk, post in posts.items()}
        if rest := [pk for pk in part if pk not in people]:
            people |= Pegawai.objects.select_related("instansi").only(*PERSON).in_bulk(rest)
        ranks = _ranks(part, on) if with_pangkat else {}
        names = _names({post.unit_id for post in posts.values()}, on)
        found |= {
            pk: _identity(people[pk], posts.get(pk), ranks.get(pk), names) for pk in part if pk in people
        }
    return found


def identity_in_posts(penugasan_ids: Iterable[int], on: date) -> dict[int, Identity]:
    """Many people on a day by the appointment they are meant in. Three queries for each 400."""
    ids = sorted(set(penugasan_ids))
    found: dict[int, Identity] = {}
    for start in range(0, len(ids), PART):
        rows = _posts_with_people().filter(pk__in=ids[start : start + PART])
        posts = list(rows.order_by("id"))
        ranks, names = (
            _ranks([post.pegawai_id for post in posts], on),
            _names({post.unit_id for post in posts}, on),
        )
        found |= {post.pk: _identity(post.pegawai, post, ranks.get(post.pegawai_id), names) for post in posts}
    return found


def _posts_with_people() -> QuerySet[Penugasan]:
    """Appointments with what an identity shows of post, unit and person."""
    rows = Penugasan.objects.select_related("pegawai__instansi", "jabatan", "unit")
    return rows.only(*POST, *(f"pegawai__{name}" for name in PERSON))


def _ranks(pegawai_ids: Iterable[int], on: date) -> dict[int, tuple[str, str]]:
    """(pangkat, golongan) of each person on that day."""
    rows = (
        RiwayatPangkat.objects.filter(pegawai_id__in=pegawai_ids, start_date__lte=on)
        .order_by("start_date")
        .values_list("pegawai_id", "pangkat", "golongan", "end_date")
    )
    return {
        pegawai_id: (pangkat, golongan)
        for pegawai_id, pangkat, golongan, end_date in rows
        if end_date is None or end_date > on
    }


def _names(unit_ids: Iterable[int], on: date) -> dict[int, str]:
    """What the units were called on that day."""
    rows = UnitKerjaVersi.objects.filter(unit_id__in=unit_ids, start_date__lte=on).order_by("start_date")
    return dict(rows.values_list("unit_id", "nama"))


def _weight(post: Penugasan, on: date) -> tuple[bool, bool]:
    current = post.start_date <= on and (post.end_date is None or post.end_date > on)
    return (current, post.jenis == JenisPenugasan.DEFINITIF)


def _identity(
    person: Pegawai, post: Penugasan | None, rank: tuple[str, str] | None, names: dict[int, str]
) -> Identity:
    pangkat, golongan = rank or ("", "")
    return Identity(
        pegawai_id=person.pk,
        user_id=person.user_id,
        nama=person.nama_lengkap,
        nip=person.nip or "",
        pangkat=pangkat,
        golongan=golongan,
        jabatan=jabatan_words(post) if post else "",
        jenis_jabatan=post.jabatan.jenis if post else "",
        jenjang=post.jabatan.jenjang if post else "",
        unit_id=post.unit_id if post else None,
        unit=names.get(post.unit_id, post.unit.nama) if post else "",
        unit_path=post.unit.path if post else "",
        instansi=person.instansi.nama,
        penugasan_id=post.pk if post else None,
        jenis_penugasan=post.jenis if post else "",
        perangkat_daerah_id=post.unit.perangkat_daerah_id if post else None,
        status=person.status,
    )


def jabatan_words(post: Penugasan) -> str:
    """The name of a post with Plt., Plh. or Pj. in front."""
    prefix = PREFIX.get(JenisPenugasan(post.jenis), "")
    nama = post.jabatan.nama
    return nama if nama.startswith(prefix) else f"{prefix}{nama}"
