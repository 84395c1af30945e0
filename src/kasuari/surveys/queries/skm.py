"""Reads of the Survei Kepuasan Masyarakat: surveys, results, what is held back, paper, evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404
from django.urls import reverse

from kasuari.accounts.enums import Role
from kasuari.documents.queries import current_document
from kasuari.foundation.access import Actor
from kasuari.foundation.trees import within
from kasuari.organisation import queries as organisation
from kasuari.regulation.kepuasan import (
    PENGALI,
    Bobot,
    HasilSkm,
    JawabanUnsur,
    Unsur,
    bulatkan,
    hitung,
    rata_rata_unsur,
    sampel,
)
from kasuari.surveys.access import Standing
from kasuari.surveys.enums import (
    JenisKelamin,
    KelompokUsia,
    Pendidikan,
    StateLembar,
    StateSurvei,
    StateTumpukan,
    Sumber,
    UnsurSkm,
)
from kasuari.surveys.events import ABOUT
from kasuari.surveys.kuesioner import urutan
from kasuari.surveys.models import JawabanSkm, LembarKertas, SurveiSkm, TindakLanjutSkm, TumpukanSkm

if TYPE_CHECKING:
    from kasuari.documents.models import Document

COUNTS = Q(tumpukan__isnull=True) | Q(tumpukan__state__in=[StateTumpukan.DIHITUNG, StateTumpukan.DITERIMA])
KIND = "SKM"
# Below so many answers the kinds of people who answered are not told apart.
FEW = 10


@dataclass(frozen=True, slots=True)
class UnsurLine:
    """One unsur as it is shown: number and name, how many answered, NRR, its index and its grade."""

    nomor: int
    kode: str
    nama: str
    terisi: int
    nrr: Fraction | None
    nilai: Fraction | None
    mutu: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a survey says. `hasil` is None while an unsur has no answer at all.

    `lain`: the index and grade under the other conventions; `berubah`: whether one of them gives another
    grade. `tanpa_biaya`: the index of the other eight, where the service is free. `perlu`: the sample.
    """

    responden: int
    kertas: int
    hasil: HasilSkm | None
    lines: tuple[UnsurLine, ...]
    lain: tuple[tuple[str, Fraction, str], ...]
    berubah: bool
    tanpa_biaya: Fraction | None
    perlu: int | None

    @property
    def ikm(self) -> Fraction | None:
        return bulatkan(self.hasil.ikm, 2) if self.hasil else None

    @property
    def mutu(self) -> str:
        return self.hasil.mutu.value if self.hasil and self.hasil.mutu else ""

    @property
    def cukup(self) -> bool | None:
        """Whether the sample is large enough; None where the number of users is not known."""
        return None if self.perlu is None else self.responden >= self.perlu

    @property
    def terendah(self) -> UnsurLine | None:
        known = [line for line in self.lines if line.nrr is not None]
        return min(known, key=lambda line: line.nrr or 0) if known else None


def surveys_for(actor: Actor) -> QuerySet[SurveiSkm]:
    """The surveys of the agency, newest first; drafts for those who run them."""
    rows = SurveiSkm.objects.select_related("unit")
    seen = ~Q(state=StateSurvei.DRAF)
    scopes = actor.scopes(Role.KEPEGAWAIAN)
    for scope in scopes:
        seen |= within("unit__path", scope)
    if actor.pegawai_id is not None:
        rows = rows.filter(instansi__pegawai=actor.pegawai_id)
    return rows.filter(Q() if actor.is_system or "" in scopes else seen).order_by(
        "-last_date", "unit__path", "-pk"
    )


def survey_for(actor: Actor, survei_id: int) -> SurveiSkm:
    """A survey. Raises Http404 for one that the actor does not see. One query besides the agency."""
    found = surveys_for(actor).filter(pk=survei_id).select_related("unit", "instansi").first()
    if found is None:
        raise Http404
    return found


def open_surveys_within(paths: Iterable[str], *, on: date) -> list[SurveiSkm]:
    """The surveys of these units and those below that citizens can answer on a day. One query."""
    inside = Q(pk__in=[])
    for path in paths:
        inside |= Q(unit__path__startswith=path)
    rows = SurveiSkm.objects.filter(inside, state=StateSurvei.TERBUKA, start_date__lte=on, last_date__gte=on)
    return list(rows.order_by("layanan", "pk"))


def survey_by_code(kode: str, *, named: bool = True) -> SurveiSkm | None:
    """The survey behind a public address; a draft is not there yet. One query.

    `named` brings its unit and agency, which an answer that is only to be kept does not need.
    """
    rows = SurveiSkm.objects.filter(kode=kode.upper()).exclude(state=StateSurvei.DRAF)
    return (rows.select_related("unit", "instansi") if named else rows).first()


