"""Nobody acts on their own plan or evaluation, whatever else they are; leaders lead their own people only."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kasuari.accounts import operations as accounts
from kasuari.accounts.enums import Role
from kasuari.audit.models import AuditEntry
from kasuari.evaluation.models import Evaluasi
from kasuari.foundation.access import Actor
from kasuari.organisation import operations as organisation
from kasuari.organisation import queries as people
from kasuari.organisation.models import KoreksiPenilai, Penugasan
from kasuari.planning.models import Skp
from tests.cast import LONG_AGO, NOW, TODAY
from tests.security.asking import SAFE, ask, body_of, client_of, is_api, undone
from tests.site.route_table import PERSONAS, ROWS, Row
from tests.site.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
SYSTEM = Actor.system("kasuari", on=TODAY)

# Writes about Yohana's records which she may not do herself.
WRITES = [row for row in ROWS if row.method not in SAFE]


def answer_of(row: Row, persona: str) -> str:
    return row.answers.replace(" ", "")[list(PERSONAS).index(persona)]


# Acts for a whole group, out of which whoever acts is left (tests of planning: massal, completion).
FOR_GROUPS = {
    "planning:remind",
    "planning:massal",
    "planning:sheets",
    "surveys:follow_up",
    "surveys:finish",
    "/api/v1/bulk-plans",
    "/api/v1/completion/reminders",
    "/api/v1/skp-sheets",
}
ABOUT_HER = [
    row
    for row in WRITES
    if answer_of(row, "yohana") in "x."
    and answer_of(row, "hendrika") == "o"
    and "capaian" not in row.route
    and row.route not in FOR_GROUPS
]


@pytest.fixture(scope="module")
def with_every_role(world: World) -> World:
    """Yohana, who is also clerk, auditor, administrator and all else that a person can be."""
    for role in Role.values:
        accounts.grant_role(user=world.cast.yohana.user, role=role, start_date=LONG_AGO, by=SYSTEM, at=NOW)
    return world


@pytest.mark.parametrize("row", ABOUT_HER, ids=lambda row: row.label)
def test_no_role_lets_a_person_act_on_their_own_record(row: Row, with_every_role: World) -> None:
    with undone():
        client = client_of("yohana", with_every_role, api=is_api(row))
        before = AuditEntry.objects.count()
        response = ask(row, "yohana", with_every_role, client=client)
        body_of(response)
        assert response.status_code in {403, 404}
        assert AuditEntry.objects.count() == before


def test_the_writes_about_oneself_are_those_we_think() -> None:
    """New routes join by themselves; these must never drop out."""
    found = {row.route for row in ABOUT_HER}
    assert {"planning:set", "planning:return", "evaluation:sign", "evaluation:deliver"} <= found
    assert sum(route.startswith("/api/") for route in found) >= 5


def test_no_role_shows_ones_own_result_before_it_is_delivered(with_every_role: World) -> None:
    world = with_every_role
    for evaluasi in (world.signed, world.rated):
        page = client_of("yohana", world).get(reverse("evaluation:result", args=[evaluasi.pk]))
        assert page.status_code == 404
        program = client_of("yohana", world, api=True)
        assert program.get(f"/api/v1/evaluations/{evaluasi.pk}").status_code == 404
    listed = {item["id"] for item in program.get("/api/v1/evaluations", {"page_size": 100}).json()["items"]}
    assert not listed & {world.signed.pk, world.rated.pk}


def test_a_clerk_gives_no_role_and_no_code_to_themselves(with_every_role: World) -> None:
    world, user = with_every_role, with_every_role.cast.yohana.user_id
    browser = client_of("yohana", world)
    with undone():
        given = {"role": "pyb", "start_date": "2026-07-01", "unit_kode": "dinkes"}
        assert browser.post(reverse("accounts:user", args=[user]), given).status_code == 422
        for name in ("accounts:disable", "accounts:enable"):
            assert browser.post(reverse(name, args=[user])).status_code == 403
        browser.post(reverse("accounts:activation_codes"), {"user": user})
        assert not world.cast.yohana.user.activation_codes.exists()


def test_nobody_chooses_their_own_penilai(with_every_role: World) -> None:
    """A correction about oneself, or in one's own favour, is decided by somebody else."""
    world = with_every_role
    with undone():
        for name in ("correction_accept", "correction_refuse"):
            path = reverse(f"organisation:{name}", args=[world.koreksi.pk])
            assert client_of("yohana", world).post(path, {"note": "x"}).status_code == 403
        own = organisation.report_penilai(
            pegawai=world.cast.markus,
            penilai_usulan_id=world.cast.yohana.pk,
            alasan="Supaya saya menilai Markus",
            berlaku_date=TODAY,
            by=world.cast.actor(world.cast.markus),
            at=NOW,
        )
        path = reverse("organisation:correction_accept", args=[own.pk])
        assert client_of("yohana", world).post(path).status_code == 403
        assert KoreksiPenilai.objects.get(pk=own.pk).state == "diajukan"


