"""From draf to ditetapkan: who moves an SKP, what is written, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from kasuari.audit.models import AuditEntry
from kasuari.documents.models import Document
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import PenetapanPenilai
from kasuari.planning import operations, tasks
from kasuari.planning.models import Periode, Skp
from tests.cast import NOW, Cast
from tests.planning.conftest import later

Begin = Callable[..., Skp]


def _columns(skp: Skp) -> dict[str, object]:
    return dict(Skp.objects.filter(pk=skp.pk).values().get())


def _changed(before: dict[str, object], after: dict[str, object]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


def test_submitting_writes_the_step_and_one_event(cast: Cast, complete: Begin) -> None:
    skp = complete(cast.yohana)
    before, entries = _columns(skp), AuditEntry.objects.count()
    operations.submit_skp(skp=skp, version=skp.version, by=cast.actor(cast.yohana), at=later(1))
    assert _changed(before, _columns(skp)) == {"state", "version", "submitted_at", "submitted_by_id"}
    assert AuditEntry.objects.count() == entries + 1
    entry = AuditEntry.objects.latest("id")
    assert (entry.kind, entry.object_type, entry.object_id) == (
        "planning.skp_submitted",
        "planning.skp",
        skp.pk,
    )
    assert entry.pegawai_id == cast.yohana.pk
    assert entry.data == {"penilai": "Hendrika D'Arcy Wanimbo"}


def test_submitting_names_every_wajib_shortcoming_at_its_field(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana)
    with pytest.raises(Invalid) as refused:
        operations.submit_skp(skp=skp, version=skp.version, by=cast.actor(cast.yohana), at=NOW)
    assert refused.value.code == "planning.incomplete"
    assert {(item.code, item.path) for item in refused.value.problems} == {
        ("skp.hasil_kerja.tanpa_utama", "hasil_kerja"),
        ("skp.lampiran.dukungan_kosong", "lampiran/dukungan"),
        ("skp.lampiran.skema_kosong", "lampiran/skema"),
        ("skp.lampiran.konsekuensi_kosong", "lampiran/konsekuensi"),
    }
    assert all("PermenPANRB 6/2022" in item.basis for item in refused.value.problems)
    skp.refresh_from_db()
    assert skp.state == "draf"


def test_advice_does_not_stop_submitting(cast: Cast, complete: Begin) -> None:
    skp = complete(cast.yohana)
    row = skp.rencana_hasil_kerja.get()
    operations.change_rhk(
        skp=skp,
        version=skp.version,
        rhk_id=row.pk,
        rhk=operations.IsianRhk(teks=row.teks),
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    operations.submit_skp(skp=skp, version=skp.version, by=cast.actor(cast.yohana), at=later(1))
    assert skp.state == "diajukan"


@pytest.mark.parametrize("name", ["hendrika", "markus", "lusia", "agus", "andreas", "maria"])
def test_nobody_but_the_owner_submits(cast: Cast, complete: Begin, name: str) -> None:
    skp = complete(cast.yohana)
    with pytest.raises(NotAllowed) as refused:
        operations.submit_skp(skp=skp, version=skp.version, by=cast.actor(getattr(cast, name)), at=later(1))
    assert refused.value.code == "planning.not_owner"


def test_submitting_twice_changes_nothing_the_second_time(cast: Cast, complete: Begin) -> None:
    skp = complete(cast.yohana)
    version, again = skp.version, Skp.objects.get(pk=skp.pk)
    operations.submit_skp(skp=skp, version=version, by=cast.actor(cast.yohana), at=later(1))
    with pytest.raises(Stale):
        operations.submit_skp(skp=again, version=version, by=cast.actor(cast.yohana), at=later(2))
    assert AuditEntry.objects.filter(kind="planning.skp_submitted").count() == 1
    with pytest.raises(StateRefusal):
        operations.submit_skp(skp=skp, version=skp.version, by=cast.actor(cast.yohana), at=later(3))


def test_setting_freezes_people_and_contents_and_issues_the_paper(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    before = _columns(skp)
    operations.set_skp(skp=skp, version=skp.version, by=cast.actor(cast.hendrika), at=later(5))
    assert _changed(before, _columns(skp)) == {"state", "version", "set_at", "set_by_id", "edition", "fakta"}
    skp.refresh_from_db()
    assert skp.edition == "PermenPANRB-6-2022"
    assert skp.fakta["pegawai"]["nama"] == "Yohana Basik-Basik"
    assert skp.fakta["pegawai"]["pangkat"] == "Penata, III/c"
    assert skp.fakta["pegawai"]["jabatan"] == "Bidan Penyelia"
    assert skp.fakta["penilai"]["jabatan"] == "Kepala Puskesmas Sota"
    assert skp.fakta["penilai"]["unit_kerja"] == "Puskesmas Perbatasan Sota Indah"
    assert skp.fakta["hasil_kerja"][0]["teks"] == "Ibu hamil di wilayah kerja 1 terlayani sesuai standar"
    assert len(skp.fakta["perilaku"]) == 7
    kinds = AuditEntry.objects.filter(at=later(5)).values_list("kind", flat=True)
    assert sorted(kinds) == ["documents.issued", "documents.issued", "planning.skp_set"]
    issued = Document.objects.filter(object_type="planning.skp", object_id=skp.pk)
    assert sorted(issued.values_list("kind", flat=True)) == ["A.1.6", "A.1.8"]


@pytest.mark.parametrize("name", ["markus", "stefanus", "paulus", "lusia", "agus", "andreas", "maria"])
def test_nobody_but_the_penilai_sets(cast: Cast, submitted: Begin, name: str) -> None:
    skp = submitted(cast.yohana)
    with pytest.raises(NotAllowed) as refused:
        operations.set_skp(skp=skp, version=skp.version, by=cast.actor(getattr(cast, name)), at=later(5))
    assert refused.value.code == "planning.not_penilai"
    skp.refresh_from_db()
    assert skp.state == "diajukan"


def test_nobody_sets_or_returns_their_own(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    for act in (
        lambda: operations.set_skp(skp=skp, version=skp.version, by=cast.actor(cast.yohana), at=later(5)),
        lambda: operations.return_skp(
            skp=skp, version=skp.version, notes=[("", "x")], by=cast.actor(cast.yohana), at=later(5)
        ),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.code == "planning.self_approval"


def test_the_kepala_daerah_sets_the_skp_of_a_jpt(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.paulus)
    assert skp.penilai_id == cast.maria.pk
    operations.set_skp(skp=skp, version=skp.version, by=cast.actor(cast.maria), at=later(5))
    skp.refresh_from_db()
    assert skp.state == "ditetapkan"
    assert skp.fakta["penilai"]["nip"] is None
    assert skp.fakta["penilai"]["jabatan"] == "Gubernur Papua Selatan"


def test_a_replaced_penilai_sets_no_longer_and_the_new_one_does(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    PenetapanPenilai.objects.create(
        pegawai=cast.yohana,
        penilai=cast.paulus,
        dasar="Surat tugas",
        start_date=NOW.date(),
        decided_at=NOW,
        decided_by=cast.lusia.user,
    )
    with pytest.raises(NotAllowed):
        operations.set_skp(skp=skp, version=skp.version, by=cast.actor(cast.hendrika), at=later(5))
    changed = operations.refresh_penilai(pegawai_ids=[cast.yohana.pk], by=cast.actor(cast.lusia), at=later(6))
    assert changed == 1
    entry = AuditEntry.objects.latest("id")
    assert (entry.kind, entry.data["penilai_id"]) == ("planning.skp_penilai_changed", cast.paulus.pk)
    skp = Skp.objects.get(pk=skp.pk)
    operations.set_skp(skp=skp, version=skp.version, by=cast.actor(cast.paulus), at=later(7))
    assert Skp.objects.get(pk=skp.pk).state == "ditetapkan"
    again = operations.refresh_penilai(pegawai_ids=[cast.yohana.pk], by=cast.actor(cast.lusia), at=later(8))
    assert again == 0


def test_returning_keeps_the_notes_at_their_fields(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    before = _columns(skp)
    operations.return_skp(
        skp=skp,
        version=skp.version,
        notes=[("lampiran/skema", "  Sebutkan tanggalnya. "), ("", ""), ("", "Hampir selesai.")],
        by=cast.actor(cast.hendrika),
        at=later(5),
    )
    assert _changed(before, _columns(skp)) == {"state", "version"}
    assert list(skp.catatan.order_by("pk").values_list("path", "teks")) == [
        ("lampiran/skema", "Sebutkan tanggalnya."),
        ("", "Hampir selesai."),
    ]
    assert AuditEntry.objects.latest("id").data == {"count": 2}
    operations.submit_skp(skp=skp, version=skp.version, by=cast.actor(cast.yohana), at=later(6))
    assert skp.state == "diajukan"


def test_returning_without_a_word_is_refused(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    with pytest.raises(Invalid) as refused:
        operations.return_skp(
            skp=skp, version=skp.version, notes=[("", "  ")], by=cast.actor(cast.hendrika), at=later(5)
        )
    assert refused.value.code == "planning.no_notes"


def test_withdrawing_makes_it_a_draft_again(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    operations.withdraw_skp(skp=skp, version=skp.version, by=cast.actor(cast.yohana), at=later(5))
    skp.refresh_from_db()
    assert (skp.state, skp.submitted_at, skp.submitted_by_id) == ("draf", None, None)


def test_a_closed_year_takes_no_step(cast: Cast, complete: Begin) -> None:
    skp = complete(cast.yohana)
    Periode.objects.filter(pk=cast.periode.pk).update(state="ditutup")
    skp = Skp.objects.select_related("periode").get(pk=skp.pk)
    with pytest.raises(Refusal) as refused:
        operations.submit_skp(skp=skp, version=skp.version, by=cast.actor(cast.yohana), at=later(5))
    assert refused.value.code == "planning.periode_closed"


def test_a_set_skp_takes_no_word_more(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    operations.set_skp(skp=skp, version=skp.version, by=cast.actor(cast.hendrika), at=later(5), issue=False)
    with pytest.raises(NotAllowed) as refused:
        operations.set_lampiran(
            skp=skp, version=skp.version, jenis="skema", lines=["x"], by=cast.actor(cast.yohana), at=later(6)
        )
    assert refused.value.code == "planning.already_set"
    with pytest.raises(NotAllowed) as refused:
        operations.set_ekspektasi(
            skp=skp, version=skp.version, nilai=1, lines=["x"], by=cast.actor(cast.hendrika), at=later(6)
        )
    assert refused.value.code == "planning.already_set"


@pytest.mark.django_db(transaction=True)
def test_an_accepted_correction_moves_the_skp_to_the_new_penilai(cast: Cast, submitted: Begin) -> None:
    from kasuari.foundation.events import record
    from kasuari.organisation.events import KoreksiAccepted

    skp = submitted(cast.yohana)
    with transaction.atomic():
        PenetapanPenilai.objects.create(
            pegawai=cast.yohana,
            penilai=cast.paulus,
            dasar="Koreksi diterima",
            start_date=NOW.date(),
            decided_at=NOW,
            decided_by=cast.lusia.user,
        )
        record(
            KoreksiAccepted(
                by=cast.actor(cast.lusia),
                at=later(9),
                object_id=1,
                pegawai_id=cast.yohana.pk,
                pegawai="Yohana Basik-Basik",
                penilai="Paulus Kaize",
                start_date="2026-06-24",
                note="",
            )
        )
    found = Skp.objects.get(pk=skp.pk)
    assert (found.penilai_id, found.state, found.version) == (cast.paulus.pk, "diajukan", skp.version + 1)


def test_each_morning_waiting_skp_move_to_whoever_rates_from_that_day(
    cast: Cast, submitted: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    skp = submitted(cast.yohana)
    next_month = NOW + timedelta(days=30)
    PenetapanPenilai.objects.create(
        pegawai=cast.yohana,
        penilai=cast.paulus,
        dasar="Surat tugas",
        start_date=next_month.date(),
        decided_at=NOW,
        decided_by=cast.lusia.user,
    )
    assert tasks.follow_the_calendar.call() == 0
    monkeypatch.setattr(clock, "now", lambda: next_month)
    assert tasks.follow_the_calendar.call() == 1
    assert Skp.objects.get(pk=skp.pk).penilai_id == cast.paulus.pk
