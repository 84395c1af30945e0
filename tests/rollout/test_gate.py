"""The gate: measured, unknown is not passed, signed by whom it concerns; and the register that it reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kasuari.accounts.models import Notice
from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed
from kasuari.learning.lessons import PELAJARAN
from kasuari.learning.models import PelajaranSelesai
from kasuari.organisation.models import Pegawai
from kasuari.rollout import operations, queries, readiness
from kasuari.rollout.models import BarisSejajar, Gelombang, Kekurangan, KeputusanGerbang
from kasuari.rollout.queries.waves import people_below
from kasuari.surveys.models import HasilDenyut
from tests.cast import NOW, TODAY, Cast
from tests.rollout.acts import crew, do_without, lone_unit, member, running, wave
from tests.surveys.acts import open_wave

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db


def propose(cast: Cast, gelombang: Gelombang, putusan: str = "lanjut", alasan: str = "") -> KeputusanGerbang:
    return operations.propose_decision(
        gelombang=gelombang, putusan=putusan, alasan=alasan, by=cast.actor(cast.lusia), at=NOW
    )


def start(cast: Cast, gelombang: Gelombang) -> None:
    gelombang.refresh_from_db()
    operations.start_wave(gelombang=gelombang, version=gelombang.version, by=cast.actor(cast.lusia), at=NOW)


def report(cast: Cast, judul: str = "Bukti hilang", tingkat: str = "berat") -> Kekurangan:
    return operations.report_shortcoming(
        unit=cast.puskesmas,
        judul=judul,
        teks="Foto yang diunggah tidak ada lagi.",
        tingkat=tingkat,
        halaman="Realisasi",
        by=cast.actor(cast.yohana),
        at=NOW,
    )


def test_what_is_not_known_does_not_pass(cast: Cast) -> None:
    made = wave(cast, cast.puskesmas)
    found = {item.syarat.code: item for item in readiness.measure(made, on=TODAY)}
    assert found["akun"].value == 100
    assert found["penilai"].keadaan == "lulus"
    assert found["denyut"].value is None
    assert found["denyut"].keadaan == "tidak_diketahui"
    with pytest.raises(Invalid) as refusal:
        propose(cast, made)
    assert refusal.value.code == "rollout.gate_closed"
    said = str(refusal.value.reason.why)
    assert "denyut kesiapan (belum diketahui)" in said
    assert "sinyal diukur (0%, perlu 100%)" in said
    assert "akun" not in said


def test_a_gate_that_asks_for_nothing_does_not_call_it_met(cast: Cast, sign_in: SignIn) -> None:
    made = wave(cast, cast.puskesmas)
    do_without(cast, made)
    text = sign_in(cast.lusia).get(reverse("rollout:gate", args=[made.pk])).content.decode()
    assert "Tidak ada syarat yang dipakai" in text
    assert "Semua syarat terpenuhi" not in text


def test_a_wave_starts_only_through_its_gate(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    made = wave(cast, cast.puskesmas)
    with pytest.raises(Invalid) as refusal:
        start(cast, made)
    assert refusal.value.code == "rollout.no_decision"
    do_without(cast, made, keep=("akun", "penilai", "sinyal", "kekurangan"))
    operations.note_signal(anggota=member(made), sinyal="terbatas", by=cast.actor(cast.lusia), at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        decision = propose(cast, made)
    told = set(Notice.objects.values_list("user__name", flat=True))
    assert told == {cast.hendrika.nama, cast.andreas.nama}  # who leads the unit, and the PyB
    operations.sign_decision(keputusan=decision, by=cast.actor(cast.hendrika), at=NOW)
    with pytest.raises(Invalid) as refusal:
        start(cast, made)
    assert refusal.value.code == "rollout.not_signed"
    assert cast.andreas.nama in str(refusal.value.reason.why)
    with pytest.raises(NotAllowed) as denied:
        operations.sign_decision(keputusan=decision, by=cast.actor(cast.yohana), at=NOW)
    assert denied.value.code == "rollout.not_signer"
    operations.sign_decision(keputusan=decision, by=cast.actor(cast.andreas), at=NOW)
    start(cast, made)
    made.refresh_from_db()
    assert (made.state, made.started_by) == ("berjalan", cast.lusia.user)
    assert AuditEntry.objects.filter(kind="rollout.wave_started").count() == 1


def test_a_comparison_is_never_started(cast: Cast) -> None:
    made = wave(cast, cast.puskesmas, jenis="pembanding")
    with pytest.raises(Invalid) as refusal:
        propose(cast, made)
    assert refusal.value.code == "rollout.comparison"


def test_a_later_decision_takes_the_place_of_the_first(cast: Cast) -> None:
    made = wave(cast, cast.puskesmas)
    with pytest.raises(Invalid):
        propose(cast, made, "tunda")  # without a reason
    propose(cast, made, "tunda", "Akun belum dibagikan")
    do_without(cast, made)
    second = propose(cast, made)
    assert queries.decision_of(made) == second
    assert KeputusanGerbang.objects.count() == 2


def test_a_grave_shortcoming_shuts_the_next_gate_until_its_unit_has_verified(cast: Cast) -> None:
    made = wave(cast, cast.puskesmas_lain, nama="Gelombang 2", jenis="lanjutan")
    do_without(cast, made, keep=("kekurangan",))
    found, clerk = report(cast), cast.actor(cast.lusia)
    with pytest.raises(Invalid):
        propose(cast, made)
    operations.decide_shortcoming(
        kekurangan=found, version=0, accept=True, alasan="Diperbaiki pekan ini", by=clerk, at=NOW
    )
    found.refresh_from_db()
    operations.repair_shortcoming(kekurangan=found, version=1, rilis="1.4.2", by=clerk, at=NOW)
    found.refresh_from_db()
    for stranger in (cast.lusia, cast.stefanus):
        with pytest.raises(NotAllowed) as denied:
            operations.verify_shortcoming(kekurangan=found, version=2, by=cast.actor(stranger), at=NOW)
        assert denied.value.code == "rollout.not_reporter"
    operations.reopen_shortcoming(
        kekurangan=found, version=2, alasan="Foto kedua masih hilang", by=cast.actor(cast.markus), at=NOW
    )
    found.refresh_from_db()
    assert found.state == "diterima"
    operations.repair_shortcoming(kekurangan=found, version=3, rilis="1.4.3", by=clerk, at=NOW)
    found.refresh_from_db()
    operations.verify_shortcoming(kekurangan=found, version=4, by=cast.actor(cast.markus), at=NOW)
    assert propose(cast, made).putusan == "lanjut"


def test_differences_of_a_parallel_run_are_decided_row_by_row(cast: Cast, sign_in: SignIn) -> None:
    unit = lone_unit(cast)
    people = crew(cast, unit, 3)
    made = running(cast, unit, cast.puskesmas)
    rows = [f"{people[0].nip},Baik,{cast.paulus.nip}", f"{cast.yohana.nip},,{cast.paulus.nip}"]
    rows.append(f"{cast.markus.nip},,{cast.hendrika.nip}")
    content = ("NIP,Predikat,NIP Penilai\n" + "\n".join(rows)).encode()
    operations.compare_file(
        gelombang=made,
        periode_evaluasi=cast.triwulan(1),
        content=content,
        name="e.csv",
        keterangan="",
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    differ = BarisSejajar.objects.filter(sama=False)
    assert not differ.filter(nip=cast.markus.nip).exists()
    row = differ.get(nip=cast.yohana.nip)
    assert (row.mereka_teks, row.kita_teks) == (cast.paulus.nip, cast.hendrika.nip)
    assert differ.get(nip=people[0].nip, hal="predikat").kita_teks == ""
    operations.decide_difference(
        baris=row, putusan="kita", catatan="Puskesmas dipimpin Hendrika", by=cast.actor(cast.lusia), at=NOW
    )
    page = sign_in(cast.lusia).get(reverse("rollout:parallel", args=[made.pk]))
    assert "Kita yang benar" in page.content.decode()
    assert sign_in(cast.paulus).get(reverse("rollout:parallel", args=[made.pk])).status_code == 403


def test_signs_are_by_unit_and_hide_a_small_one(cast: Cast) -> None:
    large, small = lone_unit(cast), lone_unit(cast, "Puskesmas Kecil", "pusk3")
    crew(cast, large, 6)
    crew(cast, small, 2, first=20)
    running(cast, large, small)
    waiting = lone_unit(cast, "Puskesmas Menunggu", "pusk4")
    crew(cast, waiting, 6, first=40)
    wave(cast, waiting, nama="Gelombang 2", jenis="lanjutan")
    assert not any(row.signs for row in queries.signs_of(cast.instansi, on=TODAY))  # it only just began
    later = TODAY + timedelta(days=22)
    by_name = {row.nama: row for row in queries.signs_of(cast.instansi, on=later)}
    assert by_name["Puskesmas Menunggu"].signs == ()  # its turn has not come
    assert by_name["Puskesmas Kecil"].hidden
    assert by_name["Puskesmas Kecil"].signs == ()
    (late,) = by_name["Puskesmas Kimaam"].signs
    assert (late.tanda, late.count, late.of) == ("terlambat", 6, 6)
    operations.offer_help(
        unit=large, tanda="terlambat", teks="Kunjungan dua jam", by=cast.actor(cast.lusia), at=NOW
    )
    again = {row.nama: row for row in queries.signs_of(cast.instansi, on=later)}
    assert [item.teks for item in again["Puskesmas Kimaam"].offered] == ["Kunjungan dua jam"]


def test_the_set_up_knows_by_itself_what_is_done(cast: Cast, sign_in: SignIn) -> None:
    steps = queries.steps_of(cast.instansi, on=TODAY)
    assert [step.done for step in steps] == [True, True, True, True, True, False, False, False]
    running(cast, cast.puskesmas)
    again = queries.steps_of(cast.instansi, on=TODAY)
    assert [step.done for step in again] == [True, True, True, True, True, True, False, True]
    page = sign_in(cast.lusia).get(reverse("rollout:setup")).content.decode()
    assert "7 dari 8 langkah selesai" in page
    assert "Tetapkan ukuran" in page
    assert "waktu yang sebenarnya lebih lama" in page


def test_lessons_and_the_pulse_are_measured(cast: Cast) -> None:
    made = wave(cast, cast.puskesmas)
    people = [person for person, _user in people_below([cast.puskesmas.path], on=TODAY)[cast.puskesmas.path]]
    needed = [item.kode for item in PELAJARAN if item.peran == "pegawai"]
    for kode in needed:
        PelajaranSelesai.objects.create(pegawai_id=people[0], kode=kode, done_date=TODAY)
    PelajaranSelesai.objects.create(pegawai_id=people[1], kode=needed[0], done_date=TODAY)
    denyut = open_wave(cast)
    HasilDenyut.objects.create(
        denyut=denyut, unit=cast.puskesmas, isi={"jawaban": 9, "butir": {}, "skala": {"C": "3.4"}}
    )
    found = {item.syarat.code: item for item in readiness.measure(made, on=denyut.last_date)}
    assert found["pelajaran"].value == 100 / len(people)
    assert found["pelajaran"].keadaan == "belum"
    assert found["denyut"].value == 3.4
    assert found["denyut"].keadaan == "lulus"