@pytest.mark.parametrize("proposed", ["yohana", "nobody"])
def test_one_is_never_proposed_as_ones_own_penilai(proposed: str, world: World) -> None:
    with undone():
        KoreksiPenilai.objects.all().delete()
        given = {
            "penilai_usulan_id": world.cast.yohana.pk if proposed == "yohana" else 987_654,
            "alasan": "Saya menilai diri sendiri",
            "berlaku_date": "2026-06-24",
        }
        program = client_of("yohana", world, api=True)
        path = f"/api/v1/people/{world.cast.yohana.pk}/penilai-corrections"
        answer = program.post(path, given, content_type="application/json")
        assert answer.status_code == 422
        nip = {
            "penilai_usulan": "lain",
            "cari": world.cast.yohana.nip,
            "alasan": "a",
            "berlaku_date": "2026-06-24",
        }
        page = reverse("organisation:report_penilai", args=[world.cast.yohana.pk])
        assert client_of("yohana", world).post(page, nip).status_code == 422
        assert not KoreksiPenilai.objects.exists()


def test_leading_ones_own_unit_does_not_make_one_ones_own_penilai(world: World) -> None:
    """Yohana comes to lead the puskesmas where she works: somebody above rates her."""
    with undone():
        first = world.cast.penugasan(world.cast.yohana)
        Penugasan.objects.filter(pegawai=world.cast.hendrika).update(end_date=TODAY)
        Penugasan.objects.filter(pk=first.pk).update(memimpin=True)
        found = people.penilai_of(pegawai_id=world.cast.yohana.pk, on=TODAY)
        assert found.penilai is None or found.penilai.pegawai_id != world.cast.yohana.pk


def test_the_database_refuses_a_penilai_who_is_the_pegawai(world: World) -> None:
    for model in (Skp, Evaluasi):
        row = model.objects.filter(pegawai_id=world.cast.yohana.pk).exclude(state="ditandatangani").first()
        assert row is not None
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=row.pk).update(penilai_id=world.cast.yohana.pk)


@pytest.mark.parametrize(
    "row", [row for row in WRITES if answer_of(row, "hendrika") == "o"], ids=lambda row: row.label
)
def test_a_leader_writes_nothing_about_people_of_another_unit_or_above(row: Row, world: World) -> None:
    """Stefanus leads another puskesmas; Paulus leads them both, but rates only who is directly below."""
    if "o" in (answer_of(row, "stefanus"), answer_of(row, "markus")):
        return  # an address of everybody, which looks at its own people only
    for persona in ("stefanus", "markus"):
        with undone():
            client = client_of(persona, world, api=is_api(row))
            before = AuditEntry.objects.count()
            response = ask(row, persona, world, client=client)
            body_of(response)
            assert response.status_code in {403, 404}
            assert AuditEntry.objects.count() == before


def test_a_subordinate_does_not_rate_the_leader(world: World) -> None:
    """Hendrika's own SKP is set and rated by Paulus; her people and she herself do not reach its acts."""
    with undone():
        plan = Skp.objects.filter(pegawai=world.cast.hendrika)
        plan.update(state="ditetapkan", set_at=NOW, set_by=world.cast.paulus.user)
        skp = plan.get()
        args: dict[str, Any] = {"skp_id": skp.pk, "period_id": world.period.pk}
        path = reverse("evaluation:sign", kwargs=args)
        answers = {
            name: client_of(name, world).post(path).status_code for name in ("markus", "hendrika", "stefanus")
        }
        assert answers == {"markus": 404, "hendrika": 403, "stefanus": 404}
        assert client_of("paulus", world).post(path).status_code == 422  # may, but has filled in nothing
