"""Slips for service recipients without an account: one answer each, under the same seal and thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.feedback import operations, queries, sealing
from kasuari.feedback.models import AmplopJawaban, HasilPutaran, PesertaPutaran, Putaran, TautanPutaran
from kasuari.feedback.operations import IsianJawaban
from kasuari.foundation.models import IdempotencyKey, Job
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal
from kasuari.foundation.states import StateRefusal
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
        putaran = rounds.opened(cast)
        yield cast, putaran, sealing.seal_of(putaran.kunci, length=putaran.panjang).key
        transaction.set_rollback(True)


@pytest.fixture
def cast(stage: tuple[Cast, Putaran, bytes]) -> Cast:
    return stage[0]


@pytest.fixture
def putaran(stage: tuple[Cast, Putaran, bytes], settings: Any) -> Putaran:
    """As it was opened, with its key, which counting destroys."""
    _cast, putaran, key = stage
    (settings.KASUARI.data_dir / sealing.FOLDER / f"{putaran.kunci}.kunci").write_bytes(key)
    return Putaran.objects.select_related("instrumen", "instansi").get(pk=putaran.pk)


def about(putaran: Putaran, cast: Cast) -> PesertaPutaran:
    return PesertaPutaran.objects.select_related("putaran").get(putaran=putaran, pegawai=cast.yohana)


def slips(putaran: Putaran, cast: Cast, each: int = 5) -> list[str]:
    (made,) = operations.make_slips(
        putaran=putaran,
        peserta_ids=[about(putaran, cast).pk],
        each=each,
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    return list(made.secrets)


def answer(secret: str, step: int = 3, text: str = "") -> None:
    tautan = queries.slip_by_token(secret)
    assert tautan is not None
    lines = tautan.peserta.putaran.instrumen.butir
    operations.answer_by_slip(
        tautan=tautan,
        isian=IsianJawaban({item["kode"]: step for item in lines}, {"t1": text} if text else {}),
    )


def sent(step: int = 3, text: str = "") -> dict[str, Any]:
    return {**{f"b{number}-0": step for number in range(1, 22)}, "t1-0": text}


# Making them


def test_slips_come_in_sets_and_only_their_hashes_are_kept(cast: Cast, putaran: Putaran) -> None:
    secrets = slips(putaran, cast)
    assert len(set(secrets)) == 5
    assert TautanPutaran.objects.filter(state="terbuka").count() == 5
    assert not any(secret in repr(dump()) for secret in secrets)
    (entry,) = AuditEntry.objects.filter(kind="feedback.slips_made")
    assert entry.data["jumlah"] == 5
    for each in (1, 4, 6):
        with pytest.raises(Invalid):
            slips(putaran, cast, each)


@pytest.mark.parametrize("other", ["yohana", "hendrika", "andreas"])
def test_whoever_reads_profiles_makes_no_slips(other: str, cast: Cast, putaran: Putaran) -> None:
    """The person and the penilai would know which answers are their own, and so the others'."""
    with pytest.raises(NotAllowed):
        operations.make_slips(
            putaran=putaran,
            peserta_ids=[about(putaran, cast).pk],
            each=5,
            by=cast.actor(getattr(cast, other)),
            at=NOW,
        )


def test_slips_are_for_a_round_that_takes_answers_and_for_its_people(cast: Cast, putaran: Putaran) -> None:
    with pytest.raises(StateRefusal):
        slips(rounds.drawn(cast, nama="Lain"), cast)
    with pytest.raises(Invalid):
        operations.make_slips(putaran=putaran, peserta_ids=[0], each=5, by=cast.actor(cast.lusia), at=NOW)
    slips(putaran, cast, 30)
    slips(putaran, cast, 30)
    with pytest.raises(Refusal, match="slips_many"):
        slips(putaran, cast)


def test_revoked_slips_take_nothing_and_used_ones_stay_counted(cast: Cast, putaran: Putaran) -> None:
    used, left, *_rest = slips(putaran, cast)
    answer(used)
    operations.revoke_slips(peserta=about(putaran, cast), by=cast.actor(cast.lusia), at=NOW)
    with pytest.raises(Refusal, match="slip_unknown"):
        answer(left)
    assert AmplopJawaban.objects.count() == 1
    ledger = queries.ledger_of(putaran)
    assert (ledger.kartu, ledger.kartu_dipakai) == (5, 1)


# Answering


def test_a_slip_used_twice_or_forwarded_counts_once_and_says_so(cast: Cast, putaran: Putaran) -> None:
    path = reverse("feedback:isi_kartu", args=[slips(putaran, cast)[0]])
    assert Client().get(path).status_code == 200
    assert Client().get(path).status_code == 200  # opening uses nothing up
    first = Client().post(path, sent())
    assert first.status_code == 200
    assert b"kotak tersegel" in first.content
    for again in (Client().get(path), Client().post(path, sent(1))):
        assert again.status_code == 410
        assert "Kartu ini sudah dipakai." in again.content.decode()
    assert AmplopJawaban.objects.count() == 1


def test_a_browser_may_send_the_form_of_a_slip(cast: Cast, putaran: Putaran) -> None:
    """Under `no-referrer` it would say `Origin: null`, and the form would be refused."""
    client = Client(enforce_csrf_checks=True)
    path = reverse("feedback:isi_kartu", args=[slips(putaran, cast)[0]])
    page = client.get(path)
    assert page["Referrer-Policy"] == "same-origin"
    token = page.cookies["csrftoken"].value
    assert client.post(path, {**sent(), "csrfmiddlewaretoken": token}).status_code == 200
    assert "sessionid" not in client.cookies


