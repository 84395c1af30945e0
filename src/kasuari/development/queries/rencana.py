"""The development record of a person: gaps with what the two say of them, plan, learning and its JP."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import Http404

from kasuari.development.enums.kompetensi import StateEvaluasiKompetensi
from kasuari.development.enums.rencana import (
    Pihak,
    Sikap,
    StateBelajar,
    StateKegiatan,
    StateRencana,
)
from kasuari.development.models import (
    CatatanBelajar,
    EvaluasiKompetensi,
    HasilKompetensi,
    KegiatanPengembangan,
    KonversiJp,
    PandanganKompetensi,
    RencanaPengembangan,
)
from kasuari.development.queries.kompetensi import Gap, gaps_of
from kasuari.foundation.access import Actor
from kasuari.foundation.kept import Kept
from kasuari.foundation.presence import EVERYTHING
from kasuari.organisation import queries as organisation
from kasuari.organisation.access import can_see_personal
from kasuari.regulation.jam_pelajaran import Kewajiban, kekurangan, kewajiban

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai

# The conditions without which there is nothing to count on the home page.
HOME_KEYS = ("development.plan", "development.jp")
COUNTED = (StateBelajar.DISAHKAN, StateBelajar.DICATAT)


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap or a strength with what the Pegawai and the penilai say of it in the talk."""

    gap: Gap
    pegawai: PandanganKompetensi | None = None
    penilai: PandanganKompetensi | None = None

    @property
    def views(self) -> tuple[PandanganKompetensi, ...]:
        return tuple(view for view in (self.pegawai, self.penilai) if view is not None)

    @property
    def is_confirmed(self) -> bool:
        """Both said that it is so."""
        return all(view is not None and view.sikap == Sikap.BENAR for view in (self.pegawai, self.penilai))

    @property
    def is_disputed(self) -> bool:
        return any(view is not None and view.sikap == Sikap.KOREKSI for view in (self.pegawai, self.penilai))


@dataclass(frozen=True, slots=True)
class JpYear:
    """The learning of one year. `sah` was checked, `menunggu` was not yet; `unknown` have no JP yet."""

    tahun: int
    rows: tuple[CatatanBelajar, ...]
    asked: Kewajiban | None
    sah: Decimal
    menunggu: Decimal
    unknown: int
    kurang: Decimal | None


@dataclass(frozen=True)
class Reached:
    """Somebody whose development the actor may read. Who they are on the day and who rates them is asked
    once, and only where it is needed: the own page needs neither."""

    pegawai: Pegawai
    on: date

    @cached_property
    def identity(self) -> organisation.Identity:
        return organisation.identity(self.pegawai, self.on)

    @cached_property
    def superiors(self) -> organisation.Superiors:
        return organisation.superiors_of(pegawai_id=self.pegawai.pk, on=self.on)

    @property
    def penilai_id(self) -> int | None:
        return self.superiors.penilai_id

    @cached_property
    def penilai_nama(self) -> str:
        found = organisation.pegawai_rows().filter(pk=self.penilai_id).first() if self.penilai_id else None
        return found.nama_lengkap if found else ""


@dataclass(frozen=True, slots=True)
class DevelopmentRecord:
    """Everything that the page of somebody's development shows, besides the sources of other modules."""

    who: Reached
    findings: tuple[Finding, ...]
    sheets: tuple[EvaluasiKompetensi, ...]
    rencana: RencanaPengembangan | None
    kegiatan: tuple[KegiatanPengembangan, ...]
    jp: JpYear

    @property
    def pegawai(self) -> Pegawai:
        return self.who.pegawai

    @property
    def identity(self) -> organisation.Identity:
        return self.who.identity

    @property
    def penilai_id(self) -> int | None:
        return self.who.penilai_id

    @property
    def penilai_nama(self) -> str:
        return self.who.penilai_nama

    @property
    def signed_any(self) -> bool:
        return any(item.gap.evidence for item in self.findings)

    @property
    def gaps(self) -> tuple[Finding, ...]:
        return tuple(item for item in self.findings if item.gap.is_gap)

    @property
    def strengths(self) -> tuple[Finding, ...]:
        return tuple(item for item in self.findings if item.gap.is_strength)

    @property
    def met(self) -> tuple[Finding, ...]:
        return tuple(item for item in self.findings if item.gap.size == 0 and not item.gap.is_strength)

    @property
    def unknown(self) -> tuple[Finding, ...]:
        return tuple(item for item in self.findings if item.gap.size is None)


