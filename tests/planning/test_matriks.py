"""The matriks pembagian peran dan hasil: its cells, and what becomes of them in the SKP of their owners."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.models import (
    AnggotaMatriks,
    Indikator,
    Matriks,
    PeranHasil,
    RencanaHasilKerja,
    SelMatriks,
    Skp,
)
from kasuari.planning.operations import IsianIndikator, IsianPeran, IsianRhk, IsianSel, StaleCells
from tests.cast import NOW, TODAY, Cast
from tests.planning.conftest import later

Begin = Callable[..., Skp]
ANC = "Ibu hamil terlayani pemeriksaan kehamilan sesuai standar"
LAHIR = "Persalinan dilayani dengan respon cepat dan akurat"


@pytest.fixture
def leader_skp(cast: Cast, draft: Begin) -> Skp:
    """Hendrika's SKP (A.1.1): one result with an IKI in words, one with a number."""
    skp = draft(cast.hendrika)
    return operations.fill_skp(
        skp=skp,
        version=skp.version,
        rhk=[
            IsianRhk(
                teks="Pelayanan kesehatan ibu membaik",
                indikator=(IsianIndikator(teks="Ibu hamil puas dengan layanan ANC", perspektif="anggaran"),),
            ),
            IsianRhk(
                teks="Kunjungan rumah meningkat",
                indikator=(
                    IsianIndikator(
                        teks="Jumlah kunjungan rumah",
                        perspektif="proses_bisnis",
                        target_jenis="angka",
                        target_minimum=Decimal(10),
                        satuan="kunjungan",
                    ),
                ),
            ),
        ],
        by=cast.actor(cast.hendrika),
        at=NOW,
    )


@pytest.fixture
def matriks(cast: Cast, leader_skp: Skp) -> Matriks:
    return operations.open_matriks(skp=leader_skp, by=cast.actor(cast.hendrika), at=NOW)


def row_of(matriks: Matriks, pegawai: Pegawai) -> AnggotaMatriks:
    return AnggotaMatriks.objects.get(matriks=matriks, pegawai=pegawai)


def write(cast: Cast, matriks: Matriks, pegawai: Pegawai, kolom: int, isi: str, **given: Any) -> queries.Sel:
    """Write one cell as it is typed, with the version that stands unless another is given."""
    row, key = row_of(matriks, pegawai), queries.kolom_of(matriks)[kolom].key
    standing = queries.cells_of(queries.kolom_of(matriks), [row.pk]).get((row.pk, key))
    version = standing.version if standing else 0
    cell = IsianSel.of_text(anggota_id=row.pk, kolom=key, version=given.pop("version", version), isi=isi)
    by = cast.actor(given.pop("by", cast.hendrika))
    return operations.write_cells(matriks=matriks, cells=[cell], by=by, at=given.pop("at", NOW))[0]


def last_event() -> AuditEntry:
    return AuditEntry.objects.latest("pk")


def test_opening_lists_those_whose_penilai_the_leader_is(cast: Cast, matriks: Matriks) -> None:
    rows = queries.baris_of(matriks, on=TODAY)
    assert [(row.nama, row.jabatan) for row in rows] == [
        ("Markus Ndiken", "Perawat Terampil"),
        ("Yohana Basik-Basik", "Bidan Penyelia"),
    ]
    assert [item.teks for item in queries.kolom_of(matriks)] == [
        "Ibu hamil puas dengan layanan ANC",
        "Jumlah kunjungan rumah",
    ]
    event = last_event()
    assert (event.kind, event.data) == ("planning.matriks_opened", {"count": 2})
    again = operations.open_matriks(skp=matriks.skp, by=cast.actor(cast.hendrika), at=later(1))
    assert again.pk == matriks.pk
    assert last_event().pk == event.pk


