"""Every special case of who evaluates whom (Lampiran BAB II B-C, BAB IV A, BAB V), each with its article.

`CASES` is the list: what happens, the point and page, and where it is tested. A missing place fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.evaluation import operations, printing, queries
from kasuari.evaluation.models import Evaluasi, HasilStudi, PenolakanTandaTangan
from kasuari.evaluation.operations.issuing import outcome_of
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai, PenetapanPenilai, Penugasan, RiwayatKedudukan, UnitKerja
from kasuari.organisation.queries import penilai_of
from kasuari.planning.models import Skp
from tests.cast import NOW, TODAY, Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]
ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "regulation" / "cases"

# (case, point of the annex of PermenPANRB 6/2022, page, file under tests/, a name in it)
CASES = [
    ("penilai permanently prevented", "IV A.2", 89, "regulation/cases/pelaku/pelaku_evaluasi.yaml",
     "a penilai permanently prevented is stood in for by the atasan, also within the window"),
    ("penilai away: the page", "IV A.2", 89, "evaluation/test_clocks.py",
     "test_a_penilai_who_is_away_is_stood_in_for"),
    ("delegation to Plt. and Plh.", "IV A.3", 89, "regulation/cases/kewenangan/penilai.yaml",
     "a Plh. with delegated authority does"),
    ("assigned by a pimpinan who is not the penilai", "IV A.4", 89,
     "regulation/cases/pelaku/boleh_menilai.yaml",
     "a pimpinan who gave an assignment and is not the penilai gives feedback and does not rate"),
    ("evaluated as Plt.", "IV A.5", 89, "regulation/cases/kewenangan/penilai.yaml",
     "a Plt. is rated above the unit led as Plt."),
    ("the Plt. has ended", "IV A.6", 89, "regulation/cases/kewenangan/penilai.yaml",
     "after the Plt. ends the definitive post counts again"),
    ("a JF as penilai", "IV A.7", 89, "regulation/cases/kewenangan/penilai.yaml",
     "a JF who leads a puskesmas rates its people"),
    ("penilai late", "IV A.11", 90, "evaluation/test_clocks.py",
     "test_the_atasan_evaluates_in_the_penilais_place_and_it_is_final"),
    ("Pegawai moved within a period", "IV A.13.a", 91, "evaluation/test_clocks.py",
     "test_a_pegawai_who_moved_is_evaluated_from_the_new_skp"),
    ("an earlier result kept after a move", "IV A.13.a", 91, "evaluation/test_special_cases.py",
     "test_who_moved_keeps_the_earlier_result_where_both_agree"),
    ("Pegawai moved within a year", "IV A.13.b", 91, "regulation/cases/pelaku/pelaku_evaluasi.yaml",
     "and for the year as well"),
    ("penilai moved outside the window", "IV A.14.a", 91, "evaluation/test_clocks.py",
     "test_a_penilai_who_moved_outside_the_window_does_not_evaluate"),
    ("penilai moved inside the window", "IV A.14.b", 91, "evaluation/test_clocks.py",
     "test_a_penilai_who_moved_inside_the_window_still_evaluates"),
    ("diperbantukan: home agency or appointed official", "IV A.15", 92, "evaluation/test_special_cases.py",
     "test_who_is_lent_out_is_rated_by_the_official_appointed_at_home"),
    ("tugas belajar: penilai of the home agency", "IV A.16", 92, "evaluation/test_special_cases.py",
     "test_a_study_is_written_down_by_its_owner_or_the_penilai"),
    ("tugas belajar: IPK in the country and abroad", "II B.5-6", 63,
     "regulation/cases/tugas_belajar/panduan_ipk.yaml", "s1 A from 3.51 sangat_baik"),
    ("tugas belajar: begun in the middle of the year", "II B.12", 64,
     "regulation/cases/perubahan/perlakuan_perubahan.yaml", "tugas_belajar"),
    ("tugas belajar not finished", "IV B.3.a.3.d", 100, "evaluation/test_special_cases.py",
     "test_a_study_not_finished_leaves_kurang_or_sangat_kurang"),
    ("dual posts", "IV A.5", 89, "planning/test_moved.py",
     "test_further_duties_run_beside_the_own_post"),
    ("CLTN", "II C.8.c", 66, "regulation/cases/kewenangan/wajib_skp.yaml", "cltn"),
    ("MPP", "II C.8.d", 66, "regulation/cases/kewenangan/wajib_skp.yaml", "mpp"),
    ("suspension", "II C.8.b", 66, "regulation/cases/kewenangan/wajib_skp.yaml", "pemberhentian_sementara"),
    ("exempt people do not keep a period open", "II C.8", 66, "evaluation/test_special_cases.py",
     "test_who_is_exempt_keeps_no_period_open"),
    ("PPPK, also part-time", "Pasal 1 and 4", 5, "evaluation/test_special_cases.py",
     "test_a_pppk_is_evaluated_as_a_pns_until_the_contract_ends"),
    ("refusal to sign", "V A.6", 115, "evaluation/test_special_cases.py",
     "test_a_refusal_is_noted_with_a_witness_and_every_clock_runs_on"),
    ("an SKP of zero days", "II C.6", 65, "evaluation/test_special_cases.py",
     "test_an_skp_of_zero_days_cannot_be"),
    ("a unit dissolved in the middle of the year", "IV A.2", 89, "evaluation/test_special_cases.py",
     "test_people_of_a_dissolved_unit_are_evaluated_by_the_atasan"),
    ("two penilai for the same days", "Pasal 1 angka 9", 4, "regulation/cases/kewenangan/penilai.yaml",
     "nor to a colleague who leads the same unit"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_every_special_case_has_its_test(case: tuple[str, str, int, str, str]) -> None:
    _what, point, page, file, name = case
    assert point
    assert page
    content = (ROOT / file).read_text(encoding="utf-8")
    wanted = f"def {name}(" if file.endswith(".py") else name
    assert re.sub(r"\s+", " ", wanted) in re.sub(r"\s+", " ", content)


@pytest.fixture
def studying(cast: Cast) -> Skp:
    """Yohana studies; her penilai in the home agency stays Hendrika."""
    RiwayatKedudukan.objects.filter(pegawai=cast.yohana).update(kedudukan="tugas_belajar")
    give_capaian(cast)
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)


def study(cast: Cast, skp: Skp, by: Pegawai | None = None, **changes: Any) -> HasilStudi:
    given: dict[str, Any] = {
        "skp": skp,
        "periode_evaluasi": cast.triwulan(2),
        "institusi": "Universitas Rekaan",
        "jenjang": "lanjut",
        "luar_negeri": False,
        "universitas": "B",
        "prodi": "A",
        "ipk": Decimal("3.40"),
        "kelulusan": "berjalan",
        "version": 0,
    }
    return operations.record_study(**(given | changes), by=cast.actor(by or cast.yohana), at=NOW)


def test_a_study_is_written_down_by_its_owner_or_the_penilai(cast: Cast, studying: Skp) -> None:
    row = study(cast, studying)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.kind, entry.data) == (
        "evaluation.study_recorded",
        {
            "periode_evaluasi_id": cast.triwulan(2).pk,
            "institusi": "Universitas Rekaan",
            "ipk": "3.40",
            "kelulusan": "berjalan",
        },
    )
    found = queries.study_of(studying, cast.triwulan(2))
    assert found is not None
    assert (found.guide.value, str(found.guide.basis[0])) == (
        "baik", "PermenPANRB 6/2022 Lampiran BAB II B.5 (hlm. 63)",
    )  # fmt: skip
    assert study(cast, studying, version=1).version == 1  # the same again
    assert study(cast, studying, by=cast.hendrika, version=row.version, ipk=None).ipk is None
    with pytest.raises(Stale):
        study(cast, studying, version=1, ipk=Decimal("3.90"))
    for wrong in ({"ipk": Decimal("4.20")}, {"institusi": " "}, {"prodi": ""}, {"kelulusan": "x"}):
        with pytest.raises(Invalid):
            study(cast, studying, version=2, **({"ipk": Decimal("3.00")} | wrong))
    with pytest.raises(NotAllowed):
        study(cast, studying, by=cast.paulus)
    signed = sign(cast, rate(cast, studying))
    assert signed.fakta["studi"]["ipk"] is None
    with pytest.raises(StateRefusal):
        study(cast, studying, version=2, ipk=Decimal("3.10"))


@pytest.mark.parametrize(
    ("perilaku", "predikat"), [("diatas", "kurang"), ("sesuai", "kurang"), ("dibawah", "sangat_kurang")]
)
def test_a_study_not_finished_leaves_kurang_or_sangat_kurang(
    cast: Cast, studying: Skp, perilaku: str, predikat: str
) -> None:
    study(cast, studying, kelulusan="tidak_selesai")
    draft = rate(cast, studying, rating_hasil_kerja="sesuai", rating_perilaku_kerja=perilaku)
    signed = sign(cast, draft)
    assert (signed.predikat, signed.predikat_code) == (
        predikat, f"predikat.tugas_belajar_tidak_lulus.{perilaku}",
    )  # fmt: skip
    assert "B.3.a.3.d" in signed.fakta["basis"][0]
    told = printing.penjelasan(signed.fakta, outcome_of(signed), acts=(), printed_at=NOW)
    assert told.rating_hasil_kerja is None  # no cell of the kuadran is marked
    shown = queries.explanation(queries.evaluasi_for(cast.actor(cast.hendrika), signed.pk), on=TODAY)
    assert not any(cell.here for line in shown.kuadran for cell in line)
    assert "Kuadran kinerja tidak dipakai" in told.penjelasan
    assert list(queries.recompute(cast.periode)) == [None]


def moved(cast: Cast) -> tuple[Evaluasi, Skp]:
    """Yohana has a result of triwulan I from Hendrika and works for Stefanus since 4 May."""
    give_capaian(cast, period=cast.triwulan(1))
    give_capaian(cast, unit=cast.puskesmas_lain)
    first = set_skp_for(cast, cast.yohana, cast.hendrika, last_date=date(2026, 5, 3))
    april = NOW.replace(month=4, day=2)
    result = sign(
        cast,
        rate(cast, first, at=april, periode_evaluasi=cast.triwulan(1), rating_hasil_kerja="diatas"),
        at=april,
    )
    post = Penugasan.objects.create(
        pegawai=cast.yohana,
        jabatan=cast.penugasan(cast.yohana).jabatan,
        unit=cast.puskesmas_lain,
        start_date=date(2026, 5, 4),
    )
    Penugasan.objects.filter(pegawai=cast.yohana).exclude(pk=post.pk).update(end_date=date(2026, 5, 4))
    new = set_skp_for(
        cast, cast.yohana, cast.stefanus, atasan=cast.paulus, penugasan=post, unit=post.unit,
        start_date=date(2026, 5, 4),
    )  # fmt: skip
    return result, new


def test_who_moved_keeps_the_earlier_result_where_both_agree(cast: Cast) -> None:
    result, new = moved(cast)
    period, penilai, owner = cast.triwulan(2), cast.actor(cast.stefanus), cast.actor(cast.yohana)
    for person in (cast.hendrika, cast.yohana, cast.paulus):
        with pytest.raises(NotAllowed):
            operations.propose_carry(skp=new, periode_evaluasi=period, by=cast.actor(person), at=NOW)
    with pytest.raises(Invalid) as refused:
        operations.propose_carry(skp=new, periode_evaluasi=cast.triwulan(3), by=penilai, at=NOW)
    assert refused.value.code == "evaluation.carry_not_moved"
    made = operations.propose_carry(skp=new, periode_evaluasi=period, by=penilai, at=NOW)
    assert made.sumber == result
    with pytest.raises(Stale):
        operations.propose_carry(skp=new, periode_evaluasi=period, by=penilai, at=NOW)
    with pytest.raises(Invalid):
        operations.use_carried(pakai=made, by=penilai, at=NOW)
    with pytest.raises(NotAllowed):
        operations.agree_carry(pakai=made, version=1, by=penilai, at=NOW)
    agreed = operations.agree_carry(pakai=queries.carry_for(new, period), version=1, by=owner, at=NOW)
    with pytest.raises(StateRefusal):
        operations.agree_carry(pakai=agreed, version=2, by=owner, at=NOW)
    draft = operations.use_carried(pakai=agreed, by=penilai, at=NOW)
    assert (draft.rating_hasil_kerja, draft.rating_perilaku_kerja) == ("diatas", "diatas")
    assert "A.13.a" in draft.alasan_hasil_kerja
    signed = sign(cast, draft, by=cast.stefanus)
    assert (signed.predikat, signed.capaian_unit_nama) == ("sangat_baik", "Puskesmas Wasur Permai")


def test_the_page_of_special_cases_leads_both_through(cast: Cast, sign_in: SignIn) -> None:
    _result, new = moved(cast)
    period = cast.triwulan(2)
    args = [new.pk, period.pk]
    penilai, owner = sign_in(cast.stefanus), sign_in(cast.yohana)
    assert (
        "Usulkan memakai hasil ini" in penilai.get(reverse("evaluation:special", args=args)).content.decode()
    )
    assert penilai.post(reverse("evaluation:carry_propose", args=args)).status_code == 302
    assert "Saya setuju" in owner.get(reverse("evaluation:special", args=args)).content.decode()
    assert owner.post(reverse("evaluation:carry_agree", args=args), {"version": 1}).status_code == 302
    assert penilai.post(reverse("evaluation:carry_use", args=args)).status_code == 302
    bad = {"institusi": "U", "jenjang": "s1", "ipk": "9", "kelulusan": "berjalan", "version": 0}
    assert owner.post(reverse("evaluation:study", args=args), bad).status_code == 422
    assert (
        owner.post(reverse("evaluation:study", args=args), bad | {"ipk": "", "luar_negeri": "on"}).status_code
        == 302
    )
    assert "Belum dapat dibaca" in owner.get(reverse("evaluation:special", args=args)).content.decode()
    assert sign_in(cast.markus).get(reverse("evaluation:special", args=args)).status_code == 404


def test_a_refusal_is_noted_with_a_witness_and_every_clock_runs_on(cast: Cast, sign_in: SignIn) -> None:
    """BAB V A.6 gives 14 working days and treats no refusal; what follows is ours."""
    give_capaian(cast)
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    delivered = deliver(cast, sign(cast, rate(cast, skp)))
    calendar = queries.fair_calendar(cast.instansi)
    before = [item.last_date for item in queries.clocks_of(delivered, calendar, on=TODAY)]
    done = {item.step: item.done_date for item in queries.clocks_of(delivered, calendar, on=TODAY)}
    assert {step.value for step, day in done.items() if day == TODAY} == {"penyampaian"}
    words = {
        "saksi_nama": "Markus Ndiken", "saksi_jabatan": "Perawat Terampil",
        "keterangan": "Di ruang kepala puskesmas, 24 Juni pukul 10.00.",
    }  # fmt: skip
    given: dict[str, Any] = {"evaluasi": delivered, "version": delivered.version, "at": NOW, **words}
    by = cast.actor(cast.hendrika)
    with pytest.raises(NotAllowed):
        operations.record_refusal(**given, by=cast.actor(cast.yohana))
    for wrong in ({"saksi_nama": "Yohana Basik-Basik"}, {"saksi_nama": ""}, {"keterangan": " "}):
        with pytest.raises(Invalid):
            operations.record_refusal(**(given | wrong), by=by)
    client = sign_in(cast.hendrika)
    url = reverse("evaluation:refuse", args=[delivered.pk])
    assert client.post(url, words | {"saksi_nama": "", "version": delivered.version}).status_code == 422
    assert client.post(url, words | {"version": delivered.version}).status_code == 302
    row = queries.evaluasi_for(by, delivered.pk)
    assert PenolakanTandaTangan.objects.get().saksi_nama == "Markus Ndiken"
    assert (row.state, [item.last_date for item in queries.clocks_of(row, calendar, on=TODAY)]) == (
        "disampaikan", before,
    )  # fmt: skip
    assert (
        "dengan saksi Markus Ndiken"
        in client.get(reverse("evaluation:result", args=[row.pk])).content.decode()
    )
    todo = queries.checklist(cast.triwulan(2), calendar=calendar, on=TODAY)
    assert todo.counts[queries.Hal.BELUM_DITERIMA] == 0
    with pytest.raises(StateRefusal):
        operations.record_refusal(**(given | {"version": row.version, "evaluasi": row}), by=by)
    received = operations.acknowledge_evaluasi(
        evaluasi=queries.evaluasi_for(by, row.pk), version=row.version, tanggapan="setuju", teks="",
        by=cast.actor(cast.yohana), at=NOW,
    )  # fmt: skip
    assert received.state == "diterima"


@pytest.mark.parametrize("kedudukan", ["cltn", "mpp", "pemberhentian_sementara"])
def test_who_is_exempt_keeps_no_period_open(cast: Cast, kedudukan: str) -> None:
    """Lampiran BAB II C.8, p. 66: for the whole period; whoever left in its middle is still evaluated."""
    set_skp_for(cast, cast.yohana, cast.hendrika)
    calendar = queries.fair_calendar(cast.instansi)
    for start, left in ((date(2026, 4, 1), 0), (date(2026, 4, 2), 1)):
        RiwayatKedudukan.objects.filter(pegawai=cast.yohana).update(kedudukan=kedudukan, start_date=start)
        todo = queries.checklist(cast.triwulan(2), calendar=calendar, on=TODAY)
        assert todo.counts[queries.Hal.BELUM_DITANDATANGANI] == left


def test_a_pppk_is_evaluated_as_a_pns_until_the_contract_ends(cast: Cast) -> None:
    """Pasal 1 angka 1 and 3 and Pasal 4 name PNS and PPPK alike and know no part-time PPPK apart."""
    Pegawai.objects.filter(pk=cast.yohana.pk).update(status="PPPK", akhir_kontrak=date(2026, 6, 30))
    give_capaian(cast)
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, last_date=date(2026, 6, 30))
    signed = sign(cast, rate(cast, skp))
    assert (signed.predikat, signed.fakta["periode"]["last_date"]) == ("baik", "2026-06-30")
    todo = queries.checklist(
        cast.triwulan(3), calendar=queries.fair_calendar(cast.instansi), on=date(2026, 10, 5)
    )
    assert todo.total == 0


def test_who_is_lent_out_is_rated_by_the_official_appointed_at_home(cast: Cast) -> None:
    """Lampiran BAB IV A.15, p. 92."""
    assert cast.lusia.user is not None
    PenetapanPenilai.objects.create(
        pegawai=cast.yohana, penilai=cast.paulus, dasar="Surat tugas pada lembaga internasional",
        start_date=date(2026, 1, 1), decided_at=NOW, decided_by=cast.lusia.user,
    )  # fmt: skip
    found = penilai_of(pegawai_id=cast.yohana.pk, on=TODAY)
    assert found.penilai is not None
    assert (found.penilai.pegawai_id, found.code) == (cast.paulus.pk, "kewenangan.ditetapkan")


def test_an_skp_of_zero_days_cannot_be(cast: Cast) -> None:
    """Who is moved again on the day of the move has no day in that post (Lampiran BAB II C.6)."""
    one = set_skp_for(
        cast, cast.yohana, cast.hendrika, start_date=date(2026, 6, 30), last_date=date(2026, 6, 30)
    )
    give_capaian(cast)
    assert sign(cast, rate(cast, one)).state == "ditandatangani"  # a single day is a day
    with pytest.raises(IntegrityError), transaction.atomic():
        Skp.objects.filter(pk=one.pk).update(last_date=date(2026, 6, 29))


def test_people_of_a_dissolved_unit_are_evaluated_by_the_atasan(cast: Cast) -> None:
    """The penilai's post ended with the unit before the window: the atasan evaluates (A.2, A.14.a)."""
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus, last_date=date(2026, 6, 14))
    give_capaian(cast)
    UnitKerja.objects.filter(pk=cast.puskesmas.pk).update(end_date=date(2026, 6, 15))
    Penugasan.objects.filter(unit=cast.puskesmas).update(end_date=date(2026, 6, 15))
    with pytest.raises(NotAllowed):
        rate(cast, skp)
    signed = sign(cast, rate(cast, skp, by=cast.paulus), by=cast.paulus)
    assert (signed.jalur, signed.jalur_code) == ("atasan", "pelaku.penilai_pindah")
    assert (signed.capaian_unit_nama, signed.capaian_level) == ("Puskesmas Perbatasan Sota Indah", "baik")
    assert NOW - timedelta(days=1) < signed.signed_at  # type: ignore[operator]
