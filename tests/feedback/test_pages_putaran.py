"""The pages of a 360 round, from its plan to the guide for the talk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kasuari.feedback import queries
from kasuari.feedback.models import (
    AmplopJawaban,
    DrafJawaban,
    KomentarPutaran,
    PesertaPutaran,
    Putaran,
    TugasPutaran,
)
from kasuari.foundation.models import IdempotencyKey
from kasuari.organisation.models import Pegawai
from tests.cast import TODAY, Cast
from tests.feedback import rounds
from tests.feedback.rounds import Said

pytestmark = pytest.mark.django_db
SignIn = Callable[[Pegawai], Client]


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def full_form(tugas: TugasPutaran, step: int = 3, text: str = "") -> dict[str, Any]:
    instrumen = tugas.peserta.putaran.instrumen
    data: dict[str, Any] = {f"{item['kode']}-{tugas.pk}": step for item in instrumen.butir}
    return {**data, f"t1-{tugas.pk}": text, "tugas": [tugas.pk]}


@pytest.fixture
def running(cast: Cast) -> Putaran:
    rounds.staff(cast, cast.puskesmas)
    return rounds.opened(cast)


def waiting_of(putaran: Putaran, person: Pegawai, **narrow: Any) -> list[TugasPutaran]:
    return rounds.tasks(putaran, state="menunggu", pengisi=person, **narrow)


def test_my_tasks_say_how_each_answer_is_kept(cast: Cast, sign_in: SignIn, running: Putaran) -> None:
    page = soup(sign_in(cast.yohana).get(reverse("feedback:tugas_360")))
    mine = waiting_of(running, cast.yohana)
    assert len(page.select("a.button--small")) == len(mine)
    words = page.get_text(" ")
    assert "disimpan terpisah dari nama Anda" in words
    assert "Jawaban ini diketahui dari Anda" in words


def test_home_tells_of_the_tasks(cast: Cast, sign_in: SignIn, running: Putaran) -> None:
    page = soup(sign_in(cast.yohana).get("/"))
    assert "Isi umpan balik 360" in page.get_text()


def test_one_person_is_answered_on_one_page(cast: Cast, sign_in: SignIn, running: Putaran) -> None:
    client, tugas = sign_in(cast.yohana), waiting_of(running, cast.yohana, kelompok="rekan")[0]
    url = reverse("feedback:isi_360")
    page = soup(client.get(url, {"tugas": tugas.pk}))
    assert len(page.select("fieldset.ask")) == 21
    assert len(page.select("input[type=radio]")) == 21 * 5
    response = client.post(url, full_form(tugas))
    assert (response.status_code, response["Location"]) == (302, reverse("feedback:tugas_360"))
    tugas.refresh_from_db()
    assert tugas.state == "selesai"
    assert AmplopJawaban.objects.count() == 1


def test_several_people_are_answered_at_once_and_who_is_untouched_may_wait(
    cast: Cast, sign_in: SignIn, running: Putaran
) -> None:
    client, mine = sign_in(cast.yohana), waiting_of(running, cast.yohana)[:3]
    url = reverse("feedback:isi_360")
    assert len(soup(client.get(url)).select("input[name=tugas]")) == 3
    data = {**full_form(mine[0]), **full_form(mine[1]), "tugas": [item.pk for item in mine]}
    assert client.post(url, data).status_code == 302
    states = [item.state for item in TugasPutaran.objects.filter(pk__in=[i.pk for i in mine]).order_by("pk")]
    assert states == ["selesai", "selesai", "menunggu"]


def test_what_is_missing_is_marked_and_nothing_typed_is_lost(
    cast: Cast, sign_in: SignIn, running: Putaran
) -> None:
    client, tugas = sign_in(cast.yohana), waiting_of(running, cast.yohana, kelompok="rekan")[0]
    data = full_form(tugas, text="Ia sabar menghadapi pasien.")
    del data[f"b7-{tugas.pk}"]
    response = client.post(reverse("feedback:isi_360"), data)
    page = soup(response)
    assert response.status_code == 422
    assert len(page.select(".ask--error")) == 1
    assert len(page.select("input[checked]")) == 20
    assert "Ia sabar menghadapi pasien." in page.get_text()
    assert not AmplopJawaban.objects.exists()


def test_a_draft_comes_back_to_its_rater_and_goes_with_the_answer(
    cast: Cast, sign_in: SignIn, running: Putaran
) -> None:
    client, tugas = sign_in(cast.yohana), waiting_of(running, cast.yohana, kelompok="rekan")[0]
    data = {"tugas": [tugas.pk], f"b1-{tugas.pk}": 2, f"t1-{tugas.pk}": "Sering membantu."}
    kept = client.post(
        reverse("feedback:draf_360"), data, headers={"X-Autosave": "1", "Idempotency-Key": "satu"}
    )
    assert kept.status_code == 200
    page = soup(client.get(reverse("feedback:isi_360"), {"tugas": tugas.pk}))
    assert [item["value"] for item in page.select("input[checked]")] == ["2"]
    assert "Sering membantu." in page.get_text()
    client.post(reverse("feedback:isi_360"), full_form(tugas))
    assert not DrafJawaban.objects.exists()


def test_nothing_that_is_sent_is_kept_against_repetition(
    cast: Cast, sign_in: SignIn, running: Putaran
) -> None:
    """The hash of an answer beside a user's number would give the answer away."""
    client, tugas = sign_in(cast.yohana), waiting_of(running, cast.yohana, kelompok="rekan")[0]
    for url in ("feedback:draf_360", "feedback:isi_360"):
        client.post(reverse(url), full_form(tugas), headers={"Idempotency-Key": f"kunci-{url}"})
    assert not IdempotencyKey.objects.exists()


