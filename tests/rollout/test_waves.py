"""Waves: a unit in one alone, switches that cost no query and lose nothing, a time when nothing counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kasuari.accounts.models import Notice
from kasuari.audit.models import AuditEntry
from kasuari.evaluation.models import AturanTpp, Evaluasi
from kasuari.evaluation.queries import signed_predikat
from kasuari.evaluation.queries.export import siasn_rows, tpp_rows
from kasuari.foundation.functions import EVERYTHING_ON, Fungsi, counted
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai
from kasuari.rollout import operations
from kasuari.rollout.models import AnggotaGelombang, Gelombang
from tests.cast import NOW, TODAY, Cast
from tests.evaluation.acts import give_capaian, rate, sign
from tests.planning_builder import set_skp_for
from tests.rollout.acts import member, running, switch, wave

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db

TPP = AturanTpp(
    dasar="Peraturan Gubernur rekaan",
    sangat_baik=100,
    baik=100,
    butuh_perbaikan=85,
    kurang=70,
    sangat_kurang=50,
)


def test_without_waves_everything_is_on(cast: Cast) -> None:
    assert cast.actor(cast.yohana).standing == EVERYTHING_ON


def test_a_unit_goes_into_one_wave_alone(cast: Cast) -> None:
    first = wave(cast, cast.puskesmas)
    with pytest.raises(Invalid) as refusal:
        wave(cast, cast.puskesmas, nama="Gelombang 2")
    assert refusal.value.code == "rollout.unit_elsewhere"
    with pytest.raises(Invalid) as refusal:  # the dinas would bring its puskesmas along
        wave(cast, cast.dinkes, nama="Gelombang 3")
    assert refusal.value.code == "rollout.unit_within"
    assert "Gelombang 1" in str(refusal.value.reason.why)
    assert AnggotaGelombang.objects.get().gelombang == first


def test_units_stay_once_the_wave_runs(cast: Cast) -> None:
    made = running(cast, cast.puskesmas)
    for act in (
        lambda: operations.remove_unit(anggota=member(made), by=cast.actor(cast.lusia), at=NOW),
        lambda: operations.add_unit(
            gelombang=made, unit=cast.puskesmas_lain, by=cast.actor(cast.lusia), at=NOW
        ),
    ):
        with pytest.raises(Invalid) as refusal:
            act()
        assert refusal.value.code == "rollout.running"


def test_only_the_clerk_arranges(cast: Cast) -> None:
    for person in (cast.yohana, cast.paulus, cast.andreas, cast.agus):
        with pytest.raises(NotAllowed) as refusal:
            operations.make_wave(
                instansi=cast.instansi, nama="X", jenis="pilot", by=cast.actor(person), at=NOW
            )
        assert refusal.value.code == "rollout.not_clerk"
    assert not Gelombang.objects.exists()


def test_a_function_is_on_from_its_day_once_the_wave_runs(cast: Cast) -> None:
    made = wave(cast, cast.puskesmas)
    switch(cast, made, "skp", since=TODAY + timedelta(days=7))
    assert not cast.actor(cast.yohana).standing.has("skp")
    assert cast.actor(cast.rosa).standing == EVERYTHING_ON  # another puskesmas, in no wave
    Gelombang.objects.update(state="berjalan", started_at=NOW, started_by=cast.lusia.user)
    assert not cast.actor(cast.yohana).standing.has("skp")
    later = cast.actor(cast.yohana, on=TODAY + timedelta(days=7)).standing
    assert later.has("skp")
    assert later.off == frozenset(Fungsi.values) - {"skp"}


def test_a_switch_costs_no_query(cast: Cast, sign_in: SignIn, django_assert_num_queries: object) -> None:
    made = running(cast, cast.puskesmas)
    with django_assert_num_queries(2):  # type: ignore[operator]
        cast.actor(cast.yohana)
    switch(cast, made, "skp")
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert cast.actor(cast.yohana).standing.has("skp")


def test_what_is_off_can_be_read_and_is_not_written(cast: Cast, sign_in: SignIn) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, state="draf")
    made = running(cast, cast.puskesmas)
    switch(cast, made, "realisasi")
    yohana, path = sign_in(cast.yohana), reverse("planning:skp", args=[skp.pk])
    page = yohana.get(path)
    assert page.status_code == 200
    assert "SKP dan rencana belum menyala bagi unit Anda (Gelombang 1)" in page.content.decode()
    sent = yohana.post(reverse("planning:submit", args=[skp.pk]), {"version": skp.version})
    assert sent.status_code == 403
    assert "Yang sudah ditulis tetap tersimpan" in sent.content.decode()
    skp.refresh_from_db()
    assert skp.state == "draf"
    with translation.override("en"):
        yohana.cookies["django_language"] = "en"
        assert "is not switched on for your unit" in yohana.get(path).content.decode()
    switch(cast, made, "skp")
    assert yohana.post(reverse("planning:submit", args=[skp.pk]), {"version": skp.version}).status_code != 403


def test_the_clerk_of_the_agency_is_never_stopped(cast: Cast, sign_in: SignIn) -> None:
    running(cast, cast.bkpsdm)
    sent = sign_in(cast.lusia).post(reverse("planning:remind"), {})
    assert sent.status_code != 403


def test_switching_off_tells_everybody_there(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    made = running(cast, cast.puskesmas)
    switch(cast, made, "skp")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        switch(cast, made, "skp", on=False, since=TODAY + timedelta(days=1))
    told = set(Notice.objects.values_list("user__name", flat=True))
    assert told == {person.nama for person in (cast.yohana, cast.markus, cast.hendrika)}
    entry = AuditEntry.objects.get(kind="rollout.switched_off")
    assert entry.data["alasan"] == "Menunggu pelatihan ulang."
    assert made.sakelar == {"skp": [["2026-06-24", True], ["2026-06-25", False]]}


def test_switching_off_says_why(cast: Cast) -> None:
    made = running(cast, cast.puskesmas)
    with pytest.raises(Invalid) as refusal:
        operations.switch(
            gelombang=made,
            version=0,
            fungsi="skp",
            on=False,
            tanggal=date(2026, 6, 1),
            by=cast.actor(cast.lusia),
            at=NOW,
        )
    assert {item.path for item in refusal.value.problems} == {"tanggal", "alasan"}


def test_whoever_was_evaluated_may_object_for_ever(cast: Cast) -> None:
    made = running(cast, cast.puskesmas)
    switch(cast, made, "evaluasi")
    switch(cast, made, "evaluasi", on=False, since=TODAY + timedelta(days=1))
    later = cast.actor(cast.yohana, on=TODAY + timedelta(days=30)).standing
    assert not later.has("evaluasi")
    assert later.has("keberatan")


def test_two_clerks_do_not_overwrite_each_other(cast: Cast) -> None:
    made = running(cast, cast.puskesmas)
    stale = Gelombang.objects.get(pk=made.pk)
    switch(cast, made, "skp")
    with pytest.raises(Stale):
        operations.switch(
            gelombang=stale,
            version=stale.version,
            fungsi="evaluasi",
            on=True,
            tanggal=TODAY,
            by=cast.actor(cast.lusia),
            at=NOW,
        )


def test_in_practice_all_works_and_nothing_counts(cast: Cast, sign_in: SignIn) -> None:
    give_capaian(cast)
    made = wave(cast, cast.puskesmas)
    operations.begin_practice(gelombang=made, version=0, by=cast.actor(cast.lusia), at=NOW)
    standing = cast.actor(cast.yohana).standing
    assert standing.practice
    assert standing.off == frozenset()
    page = sign_in(cast.yohana).get("/")
    assert "Masa pengenalan." in page.content.decode()
    assert "Masa pengenalan." not in sign_in(cast.rosa).get("/").content.decode()

    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    signed = sign(cast, rate(cast, skp))
    rule = counted(unit="skp__unit", moment="signed_at")
    assert not Evaluasi.objects.filter(rule, pk=signed.pk).exists()
    assert signed_predikat([cast.yohana.pk]) == []  # no angka kredit comes of it
    assert list(siasn_rows(signed.periode_evaluasi)) == []
    (paid,) = [row for row in tpp_rows(signed.periode_evaluasi, TPP) if row[0] == cast.yohana.nip]
    assert paid[4:] == (None, None, None, None, None, None, "Masa pengenalan")
    made.refresh_from_db()
    operations.end_practice(
        gelombang=made, version=made.version, by=cast.actor(cast.lusia), at=NOW + timedelta(hours=1)
    )
    assert not Evaluasi.objects.filter(rule, pk=signed.pk).exists()  # it still was practice
    Gelombang.objects.update(
        pengenalan_start_at=NOW - timedelta(days=9), pengenalan_end_at=NOW - timedelta(days=2)
    )
    assert Evaluasi.objects.filter(rule, pk=signed.pk).exists()
    assert len(list(siasn_rows(signed.periode_evaluasi))) == 1
    (paid,) = [row for row in tpp_rows(signed.periode_evaluasi, TPP) if row[0] == cast.yohana.nip]
    assert (paid[8], paid[10]) == (TPP.baik, "")
    made.refresh_from_db()
    with pytest.raises(Invalid) as refusal:
        operations.begin_practice(gelombang=made, version=made.version, by=cast.actor(cast.lusia), at=NOW)
    assert refusal.value.code == "rollout.practised_already"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_waves_has_no_query_per_row(
    rows: int, cast: Cast, sign_in: SignIn, django_assert_num_queries: object
) -> None:
    for number in range(rows):
        wave(cast, nama=f"Gelombang {number}")
    lusia = sign_in(cast.lusia)
    with django_assert_num_queries(6):  # type: ignore[operator]
        page = lusia.get(reverse("rollout:waves"))
    assert page.content.decode().count('href="/gelombang/') >= rows