def test_only_a_leader_opens_a_matrix_from_the_own_skp(cast: Cast, leader_skp: Skp, draft: Begin) -> None:
    with pytest.raises(NotAllowed) as other:
        operations.open_matriks(skp=leader_skp, by=cast.actor(cast.paulus), at=NOW)
    assert other.value.code == "planning.not_owner"
    with pytest.raises(NotAllowed) as member:
        operations.open_matriks(skp=draft(cast.yohana), by=cast.actor(cast.yohana), at=NOW)
    assert member.value.code == "planning.not_leader"


def test_a_role_becomes_a_result_of_the_draft_and_stays_linked(
    cast: Cast, matriks: Matriks, draft: Begin
) -> None:
    skp = draft(cast.yohana)
    sel = write(cast, matriks, cast.yohana, 0, f"{ANC}\n{LAHIR}")
    assert (sel.version, [item.teks for item in sel.peran], [item.menunggu for item in sel.peran]) == (
        1,
        [ANC, LAHIR],
        [False, False],
    )
    first = RencanaHasilKerja.objects.get(skp=skp, teks=ANC)
    leader = matriks.skp.rencana_hasil_kerja.get(urutan=1)
    assert (first.sumber, first.jenis, first.penugasan_dari) == ("mph", "utama", "Kepala Puskesmas Sota")
    assert (first.intervensi_id, first.intervensi_indikator_id) == (leader.pk, leader.indikator.get().pk)
    assert first.intervensi_teks == f"{leader.teks}\nIKI: Ibu hamil puas dengan layanan ANC"
    assert (Skp.objects.get(pk=skp.pk).version, skp.version) == (1, 0)
    event = last_event()
    assert (event.kind, event.pegawai_id) == ("planning.peran_written", cast.yohana.pk)
    assert event.data == {
        "pegawai": "Yohana Basik-Basik",
        "kolom": "Ibu hamil puas dengan layanan ANC",
        "before": "",
        "after": f"{ANC}\n{LAHIR}",
    }
    write(cast, matriks, cast.yohana, 0, f"{ANC} 2026\n{LAHIR}")
    first.refresh_from_db()
    assert first.teks == f"{ANC} 2026"
    assert RencanaHasilKerja.objects.filter(skp=skp).count() == 2


@pytest.mark.parametrize("words", ["tidak ada peran", "No role"])
def test_an_empty_cell_is_undecided_and_no_role_is_a_decision(
    cast: Cast, matriks: Matriks, words: str
) -> None:
    assert queries.grid_of(matriks, on=TODAY).cell(row_of(matriks, cast.yohana).pk, "i1").decided is False
    sel = write(cast, matriks, cast.yohana, 0, words)
    assert (sel.tanpa_peran, sel.peran, sel.isi) == (True, (), "TIDAK ADA PERAN")
    sel = write(cast, matriks, cast.yohana, 0, "")
    assert (sel.decided, sel.version) == (False, 2)


def test_writing_what_stands_there_is_no_write(cast: Cast, matriks: Matriks) -> None:
    write(cast, matriks, cast.yohana, 0, ANC)
    event = last_event()
    assert write(cast, matriks, cast.yohana, 0, f"  {ANC} \n\n").version == 1
    assert last_event().pk == event.pk


def test_a_stale_cell_shows_what_stands_there_and_writes_nothing(cast: Cast, matriks: Matriks) -> None:
    write(cast, matriks, cast.yohana, 0, ANC)
    with pytest.raises(StaleCells) as refusal:
        write(cast, matriks, cast.yohana, 0, LAHIR, version=0)
    assert [(sel.isi, sel.version) for sel in refusal.value.cells] == [(ANC, 1)]
    assert list(PeranHasil.objects.values_list("teks", flat=True)) == [ANC]


