"""Who takes part in a matrix: the consent of the own penilai, applications, tim kerja and their matrices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation import operations as organisation
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.access import matriks_visible_to
from kasuari.planning.models import AnggotaMatriks, Matriks, PeranHasil, RencanaHasilKerja, Skp, TimKerja
from kasuari.planning.queries import work_for
from tests.cast import NOW, TODAY, Cast
from tests.planning.conftest import later
from tests.planning.test_matriks import ANC, LAHIR, leader_skp, matriks, row_of, write

__all__ = ["leader_skp", "matriks"]
Begin = Callable[..., Skp]


def add(cast: Cast, matriks: Matriks, pegawai: Pegawai, by: Pegawai | None = None) -> AnggotaMatriks:
    return operations.add_member(
        matriks=matriks, pegawai_id=pegawai.pk, by=cast.actor(by or cast.hendrika), at=NOW
    )


def form_team(cast: Cast, matriks: Matriks, ketua: Pegawai, **given: bool) -> TimKerja:
    return operations.form_team(
        matriks=matriks,
        nama="Tim Kesehatan Ibu",
        ketua_id=ketua.pk,
        start_date=TODAY,
        by=cast.actor(cast.hendrika),
        at=NOW,
        **given,
    )


def team_matrix(cast: Cast, matriks: Matriks, draft: Begin) -> Matriks:
    """Yohana as ketua with two results from the matrix above, and her own matrix."""
    skp = draft(cast.yohana)
    form_team(cast, matriks, cast.yohana)
    write(cast, matriks, cast.yohana, 0, f"{ANC}\n{LAHIR}")
    return operations.open_matriks(skp=skp, by=cast.actor(cast.yohana), at=NOW)


def last_event() -> AuditEntry:
    return AuditEntry.objects.latest("pk")


def test_somebody_of_another_unit_waits_for_the_own_penilai(
    cast: Cast, matriks: Matriks, draft: Begin
) -> None:
    skp = draft(cast.rosa)
    row = add(cast, matriks, cast.rosa)
    assert (row.state, row.penilai_id, row.bentuk) == ("diminta", cast.stefanus.pk, "penunjukan")
    event = last_event()
    assert (event.kind, event.pegawai_id) == ("planning.consent_requested", cast.rosa.pk)
    assert event.data["penilai"] == "Stefanus Mahuze"
    sel = write(cast, matriks, cast.rosa, 0, ANC)
    assert [item.menunggu for item in sel.peran] == [True]
    assert not RencanaHasilKerja.objects.filter(skp=skp).exists()
    items = work_for(cast.actor(cast.stefanus), on=TODAY)
    assert [(item.key, item.count, item.url) for item in items if item.key == "planning.consents"] == [
        ("planning.consents", 1, f"/persetujuan/{row.pk}/")
    ]
    operations.decide_member(
        anggota=row, version=row.version, agree=True, by=cast.actor(cast.stefanus), at=later(1)
    )
    assert AnggotaMatriks.objects.get(pk=row.pk).state == "disetujui"
    made = RencanaHasilKerja.objects.get(skp=skp)
    assert (made.teks, made.intervensi_id) == (ANC, matriks.skp.rencana_hasil_kerja.get(urutan=1).pk)
    kinds = AuditEntry.objects.order_by("-pk").values_list("kind", flat=True)[:2]
    assert set(kinds) == {"planning.consent_given", "planning.peran_taken_in"}
    assert "planning.consents" not in [item.key for item in work_for(cast.actor(cast.stefanus), on=TODAY)]


def test_declining_needs_a_reason_and_keeps_the_role_out(cast: Cast, matriks: Matriks, draft: Begin) -> None:
    skp, row, by = draft(cast.rosa), add(cast, matriks, cast.rosa), cast.actor(cast.stefanus)
    write(cast, matriks, cast.rosa, 0, ANC)
    with pytest.raises(Invalid) as refusal:
        operations.decide_member(anggota=row, version=row.version, agree=False, by=by, at=NOW)
    assert refusal.value.code == "planning.consent_reason"
    with pytest.raises(Stale):
        operations.decide_member(anggota=row, version=9, agree=False, alasan="Beban", by=by, at=NOW)
    operations.decide_member(
        anggota=row, version=row.version, agree=False, alasan="Beban kerjanya sudah penuh", by=by, at=NOW
    )
    assert last_event().data["alasan"] == "Beban kerjanya sudah penuh"
    assert not RencanaHasilKerja.objects.filter(skp=skp).exists()
    with pytest.raises(StateRefusal):
        operations.decide_member(anggota=row, version=row.version, agree=True, by=by, at=NOW)
    again = add(cast, matriks, cast.rosa)
    assert (again.pk, again.state, again.alasan) == (row.pk, "diminta", "")


@pytest.mark.parametrize("name", ["hendrika", "rosa", "paulus", "lusia"])
def test_only_the_own_penilai_decides(cast: Cast, matriks: Matriks, name: str) -> None:
    row = add(cast, matriks, cast.rosa)
    with pytest.raises(NotAllowed) as refusal:
        operations.decide_member(
            anggota=row, version=row.version, agree=True, by=cast.actor(getattr(cast, name)), at=NOW
        )
    assert refusal.value.code == "planning.not_consenting"


def test_a_new_penilai_is_asked_instead(cast: Cast, matriks: Matriks) -> None:
    row = add(cast, matriks, cast.rosa)
    koreksi = organisation.report_penilai(
        pegawai=cast.rosa,
        penilai_usulan_id=cast.paulus.pk,
        alasan="Stefanus tugas belajar",
        berlaku_date=TODAY,
        by=cast.actor(cast.rosa),
        at=NOW,
    )
    organisation.accept_koreksi(koreksi=koreksi, by=cast.actor(cast.lusia), at=NOW)
    assert operations.refresh_consents(by=cast.actor(cast.lusia), at=NOW) == 1
    row.refresh_from_db()
    assert row.penilai_id == cast.paulus.pk
    assert last_event().kind == "planning.consent_requested"


def test_who_is_present_or_leads_or_is_unknown_is_not_added(cast: Cast, matriks: Matriks) -> None:
    for pegawai_id, code in (
        (cast.yohana.pk, "planning.member_present"),
        (cast.hendrika.pk, "planning.member_leader"),
        (999_999, "planning.member_unknown"),
    ):
        with pytest.raises(Invalid) as refusal:
            operations.add_member(
                matriks=matriks, pegawai_id=pegawai_id, by=cast.actor(cast.hendrika), at=NOW
            )
        assert refusal.value.code == code


def test_leaving_takes_the_roles_out_and_returning_is_possible(
    cast: Cast, matriks: Matriks, draft: Begin
) -> None:
    skp = draft(cast.yohana)
    write(cast, matriks, cast.yohana, 0, ANC)
    row = row_of(matriks, cast.yohana)
    operations.end_member(anggota=row, version=row.version, by=cast.actor(cast.hendrika), at=NOW)
    row.refresh_from_db()
    assert (row.state, row.end_date) == ("selesai", TODAY)
    assert not RencanaHasilKerja.objects.filter(skp=skp).exists()
    assert not PeranHasil.objects.exists()
    assert [item.nama for item in queries.baris_of(matriks, on=TODAY)] == ["Markus Ndiken"]
    with pytest.raises(Invalid):
        write(cast, matriks, cast.yohana, 0, ANC, version=2)
    back = add(cast, matriks, cast.yohana)
    assert (back.pk, back.state, back.end_date) == (row.pk, "langsung", None)


def test_new_people_of_the_unit_are_added_on_request(cast: Cast, matriks: Matriks) -> None:
    AnggotaMatriks.objects.filter(matriks=matriks, pegawai=cast.markus).delete()
    by = cast.actor(cast.hendrika)
    assert operations.refresh_members(matriks=matriks, by=by, at=NOW) == 1
    assert last_event().data == {"count": 1}
    assert operations.refresh_members(matriks=matriks, by=by, at=NOW) == 0


def test_a_ketua_divides_results_further_and_the_leader_may_help(
    cast: Cast, matriks: Matriks, draft: Begin
) -> None:
    team = team_matrix(cast, matriks, draft)
    assert [item.teks for item in queries.kolom_of(team)] == [ANC, LAHIR]
    assert [item.key[0] for item in queries.kolom_of(team)] == ["r", "r"]
    assert add(cast, team, cast.markus, by=cast.yohana).state == "langsung"
    skp = draft(cast.markus)
    write(cast, team, cast.markus, 0, "Pemeriksaan dicatat lengkap", by=cast.yohana)
    write(cast, team, cast.markus, 1, "Rujukan tercatat", by=cast.hendrika)
    rows = {row.teks: row for row in RencanaHasilKerja.objects.filter(skp=skp)}
    assert rows["Pemeriksaan dicatat lengkap"].intervensi_teks == ANC
    assert rows["Rujukan tercatat"].penugasan_dari == "Bidan Penyelia"
    assert [item.pk for item in queries.second_level(matriks)] == [team.pk]
    for person in (cast.paulus, cast.markus):
        with pytest.raises(NotAllowed):
            write(cast, team, cast.markus, 0, "Lain", by=person)


def test_a_team_needs_a_name_a_member_as_ketua_and_a_day_of_the_year(cast: Cast, matriks: Matriks) -> None:
    by = cast.actor(cast.hendrika)
    for nama, ketua, day, code in (
        (" ", cast.yohana, TODAY, "planning.team_name"),
        ("Tim", cast.rosa, TODAY, "planning.team_ketua"),
        ("Tim", cast.yohana, date(2027, 1, 1), "planning.team_date"),
    ):
        with pytest.raises(Invalid) as refusal:
            operations.form_team(matriks=matriks, nama=nama, ketua_id=ketua.pk, start_date=day, by=by, at=NOW)
        assert refusal.value.code == code


def test_applying_asks_the_own_penilai_and_lands_in_the_team(
    cast: Cast, matriks: Matriks, draft: Begin
) -> None:
    team = team_matrix(cast, matriks, draft)
    tim = TimKerja.objects.get()
    with pytest.raises(NotAllowed) as refusal:
        operations.apply_to_join(tim=tim, by=cast.actor(cast.rosa), at=NOW)
    assert refusal.value.code == "planning.team_closed"
    tim = operations.change_team(tim=tim, version=0, terbuka=True, by=cast.actor(cast.hendrika), at=NOW)
    row = operations.apply_to_join(tim=tim, keterangan="Saya bidan", by=cast.actor(cast.rosa), at=NOW)
    assert (row.matriks_id, row.state, row.bentuk, row.penilai_id, row.keterangan) == (
        team.pk,
        "diminta",
        "sukarela",
        cast.stefanus.pk,
        "Saya bidan",
    )
    with pytest.raises(Stale):
        operations.change_team(tim=tim, version=0, terbuka=False, by=cast.actor(cast.hendrika), at=NOW)
    ended = operations.change_team(
        tim=tim, version=1, end_date=date(2026, 7, 1), by=cast.actor(cast.hendrika), at=NOW
    )
    assert (ended.terbuka, ended.end_date) == (False, date(2026, 7, 1))


def test_the_gate_and_the_list_name_the_same_matrices(cast: Cast, matriks: Matriks, draft: Begin) -> None:
    add(cast, matriks, cast.rosa)
    team = team_matrix(cast, matriks, draft)
    for person in cast.people:
        actor = cast.actor(person)
        listed = set(Matriks.objects.filter(matriks_visible_to(actor)).values_list("pk", flat=True))
        for found in (matriks, team):
            try:
                queries.matriks_for(actor, found.pk)
                reached = True
            except Exception:
                reached = False
            assert reached is (found.pk in listed), (person, found)
    assert set(queries.matriks_visible(cast.actor(cast.rosa))) == {matriks}
    assert set(queries.matriks_visible(cast.actor(cast.stefanus))) == set()
