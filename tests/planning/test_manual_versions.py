"""The manual of a set SKP is fixed with it and changes in a version that is signed and set again.

Lampiran BAB II A.3.b, Pasal 14 ayat (2) and (3).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kasuari.foundation.refusals import Invalid, NotAllowed
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.differences import difference
from kasuari.planning.models import Indikator, ManualIndikator, Skp, VersiSkp
from kasuari.planning.naskah import from_json
from kasuari.planning.operations import IsianManual
from kasuari.planning.printing import paper
from kasuari.planning.versi_printing import paper_of_version
from tests.cast import Cast
from tests.documents.paper import whole_text
from tests.planning.conftest import later, one_more
from tests.planning.test_rest import Caller
from tests.planning.test_versions_pages import address, browser, soup
from tests.planning_builder import indikator_of

Begin = Callable[..., Skp]
Start = Callable[..., VersiSkp]
SAID = IsianManual(tujuan="Mengetahui mutu pemeriksaan", definisi="Enam kali pemeriksaan", dipahami=True)


@pytest.fixture
def agreed(cast: Cast, running: Begin) -> Skp:
    """A set SKP whose first indikator has a manual."""
    skp = running(cast.yohana)
    row = indikator_of(skp)[0]
    ManualIndikator.objects.create(indikator=row, tujuan=SAID.tujuan, definisi=SAID.definisi)
    return Skp.objects.get(pk=skp.pk)


def _row(skp: Skp) -> Indikator:
    return indikator_of(skp)[0]


def _write(cast: Cast, versi: VersiSkp, indikator_id: int, manual: IsianManual) -> None:
    operations.write_version(
        versi=versi,
        version=versi.version,
        change=lambda naskah: naskah.with_manual(indikator_id, manual),
        by=cast.actor(cast.yohana),
        at=later(4),
    )


def _establish(cast: Cast, versi: VersiSkp) -> None:
    operations.submit_version(versi=versi, version=versi.version, by=cast.actor(cast.yohana), at=later(5))
    operations.set_version(
        versi=versi, version=versi.version, by=cast.actor(cast.hendrika), at=later(6), issue=False
    )


@pytest.mark.parametrize("state", ["diajukan", "ditetapkan"])
def test_a_manual_is_not_written_once_the_skp_is_handed_in(cast: Cast, agreed: Skp, state: str) -> None:
    agreed.state = state
    with pytest.raises(NotAllowed) as refused:
        operations.write_manual(
            skp=agreed,
            version=agreed.version,
            indikator_id=_row(agreed).pk,
            manual=IsianManual(tujuan="Lain"),
            by=cast.actor(cast.yohana),
            at=later(3),
        )
    assert refused.value.code == {"diajukan": "planning.not_writable"}.get(state, "planning.already_set")


def test_a_manual_changes_with_the_version_that_is_set(cast: Cast, agreed: Skp, started: Start) -> None:
    versi, row = started(agreed), _row(agreed)
    _write(cast, versi, row.pk, IsianManual(tujuan="Menilai mutu", definisi=SAID.definisi, dipahami=False))
    found = difference(from_json(versi.dasar), from_json(versi.isi)).rhk[0].indikator[0]
    assert [(str(item.label), item.before, item.after) for item in found.fields] == [
        ("Manual: dipahami seluruh pegawai", "", "belum"),
        ("Manual: tujuan", SAID.tujuan, "Menilai mutu"),
    ]
    assert ManualIndikator.objects.get().tujuan == SAID.tujuan
    assert "Menilai mutu" in whole_text(
        paper_of_version(versi=versi, kind="A.1.3", by=cast.actor(cast.yohana), at=later(5))
    )
    _establish(cast, versi)
    held = ManualIndikator.objects.get()
    assert (held.indikator_id, held.tujuan, held.dipahami) == (row.pk, "Menilai mutu", False)
    owner = cast.actor(cast.yohana)
    printed = paper(skp=queries.skp_for(owner, agreed.pk), kind="A.1.3", by=owner, at=later(7))
    assert "Menilai mutu" in whole_text(printed)


def test_a_version_that_does_not_touch_the_manual_leaves_it(cast: Cast, agreed: Skp, started: Start) -> None:
    versi = started(agreed)
    operations.write_version(
        versi=versi, version=versi.version, change=one_more, by=cast.actor(cast.yohana), at=later(4)
    )
    _establish(cast, versi)
    assert ManualIndikator.objects.get().indikator_id == _row(agreed).pk


def test_a_version_begun_before_manuals_were_part_of_it_leaves_them(
    cast: Cast, agreed: Skp, started: Start
) -> None:
    versi = started(agreed)
    for stored in (versi.dasar, versi.isi):
        for item in stored["hasil_kerja"]:
            for below in item["indikator"]:
                del below["manual"]
    versi.save()
    operations.write_version(
        versi=versi, version=versi.version, change=one_more, by=cast.actor(cast.yohana), at=later(4)
    )
    _establish(cast, versi)
    assert ManualIndikator.objects.get().tujuan == SAID.tujuan


def test_a_manual_that_is_emptied_goes_and_a_new_indikator_brings_its_own(
    cast: Cast, agreed: Skp, started: Start
) -> None:
    versi = started(agreed)
    operations.write_version(
        versi=versi, version=versi.version, change=one_more, by=cast.actor(cast.yohana), at=later(4)
    )
    new = from_json(versi.isi).rhk[1].indikator[0]
    _write(cast, versi, new.id, SAID)
    _write(cast, versi, _row(agreed).pk, IsianManual())
    _establish(cast, versi)
    held = ManualIndikator.objects.get()
    assert (held.indikator.teks, held.definisi) == ("Cakupan imunisasi kejar", SAID.definisi)


def test_a_problem_is_named_at_its_part(cast: Cast, agreed: Skp, started: Start) -> None:
    versi, row = started(agreed), _row(agreed)
    with pytest.raises(Invalid) as refused:
        _write(cast, versi, row.pk, IsianManual(kualitas="outcome"))
    path = f"hasil_kerja/{row.rhk_id}/indikator/{row.pk}/manual/kualitas"
    assert [item.path for item in refused.value.problems] == [path]


def test_the_pages_lead_from_the_manual_to_the_version(cast: Cast, agreed: Skp, started: Start) -> None:
    client, row = browser(cast.yohana), _row(agreed)
    page = soup(client.get(f"/skp/{agreed.pk}/manual/"))
    assert page.select_one(f'a[href="/skp/{agreed.pk}/versi/"]') is not None
    versi = started(agreed)
    form = address(versi, f"manual/{row.pk}/")
    assert soup(client.get(address(versi))).select_one(f'a[href="{form}"]') is not None
    assert SAID.definisi in client.get(form).content.decode()
    sent = {"version": versi.version, "tujuan": "Menilai mutu"}
    saved = client.post(form, sent, headers={"X-Autosave": "1"})
    assert saved.json() == {"version": versi.version + 1}
    assert client.post(form, sent).status_code == 409
    assert "Manual: tujuan" in client.get(address(versi)).content.decode()
    assert client.get(address(versi, "manual/999999/")).status_code == 404
    assert client.get(address(versi, "cetak/manual/")).content.startswith(b"%PDF")


def test_the_api_writes_a_manual_in_a_version(cast: Cast, agreed: Skp, started: Start) -> None:
    versi, row, caller = started(agreed), _row(agreed), Caller(cast, cast.yohana)
    path = f"/skp/{agreed.pk}/versions/{versi.pk}/manuals"
    assert [item["tujuan"] for item in caller.get(path).json()] == [SAID.tujuan, ""]
    sent = {"version": versi.version, "tujuan": "Menilai mutu"}
    assert caller.send(f"{path}/{row.pk}", sent, "put").json()["tujuan"] == "Menilai mutu"
    assert caller.send(f"{path}/999999", sent, "put").status_code == 404
    assert Caller(cast, cast.hendrika).send(f"{path}/{row.pk}", sent, "put").status_code == 409
    other: Pegawai = cast.lusia
    assert Caller(cast, other).send(f"{path}/{row.pk}", sent, "put").status_code == 403
