"""The pages of plans for many: chosen, shown, followed, reworded, taken back; few queries however many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kasuari.organisation.models import Pegawai, Penugasan
from kasuari.planning import operations
from kasuari.planning.models import (
    BarisMassal,
    Indikator,
    KolomMatriks,
    Matriks,
    RencanaHasilKerja,
    RencanaMassal,
    Skp,
)
from kasuari.planning.operations import IsianIndikator, IsianRhk, PilihanMassal
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("jobs_at_once")

LINES = {
    f"i{n}-{name}": value for n in (0, 1) for name, value in (("target_jenis", "teks"), ("arah", "naik"))
}
WORDS = LINES | {"paling_banyak": 4, "pendekatan": "kuantitatif", "teks": "Warga terlayani dengan ramah"}


def post(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"planning:{name}", args=args), data)


def get(client: Client, name: str, *args: Any, **data: Any) -> str:
    answer = client.get(reverse(f"planning:{name}", args=args), data)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_from_the_choice_to_the_preview_the_run_and_back(
    cast: Cast, complete: Callable[..., Skp], sign_in: Callable[[Pegawai], Client]
) -> None:
    complete(cast.yohana)
    client = sign_in(cast.lusia)
    assert "Lembar kerja SKP" in get(client, "massal")
    answer = post(client, "massal", unit=cast.puskesmas.pk, **WORDS)
    massal = RencanaMassal.objects.get()
    assert answer["Location"] == reverse("planning:massal_run", args=[massal.pk])
    page = get(client, "massal_run", massal.pk)
    assert "Pratinjau: 2 SKP akan ditulis, 1 pegawai dilewati." in page
    assert "Warga terlayani dengan ramah" in page
    assert "Yohana" in get(client, "massal_run", massal.pk, tampil="massal_written")
    assert client.get(reverse("planning:massal_run", args=[massal.pk]), {"tampil": "x"}).status_code == 404
    assert not BarisMassal.objects.exists()
    post(client, "massal_begin", massal.pk, version=0)
    massal.refresh_from_db()
    page = get(client, "massal_run", massal.pk)
    assert "2 SKP ditulis, 1 pegawai dilewati." in page
    assert "SKP ini sudah berisi tulisan" in page
    assert client.get(reverse("planning:massal_progress", args=[massal.pk]))["HX-Refresh"] == "true"
    page = get(client, "massal_wordings", massal.pk)
    assert "2 dari 2 orang masih memakainya" in page
    group = operations.groups_of(massal)[0]
    assert post(client, "massal_reword", massal.pk, group.id, teks=WORDS["teks"]).status_code == 422
    post(client, "massal_reword", massal.pk, group.id, teks="Warga terlayani tanpa antre")
    change = RencanaMassal.objects.get(jenis="ubah")
    assert "Warga terlayani tanpa antre" in get(client, "massal_run", change.pk)
    post(client, "massal_begin", change.pk, version=0)
    assert RencanaHasilKerja.objects.filter(teks="Warga terlayani tanpa antre").count() == 2
    assert "2 SKP belum disentuh siapa pun" in get(client, "massal_undo", massal.pk)
    massal.refresh_from_db()
    post(client, "massal_undo", massal.pk, version=massal.version)
    assert Skp.objects.count() == 1


def test_a_choice_without_a_source_says_what_to_do(cast: Cast, sign_in: Callable[[Pegawai], Client]) -> None:
    answer = post(sign_in(cast.lusia), "massal", **{**WORDS, "teks": ""})
    assert answer.status_code == 422
    assert "Belum ada sumber yang dipilih." in answer.content.decode()


def test_work_that_stopped_can_be_continued(cast: Cast, sign_in: Callable[[Pegawai], Client]) -> None:
    client = sign_in(cast.lusia)
    post(client, "massal", unit=cast.puskesmas.pk, **WORDS)
    massal = RencanaMassal.objects.get()
    post(client, "massal_begin", massal.pk, version=0)
    RencanaMassal.objects.update(state="berjalan", job="gone")
    BarisMassal.objects.filter(pegawai=cast.markus).update(state="menunggu", skp=None)
    Skp.objects.filter(pegawai=cast.markus).delete()
    assert "Pekerjaan ini berhenti sebelum selesai." in get(client, "massal_run", massal.pk)
    massal.refresh_from_db()
    post(client, "massal_continue", massal.pk, version=massal.version)
    massal.refresh_from_db()
    assert (massal.state, Skp.objects.count()) == ("diterapkan", 3)


def test_the_penilai_sees_only_those_below(cast: Cast, sign_in: Callable[[Pegawai], Client]) -> None:
    client = sign_in(cast.hendrika)
    assert "Untuk semua pegawai yang Anda nilai." in get(client, "massal")
    post(client, "massal", **WORDS)
    page = get(client, "massal_run", RencanaMassal.objects.get().pk)
    assert "Yohana" in page
    assert "Rosa" not in page


@pytest.mark.parametrize("people", [1, 3])
def test_the_preview_asks_as_often_for_three_as_for_one(
    people: int, cast: Cast, sign_in: Callable[[Pegawai], Client], django_assert_num_queries: Any
) -> None:
    templat = (IsianRhk(teks="Warga terlayani", indikator=(IsianIndikator(teks="Keluhan"),)),)
    jabatan = cast.penugasan(cast.rosa).jabatan_id
    if people == 3:
        Penugasan.objects.filter(pegawai__in=[cast.yohana, cast.markus]).update(jabatan_id=jabatan)
    massal = operations.prepare_massal(
        periode=cast.periode,
        pilihan=PilihanMassal(templat=templat, sumber=(), jabatan_id=jabatan),
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    client = sign_in(cast.lusia)
    get(client, "massal_run", massal.pk)
    with django_assert_num_queries(24):
        get(client, "massal_run", massal.pk)


def test_an_indikator_that_nobody_carries_leads_to_its_column(
    cast: Cast, complete: Callable[..., Skp], sign_in: Callable[[Pegawai], Client]
) -> None:
    leader = complete(cast.hendrika)
    complete(cast.yohana)
    client = sign_in(cast.hendrika)
    assert "Buka matriks untuk membaginya" in get(client, "coverage")
    matriks = operations.open_matriks(skp=leader, by=cast.actor(cast.hendrika), at=NOW)
    line = Indikator.objects.get(rhk__skp=leader)
    address = reverse("planning:matriks_column", args=[matriks.pk, f"i{line.pk}"])
    assert f'href="{address}"' in get(client, "coverage")
    assert client.get(address).status_code == 200
    assert (Matriks.objects.count(), KolomMatriks.objects.count()) == (1, 0)
