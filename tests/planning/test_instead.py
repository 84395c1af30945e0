"""The atasan of the penilai sets an SKP once January has passed (Lampiran BAB II C.5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from kasuari.accounts.models import Notice
from kasuari.audit.models import AuditEntry
from kasuari.documents.models import Document
from kasuari.documents.queries import content_of
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai
from kasuari.planning import access, operations
from kasuari.planning.models import PenetapanAtasan, Skp
from tests.cast import NOW, Cast
from tests.documents.paper import whole_text
from tests.planning.conftest import later
from tests.planning.test_rest import Caller

Begin = Callable[..., Skp]
SignIn = Callable[[Pegawai], Client]
WHY = "Kepala puskesmas cuti melahirkan sejak awal Januari."
LAST_DAY = date(2026, 1, 31)


def _instead(cast: Cast, skp: Skp, by: str = "paulus", alasan: str = WHY, at: datetime = NOW) -> Skp:
    return operations.set_skp_instead(
        skp=skp,
        version=skp.version,
        alasan=alasan,
        by=cast.actor(getattr(cast, by), on=at.date()),
        at=at,
    )


def test_the_atasan_sets_after_january_with_the_reason_and_all_are_told(
    cast: Cast, submitted: Begin, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    skp = submitted(cast.yohana)
    assert (skp.penilai_id, skp.atasan_penilai_id) == (cast.hendrika.pk, cast.paulus.pk)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        _instead(cast, skp, alasan=f"  {WHY} \n")
    skp.refresh_from_db()
    assert (skp.state, skp.set_by, skp.penilai_id) == ("ditetapkan", cast.paulus.user, cast.hendrika.pk)
    kept = PenetapanAtasan.objects.get()
    assert (kept.skp, kept.atasan, kept.penilai, kept.alasan) == (skp, cast.paulus, cast.hendrika, WHY)
    assert kept.dasar == "PermenPANRB 6/2022 Lampiran BAB II C.5 (hlm. 65)"
    entry = AuditEntry.objects.get(kind="planning.skp_set_instead")
    assert (entry.object_id, entry.pegawai_id, entry.data["alasan"]) == (skp.pk, cast.yohana.pk, WHY)
    told = Notice.objects.filter(kind="planning.skp_set_instead").values_list("user_id", flat=True)
    assert set(told) == {cast.yohana.user_id, cast.hendrika.user_id}


def test_the_paper_is_signed_by_the_atasan_and_names_the_penilai(cast: Cast, submitted: Begin) -> None:
    skp = _instead(cast, submitted(cast.yohana))
    issued = Document.objects.get(object_type="planning.skp", object_id=skp.pk, kind="A.1.6")
    words = whole_text(content_of(issued))
    assert "Atasan Pejabat Penilai Kinerja" in words
    assert words.count("Paulus Kaize") == 1
    assert words.count("Hendrika D'Arcy Wanimbo") == 1  # in the head, not under the signature


def test_a_paper_that_the_penilai_set_is_signed_by_the_penilai(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    operations.set_skp(skp=skp, version=skp.version, by=cast.actor(cast.hendrika), at=later(5))
    issued = Document.objects.get(object_type="planning.skp", object_id=skp.pk, kind="A.1.6")
    words = whole_text(content_of(issued))
    assert "Atasan Pejabat Penilai" not in words
    assert words.count("Hendrika D'Arcy Wanimbo") == 2


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 1, 12), "planning.atasan_not_yet"),
        (LAST_DAY, "planning.atasan_not_yet"),
        (date(2026, 2, 1), ""),
    ],
)
def test_the_route_opens_by_itself_on_the_first_of_february(
    cast: Cast, submitted: Begin, day: date, code: str
) -> None:
    skp = submitted(cast.yohana)
    answer = access.can_set_instead(cast.actor(cast.paulus, on=day), skp)
    assert getattr(answer, "code", "") == code
    assert bool(access.can_return(cast.actor(cast.paulus, on=day), skp)) is not bool(code)


def test_on_the_last_day_of_january_the_operation_refuses(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    at = timezone.make_aware(datetime(2026, 1, 31, 23, 59))
    with pytest.raises(NotAllowed) as refused:
        _instead(cast, skp, at=at)
    assert refused.value.code == "planning.atasan_not_yet"
    assert not PenetapanAtasan.objects.exists()


def test_an_skp_after_a_transfer_waits_for_its_penilai(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    Skp.objects.filter(pk=skp.pk).update(start_date=date(2026, 6, 1))
    skp.refresh_from_db()
    with pytest.raises(NotAllowed) as refused:
        _instead(cast, skp)
    assert refused.value.code == "planning.atasan_not_initial"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("yohana", "planning.self_approval"),
        ("hendrika", "planning.not_atasan"),
        ("markus", "planning.not_atasan"),
        ("lusia", "planning.not_atasan"),
        ("maria", "planning.not_atasan"),
    ],
)
def test_nobody_but_the_atasan(cast: Cast, submitted: Begin, name: str, code: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        _instead(cast, submitted(cast.yohana), by=name)
    assert refused.value.code == code


def test_nobody_sets_their_own_as_their_own_atasan(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    skp.atasan_penilai = cast.yohana
    with pytest.raises(NotAllowed) as refused:
        _instead(cast, skp, by="yohana")
    assert refused.value.code == "planning.self_approval"


def test_a_former_atasan_is_refused(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    cast.paulus.penugasan.update(end_date=date(2026, 6, 20))
    with pytest.raises(NotAllowed) as refused:
        _instead(cast, skp)
    assert refused.value.code == "planning.not_atasan"


def test_without_a_reason_nothing_is_set(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    with pytest.raises(Invalid) as refused:
        _instead(cast, skp, alasan=" \n ")
    assert refused.value.code == "planning.no_reason"
    with pytest.raises(Invalid):
        _instead(cast, skp, alasan="x" * 2001)
    assert Skp.objects.get(pk=skp.pk).state == "diajukan"


def test_whoever_is_second_is_told_that_it_is_set(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    again = Skp.objects.select_related("periode", "penilai", "atasan_penilai", "pegawai").get(pk=skp.pk)
    operations.set_skp(skp=skp, version=skp.version, by=cast.actor(cast.hendrika), at=later(5))
    with pytest.raises(Stale):
        _instead(cast, again)
    assert not PenetapanAtasan.objects.exists()


def test_the_atasan_gives_back_with_notes_as_well(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    operations.return_skp(
        skp=skp,
        version=skp.version,
        notes=[("", "Sebut targetnya.")],
        by=cast.actor(cast.paulus),
        at=later(2),
    )
    assert Skp.objects.get(pk=skp.pk).state == "dikembalikan"


def test_the_page_offers_it_to_the_atasan_alone(cast: Cast, submitted: Begin, sign_in: SignIn) -> None:
    skp = submitted(cast.yohana)
    page = BeautifulSoup(sign_in(cast.paulus).get(f"/skp/{skp.pk}/").content, "html.parser")
    form = page.select_one(f'form[action="/skp/{skp.pk}/gantikan/"]')
    assert form is not None
    assert "C.5" in page.select_one("#gantikan").get_text()  # type: ignore[union-attr]
    for other in (cast.hendrika, cast.yohana, cast.lusia):
        seen = BeautifulSoup(sign_in(other).get(f"/skp/{skp.pk}/").content, "html.parser")
        assert seen.select_one(f'form[action="/skp/{skp.pk}/gantikan/"]') is None
    client = sign_in(cast.paulus)
    without = client.post(f"/skp/{skp.pk}/gantikan/", {"version": skp.version, "alasan": ""})
    assert without.status_code == 422
    assert "Alasan belum ditulis" in without.content.decode()
    answer = client.post(f"/skp/{skp.pk}/gantikan/", {"version": skp.version, "alasan": WHY})
    assert answer.status_code == 302
    shown = sign_in(cast.yohana).get(f"/skp/{skp.pk}/").content.decode()
    assert "ditetapkan oleh atasan pejabat penilai kinerja" in shown
    assert WHY in shown


def test_the_owner_reads_whom_to_ask_after_january(cast: Cast, submitted: Begin, sign_in: SignIn) -> None:
    skp = submitted(cast.yohana)
    shown = sign_in(cast.yohana).get(f"/skp/{skp.pk}/").content.decode()
    assert "Paulus Kaize" in shown
    assert "atasan pejabat penilai kinerja dapat menetapkannya" in shown


def test_it_waits_on_the_home_of_the_atasan(cast: Cast, submitted: Begin, sign_in: SignIn) -> None:
    skp = submitted(cast.yohana)
    home = sign_in(cast.paulus).get("/").content.decode()
    assert "1 SKP lewat batas dapat Anda tetapkan sebagai atasan" in home
    assert f"/skp/{skp.pk}/" in home
    _instead(cast, skp)
    assert "sebagai atasan" not in sign_in(cast.paulus).get("/").content.decode()


def test_the_api_sets_it(cast: Cast, submitted: Begin) -> None:
    skp = submitted(cast.yohana)
    body = {"version": skp.version, "alasan": WHY}
    refused = Caller(cast, cast.hendrika).send(f"/skp/{skp.pk}/set-as-atasan", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "planning.not_atasan")
    answer = Caller(cast, cast.paulus).send(f"/skp/{skp.pk}/set-as-atasan", body)
    assert (answer.status_code, answer.json()["state"]) == (200, "ditetapkan")
    assert Caller(cast, cast.rosa).send(f"/skp/{skp.pk}/set-as-atasan", body).status_code == 404
