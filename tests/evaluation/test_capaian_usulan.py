"""The proposed capaian with its arithmetic, and the bound for who leads the unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.evaluation import operations, queries
from kasuari.evaluation.models import SetelanBatasPimpinan
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations as planning
from kasuari.planning.models import IndikatorPk, Skp
from kasuari.progress.models import Realisasi, RencanaAksi
from kasuari.regulation.capaian import CapaianIndikator, usulan_capaian
from tests.cast import NOW, TODAY, Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.evaluation.test_keberatan import decide, explain, object_to
from tests.pk_builder import isian_pk
from tests.planning_builder import indikator_of, set_skp_for
from tests.surveys.acts import closed

SignIn = Callable[[Pegawai], Client]
DAY = date(2026, 6, 30)


def of(*pairs: tuple[object, object], turun: bool = False) -> tuple[CapaianIndikator, ...]:
    return tuple(
        CapaianIndikator(
            id=str(number),
            target=None if target is None else Fraction(str(target)),
            nilai=None if nilai is None else Fraction(str(nilai)),
            turun=turun,
        )
        for number, (nilai, target) in enumerate(pairs)
    )


@pytest.mark.parametrize(
    ("pairs", "level"),
    [
        ([(110, 100), (100, 100)], "istimewa"),
        ([(140, 100), (99, 100)], "baik"),  # one below its target is not Istimewa
        ([(100, 100), (100, 100)], "baik"),  # reached, not exceeded
        ([(90, 100)], "baik"),
        ([(89.9, 100)], "butuh_perbaikan"),
        ([(70, 100)], "butuh_perbaikan"),
        ([(69, 100)], "kurang"),
        ([(49, 100)], "sangat_kurang"),
        ([(0, 100), (0, 100), (300, 100)], "sangat_kurang"),  # most without progress
        ([(900, 100), (0, 100)], "kurang"),  # one alone counts 120 at most: (120 + 0) / 2
    ],
)
def test_the_level_follows_the_mean_and_no_single_number_hides_the_rest(
    pairs: list[tuple[object, object]], level: str
) -> None:
    verdict = usulan_capaian(indikator=of(*pairs), on=DAY)
    assert verdict.value is not None
    assert (verdict.value.level, verdict.code) == (level, f"capaian.usulan.{level}")


def test_lower_is_better_and_missing_is_never_zero() -> None:
    assert usulan_capaian(indikator=of((20, 22), turun=True), on=DAY).value.level == "istimewa"  # type: ignore[union-attr]
    half = usulan_capaian(indikator=of((100, 100), (None, 100)), on=DAY)
    assert half.value is not None
    assert (half.value.rata, half.value.diketahui) == (100, 1)
    little = usulan_capaian(indikator=of((100, 100), (None, 100), (None, 100)), on=DAY)
    assert (little.value, little.code, little.missing) == (
        None, "capaian.belum_cukup_diketahui", ("1", "2"),
    )  # fmt: skip
    assert usulan_capaian(indikator=(), on=DAY).code == "capaian.tanpa_indikator"
    steps = CapaianIndikator(id="a", target=None, nilai=None, aksi=4, bergerak=3)
    assert usulan_capaian(indikator=(steps,), on=DAY).value.rata == 75  # type: ignore[union-attr]


def promised(cast: Cast) -> IndikatorPk:
    """The dinas promised 40 for the second quarter, and Paulus reached 36 by an indikator of his SKP."""
    item = planning.add_indikator_pk(
        unit=cast.dinkes,
        tahun=2026,
        isian=isian_pk(target_tw=(None, Decimal(40), None, None))
        if "target_tw" in isian_pk().__dataclass_fields__
        else isian_pk(),
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    IndikatorPk.objects.filter(pk=item.pk).update(target_tw2=Decimal(40))
    skp = set_skp_for(
        cast, cast.paulus, cast.maria, unit_penilai=cast.provinsi, format="A.1.2", rhk=1, indikator=1
    )
    line = indikator_of(skp)[0]
    line.indikator_pk_id, line.indikator_pk_revision = item.pk, 1
    line.save()
    assert cast.paulus.user is not None
    Realisasi.objects.create(
        indikator=line, periode_evaluasi=cast.triwulan(2), nilai=Decimal(36), teks="", recorded_at=NOW,
        recorded_by=cast.paulus.user,
    )  # fmt: skip
    RencanaAksi.objects.create(
        rhk=line.rhk, periode_evaluasi=cast.triwulan(2), urutan=1, teks="Kunjungan kampung"
    )
    return item


def test_the_page_shows_the_proposal_with_its_arithmetic_and_chooses_nothing(
    cast: Cast, sign_in: SignIn
) -> None:
    promised(cast)
    set_skp_for(cast, cast.hendrika, cast.paulus, unit_penilai=cast.dinkes)
    found = queries.proposals_of([cast.dinkes], cast.triwulan(2))[cast.dinkes.pk]
    assert found.verdict.value is not None
    assert (found.verdict.value.level, found.verdict.value.rata) == ("baik", 90)
    url = f"{reverse('evaluation:capaian')}?periode={cast.triwulan(2).pk}"
    text = sign_in(cast.lusia).get(url).content.decode()
    assert "36 dari 40" in text
    assert "90%" in text
    assert "checked" not in text.split("Usulan sistem")[1].split("</details>")[0]


def test_the_capaian_of_the_unit_bounds_the_rating_of_who_leads_it(cast: Cast) -> None:
    give_capaian(cast, unit=cast.dinkes)
    give_capaian(cast)  # of the puskesmas that Hendrika leads: baik
    skp = set_skp_for(
        cast, cast.hendrika, cast.paulus, unit_penilai=cast.dinkes,
        penugasan=cast.penugasan(cast.hendrika, "tugas_tambahan"),
    )  # fmt: skip
    high = rate(cast, skp, by=cast.paulus, rating_hasil_kerja="diatas")
    with pytest.raises(Invalid) as refused:
        sign(cast, high, by=cast.paulus)
    assert [item.code for item in refused.value.problems] == ["evaluation.rating_melebihi_capaian"]
    assert "SE MenPANRB 3/2023" in refused.value.problems[0].basis
    fits = rate(cast, skp, by=cast.paulus, rating_hasil_kerja="sesuai", version=high.version)
    assert sign(cast, fits, by=cast.paulus).predikat == "baik"


def leader(cast: Cast) -> Skp:
    """Hendrika leads the puskesmas, whose capaian is baik; Paulus rates her."""
    give_capaian(cast, unit=cast.dinkes)
    give_capaian(cast)
    return set_skp_for(
        cast, cast.hendrika, cast.paulus, unit_penilai=cast.dinkes,
        penugasan=cast.penugasan(cast.hendrika, "tugas_tambahan"),
    )  # fmt: skip


OPEN = dict.fromkeys(("istimewa", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"), "diatas")
LOWER = OPEN | {"kurang": "sesuai", "sangat_kurang": "dibawah"}


def bound(cast: Cast, by: Pegawai | None = None, **changes: Any) -> SetelanBatasPimpinan:
    given: dict[str, Any] = {
        "instansi_id": cast.instansi.pk, "start_date": TODAY, "tabel": OPEN,
        "dasar": "Keputusan Gubernur 6/2026", "version": 0, "at": NOW,
    }  # fmt: skip
    return operations.set_batas_pimpinan(**(given | changes), by=cast.actor(by or cast.lusia))


def test_an_agency_may_bound_its_leaders_otherwise_from_a_day_on(cast: Cast) -> None:
    skp = leader(cast)
    bound(cast, start_date=date(2026, 7, 1))  # after the period: nothing of it is used yet
    high = rate(cast, skp, by=cast.paulus, rating_hasil_kerja="diatas")
    with pytest.raises(Invalid):
        sign(cast, high, by=cast.paulus)
    made = bound(cast, by=cast.andreas, tabel=LOWER)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.kind, entry.data["kurang"], entry.data["dasar"]) == (
        "evaluation.batas_pimpinan_set", "sesuai", "Keputusan Gubernur 6/2026",
    )  # fmt: skip
    assert bound(cast, tabel=LOWER) == made  # the same again
    with pytest.raises(Stale):
        bound(cast)
    assert bound(cast, tabel=LOWER | {"kurang": "dibawah"}, version=1).version == 2
    assert sign(cast, high, by=cast.paulus).predikat == "sangat_baik"


def test_only_the_clerk_or_the_pyb_bounds_and_no_breach_is_left_out(cast: Cast) -> None:
    for somebody in (cast.agus, cast.paulus, cast.hendrika):
        with pytest.raises(NotAllowed) as refused:
            bound(cast, by=somebody)
        assert refused.value.code == "evaluation.not_clerk_or_pyb"
    with pytest.raises(Invalid) as wrong:
        bound(cast, tabel=OPEN | {"baik": "istimewa"}, dasar=" ", start_date=TODAY - timedelta(days=1))
    assert [item.path for item in wrong.value.problems] == ["baik", "dasar", "start_date"]
    with pytest.raises(Invalid) as wrong:
        bound(cast, tabel=OPEN | {"istimewa": "sesuai"})
    assert [item.code for item in wrong.value.problems] == ["evaluation.batas_menurun"]
    assert not SetelanBatasPimpinan.objects.exists()


def test_an_objection_lifts_no_leader_over_the_bound(cast: Cast) -> None:
    skp = leader(cast)
    low = sign(cast, rate(cast, skp, by=cast.paulus, rating_hasil_kerja="dibawah"), by=cast.paulus)
    filed = object_to(cast, deliver(cast, low, by=cast.paulus), by=cast.hendrika)
    heard = explain(cast, filed, by=cast.paulus)
    with pytest.raises(Invalid) as refused:
        decide(cast, heard, by=cast.maria, rating_hasil_kerja="diatas")
    assert [item.code for item in refused.value.problems] == ["evaluation.rating_melebihi_capaian"]
    assert decide(cast, heard, by=cast.maria).predikat == "baik"


def test_the_page_of_the_bound_is_read_by_all_and_set_by_two(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("evaluation:batas_pimpinan")
    page = sign_in(cast.yohana).get(url).content.decode()
    assert "SE MenPANRB 3/2023" in page
    assert "Tetapkan batas lain" not in page
    form = OPEN | {"start_date": TODAY.isoformat(), "dasar": "Keputusan Gubernur 6/2026", "version": 0}
    client = sign_in(cast.andreas)
    assert client.post(url, form | {"istimewa": "sesuai"}).status_code == 422
    assert client.post(url, form).status_code == 302
    assert "Keputusan Gubernur 6/2026" in client.get(url).content.decode()
    assert sign_in(cast.yohana).post(url, form).status_code == 403


def test_what_citizens_said_stands_beside_the_capaian_with_its_respondents_and_days(
    cast: Cast, sign_in: SignIn
) -> None:
    set_skp_for(cast, cast.yohana, cast.hendrika)
    survei = closed(cast)
    page = sign_in(cast.lusia).get(reverse("evaluation:capaian"))
    card = BeautifulSoup(page.content, "html.parser").select_one(f"#unit-{cast.puskesmas.pk}")
    assert card is not None
    link = card.select_one(f'a[href="{reverse("surveys:skm", args=[survei.pk])}"]')
    assert link is not None
    said = link.parent.get_text(" ")  # type: ignore[union-attr]
    for words in ("75,00", "mutu C", "3 responden", "belum mencapai jumlah yang dianjurkan"):
        assert words in said
