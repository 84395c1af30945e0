"""Whoever approves, sets or rates changes nothing but what the act is about, whatever is sent along."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import UploadedFile

from kasuari.evaluation.models import Evaluasi
from kasuari.planning.models import Indikator, RencanaHasilKerja, Skp
from kasuari.progress.models import Realisasi
from tests.security.asking import (
    address,
    ask,
    body_of,
    client_of,
    is_api,
    operations,
    pages,
    those_who_may,
    undone,
)
from tests.security.test_hostile_input import WITH_BODY, schema_of
from tests.site.route_table import Row
from tests.site.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

# Columns that somebody might try to send along.
SMUGGLED = {
    "state": "ditetapkan",
    "predikat": "sangat_baik",
    "skor": "100",
    "edition": "palsu",
    "pegawai": "1",
    "pegawai_id": "1",
    "penilai": "4",
    "penilai_id": "4",
    "atasan_penilai_id": "4",
    "fakta": "{}",
    "signed_at": "2020-01-01",
    "set_at": "2020-01-01",
    "is_active": "0",
    "is_superuser": "1",
    "is_staff": "1",
    "role": "administrator",
    "by": "1",
    "user_id": "1",
    "target_minimum": "1",
    "bobot": "99",
}


@pytest.mark.parametrize("row", WITH_BODY, ids=lambda row: row.label)
def test_the_api_refuses_a_field_that_the_act_does_not_know(row: Row, world: World) -> None:
    persona = (those_who_may(row) or ["lusia"])[0]
    known = schema_of(row)["properties"]
    smuggled = {name: value for name, value in SMUGGLED.items() if name not in known}
    with undone():
        response = ask(row, persona, world, data=smuggled)
        assert response.status_code == 422
        problems = response.json()["problems"]
    assert {item["code"] for item in problems} == {"shape.extra_forbidden"}
    assert {item["path"] for item in problems} == set(smuggled)


def test_a_field_is_refused_at_every_depth(world: World) -> None:
    program = client_of("yohana", world, api=True)
    for extra in (
        {"hasil_kerja": [{"teks": "Hasil", "state": "ditetapkan"}]},
        {"hasil_kerja": [{"teks": "Hasil", "indikator": [{"teks": "Ukuran", "skor": 100}]}]},
        {"hasil_kerja": [], "lampiran": {"dukungan": [], "predikat": ["baik"]}},
    ):
        with undone():
            body = json.dumps({"version": 0, **extra})
            answer = program.put(f"/api/v1/skp/{world.draft.pk}", body, content_type="application/json")
            assert answer.status_code == 422
            assert answer.json()["problems"][0]["code"] == "shape.extra_forbidden"


def columns() -> list[Any]:
    """All that is frozen, decided or belongs to somebody."""
    return [
        list(
            Skp.objects.order_by("pk").values(
                "pk", "pegawai", "penilai", "atasan_penilai", "edition", "format"
            )
        ),
        list(RencanaHasilKerja.objects.order_by("pk").values("pk", "skp", "teks", "sumber")),
        list(Indikator.objects.order_by("pk").values("pk", "teks", "target_minimum", "target_maksimum")),
        list(Realisasi.objects.order_by("pk").values("pk", "nilai", "indikator")),
        list(
            Evaluasi.objects.order_by("pk").values(
                "pk", "pegawai", "penilai", "predikat", "edition", "signed_at"
            )
        ),
    ]


APPROVING = [
    row
    for row in pages(safe=False)
    if row.route
    in {
        "planning:set",
        "planning:return",
        "planning:team",
        "planning:withdraw",
        "evaluation:deliver",
        "evaluation:acknowledge",
        "evaluation:deliver_many",
        "evaluation:preview",
        "planning:period_close",
    }
]


@pytest.mark.parametrize("row", APPROVING, ids=lambda row: row.label)
def test_an_approval_changes_nothing_of_what_is_approved(row: Row, world: World) -> None:
    before = columns()
    with undone():
        body_of(ask(row, those_who_may(row)[-1], world, data=SMUGGLED))
        body_of(ask(row, "hendrika", world, data=SMUGGLED))
        assert columns() == before


def test_the_same_over_the_api_with_the_contents_sent_along(world: World) -> None:
    before = columns()
    for row in operations(safe=False):
        if not row.route.endswith(("/set", "/return", "/withdraw", "/deliver", "/acknowledge")):
            continue
        with undone():
            client = client_of(those_who_may(row)[0], world, api=True)
            body = {**row.data(world), "hasil_kerja": [{"teks": "Diganti oleh yang menyetujui"}], **SMUGGLED}
            client.generic(
                row.method, address(row, row.args(world)), json.dumps(body), content_type="application/json"
            )
            assert columns() == before
    assert APPROVING


def test_no_form_field_makes_an_account_more_than_it_is(world: World) -> None:
    for row in pages(safe=False):
        if not row.route.startswith("account") or any(
            isinstance(v, UploadedFile) for v in row.data(world).values()
        ):
            continue
        assert not is_api(row)
        user = world.cast.yohana.user
        before = type(user).objects.filter(pk=user.pk).values("username", "password", "is_active").get()
        with undone():
            body_of(ask(row, "yohana", world, data={**SMUGGLED, "password": "lain", "username": "lain"}))
            after = type(user).objects.filter(pk=user.pk).values("username", "password", "is_active").get()
            assert after == before, row.label
            assert set(user.role_grants.values_list("role", flat=True)) == set()
