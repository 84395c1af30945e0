"""Who takes part in a matrix: the own people, others with the consent of their penilai, tim kerja.

Lampiran BAB II A.5.f: who assigns somebody without being their penilai asks that penilai first, and so does
who applies to join.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.rows import write_next
from kasuari.planning.access import can_decide_anggota, can_edit_matriks, can_join, can_open_matriks
from kasuari.planning.enums import BentukPenugasan, StateAnggota
from kasuari.planning.events import (
    AnggotaAdded,
    AnggotaEnded,
    ConsentDeclined,
    ConsentGiven,
    ConsentRequested,
    MatriksMembersRefreshed,
    MatriksOpened,
    TimChanged,
    TimFormed,
)
from kasuari.planning.models import AnggotaMatriks, Matriks, PeranHasil, Skp, TimKerja
from kasuari.planning.operations.inputs import MAX_TEXT, tidy
from kasuari.planning.operations.matriks import about
from kasuari.planning.operations.roles import Taking, take_in_roles
from kasuari.planning.people import kewenangan_of, kewenangan_of_many, pegawai_named, people_below
from kasuari.planning.states import ANGGOTA_MATRIKS, CARRYING, IN_MATRIX

register(
    {
        "planning.member_unknown": Reason(
            _("Pegawai itu tidak ditemukan di instansi ini."), _("Cari lagi dengan nama atau NIP lengkap.")
        ),
        "planning.member_present": Reason(
            _("Pegawai itu sudah ada di matriks ini."), _("Lihat barisnya pada matriks.")
        ),
        "planning.member_leader": Reason(
            _("Pemilik matriks tidak menjadi baris pada matriksnya sendiri."), _("Pilih pegawai lain.")
        ),
        "planning.consent_nobody": Reason(
            _("Pejabat penilai kinerja pegawai itu belum dapat ditentukan."),
            _("Minta unit kepegawaian melengkapi penugasannya; setelah itu persetujuan dapat diminta."),
        ),
        "planning.consent_reason": Reason(
            _("Alasan belum diisi."),
            _("Tulis satu kalimat supaya pimpinan yang meminta tahu sebabnya, misalnya beban kerja."),
        ),
        "planning.team_name": Reason(
            _("Nama tim belum diisi atau terlalu panjang."), _("Beri nama yang pendek.")
        ),
        "planning.team_ketua": Reason(
            _("Ketua tim harus salah satu pegawai pada matriks ini."),
            _("Masukkan dulu pegawainya ke matriks, lalu bentuk timnya."),
        ),
        "planning.team_date": Reason(
            _("Tanggal tim berada di luar periode kinerja atau mendahului awalnya."), _("Pilih tanggal lain.")
        ),
    }
)


@transaction.atomic
def open_matriks(*, skp: Skp, by: Actor, at: datetime) -> Matriks:
    """The matrix of this SKP, with everybody whose penilai its owner is. Asked twice, the one that stands."""
    can_open_matriks(by, skp).or_raise()
    standing = Matriks.objects.filter(skp=skp).first()
    if standing is not None:
        return standing
    try:
        with transaction.atomic():
            matriks = Matriks.objects.create(skp=skp, opened_at=at, opened_by_id=by.user_id)
    except IntegrityError:
        return Matriks.objects.get(skp=skp)
    people = people_below(skp.pegawai_id, on=at.date())
    _add_rows(matriks, people, first=1, by=by, at=at)
    record(MatriksOpened(**about(matriks, by, at), count=len(people)))
    return matriks


@transaction.atomic
def refresh_members(*, matriks: Matriks, by: Actor, at: datetime) -> int:
    """Add whoever has come to the leader since; nobody is taken out. Answers how many."""
    can_edit_matriks(by, matriks).or_raise()
    present = set(AnggotaMatriks.objects.filter(matriks=matriks).values_list("pegawai_id", flat=True))
    new = [pk for pk in people_below(matriks.skp.pegawai_id, on=at.date()) if pk not in present]
    if new:
        _add_rows(matriks, new, first=_last(matriks) + 1, by=by, at=at)
        record(MatriksMembersRefreshed(**about(matriks, by, at), count=len(new)))
    return len(new)


@transaction.atomic
def add_member(
    *, matriks: Matriks, pegawai_id: int, keterangan: str = "", by: Actor, at: datetime
) -> AnggotaMatriks:
    """Appoint somebody (penunjukan). Who is rated by the leader, by the leader who formed the team, or by
    the one who adds is in at once; for everybody else their own penilai is asked."""
    can_edit_matriks(by, matriks).or_raise()
    on = at.date()
    right = kewenangan_of(_known(matriks, pegawai_id), on=on)
    own = {matriks.skp.pegawai_id, by.pegawai_id, *_forming(matriks)}
    return _join(
        matriks,
        pegawai_id,
        penilai_id=None if right.penilai_id in own else right.penilai_id,
        asks=right.penilai_id not in own,
        bentuk=BentukPenugasan.PENUNJUKAN,
        keterangan=keterangan,
        by=by,
        at=at,
    )


@transaction.atomic
def apply_to_join(*, tim: TimKerja, keterangan: str = "", by: Actor, at: datetime) -> AnggotaMatriks:
    """Apply to take part in a tim kerja (pengajuan sukarela); one's own penilai decides."""
    can_join(by, tim).or_raise()
    matriks = (
        Matriks.objects.select_related("skp__periode")
        .filter(skp__pegawai_id=tim.ketua_id, skp__periode_id=tim.matriks.skp.periode_id)
        .first()
        or tim.matriks
    )
    pegawai_id = _known(matriks, by.pegawai_id or 0)
    right = kewenangan_of(pegawai_id, on=at.date())
    return _join(
        matriks,
        pegawai_id,
        penilai_id=right.penilai_id,
        asks=True,
        bentuk=BentukPenugasan.SUKARELA,
        keterangan=keterangan,
        by=by,
        at=at,
    )


