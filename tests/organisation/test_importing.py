"""Preview, mending, applying: all or nothing, repeatable, dated."""

from __future__ import annotations

import csv
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from kasuari.accounts.models import User
from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import NotAllowed, Refusal, Stale
from kasuari.organisation import operations, queries
from kasuari.organisation.enums import ImportKind, ImportState
from kasuari.organisation.models import (
    ImportBatch,
    ImportRow,
    Instansi,
    Pegawai,
    PenetapanPenilai,
    Penugasan,
    RiwayatKedudukan,
    RiwayatPangkat,
    UnitKerja,
    UnitKerjaVersi,
)
from tests import migrated
from tests.cast import LONG_AGO, NOW, Cast
from tests.organisation.messy import EFFECTIVE, HEADINGS, RUBEN, SYSTEM, people, person, sheet

ROSTER = Path(__file__).parent.parent / "data" / "roster"
NEW_YEAR = date(2026, 1, 1)


def read(
    cast: Cast, content: bytes, *, kind: str = ImportKind.PEGAWAI, by: Pegawai | None = None
) -> ImportBatch:
    return operations.read_import(
        kind=kind,
        content=content,
        name="daftar.xlsx",
        instansi=cast.instansi,
        effective_date=EFFECTIVE,
        by=cast.actor(by or cast.lusia),
        at=NOW,
    )


def apply(cast: Cast, batch: ImportBatch) -> ImportBatch:
    return operations.apply_import(batch=batch, version=batch.version, by=cast.actor(cast.lusia), at=NOW)


def import_people(cast: Cast, *rows: list[Any]) -> ImportBatch:
    return apply(cast, read(cast, people(*rows)))