def test_many_cells_are_written_together_or_not_at_all(cast: Cast, matriks: Matriks) -> None:
    keys = [item.key for item in queries.kolom_of(matriks)]
    yohana, markus = (row_of(matriks, person).pk for person in (cast.yohana, cast.markus))
    cells = [
        IsianSel.of_text(anggota_id=yohana, kolom=keys[0], version=0, isi=ANC),
        IsianSel.of_text(anggota_id=markus, kolom=keys[1], version=3, isi=LAHIR),
    ]
    by = cast.actor(cast.hendrika)
    with pytest.raises(StaleCells):
        operations.write_cells(matriks=matriks, cells=cells, by=by, at=NOW)
    assert not SelMatriks.objects.exists()
    cells[1] = IsianSel.of_text(anggota_id=markus, kolom=keys[1], version=0, isi=LAHIR)
    operations.write_cells(matriks=matriks, cells=cells, by=by, at=NOW)
    event = last_event()
    assert (event.kind, event.data["count"]) == ("planning.matriks_filled", 2)
    assert [item["after"] for item in event.data["cells"]] == [ANC, LAHIR]


@pytest.mark.parametrize("name", ["yohana", "paulus", "lusia", "agus", "stefanus"])
def test_nobody_else_writes_a_cell(cast: Cast, matriks: Matriks, name: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        write(cast, matriks, cast.yohana, 0, ANC, by=getattr(cast, name))
    assert refusal.value.code == "planning.not_matrix_leader"


def test_cells_of_other_matrices_and_other_columns_are_refused(cast: Cast, matriks: Matriks) -> None:
    by, row = cast.actor(cast.hendrika), row_of(matriks, cast.yohana)
    own = queries.kolom_of(matriks)[0].key
    for anggota_id, kolom in (
        (999_999, own),
        (row.pk, "i999999"),
        (row.pk, "r1"),
        (row.pk, "x1"),
        (row.pk, "i"),
    ):
        with pytest.raises(Invalid) as refusal:
            operations.write_cell(
                matriks=matriks,
                anggota_id=anggota_id,
                kolom=kolom,
                version=0,
                peran=[IsianPeran(teks=ANC)],
                by=by,
                at=NOW,
            )
        assert refusal.value.code == "planning.no_such_cell"


def test_a_role_for_a_set_skp_waits_and_nothing_is_changed_there(
    cast: Cast, matriks: Matriks, submitted: Begin
) -> None:
    skp = submitted(cast.yohana)
    operations.set_skp(skp=skp, version=skp.version, by=cast.actor(cast.hendrika), at=NOW, issue=False)
    before = list(RencanaHasilKerja.objects.filter(skp=skp).values())
    sel = write(cast, matriks, cast.yohana, 0, ANC)
    assert [item.menunggu for item in sel.peran] == [True]
    assert list(RencanaHasilKerja.objects.filter(skp=skp).values()) == before
    assert [(item.teks, item.keadaan) for item in queries.roles_waiting(skp)] == [(ANC, "menunggu")]


def test_a_waiting_role_enters_when_the_skp_is_returned(
    cast: Cast, matriks: Matriks, submitted: Begin, django_capture_on_commit_callbacks: Any
) -> None:
    skp = submitted(cast.yohana)
    write(cast, matriks, cast.yohana, 0, ANC)
    with django_capture_on_commit_callbacks(execute=True):
        operations.return_skp(
            skp=skp, version=skp.version, notes=[("", "Lihat matriks")], by=cast.actor(cast.hendrika), at=NOW
        )
    assert RencanaHasilKerja.objects.filter(skp=skp, teks=ANC, sumber="mph").count() == 1
    assert last_event().kind == "planning.peran_taken_in"


@pytest.mark.parametrize("many", [False, True])
def test_a_role_without_skp_enters_when_the_draft_is_made(
    cast: Cast, matriks: Matriks, draft: Begin, many: bool, django_capture_on_commit_callbacks: Any
) -> None:
    write(cast, matriks, cast.yohana, 0, ANC)
    assert not Skp.objects.filter(pegawai=cast.yohana).exists()
    with django_capture_on_commit_callbacks(execute=True):
        if many:
            operations.draft_many(
                periode=cast.periode,
                penugasan_ids=[cast.penugasan(cast.yohana).pk],
                by=cast.actor(cast.lusia),
                at=NOW,
            )
        else:
            draft(cast.yohana)
    assert RencanaHasilKerja.objects.get(skp__pegawai=cast.yohana).teks == ANC


def test_replacing_the_whole_contents_keeps_the_link(
    cast: Cast, matriks: Matriks, draft: Begin, django_capture_on_commit_callbacks: Any
) -> None:
    skp = draft(cast.yohana)
    write(cast, matriks, cast.yohana, 0, f"{ANC}\n{LAHIR}")
    skp.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        operations.fill_skp(
            skp=skp, version=skp.version, rhk=[IsianRhk(teks=ANC)], by=cast.actor(cast.yohana), at=NOW
        )
    row = RencanaHasilKerja.objects.get(skp=skp)
    assert list(PeranHasil.objects.order_by("urutan").values_list("rhk_id", flat=True)) == [row.pk, None]
    assert row.intervensi_indikator_id is not None
    assert [(item.teks, item.keadaan) for item in queries.roles_waiting(skp)] == [(LAHIR, "dihapus")]


def test_a_result_that_says_the_same_is_linked_and_not_written_twice(
    cast: Cast, matriks: Matriks, draft: Begin
) -> None:
    skp = draft(cast.yohana)
    row = operations.add_rhk(skp=skp, version=0, rhk=IsianRhk(teks=ANC), by=cast.actor(cast.yohana), at=NOW)
    write(cast, matriks, cast.yohana, 0, ANC)
    write(cast, matriks, cast.yohana, 1, ANC)
    assert list(PeranHasil.objects.values_list("rhk_id", flat=True)) == [row.pk, row.pk]
    assert RencanaHasilKerja.objects.filter(skp=skp).count() == 1
    row.refresh_from_db()
    assert row.intervensi_id == matriks.skp.rencana_hasil_kerja.get(urutan=1).pk
    write(cast, matriks, cast.yohana, 1, LAHIR)
    assert sorted(RencanaHasilKerja.objects.filter(skp=skp).values_list("teks", flat=True)) == [ANC, LAHIR]


def test_words_of_the_owner_are_never_overwritten(cast: Cast, matriks: Matriks, draft: Begin) -> None:
    skp = draft(cast.yohana)
    write(cast, matriks, cast.yohana, 0, ANC)
    skp.refresh_from_db()
    row, by = skp.rencana_hasil_kerja.get(), cast.actor(cast.yohana)
    operations.change_rhk(
        skp=skp, version=skp.version, rhk_id=row.pk, rhk=IsianRhk(teks="Kalimat saya"), by=by, at=NOW
    )
    write(cast, matriks, cast.yohana, 0, LAHIR)
    row.refresh_from_db()
    assert row.teks == "Kalimat saya"
    waiting = queries.roles_waiting(skp)
    assert [(item.teks, item.rhk_teks, item.keadaan) for item in waiting] == [(LAHIR, "Kalimat saya", "beda")]
    skp.refresh_from_db()
    operations.settle_role(skp=skp, version=skp.version, peran_id=waiting[0].id, act="pakai", by=by, at=NOW)
    row.refresh_from_db()
    assert (row.teks, queries.roles_waiting(skp)) == (LAHIR, [])
    assert last_event().kind == "planning.peran_settled"


def test_a_result_that_the_owner_removed_does_not_come_back_by_itself(
    cast: Cast, matriks: Matriks, draft: Begin
) -> None:
    skp = draft(cast.yohana)
    write(cast, matriks, cast.yohana, 0, ANC)
    skp.refresh_from_db()
    by = cast.actor(cast.yohana)
    operations.remove_rhk(
        skp=skp, version=skp.version, rhk_id=skp.rencana_hasil_kerja.get().pk, by=by, at=NOW
    )
    write(cast, matriks, cast.yohana, 0, f"{ANC}\n{LAHIR}")
    assert [item.teks for item in skp.rencana_hasil_kerja.all()] == [LAHIR]
    waiting = queries.roles_waiting(skp)
    assert [(item.teks, item.keadaan) for item in waiting] == [(ANC, "dihapus")]
    skp.refresh_from_db()
    operations.settle_role(skp=skp, version=skp.version, peran_id=waiting[0].id, act="pakai", by=by, at=NOW)
    assert RencanaHasilKerja.objects.filter(skp=skp, teks=ANC).exists()


def test_a_role_taken_away_goes_unless_somebody_wrote_below_it(
    cast: Cast, matriks: Matriks, draft: Begin
) -> None:
    skp = draft(cast.yohana)
    write(cast, matriks, cast.yohana, 0, f"{ANC}\n{LAHIR}")
    skp.refresh_from_db()
    kept, by = skp.rencana_hasil_kerja.get(teks=LAHIR), cast.actor(cast.yohana)
    operations.add_indikator(
        skp=skp,
        version=skp.version,
        rhk_id=kept.pk,
        indikator=IsianIndikator(teks="Ukuran saya"),
        by=by,
        at=NOW,
    )
    sel = write(cast, matriks, cast.yohana, 0, "")
    assert sel.decided is False
    assert [item.teks for item in RencanaHasilKerja.objects.filter(skp=skp)] == [LAHIR]
    waiting = queries.roles_waiting(skp)
    assert [(item.teks, item.keadaan) for item in waiting] == [(LAHIR, "dicabut")]
    skp.refresh_from_db()
    with pytest.raises(NotAllowed):
        operations.settle_role(
            skp=skp,
            version=skp.version,
            peran_id=waiting[0].id,
            act="hapus",
            by=cast.actor(cast.hendrika),
            at=NOW,
        )
    with pytest.raises(Stale):
        operations.settle_role(skp=skp, version=0, peran_id=waiting[0].id, act="hapus", by=by, at=NOW)
    operations.settle_role(
        skp=skp,
        version=skp.version,
        peran_id=waiting[0].id,
        act="pertahankan",
        by=cast.actor(cast.hendrika),
        at=NOW,
    )
    assert Indikator.objects.filter(teks="Ukuran saya").exists()
    assert queries.roles_waiting(skp) == []


def test_undoing_the_removal_finds_the_same_result_again(cast: Cast, matriks: Matriks, draft: Begin) -> None:
    skp = draft(cast.yohana)
    write(cast, matriks, cast.yohana, 0, ANC)
    skp.refresh_from_db()
    row = skp.rencana_hasil_kerja.get()
    operations.add_indikator(
        skp=skp,
        version=skp.version,
        rhk_id=row.pk,
        indikator=IsianIndikator(teks="Ukuran saya"),
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    write(cast, matriks, cast.yohana, 0, "")
    sel = write(cast, matriks, cast.yohana, 0, ANC)
    assert [item.rhk_id for item in sel.peran] == [row.pk]
    assert queries.roles_waiting(skp) == []


def test_a_share_becomes_the_target_and_must_add_up(cast: Cast, matriks: Matriks, draft: Begin) -> None:
    skp = draft(cast.yohana, "kuantitatif")
    key = queries.kolom_of(matriks)[1]
    assert key.indikator_id is not None
    by = cast.actor(cast.hendrika)
    operations.choose_cascading(
        matriks=matriks, indikator_id=key.indikator_id, metode="beban", before="", by=by, at=NOW
    )
    assert last_event().kind == "planning.cascading_chosen"
    with pytest.raises(Stale):
        operations.choose_cascading(
            matriks=matriks, indikator_id=key.indikator_id, metode="aspek", before="", by=by, at=NOW
        )
    write(cast, matriks, cast.yohana, 1, "Kunjungan rumah di timur meningkat [4 kunjungan]")
    made = Indikator.objects.get(rhk__skp=skp)
    assert (made.teks, made.target_minimum, made.satuan, made.aspek) == (
        "Jumlah kunjungan rumah",
        Decimal(4),
        "kunjungan",
        "kuantitas",
    )
    state = queries.states_of(queries.kolom_of(matriks))
    assert (state[key.key].code, state[key.key].selisih, state[key.key].warns) == (
        "cascading.kurang",
        Decimal(-6),
        True,
    )
    write(cast, matriks, cast.markus, 1, "Kunjungan rumah di barat meningkat [6]")
    assert queries.states_of(queries.kolom_of(matriks))[key.key].code == "cascading.sama"
    write(cast, matriks, cast.yohana, 1, "Kunjungan rumah di timur meningkat [5,5 kunjungan]")
    made.refresh_from_db()
    assert made.target_minimum == Decimal("5.5")
    assert queries.states_of(queries.kolom_of(matriks))[key.key].selisih == Decimal("1.5")
    write(cast, matriks, cast.markus, 1, "Kunjungan rumah di barat meningkat [6 desa]")
    assert queries.states_of(queries.kolom_of(matriks))[key.key].code == "cascading.angka_belum_lengkap"
    write(cast, matriks, cast.yohana, 1, "")
    assert not RencanaHasilKerja.objects.filter(skp=skp).exists()


def test_columns_outlive_a_leader_who_rewrites_the_skp(cast: Cast, matriks: Matriks) -> None:
    write(cast, matriks, cast.yohana, 0, ANC)
    write(cast, matriks, cast.yohana, 1, LAHIR)
    skp = Skp.objects.get(pk=matriks.skp_id)
    operations.fill_skp(
        skp=skp,
        version=skp.version,
        rhk=[
            IsianRhk(
                teks="Pelayanan kesehatan ibu membaik",
                indikator=(IsianIndikator(teks="Ibu hamil puas dengan layanan ANC"),),
            )
        ],
        by=cast.actor(cast.hendrika),
        at=NOW,
    )
    columns = queries.kolom_of(matriks)
    assert [(item.teks, item.lama) for item in columns] == [
        ("Ibu hamil puas dengan layanan ANC", False),
        ("Jumlah kunjungan rumah", True),
    ]
    grid = queries.grid_of(matriks, on=TODAY)
    row = row_of(matriks, cast.yohana).pk
    assert [grid.cell(row, item.key).isi for item in columns] == [ANC, LAHIR]
    write(cast, matriks, cast.yohana, 0, f"{ANC} lagi")
    write(cast, matriks, cast.yohana, 1, "")
    assert PeranHasil.objects.get().teks == f"{ANC} lagi"


@pytest.mark.parametrize("people", [1, 3])
def test_a_matrix_opens_with_the_same_queries_whatever_its_size(
    cast: Cast, matriks: Matriks, people: int
) -> None:
    extra = [cast.rosa, cast.agus, cast.lusia][: people - 1]
    for number, person in enumerate(extra, start=10):
        AnggotaMatriks.objects.create(
            matriks=matriks, pegawai=person, urutan=number, requested_at=NOW, start_date=TODAY
        )
    for person in [cast.yohana, *extra]:
        write(cast, matriks, person, 0, f"{ANC}\n{LAHIR}")
    actor = cast.actor(cast.hendrika)
    with CaptureQueriesContext(connection) as captured:
        grid = queries.grid_of(queries.matriks_for(actor, matriks.pk), on=TODAY)
    assert len(captured) == 6
    assert len(grid.baris) == 2 + len(extra)


def test_a_role_never_closes_a_circle(cast: Cast, matriks: Matriks, draft: Begin) -> None:
    skp = draft(cast.yohana)
    skp = operations.fill_skp(
        skp=skp, version=skp.version, rhk=[IsianRhk(teks=ANC)], by=cast.actor(cast.yohana), at=NOW
    )
    own = skp.rencana_hasil_kerja.get()
    above = matriks.skp.rencana_hasil_kerja.order_by("urutan")[0]
    RencanaHasilKerja.objects.filter(pk=above.pk).update(intervensi=own)
    write(cast, matriks, cast.yohana, 0, ANC)
    own.refresh_from_db()
    assert own.intervensi_id is None
    assert PeranHasil.objects.get().rhk_id == own.pk
    RencanaHasilKerja.objects.filter(pk=above.pk).update(intervensi=None)
    write(cast, matriks, cast.yohana, 1, ANC)
    own.refresh_from_db()
    assert own.intervensi_id is not None