def standing_of(actor: Actor) -> Standing:
    """Where the actor works and which units they lead today. One query; none without a personnel record."""
    if actor.pegawai_id is None:
        return Standing()
    posts = organisation.penugasan_on(actor.pegawai_id, on=actor.on)
    return Standing(
        tuple(post.unit.path for post in posts), tuple(post.unit.path for post in posts if post.memimpin)
    )


def sums_of(survei: SurveiSkm) -> dict[str, Any]:
    """Sum and count of every unsur over what counts. One query."""
    wanted: dict[str, Any] = {"responden": Count("pk"), "kertas": Count("pk", filter=Q(sumber=Sumber.KERTAS))}
    for name in UnsurSkm.values:
        wanted[f"{name}_jumlah"] = Sum(name)
        wanted[f"{name}_terisi"] = Count(name)
    found = JawabanSkm.objects.filter(COUNTS, survei=survei).aggregate(**wanted)
    return {
        "responden": found["responden"],
        "kertas": found["kertas"],
        "unsur": {name: [found[f"{name}_jumlah"] or 0, found[f"{name}_terisi"]] for name in UnsurSkm.values},
    }


def result_of(survei: SurveiSkm, *, on: date | None = None) -> Result:
    """The index of a survey: of a closed one from the sums it kept, of an open one from its answers."""
    sums = survei.hasil or sums_of(survei)
    day = date.fromisoformat(sums["pada"]) if "pada" in sums else on or survei.last_date
    return _computed(survei, sums, day)


def _computed(survei: SurveiSkm, sums: dict[str, Any], day: date) -> Result:
    order = [unsur.value for unsur in urutan(pengaduan_terakhir=survei.pengaduan_terakhir)]
    given = tuple(
        JawabanUnsur(unsur=Unsur(name), jumlah=sums["unsur"][name][0], terisi=sums["unsur"][name][1])
        for name in order
    )
    hasil = hitung(unsur=given, bobot=Bobot(survei.bobot), on=day).value
    lines = []
    for nomor, item in enumerate(given, start=1):
        nrr = rata_rata_unsur(jumlah=item.jumlah, terisi=item.terisi).value
        grade = next((u.mutu for u in hasil.unsur if u.unsur == item.unsur), None) if hasil else None
        lines.append(
            UnsurLine(
                nomor,
                item.unsur.value,
                str(UnsurSkm(item.unsur.value).label),
                item.terisi,
                nrr,
                nrr * PENGALI if nrr is not None else None,
                grade.value if grade else "",
            )
        )
    others = []
    for bobot in Bobot:
        other = hitung(unsur=given, bobot=bobot, on=day).value if bobot.value != survei.bobot else None
        if other is not None:
            others.append((bobot.value, bulatkan(other.ikm, 2), other.mutu.value if other.mutu else ""))
    without = None
    if survei.gratis and hasil is not None:
        rest = tuple(item for item in given if item.unsur is not Unsur.BIAYA)
        eight = hitung(unsur=rest, bobot=Bobot.TEPAT, on=day).value
        without = bulatkan(eight.ikm, 2) if eight else None
    mine = hasil.mutu.value if hasil and hasil.mutu else ""
    return Result(
        responden=sums["responden"],
        kertas=sums["kertas"],
        hasil=hasil,
        lines=tuple(lines),
        lain=tuple(others),
        berubah=any(grade != mine for _b, _i, grade in others),
        tanpa_biaya=without,
        perlu=sampel(populasi=survei.populasi).value if survei.populasi else None,
    )


def profile_of(survei: SurveiSkm) -> list[tuple[str, list[tuple[str, int]]]]:
    """Who answered, by kind; nothing while there are few. Four queries."""
    rows = JawabanSkm.objects.filter(COUNTS, survei=survei).order_by()
    if rows.count() < FEW:
        return []
    found = []
    kinds = (("jenis_kelamin", JenisKelamin), ("usia", KelompokUsia), ("pendidikan", Pendidikan))
    for name, choices in kinds:
        counts = dict(rows.values_list(name).annotate(Count("pk")))
        found.append((name, [(str(label), counts.get(value, 0)) for value, label in choices.choices]))
    return found


def texts_of(survei: SurveiSkm, *, limit: int = 100) -> list[str]:
    """What people suggested, in no order that tells when. One query."""
    rows = JawabanSkm.objects.filter(COUNTS, survei=survei).exclude(saran="")
    return list(rows.order_by("pk").values_list("saran", flat=True)[:limit])