def test_a_second_phone_is_told_that_it_counts_once(cast: Cast, sign_in: SignIn, running: Putaran) -> None:
    tugas = waiting_of(running, cast.yohana, kelompok="rekan")[0]
    for _phone in range(2):
        client = sign_in(cast.yohana)
        response = client.post(reverse("feedback:isi_360"), full_form(tugas), follow=True)
        assert response.status_code == 200
    assert "dihitung satu kali" in soup(response).get_text()
    assert AmplopJawaban.objects.count() == 1


def test_an_answer_that_arrives_after_the_end_gets_a_clear_answer(
    cast: Cast, sign_in: SignIn, running: Putaran
) -> None:
    client, tugas = sign_in(cast.yohana), waiting_of(running, cast.yohana, kelompok="rekan")[0]
    rounds.counted(cast, running)
    response = client.post(
        reverse("feedback:isi_360"),
        full_form(tugas, text="Kata yang saya tulis lama."),
    )
    assert response.status_code in {409, 422}
    assert "sudah ditutup" in soup(response).get_text()


def test_a_sentence_that_gives_its_author_away_is_shown_again_once(
    cast: Cast, sign_in: SignIn, running: Putaran
) -> None:
    client, tugas = sign_in(cast.yohana), waiting_of(running, cast.yohana, kelompok="rekan")[0]
    data = full_form(tugas, text="Ia menegur saya pada tanggal 3.")
    first = client.post(reverse("feedback:isi_360"), data)
    assert first.status_code == 422
    assert "menunjukkan bahwa Anda yang menulis" in soup(first).get_text()
    assert client.post(reverse("feedback:isi_360"), {**data, "yakin": "1"}).status_code == 302


def test_whose_answer_is_known_anyway_gets_no_such_advice(
    cast: Cast, sign_in: SignIn, running: Putaran
) -> None:
    tugas = waiting_of(running, cast.yohana, kelompok="diri")[0]
    data = full_form(tugas, text="Kepala menegur saya pada tanggal 3.")
    assert sign_in(cast.yohana).post(reverse("feedback:isi_360"), data).status_code == 302


def test_declining_needs_a_reason_and_duty_cannot_be_declined(
    cast: Cast, sign_in: SignIn, running: Putaran
) -> None:
    client, tugas = sign_in(cast.yohana), waiting_of(running, cast.yohana, kelompok="rekan")[0]
    url = reverse("feedback:tolak_360", args=[tugas.pk])
    assert client.post(url, {"alasan": " "}).status_code == 422
    assert client.post(url, {"alasan": "Kami tidak pernah bekerja bersama."}).status_code == 302
    own = waiting_of(running, cast.yohana, kelompok="diri")[0]
    refused = client.post(reverse("feedback:tolak_360", args=[own.pk]), {"alasan": "Malu"})
    assert refused.status_code == 422


def test_somebody_elses_task_does_not_exist(cast: Cast, sign_in: SignIn, running: Putaran) -> None:
    tugas = waiting_of(running, cast.yohana)[0]
    client = sign_in(cast.markus)
    assert client.get(reverse("feedback:isi_360"), {"tugas": tugas.pk}).status_code == 404
    assert client.post(reverse("feedback:isi_360"), full_form(tugas)).status_code == 404
    assert client.post(reverse("feedback:draf_360"), full_form(tugas)).status_code == 404


