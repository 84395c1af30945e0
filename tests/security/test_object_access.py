"""Another person's id, wherever an id can stand: in an address, a query, a body, a list of ids."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kasuari.accounts.models import ActivationCode
from kasuari.audit.models import AuditEntry
from kasuari.documents.models import Document
from kasuari.evaluation import operations as evaluation
from kasuari.evaluation.models import ButirKalibrasi, Evaluasi, SesiKalibrasi
from kasuari.feedback import operations as feedback
from kasuari.feedback.sasaran import Sasaran
from kasuari.organisation.models import Pegawai, Penugasan
from kasuari.planning import operations as planning
from kasuari.planning import queries as plans
from kasuari.planning.models import Indikator, PeranHasil, RencanaHasilKerja, Skp
from kasuari.planning.operations import IsianPeran, IsianWorkblock
from kasuari.progress import operations as progress
from tests.cast import NOW, TODAY
from tests.development import follow_up
from tests.development.world import ids_of
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.feedback import rounds
from tests.planning_builder import indikator_of, set_skp_for
from tests.security.asking import UNUSED, ask, body_of, client_of, is_api, those_who_may, undone
from tests.site.route_table import PERSONAS, ROWS, Row
from tests.site.world import PDF, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

# What nobody but the penilai may know before the result is delivered, and nobody without reach ever.
SECRETS = {
    "undelivered": "Alasan-yang-belum-disampaikan",
    "unsigned": "Alasan-yang-belum-ditandatangani",
    "plan": "Rencana-rahasia-Yohana",
    "result": "Realisasi-rahasia-Yohana",
    "said": "Umpan-balik-rahasia-Yohana",
    "note": "Catatan-rahasia-Hendrika",
}


@pytest.fixture(scope="module")
def marked(world: World) -> World:
    """The world with a word of its own in each thing that somebody must not read."""
    by = world.cast.actor(world.cast.yohana)
    rate(
        world.cast,
        Skp.objects.get(pk=world.rated.skp_id),
        version=world.rated.version,
        alasan_hasil_kerja=SECRETS["unsigned"],
    )
    extra = set_skp_for(
        world.cast,
        world.cast.yohana,
        world.cast.hendrika,
        atasan=world.cast.paulus,
        penugasan=_another_post(world, world.cast.yohana, 11),
        unit=world.cast.puskesmas,
    )
    sign(world.cast, rate(world.cast, extra, alasan_hasil_kerja=SECRETS["undelivered"]))
    RencanaHasilKerja.objects.filter(skp=world.skp).update(teks=SECRETS["plan"])
    progress.record_realisasi(
        indikator=indikator_of(world.skp)[1],
        periode_evaluasi=world.period,
        teks=SECRETS["result"],
        nilai=None,
        sumber_data="",
        version=None,
        by=by,
        at=NOW,
    )
    feedback.give(
        skp=world.skp,
        sasaran=Sasaran(nilai=3),
        isian=feedback.Isian(sifat="perbaikan", teks=SECRETS["said"]),
        by=world.cast.actor(world.cast.hendrika),
        at=NOW,
    )
    feedback.write_catatan(
        pegawai=world.cast.yohana, teks=SECRETS["note"], by=world.cast.actor(world.cast.hendrika), at=NOW
    )
    return world


def _another_post(world: World, person: Pegawai, month: int) -> Penugasan:
    first = world.cast.penugasan(person)
    return Penugasan.objects.create(
        pegawai=person,
        jabatan=first.jabatan,
        unit=first.unit,
        jenis="tugas_tambahan",
        start_date=date(2021, month, 1),
    )


READS = [row for row in ROWS if row.method == "GET" and "gallery" not in row.route]


@pytest.mark.parametrize(
    ("persona", "secrets"),
    [
        ("yohana", {"undelivered", "unsigned", "note"}),
        ("markus", set(SECRETS)),
        ("stefanus", set(SECRETS)),
        ("paulus", {"unsigned", "note"}),
        ("lusia", {"unsigned", "said", "note"}),
        ("andreas", {"unsigned", "said", "note"}),
        ("agus", {"unsigned", "said", "note"}),
        ("anonymous", set(SECRETS)),
    ],
)
def test_no_address_tells_what_one_must_not_know(persona: str, secrets: set[str], marked: World) -> None:
    """Every address that reads, pages and API alike: lists, trees, home, search, timelines, notices."""
    told = []
    browser, program = (client_of(persona, marked, api=api) for api in (False, True))
    for row in READS:
        response = ask(row, persona, marked, client=program if is_api(row) else browser)
        content = body_of(response).decode("utf-8", "replace")
        told += [f"{row.label} tells {name}" for name in secrets if SECRETS[name] in content]
    assert told == []


def test_the_secrets_can_be_found_by_those_who_may(marked: World) -> None:
    """The test above can fail: the same words stand where they may stand."""
    seen = set()
    for row in READS:
        if those_who_may(row) and not is_api(row):
            content = body_of(ask(row, "hendrika", marked)).decode("utf-8", "replace")
            seen |= {name for name, word in SECRETS.items() if word in content}
    latest = Evaluasi.objects.order_by("-pk").values_list("pk", flat=True)[0]
    page = client_of("hendrika", marked).get(reverse("evaluation:result", args=[latest])).content.decode()
    assert SECRETS["undelivered"] in page
    rated = client_of("hendrika", marked).get(
        reverse("evaluation:rate", args=[marked.rated.skp_id, marked.period.pk])
    )
    assert SECRETS["unsigned"] in rated.content.decode()
    assert {"plan", "result", "said", "note"} <= seen


def plain(response: Any) -> str:
    """The text of an answer without what differs between two requests for the same page."""
    content = body_of(response).decode()
    content = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": ?"[^"]*"', "", content)
    return re.sub(r"\b\d{1,10}\b", "#", content)


@pytest.mark.parametrize("row", [row for row in ROWS if "." in row.answers], ids=lambda row: row.label)
def test_what_is_out_of_reach_is_answered_like_what_does_not_exist(row: Row, world: World) -> None:
    answers = row.answers.replace(" ", "")
    outside = [name for name, answer in zip(PERSONAS, answers, strict=True) if answer == "."]
    ids = [name for name in row.args(world) if name.endswith("_id")]
    if not ids:
        return
    for persona in outside[:2]:
        with undone():
            hidden = ask(row, persona, world)
            missing = ask(row, persona, world, args=dict.fromkeys(ids, UNUSED))
            assert (hidden.status_code, missing.status_code) == (404, 404)
            assert plain(hidden) == plain(missing)


@pytest.fixture(scope="module")
def strangers(world: World) -> dict[str, int]:
    """Ids of the same kinds that belong to Rosa in another unit, and not to Yohana."""
    give_capaian(world.cast, unit=world.cast.puskesmas_lain)
    skp = set_skp_for(world.cast, world.cast.rosa, world.cast.stefanus, atasan=world.cast.paulus)
    item = indikator_of(skp)[0]
    step = progress.plan_action(
        rhk=item.rhk,
        periode_evaluasi=world.period,
        teks="Langkah Rosa",
        due_date=None,
        by=world.cast.actor(world.cast.rosa),
        at=NOW,
    )
    bukti = progress.add_bukti_file(
        upload=SimpleUploadedFile("rosa.pdf", PDF + b"%rosa"),
        nama="",
        indikator=item,
        periode_evaluasi=world.period,
        by=world.cast.actor(world.cast.rosa),
        at=NOW,
    )
    signed = deliver(
        world.cast,
        sign(world.cast, rate(world.cast, skp, by=world.cast.stefanus), by=world.cast.stefanus),
        by=world.cast.stefanus,
    )
    objection = evaluation.file_keberatan(
        evaluasi=signed,
        alasan="Rekan saya dinilai lain",
        by=world.cast.actor(world.cast.rosa),
        at=NOW,
    )
    leader = world.cast.actor(world.cast.stefanus)
    plan = set_skp_for(world.cast, world.cast.stefanus, world.cast.paulus, format="A.1.1", state="draf")
    matriks = planning.open_matriks(skp=plan, by=leader, at=NOW)
    row = matriks.anggota.get(pegawai=world.cast.rosa)
    planning.write_cell(
        matriks=matriks,
        anggota_id=row.pk,
        kolom=plans.kolom_of(matriks)[0].key,
        peran=[IsianPeran(teks="Peran Rosa")],
        tanpa_peran=False,
        version=0,
        by=leader,
        at=NOW,
    )
    tim = planning.form_team(
        matriks=matriks,
        nama="Tim Rosa",
        ketua_id=world.cast.rosa.pk,
        start_date=TODAY,
        terbuka=False,
        by=leader,
        at=NOW,
    )
    theirs = rounds.opened(world.cast, nama="Putaran Wasur", unit_ids=[world.cast.puskesmas_lain.pk])
    laid = _on_another_table(world, skp)
    talk = planning.begin_dialog(skp=skp, by=leader, at=NOW)
    planning.write_dialog(
        dialog=talk,
        version=talk.version,
        isian=planning.IsianDialog(
            dialog_date=TODAY, kesepakatan=(planning.IsianKesepakatan(teks="Kesepakatan Rosa"),)
        ),
        by=leader,
        at=NOW,
    )
    planning.share_dialog(dialog=talk, version=talk.version, by=leader, at=NOW)
    workblock = planning.add_workblock(
        skp=skp,
        workblock=IsianWorkblock(judul="Workblock Rosa"),
        by=world.cast.actor(world.cast.rosa),
        at=NOW,
    )
    templat = planning.write_templat(
        instansi=world.cast.instansi,
        kelompok="jpt_pratama",
        start_date=TODAY,
        lines={"skema": ["Dilaporkan setiap triwulan"]},
        version=0,
        by=world.cast.actor(world.cast.lusia),
        at=NOW,
    )
    return {
        "kalibrasi_id": laid.sesi_id,
        "kalibrasi_butir_id": laid.pk,
        "putaran_id": theirs.pk,
        "peserta_id": theirs.peserta.get(pegawai=world.cast.rosa).pk,
        "tugas_id": rounds.tasks(theirs, pengisi=world.cast.rosa, kelompok="diri")[0].pk,
        "dialog_id": talk.pk,
        "kesepakatan_id": talk.kesepakatan.get().pk,
        "workblock_id": workblock.pk,
        "templat_id": templat.pk,
        "matriks_id": matriks.pk,
        "anggota_id": row.pk,
        "tim_id": tim.pk,
        "peran_id": PeranHasil.objects.filter(sel__anggota=row)[0].pk,
        "versi_id": planning.start_version(
            skp=Skp.objects.get(pk=skp.pk),
            version=Skp.objects.get(pk=skp.pk).version,
            sebab="umpan_balik",
            alasan="Umpan balik kepada Rosa",
            by=world.cast.actor(world.cast.rosa),
            at=NOW,
        ).pk,
        "skp_id": skp.pk,
        "rhk_id": item.rhk_id,
        "indikator_id": item.pk,
        "rencana_aksi_id": step.pk,
        "bukti_id": bukti.pk,
        "evaluasi_id": signed.pk,
        "keberatan_id": objection.pk,
        "document_id": Document.objects.filter(object_type="evaluation.evaluasi", object_id=signed.pk)[0].pk,
        "pendaftaran_id": world.mitra.theirs.pk,
        "usulan_id": follow_up.propose(world.cast, signed, by=leader).pk,
        "token_id": world.api_token.pk + 50,
        **said_about(world, skp),
    }


def _on_another_table(world: World, skp: Skp) -> ButirKalibrasi:
    """Rosa's signed evaluation in a kalibrasi led by the governor, with Stefanus alone."""
    held, leader = Evaluasi.objects.get(skp=skp), world.cast.maria
    sesi = SesiKalibrasi.objects.create(
        periode_evaluasi=world.period,
        pimpinan=leader,
        nama="Puskesmas lain",
        opened_at=NOW,
        opened_by_id=leader.user_id,
    )
    return ButirKalibrasi.objects.create(
        sesi=sesi,
        evaluasi=held,
        pegawai=held.pegawai,
        penilai=held.penilai,
        semula_hasil_kerja="sesuai",
        semula_perilaku_kerja="sesuai",
        semula_predikat="baik",
    )


