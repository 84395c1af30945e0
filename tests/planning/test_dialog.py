"""The dialog kinerja: written by one, known to both, fixed from then on (Pasal 7 ayat (2)-(3))."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.http import Http404

from kasuari.accounts.models import Notice
from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.access_dialog import can_begin_dialog
from kasuari.planning.models import DialogKinerja, Kesepakatan, Periode, Skp
from kasuari.planning.operations import IsianDialog, IsianKesepakatan
from tests.cast import NOW, TODAY, Cast
from tests.planning.conftest import later

Begin = Callable[..., Skp]
ISIAN = IsianDialog(
    dialog_date=TODAY,
    tempat="Ruang kepala puskesmas",
    topik={
        "hasil_kerja": " Ibu hamil terlayani sesuai standar. ",
        "konsekuensi": " ",
        "skema": "Tiap dua minggu.",
    },
    kesepakatan=(
        IsianKesepakatan(
            pihak="pimpinan", teks="Menambah satu tenaga pencatat", due_date=TODAY + timedelta(7)
        ),
        IsianKesepakatan(teks="  "),
        IsianKesepakatan(pihak="pegawai", teks="Menyusun jadwal kunjungan rumah"),
    ),
)


@pytest.fixture
def skp(draft: Begin, cast: Cast) -> Skp:
    return draft(cast.yohana)


def begun(cast: Cast, skp: Skp, by: Pegawai, isian: IsianDialog = ISIAN) -> DialogKinerja:
    dialog = operations.begin_dialog(skp=skp, by=cast.actor(by), at=NOW)
    return operations.write_dialog(
        dialog=dialog, version=dialog.version, isian=isian, by=cast.actor(by), at=NOW
    )


def shared(cast: Cast, skp: Skp, by: Pegawai, isian: IsianDialog = ISIAN) -> DialogKinerja:
    dialog = begun(cast, skp, by, isian)
    return operations.share_dialog(dialog=dialog, version=dialog.version, by=cast.actor(by), at=later(1))


def known(cast: Cast, skp: Skp, teks: str = "") -> DialogKinerja:
    """Written by Hendrika, acknowledged by Yohana."""
    dialog = shared(cast, skp, cast.hendrika)
    return operations.acknowledge_dialog(
        dialog=dialog, version=dialog.version, teks=teks, by=cast.actor(cast.yohana), at=later(2)
    )


@pytest.mark.parametrize("name", ["yohana", "hendrika"])
def test_either_side_writes_it_down(cast: Cast, skp: Skp, name: str) -> None:
    dialog = begun(cast, skp, getattr(cast, name))
    found = queries.dialog_for(cast.actor(getattr(cast, name)), dialog.pk)
    assert (found.penulis, found.pimpinan, found.state) == (getattr(cast, name), cast.hendrika, "draf")
    assert {row.topik: row.teks for row in found.topik.all()} == {
        "hasil_kerja": "Ibu hamil terlayani sesuai standar.",
        "skema": "Tiap dua minggu.",
    }
    assert [(row.urutan, row.pihak, row.teks) for row in found.kesepakatan.all()] == [
        (1, "pimpinan", "Menambah satu tenaga pencatat"),
        (2, "pegawai", "Menyusun jadwal kunjungan rumah"),
    ]
    kinds = list(AuditEntry.objects.filter(object_type="planning.dialog").values_list("kind", "data"))
    assert [kind for kind, _data in kinds] == ["planning.dialog_begun", "planning.dialog_written"]
    assert kinds[1][1] == {"topik": 2, "kesepakatan": 2}  # no word of a private draft


@pytest.mark.parametrize("name", ["markus", "stefanus", "lusia", "agus", "andreas"])
def test_nobody_else_begins_one(cast: Cast, skp: Skp, name: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        operations.begin_dialog(skp=skp, by=cast.actor(getattr(cast, name)), at=NOW)
    assert refused.value.code == "planning.dialog_not_side"


def test_the_atasan_begins_one_after_january_and_not_before(cast: Cast, skp: Skp) -> None:
    """Lampiran BAB II C.5: the pegawai then talks with the atasan of the penilai."""
    assert not can_begin_dialog(cast.actor(cast.paulus, on=date(2026, 1, 20)), skp)
    dialog = operations.begin_dialog(skp=skp, by=cast.actor(cast.paulus), at=NOW)
    assert dialog.pimpinan == cast.paulus


def test_in_a_closed_year_nobody_begins_one(cast: Cast, skp: Skp) -> None:
    Periode.objects.update(state="ditutup")
    skp.periode.refresh_from_db()
    with pytest.raises(NotAllowed) as refused:
        operations.begin_dialog(skp=skp, by=cast.actor(cast.yohana), at=NOW)
    assert refused.value.code == "planning.periode_closed"


def test_without_a_penilai_the_owner_is_told_what_to_do(cast: Cast, skp: Skp) -> None:
    skp.penilai_id = None
    with pytest.raises(Invalid) as refused:
        operations.begin_dialog(skp=skp, by=cast.actor(cast.yohana), at=NOW)
    assert refused.value.code == "planning.dialog_no_pimpinan"


@pytest.mark.parametrize("reader", ["hendrika", "paulus", "lusia", "agus", "andreas", "markus"])
def test_a_draft_exists_for_its_writer_alone(cast: Cast, skp: Skp, reader: str) -> None:
    dialog = begun(cast, skp, cast.yohana)
    actor = cast.actor(getattr(cast, reader))
    with pytest.raises(Http404):
        queries.dialog_for(actor, dialog.pk)
    assert list(queries.dialogs_of(actor, skp)) == []


@pytest.mark.parametrize(
    ("reader", "may"),
    [
        ("yohana", True),
        ("hendrika", True),
        ("paulus", True),
        ("lusia", True),
        ("agus", True),
        ("andreas", False),
        ("maria", False),
        ("markus", False),
        ("stefanus", False),
    ],
)
def test_a_shared_record_is_read_by_those_near_it(cast: Cast, skp: Skp, reader: str, may: bool) -> None:
    dialog = shared(cast, skp, cast.hendrika)
    found = list(queries.dialogs_of(cast.actor(getattr(cast, reader)), skp))
    assert [row.pk for row in found] == ([dialog.pk] if may else [])


def test_sharing_tells_the_other_side_and_fixes_the_words(
    cast: Cast, skp: Skp, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        dialog = shared(cast, skp, cast.hendrika)
    assert (dialog.state, dialog.shared_by_id) == ("dibagikan", cast.hendrika.user_id)
    notice = Notice.objects.get(kind="planning.dialog_shared")
    assert (notice.user_id, notice.link) == (cast.yohana.user_id, f"/dialog/{dialog.pk}/")
    with pytest.raises(NotAllowed) as refused:
        operations.write_dialog(
            dialog=dialog, version=dialog.version, isian=ISIAN, by=cast.actor(cast.hendrika), at=later(2)
        )
    assert refused.value.code == "planning.dialog_fixed"
    with pytest.raises(NotAllowed) as refused:
        operations.acknowledge_dialog(
            dialog=dialog, version=dialog.version, by=cast.actor(cast.hendrika), at=later(2)
        )
    assert refused.value.code == "planning.dialog_own"


def test_acknowledging_is_not_agreeing_and_may_carry_a_remark(cast: Cast, skp: Skp) -> None:
    dialog = known(cast, skp, teks="  Menurut saya targetnya terlalu tinggi. ")
    found = queries.dialog_for(cast.actor(cast.hendrika), dialog.pk)
    assert (found.state, found.acknowledged_by_id) == ("diketahui", cast.yohana.user_id)
    assert [(row.teks, row.written_by_id) for row in found.tanggapan.all()] == [
        ("Menurut saya targetnya terlalu tinggi.", cast.yohana.user_id)
    ]
    entry = AuditEntry.objects.latest("id")
    assert (entry.kind, entry.data["with_remark"]) == ("planning.dialog_acknowledged", True)


def test_once_both_know_it_nothing_changes_any_more(cast: Cast, skp: Skp) -> None:
    dialog = known(cast, skp)
    before = DialogKinerja.objects.filter(pk=dialog.pk).values().get()
    by = cast.actor(cast.hendrika)
    for act in (
        lambda: operations.write_dialog(
            dialog=dialog, version=dialog.version, isian=ISIAN, by=by, at=later(3)
        ),
        lambda: operations.withdraw_dialog(dialog=dialog, version=dialog.version, by=by, at=later(3)),
        lambda: operations.discard_dialog(dialog=dialog, version=dialog.version, by=by, at=later(3)),
        lambda: operations.share_dialog(dialog=dialog, version=dialog.version, by=by, at=later(3)),
    ):
        with pytest.raises((NotAllowed, StateRefusal)):
            act()
    assert DialogKinerja.objects.filter(pk=dialog.pk).values().get() == before
    operations.add_tanggapan(dialog=dialog, teks="Tenaganya sudah datang.", by=by, at=later(4))
    assert [row.teks for row in dialog.tanggapan.order_by("pk")] == ["Tenaganya sudah datang."]
    assert DialogKinerja.objects.filter(pk=dialog.pk).values().get() == before


def test_the_writer_takes_it_back_until_it_is_known(cast: Cast, skp: Skp) -> None:
    dialog = shared(cast, skp, cast.hendrika)
    with pytest.raises(NotAllowed):
        operations.withdraw_dialog(
            dialog=dialog, version=dialog.version, by=cast.actor(cast.yohana), at=later(2)
        )
    operations.withdraw_dialog(
        dialog=dialog, version=dialog.version, by=cast.actor(cast.hendrika), at=later(2)
    )
    found = DialogKinerja.objects.get()
    assert (found.state, found.shared_at, found.shared_by) == ("draf", None, None)
    with pytest.raises(Http404):
        queries.dialog_for(cast.actor(cast.yohana), dialog.pk)


def test_what_was_answered_is_not_taken_back(cast: Cast, skp: Skp) -> None:
    dialog = shared(cast, skp, cast.hendrika)
    operations.add_tanggapan(dialog=dialog, teks="Tunggu dulu.", by=cast.actor(cast.yohana), at=later(2))
    with pytest.raises(Invalid) as refused:
        operations.withdraw_dialog(
            dialog=dialog, version=dialog.version, by=cast.actor(cast.hendrika), at=later(3)
        )
    assert refused.value.code == "planning.dialog_fixed"


def test_a_draft_is_thrown_away_by_its_writer(cast: Cast, skp: Skp) -> None:
    dialog = begun(cast, skp, cast.yohana)
    operations.discard_dialog(dialog=dialog, version=dialog.version, by=cast.actor(cast.yohana), at=later(1))
    assert not DialogKinerja.objects.exists()
    assert AuditEntry.objects.latest("id").kind == "planning.dialog_discarded"


def test_an_empty_record_is_not_shared(cast: Cast, skp: Skp) -> None:
    dialog = begun(cast, skp, cast.yohana, IsianDialog(dialog_date=TODAY))
    with pytest.raises(Invalid) as refused:
        operations.share_dialog(
            dialog=dialog, version=dialog.version, by=cast.actor(cast.yohana), at=later(1)
        )
    assert refused.value.code == "planning.dialog_empty"


def test_a_day_to_come_and_an_agreement_before_the_talk_are_named(cast: Cast, skp: Skp) -> None:
    early = IsianKesepakatan(teks="Menyusun jadwal", due_date=TODAY - timedelta(1))
    isian = replace(ISIAN, dialog_date=TODAY + timedelta(1), kesepakatan=(early,))
    dialog = begun(cast, skp, cast.yohana, isian)
    with pytest.raises(Invalid) as refused:
        operations.share_dialog(
            dialog=dialog, version=dialog.version, by=cast.actor(cast.yohana), at=later(1)
        )
    assert {(item.code, item.path) for item in refused.value.problems} == {
        ("planning.agreement_early", "kesepakatan/1"),
        ("planning.dialog_future", "dialog_date"),
    }


def test_every_breach_of_a_draft_is_named_at_its_place(cast: Cast, skp: Skp) -> None:
    dialog = begun(cast, skp, cast.yohana)
    wrong = IsianDialog(
        dialog_date=TODAY,
        cara="merpati",
        tempat="x" * 201,
        topik={"cuaca": "Hujan", "skema": "x" * 4001},
        kesepakatan=tuple(IsianKesepakatan(pihak="semua", teks="Hadir") for _ in range(21)),
    )
    with pytest.raises(Invalid) as refused:
        operations.write_dialog(
            dialog=dialog, version=dialog.version, isian=wrong, by=cast.actor(cast.yohana), at=later(1)
        )
    paths = {item.path for item in refused.value.problems}
    assert {"cara", "tempat", "topik/cuaca", "topik/skema", "kesepakatan/21", "kesepakatan"} <= paths
    assert dialog.topik.count() == 2


def test_two_windows_of_one_writer_do_not_overwrite_each_other(cast: Cast, skp: Skp) -> None:
    dialog = begun(cast, skp, cast.yohana)
    again = queries.dialog_for(cast.actor(cast.yohana), dialog.pk)
    version = dialog.version
    operations.write_dialog(
        dialog=dialog, version=version, isian=ISIAN, by=cast.actor(cast.yohana), at=later(1)
    )
    with pytest.raises(Stale):
        operations.write_dialog(
            dialog=again, version=version, isian=ISIAN, by=cast.actor(cast.yohana), at=later(2)
        )


def test_agreements_are_settled_by_either_side_once(cast: Cast, skp: Skp) -> None:
    dialog = known(cast, skp)
    row = Kesepakatan.objects.get(dialog=dialog, urutan=1)
    assert next(item.pk for item in queries.open_kesepakatan(cast.actor(cast.yohana), skp)) == row.pk
    done = operations.settle_kesepakatan(
        dialog=dialog, kesepakatan_id=row.pk, done=True, by=cast.actor(cast.yohana), at=later(3)
    )
    assert (done.done_at, done.done_by_id) == (later(3), cast.yohana.user_id)
    assert row.pk not in {item.pk for item in queries.open_kesepakatan(cast.actor(cast.yohana), skp)}
    with pytest.raises(Stale):
        operations.settle_kesepakatan(
            dialog=dialog, kesepakatan_id=row.pk, done=True, by=cast.actor(cast.hendrika), at=later(4)
        )
    again = operations.settle_kesepakatan(
        dialog=dialog, kesepakatan_id=row.pk, done=False, by=cast.actor(cast.hendrika), at=later(5)
    )
    assert (again.done_at, again.done_by) == (None, None)
    with pytest.raises(NotAllowed):
        operations.settle_kesepakatan(
            dialog=dialog, kesepakatan_id=row.pk, done=True, by=cast.actor(cast.lusia), at=later(6)
        )


def test_an_agreement_of_another_record_is_not_touched(cast: Cast, skp: Skp) -> None:
    first, second = known(cast, skp), known(cast, skp)
    other = Kesepakatan.objects.filter(dialog=second)[0]
    with pytest.raises(Invalid) as refused:
        operations.settle_kesepakatan(
            dialog=first, kesepakatan_id=other.pk, done=True, by=cast.actor(cast.yohana), at=later(3)
        )
    assert refused.value.code == "planning.not_in_dialog"


def test_agreements_of_a_record_not_known_yet_are_no_reminder(cast: Cast, skp: Skp) -> None:
    shared(cast, skp, cast.hendrika)
    assert queries.open_kesepakatan(cast.actor(cast.yohana), skp) == []


def test_home_asks_to_acknowledge_and_reminds_of_what_was_promised(cast: Cast, skp: Skp) -> None:
    dialog = shared(cast, skp, cast.hendrika)
    keys = [item.key for item in queries.work_for(cast.actor(cast.yohana), on=TODAY)]
    assert "planning.dialog" in keys
    operations.acknowledge_dialog(
        dialog=dialog, version=dialog.version, by=cast.actor(cast.yohana), at=later(2)
    )
    assert "planning.dialog" not in [i.key for i in queries.work_for(cast.actor(cast.yohana), on=TODAY)]
    promised = [i for i in queries.work_for(cast.actor(cast.hendrika), on=TODAY) if "kesepakatan" in i.key]
    assert [(item.due_date, item.count) for item in promised] == [(TODAY + timedelta(7), 1)]


def test_the_topics_are_those_of_the_regulation() -> None:
    assert [item.topik for item in queries.panduan()] == [
        "hasil_kerja",
        "perilaku",
        "sumber_daya",
        "skema",
        "konsekuensi",
        "lainnya",
    ]
    assert all("Pasal 7 ayat (3)" in item.basis for item in queries.panduan()[:5])
