"""Short ways to set standards and to assess people in tests."""

from __future__ import annotations

from datetime import date, datetime

from kasuari.development import operations
from kasuari.development.models import EvaluasiKompetensi, Kompetensi
from kasuari.development.operations import Assessed
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, Cast


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
