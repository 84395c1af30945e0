"""A running keberatan keeps its people from being asked about one another."""

from __future__ import annotations

from typing import Any

import pytest

from kasuari.evaluation import operations as evaluation
from kasuari.evaluation.models import Evaluasi, Keberatan
from kasuari.feedback import operations
from kasuari.feedback.conflicts import conflicts_in
from kasuari.feedback.models import PesertaPutaran, Putaran, TugasPutaran
from kasuari.foundation.refusals import Invalid
from tests.cast import NOW, TODAY, Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.feedback import rounds
from tests.planning_builder import set_skp_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluasi(cast: Cast) -> Evaluasi:
    """Yohana's, by Hendrika, delivered: she may object, and Paulus would decide."""
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    give_capaian(cast)
    made = deliver(cast, sign(cast, rate(cast, skp, rating_perilaku_kerja="dibawah")))
    return Evaluasi.objects.select_related("skp__penugasan__jabatan", "skp__unit", "penilai").get(pk=made.pk)


def object_to(cast: Cast, evaluasi: Evaluasi) -> Keberatan:
    return evaluation.file_keberatan(
        evaluasi=evaluasi, alasan="Register Mei belum dihitung.", by=cast.actor(cast.yohana), at=NOW
    )


def asked(putaran: Putaran, about: Any, **narrow: Any) -> set[int]:
    rows = TugasPutaran.objects.filter(peserta__putaran=putaran, peserta__pegawai=about, **narrow)
    return set(rows.values_list("pengisi_id", flat=True))


def test_a_keberatan_sets_its_people_apart_while_it_runs(cast: Cast, evaluasi: Evaluasi) -> None:
    assert conflicts_in(cast.instansi.pk, on=TODAY) == frozenset()
    keberatan = object_to(cast, evaluasi)
    yohana, hendrika, paulus = cast.yohana.pk, cast.hendrika.pk, cast.paulus.pk
    assert conflicts_in(cast.instansi.pk, on=TODAY) == {
        (yohana, hendrika),
        (hendrika, yohana),
        (yohana, paulus),
        (paulus, yohana),
    }
    assert conflicts_in(0, on=TODAY) == frozenset()
    evaluation.withdraw_keberatan(
        keberatan=keberatan, version=keberatan.version, by=cast.actor(cast.yohana), at=NOW
    )
    assert conflicts_in(cast.instansi.pk, on=TODAY) == frozenset()


def test_nobody_in_conflict_is_drawn_and_the_atasan_stays_by_appointment(
    cast: Cast, evaluasi: Evaluasi
) -> None:
    rounds.staff(cast, cast.puskesmas)
    before = rounds.drawn(cast, nama="Sebelum")
    assert cast.yohana.pk in asked(before, cast.hendrika, kelompok="bawahan")
    object_to(cast, evaluasi)
    after = rounds.drawn(cast)
    assert cast.yohana.pk not in asked(after, cast.hendrika)
    assert asked(after, cast.hendrika, kelompok="bawahan")
    assert asked(after, cast.yohana, kelompok="atasan") == {cast.hendrika.pk}


def test_a_conflict_that_comes_after_the_draw_drops_the_task_and_does_not_tell_why(
    cast: Cast, evaluasi: Evaluasi
) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.drawn(cast)
    object_to(cast, evaluasi)
    operations.open_putaran(putaran=putaran, version=putaran.version, by=cast.actor(cast.lusia), at=NOW)
    task = TugasPutaran.objects.get(
        peserta__putaran=putaran, peserta__pegawai=cast.hendrika, pengisi=cast.yohana
    )
    assert task.state == "gugur"
    assert "keberatan" not in task.alasan.lower()


def test_nobody_in_conflict_is_nominated(cast: Cast, evaluasi: Evaluasi) -> None:
    object_to(cast, evaluasi)
    putaran = rounds.drawn(cast)
    peserta = PesertaPutaran.objects.select_related("putaran").get(putaran=putaran, pegawai=cast.yohana)
    given: dict[str, Any] = {"peserta": peserta, "by": cast.actor(cast.yohana), "at": NOW}
    with pytest.raises(Invalid):
        operations.nominate(pegawai_id=cast.paulus.pk, kelompok="penerima_layanan", **given)
    operations.nominate(pegawai_id=cast.stefanus.pk, kelompok="penerima_layanan", **given)