def test_a_slip_that_does_not_exist_or_came_too_late_is_told_apart(cast: Cast, putaran: Putaran) -> None:
    assert Client().get(reverse("feedback:isi_kartu", args=["tidak-ada"])).status_code == 404
    path = reverse("feedback:isi_kartu", args=[slips(putaran, cast)[0]])
    rounds.close(cast, putaran)
    late = Client().post(path, sent())
    assert late.status_code == 410
    assert "sudah ditutup" in late.content.decode()
    assert not AmplopJawaban.objects.exists()


def test_an_incomplete_answer_comes_back_with_what_was_written(cast: Cast, putaran: Putaran) -> None:
    path = reverse("feedback:isi_kartu", args=[slips(putaran, cast)[0]])
    back = Client().post(path, {"b1-0": 2, "t1-0": "<script>alert(1)</script>"})
    assert back.status_code == 422
    page = back.content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert re.search(r'name="b1-0" value="2" checked', page)
    careful = Client().post(path, sent(text="Ia menegur saya kemarin."))
    assert careful.status_code == 422
    assert 'name="yakin"' in careful.content.decode()
    assert Client().post(path, {**sent(text="Ia menegur saya kemarin."), "yakin": "1"}).status_code == 200


@pytest.mark.parametrize("who", ["yohana", "markus", "hendrika"])
def test_nobody_with_an_account_uses_a_slip(who: str, cast: Cast, putaran: Putaran, client: Client) -> None:
    path = reverse("feedback:isi_kartu", args=[slips(putaran, cast)[0]])
    user = getattr(cast, who).user
    client.force_login(user)
    for answered in (client.get(path), client.post(path, sent())):
        assert answered.status_code == 403
    assert not AmplopJawaban.objects.exists()


# Under the same seal


def test_using_a_slip_leaves_no_moment_no_event_and_nothing_readable(
    cast: Cast, putaran: Putaran, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy before and after differs by the slip, which says that it was used, and one sealed row."""
    secret = slips(putaran, cast)[0]
    kept = AuditEntry.objects.count(), Job.objects.count(), IdempotencyKey.objects.count()
    touched: list[Any] = []
    for name in ("set", "add", "incr"):
        monkeypatch.setattr(cache, name, lambda *given, **more: touched.append(given))
    before = {table: set(map(plain, rows)) for table, rows in dump().items()}
    path = reverse("feedback:isi_kartu", args=[secret])
    client = Client(HTTP_IDEMPOTENCY_KEY="a-key")
    client.get(path)
    client.post(path, {**sent(4, "kata zqx"), "yakin": "1"})
    after = {table: set(map(plain, rows)) for table, rows in dump().items()}
    assert {table for table in after if after[table] != before[table]} == {
        "feedback_tautanputaran",
        "feedback_amplopjawaban",
    }
    assert "zqx" not in repr(after)
    assert touched == []  # not even how often the page was opened
    assert (AuditEntry.objects.count(), Job.objects.count(), IdempotencyKey.objects.count()) == kept
    assert len(bytes(AmplopJawaban.objects.get().isi)) == 12 + putaran.panjang + 16


@pytest.mark.parametrize(("used", "level"), [(2, "tidak"), (3, "rentang"), (4, "rentang"), (5, "angka")])
def test_service_recipients_are_a_group_under_the_same_thresholds(
    used: int, level: str, cast: Cast, putaran: Putaran
) -> None:
    for secret in slips(putaran, cast)[:used]:
        answer(secret, 3, f"Ramah {secret}")
    putaran = rounds.counted(cast, putaran)
    (block,) = HasilPutaran.objects.get(peserta=about(putaran, cast)).isi["blok"]
    assert (block["kelompok"], block["n"], block["tingkat"]) == (["penerima_layanan"], used, level)
    assert ("butir" in block) == (level == "angka")
    assert about(putaran, cast).komentar.count() == (used if level == "angka" else 0)


def test_slips_do_not_make_a_unit_large_enough(cast: Cast, putaran: Putaran) -> None:
    """Nobody knows whether five slips are five people, so they are none of the five that a unit needs."""
    rounds.answered(cast, putaran, lambda tugas: Said(3) if tugas.kelompok == "diri" else None)
    for secret in slips(putaran, cast, 10):
        answer(secret)
    putaran = rounds.counted(cast, putaran)
    assert not putaran.hasil_unit.exists()


# The page of the clerk


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_of_people_is_one_query(
    people: int, cast: Cast, putaran: Putaran, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert len(queries.slips_for(putaran, text="", limit=people)) == people


def test_the_clerk_prints_slips_once(cast: Cast, putaran: Putaran, client: Client) -> None:
    user = cast.lusia.user
    assert user is not None
    client.force_login(user)
    path = reverse("feedback:kartu", args=[putaran.pk])
    page = client.get(path, {"q": "yohana"}).content.decode()
    assert page.count('name="peserta"') == 1
    assert client.post(path, {"each": "5"}).status_code == 422
    made = client.post(path, {"peserta": [about(putaran, cast).pk], "each": "5"})
    assert made.status_code == 200
    assert made["Cache-Control"] == "no-store"
    text = made.content.decode()
    secrets = re.findall(r"/s/([\w-]+)/", text)
    assert len(secrets) == 5
    assert text.count("<svg") >= 5
    assert Client().get(reverse("feedback:isi_kartu", args=[secrets[0]])).status_code == 200
    revoked = client.post(reverse("feedback:cabut_kartu", args=[about(putaran, cast).pk]))
    assert revoked.status_code == 302
    assert Client().get(reverse("feedback:isi_kartu", args=[secrets[0]])).status_code == 410
