"""The workblock (format A.1.4): a leader's working paper beside the SKP."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from kasuari.audit.models import AuditEntry
from kasuari.documents.operations import verification_mark
from kasuari.documents.queries import standing_of_file
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.models import Skp, Workblock
from kasuari.planning.operations import IsianWorkblock
from kasuari.planning.printing import workblock_paper
from tests.cast import NOW, Cast
from tests.documents.paper import open_pdf, squeezed
from tests.pk_builder import isian_pk
from tests.planning.conftest import later
from tests.planning.strategi_examples import WORKBLOCKS, isian_workblock, printed_workblock
from tests.planning_builder import indikator_of, set_skp_for

SignIn = Callable[[Pegawai], Client]


@pytest.fixture
def skp(cast: Cast) -> Skp:
    """The set SKP of Hendrika, who leads a puskesmas."""
    return set_skp_for(cast, cast.hendrika, cast.paulus, format="A.1.1")


def _add(cast: Cast, skp: Skp, workblock: IsianWorkblock) -> Workblock:
    return operations.add_workblock(skp=skp, workblock=workblock, by=cast.actor(cast.hendrika), at=NOW)


@pytest.mark.parametrize("raw", WORKBLOCKS, ids=[item["id"] for item in WORKBLOCKS])
def test_a_worked_workblock_of_the_annex_is_printed_word_for_word(
    cast: Cast, skp: Skp, raw: dict[str, Any]
) -> None:
    row = _add(cast, skp, isian_workblock(raw))
    printed = workblock_paper([row], skp=row.skp, by=cast.actor(cast.hendrika), at=NOW)
    pages, issued = open_pdf(printed).pages, standing_of_file(printed)[1]
    assert issued is not None
    text = squeezed("".join(page.extract_text() for page in pages))
    expected = squeezed("".join(printed_workblock(raw)))
    assert len(pages) == 1
    mark = f"Kode verifikasi {issued.code} · {verification_mark(issued.code).address}"
    foot = squeezed(f"Format A.1.4 PermenPANRB 6/2022 · {mark} Halaman 1 dari 1")
    assert sorted(text.replace(foot, "")) == sorted(expected)
    assert expected in text


def test_a_workblock_is_written_also_once_the_skp_is_set_and_touches_it_not(cast: Cast, skp: Skp) -> None:
    before = AuditEntry.objects.count()
    row = _add(cast, skp, isian_workblock(WORKBLOCKS[0], indikator_id=indikator_of(skp)[0].pk))
    assert _add(cast, skp, isian_workblock(WORKBLOCKS[0], indikator_id=indikator_of(skp)[0].pk)).pk == row.pk
    changed = isian_workblock(WORKBLOCKS[0], waktu="6 bulan", keluaran_rutin=("Satu keluaran",))
    by = cast.actor(cast.hendrika)
    operations.change_workblock(row=row, version=0, workblock=changed, by=by, at=later(1))
    kinds = list(AuditEntry.objects.order_by("pk").values_list("kind", flat=True))[before:]
    assert kinds == ["planning.workblock_added", "planning.workblock_changed"]
    assert AuditEntry.objects.order_by("-pk")[0].data["changed"] == [
        "indikator_id",
        "keluaran_rutin",
        "waktu",
    ]
    skp.refresh_from_db()
    assert (skp.version, skp.state) == (0, "ditetapkan")
    with pytest.raises(Stale):
        operations.change_workblock(row=row, version=0, workblock=changed, by=by, at=later(2))
    with pytest.raises(Stale):
        operations.remove_workblock(row=row, version=0, by=by, at=later(2))
    operations.remove_workblock(row=row, version=1, by=by, at=later(2))
    assert not Workblock.objects.exists()


def test_who_may_not_and_what_is_refused(cast: Cast, skp: Skp) -> None:
    with pytest.raises(NotAllowed, match="not_owner"):
        operations.add_workblock(
            skp=skp, workblock=IsianWorkblock(judul="Baru"), by=cast.actor(cast.paulus), at=NOW
        )
    with pytest.raises(Invalid) as refused:
        _add(cast, skp, IsianWorkblock(judul="  ", waktu="x" * 121))
    assert sorted(item.path for item in refused.value.problems) == ["judul", "waktu"]
    other = indikator_of(set_skp_for(cast, cast.rosa, cast.stefanus))[0]
    with pytest.raises(Invalid, match="no_such_part"):
        _add(cast, skp, IsianWorkblock(judul="Baru", indikator_id=other.pk))


def test_a_new_workblock_is_filled_with_what_is_known(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    row = indikator_of(skp)[0]
    source = operations.add_indikator_pk(
        unit=cast.dinkes,
        tahun=2026,
        isian=isian_pk(program="Program kesehatan ibu", anggaran=Decimal(1250000)),
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    row.indikator_pk = source
    row.save()
    found = queries.workblock_prefill(skp, row.pk)
    assert found["intervensi_teks"] == "Persentase kunjungan K4 ke-1.1: 80–90%"
    assert (found["waktu"], found["anggaran"]) == ("12 bulan", "Rp 1.250.000")
    client = sign_in(cast.hendrika)
    page = client.get(f"/skp/{skp.pk}/workblock/tambah/?indikator={row.pk}").content.decode()
    assert "80–90%" in page
    answer = client.post(
        f"/skp/{skp.pk}/workblock/tambah/",
        {"judul": "Kelas ibu", "indikator_id": row.pk, "keluaran_rutin": "Kelas berjalan\n\nIbu hadir"},
    )
    assert answer.status_code == 302
    made = Workblock.objects.get()
    assert queries.lines_of(made)["keluaran_rutin"] == ["Kelas berjalan", "Ibu hadir"]
    assert "Kelas berjalan" in client.get(f"/skp/{skp.pk}/workblock/").content.decode()
    assert client.post(f"/skp/{skp.pk}/workblock/tambah/", {"judul": ""}).status_code == 422
