"""The manual indikator (format A.1.3): written with the SKP, wajib where not all understand, printed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.models import Indikator, ManualIndikator, Skp
from kasuari.planning.operations import IsianIndikator, IsianManual, IsianRhk
from kasuari.planning.printing import paper
from tests.cast import NOW, Cast
from tests.documents.paper import open_pdf, squeezed, whole_text
from tests.planning.conftest import LAMPIRAN, later
from tests.planning.strategi_examples import MANUALS, isian_manual, printed_manual
from tests.planning.test_rest import Caller
from tests.planning_builder import indikator_of, set_skp_for

Begin = Callable[..., Skp]
SignIn = Callable[[Pegawai], Client]
APPROACH = {"SKP-1": "kuantitatif", "SKP-2": "kuantitatif", "SKP-3": "kualitatif"}


def _plan(cast: Cast, draft: Begin, raw: dict[str, Any]) -> tuple[Skp, Indikator]:
    """A draft of Paulus, who leads a dinas, with the result and the indikator of a worked manual."""
    skp = draft(cast.paulus, APPROACH[raw["skp"]])
    item = IsianIndikator(teks=raw["indikator"], perspektif="anggaran", target_teks="18% keluarga sehat")
    operations.fill_skp(
        skp=skp,
        version=skp.version,
        rhk=[IsianRhk(teks=raw["rhk"], penugasan_dari="Gubernur", indikator=(item,))],
        lampiran=LAMPIRAN,
        by=cast.actor(cast.paulus),
        at=NOW,
    )
    return skp, indikator_of(skp)[0]


def _write(cast: Cast, skp: Skp, row: Indikator, manual: IsianManual, **given: Any) -> Indikator:
    return operations.write_manual(
        skp=skp,
        version=given.get("version", skp.version),
        indikator_id=row.pk,
        manual=manual,
        by=cast.actor(given.get("by", cast.paulus)),
        at=later(1),
    )


@pytest.mark.parametrize("raw", MANUALS, ids=[item["tabel"] for item in MANUALS])
def test_a_worked_manual_of_the_annex_is_printed_word_for_word(
    cast: Cast, draft: Begin, raw: dict[str, Any]
) -> None:
    skp, row = _plan(cast, draft, raw)
    _write(cast, skp, row, isian_manual(raw))
    content = paper(
        skp=queries.skp_for(cast.actor(cast.paulus), skp.pk), kind="A.1.3", by=cast.actor(cast.paulus), at=NOW
    )
    pages = open_pdf(content).pages
    text = squeezed("".join(page.extract_text() for page in pages))
    expected = squeezed("".join(printed_manual(raw)))
    # Between the head and the foot of the page stands the table of the annex and nothing else.
    assert len(pages) == 1
    head = squeezed(
        "MANUAL INDIKATOR KINERJA SKP PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"
        "Pemerintah Provinsi Papua Selatan PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2026"
    )
    foot = squeezed("Format A.1.3 PermenPANRB 6/2022Halaman 1 dari 1")
    assert sorted(text.replace(foot, "")) == sorted(f"DRAF{head}DESKRIPSI{expected}")
    assert expected in text.replace("DESKRIPSI", "")
    assert head in text


def test_a_manual_stands_behind_the_skp_on_its_own_page(cast: Cast, draft: Begin) -> None:
    skp, row = _plan(cast, draft, MANUALS[2])
    _write(cast, skp, row, isian_manual(MANUALS[2]))
    actor = cast.actor(cast.paulus)
    skp = queries.skp_for(actor, skp.pk)
    alone = open_pdf(paper(skp=skp, kind="A.1.1", by=actor, at=NOW))
    both = paper(skp=skp, kind="A.1.1+A.1.3", by=actor, at=NOW)
    assert len(open_pdf(both).pages) == len(alone.pages) + 1
    last = squeezed(open_pdf(both).pages[-1].extract_text()).replace("DESKRIPSI", "")
    assert squeezed("".join(printed_manual(MANUALS[2]))) in last
    assert "MANUAL INDIKATOR" not in "".join(page.extract_text() for page in alone.pages)


def test_a_set_skp_prints_the_manual_as_it_was_frozen(cast: Cast, draft: Begin) -> None:
    skp, row = _plan(cast, draft, MANUALS[2])
    _write(cast, skp, row, isian_manual(MANUALS[2]))
    owner, penilai = cast.actor(cast.paulus), cast.actor(Pegawai.objects.get(pk=skp.penilai_id))
    operations.submit_skp(skp=skp, version=skp.version, by=owner, at=later(2))
    operations.set_skp(skp=skp, version=skp.version, by=penilai, at=later(3), issue=False)
    ManualIndikator.objects.update(tujuan="Lain sama sekali")
    skp = queries.skp_for(owner, skp.pk)
    text = whole_text(paper(skp=skp, kind="A.1.3", by=owner, at=later(4)))
    assert MANUALS[2]["tujuan"] in text
    assert "Lain sama sekali" not in text
    assert "DRAF" not in text


def test_writing_records_one_event_and_the_columns_that_changed(cast: Cast, draft: Begin) -> None:
    skp, row = _plan(cast, draft, MANUALS[0])
    before, version = AuditEntry.objects.count(), skp.version
    _write(cast, skp, row, isian_manual(MANUALS[0]))
    entry = AuditEntry.objects.order_by("-pk")[0]
    assert (AuditEntry.objects.count(), skp.version) == (before + 1, version + 1)
    assert (entry.kind, entry.data["lengkap"]) == ("planning.manual_written", True)
    _write(cast, skp, row, isian_manual(MANUALS[0], satuan="Indeks"))
    assert AuditEntry.objects.order_by("-pk")[0].data["changed"] == ["satuan"]
    _write(cast, skp, row, isian_manual(MANUALS[0], satuan="Indeks"))
    assert AuditEntry.objects.count() == before + 2
    _write(cast, skp, row, IsianManual())
    assert not ManualIndikator.objects.exists()


def test_only_the_owner_writes_and_only_with_the_version_that_stands(cast: Cast, draft: Begin) -> None:
    skp, row = _plan(cast, draft, MANUALS[0])
    with pytest.raises(NotAllowed, match="not_owner"):
        _write(cast, skp, row, isian_manual(MANUALS[0]), by=cast.maria)
    with pytest.raises(Stale):
        _write(cast, skp, row, isian_manual(MANUALS[0]), version=skp.version - 1)
    with pytest.raises(Invalid) as refused:
        _write(cast, skp, row, isian_manual(MANUALS[0], kualitas="output_kendali_tinggi"))
    assert [item.path for item in refused.value.problems] == [f"manual/{row.pk}/kualitas"]
    assert not ManualIndikator.objects.exists()


def test_an_indikator_that_is_not_understood_holds_the_skp_back(cast: Cast, draft: Begin) -> None:
    skp, row = _plan(cast, draft, MANUALS[0])
    actor = cast.actor(cast.paulus)
    _write(cast, skp, row, IsianManual(dipahami=False, tujuan="Mengetahui"))
    wajib = queries.shortcomings(queries.skp_for(actor, skp.pk), on=skp.start_date).wajib
    path = f"hasil_kerja/{row.rhk_id}/indikator/{row.pk}/manual"
    assert [(item.code, item.path) for item in wajib] == [("skp.manual.belum_lengkap", path)]
    with pytest.raises(Invalid, match="incomplete"):
        operations.submit_skp(skp=skp, version=skp.version, by=actor, at=later(2))
    _write(cast, skp, row, IsianManual(dipahami=True, tujuan="Mengetahui"))
    assert queries.shortcomings(queries.skp_for(actor, skp.pk), on=skp.start_date).wajib == ()
    operations.submit_skp(skp=skp, version=skp.version, by=actor, at=later(3))


def test_replacing_the_contents_keeps_the_manual_of_the_same_words(cast: Cast, draft: Begin) -> None:
    skp, row = _plan(cast, draft, MANUALS[0])
    _write(cast, skp, row, isian_manual(MANUALS[0]))
    block = operations.add_workblock(
        skp=skp,
        workblock=operations.IsianWorkblock(judul="Pendampingan", indikator_id=row.pk),
        by=cast.actor(cast.paulus),
        at=NOW,
    )
    _plan(cast, draft, MANUALS[0])
    kept = ManualIndikator.objects.get()
    assert (kept.tujuan, kept.indikator_id != row.pk) == (MANUALS[0]["tujuan"], True)
    block.refresh_from_db()
    assert block.indikator_id == kept.indikator_id
    _plan(cast, draft, MANUALS[1])
    assert not ManualIndikator.objects.exists()
    block.refresh_from_db()
    assert block.indikator_id is None


def test_everybody_of_the_agency_reads_the_manual_of_a_leader_once_handed_in(cast: Cast) -> None:
    head = indikator_of(set_skp_for(cast, cast.paulus, cast.maria, format="A.1.2", state="draf"))[0]
    midwife = indikator_of(set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus))[0]
    for row in (head, midwife):
        ManualIndikator.objects.create(indikator=row, tujuan="Mengetahui")

    def read(pegawai: Pegawai, row: Indikator) -> bool:
        try:
            queries.indikator_with_manual(cast.actor(pegawai), row.pk)
        except Http404:
            return False
        return True

    set_skp_for(cast, cast.hendrika, cast.paulus, state="draf")
    people = (cast.paulus, cast.maria, cast.hendrika, cast.rosa, cast.agus)
    assert [read(person, head) for person in people] == [True, True, True, False, True]
    Skp.objects.filter(pk=head.rhk.skp_id).update(state="diajukan")
    assert [read(person, head) for person in people] == [True] * 5
    assert [read(person, midwife) for person in people] == [True, True, True, False, True]


def test_the_pages_say_how_far_the_manuals_are(cast: Cast, draft: Begin, sign_in: SignIn) -> None:
    skp, row = _plan(cast, draft, MANUALS[2])
    client = sign_in(cast.paulus)
    page = client.get(f"/skp/{skp.pk}/").content.decode()
    assert "manual belum lengkap" in page
    assert "0 dari 1 indikator bermanual lengkap" in page
    form = client.get(f"/skp/{skp.pk}/manual/{row.pk}/").content.decode()
    assert 'value="Persen"' in form
    assert "Output kendali sedang" not in form
    sent = {"version": skp.version, "dipahami": "belum", "tujuan": "Mengetahui", "kualitas": "outcome"}
    answer = client.post(f"/skp/{skp.pk}/manual/{row.pk}/", sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/skp/{skp.pk}/manual/")
    assert "definisi, sumber data, periode pelaporan" in client.get(f"/skp/{skp.pk}/manual/").content.decode()
    assert "1 manual wajib dilengkapi" in client.get(f"/skp/{skp.pk}/").content.decode()
    draft_answer = client.post(
        f"/skp/{skp.pk}/manual/{row.pk}/", {**sent, "version": skp.version}, headers={"X-Autosave": "1"}
    )
    assert draft_answer.status_code == 409
    assert client.get(f"/manual-indikator/{row.pk}/cetak/").content.startswith(b"%PDF")


def test_the_manuals_cost_the_same_with_one_and_three_indikator(cast: Cast, sign_in: SignIn) -> None:
    counts = set()
    for person, number in ((cast.yohana, 1), (cast.markus, 3)):
        skp = set_skp_for(cast, person, cast.hendrika, state="draf", rhk=number, indikator=number)
        client = sign_in(person)
        client.get("/skp/")
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/skp/{skp.pk}/manual/").status_code == 200
        counts.add(len(caught))
    assert len(counts) == 1
    assert counts.pop() <= 9


def test_the_api_writes_and_reads_a_manual(cast: Cast, draft: Begin) -> None:
    skp, row = _plan(cast, draft, MANUALS[2])
    caller = Caller(cast, cast.paulus)
    path = f"/skp/{skp.pk}/manuals"
    assert [(item["lengkap"], item["diminta"], item["baseline"]) for item in caller.get(path).json()] == [
        (False, "disusun", None)
    ]
    sent = {"version": skp.version, "tujuan": "Mengetahui", "kualitas": "outcome", "dipahami": False}
    answer = caller.send(f"{path}/{row.pk}", sent, "put").json()
    assert (answer["diminta"], answer["kurang"]) == (
        "wajib",
        ["definisi", "sumber_data", "periode_pelaporan"],
    )
    assert caller.send(f"{path}/{row.pk}", sent, "put").status_code == 409


def test_baseline_and_direction_are_kept_and_missing_is_not_zero(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana, "kuantitatif")
    items = tuple(
        IsianIndikator(
            teks=f"Waktu tunggu {number}",
            aspek="waktu",
            target_jenis="angka",
            target_maksimum=Decimal(30),
            satuan="menit",
            arah="turun",
            baseline=baseline,
        )
        for number, baseline in enumerate((Decimal(45), None, Decimal(0)))
    )
    operations.fill_skp(
        skp=skp, version=0, rhk=[IsianRhk(teks="Hasil", indikator=items)], by=cast.actor(cast.yohana), at=NOW
    )
    actor = cast.actor(cast.yohana)
    rows = queries.contents(queries.skp_for(actor, skp.pk)).rhk[0].indikator
    assert [row.baseline_words for row in rows] == ["45 menit", "", "0 menit"]
    answer = Caller(cast, cast.yohana).get(f"/skp/{skp.pk}").json()
    given = [item["baseline"] for item in answer["hasil_kerja"][0]["indikator"]]
    assert [None if value is None else Decimal(value) for value in given] == [45, None, 0]
