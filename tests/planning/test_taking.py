"""From the perjanjian kinerja into the SKP of who leads the unit: once, linked, never silently changed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from kasuari.accounts.queries import recent_notices
from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.models import Indikator, IndikatorPk, RencanaHasilKerja, Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk
from tests.cast import NOW, Cast
from tests.pk_builder import isian_pk, pk_csv

Begin = Callable[..., Skp]
SignIn = Callable[[Pegawai], Client]


@pytest.fixture
def promised(cast: Cast) -> None:
    """The perjanjian kinerja of Dinas Kesehatan: three indicators under two sasaran."""
    clerk = cast.actor(cast.lusia)
    impor = operations.read_pk_import(
        content=pk_csv(), name="pk.csv", instansi=cast.instansi, by=clerk, at=NOW
    )
    operations.apply_pk_import(impor=impor, version=0, by=clerk, at=NOW)


def _take(cast: Cast, skp: Skp) -> int:
    return operations.take_pk(skp=skp, version=skp.version, by=cast.actor(cast.paulus), at=NOW)


def _change(cast: Cast, **changes: object) -> None:
    item = queries.indikator_pk_rows(cast.actor(cast.lusia)).get(kode="PK-01")
    operations.change_indikator_pk(
        item=item,
        version=item.sasaran.perjanjian.version,
        isian=isian_pk(**{**_as_it_stands(item), **changes}),
        by=cast.actor(cast.lusia),
        at=NOW,
    )


def _as_it_stands(item: IndikatorPk) -> dict[str, object]:
    isian = queries.isian_of(item)
    return {name: getattr(isian, name) for name in type(isian).__slots__}


@pytest.mark.usefixtures("promised")
def test_each_sasaran_becomes_a_main_result_with_its_indicators(cast: Cast, draft: Begin) -> None:
    skp, entries = draft(cast.paulus, "kuantitatif"), AuditEntry.objects.count()
    assert _take(cast, skp) == 3
    assert AuditEntry.objects.count() == entries + 1
    assert AuditEntry.objects.latest("id").kind == "planning.pk_taken"
    first, second = skp.rencana_hasil_kerja.order_by("urutan")
    assert (first.teks, first.jenis, first.sumber) == ("Kesehatan ibu dan anak membaik", "utama", "pk")
    deaths, stunting = first.indikator.order_by("urutan")
    assert (deaths.teks, deaths.target_minimum, deaths.target_maksimum) == ("Angka kematian ibu", None, 240)
    assert (deaths.arah, deaths.baseline, deaths.satuan) == ("turun", 265, "per 100.000 KH")
    assert stunting.indikator_pk is not None
    assert stunting.indikator_pk.kode == "PK-02"
    assert [item.perspektif for item in second.indikator.all()] == ["anggaran"]
    codes = {
        item.code
        for item in queries.shortcomings(
            queries.skp_for(cast.actor(cast.paulus), skp.pk), on=skp.start_date
        ).wajib
    }
    assert "skp.perspektif.tanpa_anggaran" not in codes
    assert not any(code.startswith(("skp.target", "skp.perspektif", "skp.indikator")) for code in codes)


@pytest.mark.usefixtures("promised")
def test_nothing_is_taken_twice(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.paulus, "kuantitatif")
    _take(cast, skp)
    version = skp.version
    assert _take(cast, skp) == 0
    assert (skp.version, Indikator.objects.filter(rhk__skp=skp).count()) == (version, 3)
    with pytest.raises(Stale):
        operations.take_pk(skp=skp, version=version - 1, by=cast.actor(cast.paulus), at=NOW)


@pytest.mark.usefixtures("promised")
def test_what_was_typed_in_the_same_words_is_linked_and_its_difference_offered(
    cast: Cast, draft: Begin
) -> None:
    skp = draft(cast.paulus, "kuantitatif")
    own = IsianIndikator(
        teks="angka kematian  ibu",
        perspektif="penerima_layanan",
        target_jenis="angka",
        target_maksimum=Decimal(250),
        satuan="per 100.000 KH",
        arah="turun",
    )
    operations.add_rhk(
        skp=skp,
        version=skp.version,
        by=cast.actor(cast.paulus),
        at=NOW,
        rhk=IsianRhk(teks="Kesehatan ibu dan anak membaik", jenis="tambahan", indikator=(own,)),
    )
    _take(cast, skp)
    assert skp.rencana_hasil_kerja.count() == 2
    deaths = Indikator.objects.get(teks="angka kematian  ibu")
    assert (deaths.target_maksimum, deaths.rhk.jenis) == (250, "utama")
    offer = queries.pk_offer(skp)
    assert offer is not None
    (change,) = offer.changed
    assert [name for name, _before, _after in change.differences] == ["teks", "target", "baseline"]


@pytest.mark.usefixtures("promised")
def test_a_change_is_offered_to_the_draft_and_never_written_by_itself(
    cast: Cast, draft: Begin, django_capture_on_commit_callbacks: Any
) -> None:
    skp = draft(cast.paulus, "kuantitatif")
    _take(cast, skp)
    with django_capture_on_commit_callbacks(execute=True):
        _change(cast, target=Decimal(230), sasaran="Kesehatan ibu, bayi dan anak membaik")
    deaths = Indikator.objects.get(indikator_pk__kode="PK-01")
    assert deaths.target_maksimum == 240
    assert cast.paulus.user_id is not None
    (notice,) = recent_notices(user_id=cast.paulus.user_id, limit=5)
    assert "mengubah indikator PK" in str(notice.sentence)
    offer = queries.pk_offer(skp)
    assert offer is not None
    assert [(item.indikator.teks, [row[0] for row in item.differences]) for item in offer.changed] == [
        ("Angka kematian ibu", ["sasaran", "target"]),
        ("Prevalensi stunting", ["sasaran"]),
    ]
    by = cast.actor(cast.paulus)
    operations.use_pk_change(skp=skp, version=skp.version, indikator_id=deaths.pk, by=by, at=NOW)
    deaths.refresh_from_db()
    assert (deaths.target_maksimum, deaths.rhk.teks) == (230, "Kesehatan ibu, bayi dan anak membaik")
    assert AuditEntry.objects.latest("id").data["changed"] == ["sasaran", "target"]
    stunting = Indikator.objects.get(indikator_pk__kode="PK-02")
    operations.decline_pk_change(skp=skp, version=skp.version, indikator_id=stunting.pk, by=by, at=NOW)
    offer = queries.pk_offer(skp)
    assert offer is not None
    assert not offer.anything


@pytest.mark.usefixtures("promised")
def test_an_indicator_that_was_taken_out_is_told_and_kept(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.paulus, "kuantitatif")
    _take(cast, skp)
    item = queries.indikator_pk_rows(cast.actor(cast.lusia)).get(kode="PK-02")
    operations.remove_indikator_pk(
        item=item, version=item.sasaran.perjanjian.version, by=cast.actor(cast.lusia), at=NOW
    )
    offer = queries.pk_offer(skp)
    assert offer is not None
    (gone,) = offer.gone
    assert gone.teks == "Prevalensi stunting"
    operations.decline_pk_change(
        skp=skp, version=skp.version, indikator_id=gone.pk, by=cast.actor(cast.paulus), at=NOW
    )
    gone.refresh_from_db()
    assert gone.indikator_pk is None


@pytest.mark.usefixtures("promised")
def test_the_link_outlives_a_rewriting_of_the_whole_plan(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.paulus, "kuantitatif")
    _take(cast, skp)
    operations.fill_skp(
        skp=skp,
        version=skp.version,
        by=cast.actor(cast.paulus),
        at=NOW,
        rhk=[
            IsianRhk(
                teks="Kesehatan ibu dan anak membaik",
                sumber="pk",
                indikator=(IsianIndikator(teks="Angka kematian ibu"), IsianIndikator(teks="Lainnya")),
            )
        ],
    )
    row = RencanaHasilKerja.objects.get(skp=skp)
    assert row.sasaran_pk is not None
    assert [item.indikator_pk_id is not None for item in row.indikator.order_by("urutan")] == [True, False]


@pytest.mark.usefixtures("promised")
def test_who_may_not_take(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.paulus, "kuantitatif")
    with pytest.raises(NotAllowed):
        operations.take_pk(skp=skp, version=0, by=cast.actor(cast.lusia), at=NOW)
    midwife = draft(cast.yohana)
    with pytest.raises(Invalid) as refused:
        operations.take_pk(skp=midwife, version=0, by=cast.actor(cast.yohana), at=NOW)
    assert refused.value.code == "planning.no_pk"
    assert queries.pk_offer(draft(cast.hendrika)) is None


@pytest.mark.usefixtures("promised")
def test_the_head_takes_it_with_one_act(cast: Cast, draft: Begin, sign_in: SignIn) -> None:
    skp, client = draft(cast.paulus, "kuantitatif"), sign_in(cast.paulus)
    assert "3 indikator perjanjian kinerja" in client.get(f"/skp/{skp.pk}/").content.decode()
    page = client.get(f"/skp/{skp.pk}/perjanjian-kinerja/").content.decode()
    assert "Ambil semua ke SKP" in page
    assert "masih rancangan" in page
    answer = client.post(f"/skp/{skp.pk}/perjanjian-kinerja/ambil/", {"version": 0})
    assert answer.status_code == 302
    assert Indikator.objects.filter(rhk__skp=skp).count() == 3
    assert "sudah sama" in client.get(f"/skp/{skp.pk}/perjanjian-kinerja/").content.decode()
    _change(cast, target=Decimal(230))
    page = client.get(f"/skp/{skp.pk}/perjanjian-kinerja/").content.decode()
    assert "Pakai perubahan" in page
    deaths = Indikator.objects.get(indikator_pk__kode="PK-01")
    address = f"/skp/{skp.pk}/perjanjian-kinerja/{deaths.pk}"
    assert client.post(f"{address}/pakai/", {"version": 1}).status_code == 302
    assert client.post(f"{address}/pertahankan/", {"version": 2}).status_code == 422