def snapshot() -> dict[str, list[Any]]:
    """Every row of the organisation itself, without the imports."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (UnitKerja, UnitKerjaVersi, Pegawai, Penugasan, RiwayatPangkat, RiwayatKedudukan)
    }


def test_a_preview_writes_nothing_of_the_organisation(cast: Cast) -> None:
    before = snapshot()
    batch = read(cast, people(person()))
    assert snapshot() == before
    assert (batch.state, batch.counts["new"], batch.counts["rows"]) == (ImportState.PREVIEW, 1, 1)
    entry = AuditEntry.objects.order_by("-id")[0]
    assert (entry.kind, entry.data) == (
        "organisation.import_read",
        {"file_name": "daftar.xlsx", "rows": 1, "refused": 0},
    )


def test_a_new_person_is_stored_with_post_rank_standing_and_account(cast: Cast) -> None:
    import_people(cast, person())
    ruben = Pegawai.objects.get(nip=RUBEN)
    assert (ruben.nama, ruben.nama_cari, ruben.status) == ("Ruben Kaize", "ruben kaize", "PNS")
    assert ruben.user is not None
    assert (ruben.user.username, ruben.user.has_usable_password()) == (RUBEN, False)
    post = ruben.penugasan.get()
    assert (post.jabatan.nama, post.unit, post.jenis, post.memimpin) == (
        "Perawat Mahir",
        cast.puskesmas,
        "definitif",
        False,
    )
    assert (post.start_date, post.end_date) == (date(2022, 1, 3), None)
    assert ruben.riwayat_pangkat.get().golongan == "III/a"
    assert ruben.riwayat_kedudukan.get().kedudukan == "aktif"


def test_applying_records_one_event_about_the_import(cast: Cast) -> None:
    batch = import_people(cast, person())
    entry = AuditEntry.objects.get(kind="organisation.import_applied")
    assert (entry.object_type, entry.object_id, entry.by_user_id) == (
        "organisation.import",
        batch.pk,
        cast.lusia.user_id,
    )
    assert (entry.data["new"], entry.data["changed"], entry.data["unchanged"]) == (1, 0, 0)


def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    content = people(person(), person(nip="199104042016031906", nama="Elsina Mahuze"))
    apply(cast, read(cast, content))
    before = snapshot()
    again = read(cast, content)
    assert (again.counts["unchanged"], again.counts.get("new", 0), again.counts.get("changed", 0)) == (
        2,
        0,
        0,
    )
    apply(cast, again)
    assert snapshot() == before


def test_a_changed_post_closes_the_old_one_and_opens_the_new_one(cast: Cast) -> None:
    import_people(cast, person())
    batch = import_people(cast, person(jabatan="Perawat Penyelia", tmt="01-05-2026", unit="BKPSDM"))
    assert batch.counts["changed"] == 1
    old, new = Penugasan.objects.filter(pegawai__nip=RUBEN).order_by("start_date")
    assert (old.jabatan.nama, old.end_date) == ("Perawat Mahir", date(2026, 5, 1))
    assert (new.jabatan.nama, new.unit, new.start_date, new.end_date) == (
        "Perawat Penyelia",
        cast.bkpsdm,
        date(2026, 5, 1),
        None,
    )


def test_a_changed_post_without_a_newer_tmt_starts_when_the_import_takes_effect(cast: Cast) -> None:
    import_people(cast, person())
    batch = import_people(cast, person(jabatan="Perawat Penyelia"))
    assert batch.rows.get().problems[0]["code"] == "file.start_moved"
    assert Penugasan.objects.get(pegawai__nip=RUBEN, end_date=None).start_date == EFFECTIVE


def test_a_promotion_and_another_standing_open_new_rows(cast: Cast) -> None:
    header = [*HEADINGS, "TMT Golongan"]
    apply(cast, read(cast, sheet([header, [*person(), "01-04-2020"]])))
    apply(cast, read(cast, sheet([header, [*person(gol="III/b", kedudukan="Tugas Belajar"), "01-04-2026"]])))
    ranks = RiwayatPangkat.objects.filter(pegawai__nip=RUBEN).order_by("start_date")
    assert [(rank.golongan, rank.start_date, rank.end_date) for rank in ranks] == [
        ("III/a", date(2020, 4, 1), date(2026, 4, 1)),
        ("III/b", date(2026, 4, 1), None),
    ]
    standings = RiwayatKedudukan.objects.filter(pegawai__nip=RUBEN).order_by("start_date")
    assert [(row.kedudukan, row.end_date) for row in standings] == [
        ("aktif", EFFECTIVE),
        ("tugas_belajar", None),
    ]


def test_a_blank_cell_never_erases(cast: Cast) -> None:
    header = [*HEADINGS, "Email"]
    apply(cast, read(cast, sheet([header, [*person(), "ruben@example.go.id"]])))
    batch = read(cast, sheet([header, [*person(), None]]))
    assert batch.counts["unchanged"] == 1
    assert Pegawai.objects.get(nip=RUBEN).email == "ruben@example.go.id"


ACTING = [*HEADINGS, "Jenis Penugasan", "Jabatan Penugasan", "TMT Penugasan"]


def test_an_acting_post_begins_leads_and_ends(cast: Cast) -> None:
    Penugasan.objects.filter(pegawai=cast.hendrika, memimpin=True).update(end_date=date(2026, 5, 1))
    started = [*person(), "PLT", "Plt. Kepala Puskesmas Sota", "01-05-2026"]
    apply(cast, read(cast, sheet([ACTING, started])))
    acting = Penugasan.objects.get(pegawai__nip=RUBEN, jenis="plt")
    assert (acting.jabatan.nama, acting.memimpin, acting.end_date) == ("Kepala Puskesmas Sota", True, None)
    leader = queries.leader_of(cast.puskesmas.pk, date(2026, 6, 2))
    assert leader is not None
    assert leader.jabatan == "Plt. Kepala Puskesmas Sota"
    apply(cast, read(cast, sheet([ACTING, [*person(), "D", None, None]])))
    acting.refresh_from_db()
    assert acting.end_date == EFFECTIVE


def test_a_unit_that_is_renamed_and_moved_keeps_its_history_and_takes_those_below_along(cast: Cast) -> None:
    header = ["Id", "DiatasanId", "NamaUnor", "NamaJabatan", "JenisUnorId"]
    content = sheet([header, ["dinkes", "bkpsdm", "Dinas Kesehatan dan KB", "Kepala Dinas Kesehatan", "1"]])
    apply(cast, read(cast, content, kind=ImportKind.UNIT))
    cast.dinkes.refresh_from_db()
    cast.puskesmas.refresh_from_db()
    cast.bkpsdm.refresh_from_db()
    assert cast.dinkes.nama == "Dinas Kesehatan dan KB"
    assert cast.dinkes.path.startswith(cast.bkpsdm.path)
    assert cast.puskesmas.path.startswith(cast.dinkes.path)
    assert cast.puskesmas.depth == 3
    old, new = cast.dinkes.versi.order_by("start_date")
    assert (old.nama, old.induk, old.start_date, old.end_date) == (
        "Dinas Kesehatan",
        cast.provinsi,
        LONG_AGO,
        EFFECTIVE,
    )
    assert (new.nama, new.induk, new.start_date, new.end_date) == (
        "Dinas Kesehatan dan KB",
        cast.bkpsdm,
        EFFECTIVE,
        None,
    )


def test_a_refused_row_stands_in_the_way_of_the_whole_file(cast: Cast) -> None:
    before = snapshot()
    batch = read(cast, people(person(), person(nip="123", nama="Elsina Mahuze")))
    with pytest.raises(Refusal) as refused:
        apply(cast, batch)
    assert (refused.value.code, refused.value.status) == ("import.has_refused", 409)
    assert snapshot() == before


def test_a_row_mended_in_place_is_checked_again_with_all_it_touches(cast: Cast) -> None:
    batch = read(cast, people(person(), person(nama="Elsina Mahuze"), person(nip="abc", nama="Petrus Gebze")))
    twice, wrong = batch.rows.filter(verdict="refused").order_by("row")
    actor = cast.actor(cast.lusia)
    mended = operations.mend_row(
        batch=batch,
        row=twice,
        values={"nip": "19910404 201603 1 906"},
        version=batch.version,
        by=actor,
        at=NOW,
    )
    assert (mended.verdict, mended.values["nip"], mended.action) == (
        "normalised",
        "199104042016031906",
        "new",
    )
    batch.refresh_from_db()
    assert batch.counts["refused"] == 1
    operations.mend_row(
        batch=batch, row=wrong, values={"nip": "199205052017031907"}, version=batch.version, by=actor, at=NOW
    )
    batch.refresh_from_db()
    assert "refused" not in batch.counts
    apply(cast, batch)
    assert Pegawai.objects.filter(nama__in=["Ruben Kaize", "Elsina Mahuze", "Petrus Gebze"]).count() == 3
    assert AuditEntry.objects.filter(kind="organisation.import_row_mended").count() == 2


def test_mending_one_of_two_equal_numbers_frees_the_other(cast: Cast) -> None:
    batch = read(cast, people(person(), person(nama="Elsina Mahuze")))
    first = batch.rows.order_by("row")[0]
    operations.mend_row(
        batch=batch,
        row=first,
        values={"nip": "199104042016031906"},
        version=batch.version,
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    assert [row.verdict for row in batch.rows.order_by("row")] == ["accepted", "accepted"]


def test_two_clerks_cannot_overwrite_each_other(cast: Cast) -> None:
    batch = read(cast, people(person(nip="abc")))
    row = batch.rows.get()
    actor, seen = cast.actor(cast.lusia), batch.version
    operations.mend_row(batch=batch, row=row, values={"nip": RUBEN}, version=seen, by=actor, at=NOW)
    with pytest.raises(Stale):
        operations.mend_row(batch=batch, row=row, values={"nip": "x"}, version=seen, by=actor, at=NOW)
    with pytest.raises(Stale):
        operations.apply_import(batch=batch, version=seen, by=actor, at=NOW)


def test_an_import_is_applied_once(cast: Cast) -> None:
    batch = import_people(cast, person())
    with pytest.raises(Refusal) as refused:
        apply(cast, batch)
    assert refused.value.code == "state.not_possible"


def test_what_changed_since_the_preview_is_shown_and_nothing_is_saved(cast: Cast) -> None:
    batch = read(cast, people(person(unit="Puskesmas Wasur Permai")))
    UnitKerja.objects.filter(pk=cast.puskesmas_lain.pk).update(kode="lain", nama="Puskesmas Lain")
    before = snapshot()
    with pytest.raises(Refusal) as refused:
        apply(cast, batch)
    assert refused.value.code == "import.changed_meanwhile"
    assert snapshot() == before
    batch.refresh_from_db()
    assert (batch.state, batch.counts["refused"]) == (ImportState.PREVIEW, 1)
    assert batch.rows.get().verdict == "refused"


def test_a_fault_in_the_middle_leaves_nothing_behind(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = read(cast, people(person(), person(nip="199104042016031906", nama="Elsina Mahuze")))
    before = snapshot()

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("kasuari.organisation.operations.imports._record_applied", broken)
    with pytest.raises(OSError, match="disk"):
        apply(cast, batch)
    assert snapshot() == before
    batch.refresh_from_db()
    assert (batch.state, batch.version) == (ImportState.PREVIEW, 1)


@pytest.mark.parametrize("name", ["yohana", "stefanus", "agus", "andreas", "paulus"])
def test_only_the_clerk_imports(cast: Cast, name: str) -> None:
    by: Pegawai = getattr(cast, name)
    with pytest.raises(NotAllowed) as refused:
        read(cast, people(person()), by=by)
    assert refused.value.code == "organisation.not_clerk"
    batch = read(cast, people(person()))
    for act in (
        lambda: operations.apply_import(batch=batch, version=batch.version, by=cast.actor(by), at=NOW),
        lambda: operations.cancel_import(batch=batch, version=batch.version, by=cast.actor(by), at=NOW),
        lambda: operations.mend_row(
            batch=batch, row=batch.rows.get(), values={}, version=batch.version, by=cast.actor(by), at=NOW
        ),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_cancelled_import_cannot_be_applied(cast: Cast) -> None:
    batch = read(cast, people(person()))
    operations.cancel_import(batch=batch, version=batch.version, by=cast.actor(cast.lusia), at=NOW)
    batch.refresh_from_db()
    assert batch.state == ImportState.CANCELLED
    with pytest.raises(Refusal):
        apply(cast, batch)


def test_a_dry_run_writes_nothing_at_all_and_reports_every_row(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(people(person(), person(nip="abc", nama="Elsina Mahuze"), []))
    before = snapshot()
    result = operations.import_file(
        kind="pegawai", path=path, dry_run=True, effective_date=EFFECTIVE, by=SYSTEM, at=NOW
    )
    assert (snapshot(), ImportBatch.objects.count(), AuditEntry.objects.count()) == (before, 0, 0)
    assert result.applied is False
    heading, first, second = result.rows
    assert (heading["row"], heading["verdict"]) == (1, "skipped")
    assert (first["sheet"], first["row"], first["verdict"]) == ("Data", 2, "accepted")
    assert first["values"]["nip"] == RUBEN
    assert second["problems"] == [
        {
            "column": "nip",
            "code": "nip.bukan_angka",
            "message": "NIP hanya boleh berisi angka.",
            "suggestion": "",
        }
    ]


def test_a_file_with_a_refused_row_is_not_applied_from_the_command_either(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(people(person(), person(nip="abc", nama="Elsina Mahuze")))
    before = snapshot()
    result = operations.import_file(kind="pegawai", path=path, effective_date=EFFECTIVE, by=SYSTEM, at=NOW)
    assert (result.applied, result.counts["refused"]) == (False, 1)
    assert snapshot() == before


def roster(kind: str, name: str) -> operations.ImportResult:
    return operations.import_file(kind=kind, path=ROSTER / name, effective_date=NEW_YEAR, by=SYSTEM, at=NOW)


@pytest.fixture
def province(db: None) -> Instansi:
    """The invented province, imported from its files."""
    instansi = operations.ensure_instansi(nama="Pemerintah Provinsi Papua Selatan", kota="Salor")
    roster("unit", "unor_papua_selatan.csv")
    roster("pegawai", "pegawai_papua_selatan.xlsx")
    operations.appoint_kepala_daerah(
        instansi=instansi, nama="Maria Gebze", username="gubernur", start_date=NEW_YEAR, by=SYSTEM, at=NOW
    )
    return instansi


def test_the_roster_is_accepted_whole_and_the_csv_says_the_same_as_the_xlsx(province: Instansi) -> None:
    assert (UnitKerja.objects.count(), Pegawai.objects.exclude(nip=None).count()) == (269, 1108)
    assert roster("unit", "unor_papua_selatan.csv").counts == {"rows": 269, "accepted": 269, "unchanged": 269}
    assert roster("pegawai", "pegawai_papua_selatan.csv").counts == {
        "rows": 1108,
        "accepted": 1108,
        "unchanged": 1108,
    }


def test_the_penilai_of_the_whole_roster_follow_the_rule(
    province: Instansi, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with (ROSTER / "pegawai_papua_selatan.csv").open(encoding="utf-8") as file:
        rows = {row["NIP BARU"]: row for row in csv.DictReader(file)}
    posts = {post.pk: post.pegawai.nip for post in Penugasan.objects.select_related("pegawai")}
    with django_assert_num_queries(13):
        found = queries.penilai_for_many(penugasan_ids=posts, on=NEW_YEAR)
    different = {}
    for penugasan_id, nip in posts.items():
        answer = found[penugasan_id]
        if nip is None:
            assert (answer.penilai, answer.code) == (None, "kewenangan.pimpinan_instansi_tidak_dinilai")
            continue
        assert answer.penilai is not None
        assert answer.penilai.pegawai_id != answer.pegawai_id
        if (answer.penilai.nip or answer.penilai.jabatan) != rows[nip]["NIP ATASAN"]:
            different[nip] = answer
    jpt = {nip for nip, row in rows.items() if row["JENJANG"].startswith("JPT")}
    assert {nip for nip in different if different[nip].code == "kewenangan.kepala_daerah_jpt"} == jpt
    (plt,) = [answer for nip, answer in different.items() if nip not in jpt]
    assert plt.code == "kewenangan.plt_dinilai_unit_plt"
    for penugasan_id in list(posts)[::97]:
        assert queries.penilai_of(penugasan=penugasan_id, on=NEW_YEAR) == found[penugasan_id]


def test_one_person_is_answered_like_the_whole_agency(province: Instansi) -> None:
    """Whoever is asked about alone is followed upwards from the own posts, whatever was decided there."""
    chance = random.Random(6)
    posts = list(Penugasan.objects.select_related("pegawai").order_by("pk"))
    leaders = [post for post in posts if post.memimpin]
    people = sorted({post.pegawai_id for post in posts})
    away = [post.pegawai_id for post in chance.sample(leaders, 40)]
    RiwayatKedudukan.objects.filter(pegawai_id__in=away).update(kedudukan="cltn")
    Penugasan.objects.filter(pk__in=[post.pk for post in chance.sample(leaders, 25)]).update(
        end_date=NEW_YEAR
    )
    clerk = User.objects.create(username="clerk", name="Clerk", created_at=NOW)
    decided = {pk: chance.choice(people) for pk in chance.sample(people, 80)}
    PenetapanPenilai.objects.bulk_create(
        PenetapanPenilai(
            pegawai_id=pegawai, penilai_id=penilai, start_date=NEW_YEAR, decided_at=NOW, decided_by=clerk
        )
        for pegawai, penilai in decided.items()
        if pegawai != penilai
    )
    Penugasan.objects.bulk_create(
        Penugasan(
            pegawai_id=chance.choice(people),
            unit_id=post.unit_id,
            jabatan_id=post.jabatan_id,
            jenis="plt",
            memimpin=True,
            start_date=NEW_YEAR,
        )
        for post in chance.sample(leaders, 30)
    )
    chosen = chance.sample(posts, 60) + [post for post in posts if post.pegawai_id in decided][:20]
    found = queries.penilai_for_many(penugasan_ids=[post.pk for post in chosen], on=NEW_YEAR)
    assert len({answer.code for answer in found.values()}) > 3
    for post in chosen:
        assert queries.penilai_of(penugasan=post.pk, on=NEW_YEAR) == found[post.pk]
    by_id = queries.superiors_for_people(pegawai_ids=people, on=NEW_YEAR)
    for post in chosen:
        answer = found[post.pk]
        assert by_id[post.pegawai_id].ids == answer.superiors
        assert by_id[post.pegawai_id] == queries.superiors_of(pegawai_id=post.pegawai_id, on=NEW_YEAR)


@pytest.mark.concurrency
@pytest.mark.parametrize("moment", ["kasuari.organisation.operations.imports._record_applied"])
def test_a_process_killed_while_applying_leaves_nothing(tmp_path: Path, moment: str) -> None:
    """A real process on a real file, killed by SIGKILL after every row is written and before the commit."""
    content = tmp_path / "daftar.xlsx"
    content.write_bytes(people(person(unit="Badan A"), person(nip="199104042016031906", unit="Badan A")))
    units = tmp_path / "unit.csv"
    units.write_text(
        "Id,DiatasanId,NamaUnor,NamaJabatan,JenisUnorId\nr,,Pemerintah,,0\na,r,Badan A,Kepala,1\n"
    )
    migrated.give(tmp_path / "berkas.db")
    script = textwrap.dedent(
        f"""
        import sys, time
        import django
        django.setup()
        from datetime import date, datetime, timezone
        from unittest import mock
        from django.core.management import call_command
        from kasuari.foundation.access import Actor
        from kasuari.organisation import operations
        from kasuari.organisation.models import Instansi, Pegawai
        day, at = date(2026, 6, 1), datetime(2026, 6, 1, tzinfo=timezone.utc)
        by = Actor.system("uji", on=day)
        def bring(kind, path):
            return operations.import_file(kind=kind, path=path, effective_date=day, by=by, at=at)
        step = sys.argv[1]
        if step == "prepare":
            call_command("migrate", verbosity=0)
            operations.ensure_instansi(nama="Pemerintah", kota="Salor")
            assert bring("unit", {str(units)!r}).applied
        elif step == "apply":
            def wait(*args, **kwargs):
                print(Pegawai.objects.count(), flush=True)
                time.sleep(60)
            with mock.patch({moment!r}, wait):
                bring("pegawai", {str(content)!r})
        else:
            before = Pegawai.objects.count()
            print(before, bring("pegawai", {str(content)!r}).counts["new"], Pegawai.objects.count())
        """
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kasuari.site.settings",
        "KASUARI_ENVIRONMENT": "test",
        "KASUARI_DATABASE_URL": f"sqlite:///{tmp_path / 'berkas.db'}",
        "KASUARI_DATA_DIR": str(tmp_path / "data"),
    }
    command = [sys.executable, "-c", script]
    subprocess.run([*command, "prepare"], env=environment, check=True, timeout=120)
    with subprocess.Popen([*command, "apply"], env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "2"  # both written, not yet committed
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=10)
    time.sleep(0.1)
    after = subprocess.run([*command, "again"], env=environment, capture_output=True, text=True, timeout=120)
    assert after.stdout.split() == ["0", "2", "2"], after.stderr


def test_the_kepala_daerah_changes_from_a_day_on(cast: Cast) -> None:
    new = operations.appoint_kepala_daerah(
        instansi=cast.instansi,
        nama="Petrus Gebze",
        username="petrus",
        start_date=EFFECTIVE,
        by=SYSTEM,
        at=NOW,
    )
    assert queries.kepala_daerah_of(cast.instansi.pk, date(2026, 5, 31)) == cast.maria.pk
    assert queries.kepala_daerah_of(cast.instansi.pk, EFFECTIVE) == new.pk
    assert (new.nip, new.status) == (None, "NON_ASN")
    with pytest.raises(Refusal) as refused:
        operations.appoint_kepala_daerah(
            instansi=cast.instansi, nama="X Y", username="xy", start_date=EFFECTIVE, by=SYSTEM, at=NOW
        )
    assert refused.value.code == "organisation.kepala_daerah_dates"


def test_the_number_of_queries_does_not_grow_with_the_file(
    cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    def rows(count: int, start: int) -> bytes:
        numbers = range(start, start + count)
        return people(*(person(nip=f"199003032015031{n:03d}", jabatan=f"Bidan {start}") for n in numbers))

    for count, start in ((1, 100), (3, 200)):
        batch = read(cast, rows(count, start))
        with transaction.atomic(), django_assert_num_queries(APPLY_QUERIES):
            apply(cast, batch)
    assert ImportRow.objects.count() == 4


APPLY_QUERIES = 30