def development_record(
    actor: Actor, pegawai_id: int, *, on: date, tahun: int | None = None
) -> DevelopmentRecord:
    """The record, to those who may read personal data. Raises Http404 for others."""
    who = reach(actor, pegawai_id, on=on)
    year = tahun or on.year
    rencana = RencanaPengembangan.objects.filter(pegawai_id=pegawai_id, tahun=year).first()
    kegiatan = rencana.kegiatan.order_by("start_date", "pk") if rencana else ()
    return DevelopmentRecord(
        who=who,
        findings=findings_of(gaps_of(pegawai_id, on=on)),
        sheets=tuple(_sheets_of(pegawai_id, actor)),
        rencana=rencana,
        kegiatan=tuple(kegiatan),
        jp=jp_of(pegawai_id, status=who.pegawai.status, tahun=year),
    )


def reach(actor: Actor, pegawai_id: int, *, on: date) -> Reached:
    """Somebody whose personal data the actor may read. Raises Http404 for whoever may not."""
    who = Reached(organisation.pegawai_for(actor, pegawai_id), on)
    if actor.pegawai_id == pegawai_id:
        return who
    if actor.pegawai_id is not None and actor.pegawai_id in who.superiors.ids:
        return who
    posts = organisation.penugasan_rows().filter(
        Q(end_date__isnull=True) | Q(end_date__gt=on), pegawai_id=pegawai_id
    )
    paths = tuple(posts.order_by().values_list("unit__path", flat=True).distinct())
    if not can_see_personal(actor, pegawai_id=pegawai_id, paths=paths, superiors=()):
        raise Http404
    return who


def findings_of(gaps: Iterable[Gap]) -> tuple[Finding, ...]:
    """The gaps with what was said of each. One query."""
    shown = list(gaps)
    ids = [gap.evidence.hasil_id for gap in shown if gap.evidence]
    said: dict[int, dict[str, PandanganKompetensi]] = defaultdict(dict)
    for row in PandanganKompetensi.objects.filter(hasil_id__in=ids).order_by("pk"):
        said[row.hasil_id][row.pihak] = row
    return tuple(
        Finding(
            gap,
            said.get(gap.evidence.hasil_id, {}).get(Pihak.PEGAWAI) if gap.evidence else None,
            said.get(gap.evidence.hasil_id, {}).get(Pihak.PENILAI) if gap.evidence else None,
        )
        for gap in shown
    )


def jp_of(pegawai_id: int, *, status: str, tahun: int) -> JpYear:
    """What somebody learned in a year, newest first. One query."""
    rows = tuple(
        CatatanBelajar.objects.filter(pegawai_id=pegawai_id, last_date__year=tahun)
        .select_related("file", "checked_by", "kegiatan")
        .order_by("-last_date", "-pk")
    )
    last = date(tahun, 12, 31)
    sah = [row.jp for row in rows if row.state == StateBelajar.DISAHKAN]
    waiting = [row.jp for row in rows if row.state == StateBelajar.DICATAT]
    return JpYear(
        tahun=tahun,
        rows=rows,
        asked=kewajiban(status=status, on=last).value,
        sah=sum((value for value in sah if value is not None), Decimal(0)),
        menunggu=sum((value for value in waiting if value is not None), Decimal(0)),
        unknown=sum(value is None for value in (*sah, *waiting)),
        kurang=kekurangan(jp=sah, status=status, on=last).value,
    )


def hasil_for(actor: Actor, hasil_id: int, *, on: date) -> tuple[HasilKompetensi, int | None]:
    """One signed result with the penilai of its owner. Raises Http404."""
    found = HasilKompetensi.objects.select_related("evaluasi").filter(pk=hasil_id).first()
    if found is None or found.evaluasi.state != StateEvaluasiKompetensi.DITANDATANGANI:
        raise Http404
    return found, reach(actor, found.evaluasi.pegawai_id, on=on).penilai_id


def evaluation_for(actor: Actor, evaluasi_id: int, *, on: date) -> EvaluasiKompetensi:
    """A sheet of B.1.9: a draft for its author alone, a signed one for who may read the record. Raises
    Http404."""
    found = EvaluasiKompetensi.objects.select_related("pegawai", "evaluator").filter(pk=evaluasi_id).first()
    if found is None:
        raise Http404
    if actor.pegawai_id != found.evaluator_id:
        if found.state == StateEvaluasiKompetensi.DRAF:
            raise Http404
        reach(actor, found.pegawai_id, on=on)
    return found


def plan_for(actor: Actor, rencana_id: int, *, on: date) -> tuple[RencanaPengembangan, DevelopmentRecord]:
    """A plan with the record that it is in. Raises Http404."""
    found = RencanaPengembangan.objects.filter(pk=rencana_id).first()
    if found is None:
        raise Http404
    return found, development_record(actor, found.pegawai_id, on=on, tahun=found.tahun)


