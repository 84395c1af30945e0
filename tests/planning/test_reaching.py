"""Realisasi beside a target, whichever way is better; and a target that can be read in two ways."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.models import Indikator, Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk
from kasuari.planning.reaching import standing, standing_in_words
from tests.cast import NOW, Cast

Begin = Callable[..., Skp]
SignIn = Callable[[Pegawai], Client]


@pytest.mark.parametrize(
    ("arah", "low", "high", "nilai", "words"),
    [
        ("naik", 80, None, 96, "Melampaui target: 96% dari target T."),
        ("naik", 80, None, 80, "Target tercapai: 80% dari target T."),
        ("naik", 80, 90, 85, "Target tercapai: 85% dari target T."),
        ("naik", 80, None, 40, "Belum tercapai: 40% dari target T."),
        ("turun", None, 10, 5, "Melampaui target: 5% di bawah target T; makin rendah makin baik."),
        ("turun", None, 10, 12, "Belum tercapai: 12% masih di atas target T; makin rendah makin baik."),
        ("turun", None, 10, 0, "Melampaui target: 0% di bawah target T; makin rendah makin baik."),
        ("tetap", 2, 8, 9, "Di atas target: 9%, padahal yang diharapkan tepat T."),
        ("tetap", 2, 8, 1, "Belum tercapai: 1% dari target T."),
    ],
)
def test_words_follow_the_direction(
    arah: str, low: int | None, high: int | None, nilai: int, words: str
) -> None:
    bounds = {
        "minimum": None if low is None else Decimal(low),
        "maksimum": None if high is None else Decimal(high),
    }
    found = standing(nilai=Decimal(nilai), arah=arah, **bounds)
    assert found is not None
    said = {"nilai": Decimal(nilai), "target": "T", "satuan": "%", "arah": arah}
    assert standing_in_words(found, **said) == words  # type: ignore[arg-type]
    with_baseline = standing_in_words(found, baseline=Decimal(0), **said)  # type: ignore[arg-type]
    assert with_baseline == f"{words} Baseline 0%."


def test_nothing_is_told_where_a_number_is_missing() -> None:
    assert standing(nilai=None, minimum=Decimal(1), maksimum=None, arah="naik") is None
    assert standing(nilai=Decimal(1), minimum=None, maksimum=None, arah="naik") is None


@pytest.mark.parametrize(
    ("number", "stored"),
    [
        (0, ("angka", None, Decimal(5), Decimal(10), "turun", "%")),
        (1, ("rentang", Decimal(5), Decimal(10), None, "turun", "%")),
    ],
)
def test_a_target_that_falls_is_asked_about_and_written_as_chosen(
    cast: Cast, draft: Begin, sign_in: SignIn, number: int, stored: tuple[object, ...]
) -> None:
    skp = draft(cast.yohana, "kuantitatif")
    item = IsianIndikator(teks="Angka kesalahan berkas", aspek="kualitas", target_teks="10–5 %")
    row = operations.add_rhk(
        skp=skp,
        version=0,
        rhk=IsianRhk(teks="Berkas benar", indikator=(item,)),
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    indikator = Indikator.objects.get()
    client, page = sign_in(cast.yohana), f"/skp/{skp.pk}/hasil-kerja/{row.pk}/"
    shown = client.get(page).content.decode()
    assert "Mana yang dimaksud?" in shown
    assert shown.index("Turun dari 10% menjadi 5%") < shown.index("Rentang 5–10%")
    prefix = f"i{indikator.pk}"
    sent = {
        "version": skp.version,
        "teks": "Berkas benar",
        "jenis": "utama",
        "sumber": "lainnya",
        f"{prefix}-teks": item.teks,
        f"{prefix}-aspek": "kualitas",
        f"{prefix}-target_jenis": "teks",
        f"{prefix}-target_teks": "10–5 %",
        "act": f"bacaan:{indikator.pk}:{number}",
    }
    answer = client.post(page, sent)
    assert answer.headers["Location"] == f"{page}#{prefix}-target"
    indikator.refresh_from_db()
    names = ("target_jenis", "target_minimum", "target_maksimum", "baseline", "arah", "satuan")
    assert tuple(getattr(indikator, name) for name in names) == stored
    assert "Mana yang dimaksud?" not in client.get(page).content.decode()


def test_the_direction_that_the_words_tell_is_suggested(cast: Cast, draft: Begin, sign_in: SignIn) -> None:
    skp = draft(cast.yohana, "kuantitatif")
    item = IsianIndikator(
        teks="Waktu tunggu pasien",
        aspek="waktu",
        target_jenis="angka",
        target_minimum=Decimal(30),
        satuan="menit",
    )
    row = operations.add_rhk(
        skp=skp,
        version=0,
        rhk=IsianRhk(teks="Pasien terlayani", indikator=(item,)),
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    client, page = sign_in(cast.yohana), f"/skp/{skp.pk}/hasil-kerja/{row.pk}/"
    assert "“waktu tunggu”: makin rendah makin baik" in client.get(page).content.decode()
    Indikator.objects.update(arah="turun", target_minimum=None, target_maksimum=Decimal(30))
    assert "makin rendah makin baik. Bila benar" not in client.get(page).content.decode()
    assert (
        queries.contents(queries.skp_for(cast.actor(cast.yohana), skp.pk)).rhk[0].indikator[0].target
        == "30 menit"
    )
