"""Short ways to set standards and to assess people in tests."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kasuari.development import operations
from kasuari.development.models import (
    CatatanBelajar,
    EvaluasiKompetensi,
    KegiatanPengembangan,
    Kompetensi,
)
from kasuari.development.operations import Action, Assessed, Learned
from kasuari.development.queries.rencana import DevelopmentRecord, development_record
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, TODAY, Cast


def load(cast: Cast, *, at: datetime = NOW) -> dict[str, Kompetensi]:
    """The nine, by code."""
    operations.load_dictionary(instansi=cast.instansi, by=cast.actor(cast.lusia), at=at)
    return {row.kode: row for row in Kompetensi.objects.filter(instansi=cast.instansi)}


def ask(
    cast: Cast, person: Pegawai, levels: dict[Kompetensi, int | None], *, start: date = date(2026, 1, 1)
) -> int:
    """The standard of the post that `person` holds."""
    return operations.set_standards(
        jabatan=cast.penugasan(person).jabatan,
        levels={item.pk: level for item, level in levels.items()},
        start_date=start,
        by=cast.actor(cast.lusia),
        at=NOW,
    )


def assess(
    cast: Cast,
    values: dict[Kompetensi, int | None],
    *,
    person: Pegawai | None = None,
    penilai: Pegawai | None = None,
    at: datetime = NOW,
    sign: bool = True,
) -> EvaluasiKompetensi:
    by = cast.actor(penilai or cast.hendrika)
    made = operations.begin_evaluation(pegawai=person or cast.yohana, by=by, at=at)
    operations.save_evaluation(
        evaluasi=made,
        results={
            item.pk: Assessed(nilai, "Terlihat dalam rapat." if nilai else "")
            for item, nilai in values.items()
        },
        rekomendasi="Ikut pelatihan.",
        version=made.version,
        by=by,
        at=at,
    )
    made.refresh_from_db()
    if sign:
        operations.sign_evaluation(evaluasi=made, version=made.version, by=by, at=at)
        made.refresh_from_db()
    return made


def held_of(cast: Cast, person: Pegawai | None = None, *, by: Pegawai | None = None) -> DevelopmentRecord:
    return development_record(cast.actor(by or cast.hendrika), (person or cast.yohana).pk, on=TODAY)


def plan_of(
    cast: Cast, person: Pegawai | None = None, *, kompetensi: Kompetensi | None = None
) -> KegiatanPengembangan:
    """A draft of this year with one action, written by the person."""
    owner = person or cast.yohana
    by = cast.actor(owner)
    plan = operations.write_plan(
        held=held_of(cast, owner, by=owner), tahun=2026, tujuan="Lebih jelas.", version=0, by=by, at=NOW
    )
    return operations.add_action(
        plan=plan,
        held=held_of(cast, owner, by=owner),
        action=an_action(kompetensi_id=kompetensi.pk if kompetensi else None),
        version=plan.version,
        by=by,
        at=NOW,
    )


def an_action(**changes: Any) -> Action:
    given: dict[str, Any] = {
        "cara": "mentoring",
        "teks": "Mendampingi penyuluhan di kampung",
        "ukuran": "Warga dapat mengulang pesannya",
        "start_date": date(2026, 7, 1),
        "last_date": date(2026, 9, 30),
    }
    return Action(**(given | changes))


def learn(cast: Cast, person: Pegawai | None = None, *, upload: Any = None, **changes: Any) -> CatatanBelajar:
    owner = person or cast.yohana
    given: dict[str, Any] = {
        "bentuk": "workshop",
        "teks": "Lokakarya komunikasi efektif",
        "start_date": date(2026, 5, 4),
        "last_date": date(2026, 5, 5),
        "jp_tertulis": Decimal(12),
    }
    return operations.note_learning(
        held=held_of(cast, owner, by=owner),
        learned=Learned(**(given | changes)),
        upload=upload,
        by=cast.actor(owner),
        at=NOW,
    )