def action_for(actor: Actor, kegiatan_id: int, *, on: date) -> tuple[KegiatanPengembangan, DevelopmentRecord]:
    """An action with the record that it is in. Raises Http404."""
    found = KegiatanPengembangan.objects.select_related("rencana").filter(pk=kegiatan_id).first()
    if found is None:
        raise Http404
    return found, development_record(actor, found.rencana.pegawai_id, on=on, tahun=found.rencana.tahun)


def learning_for(actor: Actor, belajar_id: int, *, on: date) -> tuple[CatatanBelajar, DevelopmentRecord]:
    """A note of learning with the record that it is in. Raises Http404."""
    found = CatatanBelajar.objects.select_related("file").filter(pk=belajar_id).first()
    if found is None:
        raise Http404
    return found, development_record(actor, found.pegawai_id, on=on, tahun=found.last_date.year)


def conversions_of(instansi_id: int) -> list[KonversiJp]:
    """Every row that the clerk has entered, the newest of each form first. One query."""
    rows = KonversiJp.objects.filter(instansi_id=instansi_id).select_related("set_by")
    return list(rows.order_by("bentuk", "-start_date"))


def conversion_on(instansi_id: int, bentuk: str, *, on: date) -> KonversiJp | None:
    """The row in force. One query."""
    rows = KonversiJp.objects.filter(instansi_id=instansi_id, bentuk=bentuk, start_date__lte=on)
    return rows.order_by("-start_date").first()


@dataclass(frozen=True, slots=True)
class HomeProgress:
    """How the year goes, for the home page."""

    pegawai_id: int
    tahun: int
    jp: Decimal
    asked: int | None
    done: int
    total: int
    state: str

    @property
    def state_label(self) -> str:
        return str(StateRencana(self.state).label) if self.state else ""


def home_progress(actor: Actor, *, on: date, waiting: Container[str] = EVERYTHING) -> HomeProgress | None:
    """My plan and my JP of this year; None for accounts without a personnel record. One query, and none where
    nothing was ever planned or learned."""
    if actor.pegawai_id is None:
        return None
    if not any(key in waiting for key in HOME_KEYS):
        return HomeProgress(actor.pegawai_id, on.year, Decimal(0), None, 0, 0, "")
    row = _PROGRESS.first(
        pegawai_id=actor.pegawai_id,
        tahun=on.year,
        start_date=date(on.year, 1, 1),
        last_date=date(on.year, 12, 31),
    )
    if row is None:
        return None
    status, learned, plan, total, done = row
    asked = kewajiban(status=status, on=on).value
    return HomeProgress(
        pegawai_id=actor.pegawai_id,
        tahun=on.year,
        jp=learned or Decimal(0),
        asked=asked.paling_sedikit if asked else None,
        done=done or 0,
        total=total or 0,
        state=plan or "",
    )


def _progress(pegawai_id: int, tahun: int, start_date: date, last_date: date) -> QuerySet[Any, Any]:
    learned = (
        CatatanBelajar.objects.filter(
            pegawai_id=OuterRef("pk"),
            last_date__range=(start_date, last_date),
            state=StateBelajar.DISAHKAN,
        )
        .order_by()
        .values("pegawai_id")
        .annotate(total=Sum("jp"))
        .values("total")
    )
    plans = RencanaPengembangan.objects.filter(pegawai_id=OuterRef("pk"), tahun=tahun)
    actions = KegiatanPengembangan.objects.filter(
        rencana__pegawai_id=OuterRef("pk"), rencana__tahun=tahun
    ).exclude(state=StateKegiatan.BATAL)
    counted = actions.order_by().values("rencana__pegawai_id")
    return (
        organisation.pegawai_rows()
        .filter(pk=pegawai_id)
        .order_by("pk")
        .values_list(
            "status",
            Subquery(learned),
            Subquery(plans.values("state")[:1]),
            Subquery(counted.annotate(n=Count("pk")).values("n")),
            Subquery(counted.annotate(n=Count("pk", filter=Q(state=StateKegiatan.SELESAI))).values("n")),
        )[:1]
    )


_PROGRESS = Kept(_progress)


def _sheets_of(pegawai_id: int, actor: Actor) -> QuerySet[EvaluasiKompetensi]:
    """Signed sheets, and one's own draft. One query."""
    shown = Q(state=StateEvaluasiKompetensi.DITANDATANGANI)
    if actor.pegawai_id is not None:
        shown |= Q(evaluator_id=actor.pegawai_id)
    rows = EvaluasiKompetensi.objects.filter(shown, pegawai_id=pegawai_id)
    return rows.select_related("evaluator").order_by("-tanggal", "-pk")
