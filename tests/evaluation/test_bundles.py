"""Papers of a whole unit in one file: whoever dies in the middle leaves nothing doubled or missing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from kasuari.audit.models import AuditEntry
from kasuari.documents.models import Document
from kasuari.documents.queries import content_of
from kasuari.evaluation import operations, queries
from kasuari.evaluation.models import Bundel, BundelBerkas, Evaluasi
from kasuari.evaluation.operations import bundling
from kasuari.evaluation.operations.bundling import file_of
from kasuari.evaluation.siasn import golongan_code, koefisien_code
from kasuari.foundation import files
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai, RiwayatKedudukan
from tests import migrated
from tests.cast import NOW, Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]
ROOT = Path(__file__).resolve().parent.parent.parent
PERCENT = {"sangat_baik": 100, "baik": 100, "butuh_perbaikan": 75, "kurang": 50, "sangat_kurang": 25}


@pytest.fixture
def signed(cast: Cast) -> list[Evaluasi]:
    """Yohana and Markus, signed; Rosa of another unit as well."""
    give_capaian(cast)
    give_capaian(cast, unit=cast.puskesmas_lain)
    found = [
        sign(cast, rate(cast, set_skp_for(cast, person, cast.hendrika, atasan=cast.paulus)))
        for person in (cast.markus, cast.yohana)
    ]
    other = set_skp_for(cast, cast.rosa, cast.stefanus, atasan=cast.paulus)
    return [*found, sign(cast, rate(cast, other, by=cast.stefanus), by=cast.stefanus)]


def ask(cast: Cast, by: Pegawai | None = None, **changes: object) -> Bundel:
    given = {"unit": cast.puskesmas, "isi": "lengkap", "bentuk": "zip", "periode_evaluasi": cast.triwulan(2)}
    return operations.ask_bundle(**(given | changes), by=cast.actor(by or cast.lusia), at=NOW)  # type: ignore[arg-type]


def work(cast: Cast, bundel: Bundel) -> Bundel:
    operations.work_bundle(bundel_id=bundel.pk, by=cast.actor(cast.lusia), now=lambda: NOW)
    return Bundel.objects.get(pk=bundel.pk)


def test_a_bundle_holds_the_issued_papers_of_the_unit(cast: Cast, signed: list[Evaluasi]) -> None:
    bundel = work(cast, ask(cast))
    with zipfile.ZipFile(file_of(bundel)) as archive:
        names = archive.namelist()
        papers = [archive.read(name) for name in names]
    unit = "Puskesmas Perbatasan Sota Indah"
    assert names == [
        f"{unit}/199107202019031902 Markus Ndiken 00001 hasil.pdf",
        f"{unit}/199107202019031902 Markus Ndiken 00002 dokumen.pdf",
        f"{unit}/198906152012012901 Yohana Basik-Basik 00003 hasil.pdf",
        f"{unit}/198906152012012901 Yohana Basik-Basik 00004 dokumen.pdf",
    ]
    issued = {
        content_of(item)
        for item in Document.objects.filter(object_id__in=[row.pk for row in signed[:2]]).exclude(
            kind="penjelasan"
        )
    }
    assert set(papers) == issued
    kinds = list(AuditEntry.objects.order_by("-pk").values_list("kind", flat=True)[:2])
    assert kinds == ["evaluation.bundle_finished", "evaluation.bundle_asked"]
    # Run again by a second worker: nothing happens.
    before = (AuditEntry.objects.count(), file_of(bundel).stat().st_mtime_ns)
    work(cast, bundel)
    assert (AuditEntry.objects.count(), file_of(bundel).stat().st_mtime_ns) == before


def test_a_paper_that_is_lost_is_printed_again(cast: Cast, signed: list[Evaluasi]) -> None:
    lost = Document.objects.get(object_id=signed[1].pk, kind="D.1.1")
    files.path_of(lost.sha256).unlink()
    bundel = work(cast, ask(cast, isi="dokumen"))
    with zipfile.ZipFile(file_of(bundel)) as archive:
        text = PdfReader(io.BytesIO(archive.read(archive.namelist()[1]))).pages[0].extract_text()
    assert "Yohana Basik-Basik" in text


def test_joined_pages_follow_one_another(cast: Cast, signed: list[Evaluasi]) -> None:
    bundel = work(cast, ask(cast, bentuk="gabungan"))
    pages = PdfReader(file_of(bundel)).pages
    single = sum(
        len(PdfReader(io.BytesIO(content_of(item))).pages)
        for item in Document.objects.filter(object_id__in=[row.pk for row in signed[:2]]).exclude(
            kind="penjelasan"
        )
    )
    assert len(pages) == single
    text = [page.extract_text() for page in pages]
    assert "Markus Ndiken" in text[0]
    assert "Yohana Basik-Basik" in text[-1]


def test_who_may_and_what_is_too_much(
    cast: Cast, signed: list[Evaluasi], monkeypatch: pytest.MonkeyPatch
) -> None:
    for person in (cast.yohana, cast.hendrika, cast.agus):
        with pytest.raises(NotAllowed):
            ask(cast, by=person)
    with pytest.raises(Invalid) as refused:
        ask(cast, unit=cast.bkpsdm)
    assert refused.value.code == "evaluation.bundle_nobody"
    monkeypatch.setattr(bundling, "MOST_JOINED", 3)
    with pytest.raises(Invalid) as refused:
        ask(cast, bentuk="gabungan")
    assert refused.value.code == "evaluation.bundle_too_large"
    with pytest.raises(Stale):
        operations.continue_bundle(bundel=ask(cast), version=9, by=cast.actor(cast.lusia), at=NOW)


def test_a_file_is_thrown_away_after_a_week(cast: Cast, signed: list[Evaluasi], sign_in: SignIn) -> None:
    bundel = work(cast, ask(cast))
    client = sign_in(cast.lusia)
    url = reverse("evaluation:bundle_file", args=[bundel.pk])
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert b"".join(answer).startswith(b"PK")  # type: ignore[arg-type]
    assert sign_in(cast.andreas).get(url).status_code == 404
    assert operations.forget_bundles(at=NOW + timedelta(days=6)) == 0
    assert operations.forget_bundles(at=NOW + timedelta(days=8)) == 1
    assert client.get(url).status_code == 404
    assert "sudah dihapus" in client.get(reverse("evaluation:bundle", args=[bundel.pk])).content.decode()


def test_a_batch_that_fails_is_made_again_and_nothing_twice(
    cast: Cast, signed: list[Evaluasi], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundel = ask(cast)
    monkeypatch.setattr(bundling, "BATCH", 1)
    real, asked = bundling.current_of, []

    def dies(*args: object, **kwargs: object) -> object:
        asked.append(args)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return real(*args, **kwargs)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(bundling, "current_of", dies)
        with pytest.raises(KeyboardInterrupt):
            work(cast, bundel)
    assert BundelBerkas.objects.exclude(sha256="").count() == 2
    assert not file_of(bundel).exists()
    done = work(
        cast,
        operations.continue_bundle(
            bundel=queries.bundel_for(cast.actor(cast.lusia), bundel.pk),
            version=0,
            by=cast.actor(cast.lusia),
            at=NOW,
        ),
    )
    assert done.state == "selesai"
    with zipfile.ZipFile(file_of(done)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist())) == 4


SCRIPT = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.cast import NOW, build_cast
from tests.evaluation.acts import give_capaian, rate, sign
from tests.planning_builder import set_skp_for
from kasuari.evaluation import operations
from kasuari.evaluation.operations import bundling
cast = build_cast()
give_capaian(cast)
for person in (cast.markus, cast.yohana):
    sign(cast, rate(cast, set_skp_for(cast, person, cast.hendrika, atasan=cast.paulus)))
by = cast.actor(cast.lusia)
bundel = operations.ask_bundle(
    periode_evaluasi=cast.triwulan(2), unit=cast.puskesmas, isi="lengkap", bentuk="zip", by=by, at=NOW)
bundling.BATCH = 1
def told(done, total):
    if done == 3:
        os.kill(os.getpid(), signal.SIGKILL)
operations.work_bundle(bundel_id=bundel.pk, by=by, now=lambda: NOW, progress=told)
"""