@transaction.atomic
def decide_member(
    *, anggota: AnggotaMatriks, version: int, agree: bool, alasan: str = "", by: Actor, at: datetime
) -> AnggotaMatriks:
    """The penilai agrees or declines; declining needs a reason. Agreed roles go on into the SKP."""
    can_decide_anggota(by, anggota).or_raise()
    state = ANGGOTA_MATRIKS.next(anggota.state, "setujui" if agree else "tidak_setujui")
    words = tidy(alasan)[:MAX_TEXT]
    if not agree and not words:
        raise Invalid("planning.consent_reason")
    write_next(anggota, version, state=state, decided_at=at, decided_by_id=by.user_id, alasan=words)
    fields = {**_about(anggota, by, at), "anggota_id": anggota.pk, "pegawai": anggota.pegawai.nama_lengkap}
    if not agree:
        record(ConsentDeclined(**fields, alasan=words))
        return anggota
    record(ConsentGiven(**fields))
    skps = Skp.objects.filter(pegawai_id=anggota.pegawai_id, periode_id=anggota.matriks.skp.periode_id)
    take_in_roles(skp_ids=list(skps.values_list("pk", flat=True)), by=by, at=at)
    return anggota


@transaction.atomic
def end_member(*, anggota: AnggotaMatriks, version: int, by: Actor, at: datetime) -> AnggotaMatriks:
    """Somebody no longer takes part: each of their roles is taken out of its cell."""
    can_edit_matriks(by, anggota.matriks).or_raise()
    state = ANGGOTA_MATRIKS.next(anggota.state, "akhiri")
    taking = Taking(anggota.matriks, by=by, at=at)
    taking.load([anggota])
    items = PeranHasil.objects.filter(sel__anggota=anggota, dicabut=False).select_related(
        "sel__kolom__indikator__rhk", "sel__kolom__rhk"
    )
    for item in list(items.order_by("pk")):
        taking.remove(item, anggota)
    taking.finish()
    anggota.sel.update(tanpa_peran=False, version=F("version") + 1, changed_at=at, changed_by_id=by.user_id)
    write_next(anggota, version, state=state, end_date=at.date())
    record(
        AnggotaEnded(**_about(anggota, by, at), anggota_id=anggota.pk, pegawai=anggota.pegawai.nama_lengkap)
    )
    return anggota


