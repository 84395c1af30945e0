"""The pola distribusi beside the real one, the numbers of the circular letter, the suggestion, the board."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.evaluation import operations, queries
from kasuari.evaluation.models import Evaluasi, SetelanKuota
from kasuari.feedback import operations as feedback
from kasuari.feedback.sasaran import Sasaran
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai, Penugasan
from kasuari.planning import operations as planning
from kasuari.planning import queries as plans
from kasuari.planning.models import Skp
from kasuari.planning.operations import IsianPeran
from kasuari.progress.models import Realisasi
from kasuari.regulation.kuota import AngkaKuota
from kasuari.regulation.predikat import CapaianOrganisasi, Predikat, Rating
from tests.cast import NOW, TODAY, Cast
from tests.evaluation.acts import HASIL, give_capaian, rate, sign
from tests.planning_builder import indikator_of, set_skp_for

SignIn = Callable[[Pegawai], Client]
YEAR_END = date(2026, 12, 31)


@pytest.fixture
def skp(cast: Cast) -> Skp:
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)


def set_kuota(cast: Cast, by: Pegawai | None = None, **changes: Any) -> SetelanKuota:
    given: dict[str, Any] = {
        "instansi_id": cast.instansi.pk,
        "start_date": TODAY,
        "tampil": True,
        "angka": AngkaKuota(terbanyak=80),
        "dasar": "Keputusan Gubernur 5/2026",
        "version": 0,
        "by": cast.actor(by or cast.lusia),
        "at": NOW,
    }
    return operations.set_kuota(**(given | changes))


def counts(**given: int) -> dict[Predikat, int]:
    return {Predikat(name): count for name, count in given.items()}


# the numbers


def test_the_numbers_of_the_letter_hold_until_the_agency_sets_its_own(cast: Cast) -> None:
    assert queries.kuota_on(cast.instansi.pk, TODAY).angka == AngkaKuota()
    made = set_kuota(cast, start_date=date(2026, 7, 1))
    assert queries.kuota_on(cast.instansi.pk, TODAY).setelan is None
    later = queries.kuota_on(cast.instansi.pk, date(2026, 7, 1))
    assert (later.setelan, later.angka) == (made, AngkaKuota(terbanyak=80))
    entry = AuditEntry.objects.get(kind="evaluation.kuota_set")
    assert entry.data["terbanyak"] == 80
    assert set_kuota(cast, start_date=date(2026, 7, 1)) == made  # the same again is nothing new
    assert AuditEntry.objects.filter(kind="evaluation.kuota_set").count() == 1


@pytest.mark.parametrize("who", ["yohana", "hendrika", "andreas", "agus"])
def test_only_the_clerk_sets_the_numbers(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        set_kuota(cast, getattr(cast, who))


def test_numbers_are_refused_with_every_breach_and_never_for_the_past(cast: Cast) -> None:
    wrong = AngkaKuota(terbanyak=101, atas=-1, terbaca_dari=0)
    with pytest.raises(Invalid) as refusal:
        set_kuota(cast, angka=wrong, dasar=" ", start_date=date(2026, 6, 23))
    paths = [item.path for item in refusal.value.problems]
    assert paths == ["terbanyak", "atas", "terbaca_dari", "dasar", "start_date"]


def test_numbers_of_a_day_that_somebody_else_changed_are_stale(cast: Cast) -> None:
    set_kuota(cast)
    with pytest.raises(Stale):
        set_kuota(cast, angka=AngkaKuota(terbanyak=75))
    changed = set_kuota(cast, angka=AngkaKuota(terbanyak=75), version=1)
    assert (changed.terbanyak, changed.version) == (75, 2)


def test_with_three_people_no_share_is_read_and_nothing_pretends_otherwise(cast: Cast) -> None:
    kuota = queries.kuota_on(cast.instansi.pk, TODAY)
    read = queries.read_kuota(kuota, counts(baik=3), capaian=CapaianOrganisasi.BAIK, on=TODAY)
    assert read.lines == ()
    assert "Dengan 3 orang" in read.unreadable
    assert "33 persen" in read.unreadable


def test_the_lines_say_by_how_many_people_it_differs(cast: Cast) -> None:
    kuota = queries.kuota_on(cast.instansi.pk, TODAY)
    read = queries.read_kuota(kuota, counts(baik=12), capaian=CapaianOrganisasi.BAIK, on=TODAY)
    assert [line.holds for line in read.lines] == [True, False, False]
    assert "paling banyak 70%: sekarang 12 dari 12 (100%). Berbeda 4 orang." in read.lines[1].text
    assert "Butuh Perbaikan atau Kurang/Misconduct" in read.lines[2].text
    hidden = set_kuota(cast, tampil=False)
    off = replace(queries.kuota_on(cast.instansi.pk, TODAY), setelan=hidden)
    assert queries.read_kuota(off, counts(baik=12), capaian=CapaianOrganisasi.BAIK, on=TODAY).lines == ()


def test_the_page_of_the_numbers_is_set_by_the_clerk_and_read_by_all(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("evaluation:kuota")
    assert "SE MenPANRB 3/2023" in sign_in(cast.yohana).get(url).content.decode()
    form = {"start_date": "2026-06-24", "tampil": "on", "terbanyak": 75, "atas": 10, "utama": 60}
    form |= {"perbaikan": 10, "terbaca_dari": 10, "dasar": "Keputusan Gubernur 5/2026", "version": 0}
    clerk = sign_in(cast.lusia)
    assert clerk.post(url, form | {"terbanyak": 175}).status_code == 422
    assert clerk.post(url, form).status_code == 302
    assert "75%" in sign_in(cast.hendrika).get(url).content.decode()


# live, while somebody rates


def place(cast: Cast, skp: Skp, version: int = 0, **changes: str) -> dict[str, str]:
    given = {
        "periode": str(cast.triwulan(2).pk),
        "orang": f"{skp.pk}:{version}",
        "rating_hasil_kerja": "diatas",
        "rating_perilaku_kerja": "diatas",
    }
    return given | changes


def test_a_person_is_placed_on_the_board_as_a_draft_and_keeps_the_reasons(
    cast: Cast, skp: Skp, sign_in: SignIn
) -> None:
    give_capaian(cast)
    held = rate(cast, skp)
    client, url = sign_in(cast.hendrika), reverse("evaluation:place")
    part = client.post(url, place(cast, skp, held.version), headers={"HX-Target": "div#papan"})
    page = BeautifulSoup(part.content, "html.parser")
    assert (part.status_code, [item.get("id") for item in page.find_all(recursive=False)]) == (200, ["papan"])
    held.refresh_from_db()
    assert (held.rating_hasil_kerja, held.alasan_hasil_kerja, held.state) == ("diatas", HASIL, "dinilai")
    assert "Sangat Baik" in page.select_one(".board td.board__great").get_text()  # type: ignore[union-attr]
    assert "Dengan 1 orang" in page.get_text()
    # The part is what a reload shows.
    again = BeautifulSoup(client.get(reverse("evaluation:team")).content, "html.parser").select_one("#papan")
    assert again is not None
    assert [cell.get_text() for cell in again.select("td")] == [cell.get_text() for cell in page.select("td")]
    assert client.post(url, place(cast, skp, held.version)).status_code == 302  # without a script
    assert client.post(url, place(cast, skp, 1, rating_hasil_kerja="sesuai")).status_code == 409


def test_placing_without_a_choice_says_what_is_lacking_and_writes_nothing(
    cast: Cast, skp: Skp, sign_in: SignIn
) -> None:
    client, url = sign_in(cast.hendrika), reverse("evaluation:place")
    for target in ({}, {"HX-Target": "div#papan"}):
        answer = client.post(url, place(cast, skp, rating_hasil_kerja=""), headers=target)
        assert answer.status_code == 422
        assert "Pilih orangnya dan kedua ratingnya" in answer.content.decode()
    assert not Evaluasi.objects.exists()


def test_nothing_is_chosen_beforehand_on_the_board(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    page = BeautifulSoup(sign_in(cast.hendrika).get(reverse("evaluation:team")).content, "html.parser")
    chosen = page.select("#papan select option[selected]")
    assert [item["value"] for item in chosen if item["value"]] == []
    assert len(page.select("#papan select")) == 3


def test_the_preview_shows_the_team_as_it_would_be(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give_capaian(cast)
    rate(cast, set_skp_for(cast, cast.markus, cast.hendrika, atasan=cast.paulus))
    url = reverse("evaluation:preview", args=[skp.pk, cast.triwulan(2).pk])
    chosen = {"rating_hasil_kerja": "diatas", "rating_perilaku_kerja": "diatas"}
    page = BeautifulSoup(sign_in(cast.hendrika).post(url, chosen).content, "html.parser")
    rows = {row.th.get_text(strip=True): row.td.get_text(strip=True) for row in page.select("tbody tr")}
    assert (rows["Sangat Baik"], rows["Baik"]) == ("1", "1")
    assert Evaluasi.objects.filter(skp=skp).count() == 0


# the suggestion


def reached(cast: Cast, skp: Skp, *values: int | None, period: Any = None) -> None:
    for item, value in zip(indikator_of(skp), values, strict=True):
        if value is not None:
            Realisasi.objects.create(
                indikator=item,
                periode_evaluasi=period or cast.tahunan(),
                teks="Tercatat",
                nilai=Decimal(value),
                recorded_at=NOW,
                recorded_by=cast.yohana.user,
            )


def praise(cast: Cast, skp: Skp, sifat: str = "apresiasi", by: Pegawai | None = None) -> None:
    first = indikator_of(skp)[0].rhk
    feedback.give(
        skp=skp,
        sasaran=Sasaran(rhk_id=first.pk, rhk_teks=first.teks),
        isian=feedback.Isian(sifat=sifat, teks="Register kohort lengkap sebelum tanggal lima setiap bulan."),
        by=cast.actor(by or cast.hendrika),
        at=NOW,
    )


def suggestion(cast: Cast, skp: Skp, period: Any = None) -> queries.Saran:
    whole = plans.skp_for(cast.actor(cast.hendrika), skp.pk)
    return queries.saran_of(queries.side_by_side(whole, period or cast.tahunan()))


def test_the_suggestion_counts_targets_results_and_feedback(cast: Cast, skp: Skp) -> None:
    reached(cast, skp, 95, 96, 85, 85)  # the target is 80-90 per cent
    praise(cast, skp)
    found = suggestion(cast, skp)
    assert [item.letak for item in found.hasil] == [Rating.DIATAS, Rating.SESUAI]
    assert (found.hasil_positif, found.hasil_perbaikan) == (1, 0)
    assert (found.verdict.value, found.verdict.code) == (Rating.SESUAI, "saran.sesuai")


def test_one_indikator_below_puts_its_result_below(cast: Cast, skp: Skp) -> None:
    reached(cast, skp, 95, 60, 85, 85)
    praise(cast, skp, "perbaikan")
    found = suggestion(cast, skp)
    assert [item.letak for item in found.hasil] == [Rating.DIBAWAH, Rating.SESUAI]
    assert found.verdict.value is None
    assert found.verdict.code == "saran.tidak_searah"


def test_without_numbers_or_within_the_year_nothing_is_suggested(cast: Cast, skp: Skp) -> None:
    praise(cast, skp)
    assert suggestion(cast, skp).verdict.code == "saran.hasil_belum_terukur"
    reached(cast, skp, 40, 40, 85, 85, period=cast.triwulan(2))
    found = suggestion(cast, skp, cast.triwulan(2))
    assert [item.letak for item in found.hasil] == [
        None,
        Rating.SESUAI,
    ]  # half a year has no target of its own
    assert found.verdict.code == "saran.hasil_belum_terukur"


def test_the_rating_page_shows_the_arithmetic_and_chooses_nothing(
    cast: Cast, skp: Skp, sign_in: SignIn
) -> None:
    reached(cast, skp, 95, 96, 85, 85, period=cast.triwulan(2))
    praise(cast, skp)
    url = reverse("evaluation:rate", args=[skp.pk, cast.triwulan(2).pk])
    page = BeautifulSoup(sign_in(cast.hendrika).get(url).content, "html.parser")
    words = " ".join(page.get_text().split())
    assert (
        "Dari 2 hasil kerja: 1 diatas, 1 sesuai, 0 dibawah ekspektasi, 0 belum dapat dibandingkan." in words
    )
    assert "Umpan balik atas hasil kerja: 1 apresiasi, 0 perbaikan." in words
    assert "contoh panduan, bukan rumus" in words
    assert page.select("input[type=radio][checked]") == []


# the comparison by contribution


def test_the_team_is_compared_by_its_roles_in_the_matrix(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    set_skp_for(cast, cast.markus, cast.hendrika, atasan=cast.paulus)
    leader = set_skp_for(cast, cast.hendrika, cast.paulus, atasan=cast.maria, format="A.1.1", state="draf")
    by = cast.actor(cast.hendrika)
    url = reverse("evaluation:contribution")
    assert "Tidak ada peran yang dapat dibandingkan" in sign_in(cast.hendrika).get(url).content.decode()
    matriks = planning.open_matriks(skp=leader, by=by, at=NOW)
    kolom = plans.kolom_of(matriks)[0]
    planning.write_cell(
        matriks=matriks,
        anggota_id=matriks.anggota.get(pegawai=cast.yohana).pk,
        kolom=kolom.key,
        peran=[IsianPeran(teks="Kunjungan rumah"), IsianPeran(teks="Kelas ibu hamil")],
        tanpa_peran=False,
        version=0,
        by=by,
        at=NOW,
    )
    first, second = queries.comparison(queries.team(cast.hendrika.pk, cast.triwulan(2)))
    assert (first.member.skp_id, first.peran) == (skp.pk, 2)
    assert second.kontribusi is None
    text = sign_in(cast.hendrika).get(url).content.decode()
    assert "Kunjungan K4" in text or "kunjungan K4" in text
    assert "tidak ada dalam matriks" in text


def test_what_is_signed_is_placed_no_more(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give_capaian(cast)
    signed = sign(cast, rate(cast, skp))
    answer = sign_in(cast.hendrika).post(reverse("evaluation:place"), place(cast, skp, signed.version))
    assert answer.status_code == 409
    signed.refresh_from_db()
    assert signed.rating_hasil_kerja == "sesuai"


def test_a_large_team_has_a_list_of_pages_and_few_hints_of_one_kind(cast: Cast, sign_in: SignIn) -> None:
    for number in range(21):
        person = Pegawai.objects.create(
            instansi=cast.instansi, nama=f"Rekan {number:02}", nama_cari=f"rekan {number}", status="pns"
        )
        post = Penugasan.objects.create(
            pegawai=person,
            jabatan=cast.penugasan(cast.yohana).jabatan,
            unit=cast.puskesmas,
            start_date=TODAY,
        )
        rate(cast, set_skp_for(cast, person, cast.hendrika, penugasan=post, rhk=1, indikator=1))
    client, url = sign_in(cast.hendrika), reverse("evaluation:team")
    page = BeautifulSoup(client.get(url).content, "html.parser")
    assert len(page.select("table.table--cards tbody tr")) == 20
    assert page.get_text().count("tanpa bukti dukung") == 3
    assert "Saran yang sama ada pada 18 orang lagi" in page.get_text()
    assert sum(len(cell.select("li")) for cell in page.select(".board td")) == 21  # nobody is left out
    second = BeautifulSoup(client.get(url + "?halaman=2").content, "html.parser")
    assert "Rekan 20" in second.select_one("table.table--cards tbody").get_text()  # type: ignore[union-attr]