def said_about(world: World, skp: Skp) -> dict[str, int]:
    """Feedback on Rosa's SKP by Stefanus, what she asked for, and what he keeps to himself."""
    cast = world.cast
    owner, leader, part = cast.actor(cast.rosa), cast.actor(cast.stefanus), Sasaran(nilai=1)
    given = feedback.give(
        skp=skp,
        sasaran=part,
        isian=feedback.Isian(sifat="apresiasi", teks="Menyapa setiap ibu di ruang tunggu."),
        by=leader,
        at=NOW,
    )
    bukti = feedback.add_bukti_link(umpan_balik=given, url="https://example.go.id/r", by=leader, at=NOW)
    asked = feedback.ask(skp=skp, sasaran=part, pemberi=cast.stefanus, by=owner, at=NOW)
    tautan, _secret = feedback.invite(skp=skp, sasaran=part, ditujukan="Pasien Rosa", by=owner, at=NOW)
    note = feedback.write_catatan(pegawai=cast.rosa, teks="Catatan Stefanus", by=leader, at=NOW)
    return {
        "umpan_balik_id": given.pk,
        "bukti_umpan_id": bukti.pk,
        "permintaan_id": asked.pk,
        "tautan_id": tautan.pk,
        "catatan_id": note.pk,
        **ids_of(world.cast),
    }