@transaction.atomic
def form_team(
    *,
    matriks: Matriks,
    nama: str,
    ketua_id: int,
    start_date: date,
    terbuka: bool = False,
    by: Actor,
    at: datetime,
) -> TimKerja:
    """Form a tim kerja under one of the people of the matrix. The ketua then divides its results further."""
    can_edit_matriks(by, matriks).or_raise()
    words = tidy(nama)
    if not words or len(words) > 200 or "\n" in words:
        raise Invalid("planning.team_name")
    ketua = (
        AnggotaMatriks.objects.filter(matriks=matriks, pegawai_id=ketua_id, state__in=CARRYING)
        .select_related("pegawai")
        .first()
    )
    if ketua is None:
        raise Invalid("planning.team_ketua")
    periode = matriks.skp.periode
    if not periode.start_date <= start_date <= periode.last_date:
        raise Invalid("planning.team_date")
    tim, made = TimKerja.objects.get_or_create(
        matriks=matriks,
        ketua_id=ketua_id,
        start_date=start_date,
        defaults={"nama": words, "terbuka": terbuka},
    )
    if made:
        record(
            TimFormed(
                **_told(matriks, by, at, ketua.pegawai),
                tim_id=tim.pk,
                nama=words,
                ketua=ketua.pegawai.nama_lengkap,
                start_date=start_date,
            )
        )
    return tim


@transaction.atomic
def change_team(
    *,
    tim: TimKerja,
    version: int,
    terbuka: bool | None = None,
    end_date: date | None = None,
    by: Actor,
    at: datetime,
) -> TimKerja:
    """Open the team for applications or close it, or end it on a day. Its matrix stays readable."""
    can_edit_matriks(by, tim.matriks).or_raise()
    changes: dict[str, Any] = {}
    if terbuka is not None and terbuka != tim.terbuka:
        changes["terbuka"] = terbuka
    if end_date is not None and end_date != tim.end_date:
        if end_date <= tim.start_date:
            raise Invalid("planning.team_date")
        changes |= {"end_date": end_date, "terbuka": False}
    write_next(tim, version, **changes)
    record(
        TimChanged(
            **_told(tim.matriks, by, at, tim.ketua),
            tim_id=tim.pk,
            nama=tim.nama,
            changed=tuple(sorted(changes)),
        )
    )
    return tim


def _join(
    matriks: Matriks,
    pegawai_id: int,
    *,
    penilai_id: int | None,
    asks: bool,
    bentuk: str,
    keterangan: str,
    by: Actor,
    at: datetime,
) -> AnggotaMatriks:
    if asks and penilai_id is None:
        raise Invalid("planning.consent_nobody")
    state: str = StateAnggota.DIMINTA if asks else StateAnggota.LANGSUNG
    columns: dict[str, Any] = {
        "bentuk": bentuk,
        "penilai_id": penilai_id,
        "keterangan": tidy(keterangan)[:MAX_TEXT],
        "requested_at": at,
        "requested_by_id": by.user_id,
        "decided_at": None,
        "decided_by_id": None,
        "alasan": "",
        "start_date": at.date(),
        "end_date": None,
    }
    standing = AnggotaMatriks.objects.filter(matriks=matriks, pegawai_id=pegawai_id).first()
    if standing is None:
        standing = AnggotaMatriks.objects.create(
            matriks=matriks, pegawai_id=pegawai_id, urutan=_last(matriks) + 1, state=state, **columns
        )
    elif standing.state in IN_MATRIX and standing.state != StateAnggota.TIDAK_DISETUJUI:
        raise Invalid("planning.member_present")
    else:
        state = ANGGOTA_MATRIKS.next(standing.state, "minta" if asks else "ajak")
        write_next(standing, standing.version, state=state, **columns)
    standing.matriks = matriks
    fields: dict[str, Any] = {"anggota_id": standing.pk, "pegawai": standing.pegawai.nama_lengkap}
    if asks:
        penilai = standing.penilai
        record(
            ConsentRequested(
                **_about(standing, by, at, tell=penilai),
                **fields,
                penilai=penilai.nama_lengkap if penilai else "",
                bentuk=bentuk,
            )
        )
    else:
        record(AnggotaAdded(**_about(standing, by, at, tell=standing.pegawai), **fields))
    return standing


