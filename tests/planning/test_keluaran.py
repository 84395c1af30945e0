"""Key outputs of a workblock come up as proposals in the matrix of the same leader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.models import ButirWorkblock, Matriks, RencanaHasilKerja, Skp
from kasuari.planning.operations import IsianWorkblock
from tests.cast import NOW, Cast
from tests.planning.test_matriks import ANC, LAHIR, leader_skp, matriks, row_of, write

__all__ = ["leader_skp", "matriks"]
SignIn = Callable[[Pegawai], Client]


@pytest.fixture
def outputs(cast: Cast, matriks: Matriks) -> list[queries.Keluaran]:
    """Two outputs of a workblock for the first indikator; one more of a workblock that names none."""
    first = queries.kolom_of(matriks)[0]
    for given in (
        {"indikator_id": first.indikator_id, "keluaran_rutin": (ANC,), "keluaran_transformatif": (LAHIR,)},
        {"judul": "Tanpa indikator", "keluaran_rutin": ("Keluaran lain",)},
    ):
        operations.add_workblock(
            skp=matriks.skp,
            workblock=IsianWorkblock(**{"judul": "Kelas ibu hamil di kampung", **given}),  # type: ignore[arg-type]
            by=cast.actor(cast.hendrika),
            at=NOW,
        )
    return queries.keluaran_of(matriks, queries.kolom_of(matriks))


def carry(cast: Cast, matriks: Matriks, output: queries.Keluaran, who: Pegawai, by: Pegawai) -> queries.Sel:
    return operations.carry_output(
        matriks=matriks,
        butir_id=output.id,
        anggota_id=row_of(matriks, who).pk,
        by=cast.actor(by),
        at=NOW,
    )


def test_outputs_are_proposed_in_the_column_of_their_indikator(
    matriks: Matriks, outputs: list[queries.Keluaran]
) -> None:
    first = queries.kolom_of(matriks)[0].key
    found = [(item.kolom, item.teks, item.transformatif, item.pemikul) for item in outputs]
    assert found == [(first, ANC, False, ()), (first, LAHIR, True, ())]


def test_an_output_becomes_a_role_beside_those_that_stand_and_only_once(
    cast: Cast, matriks: Matriks, outputs: list[queries.Keluaran], draft: Callable[..., Skp]
) -> None:
    draft(cast.yohana)
    row = row_of(matriks, cast.yohana)
    write(cast, matriks, cast.yohana, 0, "Rujukan tercatat")
    carry(cast, matriks, outputs[0], cast.yohana, cast.hendrika)
    before = AuditEntry.objects.count()
    sel = carry(cast, matriks, outputs[0], cast.yohana, cast.hendrika)
    assert AuditEntry.objects.count() == before
    assert sel.isi == f"Rujukan tercatat\n{ANC}"
    (first, second) = queries.keluaran_of(matriks, queries.kolom_of(matriks))
    assert [anggota for anggota, _name in first.pemikul] == [row.pk]
    assert second.pemikul == ()
    assert RencanaHasilKerja.objects.filter(skp__pegawai=cast.yohana, teks=ANC, sumber="mph").count() == 1


def test_no_role_gives_way_to_an_output(
    cast: Cast, matriks: Matriks, outputs: list[queries.Keluaran]
) -> None:
    write(cast, matriks, cast.markus, 0, queries.TIDAK_ADA_PERAN)
    assert carry(cast, matriks, outputs[1], cast.markus, cast.hendrika).isi == LAHIR


def test_only_the_leader_and_only_outputs_of_this_matrix(
    cast: Cast, matriks: Matriks, outputs: list[queries.Keluaran]
) -> None:
    with pytest.raises(NotAllowed, match=r"planning\.not_matrix_leader"):
        carry(cast, matriks, outputs[0], cast.markus, cast.yohana)
    strategy = ButirWorkblock.objects.get(teks="Keluaran lain").pk
    with pytest.raises(Invalid, match=r"planning\.no_such_part"):
        operations.carry_output(
            matriks=matriks,
            butir_id=strategy,
            anggota_id=row_of(matriks, cast.markus).pk,
            by=cast.actor(cast.hendrika),
            at=NOW,
        )


def test_the_pages_offer_what_nobody_carries_yet(
    cast: Cast, matriks: Matriks, outputs: list[queries.Keluaran], sign_in: SignIn
) -> None:
    leader, row = sign_in(cast.hendrika), row_of(matriks, cast.markus)
    kolom, home = outputs[0].kolom, f"/matriks/{matriks.pk}/"
    assert "Keluaran kunci workblock belum dipikul" in leader.get(home).content.decode()
    answer = leader.post(
        f"{home}kolom/{kolom}/usulan/", {"butir": outputs[0].id, "anggota": row.pk}, follow=True
    )
    shown = answer.content.decode()
    assert "Dipikul Markus" in shown
    assert "Belum ada yang memikul" in shown
    page = leader.get(f"{home}pegawai/{row.pk}/").content.decode()
    key = f"{row.pk}:{kolom}"
    assert f'name="usul:{key}" value="{LAHIR}"' in page
    assert f'name="usul:{key}" value="{ANC}"' not in page
    form: dict[str, Any] = {f"versi:{key}": 1, f"semula:{key}": ANC, f"isi:{key}": ANC, f"usul:{key}": LAHIR}
    assert leader.post(f"{home}pegawai/{row.pk}/", form).status_code == 302
    assert queries.cells_of(queries.kolom_of(matriks), [row.pk])[row.pk, kolom].isi == f"{ANC}\n{LAHIR}"
    assert "Keluaran kunci workblock belum dipikul" not in leader.get(home).content.decode()
    assert leader.post(f"{home}kolom/{kolom}/usulan/", {"butir": "x"}).status_code == 422


def test_proposals_cost_three_queries_however_many(
    cast: Cast, matriks: Matriks, outputs: list[queries.Keluaran]
) -> None:
    carry(cast, matriks, outputs[0], cast.markus, cast.hendrika)
    columns = queries.kolom_of(matriks)
    workblock_id = ButirWorkblock.objects.get(pk=outputs[0].id).workblock_id
    for count in (2, 3):
        with CaptureQueriesContext(connection) as seen:
            assert len(queries.keluaran_of(matriks, columns)) == count
        assert len(seen) == 3
        ButirWorkblock.objects.create(
            workblock_id=workblock_id, bagian="keluaran", sifat="rutin", urutan=7 + count, teks="Satu lagi"
        )