# A document's number stands on its paper, and which units are in a wave everybody may read.
KNOWN_TO_ALL = {"document_id", "anggota_id"}


@pytest.mark.parametrize("persona", ["yohana", "hendrika", "markus"])
def test_an_id_of_another_persons_thing_in_an_address_is_404(
    persona: str, world: World, strangers: dict[str, int]
) -> None:
    """Each id of each address in turn, the others one's own: nothing of Rosa's is reached so."""
    wrong = []
    browser, program = (client_of(persona, world, api=api) for api in (False, True))
    before = AuditEntry.objects.count()
    for row in ROWS:
        for name in row.args(world):
            if name not in strangers or (is_api(row) and f"{{{name}}}" not in row.route):
                continue
            with undone():
                client = program if is_api(row) else browser
                response = ask(row, persona, world, args={name: strangers[name]}, client=client)
                body_of(response)
                # 422: "this part is no longer there", as for an id that nothing has
                if response.status_code not in {403, 404, 422} or AuditEntry.objects.count() != before:
                    wrong.append(f"{row.label} {name}: {response.status_code}")
                elif response.status_code == 403 and name not in KNOWN_TO_ALL and persona == "markus":
                    nothing = ask(row, persona, world, args={name: UNUSED}, client=client)
                    if nothing.status_code != 403:
                        wrong.append(f"{row.label} {name}: 403 tells that it exists")
    assert wrong == []