def _known(matriks: Matriks, pegawai_id: int) -> int:
    """The id of somebody of this agency who is not the leader."""
    if pegawai_id == matriks.skp.pegawai_id:
        raise Invalid("planning.member_leader")
    if pegawai_id not in pegawai_named(matriks.skp.periode.instansi_id, [pegawai_id]):
        raise Invalid("planning.member_unknown")
    return pegawai_id


def _forming(matriks: Matriks) -> set[int]:
    """The leaders who formed the team whose matrix this is."""
    rows = TimKerja.objects.filter(
        ketua_id=matriks.skp.pegawai_id, matriks__skp__periode_id=matriks.skp.periode_id, end_date=None
    )
    return set(rows.values_list("matriks__skp__pegawai_id", flat=True))


def _add_rows(matriks: Matriks, people: list[int], *, first: int, by: Actor, at: datetime) -> None:
    AnggotaMatriks.objects.bulk_create(
        AnggotaMatriks(
            matriks=matriks,
            pegawai_id=pegawai_id,
            urutan=number,
            requested_at=at,
            requested_by_id=by.user_id,
            start_date=at.date(),
        )
        for number, pegawai_id in enumerate(people, start=first)
    )


def _last(matriks: Matriks) -> int:
    found: int | None = AnggotaMatriks.objects.filter(matriks=matriks).aggregate(last=Max("urutan"))["last"]
    return found or 0


def _about(anggota: AnggotaMatriks, by: Actor, at: datetime, *, tell: Any = None) -> dict[str, Any]:
    """About one row; the leader and the person hear of it, or whoever is asked."""
    leader = anggota.matriks.skp.pegawai
    people = [tell] if tell is not None else [leader, anggota.pegawai]
    told = {person.user_id for person in people if person.user_id and person.user_id != by.user_id}
    link = reverse("planning:consent", args=[anggota.pk]) if anggota.penilai_id else ""
    return {
        **about(anggota.matriks, by, at),
        "pegawai_id": anggota.pegawai_id,
        "tell": tuple(sorted(told)),
        **({"link": link} if link else {}),
    }


def _told(matriks: Matriks, by: Actor, at: datetime, ketua: Any) -> dict[str, Any]:
    return {
        **about(matriks, by, at),
        "pegawai_id": ketua.pk,
        "tell": (ketua.user_id,) if ketua.user_id and ketua.user_id != by.user_id else (),
    }


def refresh_consents(*, by: Actor, at: datetime) -> int:
    """Ask the penilai of today where a consent still waits at an earlier one; answers how many moved."""
    waiting = list(
        AnggotaMatriks.objects.filter(state=StateAnggota.DIMINTA, matriks__skp__periode__state="dibuka")
        .select_related("matriks__skp__pegawai", "pegawai")
        .order_by("pk")
    )
    if not waiting:
        return 0
    rights = kewenangan_of_many({row.pegawai_id for row in waiting}, on=at.date())
    moved = [row for row in waiting if rights[row.pegawai_id].penilai_id not in {None, row.penilai_id}]
    for row in moved:
        _ask_anew(row, rights[row.pegawai_id].penilai_id, by=by, at=at)
    return len(moved)


@transaction.atomic
def _ask_anew(anggota: AnggotaMatriks, penilai_id: int | None, *, by: Actor, at: datetime) -> None:
    write_next(anggota, anggota.version, penilai_id=penilai_id)
    anggota.refresh_from_db(fields=["penilai"])
    penilai = anggota.penilai
    record(
        ConsentRequested(
            **_about(anggota, by, at, tell=penilai),
            anggota_id=anggota.pk,
            pegawai=anggota.pegawai.nama_lengkap,
            penilai=penilai.nama_lengkap if penilai else "",
            bentuk=anggota.bentuk,
        )
    )
