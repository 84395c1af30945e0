"""A qualitative SKP has no targets: no page shows an empty column or a dash for what nobody need write."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from kasuari.organisation.models import Pegawai
from kasuari.planning.models import Indikator, Skp
from tests.cast import Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]


def soup(client: Client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    for part in page.select(".timeline"):
        part.decompose()
    return page


def skp_without_targets(cast: Cast, format_skp: str) -> Skp:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus, format=format_skp)
    Indikator.objects.filter(rhk__skp=skp).update(
        target_jenis="teks", target_teks="", target_minimum=None, target_maksimum=None, satuan=""
    )
    return skp


def pages(cast: Cast, skp: Skp, sign_in: SignIn) -> dict[str, Callable[[], BeautifulSoup]]:
    """The four pages that show results; the result is there once it was delivered."""
    period = cast.triwulan(2)

    def of_result() -> BeautifulSoup:
        give_capaian(cast)
        evaluasi = deliver(cast, sign(cast, rate(cast, skp)))
        return soup(sign_in(cast.yohana), reverse("evaluation:result", args=[evaluasi.pk]))

    return {
        "skp": lambda: soup(sign_in(cast.yohana), reverse("planning:skp", args=[skp.pk])),
        "progress": lambda: soup(sign_in(cast.yohana), reverse("progress:period", args=[skp.pk, period.pk])),
        "rating": lambda: soup(sign_in(cast.hendrika), reverse("evaluation:rate", args=[skp.pk, period.pk])),
        "result": of_result,
    }


def labels(page: BeautifulSoup) -> list[Tag]:
    """Everything that says "Target" as a label."""
    found = page.select("th[scope=col], dt, span.muted")
    return [tag for tag in found if tag.get_text(strip=True) == "Target"] + page.select(
        'td[data-label="Target"]'
    )


@pytest.mark.parametrize("name", ["skp", "progress", "rating", "result"])
@pytest.mark.parametrize("format_skp", ["A.1.6", "A.1.1"])
def test_without_targets_no_page_speaks_of_them(
    cast: Cast, sign_in: SignIn, name: str, format_skp: str
) -> None:
    page = pages(cast, skp_without_targets(cast, format_skp), sign_in)[name]()
    assert "Persentase kunjungan K4 ke-1.1" in page.get_text()
    assert labels(page) == []


@pytest.mark.parametrize("name", ["skp", "progress", "rating", "result"])
def test_one_target_is_shown_and_the_rows_without_stay_silent(cast: Cast, sign_in: SignIn, name: str) -> None:
    skp = skp_without_targets(cast, "A.1.6")
    first = Indikator.objects.filter(rhk__skp=skp).order_by("pk")[0]
    Indikator.objects.filter(pk=first.pk).update(target_teks="seluruh ibu hamil terkunjungi")
    page = pages(cast, skp, sign_in)[name]()
    assert "seluruh ibu hamil terkunjungi" in page.get_text()
    assert "–" not in [tag.get_text(strip=True) for tag in page.select("td, dd")]
    assert len(page.select('td[data-label="Target"]')) <= 1
    assert labels(page) != []


def test_a_quantitative_draft_says_that_a_target_is_not_written_yet(cast: Cast, sign_in: SignIn) -> None:
    skp = skp_without_targets(cast, "A.1.7")
    Skp.objects.filter(pk=skp.pk).update(state="draf", set_at=None, set_by=None)
    page = soup(sign_in(cast.yohana), reverse("planning:skp", args=[skp.pk]))
    assert {tag.get_text(strip=True) for tag in page.select('td[data-label="Target"]')} == {"belum ditulis"}


def test_the_result_page_is_a_table_with_a_label_for_every_cell(cast: Cast, sign_in: SignIn) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    page = pages(cast, skp, sign_in)["result"]()
    tables = page.select("table.table--cards")
    assert len(tables) == 2  # one for each result
    heads = [tag.get_text(strip=True) for tag in tables[0].select("thead th")]
    assert heads == ["Indikator", "Target", "Realisasi", "Bukti dukung"]
    row = tables[0].select("tbody tr")[0]
    assert [tag["data-label"] for tag in row.select("td")] == heads[1:]


# --- the penilai is wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"), [("yohana", "Penilai saya salah"), ("lusia", "Penilai ini salah"), ("hendrika", "")]
)
def test_beside_the_penilai_stands_the_way_to_say_that_it_is_wrong(
    cast: Cast, sign_in: SignIn, name: str, words: str
) -> None:
    """On an SKP that is set and on a result, for the person and the clerk, and for nobody else."""
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    give_capaian(cast)
    evaluasi = deliver(cast, sign(cast, rate(cast, skp)))
    client = sign_in(getattr(cast, name))
    report = reverse("organisation:report_penilai", args=[cast.yohana.pk])
    for url in (reverse("planning:skp", args=[skp.pk]), reverse("evaluation:result", args=[evaluasi.pk])):
        link = soup(client, url).select_one(f'a[href="{report}"]')
        assert (link.get_text(strip=True) if link else "") == words, url
    if words:
        assert client.get(report).status_code == 200
