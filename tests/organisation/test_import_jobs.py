"""Large files: read and applied by the worker, seen while it works, stopped, killed, repeated."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kasuari.accounts.models import Notice, RoleGrant
from kasuari.audit.models import AuditEntry
from kasuari.foundation import clock
from kasuari.foundation.jobs import ask_to_stop, job_view, progress
from kasuari.foundation.jobs.worker import claim_job, work_once
from kasuari.foundation.models import Job
from kasuari.foundation.refusals import NotAllowed, Refusal, Stale
from kasuari.organisation import operations, tasks
from kasuari.organisation.enums import ImportState
from kasuari.organisation.models import ImportBatch, Pegawai, Penugasan, UnitKerja
from kasuari.organisation.operations import import_jobs
from tests.cast import NOW, Cast, build_cast
from tests.foundation.test_jobs import wait_for, worker_environment
from tests.organisation.messy import EFFECTIVE, RUBEN, people, person
from tests.organisation.test_pages import upload

SignIn = Callable[[Pegawai], Client]
ELSINA = "199104042016031906"
TWO = people(person(), person(nip=ELSINA, nama="Elsina Mahuze"))


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are much here."""
    monkeypatch.setattr(import_jobs, "AT_ONCE_ROWS", 1)


def receive(cast: Cast, content: bytes = TWO, *, name: str = "daftar.xlsx") -> ImportBatch:
    return operations.receive_import(
        kind="pegawai",
        content=content,
        name=name,
        instansi=cast.instansi,
        effective_date=EFFECTIVE,
        by=cast.actor(cast.lusia),
        at=NOW,
    )


def proceed(cast: Cast, batch: ImportBatch) -> ImportBatch:
    return operations.proceed_import(batch=batch, version=batch.version, by=cast.actor(cast.lusia), at=NOW)


def work(batch: ImportBatch) -> ImportBatch:
    assert work_once(name="w")
    batch.refresh_from_db()
    return batch


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def kinds() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("kind", flat=True))


def test_a_small_file_is_read_at_once(cast: Cast) -> None:
    batch = receive(cast, people(person()))
    assert (batch.state, batch.job_id, Job.objects.count()) == (ImportState.PREVIEW, None, 0)


