"""Who helps a unit: proposed, appointed, asked first, and ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kasuari.accounts.models import Notice
from kasuari.accounts.operations import create_token
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal
from kasuari.learning import operations, queries
from kasuari.learning.models import Pendamping
from kasuari.organisation.models import Pegawai
from kasuari.rollout import operations as rollout
from kasuari.rollout.models import BantuanUnit
from kasuari.site.web.views import tasks_for, waiting_for
from tests.cast import NOW, TODAY, Cast

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db


def named(cast: Cast, person: Pegawai, by: Pegawai, **given: Any) -> Pendamping:
    values: dict[str, Any] = {"unit": cast.puskesmas, "start_date": TODAY} | given
    return operations.name_champion(pegawai=person, by=cast.actor(by), at=NOW, **values)


def program(person: Pegawai) -> Client:
    assert person.user is not None
    by = Actor.system("uji", on=TODAY)
    secret = create_token(user=person.user, name="uji", by=by, at=NOW)[1]
    return Client(headers={"authorization": f"Bearer {secret}"})


def names(cast: Cast, person: Pegawai, *, days: int = 0) -> list[str]:
    return [row.pegawai.nama for row in queries.champions_for(person.pk, on=TODAY + timedelta(days=days))]


def test_the_clerk_appoints_and_the_leader_proposes(cast: Cast) -> None:
    made = named(cast, cast.markus, cast.hendrika)
    assert made.state == "diusulkan"
    assert names(cast, cast.yohana) == []
    assert named(cast, cast.markus, cast.hendrika) == made
    with pytest.raises(NotAllowed):
        operations.decide_champion(pendamping=made, accept=True, by=cast.actor(cast.hendrika), at=NOW)
    operations.decide_champion(pendamping=made, accept=True, by=cast.actor(cast.lusia), at=NOW)
    assert names(cast, cast.yohana) == ["Markus Ndiken"]
    assert names(cast, cast.markus) == []  # nobody is sent to themselves
    assert names(cast, cast.rosa) == []
    made.refresh_from_db()
    with pytest.raises(Refusal):
        operations.decide_champion(pendamping=made, accept=False, by=cast.actor(cast.lusia), at=NOW)
    for other in (cast.yohana, cast.stefanus):
        with pytest.raises(NotAllowed):
            operations.end_champion(pendamping=made, by=cast.actor(other), at=NOW)
    operations.end_champion(pendamping=made, by=cast.actor(cast.markus), at=NOW)
    assert names(cast, cast.yohana) == []


def test_a_champion_works_in_the_unit_and_serves_from_day_to_day(cast: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        named(cast, cast.rosa, cast.lusia, end_date=TODAY)
    assert {problem.path for problem in refusal.value.problems} == {"pegawai", "end_date"}
    with pytest.raises(NotAllowed):
        named(cast, cast.markus, cast.stefanus)
    named(
        cast,
        cast.markus,
        cast.lusia,
        start_date=TODAY + timedelta(days=1),
        end_date=TODAY + timedelta(days=3),
    )
    found = [bool(names(cast, cast.yohana, days=days)) for days in range(4)]
    assert found == [False, True, True, False]
    named(cast, cast.rosa, cast.lusia, unit=cast.dinkes)
    assert names(cast, cast.yohana, days=1) == ["Markus Ndiken", cast.rosa.nama]  # the nearest first


def test_questions_go_to_the_champion_first(
    cast: Cast, sign_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    named(cast, cast.markus, cast.lusia)
    with django_capture_on_commit_callbacks(execute=True):
        asked = operations.ask_question(
            langkah="skp", teks="Bolehkah dua hasil?", by=cast.actor(cast.yohana), at=NOW
        )
        operations.ask_question(langkah="skp", teks="Siapa penilai?", by=cast.actor(cast.rosa), at=NOW)
    told = {
        notice.user_id: notice.data["teks"]
        for notice in Notice.objects.filter(kind="learning.question_asked")
    }
    assert told == {cast.markus.user_id: "Bolehkah dua hasil?", cast.lusia.user_id: "Siapa penilai?"}
    actor = cast.actor(cast.markus)
    titles = [
        str(task.item.title) for task in tasks_for(actor, on=TODAY, waiting=waiting_for(actor, on=TODAY))
    ]
    assert "1 pertanyaan dari unit yang Anda dampingi" in titles
    markus = sign_in(cast.markus)
    page = markus.get(reverse("learning:questions")).content.decode()
    assert "Bolehkah dua hasil?" in page
    assert "Siapa penilai?" not in page
    assert "Markus Ndiken" in sign_in(cast.yohana).get(reverse("learning:questions")).content.decode()
    path = reverse("learning:answer", args=[asked.pk])
    assert sign_in(cast.hendrika).post(path, {"jawaban": "Boleh."}).status_code == 404
    assert markus.post(path, {"jawaban": "Boleh, asal dapat diukur."}).status_code == 302
    asked.refresh_from_db()
    assert asked.jawaban == "Boleh, asal dapat diukur."


def test_a_champion_is_the_help_that_a_unit_is_offered(cast: Cast) -> None:
    made = named(cast, cast.markus, cast.lusia)
    for _again in range(2):
        rollout.offer_help(
            unit=cast.puskesmas,
            tanda="terlambat",
            teks="",
            pendamping=made,
            by=cast.actor(cast.lusia),
            at=NOW,
        )
    assert BantuanUnit.objects.get().teks == "Pendamping Markus Ndiken diminta menawarkan bantuan."


def test_the_page_lets_a_leader_choose_from_their_own_people(cast: Cast, sign_in: SignIn) -> None:
    hendrika = sign_in(cast.hendrika)
    page = hendrika.get(reverse("learning:champions"), {"unit": cast.puskesmas.pk}).content.decode()
    assert "Usulkan pendamping" in page
    assert "Markus Ndiken" in page
    sent = {"unit": cast.puskesmas.pk, "pegawai": "", "start_date": "2026-06-24"}
    answer = hendrika.post(reverse("learning:name_champion"), sent)
    assert answer.status_code == 422
    sent["pegawai"] = cast.markus.pk
    assert hendrika.post(reverse("learning:name_champion"), sent).status_code == 302
    assert Pendamping.objects.get().state == "diusulkan"
    assert (
        "Usulkan pendamping" not in sign_in(cast.yohana).get(reverse("learning:champions")).content.decode()
    )


def test_a_program_reads_and_names_champions_by_the_same_rules(cast: Cast) -> None:
    leader, clerk = program(cast.hendrika), program(cast.lusia)
    words = {"unit_id": cast.puskesmas.pk, "pegawai_id": cast.yohana.pk, "start_date": "2026-06-24"}
    stranger = {**words, "pegawai_id": cast.paulus.pk}
    refused = leader.post("/api/v1/champions", stranger, content_type="application/json")
    assert refused.status_code == 422
    assert refused.json()["problems"][0]["path"] == "pegawai"
    made = leader.post("/api/v1/champions", words, content_type="application/json").json()
    assert (made["state"], made["nama"], made["end_date"]) == ("diusulkan", cast.yohana.nama_lengkap, None)
    assert clerk.get("/api/v1/champions/mine").json() == []
    path = f"/api/v1/champions/{made['id']}"
    assert leader.post(f"{path}/decide", {"accept": True}, content_type="application/json").status_code == 403
    clerk.post(f"{path}/decide", {"accept": True}, content_type="application/json")
    assert [row["id"] for row in leader.get("/api/v1/champions/mine").json()] == [made["id"]]
    assert clerk.post(f"{path}/end").json()["state"] == "berakhir"
    assert leader.get("/api/v1/champions").json()["count"] == 0
