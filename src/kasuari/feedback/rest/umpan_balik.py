"""Attributed feedback over the API. One-time links and private notes have no place here: the first show a
secret once on a page, the second are nobody's but the author's."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.feedback import operations, queries
from kasuari.feedback.access import can_keep_words, can_propose_irama, can_read_record
from kasuari.feedback.models import KataUmpanBalik, PermintaanUmpanBalik, TindakLanjut, UmpanBalik
from kasuari.feedback.sasaran import part_of, sasaran_in
from kasuari.foundation import clock
from kasuari.foundation.access import Actor, Denied
from kasuari.foundation.refusals import NotAllowed
from kasuari.foundation.rest import Given, answers
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.progress.queries import rhk_in

if TYPE_CHECKING:
    from kasuari.planning.models import Skp

router = Router(tags=["umpan balik"])

_PART = "`rhk:12` a result, `nilai:3` a value of BerAKHLAK, `nilai:3.2` one of its lines."


class HintOut(Schema):
    """Advice on the words; it never blocks."""

    code: str
    message: str
    next: str


class FeedbackOut(Schema):
    """One feedback. `teks` is empty once it was withdrawn."""

    id: int
    skp_id: int
    pegawai_id: int
    tentang: str = Field(description=_PART)
    tentang_teks: str
    dari: str
    peran: str
    keterangan: str
    sifat: str
    bentuk: str
    langsung: bool
    teks: str
    given_at: datetime
    corrected: bool
    withdrawn: bool
    lewat_tautan: bool = Field(description="Came by a one-time link; the name is as it was typed there.")
    version: int

    @staticmethod
    def of(row: UmpanBalik) -> FeedbackOut:
        said = queries.spoken(row)
        return FeedbackOut(
            id=row.pk,
            skp_id=row.skp_id,
            pegawai_id=row.pegawai_id,
            tentang=part_of(row).key,
            tentang_teks=said.tentang,
            dari=said.dari,
            peran=row.peran,
            keterangan=said.keterangan,
            sifat=row.sifat,
            bentuk=row.bentuk,
            langsung=row.langsung,
            teks=said.teks,
            given_at=row.given_at,
            corrected=said.corrected,
            withdrawn=said.withdrawn,
            lewat_tautan=bool(said.lewat_tautan),
            version=row.version,
        )


class GivenOut(FeedbackOut):
    hints: list[HintOut] = []


class FeedbackIn(Given):
    tentang: str = Field(description=_PART)
    sifat: str = Field(description="apresiasi or perbaikan.")
    teks: str
    bentuk: str = Field("insidentil", description="berkala or insidentil.")
    langsung: bool = False


class CorrectionIn(Given):
    sifat: str
    teks: str
    version: int


class WithdrawalIn(Given):
    alasan: str = ""
    version: int


class RequestOut(Schema):
    id: int
    skp_id: int
    pegawai_id: int
    pemberi_id: int
    tentang: str = Field(description=_PART)
    tentang_teks: str
    pesan: str
    state: str
    requested_at: datetime
    version: int

    @staticmethod
    def of(row: PermintaanUmpanBalik) -> RequestOut:
        part = part_of(row)
        return RequestOut(
            id=row.pk,
            skp_id=row.skp_id,
            pegawai_id=row.skp.pegawai_id,
            pemberi_id=row.pemberi_id,
            tentang=part.key,
            tentang_teks=part.label,
            pesan=row.pesan,
            state=row.state,
            requested_at=row.requested_at,
            version=row.version,
        )


class RequestIn(Given):
    pemberi_id: int
    tentang: str = Field(description=_PART)
    pesan: str = ""


class FeedbackVersionIn(Given):
    version: int


class DeclineIn(Given):
    alasan: str = ""
    version: int


class FollowUpOut(Schema):
    id: int
    rhk_id: int | None
    rhk: str
    maju: bool
    tindakan: str
    pembinaan: str
    catatan: str
    decided_at: datetime
    edition: str

    @staticmethod
    def of(row: TindakLanjut) -> FollowUpOut:
        return FollowUpOut(
            id=row.pk,
            rhk_id=row.rhk_id,
            rhk=row.rhk_teks,
            maju=row.maju,
            tindakan=row.tindakan,
            pembinaan=row.pembinaan,
            catatan=row.catatan,
            decided_at=row.decided_at,
            edition=row.edition,
        )


class FollowUpIn(Given):
    rhk_id: int
    maju: bool
    tindakan: str
    pembinaan: str = ""
    catatan: str = ""


class DueOut(Schema):
    """When the next umpan balik berkala is due. `last_date` null: none was given yet."""

    skp_id: int
    pegawai_id: int
    pegawai: str
    due_date: date | None
    last_date: date | None
    irama: str
    disepakati: bool


class RhythmIn(Given):
    irama: str = Field(description="mingguan, dua_mingguan, bulanan or triwulanan.")


class RhythmAnswerIn(Given):
    usul_id: int
    setuju: bool


class RhythmProposalOut(Schema):
    id: int
    irama: str
    start_date: date
    by: str


class RhythmOut(Schema):
    """What both agreed on, null where the usual rhythm holds; and what waits for the yes of the other."""

    irama: str | None
    start_date: date | None
    usul: RhythmProposalOut | None


class WordIn(Given):
    kata: str
    kelompok: str = Field(description="hinaan, sifat, bukan_nama, penulis or abaikan.")


class WordOut(Schema):
    """A word that the agency added. `removed_at` null: it is in force."""

    id: int
    kata: str
    kelompok: str
    added_at: datetime
    removed_at: datetime | None


class RingOut(Schema):
    nama: list[str]
    peluang: float = Field(description="How often luck alone makes such a ring, in percent.")


class GiverOut(Schema):
    """Praises more (`murah_hati`) or less (`ketat`) than others do of the same people; in percent points."""

    nama: str
    arah: str
    geser: int
    galat: int
    orang: int


class SeenOut(Schema):
    """A reason to talk, never a proof. `cukup` false: too few to say."""

    cukup: bool
    lingkaran: list[RingOut]
    pemberi: list[GiverOut]


@router.get("/skp/{skp_id}/feedback", response=answers(list[FeedbackOut]), summary="Feedback on an SKP")
def feedback(request: HttpRequest, skp_id: int) -> list[FeedbackOut]:
    """For the pegawai, the penilai and the atasan of the penilai; newest first."""
    actor = _actor(request)
    skp = planning.skp_for(actor, skp_id)
    can_read_record(actor, skp).or_raise()
    return [FeedbackOut.of(row) for row in queries.umpan_balik_rows().filter(skp_id=skp.pk)]


@router.post("/people/{pegawai_id}/feedback", response=answers(GivenOut, status=201), summary="Give feedback")
def give(request: HttpRequest, pegawai_id: int, payload: FeedbackIn) -> Status[GivenOut]:
    """On a running SKP of somebody of your agency; the role follows from the SKP. Advice on the words comes
    back as `hints` and changes nothing."""
    actor = _actor(request)
    person = organisation.pegawai_for(actor, pegawai_id)
    if actor.pegawai_id == person.pk:
        Denied("feedback.own").or_raise()
    running = queries.giveable_skp(person.pk, clock.today())
    if not running:
        raise NotAllowed("feedback.skp_not_set")
    skp, sasaran = queries.part_to_give(actor, running, payload.tentang)
    made = operations.give(
        skp=skp,
        sasaran=sasaran,
        isian=operations.Isian(
            sifat=payload.sifat, teks=payload.teks, bentuk=payload.bentuk, langsung=payload.langsung
        ),
        by=actor,
        at=clock.now(),
    )
    hints = queries.looked_at(payload.teks, actor=actor, skp=skp, on=clock.today())
    found = FeedbackOut.of(queries.umpan_balik_for(actor, made.pk))
    shown = [HintOut(code=hint.code, message=hint.seen, next=str(hint.help)) for hint in hints]
    return Status(201, GivenOut(**found.dict(), hints=shown))


@router.get("/feedback/{umpan_balik_id}", response=answers(FeedbackOut), summary="One feedback")
def one(request: HttpRequest, umpan_balik_id: int) -> FeedbackOut:
    return FeedbackOut.of(queries.umpan_balik_for(_actor(request), umpan_balik_id))


@router.put("/feedback/{umpan_balik_id}", response=answers(FeedbackOut), summary="Correct one's feedback")
def correct(request: HttpRequest, umpan_balik_id: int, payload: CorrectionIn) -> FeedbackOut:
    actor = _actor(request)
    row = queries.umpan_balik_for(actor, umpan_balik_id)
    operations.correct(umpan_balik=row, **payload.dict(), by=actor, at=clock.now())
    return FeedbackOut.of(queries.umpan_balik_for(actor, row.pk))


@router.post(
    "/feedback/{umpan_balik_id}/withdraw", response=answers(FeedbackOut), summary="Take one's feedback back"
)
def withdraw(request: HttpRequest, umpan_balik_id: int, payload: WithdrawalIn) -> FeedbackOut:
    actor = _actor(request)
    row = queries.umpan_balik_for(actor, umpan_balik_id)
    operations.withdraw(umpan_balik=row, **payload.dict(), by=actor, at=clock.now())
    return FeedbackOut.of(queries.umpan_balik_for(actor, row.pk))


@router.get("/feedback-due", response=answers(list[DueOut]), summary="Umpan balik berkala of your team")
def due(request: HttpRequest) -> list[DueOut]:
    """Everybody whom you rate, whoever is due first on top."""
    actor = _actor(request)
    found = queries.due_of(actor.pegawai_id, on=clock.today()) if actor.pegawai_id else []
    return [
        DueOut(
            skp_id=item.skp.pk,
            pegawai_id=item.skp.pegawai_id,
            pegawai=item.skp.pegawai.nama_lengkap,
            due_date=item.due_date,
            last_date=item.terakhir,
            irama=item.irama,
            disepakati=item.disepakati,
        )
        for item in found
    ]


@router.get("/feedback-requests", response=answers(list[RequestOut]), summary="Requests to you")
def requests(request: HttpRequest) -> list[RequestOut]:
    """Those that wait for your answer, oldest first."""
    me = _actor(request).pegawai_id
    return [RequestOut.of(row) for row in queries.asked_of(me)] if me else []


@router.post(
    "/skp/{skp_id}/feedback-requests", response=answers(RequestOut, status=201), summary="Ask for feedback"
)
def ask(request: HttpRequest, skp_id: int, payload: RequestIn) -> Status[RequestOut]:
    actor = _actor(request)
    skp = planning.skp_for(actor, skp_id)
    made = operations.ask(
        skp=skp,
        sasaran=sasaran_in(skp, payload.tentang),
        pemberi=organisation.pegawai_for(actor, payload.pemberi_id),
        pesan=payload.pesan,
        by=actor,
        at=clock.now(),
    )
    return Status(201, RequestOut.of(made))


@router.post(
    "/feedback-requests/{permintaan_id}/decline", response=answers(RequestOut), summary="Decline a request"
)
def decline(request: HttpRequest, permintaan_id: int, payload: DeclineIn) -> RequestOut:
    actor = _actor(request)
    row = queries.permintaan_for(actor, permintaan_id)
    return RequestOut.of(
        operations.decline_request(permintaan=row, **payload.dict(), by=actor, at=clock.now())
    )


@router.post(
    "/feedback-requests/{permintaan_id}/cancel", response=answers(RequestOut), summary="Cancel a request"
)
def cancel(request: HttpRequest, permintaan_id: int, payload: FeedbackVersionIn) -> RequestOut:
    actor = _actor(request)
    row = queries.permintaan_for(actor, permintaan_id)
    return RequestOut.of(
        operations.cancel_request(permintaan=row, version=payload.version, by=actor, at=clock.now())
    )


@router.get(
    "/skp/{skp_id}/follow-ups", response=answers(list[FollowUpOut]), summary="What followed after feedback"
)
def follow_ups(request: HttpRequest, skp_id: int) -> list[FollowUpOut]:
    """For the pegawai, the penilai and the atasan of the penilai; oldest first."""
    actor = _actor(request)
    skp = planning.skp_for(actor, skp_id)
    can_read_record(actor, skp).or_raise()
    return [FollowUpOut.of(row) for row in queries.tindak_lanjut_of(skp)]


@router.post(
    "/skp/{skp_id}/follow-ups", response=answers(FollowUpOut, status=201), summary="Decide what follows"
)
def follow_up(request: HttpRequest, skp_id: int, payload: FollowUpIn) -> Status[FollowUpOut]:
    """One step of the ladder of Pasal 20 on one result; only the penilai."""
    actor = _actor(request)
    skp = planning.skp_for(actor, skp_id)
    data = payload.dict()
    made = operations.decide(skp=skp, rhk=rhk_in(skp, data.pop("rhk_id")), **data, by=actor, at=clock.now())
    return Status(201, FollowUpOut.of(made))


@router.get("/skp/{skp_id}/rhythm", response=answers(RhythmOut), summary="The agreed rhythm of feedback")
def rhythm(request: HttpRequest, skp_id: int) -> RhythmOut:
    actor = _actor(request)
    skp = planning.skp_for(actor, skp_id)
    can_read_record(actor, skp).or_raise()
    return _rhythm(skp)


@router.post("/skp/{skp_id}/rhythm", response=answers(RhythmOut), summary="Propose a rhythm, from today on")
def propose_rhythm(request: HttpRequest, skp_id: int, payload: RhythmIn) -> RhythmOut:
    """The pegawai or the penilai proposes; it holds once the other has agreed. The same proposal by the other
    is a yes."""
    actor = _actor(request)
    skp = planning.skp_for(actor, skp_id)
    operations.propose_irama(skp=skp, irama=payload.irama, start_date=clock.today(), by=actor, at=clock.now())
    return _rhythm(skp)


@router.post("/skp/{skp_id}/rhythm/answer", response=answers(RhythmOut), summary="Say yes or no to a rhythm")
def answer_rhythm(request: HttpRequest, skp_id: int, payload: RhythmAnswerIn) -> RhythmOut:
    actor = _actor(request)
    skp = planning.skp_for(actor, skp_id)
    can_propose_irama(actor, skp, on=clock.today()).or_raise()
    waiting = queries.irama_proposed(skp)
    if waiting is None or waiting.pk != payload.usul_id:
        raise Http404
    decide = operations.agree_irama if payload.setuju else operations.decline_irama
    decide(irama=waiting, by=actor, at=clock.now())
    return _rhythm(skp)


@router.get("/feedback-advice", response=answers(SeenOut), summary="What is unusual in your team's feedback")
def advice(request: HttpRequest) -> queries.Seen:
    """Of feedback with a name that you read as penilai or as the atasan of the penilai."""
    me = _actor(request).pegawai_id
    return queries.givers_seen(me, on=clock.today()) if me else queries.Seen()


@router.get("/feedback-words", response=answers(list[WordOut]), summary="The agency's own words")
def kept_words(request: HttpRequest) -> list[KataUmpanBalik]:
    """Those in force and those before, with their days."""
    can_keep_words(_actor(request)).or_raise()
    return list(queries.kata_ever(organisation.instansi_for(_actor(request)).pk))


@router.post("/feedback-words", response=answers(WordOut, status=201), summary="Add a word")
def add_word(request: HttpRequest, payload: WordIn) -> Status[KataUmpanBalik]:
    actor = _actor(request)
    made = operations.add_kata(
        instansi=organisation.instansi_for(actor), **payload.dict(), by=actor, at=clock.now()
    )
    return Status(201, made)


@router.post(
    "/feedback-words/{kata_id}/remove", response=answers(WordOut), summary="Take a word off the list"
)
def remove_word(request: HttpRequest, kata_id: int) -> KataUmpanBalik:
    can_keep_words(_actor(request)).or_raise()
    kata = queries.kata_for(_actor(request), kata_id)
    operations.remove_kata(kata=kata, by=_actor(request), at=clock.now())
    kata.refresh_from_db()
    return kata


def _rhythm(skp: Skp) -> RhythmOut:
    held, waiting = queries.irama_of(skp, on=clock.today()), queries.irama_proposed(skp)
    return RhythmOut(
        irama=held.irama if held else None,
        start_date=held.start_date if held else None,
        usul=RhythmProposalOut(
            id=waiting.pk, irama=waiting.irama, start_date=waiting.start_date, by=waiting.set_by.name
        )
        if waiting
        else None,
    )


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
