"""What answering in a browser leaves behind: every table, every log line, every byte of the file, before and
after.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import Client

from kasuari.feedback import operations, sealing
from kasuari.feedback.models import Putaran, TautanPutaran, TugasPutaran
from tests.cast import NOW, Cast, build_cast
from tests.feedback import rounds
from tests.feedback.rounds import Said
from tests.feedback.test_attacks_database import dump, plain

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, Putaran, bytes]]:
    """An open round, built once for this file, and its key."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = build_cast()
        rounds.staff(cast, cast.puskesmas)
        putaran = rounds.opened(cast)
        yield cast, putaran, sealing.seal_of(putaran.kunci, length=putaran.panjang).key
        transaction.set_rollback(True)


@pytest.fixture
def cast(stage: tuple[Cast, Putaran, bytes]) -> Cast:
    return stage[0]


@pytest.fixture
def putaran(stage: tuple[Cast, Putaran, bytes], settings: Any) -> Putaran:
    _cast, putaran, key = stage
    (settings.KASUARI.data_dir / sealing.FOLDER / f"{putaran.kunci}.kunci").write_bytes(key)
    return Putaran.objects.select_related("instrumen", "instansi").get(pk=putaran.pk)


@pytest.fixture
def tugas(putaran: Putaran, cast: Cast) -> TugasPutaran:
    """A peer whom Yohana is asked about."""
    return rounds.tasks(putaran, pengisi=cast.yohana, kelompok="rekan")[0]


@pytest.fixture
def yohana(cast: Cast) -> Client:
    user = cast.yohana.user
    assert user is not None
    client = Client(HTTP_IDEMPOTENCY_KEY="a-key")
    client.force_login(user)
    return client


def sent(tugas: TugasPutaran, text: str = "kata zqx") -> dict[str, Any]:
    steps = {f"b{number}-{tugas.pk}": 3 for number in range(1, 22)}
    return {"tugas": tugas.pk, **steps, f"t1-{tugas.pk}": text, "yakin": "1"}


def tables() -> dict[str, set[tuple[Any, ...]]]:
    return {table: set(map(plain, rows)) for table, rows in dump().items()}


def test_a_browser_that_drafts_and_sends_changes_nothing_but_the_task_and_the_box(
    yohana: Client, tugas: TugasPutaran, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No session, no notice, no key of repetition, no cache, no job, no audit row: the ledger says that it
    was sent, and one sealed row lies in the box."""
    yohana.get("/360/isi/")
    touched: list[Any] = []
    for name in ("set", "add", "incr"):
        monkeypatch.setattr(cache, name, lambda *given, **more: touched.append(given))
    before = tables()
    assert yohana.post("/360/isi/draf/", sent(tugas)).status_code == 200
    drafted = tables()
    assert {name for name in drafted if drafted[name] != before[name]} == {"feedback_drafjawaban"}
    assert yohana.post("/360/isi/", sent(tugas)).status_code == 302
    after = tables()
    assert {name for name in after if after[name] != before[name]} == {
        "feedback_tugasputaran",
        "feedback_amplopjawaban",
    }
    assert touched == []
    assert "zqx" not in repr(after)


def test_no_log_line_tells_when_somebody_answered_or_failed_to(
    yohana: Client, tugas: TugasPutaran, putaran: Putaran, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """Also what was refused is not logged: its line would carry a moment, and the secret of a slip."""
    (made,) = operations.make_slips(
        putaran=putaran, peserta_ids=[tugas.peserta_id], each=5, by=cast.actor(cast.lusia), at=NOW
    )
    slip = f"/s/{made.secrets[0]}/"
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    assert yohana.post("/360/isi/", {"tugas": tugas.pk, f"b1-{tugas.pk}": 2}).status_code == 422
    assert yohana.post("/360/isi/draf/", {**sent(tugas), f"b1-{tugas.pk}": 77}).status_code == 422
    assert yohana.post("/360/isi/", sent(tugas)).status_code == 302
    assert Client().post(slip, {"b1-0": 3}).status_code == 422
    assert Client().post(slip, {f"b{number}-0": 3 for number in range(1, 22)}).status_code == 200
    assert Client().get(slip).status_code == 410
    rounds.close(cast, putaran)
    assert yohana.post("/360/isi/", sent(tugas)).status_code == 422
    lines = [item.getMessage() for item in caplog.records if not item.name.startswith("django.db")]
    assert lines == []


def test_nothing_of_an_answer_below_the_threshold_is_left_in_the_bytes_of_the_file(
    cast: Cast, putaran: Putaran, yohana: Client, tugas: TugasPutaran
) -> None:
    """Removed rows stay in free pages until something is written over them: they hold only ciphertext."""
    if connection.vendor != "sqlite":
        pytest.skip("the files of PostgreSQL cannot be read through it")
    yohana.post("/360/isi/draf/", sent(tugas, "draf zqx"))
    yohana.post("/360/isi/", sent(tugas, "kata zqx"))
    rounds.counted(cast, putaran)
    whole = connection.connection.serialize()
    assert len(whole) > 100_000
    assert cast.yohana.nama.encode() in whole
    assert b"zqx" not in whole


def test_a_slip_has_the_moment_of_its_sheet_and_no_other(cast: Cast, putaran: Putaran) -> None:
    """Nor anything else that differs between the slips of one sheet but whether they were used."""
    moments = [item.name for item in TautanPutaran._meta.fields if isinstance(item, models.DateField)]
    assert moments == ["created_at"]
    peserta = putaran.peserta.get(pegawai=cast.yohana)
    operations.make_slips(
        putaran=putaran, peserta_ids=[peserta.pk], each=10, by=cast.actor(cast.lusia), at=NOW
    )
    same = {tuple(row) for row in peserta.tautan.values_list("peserta", "state", "created_at", "created_by")}
    assert len(same) == 1


def test_a_round_told_by_its_whole_audit_ledger_names_nobody_who_answered(
    cast: Cast, putaran: Putaran, yohana: Client, tugas: TugasPutaran
) -> None:
    before = dump()
    yohana.post("/360/isi/", sent(tugas))
    rounds.answered(cast, putaran, lambda item: Said(3, f"kata zqx {item.pk}"))
    after = dump()
    for table in ("audit_auditentry", "accounts_notice", "foundation_job", "foundation_idempotencykey"):
        assert after[table] == before[table]
