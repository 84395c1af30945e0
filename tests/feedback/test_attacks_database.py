"""An administrator with the whole database: every table, every key, every physical order, before and
after.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from kasuari.audit.models import AuditEntry
from kasuari.feedback import operations, sealing
from kasuari.feedback.models import (
    AmplopJawaban,
    DrafJawaban,
    HasilPutaran,
    HasilUnitPutaran,
    KomentarPutaran,
    TugasPutaran,
)
from kasuari.foundation.models import IdempotencyKey, Job
from kasuari.organisation.models import Pegawai
from tests.cast import Cast
from tests.feedback import rounds
from tests.feedback.rounds import Said

pytestmark = pytest.mark.django_db

CONTENT = (AmplopJawaban, DrafJawaban)
RESULTS = (HasilPutaran, HasilUnitPutaran, KomentarPutaran)


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, with its place in the file and, where the engine tells, its transaction."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    hidden = "ctid::text, xmin::text" if connection.vendor == "postgresql" else "rowid, 0"
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in {"foundation_cache", "sqlite_sequence"}:
                continue
            cursor.execute(f'SELECT {hidden}, * FROM "{table}"')
            found[table] = cursor.fetchall()
    return found


def foreign_tables(model: type[models.Model]) -> set[str]:
    return {field.related_model.__name__ for field in model._meta.fields if field.is_relation}


def says_by_name(tugas: TugasPutaran) -> Said:
    """Everybody answers after their own number, with words of their own."""
    return Said(1 + tugas.pengisi_id % 4, f"kata zqx {tugas.pengisi_id} tentang {tugas.peserta_id}")


def test_no_key_leads_from_an_answer_to_a_rater_or_back() -> None:
    """An envelope knows its round alone; a draft is the rater's own and sealed; a result knows its
    subject.
    """
    assert foreign_tables(AmplopJawaban) == {"Putaran"}
    assert foreign_tables(DrafJawaban) == {"TugasPutaran"}
    assert foreign_tables(HasilPutaran) == {"PesertaPutaran"}
    assert foreign_tables(KomentarPutaran) == {"PesertaPutaran", "User"}  # the moderator
    pointing = {
        model.__name__
        for model in apps.get_models()
        for field in model._meta.fields
        if field.is_relation and field.related_model in {*CONTENT, *RESULTS}
    }
    assert pointing == set()


def test_keys_of_answers_are_random_and_no_row_has_a_moment() -> None:
    for model in (AmplopJawaban, KomentarPutaran):
        assert isinstance(model._meta.pk, models.UUIDField)
    for model in (AmplopJawaban, DrafJawaban, TugasPutaran, HasilPutaran):
        moments = [item.name for item in model._meta.fields if isinstance(item, models.DateField)]
        assert moments == []
    # What the moderator did has a moment, of the moderation.
    assert [item.name for item in KomentarPutaran._meta.fields if isinstance(item, models.DateField)] == [
        "moderated_at"
    ]


def test_the_open_box_holds_nothing_that_the_database_can_read(cast: Cast) -> None:
    """Not the words, not the steps, not whom an answer is about, not even how long it is."""
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    waiting = rounds.tasks(putaran, state="menunggu")
    operations.save_draf(
        tugas=waiting[0],
        isian=operations.IsianJawaban({"b1": 2}, {"t1": "draf zqx"}),
        by=cast.actor(waiting[0].pengisi),
    )
    for tugas in waiting[1:]:
        rounds.answer(cast, tugas, says_by_name(tugas))
    written = repr(dump())
    assert "zqx" not in written
    lengths = {len(row.isi) for row in AmplopJawaban.objects.all()} | {
        len(row.isi) for row in DrafJawaban.objects.all()
    }
    assert len(lengths) == 1
    assert "kunci" not in {key for row in dump().values() for key in row}


def test_the_same_answer_never_looks_the_same_twice(cast: Cast) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    rounds.answered(cast, putaran, lambda tugas: Said(3))
    sealed = [bytes(row.isi) for row in AmplopJawaban.objects.all()]
    assert len(set(sealed)) == len(sealed) > 20


def test_the_key_is_no_part_of_the_database_and_dies_with_the_count(cast: Cast, settings: Any) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    key = sealing.seal_of(putaran.kunci, length=putaran.panjang).key
    assert key not in b"".join(
        bytes(value)
        for rows in dump().values()
        for row in rows
        for value in row
        if isinstance(value, bytes | memoryview)
    )
    assert key.hex() not in repr(dump())
    path = settings.KASUARI.data_dir / sealing.FOLDER / f"{putaran.kunci}.kunci"
    assert path.stat().st_mode & 0o077 == 0
    copy = [bytes(row.isi) for row in AmplopJawaban.objects.all()]
    rounds.answered(cast, putaran, lambda tugas: Said(3))
    copy = [bytes(row.isi) for row in AmplopJawaban.objects.all()]
    rounds.counted(cast, putaran)
    assert not path.exists()
    with pytest.raises(sealing.KeyGone):
        sealing.seal_of(putaran.kunci, length=putaran.panjang)
    # A backup of the open box does not open with any other key.
    with pytest.raises(sealing.KeyGone):
        sealing.Seal(b"\0" * 32, putaran.panjang).open(copy[0], purpose=f"amplop {putaran.pk}")


def test_after_the_count_every_stored_number_is_one_that_is_shown(cast: Cast) -> None:
    """No envelope, no draft, no answer of one person: what is left are blocks of three and more."""
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    rounds.answered(cast, putaran, says_by_name)
    putaran = rounds.counted(cast, putaran)
    assert not AmplopJawaban.objects.exists()
    assert not DrafJawaban.objects.exists()
    for row in HasilPutaran.objects.all():
        assert set(row.isi) <= {"blok", "atasan", "diri", "skor"}
        for block in row.isi["blok"]:
            if block["n"] < 3:
                assert set(block) == {"kelompok", "n", "tingkat"}
            elif block["n"] < 5:
                assert set(block) <= {"kelompok", "n", "tingkat", "rentang"}
            else:
                assert set(block) == {"kelompok", "n", "tingkat", "butir", "nilai", "andal", "seragam"}


def joins(first: list[Any], second: list[Any]) -> int:
    """How many of `first` stand at the same place in `second`."""
    return sum(one == two for one, two in zip(first, second, strict=True))


def test_physical_order_of_open_answers_does_not_follow_the_order_of_sending(cast: Cast) -> None:
    """rowid and ctid of what is left after the count say nothing about who sent first."""
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    sent = []
    for tugas in rounds.tasks(putaran, state="menunggu"):
        if tugas.kelompok in {"rekan", "bawahan"}:
            rounds.answer(cast, tugas, Said(3, f"nomor {len(sent)}"))
            sent.append(f"nomor {len(sent)}")
    rounds.counted(cast, putaran)
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT teks FROM feedback_komentarputaran ORDER BY {place}")
        stored = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT teks FROM feedback_komentarputaran ORDER BY id")
        by_key = [row[0] for row in cursor.fetchall()]
    kept = [text for text in sent if text in set(stored)]
    assert len(kept) > 15
    # Luck puts one in its place on average; that a third of them are has a chance below one in a million.
    assert joins(kept, stored) < len(kept) / 3
    assert joins(kept, by_key) < len(kept) / 3


def test_no_row_after_the_count_shares_a_transaction_with_one_task(cast: Cast) -> None:
    """On PostgreSQL a row tells its transaction: results carry that of the count, tasks that of their
    sending.
    """
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps no transaction numbers")
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    rounds.answered(cast, putaran, says_by_name)
    rounds.counted(cast, putaran)
    with connection.cursor() as cursor:
        numbers = {}
        for table in ("feedback_tugasputaran", "feedback_hasilputaran", "feedback_komentarputaran"):
            cursor.execute(f"SELECT xmin::text FROM {table}")
            numbers[table] = Counter(row[0] for row in cursor.fetchall())
    assert len(numbers["feedback_hasilputaran"]) == 1
    assert len(numbers["feedback_komentarputaran"]) == 1


def test_sending_leaves_no_audit_row_no_job_no_key_and_no_log_line(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    tugas = rounds.tasks(putaran, state="menunggu", kelompok="rekan")[0]
    before = AuditEntry.objects.count(), Job.objects.count(), IdempotencyKey.objects.count()
    with caplog.at_level(logging.DEBUG):
        caplog.clear()
        operations.save_draf(
            tugas=tugas, isian=operations.IsianJawaban({"b1": 2}, {}), by=cast.actor(tugas.pengisi)
        )
        rounds.answer(cast, tugas, Said(2, "kata zqx"))
    assert (AuditEntry.objects.count(), Job.objects.count(), IdempotencyKey.objects.count()) == before
    lines = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert lines == []


def test_a_copy_before_and_after_one_sending_differs_by_the_task_and_one_sealed_row(cast: Cast) -> None:
    """Two copies of the database around one answer tell that it was sent, which the ledger says anyway."""
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    tugas = rounds.tasks(putaran, state="menunggu", kelompok="rekan")[0]
    before = {table: {row[2:] for row in map(plain, rows)} for table, rows in dump().items()}
    rounds.answer(cast, tugas, Said(4, "kata zqx"))
    after = {table: {row[2:] for row in map(plain, rows)} for table, rows in dump().items()}
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"feedback_tugasputaran", "feedback_amplopjawaban"}
    (envelope,) = after["feedback_amplopjawaban"] - before["feedback_amplopjawaban"]
    assert UUID(str(next(item for item in envelope if isinstance(item, str | UUID))))
    assert "zqx" not in repr(envelope)
    assert str(tugas.peserta_id) not in [str(item) for item in envelope if isinstance(item, int)][1:]


def plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        bytes(item)
        if isinstance(item, memoryview)
        else json.dumps(item, default=str)
        if isinstance(item, dict | list)
        else item
        for item in row
    )


def test_the_audit_ledger_of_a_whole_round_names_no_rater_of_an_answer(cast: Cast) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    started = AuditEntry.objects.count()
    rounds.answered(cast, putaran, says_by_name)
    rounds.counted(cast, putaran)
    kinds = list(AuditEntry.objects.order_by("pk").values_list("kind", flat=True)[started:])
    assert kinds == ["feedback.putaran_closed", "feedback.putaran_counted"]
    assert "zqx" not in repr(list(AuditEntry.objects.values_list("data", flat=True)))


def test_a_rater_who_left_after_answering_is_counted_and_cannot_be_told_apart(cast: Cast) -> None:
    people = rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    rounds.answered(cast, putaran, lambda tugas: Said(3))
    user = people[0].user
    assert user is not None
    user.is_active = False
    user.save(update_fields=["is_active"])
    putaran = rounds.counted(cast, putaran)
    assert putaran.rekaman["hitungan"]["jawaban"] == TugasPutaran.objects.filter(state="selesai").count()


def test_rolled_back_sending_leaves_the_box_as_it_was(cast: Cast) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    tugas = rounds.tasks(putaran, state="menunggu")[0]
    with transaction.atomic():
        rounds.answer(cast, tugas, Said(2))
        transaction.set_rollback(True)
    assert not AmplopJawaban.objects.exists()
    tugas.refresh_from_db()
    assert tugas.state == "menunggu"


def test_no_table_of_another_module_mentions_an_answer() -> None:
    """Nothing keeps copies: no history table, no backup table."""
    names = {model._meta.db_table for model in apps.get_models()}
    kept = {name for name in names if "jawaban" in name or "hasil" in name or "komentar" in name}
    assert {name for name in kept if name.startswith("feedback_")} == {
        "feedback_amplopjawaban",
        "feedback_drafjawaban",
        "feedback_hasilputaran",
        "feedback_hasilunitputaran",
        "feedback_komentarputaran",
    }
    assert Pegawai._meta.db_table in names
