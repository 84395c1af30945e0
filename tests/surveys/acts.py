"""Short ways to plan, open and answer surveys in tests."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing

from kasuari.surveys import operations
from kasuari.surveys.butir_denyut import BUTIR
from kasuari.surveys.codes import kode_hari
from kasuari.surveys.enums import UnsurSkm
from kasuari.surveys.models import (
    Denyut,
    LembarKertas,
    SurveiSkm,
    TindakLanjutSkm,
    TumpukanSkm,
    UndanganDenyut,
)
from kasuari.surveys.operations import IsianSkm, IsianSurvei
from kasuari.surveys.queries import standing_of
from kasuari.surveys.web.warga import SALT
from tests.cast import NOW, TODAY, Cast


def planned(cast: Cast, *, unit: Any = None, layanan: str = "Pelayanan KIA", **given: Any) -> SurveiSkm:
    """A survey of the puskesmas, by Lusia."""
    isian: dict[str, Any] = {
        "layanan": layanan,
        "start_date": date(2026, 4, 1),
        "last_date": date(2026, 6, 30),
        "populasi": 100,
    }
    return operations.plan_skm(
        unit=unit or cast.puskesmas, isian=IsianSurvei(**(isian | given)), by=cast.actor(cast.lusia), at=NOW
    )


def opened(cast: Cast, **given: Any) -> SurveiSkm:
    survei = planned(cast, **given)
    return operations.open_skm(survei=survei, version=survei.version, by=cast.actor(cast.lusia), at=NOW)


def closed(cast: Cast, *, answers: int = 3, **given: Any) -> SurveiSkm:
    survei = opened(cast, **given)
    for number in range(answers):
        answer(survei, address=f"10.0.0.{number}")
    return operations.close_skm(survei=survei, version=survei.version, by=cast.actor(cast.lusia), at=NOW)


def isian(step: int = 3, *, saran: str = "", **steps: int | None) -> IsianSkm:
    """Every unsur the same, but for those named; None leaves one out."""
    given = dict.fromkeys(UnsurSkm.values, step) | steps
    return IsianSkm({name: value for name, value in given.items() if value is not None}, {}, saran)


def answer(
    survei: SurveiSkm,
    *,
    said: IsianSkm | None = None,
    address: str = "10.0.0.1",
    kode: str | None = None,
    key: uuid.UUID | None = None,
    at: datetime = NOW,
) -> Any:
    return operations.receive_answer(
        survei=survei,
        isian=said or isian(),
        kode=kode_hari(survei.benih, at.date()) if kode is None else kode,
        key=key or uuid.uuid4(),
        address=address,
        at=at,
    )


def held(survei: SurveiSkm, *, many: int = 6, address: str = "10.9.9.9") -> TumpukanSkm:
    """Answers of one connection that were too many."""
    for _number in range(many):
        answer(survei, address=address)
    return TumpukanSkm.objects.get(survei=survei, state="ditahan")


def sheet(cast: Cast, survei: SurveiSkm, nomor: int, person: Any, said: IsianSkm) -> LembarKertas:
    by = cast.actor(person)
    return operations.enter_sheet(
        survei=survei, nomor=nomor, tanggal=TODAY, isian=said, standing=standing_of(by), by=by, at=NOW
    )


def sent(survei: SurveiSkm, *, key: uuid.UUID | None = None, step: int = 3, **more: Any) -> dict[str, Any]:
    """What the form of a citizen sends."""
    return {
        **dict.fromkeys(UnsurSkm.values, str(step)),
        "kunci": signing.dumps([(key or uuid.uuid4()).hex, survei.kode], salt=SALT),
        "kode": kode_hari(survei.benih, TODAY),
        **more,
    }


LATER = NOW + timedelta(days=1)


@dataclass(frozen=True)
class Surveys:
    """Surveys of the puskesmas in every state, for the table of routes."""

    draf: SurveiSkm
    terbuka: SurveiSkm  # with a sheet that was typed once
    ditahan: TumpukanSkm  # of another open survey
    lembar: LembarKertas  # of that survey too: its two typings differ
    ditutup: SurveiSkm  # with a report
    tindak_lanjut: TindakLanjutSkm
    denyut: Denyut  # open for everybody
    denyut_draf: Denyut


def surveys_of(cast: Cast) -> Surveys:
    other = opened(cast, layanan="Pelayanan gigi")
    sheet(cast, other, 1, cast.yohana, isian(3))
    lembar = sheet(cast, other, 1, cast.markus, isian(3, waktu=2))
    done = closed(cast, layanan="Pelayanan farmasi", answers=2)
    lusia = cast.actor(cast.lusia)
    tindak_lanjut = operations.plan_follow_up(
        survei=done,
        unsur="waktu",
        rencana="Membuka loket kedua",
        penanggung_jawab="Kepala puskesmas",
        due_date=date(2026, 7, 31),
        standing=standing_of(lusia),
        by=lusia,
        at=NOW,
    )
    operations.issue_report(survei=done, by=lusia, at=NOW)
    terbuka = opened(cast)
    return Surveys(
        draf=planned(cast, layanan="Pelayanan umum"),
        terbuka=terbuka,
        ditahan=held(other),
        lembar=lembar,
        ditutup=done,
        tindak_lanjut=tindak_lanjut,
        denyut=open_wave(cast),
        denyut_draf=planned_wave(
            cast, nama="Denyut III 2026", start_date=date(2026, 10, 1), last_date=date(2026, 10, 9)
        ),
    )


def planned_wave(cast: Cast, **given: Any) -> Denyut:
    wanted: dict[str, Any] = {
        "nama": "Denyut II 2026",
        "start_date": date(2026, 6, 15),
        "last_date": date(2026, 6, 30),
    }
    return operations.plan_pulse(
        instansi=cast.instansi, by=cast.actor(cast.lusia), at=NOW, **(wanted | given)
    )


def open_wave(cast: Cast, **given: Any) -> Denyut:
    denyut = planned_wave(cast, **given)
    return operations.open_pulse(denyut=denyut, version=denyut.version, by=cast.actor(cast.lusia), at=NOW)


def answered_pulse(cast: Cast, denyut: Denyut, person: Any, *, step: int = 3) -> bool:
    return operations.answer_pulse(
        denyut=denyut,
        undangan=UndanganDenyut.objects.get(denyut=denyut, pegawai=person),
        nilai={item.kode: step for item in BUTIR},
        by=cast.actor(person),
        at=NOW,
    )
