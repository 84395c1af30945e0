"""The API of dialog kinerja, of how complete planning is, and of setting as the atasan."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import operations, queries
from kasuari.planning.access_dialog import can_remind, can_schedule
from kasuari.planning.models import DialogKinerja, Periode
from kasuari.planning.operations import IsianDialog, IsianKesepakatan
from kasuari.planning.people import instansi_of
from kasuari.planning.rest import SkpOut

router = Router(tags=["planning"])

Cara = Literal["tatap_muka", "daring", "telepon", "tertulis"]
Pihak = Literal["pegawai", "pimpinan", "keduanya"]
Topik = Literal["hasil_kerja", "perilaku", "sumber_daya", "skema", "konsekuensi", "lainnya"]
Keadaan = Literal["belum", "draf", "dikembalikan", "diajukan", "ditetapkan"]


class InsteadIn(Given):
    """Why the atasan sets the SKP in the place of the penilai."""

    version: int = Field(ge=0, le=2_000_000_000)
    alasan: str = Field(max_length=2000)


class VersionGiven(Given):
    version: int = Field(ge=0, le=2_000_000_000)


class KesepakatanIn(Given):
    """Who does what until when."""

    pihak: Pihak = "pegawai"
    teks: str = Field(min_length=1, max_length=2000)
    due_date: date | None = None


class KesepakatanOut(Schema):
    id: int
    pihak: str
    teks: str
    due_date: date | None
    done_at: datetime | None


class TanggapanOut(Schema):
    """A remark; it is added and never changed."""

    oleh: str
    written_at: datetime
    teks: str


class DialogIn(Given):
    """The whole record as it shall stand; `version` as it was read."""

    version: int = Field(ge=0, le=2_000_000_000)
    dialog_date: date
    cara: Cara = "tatap_muka"
    tempat: str = Field("", max_length=200)
    peserta_lain: str = Field("", max_length=500)
    topik: dict[Topik, str] = {}
    kesepakatan: list[KesepakatanIn] = Field([], max_length=20)


class DialogLineOut(Schema):
    """A record without its contents."""

    id: int
    skp_id: int
    state: str
    version: int
    dialog_date: date
    penulis: str
    pimpinan: str

    @staticmethod
    def resolve_penulis(dialog: DialogKinerja) -> str:
        return dialog.penulis.nama_lengkap

    @staticmethod
    def resolve_pimpinan(dialog: DialogKinerja) -> str:
        return dialog.pimpinan.nama_lengkap


class DialogOut(DialogLineOut):
    """A record with all that stands in it."""

    cara: str
    tempat: str
    peserta_lain: str
    topik: dict[str, str]
    kesepakatan: list[KesepakatanOut]
    tanggapan: list[TanggapanOut]
    shared_at: datetime | None
    acknowledged_at: datetime | None

    @staticmethod
    def resolve_topik(dialog: DialogKinerja) -> dict[str, str]:
        return {row.topik: row.teks for row in dialog.topik.all()}

    @staticmethod
    def resolve_kesepakatan(dialog: DialogKinerja) -> list[dict[str, Any]]:
        names = ("id", "pihak", "teks", "due_date", "done_at")
        return [{name: getattr(row, name) for name in names} for row in dialog.kesepakatan.all()]

    @staticmethod
    def resolve_tanggapan(dialog: DialogKinerja) -> list[dict[str, Any]]:
        return [
            {"oleh": row.written_by.name, "written_at": row.written_at, "teks": row.teks}
            for row in dialog.tanggapan.all()
        ]


class RemarkIn(Given):
    teks: str = Field(max_length=2000)


class AcknowledgeIn(VersionGiven):
    """`teks` is a remark beside the acknowledgement."""

    teks: str = Field("", max_length=2000)


class SettleIn(Given):
    selesai: bool


class TallyOut(Schema):
    """People by how far they are. `percent_set` is null where nobody owes an SKP."""

    belum: int
    draf: int
    dikembalikan: int
    diajukan: int
    ditetapkan: int
    total: int
    percent_set: int | None


class UnitTallyOut(TallyOut):
    """One unit with all below it."""

    unit_id: int
    unit: str


class CompletionOut(TallyOut):
    """One unit, or all that one oversees, with the units directly below."""

    tahun: int
    deadline: date
    units: list[UnitTallyOut]


class PlannerOut(Schema):
    """One person who owes an SKP."""

    pegawai_id: int
    nama: str
    jabatan: str
    unit: str
    keadaan: str
    skp_id: int | None = Field(description="Null where there is none, or where you may not read it.")
    reminded_at: datetime | None
    has_account: bool

    @staticmethod
    def resolve_pegawai_id(row: Any) -> int:
        return int(row.pk)

    @staticmethod
    def resolve_nama(row: Any) -> str:
        return str(row.nama_lengkap)

    @staticmethod
    def resolve_jabatan(row: Any) -> str:
        return str(row.jabatan_nama)

    @staticmethod
    def resolve_unit(row: Any) -> str:
        return str(row.unit_nama)

    @staticmethod
    def resolve_keadaan(row: Any) -> str:
        return str(queries.ORDER[row.rank])

    @staticmethod
    def resolve_reminded_at(row: Any) -> datetime | None:
        found: datetime | None = row.told_at
        return found

    @staticmethod
    def resolve_has_account(row: Any) -> bool:
        return row.user_id is not None


class RemindIn(Given):
    """Whom to remind: a unit with all below it, one state, one person. Nothing but the unit: everybody."""

    unit_id: int
    keadaan: Keadaan | None = None
    pegawai_id: int | None = None


class JadwalIn(Given):
    """Working days before and after the deadline, and for how many days one person then has rest."""

    start_date: date
    hari_sebelum: list[int] = []
    hari_sesudah: list[int] = []
    jeda_hari: int


class JadwalOut(Schema):
    """A schedule; `start_date` null: it holds until the agency chooses one."""

    start_date: date | None
    hari_sebelum: list[int]
    hari_sesudah: list[int]
    jeda_hari: int


class ScheduleOut(Schema):
    """The schedule in force, and every one that was chosen."""

    now: JadwalOut
    chosen: list[JadwalOut]


class RemindedOut(Schema):
    """What was sent. `recent` were told within the days of rest; `without_account` cannot be told here."""

    reminded: int
    owners: int
    penilai: int
    recent: int
    without_account: list[str]


@router.post("/skp/{skp_id}/set-as-atasan", response=answers(SkpOut), summary="Set a late SKP as the atasan")
def set_as_atasan(request: HttpRequest, skp_id: int, data: InsteadIn) -> Any:
    """From 1 February, where the penilai has not set it (Lampiran BAB II C.5)."""
    return operations.set_skp_instead(
        skp=queries.skp_for(_actor(request), skp_id),
        version=data.version,
        alasan=data.alasan,
        by=_actor(request),
        at=clock.now(),
    )


@router.get(
    "/skp/{skp_id}/dialogs", response=answers(list[DialogLineOut]), summary="Dialog kinerja of an SKP"
)
@paginate(Pages)
def dialogs(request: HttpRequest, skp_id: int) -> QuerySet[DialogKinerja]:
    """The latest first; drafts of others are not among them."""
    return queries.dialogs_of(_actor(request), queries.skp_for(_actor(request), skp_id))


@router.post(
    "/skp/{skp_id}/dialogs", response=answers(DialogOut, status=201), summary="Begin a dialog kinerja"
)
def begin(request: HttpRequest, skp_id: int) -> Any:
    """An empty draft of your own; nobody else sees it until you share it."""
    skp = queries.skp_for(_actor(request), skp_id)
    begun = operations.begin_dialog(skp=skp, by=_actor(request), at=clock.now())
    return Status(201, queries.dialog_for(_actor(request), begun.pk))


@router.get("/dialogs/{dialog_id}", response=answers(DialogOut), summary="One dialog kinerja")
def dialog(request: HttpRequest, dialog_id: int) -> DialogKinerja:
    """With its agreements and remarks."""
    return queries.dialog_for(_actor(request), dialog_id)


@router.put("/dialogs/{dialog_id}", response=answers(DialogOut), summary="Write a draft")
def write(request: HttpRequest, dialog_id: int, data: DialogIn) -> DialogKinerja:
    """Takes the place of all that stood there."""
    operations.write_dialog(
        dialog=queries.dialog_for(_actor(request), dialog_id),
        version=data.version,
        isian=IsianDialog(
            dialog_date=data.dialog_date,
            cara=data.cara,
            tempat=data.tempat,
            peserta_lain=data.peserta_lain,
            topik={str(name): text for name, text in data.topik.items()},
            kesepakatan=tuple(IsianKesepakatan(**item.dict()) for item in data.kesepakatan),
        ),
        by=_actor(request),
        at=clock.now(),
    )
    return queries.dialog_for(_actor(request), dialog_id)


@router.post("/dialogs/{dialog_id}/discard", response=answers(None, status=204), summary="Discard a draft")
def discard(request: HttpRequest, dialog_id: int, data: VersionGiven) -> Any:
    """Only a draft of your own."""
    operations.discard_dialog(
        dialog=queries.dialog_for(_actor(request), dialog_id),
        version=data.version,
        by=_actor(request),
        at=clock.now(),
    )
    return Status(204, None)


@router.post("/dialogs/{dialog_id}/share", response=answers(DialogOut), summary="Share with the other side")
def share(request: HttpRequest, dialog_id: int, data: VersionGiven) -> DialogKinerja:
    """Your own acknowledgement; the other side is told."""
    found = queries.dialog_for(_actor(request), dialog_id)
    operations.share_dialog(dialog=found, version=data.version, by=_actor(request), at=clock.now())
    return queries.dialog_for(_actor(request), dialog_id)


@router.post("/dialogs/{dialog_id}/withdraw", response=answers(DialogOut), summary="Take back to mend")
def withdraw(request: HttpRequest, dialog_id: int, data: VersionGiven) -> DialogKinerja:
    """As long as the other side has neither acknowledged nor answered."""
    found = queries.dialog_for(_actor(request), dialog_id)
    operations.withdraw_dialog(dialog=found, version=data.version, by=_actor(request), at=clock.now())
    return queries.dialog_for(_actor(request), dialog_id)


@router.post("/dialogs/{dialog_id}/acknowledge", response=answers(DialogOut), summary="Acknowledge")
def acknowledge(request: HttpRequest, dialog_id: int, data: AcknowledgeIn) -> DialogKinerja:
    """Having read it is not agreeing; a remark may stand beside it. From then on nothing changes."""
    operations.acknowledge_dialog(
        dialog=queries.dialog_for(_actor(request), dialog_id),
        version=data.version,
        teks=data.teks,
        by=_actor(request),
        at=clock.now(),
    )
    return queries.dialog_for(_actor(request), dialog_id)


@router.post("/dialogs/{dialog_id}/remarks", response=answers(DialogOut, status=201), summary="Add a remark")
def remark(request: HttpRequest, dialog_id: int, data: RemarkIn) -> Any:
    """Either side, also after both acknowledged."""
    operations.add_tanggapan(
        dialog=queries.dialog_for(_actor(request), dialog_id),
        teks=data.teks,
        by=_actor(request),
        at=clock.now(),
    )
    return Status(201, queries.dialog_for(_actor(request), dialog_id))


@router.put(
    "/dialogs/{dialog_id}/agreements/{kesepakatan_id}",
    response=answers(KesepakatanOut),
    summary="Mark an agreement as done or open",
)
def settle(request: HttpRequest, dialog_id: int, kesepakatan_id: int, data: SettleIn) -> Any:
    """Either side, once the record is acknowledged."""
    return operations.settle_kesepakatan(
        dialog=queries.dialog_for(_actor(request), dialog_id),
        kesepakatan_id=kesepakatan_id,
        done=data.selesai,
        by=_actor(request),
        at=clock.now(),
    )


@router.get("/completion", response=answers(CompletionOut), summary="How complete planning is")
def completion(request: HttpRequest, unit_id: int | None = None) -> dict[str, Any]:
    """Of one unit, or of all that you oversee or lead; with every unit directly below."""
    periode, reach, unit = _asked(request, unit_id)
    on = queries.day_in(periode, clock.today())
    by_place = queries.tallies(periode, on=on, path=unit.path if unit else "")
    inside = {place: tally for place, tally in by_place.items() if reach.covers(place)}
    units = queries.units_below(unit) if unit else queries.units_at_paths(periode.instansi_id, reach.paths)
    return {
        **_tally(queries.tally_of(inside)),
        "tahun": periode.tahun,
        "deadline": queries.deadline_of(periode),
        "units": [
            {"unit_id": row.unit.pk, "unit": row.unit.nama, **_tally(row.tally)}
            for row in queries.unit_tallies(units, inside)
        ],
    }


@router.get("/completion/people", response=answers(list[PlannerOut]), summary="Who is how far")
@paginate(Pages)
def people(request: HttpRequest, unit_id: int | None = None, keadaan: str = "", q: str = "") -> QuerySet[Any]:
    """By unit and name. `keadaan`: belum, draf, dikembalikan, diajukan or ditetapkan."""
    if keadaan and keadaan not in queries.ORDER:
        raise Invalid("planning.unknown_keadaan")
    periode, reach, unit = _asked(request, unit_id)
    on = queries.day_in(periode, clock.today())
    found = queries.planners(
        periode, on=on, path=unit.path if unit else "", keadaan=[keadaan] if keadaan else [], q=q[:80]
    ).filter(queries.below_any(reach.paths))
    return queries.planner_rows(found, periode, _actor(request), on=on)


@router.post("/completion/reminders", response=answers(RemindedOut), summary="Remind")
def remind(request: HttpRequest, data: RemindIn) -> dict[str, Any]:
    """The people who are to act next, save those who were reminded lately."""
    periode, reach, unit = _asked(request, data.unit_id)
    can_remind(_actor(request), reach.reminding).or_raise()
    sent = operations.remind_planning(
        periode=periode,
        path=unit.path,
        keadaan=[data.keadaan] if data.keadaan else [],
        pegawai_id=data.pegawai_id,
        by=_actor(request),
        at=clock.now(),
    )
    return {
        "reminded": sent.count,
        "owners": sent.owner_count,
        "penilai": sent.penilai_count,
        "recent": sent.recent,
        "without_account": list(sent.without_account),
    }


@router.get("/reminder-schedule", response=answers(ScheduleOut), summary="When planning is reminded of")
def schedule(request: HttpRequest) -> dict[str, Any]:
    """The schedule in force today and those that were chosen, the latest first."""
    periode = _scheduled(request)
    now = queries.jadwal_on(periode.instansi_id, clock.today())
    return {"now": now, "chosen": list(queries.jadwal_rows(periode.instansi_id))}


@router.post(
    "/reminder-schedule",
    response=answers(JadwalOut, status=201),
    summary="Choose when planning is reminded of",
)
def choose_schedule(request: HttpRequest, data: JadwalIn) -> Status[Any]:
    """From a day on, in working days around the end of January; one of the same day is replaced."""
    periode = _scheduled(request)
    made = operations.choose_jadwal(periode=periode, by=_actor(request), at=clock.now(), **data.dict())
    return Status(201, made)


def _scheduled(request: HttpRequest) -> Periode:
    actor = _actor(request)
    can_schedule(actor).or_raise()
    instansi = instansi_of(actor.pegawai_id)
    periode = queries.current_periode(instansi, clock.today()) if instansi else None
    if periode is None:
        raise Http404
    return periode


def _asked(request: HttpRequest, unit_id: int | None) -> tuple[Periode, queries.Reach, Any]:
    """The year, what the caller oversees or leads, and the unit asked for. Raises Http404."""
    actor = _actor(request)
    instansi = instansi_of(actor.pegawai_id)
    periode = queries.current_periode(instansi, clock.today()) if instansi else None
    reach = queries.reach_of(actor, on=clock.today())
    if instansi is None or periode is None or not reach.paths:
        raise Http404
    return periode, reach, queries.unit_in_reach(reach, unit_id, instansi.pk) if unit_id else None


def _tally(tally: queries.Tally) -> dict[str, Any]:
    return {
        **{keadaan: tally.of(keadaan) for keadaan in queries.ORDER},
        "total": tally.total,
        "percent_set": tally.percent_set,
    }


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