@pytest.mark.parametrize("limit", ["AT_ONCE_ROWS", "AT_ONCE_BYTES"])
def test_many_rows_or_many_bytes_make_a_job(cast: Cast, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(import_jobs, "AT_ONCE_ROWS", 1_000)
    monkeypatch.setattr(import_jobs, limit, 1)
    assert receive(cast).state == ImportState.READING


def test_the_whole_way_of_a_large_file(cast: Cast) -> None:
    batch = receive(cast)
    assert (batch.state, batch.rows.count(), Pegawai.objects.filter(nip=RUBEN).count()) == ("reading", 0, 0)
    assert kinds()[-1] == "organisation.import_received"

    work(batch)
    assert (batch.state, batch.counts["new"], batch.rows.count()) == ("preview", 2, 2)
    assert kinds()[-1] == "organisation.import_read"
    assert Pegawai.objects.filter(nip=RUBEN).count() == 0

    proceed(cast, batch)
    assert (batch.state, Pegawai.objects.filter(nip=RUBEN).count()) == ("applying", 0)
    assert kinds()[-1] == "organisation.import_apply_asked"

    work(batch)
    assert (batch.state, Pegawai.objects.filter(nip__in=[RUBEN, ELSINA]).count()) == ("applied", 2)
    assert (batch.applied_at, batch.applied_by) == (NOW, cast.lusia.user)
    entry = AuditEntry.objects.get(kind="organisation.import_applied")
    assert (entry.by_user_id, entry.data["new"]) == (cast.lusia.user_id, 2)


def test_a_file_that_turns_out_to_be_no_table_fails_with_its_reason(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(import_jobs, "AT_ONCE_BYTES", 1)
    batch = receive(cast, b"just,words\n1,2\n", name="daftar.csv")
    with django_capture_on_commit_callbacks(execute=True):
        work(batch)
    assert (batch.state, batch.problems[0]["code"]) == ("failed", "import.no_header")
    assert (
        "baris judul kolom"
        in soup(sign_in(cast.lusia).get(reverse("organisation:import", args=[batch.pk]))).get_text()
    )
    assert Notice.objects.get(user=cast.lusia.user).kind == "organisation.import_failed"


def test_a_job_that_runs_twice_writes_once(cast: Cast) -> None:
    batch = receive(cast)
    given = {"batch_id": batch.pk, "user_id": cast.lusia.user_id, "at": NOW, "progress": lambda *_: None}
    import_jobs.finish_reading(**given)
    import_jobs.finish_reading(**given)
    batch.refresh_from_db()
    assert batch.rows.count() == 2
    proceed(cast, batch)
    import_jobs.finish_applying(**given)
    import_jobs.finish_applying(**given)
    assert Pegawai.objects.filter(nip__in=[RUBEN, ELSINA]).count() == 2
    assert kinds().count("organisation.import_applied") == 1


def test_whoever_lost_the_right_meanwhile_applies_nothing(cast: Cast) -> None:
    batch = work(receive(cast))
    proceed(cast, batch)
    RoleGrant.objects.filter(user=cast.lusia.user).delete()
    work(batch)
    assert (batch.state, batch.problems[0]["code"]) == ("preview", "organisation.not_clerk")
    assert not Pegawai.objects.filter(nip=RUBEN).exists()
    assert kinds()[-1] == "organisation.import_returned"


def test_what_changed_before_the_job_comes_back_as_a_preview(cast: Cast, sign_in: SignIn) -> None:
    batch = work(receive(cast))
    proceed(cast, batch)
    UnitKerja.objects.filter(pk=cast.puskesmas.pk).update(kode="lain", nama="Puskesmas Lain")
    work(batch)
    assert (batch.state, batch.counts["refused"]) == ("preview", 2)
    assert not Pegawai.objects.filter(nip=RUBEN).exists()
    page = soup(sign_in(cast.lusia).get(reverse("organisation:import", args=[batch.pk])))
    assert "Data berubah sejak pratinjau" in page.get_text()


# --- the page --------------------------------------------------------------------------------------------


def test_the_page_shows_how_far_the_job_is_and_then_the_preview(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lusia)
    url = upload(client, TWO).url
    batch = ImportBatch.objects.get()
    page = soup(client.get(url))
    part = page.select_one("#kemajuan")
    assert part is not None
    assert (part["hx-get"], part["hx-trigger"]) == (url, "every 2s")
    assert "menunggu giliran" in part.get_text()
    assert part.select_one(f'a[href="{url}"]') is not None  # the way without scripts
    assert page.select_one(f'form[action="{reverse("organisation:import_apply", args=[batch.pk])}"]') is None

    claim = claim_job(name="w", now=clock.machine_now())
    assert claim is not None
    progress(str(batch.job_id), 3, 4)
    headers = {"HX-Request": "true", "HX-Target": "div#kemajuan"}
    answer = client.get(url, headers=headers)
    bar = soup(answer).select_one("#kemajuan progress")
    assert bar is not None
    assert (bar["value"], "75 persen" in soup(answer).get_text()) == ("75", True)
    assert soup(answer).select_one("html") is None

    import_jobs.finish_reading(
        batch_id=batch.pk, user_id=cast.lusia.user_id, at=NOW, progress=lambda *_: None
    )
    assert client.get(url, headers=headers)["HX-Refresh"] == "true"
    page = soup(client.get(url))
    assert page.select_one("#kemajuan") is None
    form = page.select_one(f'form[action="{reverse("organisation:import_apply", args=[batch.pk])}"]')
    assert form is not None
    version = form.select_one("input[name=version]")
    assert version is not None
    answer = client.post(str(form["action"]), {"version": version["value"]})
    assert answer.url == url
    assert "Menerapkan berkas" in soup(client.get(url)).get_text()


def test_a_job_that_waits_long_says_whom_to_ask(cast: Cast, sign_in: SignIn) -> None:
    batch = receive(cast)
    Job.objects.update(run_after=clock.machine_now() - timedelta(minutes=2))
    text = soup(sign_in(cast.lusia).get(reverse("organisation:import", args=[batch.pk]))).get_text()
    assert "kasuari worker" in text


def test_a_job_that_died_can_be_repeated_from_the_page(cast: Cast, sign_in: SignIn) -> None:
    batch, client = receive(cast), sign_in(cast.lusia)
    url, again = (
        reverse("organisation:import", args=[batch.pk]),
        reverse("organisation:import_repeat", args=[batch.pk]),
    )
    assert client.post(again, {"version": batch.version}).status_code == 409  # it is still waiting
    Job.objects.update(state=Job.State.FAILED)
    page = soup(client.get(url))
    assert "terhenti" in page.get_text()
    assert page.select_one("#kemajuan") is None
    assert page.select_one(f'form[action="{again}"]') is not None
    assert client.post(again, {"version": batch.version}).status_code == 302
    batch.refresh_from_db()
    assert Job.objects.count() == 2
    assert work(batch).state == "preview"
    assert kinds()[-2:] == ["organisation.import_repeated", "organisation.import_read"]


# --- stopping --------------------------------------------------------------------------------------------


def test_a_file_given_up_before_it_is_read_is_never_read(cast: Cast) -> None:
    batch = receive(cast)
    operations.cancel_import(batch=batch, version=batch.version, by=cast.actor(cast.lusia), at=NOW)
    assert work(batch).state == "cancelled"
    assert batch.rows.count() == 0


@pytest.mark.parametrize("moment", ["reading", "applying"])
def test_a_running_job_stops_where_it_next_tells_how_far_it_is(cast: Cast, moment: str) -> None:
    batch = receive(cast)
    if moment == "applying":
        proceed(cast, work(batch))
    job_id = str(batch.job_id)
    ask_to_stop(job_id)
    work(batch)
    assert (batch.state, Pegawai.objects.filter(nip=RUBEN).exists()) == (moment, False)
    assert Job.objects.get(pk=job_id).result == "stopped"
    operations.cancel_import(batch=batch, version=batch.version, by=cast.actor(cast.lusia), at=NOW)
    assert batch.state == "cancelled"


def test_cancelling_what_somebody_else_has_moved_on_stops_nothing(cast: Cast) -> None:
    batch = receive(cast)
    with pytest.raises(Stale):
        operations.cancel_import(batch=batch, version=99, by=cast.actor(cast.lusia), at=NOW)
    assert work(batch).state == "preview"


def test_nobody_else_receives_proceeds_or_repeats(cast: Cast) -> None:
    batch = receive(cast)
    yohana = cast.actor(cast.yohana)
    for act in (operations.proceed_import, operations.repeat_import, operations.cancel_import):
        with pytest.raises(NotAllowed):
            act(batch=batch, version=batch.version, by=yohana, at=NOW)
    with pytest.raises(NotAllowed):
        operations.receive_import(
            kind="pegawai",
            content=TWO,
            name="x.xlsx",
            instansi=cast.instansi,
            effective_date=EFFECTIVE,
            by=yohana,
            at=NOW,
        )


def test_a_refused_row_keeps_a_large_file_from_being_applied(cast: Cast) -> None:
    batch = work(receive(cast, people(person(), person(nip="12"))))
    with pytest.raises(Refusal) as refused:
        proceed(cast, batch)
    assert refused.value.code == "import.has_refused"


# --- a worker that dies ----------------------------------------------------------------------------------


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("moment", "stage"),
    [
        ("kasuari.organisation.operations.imports.record", "reading"),
        ("kasuari.organisation.operations.imports._record_applied", "applying"),
    ],
)
def test_a_worker_killed_in_the_middle_leaves_nothing_and_another_finishes(
    tmp_path: Path, moment: str, stage: str
) -> None:
    """Killed after every row is written and before the commit; the job is taken up again and doubles none."""
    cast = build_cast()
    batch = receive(cast)
    if stage == "applying":
        proceed(cast, work(batch))
    before = (Pegawai.objects.count(), Penugasan.objects.count(), batch.rows.count())
    journal = tmp_path / "journal"
    command = [sys.executable, "-m", "tests.organisation.import_killed", str(journal), moment]
    root = settings.PACKAGE.parent.parent
    with subprocess.Popen(command, env=worker_environment(), cwd=root) as process:
        wait_for(journal.exists, seconds=60)
        view = job_view(str(batch.job_id))
        assert view is not None
        assert 0 < view.done <= view.total  # seen from here although nothing is committed
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=10)
    wait_for(lambda: Job.objects.get(pk=batch.job_id).lease_until < clock.machine_now(), seconds=20)
    batch.refresh_from_db()
    after = (Pegawai.objects.count(), Penugasan.objects.count(), batch.rows.count())
    assert (after, batch.state) == (before, stage)

    work(batch)
    assert Job.objects.get(pk=batch.job_id).attempts == 2
    if stage == "reading":
        assert (batch.state, batch.rows.count()) == ("preview", 2)
    else:
        assert (batch.state, Pegawai.objects.count()) == ("applied", before[0] + 2)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_cancelling_while_everything_is_being_written_undoes_it_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The clerk does not wait for the end: the job notices, rolls back, and the import is cancelled."""
    import threading

    from django.db import connections

    cast = build_cast()
    batch = work(receive(cast))
    proceed(cast, batch)
    people_before, writing = Pegawai.objects.count(), threading.Event()

    def slowly(job_id: str, done: int, total: int) -> None:
        writing.set()
        time.sleep(0.3)
        progress(job_id, done, total)

    monkeypatch.setattr(tasks, "progress", slowly)

    def run() -> None:
        work_once(name="w")
        connections.close_all()

    worker = threading.Thread(target=run)
    worker.start()
    assert writing.wait(20)
    operations.cancel_import(batch=batch, version=batch.version, by=cast.actor(cast.lusia), at=NOW)
    worker.join()
    batch.refresh_from_db()
    assert (batch.state, Pegawai.objects.count()) == ("cancelled", people_before)
    assert Job.objects.get(pk=batch.job_id).result == "stopped"