def test_the_penilai_strikes_and_approves(cast: Cast, sign_in: SignIn) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.drawn(cast)
    client = sign_in(cast.hendrika)
    page = soup(client.get(reverse("feedback:nominasi")))
    assert "Yohana Basik-Basik" in page.get_text()
    peserta = PesertaPutaran.objects.get(putaran=putaran, pegawai=cast.yohana)
    tugas = peserta.tugas.filter(kelompok="rekan").first()
    assert tugas is not None
    client.post(reverse("feedback:coret_pengisi", args=[tugas.pk]), {"alasan": "Saudara kandung"})
    tugas.refresh_from_db()
    assert (tugas.state, tugas.alasan) == ("gugur", "Saudara kandung")
    approve = reverse("feedback:setujui_nominasi", args=[peserta.pk])
    assert client.post(approve, {"version": peserta.version}).status_code == 302
    peserta.refresh_from_db()
    assert peserta.state == "disetujui"
    # Yohana sees whom she proposed and never who was drawn.
    own = soup(sign_in(cast.yohana).get(reverse("feedback:nominasi"))).get_text()
    assert "tidak ditampilkan kepada Anda" in own
    assert "Agustina Kwipalo" not in own


def test_the_clerk_runs_a_round_from_plan_to_release(cast: Cast, sign_in: SignIn) -> None:
    rounds.staff(cast, cast.puskesmas)
    client = sign_in(cast.lusia)
    page = soup(client.get(reverse("feedback:putaran")))
    assert page.select_one("input[name=nama]")
    data = {
        "nama": "Semester I 2026",
        "start_date": "2026-06-22",
        "last_date": "2026-07-08",
        "unit": [cast.dinkes.pk],
        "instrumen": "0",
        "rekan_per_orang": 6,
        "beban_maksimum": 10,
        "ambang_rentang": 3,
        "ambang_angka": 5,
        "moderator": cast.andreas.nip,
        "moderator_pengganti": cast.agus.nip,
    }
    wrong = client.post(reverse("feedback:putaran"), {**data, "ambang_angka": 4})
    assert wrong.status_code == 422
    assert "tidak boleh di bawah 5" in soup(wrong).get_text()
    unclear = client.post(
        reverse("feedback:putaran"), {**data, "moderator": "us", "moderator_pengganti": "xx"}
    )
    assert unclear.status_code == 422
    form = soup(unclear)
    assert "Tidak ada yang cocok" in form.select_one("#id_moderator_pengganti_field").get_text()
    offered = {item["value"] for item in form.select("input[name=moderator_pilih]")}
    assert {str(cast.agus.pk), str(cast.paulus.pk)} <= offered
    assert not Putaran.objects.exists()
    data |= {"moderator": "Yolmen", "moderator_pengganti": "us", "moderator_pengganti_pilih": cast.agus.pk}
    made = client.post(reverse("feedback:putaran"), data)
    assert made.status_code == 302
    putaran = Putaran.objects.get()
    assert (putaran.moderator, putaran.moderator_pengganti) == (cast.andreas, cast.agus)
    for act, state in (("undi", "nominasi"), ("buka", "terbuka")):
        putaran.refresh_from_db()
        answer = client.post(reverse(f"feedback:{act}", args=[putaran.pk]), {"version": putaran.version})
        assert answer.status_code == 302
        putaran.refresh_from_db()
        assert putaran.state == state
    rounds.answered(cast, putaran, lambda tugas: Said(2 + tugas.peserta_id % 2, "Ia jelas berbicara."))
    assert "orang masih punya tugas" not in soup(client.get(made["Location"])).get_text()
    client.post(reverse("feedback:tutup", args=[putaran.pk]), {"version": putaran.version})
    putaran.refresh_from_db()
    assert putaran.counted_at is not None
    early = client.post(reverse("feedback:rilis", args=[putaran.pk]), {"version": putaran.version})
    assert early.status_code == 422
    moderator = sign_in(cast.andreas)
    listed = soup(moderator.get(reverse("feedback:moderasi", args=[putaran.pk])))
    assert "Yohana" not in listed.select_one("main").get_text()
    for komentar in KomentarPutaran.objects.all():
        done = moderator.post(
            reverse("feedback:putuskan_komentar", args=[komentar.pk]),
            {"keputusan": "tampil", "teks": komentar.teks},
        )
        assert done.status_code == 302
    client.post(reverse("feedback:rilis", args=[putaran.pk]), {"version": putaran.version})
    putaran.refresh_from_db()
    assert putaran.state == "dirilis"
    peserta = PesertaPutaran.objects.get(putaran=putaran, pegawai=cast.yohana)
    own = sign_in(cast.yohana)
    shown = soup(own.get(reverse("feedback:profil_satu", args=[peserta.pk])))
    assert shown.select_one("figure.figure--dots svg title")
    assert own.get(reverse("feedback:panduan_360", args=[peserta.pk])).status_code == 403
    penilai = sign_in(cast.hendrika)
    guide = soup(penilai.get(reverse("feedback:panduan_360", args=[peserta.pk]))).get_text()
    assert "Percakapan semester dengan Yohana" in guide
    assert sign_in(cast.markus).get(reverse("feedback:profil_satu", args=[peserta.pk])).status_code == 404
    assert client.get(reverse("feedback:profil_satu", args=[peserta.pk])).status_code == 404  # the clerk
    assert client.get(reverse("feedback:putaran_unit", args=[putaran.pk])).status_code == 200
    assert client.get(reverse("feedback:putaran_satu", args=[putaran.pk])).status_code == 200
    assert own.get(reverse("feedback:profil_360")).status_code == 200