def batches_of(survei: SurveiSkm) -> list[TumpukanSkm]:
    """Answers that were held back, those that wait first. One query."""
    rows = TumpukanSkm.objects.filter(survei=survei).exclude(state=StateTumpukan.DIHITUNG)
    return sorted(
        rows.select_related("decided_by"), key=lambda row: (row.state != StateTumpukan.DITAHAN, -row.pk)
    )


def batch_for(actor: Actor, tumpukan_id: int) -> TumpukanSkm:
    """Answers that were held back, of a survey that the actor sees. Raises Http404."""
    rows = TumpukanSkm.objects.filter(pk=tumpukan_id, survei__in=surveys_for(actor).order_by().values("pk"))
    found = rows.select_related("survei__unit").first()
    if found is None:
        raise Http404
    return found


def sheets_of(survei: SurveiSkm) -> tuple[dict[str, int], list[LembarKertas]]:
    """How many sheets are in each state, and those that are not done. Two queries."""
    rows = LembarKertas.objects.filter(survei=survei)
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    left = rows.exclude(state=StateLembar.SELESAI).prefetch_related("entri__entered_by")
    return counts, list(left.order_by("-state", "nomor")[:100])


def sheet_for(actor: Actor, lembar_id: int) -> LembarKertas:
    """A sheet of a survey that the actor sees. Raises Http404."""
    rows = LembarKertas.objects.filter(pk=lembar_id, survei__in=surveys_for(actor).order_by().values("pk"))
    found = rows.select_related("survei__unit").prefetch_related("entri__entered_by").first()
    if found is None:
        raise Http404
    return found


def follow_up_for(actor: Actor, tindak_id: int) -> TindakLanjutSkm:
    """A follow-up of a survey that the actor sees. Raises Http404."""
    rows = TindakLanjutSkm.objects.filter(pk=tindak_id, survei__in=surveys_for(actor).order_by().values("pk"))
    found = rows.select_related("survei__unit").first()
    if found is None:
        raise Http404
    return found


def report_of(survei: SurveiSkm) -> Document | None:
    """The report in force. One query."""
    return current_document(kind=KIND, object_type=ABOUT, object_id=survei.pk)


def trend_of(survei: SurveiSkm) -> list[tuple[date, Fraction | None]]:
    """The index of the closed surveys of the same service, oldest first. One query."""
    rows = SurveiSkm.objects.filter(
        unit_id=survei.unit_id, layanan=survei.layanan, state=StateSurvei.DITUTUP
    ).order_by("last_date", "pk")
    return [(row.last_date, result_of(row).ikm) for row in rows]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A closed survey as evidence: for the capaian of the organisation, and for the evaluation of a pilot."""

    survei_id: int
    unit_id: int
    layanan: str
    start_date: date
    last_date: date
    responden: int
    cukup: bool | None
    ikm: Fraction
    mutu: str
    url: str


def evidence_of(paths: Iterable[str], *, start_date: date, last_date: date) -> dict[str, list[Evidence]]:
    """The closed surveys of units and all below each that end within these days, oldest first, by the path of
    the unit that was asked for; a unit without any is left out. One query."""
    asked = sorted(set(paths))
    wanted = Q(pk__in=[])
    for path in asked:
        wanted |= within("unit__path", path)
    rows = SurveiSkm.objects.filter(
        wanted, state=StateSurvei.DITUTUP, last_date__range=(start_date, last_date)
    )
    held = list(rows.select_related("unit").order_by("last_date", "pk"))
    by_survey = {row.pk: row.unit.path for row in held}
    found: dict[str, list[Evidence]] = {}
    for item in _evidence(held):
        for path in asked:
            if by_survey[item.survei_id].startswith(path):
                found.setdefault(path, []).append(item)
    return found


def skm_by_unit(unit_ids: Iterable[int], *, start_date: date, last_date: date) -> dict[int, list[Evidence]]:
    """The same for many units at once, each by itself; a unit without a survey is left out. One query."""
    rows = SurveiSkm.objects.filter(
        unit_id__in=set(unit_ids), state=StateSurvei.DITUTUP, last_date__range=(start_date, last_date)
    )
    found: dict[int, list[Evidence]] = {}
    for item in _evidence(rows.order_by("last_date", "pk")):
        found.setdefault(item.unit_id, []).append(item)
    return found


def _evidence(rows: Iterable[SurveiSkm]) -> list[Evidence]:
    found = []
    for row in rows:
        result = result_of(row)
        if result.ikm is not None:
            found.append(
                Evidence(
                    row.pk,
                    row.unit_id,
                    row.layanan,
                    row.start_date,
                    row.last_date,
                    result.responden,
                    result.cukup,
                    result.ikm,
                    result.mutu,
                    reverse("surveys:skm", args=[row.pk]),
                )
            )
    return found
