"""A long file of perjanjian kinerja is applied by the worker: once, as a whole, and only by whoever may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from kasuari.accounts.models import RoleGrant
from kasuari.audit.models import AuditEntry
from kasuari.foundation.jobs import ask_to_stop
from kasuari.foundation.jobs.worker import work_once
from kasuari.foundation.models import Job
from kasuari.foundation.refusals import NotAllowed, Refusal
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, pk_file
from kasuari.planning.models import ImporPk, IndikatorPk
from kasuari.planning.operations import pk_jobs
from tests.cast import NOW, Cast
from tests.pk_builder import pk_csv

SignIn = Callable[[Pegawai], Client]


@pytest.fixture(autouse=True)
def _long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pk_jobs, "AT_ONCE_ROWS", 1)


@pytest.fixture
def impor(cast: Cast) -> ImporPk:
    return operations.read_pk_import(
        content=pk_csv(), name="pk.csv", instansi=cast.instansi, by=cast.actor(cast.lusia), at=NOW
    )


def proceed(cast: Cast, impor: ImporPk) -> ImporPk:
    return operations.proceed_pk_import(impor=impor, version=impor.version, by=cast.actor(cast.lusia), at=NOW)


def work(impor: ImporPk) -> ImporPk:
    assert work_once(name="w")
    impor.refresh_from_db()
    return impor


def test_a_long_file_is_applied_by_the_worker_and_once(cast: Cast, impor: ImporPk) -> None:
    proceed(cast, impor)
    assert (impor.state, IndikatorPk.objects.count()) == ("menerapkan", 0)
    assert AuditEntry.objects.order_by("-id")[0].kind == "planning.pk_apply_asked"
    assert (work(impor).state, IndikatorPk.objects.count()) == ("diterapkan", 3)
    assert (impor.applied_by, impor.applied_at) == (cast.lusia.user, NOW)
    pk_jobs.finish_pk_import(impor_id=impor.pk, user_id=cast.lusia.user_id, at=NOW, progress=lambda *_: None)
    assert AuditEntry.objects.filter(kind="planning.pk_imported").count() == 1
    assert set(IndikatorPk.objects.values_list("revision", flat=True)) == {1}


def test_a_short_file_is_applied_at_once(cast: Cast, impor: ImporPk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pk_jobs, "AT_ONCE_ROWS", 3)
    assert proceed(cast, impor).state == "diterapkan"
    assert Job.objects.count() == 0


def test_a_file_beyond_all_measure_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pk_file, "LARGEST_TABLE", 2)
    with pytest.raises(Refusal) as refused:
        operations.read_pk_import(
            content=pk_csv(), name="pk.csv", instansi=cast.instansi, by=cast.actor(cast.lusia), at=NOW
        )
    assert refused.value.code == "import.too_many_rows"


def test_whoever_lost_the_right_meanwhile_applies_nothing(
    cast: Cast, impor: ImporPk, sign_in: SignIn
) -> None:
    proceed(cast, impor)
    held = list(RoleGrant.objects.filter(user=cast.lusia.user))
    RoleGrant.objects.filter(user=cast.lusia.user).delete()
    work(impor)
    assert (impor.state, impor.problems[0]["code"]) == ("pratinjau", "planning.pk_not_clerk")
    assert IndikatorPk.objects.count() == 0
    assert AuditEntry.objects.order_by("-id")[0].kind == "planning.pk_apply_returned"
    RoleGrant.objects.bulk_create(held)
    page = sign_in(cast.lusia).get(reverse("planning:pk_import", args=[impor.pk]))
    assert BeautifulSoup(page.content, "html.parser").select_one(".notice--refusal") is not None


def test_a_job_that_is_stopped_writes_nothing_and_the_import_can_be_given_up(
    cast: Cast, impor: ImporPk
) -> None:
    proceed(cast, impor)
    ask_to_stop(str(impor.job_id))
    assert (work(impor).state, IndikatorPk.objects.count()) == ("menerapkan", 0)
    operations.cancel_pk_import(impor=impor, version=impor.version, by=cast.actor(cast.lusia), at=NOW)
    impor.refresh_from_db()
    assert impor.state == "dibatalkan"


def test_the_page_shows_the_job_and_repeats_one_that_died(
    cast: Cast, impor: ImporPk, sign_in: SignIn
) -> None:
    client, url = sign_in(cast.lusia), reverse("planning:pk_import", args=[impor.pk])
    answer = client.post(reverse("planning:pk_import_apply", args=[impor.pk]), {"version": impor.version})
    assert answer.url == url
    page = BeautifulSoup(client.get(url).content, "html.parser")
    part = page.select_one("#kemajuan")
    assert part is not None
    assert (part["hx-get"], part.select_one(f'a[href="{url}"]') is not None) == (url, True)
    headers = {"HX-Request": "true", "HX-Target": "div#kemajuan"}
    assert client.get(url, headers=headers).headers.get("HX-Refresh") is None
    again = reverse("planning:pk_import_repeat", args=[impor.pk])
    impor.refresh_from_db()
    assert client.post(again, {"version": impor.version}).status_code == 409
    Job.objects.update(state=Job.State.FAILED)
    assert client.get(url, headers=headers)["HX-Refresh"] == "true"
    assert client.post(again, {"version": impor.version}).status_code == 302
    assert work(impor).state == "diterapkan"


def test_nobody_else_proceeds_or_repeats(cast: Cast, impor: ImporPk) -> None:
    for act in (operations.proceed_pk_import, operations.repeat_pk_import):
        with pytest.raises(NotAllowed):
            act(impor=impor, version=0, by=cast.actor(cast.yohana), at=NOW)