def test_a_killed_worker_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    migrated.give(tmp_path / "k.db")
    place = {
        **os.environ,
        "KASUARI_ENVIRONMENT": "test",
        "KASUARI_SECRET_KEY": "a key of the test suite and of nothing else",
        "KASUARI_DATABASE_URL": f"sqlite:///{tmp_path / 'k.db'}",
        "KASUARI_DATA_DIR": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "kasuari.site.settings",
    }
    killed = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, env=place, check=False, timeout=120)
    assert killed.returncode == -9
    again = SCRIPT.split("from django.core.management")[0] + (
        "import zipfile\n"
        "from kasuari.evaluation import operations\n"
        "from kasuari.evaluation.models import Bundel, BundelBerkas\n"
        "from kasuari.evaluation.operations.bundling import file_of\n"
        "from kasuari.organisation.queries import actor_for\n"
        "from tests.cast import NOW, TODAY\n"
        "bundel = Bundel.objects.get()\n"
        "assert BundelBerkas.objects.exclude(sha256='').count() == 3 and not file_of(bundel).exists()\n"
        "by = actor_for(bundel.created_by, on=TODAY)\n"
        "operations.work_bundle(bundel_id=bundel.pk, by=by, now=lambda: NOW)\n"
        "names = zipfile.ZipFile(file_of(bundel)).namelist()\n"
        "assert len(names) == len(set(names)) == 4, names\n"
        "assert Bundel.objects.get().state == 'selesai'\n"
    )
    subprocess.run([sys.executable, "-c", again], cwd=ROOT, env=place, check=True, timeout=120)


