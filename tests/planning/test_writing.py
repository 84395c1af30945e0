"""Writing the contents: exact event, exact columns, who may not, and two people at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.planning import operations, queries
from kasuari.planning.models import Indikator, RencanaHasilKerja, Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk
from tests.cast import NOW, Cast
from tests.planning.conftest import later

Begin = Callable[..., Skp]


def _rhk(cast: Cast, skp: Skp, teks: str, **fields: object) -> RencanaHasilKerja:
    return operations.add_rhk(
        skp=skp,
        version=skp.version,
        rhk=IsianRhk(teks=teks, **fields),  # type: ignore[arg-type]
        by=cast.actor(cast.yohana),
        at=NOW,
    )


def test_adding_a_result_records_one_event_and_the_next_version(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana)
    entries = AuditEntry.objects.count()
    row = _rhk(cast, skp, "  Ibu hamil terlayani\r\nsesuai standar  ")
    assert row.teks == "Ibu hamil terlayani\nsesuai standar"
    assert AuditEntry.objects.count() == entries + 1
    entry = AuditEntry.objects.latest("id")
    assert (entry.kind, entry.object_id) == ("planning.rhk_added", skp.pk)
    assert entry.data == {"rhk_id": row.pk, "jenis": "utama", "teks": row.teks}
    assert Skp.objects.get(pk=skp.pk).version == skp.version == 1


def test_the_same_form_twice_adds_once(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana)
    version, other = skp.version, Skp.objects.get(pk=skp.pk)
    _rhk(cast, skp, "Ibu hamil terlayani")
    with pytest.raises(Stale):
        operations.add_rhk(
            skp=other,
            version=version,
            rhk=IsianRhk(teks="Ibu hamil terlayani"),
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert skp.rencana_hasil_kerja.count() == 1


def test_owner_and_penilai_saving_at_once_do_not_overwrite_each_other(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana)
    seen_by_both = skp.version
    operations.set_ekspektasi(
        skp=Skp.objects.get(pk=skp.pk),
        version=seen_by_both,
        nilai=3,
        lines=["Mengikuti pelatihan SICANTIK"],
        by=cast.actor(cast.hendrika),
        at=NOW,
    )
    with pytest.raises(Stale):
        operations.set_ekspektasi(
            skp=skp,
            version=seen_by_both,
            nilai=3,
            lines=["Lain"],
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert list(skp.ekspektasi_khusus.values_list("teks", flat=True)) == ["Mengikuti pelatihan SICANTIK"]


def test_saving_what_stands_already_is_no_write(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana)
    row = _rhk(cast, skp, "Ibu hamil terlayani")
    entries, version = AuditEntry.objects.count(), skp.version
    operations.change_rhk(
        skp=skp,
        version=version,
        rhk_id=row.pk,
        rhk=IsianRhk(teks=row.teks),
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert (AuditEntry.objects.count(), Skp.objects.get(pk=skp.pk).version) == (entries, version)
    with pytest.raises(Stale):
        operations.change_rhk(
            skp=skp,
            version=version - 1,
            rhk_id=row.pk,
            rhk=IsianRhk(teks=row.teks),
            by=cast.actor(cast.yohana),
            at=NOW,
        )


def test_changing_a_result_names_the_columns_that_changed(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana)
    row = _rhk(cast, skp, "Ibu hamil terlayani")
    operations.change_rhk(
        skp=skp,
        version=skp.version,
        rhk_id=row.pk,
        rhk=IsianRhk(teks="Ibu hamil terlayani baik", sumber="mph"),
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert AuditEntry.objects.latest("id").data["changed"] == ["sumber", "teks"]


@pytest.mark.parametrize("name", ["hendrika", "markus", "lusia", "agus", "andreas", "paulus"])
def test_nobody_else_writes_the_contents(cast: Cast, draft: Begin, name: str) -> None:
    skp = draft(cast.yohana)
    with pytest.raises(NotAllowed) as refused:
        operations.set_lampiran(
            skp=skp,
            version=skp.version,
            jenis="skema",
            lines=["x"],
            by=cast.actor(getattr(cast, name)),
            at=NOW,
        )
    assert refused.value.code == "planning.not_owner"


def test_nothing_is_written_while_it_waits_except_ekspektasi_of_the_penilai(
    cast: Cast, submitted: Begin
) -> None:
    skp = submitted(cast.yohana)
    with pytest.raises(NotAllowed) as refused:
        _rhk(cast, skp, "Terlambat")
    assert refused.value.code == "planning.not_writable"
    operations.set_ekspektasi(
        skp=skp,
        version=skp.version,
        nilai=2,
        lines=["Menjadi panutan"],
        by=cast.actor(cast.hendrika),
        at=later(2),
    )
    assert skp.ekspektasi_khusus.get().teks == "Menjadi panutan"


def test_a_result_of_another_skp_cannot_be_named(cast: Cast, complete: Begin) -> None:
    own, other = complete(cast.yohana), complete(cast.markus)
    foreign = other.rencana_hasil_kerja.get()
    with pytest.raises(Invalid) as refused:
        operations.remove_rhk(
            skp=own, version=own.version, rhk_id=foreign.pk, by=cast.actor(cast.yohana), at=NOW
        )
    assert refused.value.code == "planning.no_such_part"
    with pytest.raises(Invalid):
        operations.remove_indikator(
            skp=own,
            version=own.version,
            indikator_id=foreign.indikator.get().pk,
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert RencanaHasilKerja.objects.filter(pk=foreign.pk).exists()


def test_only_results_of_the_own_penilai_are_intervened(cast: Cast, complete: Begin) -> None:
    leader, stranger, skp = complete(cast.hendrika), complete(cast.stefanus), complete(cast.yohana)
    row = skp.rencana_hasil_kerja.get()

    def intervene(rhk_id: int) -> RencanaHasilKerja:
        return operations.change_rhk(
            skp=skp,
            version=skp.version,
            rhk_id=row.pk,
            rhk=IsianRhk(teks=row.teks, intervensi_id=rhk_id),
            by=cast.actor(cast.yohana),
            at=NOW,
        )

    with pytest.raises(Invalid) as refused:
        intervene(stranger.rencana_hasil_kerja.get().pk)
    assert refused.value.code == "planning.not_leader_result"
    offered = queries.leader_results(skp)
    assert [item.rhk_id for item in offered] == [leader.rencana_hasil_kerja.get().pk]
    linked = intervene(offered[0].rhk_id)
    assert linked.intervensi_teks.split("\n") == [
        "Ibu hamil di wilayah kerja 1 terlayani sesuai standar",
        "IKI: Pemeriksaan ANC sesuai prosedur",
    ]
    assert not queries.contents(skp).rhk[0].provisional
    operations.remove_rhk(
        skp=leader, version=leader.version, rhk_id=offered[0].rhk_id, by=cast.actor(cast.hendrika), at=NOW
    )
    again = queries.contents(Skp.objects.get(pk=skp.pk)).rhk[0]
    assert again.provisional
    assert again.intervensi_teks == linked.intervensi_teks


def test_moving_a_result_closes_the_ranks(cast: Cast, complete: Begin) -> None:
    skp = complete(cast.yohana, 3)
    first, second, third = skp.rencana_hasil_kerja.order_by("urutan")
    operations.move_rhk(
        skp=skp, version=skp.version, rhk_id=third.pk, urutan=1, by=cast.actor(cast.yohana), at=NOW
    )
    assert [item.id for item in queries.contents(skp).rhk] == [third.pk, first.pk, second.pk]
    assert AuditEntry.objects.latest("id").data["urutan"] == 1


def test_an_indikator_keeps_only_the_target_of_its_kind(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana, "kuantitatif")
    row = _rhk(cast, skp, "Pengaduan dijawab")
    made = operations.add_indikator(
        skp=skp,
        version=skp.version,
        rhk_id=row.pk,
        indikator=IsianIndikator(
            teks="Kepuasan",
            aspek="kualitas",
            target_jenis="rentang",
            target_teks="sisa isian lama",
            target_minimum=Decimal("80"),
            target_maksimum=Decimal("90.5"),
            satuan="%",
        ),
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert made.target_teks == ""
    assert queries.contents(skp).rhk[0].indikator[0].target == "80–90,5%"


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"teks": "x" * 2001}, "teks"),
        ({"teks": "a", "aspek": "biaya"}, "aspek"),
        ({"teks": "a", "perspektif": "anggaran"}, "perspektif"),
        ({"teks": "a", "target_jenis": "lain"}, "target_jenis"),
        ({"teks": "a", "target_jenis": "angka", "target_minimum": Decimal("NaN")}, "target"),
        ({"teks": "a", "target_jenis": "angka", "target_minimum": Decimal("1e30")}, "target"),
    ],
)
def test_a_bad_indikator_is_refused_at_its_field(
    cast: Cast, draft: Begin, fields: dict[str, object], path: str
) -> None:
    skp = draft(cast.yohana)
    row = _rhk(cast, skp, "Pengaduan dijawab")
    with pytest.raises(Invalid) as refused:
        operations.add_indikator(
            skp=skp,
            version=skp.version,
            rhk_id=row.pk,
            indikator=IsianIndikator(**fields),  # type: ignore[arg-type]
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert [item.path for item in refused.value.problems] == [f"hasil_kerja/{row.pk}/indikator/baru/{path}"]
    assert Indikator.objects.count() == 0
    assert Skp.objects.get(pk=skp.pk).version == skp.version


def test_lampiran_becomes_exactly_the_lines(cast: Cast, complete: Begin) -> None:
    skp = complete(cast.yohana)
    operations.set_lampiran(
        skp=skp,
        version=skp.version,
        jenis="skema",
        lines=["Tiap minggu", " ", "Tiap bulan"],
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert queries.contents(skp).skema == ("Tiap minggu", "Tiap bulan")
    assert AuditEntry.objects.latest("id").data["lines"] == ["Tiap minggu", "Tiap bulan"]


def test_one_form_writes_a_result_with_its_indikator_as_one_event(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana)
    row = operations.add_rhk(
        skp=skp,
        version=skp.version,
        rhk=IsianRhk(
            teks="Ibu hamil terlayani", indikator=(IsianIndikator(teks="Satu"), IsianIndikator(teks="Dua"))
        ),
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    first, second = row.indikator.order_by("urutan")
    entries = AuditEntry.objects.count()
    operations.write_rhk(
        skp=skp,
        version=skp.version,
        rhk_id=row.pk,
        rhk=IsianRhk(teks="Ibu hamil terlayani baik"),
        indikator={first.pk: IsianIndikator(teks="Satu diubah"), second.pk: None},
        one_more=True,
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert AuditEntry.objects.count() == entries + 1
    assert AuditEntry.objects.latest("id").data["changed"] == ["indikator", "teks"]
    assert list(row.indikator.order_by("urutan").values_list("teks", flat=True)) == ["Satu diubah", ""]
    foreign = operations.fill_skp(
        skp=draft(cast.markus),
        version=0,
        rhk=[IsianRhk(teks="Lain", indikator=(IsianIndikator(teks="Milik Markus"),))],
        by=cast.actor(cast.markus),
        at=NOW,
    )
    other = Indikator.objects.get(rhk__skp=foreign)
    with pytest.raises(Invalid) as refused:
        operations.write_rhk(
            skp=skp,
            version=skp.version,
            rhk_id=row.pk,
            rhk=IsianRhk(teks="x"),
            indikator={other.pk: IsianIndikator(teks="direbut")},
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert refused.value.code == "planning.no_such_part"
    other.refresh_from_db()
    assert other.teks == "Milik Markus"