def test_instruments_and_weights_are_composed_by_the_clerk(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lusia)
    assert client.get(reverse("feedback:aturan_360")).status_code == 200
    made = client.post(
        reverse("feedback:instrumen_360"),
        {
            "nama": "Pelayanan",
            "skala": "Jarang\nSering\nSelalu",
            "butir": "ramah: Menyapa lebih dulu\nramah: Menjelaskan dengan sabar\ncepat: Menjawab hari "
            "itu juga",
            "pertanyaan": "Apa contohnya?",
        },
    )
    assert made.status_code == 302
    refused = client.post(
        reverse("feedback:bobot_360"),
        {
            "atasan": 50,
            "rekan": 40,
            "bawahan": 0,
            "penerima_layanan": 0,
            "diri": 0,
            "jenis_jabatan": "",
            "start_date": "2026-01-01",
            "dasar": "Pergub",
        },
    )
    assert refused.status_code == 422
    taken = client.post(
        reverse("feedback:bobot_360"),
        {
            "atasan": 50,
            "rekan": 50,
            "bawahan": 0,
            "penerima_layanan": 0,
            "diri": 0,
            "jenis_jabatan": "",
            "start_date": "2026-01-01",
            "dasar": "Pergub",
        },
    )
    assert taken.status_code == 302
    assert "Pergub" in soup(client.get(reverse("feedback:aturan_360"))).get_text()


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_lists_ask_the_same_number_of_queries_with_one_and_with_three_rows(
    cast: Cast, sign_in: SignIn, running: Putaran
) -> None:
    client = sign_in(cast.yohana)
    mine = waiting_of(running, cast.yohana)
    TugasPutaran.objects.filter(pk__in=[item.pk for item in mine[3:]]).delete()
    three = [queries_of(client, reverse(name)) for name in ("feedback:tugas_360", "feedback:isi_360")]
    TugasPutaran.objects.filter(pk__in=[item.pk for item in mine[1:3]]).delete()
    one = [queries_of(client, reverse(name)) for name in ("feedback:tugas_360", "feedback:isi_360")]
    assert one == three == [9, 5]


def test_a_team_of_one_and_of_three_asks_the_same_number_of_queries(cast: Cast, sign_in: SignIn) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.drawn(cast)
    client = sign_in(cast.hendrika)
    team = list(putaran.peserta.filter(penilai=cast.hendrika).order_by("pk"))
    for keep in (3, 1):
        gone = [item.pk for item in team[keep:]]
        TugasPutaran.objects.filter(peserta_id__in=gone).delete()
        putaran.peserta.filter(pk__in=gone).delete()
        assert queries_of(client, reverse("feedback:nominasi")) == 8


def test_home_names_each_kind_of_work_once(cast: Cast) -> None:
    """Yohana answers, Hendrika approves, the moderator reads; whoever has nothing is told nothing."""
    found = rounds.rounds_of(cast)
    keys = {
        person.nama.split()[0]: [item.key for item in queries.work_for(cast.actor(person), on=TODAY)]
        for person in (cast.yohana, cast.hendrika, cast.andreas, cast.rosa)
    }
    assert keys == {
        "Yohana": ["feedback.360"],
        "Hendrika": ["feedback.360", "feedback.nominasi"],
        "Andreas": [f"feedback.moderasi.{found.ditutup.pk}"],
        "Rosa": [],
    }
    (work,) = queries.work_for(cast.actor(cast.yohana), on=TODAY)
    assert work.due_date == rounds.LAST_DATE