def sheet(content: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def test_tpp_follows_the_rule_of_the_day_and_missing_is_never_zero(
    cast: Cast, signed: list[Evaluasi]
) -> None:
    by = cast.actor(cast.lusia)
    set_skp_for(cast, cast.agus, cast.andreas)
    with pytest.raises(Invalid) as refused:
        operations.export_tpp(periode_evaluasi=cast.triwulan(2), by=by, at=NOW)
    assert refused.value.code == "evaluation.tpp_rule_missing"
    for start, baik in ((date(2026, 1, 1), 90), (date(2026, 7, 1), 10)):
        operations.set_tpp_rule(
            instansi=cast.instansi,
            start_date=start,
            dasar=f"Pergub {baik}/2026",
            percent=PERCENT | {"baik": baik},
            by=by,
            at=NOW,
        )
    RiwayatKedudukan.objects.filter(pegawai=cast.yohana).update(kedudukan="hukuman_disiplin")
    rows = sheet(operations.export_tpp(periode_evaluasi=cast.triwulan(2), by=by, at=NOW))
    assert [row[1] for row in rows] == [
        "Nama",
        "Markus Ndiken",
        "Yohana Basik-Basik",
        "Rosa Ulukyanan",
        "Agus Rahawarin",
    ]
    assert rows[2][4:] == (
        "Baik",
        "Sesuai Ekspektasi",
        "Diatas Ekspektasi",
        "Menjalani hukuman disiplin",
        90,
        "Pergub 90/2026",
        None,
    )
    assert rows[4][4:] == (None, None, None, None, None, None, "Belum dievaluasi")
    assert AuditEntry.objects.latest("pk").data == {
        "period": "Triwulan II 2026",
        "jenis": "tpp",
        "count": 4,
    }
    for person in (cast.hendrika, cast.andreas, cast.agus):
        with pytest.raises(NotAllowed):
            operations.export_tpp(periode_evaluasi=cast.triwulan(2), by=cast.actor(person), at=NOW)


def test_a_rule_of_the_same_day_or_without_its_source_is_refused(cast: Cast) -> None:
    by, day = cast.actor(cast.lusia), date(2026, 1, 1)
    given = {"instansi": cast.instansi, "start_date": day, "percent": PERCENT, "by": by, "at": NOW}
    operations.set_tpp_rule(dasar="Pergub 1/2026", **given)  # type: ignore[arg-type]
    for wrong in ({"dasar": "Pergub 2/2026"}, {"dasar": " "}, {"dasar": "P", "percent": {"baik": 300}}):
        with pytest.raises(Invalid):
            operations.set_tpp_rule(**(given | wrong))  # type: ignore[arg-type]


def test_siasn_has_the_codes_of_the_registry_and_the_ratings_that_hold(
    cast: Cast, signed: list[Evaluasi]
) -> None:
    from tests.evaluation.test_keberatan import decide, explain, object_to

    delivered = deliver(cast, signed[1])
    decide(
        cast,
        explain(cast, object_to(cast, delivered)),
        keputusan="mengubah",
        rating_hasil_kerja="diatas",
        rating_perilaku_kerja="diatas",
    )
    rows = sheet(
        operations.export_siasn(periode_evaluasi=cast.triwulan(2), by=cast.actor(cast.lusia), at=NOW)
    )
    head = rows[0]
    yohana = dict(zip(head, rows[2], strict=True))
    assert {name: yohana[name] for name in head[2:12]} == {
        "tahun": 2026,
        "periodikId": 2,
        "bulanMulaiPenilaian": 4,
        "bulanSelesaiPenilaian": 6,
        "tahunMulaiPenilaian": 2026,
        "tahunSelesaiPenilaian": 2026,
        "hasilKinerjaNilai": 1,
        "perilakuKerjaNilai": 1,
        "kuadranKinerjaNilai": 1,
        "koefisienId": None,
    }
    assert (yohana["nip"], yohana["penilaiNipNrp"]) == ("198906152012012901", "198403242015012987")
    assert (yohana["penilaiGolongan"], yohana["statusPenilai"]) == (33, "ASN")
    markus = dict(zip(head, rows[1], strict=True))
    assert (markus["hasilKinerjaNilai"], markus["kuadranKinerjaNilai"], markus["koefisienId"]) == (2, 2, 62)


@pytest.mark.parametrize(
    ("golongan", "code"),
    [("II/a", 21), ("III/c", 33), ("IV/e", 45), ("I/d", 14), ("IX", None), ("", None), (None, None)],
)
def test_a_grade_has_its_code_or_none(golongan: str | None, code: int | None) -> None:
    assert golongan_code(golongan) == code


def test_only_confirmed_coefficients_are_given() -> None:
    assert koefisien_code("ahli_muda", "baik") == 22
    assert koefisien_code("ahli_muda", "sangat_baik") is None
    assert koefisien_code("", "baik") is None


def test_pages_lead_from_a_choice_to_the_file(cast: Cast, signed: list[Evaluasi], sign_in: SignIn) -> None:
    client = sign_in(cast.lusia)
    url = f"{reverse('evaluation:bundles')}?periode={cast.triwulan(2).pk}"
    assert "Buat bundel" in client.get(url).content.decode()
    empty = {"unit": cast.bkpsdm.pk, "isi": "hasil", "bentuk": "zip"}
    assert client.post(url, empty).status_code == 422
    answer = client.post(url, {"unit": cast.puskesmas.pk, "isi": "hasil", "bentuk": "zip"})
    bundel = Bundel.objects.get()
    assert answer["Location"] == reverse("evaluation:bundle", args=[bundel.pk])
    assert "Menunggu giliran" in client.get(answer["Location"]).content.decode()
    work(cast, bundel)
    assert "Unduh" in client.get(answer["Location"]).content.decode()
    assert client.get(reverse("evaluation:exports")).status_code == 200
