"""The development talk, the plan that both agree on, what was learned, and the page that shows it all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kasuari.audit.models import AuditEntry
from kasuari.development import operations
from kasuari.development.models import (
    CatatanBelajar,
    KegiatanPengembangan,
    Kompetensi,
    RencanaPengembangan,
)
from kasuari.development.queries.rencana import development_record, home_progress, plan_for
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.organisation.models import Pegawai, Penugasan
from tests.cast import NOW, TODAY, Cast
from tests.development.competence import an_action, assess, held_of, learn, load, plan_of

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def kamus(cast: Cast) -> dict[str, Kompetensi]:
    return load(cast)


def say(cast: Cast, who: Pegawai, sikap: str, catatan: str = "") -> None:
    held = held_of(cast)
    finding = next(item for item in held.findings if item.gap.evidence)
    assert finding.gap.evidence is not None
    sheet = held.sheets[0]
    operations.say_of_finding(
        hasil=sheet.hasil.get(pk=finding.gap.evidence.hasil_id),
        penilai_id=held.penilai_id,
        sikap=sikap,
        catatan=catatan,
        by=cast.actor(who),
        at=NOW,
    )


def agreed(cast: Cast) -> KegiatanPengembangan:
    action = plan_of(cast)
    plan = action.rencana
    plan.refresh_from_db()
    operations.propose_plan(plan=plan, version=plan.version, by=cast.actor(cast.yohana), at=NOW)
    operations.agree_plan(
        plan=plan, held=held_of(cast), version=plan.version, by=cast.actor(cast.hendrika), at=NOW
    )
    action.refresh_from_db()
    return action


def test_a_finding_is_confirmed_when_both_say_so(cast: Cast, kamus: dict[str, Kompetensi]) -> None:
    assess(cast, {kamus["komunikasi"]: 2})
    say(cast, cast.yohana, "benar")
    assert not held_of(cast).gaps[0].is_confirmed
    say(cast, cast.hendrika, "benar")
    assert held_of(cast).gaps[0].is_confirmed
    say(cast, cast.yohana, "koreksi", "Rapat itu dipimpin orang lain.")
    found = held_of(cast).gaps[0]
    assert (found.is_confirmed, found.is_disputed) == (False, True)
    entries = AuditEntry.objects.filter(kind="development.finding_discussed")
    assert entries.count() == 3
    assert all("dipimpin" not in str(entry.data) for entry in entries)


def test_a_correction_says_what_is_wrong(cast: Cast, kamus: dict[str, Kompetensi]) -> None:
    assess(cast, {kamus["komunikasi"]: 2})
    with pytest.raises(Invalid):
        say(cast, cast.yohana, "koreksi", " ")
    with pytest.raises(NotAllowed):
        say(cast, cast.paulus, "benar")


def test_a_plan_is_agreed_by_both(cast: Cast, kamus: dict[str, Kompetensi]) -> None:
    action = plan_of(cast, kompetensi=kamus["komunikasi"])
    plan = RencanaPengembangan.objects.get()
    held, owner, penilai = held_of(cast), cast.actor(cast.yohana), cast.actor(cast.hendrika)
    assert action.nama_kompetensi == "Komunikasi"
    with pytest.raises(NotAllowed):
        operations.propose_plan(plan=plan, version=plan.version, by=penilai, at=NOW)
    operations.propose_plan(plan=plan, version=plan.version, by=owner, at=NOW)
    with pytest.raises(NotAllowed):
        operations.agree_plan(plan=plan, held=held, version=plan.version, by=owner, at=NOW)
    with pytest.raises(Invalid):
        operations.return_plan(plan=plan, held=held, alasan=" ", version=plan.version, by=penilai, at=NOW)
    operations.return_plan(
        plan=plan, held=held, alasan="Ukurannya kabur.", version=plan.version, by=penilai, at=NOW
    )
    operations.propose_plan(plan=plan, version=plan.version, by=owner, at=NOW)
    with pytest.raises(Stale):
        operations.agree_plan(plan=plan, held=held, version=plan.version - 1, by=penilai, at=NOW)
    operations.agree_plan(plan=plan, held=held, version=plan.version, by=penilai, at=NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.proposed_by, plan.agreed_by, plan.alasan) == (
        "disepakati",
        cast.yohana.user,
        cast.hendrika.user,
        "",
    )
    with pytest.raises(Refusal):
        operations.add_action(
            plan=plan, held=held, action=an_action(), version=plan.version, by=owner, at=NOW
        )
    operations.reopen_plan(plan=plan, held=held, version=plan.version, by=owner, at=NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.agreed_at, plan.proposed_at) == ("draf", None, None)


def test_a_plan_without_an_action_is_not_proposed(cast: Cast) -> None:
    plan = operations.write_plan(
        held=held_of(cast), tahun=2026, tujuan="Jelas.", version=0, by=cast.actor(cast.hendrika), at=NOW
    )
    with pytest.raises(Invalid) as refused:
        operations.propose_plan(plan=plan, version=plan.version, by=cast.actor(cast.yohana), at=NOW)
    assert refused.value.code == "development.plan_empty"
    with pytest.raises(Stale):
        operations.write_plan(
            held=held_of(cast), tahun=2026, tujuan="Lain.", version=0, by=cast.actor(cast.yohana), at=NOW
        )


def test_every_problem_of_an_action_is_named(cast: Cast) -> None:
    plan_of(cast)
    plan = RencanaPengembangan.objects.get()
    wrong = an_action(
        cara="tidur",
        teks="",
        ukuran=" ",
        last_date=date(2026, 1, 1),
        kompetensi_id=999,
        jp_rencana=Decimal(0),
    )
    with pytest.raises(Invalid) as refused:
        operations.add_action(
            plan=plan,
            held=held_of(cast),
            action=wrong,
            version=plan.version,
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert [problem.path for problem in refused.value.problems] == [
        "cara",
        "teks",
        "ukuran",
        "last_date",
        "kompetensi",
        "jp_rencana",
    ]


def test_progress_is_noted_on_an_agreed_plan(cast: Cast) -> None:
    draft = plan_of(cast)
    given: dict[str, Any] = {"held": held_of(cast), "by": cast.actor(cast.yohana), "at": NOW}
    with pytest.raises(Refusal) as refused:
        operations.move_action(kegiatan=draft, act="mulai", kemajuan="", version=0, **given)
    assert refused.value.code == "development.plan_not_agreed"
    KegiatanPengembangan.objects.all().delete()
    RencanaPengembangan.objects.all().delete()
    action = agreed(cast)
    operations.move_action(
        kegiatan=action, act="selesaikan", kemajuan="Tiga kampung", version=action.version, **given
    )
    action.refresh_from_db()
    assert (action.state, action.kemajuan) == ("selesai", "Tiga kampung")
    with pytest.raises(Refusal):
        operations.move_action(kegiatan=action, act="mulai", kemajuan="", version=1, **given)


def test_somebody_who_moved_keeps_the_plan_and_the_new_penilai_goes_on(cast: Cast) -> None:
    action = agreed(cast)
    after = TODAY + timedelta(days=7)
    Penugasan.objects.filter(pegawai=cast.yohana).update(end_date=after)
    Penugasan.objects.create(
        pegawai=cast.yohana,
        jabatan=cast.penugasan(cast.rosa).jabatan,
        unit=cast.puskesmas_lain,
        start_date=after,
    )
    plan, held = plan_for(cast.actor(cast.stefanus, on=after), action.rencana_id, on=after)
    assert held.penilai_id == cast.stefanus.pk
    with pytest.raises(NotAllowed):
        operations.close_plan(
            plan=plan, held=held, version=plan.version, by=cast.actor(cast.hendrika, on=after), at=NOW
        )
    operations.close_plan(
        plan=plan, held=held, version=plan.version, by=cast.actor(cast.stefanus, on=after), at=NOW
    )
    with pytest.raises(Http404):
        plan_for(cast.actor(cast.hendrika, on=after), action.rencana_id, on=after)


def test_learning_counts_once_somebody_else_has_checked_it(cast: Cast) -> None:
    made = learn(cast, upload=SimpleUploadedFile("s.pdf", b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF\n"))
    assert (held_of(cast).jp.sah, held_of(cast).jp.menunggu, held_of(cast).jp.kurang) == (0, 12, 20)
    given: dict[str, Any] = {"belajar": made, "held": held_of(cast), "accept": True, "alasan": "", "at": NOW}
    for who in (cast.yohana, cast.markus, cast.andreas):
        with pytest.raises(NotAllowed):
            operations.check_learning(by=cast.actor(who), **given)
    operations.check_learning(by=cast.actor(cast.lusia), **given)
    assert (held_of(cast).jp.sah, held_of(cast).jp.kurang) == (12, 8)
    with pytest.raises(Stale):
        operations.check_learning(by=cast.actor(cast.hendrika), **given)


def test_a_certificate_that_is_a_script_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal):
        learn(cast, upload=SimpleUploadedFile("sertifikat.pdf", b"<script>alert(1)</script>"))
    assert not CatatanBelajar.objects.exists()


def test_jp_without_a_value_are_unknown_until_the_clerk_enters_it(cast: Cast) -> None:
    made = learn(cast, jp_tertulis=None, jumlah=Decimal(2), satuan="hari")
    assert (made.jp, made.jp_code) == (None, "jam_pelajaran.konversi_belum_ada")
    assert held_of(cast).jp.unknown == 1
    given: dict[str, Any] = {
        "instansi": cast.instansi,
        "bentuk": "workshop",
        "satuan": "hari",
        "jp": Decimal(8),
        "paling_banyak": None,
        "dasar": "Keputusan rekaan",
        "start_date": date(2026, 1, 1),
        "at": NOW,
    }
    with pytest.raises(NotAllowed):
        operations.set_conversion(by=cast.actor(cast.hendrika), **given)
    operations.set_conversion(by=cast.actor(cast.lusia), **given)
    made.refresh_from_db()
    assert made.jp == 16
    assert AuditEntry.objects.get(kind="development.conversion_set").data["dihitung_ulang"] == 1
    with pytest.raises(Invalid):
        operations.set_conversion(by=cast.actor(cast.lusia), **given)


def test_the_same_learning_is_noted_once_and_needs_its_facts(cast: Cast) -> None:
    learn(cast)
    with pytest.raises(Invalid) as refused:
        learn(cast)
    assert refused.value.code == "development.learned_already"
    with pytest.raises(Invalid) as refused:
        learn(cast, bentuk="?", teks="", last_date=date(2026, 12, 1), jp_tertulis=None)
    assert [problem.path for problem in refused.value.problems] == ["bentuk", "teks", "last_date", "jumlah"]


def test_the_home_page_asks_once_for_plan_and_jp(cast: Cast, django_assert_num_queries: Any) -> None:
    agreed(cast)
    made = learn(cast)
    operations.check_learning(
        belajar=made,
        held=held_of(cast),
        accept=True,
        alasan="",
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    actor = cast.actor(cast.yohana)
    with django_assert_num_queries(1):
        found = home_progress(actor, on=TODAY)
    assert found is not None
    assert (found.jp, found.asked, found.done, found.total, found.state) == (12, 20, 0, 1, "disepakati")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("who", "questions"), [("yohana", 14), ("hendrika", 21), ("paulus", 21)])
def test_the_page_shows_gaps_plan_and_jp_under_the_same_queries(
    who: str,
    questions: int,
    count: int,
    cast: Cast,
    kamus: dict[str, Kompetensi],
    sign_in: SignIn,
    django_assert_num_queries: Any,
) -> None:
    names = ["komunikasi", "integritas", "kerja_sama"][:count]
    assess(cast, {kamus[name]: 2 for name in names})
    plan_of(cast)
    for number in range(count):
        learn(cast, teks=f"Lokakarya {number}")
    client = sign_in(getattr(cast, who))
    with django_assert_num_queries(questions):
        page = client.get(reverse("development:person", args=[cast.yohana.pk]))
    text = BeautifulSoup(page.content, "html.parser").get_text(" ", strip=True)
    assert text.count("Terlihat dalam rapat.") == count
    assert "Belum diketahui" in text
    assert "0 dari paling sedikit 20 JP" in text


def test_others_do_not_learn_of_somebodys_development(cast: Cast, sign_in: SignIn) -> None:
    for who in (cast.markus, cast.stefanus):
        with pytest.raises(Http404):
            development_record(cast.actor(who), cast.yohana.pk, on=TODAY)


def test_papers_print_at_a_moment_with_a_fraction_of_a_second(
    cast: Cast, kamus: dict[str, Kompetensi], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the real clock gives it."""
    made = assess(cast, {kamus["komunikasi"]: 2})
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(microsecond=123456))
    page = sign_in(cast.yohana).get(reverse("development:sheet_paper", args=[made.pk]))
    assert page.content.startswith(b"%PDF")


def test_b19_prints_values_reasons_and_the_scale(
    cast: Cast, kamus: dict[str, Kompetensi], sign_in: SignIn
) -> None:
    made = assess(cast, {kamus["komunikasi"]: 2})
    page = sign_in(cast.yohana).get(reverse("development:sheet_paper", args=[made.pk]))
    text = " ".join(
        " ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(page.content)).pages
    )
    for words in (
        "EVALUASI KOMPETENSI PEGAWAI SEBAGAI TINDAK LANJUT BIMBINGAN KINERJA",
        "3. Komunikasi",
        "Terlihat dalam rapat.",
        "1. Perekat dan Pemersatu Bangsa",
        "REKOMENDASI",
        "DESKRIPSI SKALA PENILAIAN",
        "(1-2 Indikator Kompetensi yang dipenuhi)",
        "Ditandatangani secara elektronik",
    ):
        assert words in text, words
