"""Advice on how an SKP is written: at its field, with its article, and never a block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.organisation.models import FungsiUnit, Pegawai, TugasJabatan
from kasuari.planning import operations, queries
from kasuari.planning.models import Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk
from tests.cast import NOW, Cast

Begin = Callable[..., Skp]
SignIn = Callable[[Pegawai], Client]


def write(cast: Cast, skp: Skp, result: str, **indikator: str) -> Skp:
    """`skp` with one result of those words, and with one indikator where any is given."""
    rhk = IsianRhk(teks=result, penugasan_dari="Kepala Puskesmas", intervensi_teks="Layanan membaik")
    if indikator:
        rhk = replace(rhk, indikator=(IsianIndikator(**indikator),))  # type: ignore[arg-type]
    return operations.fill_skp(
        skp=skp, version=skp.version, rhk=[rhk], lampiran={}, by=cast.actor(skp.pegawai), at=NOW
    )


def codes(skp: Skp, *, everything: bool = False) -> dict[str, str]:
    """The advice of `regulation.mutu` on `skp`: code to the end of its path."""
    isi = queries.contents(skp)
    lacking = queries.shortcomings(skp, on=skp.start_date, isi=isi)
    found = queries.with_quality(lacking, skp, isi, queries.surroundings(skp), everything=everything)
    assert not any(item.wajib for item in found.items if item.code.startswith("mutu."))
    return {item.code: item.path.rpartition("/")[2] for item in found.items if item.code.startswith("mutu.")}


def test_an_activity_and_an_absolute_target_are_told_at_their_fields(cast: Cast, draft: Begin) -> None:
    skp = write(cast, draft(cast.yohana), "Menyusun laporan bulanan", teks="Laporan selalu tepat waktu")
    assert codes(skp) == {"mutu.pernyataan.aktivitas": "teks", "mutu.mutlak.ya": "teks"}


def test_always_at_a_birth_is_allowed_and_said_to_who_writes(cast: Cast, draft: Begin) -> None:
    skp = write(cast, draft(cast.yohana), "Ibu bersalin tertolong", teks="Persalinan selalu ditolong bidan")
    assert codes(skp) == {}
    assert codes(skp, everything=True) == {"mutu.mutlak.dikecualikan": "teks"}


def test_an_impossible_day_is_told_at_the_target_and_a_reversed_range_only_once(
    cast: Cast, draft: Begin
) -> None:
    skp = draft(cast.yohana, "kuantitatif")
    text = "Ibu hamil terlayani sesuai standar"
    skp = write(cast, skp, text, teks="Batas waktu laporan", target_teks="31 Februari 2026")
    assert codes(skp) == {"mutu.target.tanggal_mustahil": "target"}
    skp = write(cast, skp, text, teks="Persentase K4", target_teks="10–5 %")
    assert codes(skp) == {}
    lacking = queries.shortcomings(skp, on=skp.start_date)
    assert "skp.target.terbalik" in {item.code for item in lacking.items}


def test_a_result_far_from_the_duties_is_told_only_where_duties_are_known(cast: Cast, draft: Begin) -> None:
    skp = write(cast, draft(cast.yohana), "Jalan kabupaten mantap sepanjang tahun")
    isi = queries.contents(skp)
    assert codes(skp) == {}
    assert queries.closeness(skp, isi.rhk[0], queries.surroundings(skp)) is None
    TugasJabatan.objects.create(
        jabatan=skp.penugasan.jabatan, butir=["Menolong persalinan normal"], version=1
    )
    assert codes(skp) == {"mutu.relevansi.jauh": "teks"}
    FungsiUnit.objects.create(unit=skp.unit, butir=["Pemeliharaan jalan kabupaten"], version=1)
    assert codes(skp) == {}
    found = queries.closeness(skp, isi.rhk[0], queries.surroundings(skp))
    assert found is not None
    assert found.percent >= 45
    assert "jalan" in found.words


def test_a_copy_of_a_colleague_and_of_last_year_is_told(cast: Cast, draft: Begin) -> None:
    text = "Rekam medis ibu hamil tercatat lengkap dan dilaporkan {} kali"
    write(cast, draft(cast.markus), text.format(12))
    skp = write(cast, draft(cast.yohana), text.format(10))
    assert codes(skp) == {"mutu.salinan.rekan": "teks"}
    last = cast.periode
    last.pk, last.tahun = None, 2025
    last.save()
    Skp.objects.filter(pegawai=cast.markus).update(pegawai=cast.yohana, periode=last)
    skp = Skp.objects.get(pk=skp.pk)
    assert codes(skp) == {"mutu.salinan.tahun_lalu": "teks"}


def test_the_surroundings_cost_three_queries_however_many_colleagues(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana)
    queries.surroundings(skp)
    counts = set()
    for person in (None, cast.markus):
        if person is not None:
            write(cast, draft(person), "Register kohort tercatat lengkap")
        with CaptureQueriesContext(connection) as caught:
            queries.surroundings(skp)
        counts.add(len(caught))
    assert counts == {3}


def test_the_page_says_it_without_javascript_and_the_draft_says_it_at_once(
    cast: Cast, draft: Begin, sign_in: SignIn
) -> None:
    skp = write(cast, draft(cast.yohana), "Menulis surat rujukan", teks="Surat", target_teks="12")
    row = skp.rencana_hasil_kerja.get()
    number, client = row.indikator.get().pk, sign_in(cast.yohana)
    page = f"/skp/{skp.pk}/hasil-kerja/{row.pk}/"
    said = BeautifulSoup(client.get(page).content, "html.parser").select_one("#id_teks_advice")
    assert said is not None
    assert "Ini kegiatan (“menulis”)" in said.get_text()
    assert "Anak Lampiran 1" in said.get_text()
    fields = {
        "version": skp.version, "teks": "Surat rujukan terbit pada hari yang sama", "jenis": "utama",
        "sumber": "lainnya", f"i{number}-teks": "Semua surat terbit", f"i{number}-target_jenis": "teks",
        f"i{number}-target_teks": "10–5 %",
    }  # fmt: skip
    advice = client.post(page, fields, headers={"X-Autosave": "1"}).json()["advice"]
    assert advice["teks"] == ""
    assert "“semua” tidak memberi ruang" in advice[f"i{number}-teks"]
    assert "Tulis yang kecil dahulu" in advice[f"i{number}-target_jenis"]


def test_advice_never_stops_an_skp_from_being_submitted(cast: Cast, complete: Begin, sign_in: SignIn) -> None:
    skp = complete(cast.yohana)
    row = skp.rencana_hasil_kerja.get()
    row.teks = "Menyusun laporan"
    row.save(update_fields=["teks"])
    client = sign_in(cast.yohana)
    assert "Ini kegiatan" in client.get(f"/skp/{skp.pk}/").content.decode()
    skp.refresh_from_db()
    assert client.post(f"/skp/{skp.pk}/ajukan/", {"version": skp.version}).status_code == 302


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_advice_takes_its_words(language: str) -> None:
    from django.utils.translation import override

    from kasuari.planning.hints import HINTS, hint
    from kasuari.regulation.mutu.saran import Saran

    with override(language):
        for code in HINTS:
            assert "{" not in hint(Saran(code, "rhk", (), ("satu", "dua"), "contoh"))
            assert hint(Saran(code, "rhk", ()))