def test_a_list_of_ids_with_one_of_another_does_nothing(world: World, strangers: dict[str, int]) -> None:
    with undone():
        waiting = set_skp_for(
            world.cast,
            world.cast.rosa,
            world.cast.stefanus,
            penugasan=_another_post(world, world.cast.rosa, 12),
            state="diajukan",
            submitted_at=NOW,
            submitted_by=world.cast.rosa.user,
        )
        chosen = {"skp": [f"{waiting.pk}:0", f"{world.waiting.pk}:0"]}
        assert client_of("hendrika", world).post(reverse("planning:team"), chosen).status_code == 404
        assert Skp.objects.get(pk=waiting.pk).state == "diajukan"
        assert Skp.objects.get(pk=world.waiting.pk).state == "diajukan"


def test_ids_in_a_body_stay_within_ones_own_plan(world: World, strangers: dict[str, int]) -> None:
    browser = client_of("yohana", world)
    with undone():
        step = {"rhk": strangers["rhk_id"], "teks": "Langkah pada rencana orang lain"}
        path = reverse("progress:plan", args=[world.skp.pk, world.period.pk])
        assert browser.post(path, step).status_code == 404
        draft = world.draft
        path = reverse("planning:rhk_change", args=[draft.pk, world.rhk])
        form = {
            "version": 0,
            "teks": "Hasil",
            "jenis": "utama",
            "sumber": "lainnya",
            "intervensi": strangers["rhk_id"],
        }
        assert browser.post(path, form).status_code == 422
        program = client_of("yohana", world, api=True)
        body = {"version": 0, "hasil_kerja": [{"teks": "Hasil", "intervensi_id": strangers["rhk_id"]}]}
        answer = program.put(f"/api/v1/skp/{draft.pk}", json.dumps(body), content_type="application/json")
        assert answer.status_code == 422
        assert not RencanaHasilKerja.objects.filter(intervensi_id=strangers["rhk_id"]).exists()


