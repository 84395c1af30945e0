"""Several leaders and owners at one matrix in the same moment, with real transactions on both engines."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Stale
from kasuari.planning import operations, queries
from kasuari.planning.models import KolomMatriks, Matriks, PeranHasil, RencanaHasilKerja, Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk, IsianSel, StaleCells
from kasuari.planning.people import plannable_penugasan
from tests.cast import NOW, TODAY, Cast, build_cast

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run each in its own thread with its own connection, starting together; answers or exceptions."""
    found: list[Any] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def run(number: int, act: Callable[[], Any]) -> None:
        ready.wait()
        try:
            found[number] = act()
        except Exception as error:
            found[number] = error
        connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def begin(cast: Cast, name: str) -> Skp:
    pegawai = getattr(cast, name)
    penugasan = plannable_penugasan(
        pegawai.pk, start_date=cast.periode.start_date, last_date=cast.periode.last_date
    )[0]
    return operations.draft_skp(
        periode=cast.periode, penugasan=penugasan, pendekatan="kualitatif", by=cast.actor(pegawai), at=NOW
    )


@pytest.fixture
def world() -> tuple[Cast, Matriks]:
    cast = build_cast()
    by, skp = cast.actor(cast.hendrika), begin(cast, "hendrika")
    operations.fill_skp(
        skp=skp,
        version=0,
        rhk=[
            IsianRhk(teks="Pelayanan membaik", indikator=(IsianIndikator(teks="A"), IsianIndikator(teks="B")))
        ],
        by=by,
        at=NOW,
    )
    begin(cast, "yohana")
    return cast, operations.open_matriks(skp=skp, by=by, at=NOW)


def writing(cast: Cast, matriks: Matriks, row: int, kolom: int, isi: str) -> Callable[[], Any]:
    grid = queries.grid_of(matriks, on=TODAY)
    cell = IsianSel.of_text(
        anggota_id=grid.baris[row].anggota_id, kolom=grid.kolom[kolom].key, version=0, isi=isi
    )
    by = cast.actor(cast.hendrika)
    return lambda: operations.write_cells(
        matriks=Matriks.objects.select_related("skp__periode").get(pk=matriks.pk), cells=[cell], by=by, at=NOW
    )


def test_one_cell_is_written_once_and_the_other_is_shown_it(world: tuple[Cast, Matriks]) -> None:
    cast, matriks = world
    words = [f"Tulisan {number}" for number in range(4)]
    found = at_once(*(writing(cast, matriks, 1, 0, line) for line in words))
    stale = [item for item in found if isinstance(item, StaleCells)]
    kept = PeranHasil.objects.get().teks
    assert len(stale) == 3
    assert {item.cells[0].isi for item in stale} == {kept}
    assert kept in words
    assert RencanaHasilKerja.objects.filter(sumber="mph").count() == 1
    assert AuditEntry.objects.filter(kind="planning.peran_written").count() == 1


def test_different_cells_of_a_new_column_and_of_one_person_all_arrive(world: tuple[Cast, Matriks]) -> None:
    cast, matriks = world
    places = [(row, kolom) for row in (0, 1) for kolom in (0, 1)]
    found = at_once(*(writing(cast, matriks, row, kolom, f"Peran {row}{kolom}") for row, kolom in places))
    assert [item for item in found if isinstance(item, Exception)] == []
    assert PeranHasil.objects.count() == 4
    assert KolomMatriks.objects.count() == 2
    rows = RencanaHasilKerja.objects.filter(skp__pegawai=cast.yohana).order_by("urutan")
    assert [row.urutan for row in rows] == [1, 2]


def test_a_leader_and_an_owner_write_at_once_and_nothing_is_lost(world: tuple[Cast, Matriks]) -> None:
    cast, matriks = world
    skp = Skp.objects.get(pegawai=cast.yohana)
    owner = cast.actor(cast.yohana)

    def own() -> Any:
        fresh = Skp.objects.select_related("periode", "pegawai").get(pk=skp.pk)
        return operations.add_rhk(
            skp=fresh, version=fresh.version, rhk=IsianRhk(teks="Milik saya"), by=owner, at=NOW
        )

    found = at_once(own, writing(cast, matriks, 1, 0, "Dari pimpinan"))
    if isinstance(found[0], Stale):  # told so, and tries again
        own()
    assert not isinstance(found[1], Exception), found[1]
    rows = RencanaHasilKerja.objects.filter(skp=skp).order_by("urutan")
    assert sorted(row.teks for row in rows) == ["Dari pimpinan", "Milik saya"]
    assert Skp.objects.get(pk=skp.pk).version == 2
