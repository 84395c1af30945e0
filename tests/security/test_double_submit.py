"""The same form sent again, by a tired finger or the button "back": nothing more happens."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from kasuari.audit.models import AuditEntry
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
from tests.site.route_table import Row
from tests.site.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

# Whoever asks for a second token gets one: the first was shown on the page that the second replaced.
# To sign out everywhere once more ends what began since. Each preview for a group is one of its own, and
# writes no plan until it is begun. Whoever asks for a second one-time link gets one too.
AGAIN = {
    "accounts:create_token",
    "accounts:end_sessions",
    "/api/v1/bulk-plans",
    "feedback:invite",
    "feedback:kartu",  # and another sheet of slips
    "/api/v1/pk-imports",  # another preview: nothing is written until it is applied
    "/api/v1/skp-sheets",
}
# Each taking of a list is in the ledger.
AGAIN |= {f"development:export_{name}" for name in ("recognitions", "guidance", "talent", "credits")}
# A second bundle is one of its own; each taking of results is in the ledger.
AGAIN |= {
    *("evaluation:bundles", "/api/v1/bundles", "evaluation:export_tpp", "evaluation:export_siasn"),
    *(f"/api/v1/evaluation-periods/{{period_id}}/export/{name}" for name in ("tpp", "siasn")),
    *("evaluation:bundle_continue", "/api/v1/bundles/{bundel_id}/continue"),
}


@pytest.mark.parametrize("row", [*pages(safe=False), *operations(safe=False)], ids=lambda row: row.label)
def test_the_same_form_sent_again_does_nothing_more(row: Row, world: World) -> None:
    if row.route in AGAIN or not those_who_may(row):
        return
    persona = those_who_may(row)[0]
    path, data = address(row, row.args(world)), row.data(world)
    with undone():
        for _ in range(2):
            client = client_of(persona, world, api=is_api(row))
            before = AuditEntry.objects.count()
            for upload in data.values():
                if isinstance(upload, UploadedFile):
                    upload.seek(0)
            response = ask(row, persona, world, client=client, path=path, data=data)
            body_of(response)
            assert response.status_code < 500
        assert AuditEntry.objects.count() == before


def test_words_that_were_refused_are_shown_to_be_copied(world: World) -> None:
    """As text; a short word, a choice and a password are left out."""
    words = "Kalimat panjang <b>yang</b> saya tulis sejak pagi"
    with undone():
        path = reverse("planning:rhk_change", args=[world.draft.pk, world.rhk])
        sent = {
            "version": 99,
            "teks": words,
            "jenis": "utama",
            "sumber": "lainnya",
            "password": "rahasia sekali ini",
        }
        response = client_of("yohana", world).post(path, sent)
    assert response.status_code == 409
    content = response.content.decode()
    assert "Kalimat panjang &lt;b&gt;yang&lt;/b&gt; saya tulis sejak pagi" in content
    assert "rahasia sekali" not in content
    assert content.count("<textarea") == 1