def test_codes_are_handed_out_by_the_clerk_only_whoever_is_listed(world: World) -> None:
    everybody = {"user": [str(person.user_id) for person in world.cast.people]}
    path = reverse("accounts:activation_codes")
    with undone():
        for persona in ("yohana", "hendrika", "paulus", "agus", "andreas"):
            assert client_of(persona, world).post(path, everybody).status_code == 403
        assert not ActivationCode.objects.exists()
        client_of("lusia", world).post(path, everybody)
        given = set(ActivationCode.objects.values_list("user_id", flat=True))
        # Never oneself, and not those who watch over the clerk.
        assert not given & {world.cast.lusia.user_id, world.cast.agus.user_id}
        assert world.cast.yohana.user_id in given


LISTS = [
    ("/api/v1/skp", Skp, "pegawai_id"),
    ("/api/v1/evaluations", Evaluasi, "pegawai_id"),
]


@pytest.mark.parametrize(("path", "model", "owner"), LISTS)
def test_a_list_holds_and_counts_only_what_one_may_open(
    path: str, model: Any, owner: str, world: World, strangers: dict[str, int]
) -> None:
    """Also with a filter that names somebody else, and on the page beyond the last."""
    for persona in ("yohana", "markus", "hendrika", "stefanus", "paulus", "rosa"):
        program = client_of(persona, world, api=True)
        listed = program.get(path, {"page_size": 100}).json()
        opened = {
            pk
            for pk in model.objects.values_list("pk", flat=True)
            if program.get(f"{path}/{pk}").status_code == 200
        }
        assert {item["id"] for item in listed["items"]} == opened, persona
        assert listed["count"] == len(opened)
        for person in Pegawai.objects.filter(pk__in=[world.cast.yohana.pk, world.cast.rosa.pk]):
            for name in ("pegawai_id", "penilai_id", "unit_id", "periode_id"):
                found = program.get(path, {name: person.pk, "page_size": 100}).json()
                assert {item["id"] for item in found.get("items", [])} <= opened
                assert found.get("count", 0) <= len(opened)


def test_every_nested_id_is_tried(world: World, strangers: dict[str, int]) -> None:
    """A kind of id that nobody has listed here makes this fail: add a stranger's thing of that kind."""
    open_to_all = {"periode_id", "period_id", "periode_evaluasi_id", "unit_id", "pegawai_id"}
    open_to_all |= {"butir_id"}  # the library of a jabatan names nobody
    open_to_all |= {"gelombang_id", "undian_id", "kekurangan_id"}  # everybody reads of the rollout
    open_to_all |= {"pendamping_id"}  # whom to ask is everybody's to know
    open_to_all |= {"pengumuman_id"}  # this one is for everybody: tests/rollout
    open_to_all |= {"survei_id"}  # what citizens said of a service is everybody's
    open_to_all |= {"lembar_id", "tindak_id"}  # of a survey, and reached by its unit: tests/surveys
    by_the_clerk = {"user_id", "grant_id", "import_id", "row_id", "correction_id"}
    by_the_clerk |= {"gangguan_id", "holiday_id"}
    by_the_clerk |= {"massal_id", "impor_skp_id"}
    by_the_clerk |= {"tumpukan_id", "denyut_id", "pertanyaan_id"}
    by_the_clerk |= {"uji_id", "baris_id"}
    by_the_clerk |= {"jabatan_id", "pk_id", "indikator_pk_id", "impor_id", "note_id", "kata_id"}
    by_the_clerk |= {"mitra_id", "alokasi_id", "impor_potensi_id", "potensi_id"}
    open_to_all |= {"program_id"}  # the catalogue is everybody's
    by_the_clerk |= {"kompetensi_id"}
    by_the_clerk |= {"kompetensi_id", "bundel_id"}
    named = {name for row in ROWS for name in row.args(world) if name.endswith("_id")}
    assert named - set(strangers) - open_to_all - by_the_clerk == set()
    assert Indikator.objects.filter(pk=strangers["indikator_id"]).exists()
