"""Files from outside: too large, not what they say, or made to act on whoever opens them."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse

from kasuari.foundation.models import StoredFile
from kasuari.organisation.models import ImportBatch
from kasuari.progress.models import BuktiDukung
from kasuari.site.wsgi import application
from tests.security.asking import body_of, client_of, undone
from tests.site.world import PDF, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
MB = 1024 * 1024


class Stream(io.RawIOBase):
    """A request body that is made while it is read, and counts what was taken of it."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.head, self.left, self.tail, self.taken = head, size, tail, 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "somebody wants all of it at once"
        if self.head:
            given, self.head = self.head[:size], self.head[size:]
        elif self.left:
            given = b"\x00" * min(size, self.left)
            self.left -= len(given)
        else:
            given, self.tail = self.tail[:size], self.tail[size:]
        self.taken += len(given)
        return given


def send(
    path: str, client: Client, *, size: int, field: str, declared: int | None = None, **extra: str
) -> Any:
    """A real multipart request of `size` bytes through the whole application: (status, body, taken, peak)."""
    head = (
        f'--kasuari\r\nContent-Disposition: form-data; name="{field}"; filename="besar.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n%PDF-1.7\n"
    ).encode()
    tail = b"\r\n--kasuari--\r\n"
    stream = Stream(head, size, tail)
    length = len(head) + size + len(tail) if declared is None else declared
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "CONTENT_TYPE": "multipart/form-data; boundary=kasuari",
        "CONTENT_LENGTH": str(length),
        "HTTP_COOKIE": "; ".join(f"{name}={value.value}" for name, value in client.cookies.items()),
        "wsgi.input": stream,
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        **extra,
    }
    answer: list[str] = []
    for signal in (request_started, request_finished):  # the transaction of the test outlives the request
        signal.disconnect(close_old_connections)
    tracemalloc.start()
    try:
        body = b"".join(application(environ, lambda status, headers: answer.append(status)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    return int(answer[0].split()[0]), body, stream.taken, peak


def evidence(world: World) -> str:
    return reverse("progress:add_file", args=[world.skp.pk, world.period.pk, world.indikator])


def kept_on_disk() -> set[Path]:
    return {path for path in (Path(settings.KASUARI.data_dir) / "files").rglob("*") if path.is_file()}


@pytest.mark.parametrize("target", ["page", "api", "import"])
def test_a_hundred_megabytes_are_refused_before_they_are_read(target: str, world: World) -> None:
    path, persona, field = {
        "page": (evidence(world), "yohana", "berkas"),
        "api": (
            f"/api/v1/skp/{world.skp.pk}/periods/{world.period.pk}/realisasi/{world.indikator}/files",
            "yohana",
            "file",
        ),
        "import": (reverse("organisation:imports"), "lusia", "file"),
    }[target]
    files, rows = kept_on_disk(), StoredFile.objects.count()
    with undone():
        client = client_of(persona, world)
        client.get("/masuk/akun/")
        token = client.cookies["csrftoken"].value
        extra = {"HTTP_X_CSRFTOKEN": token}
        if target == "api":
            extra = {"HTTP_AUTHORIZATION": f"Bearer {world.token(world.cast.yohana.user)}"}
        status, body, taken, peak = send(path, client, size=100 * MB, field=field, **extra)
    assert status == 413
    assert b"MB" in body
    assert taken < 1 * MB
    assert peak < 8 * MB
    assert StoredFile.objects.count() == rows
    assert kept_on_disk() == files


def test_a_length_that_lies_does_not_let_more_in(world: World) -> None:
    """Only what was declared is read; what comes beyond is cut off and is no whole form any more."""
    files = kept_on_disk()
    with undone():
        client = client_of("yohana", world)
        client.get("/masuk/akun/")
        token = client.cookies["csrftoken"].value
        status, _, taken, peak = send(
            evidence(world), client, size=100 * MB, field="berkas", declared=2 * MB, HTTP_X_CSRFTOKEN=token
        )
    assert status < 500
    assert taken <= 2 * MB + 64 * 1024
    assert peak < 16 * MB
    assert kept_on_disk() - files == set() or all(
        path.stat().st_size <= 2 * MB for path in kept_on_disk() - files
    )


def test_a_stranger_is_not_even_read(world: World) -> None:
    status, _, taken, _ = send(evidence(world), Client(), size=100 * MB, field="berkas")
    assert status in {302, 403, 413}
    assert taken < 1 * MB


@pytest.mark.parametrize("path", ["/masuk/", "/api/v1/skp"])
def test_a_form_of_a_hundred_megabytes_is_no_fault(path: str, world: World) -> None:
    headers = {"HTTP_AUTHORIZATION": f"Bearer {world.token(world.cast.yohana.user)}"}
    for kind in ("application/x-www-form-urlencoded", "application/json"):
        client = client_of("yohana", world)
        status, _, taken, _ = send(path, client, size=100 * MB, field="a", CONTENT_TYPE=kind, **headers)
        assert 400 <= status < 500
        assert taken < 6 * MB


@pytest.mark.parametrize("limit", [1])
def test_a_file_just_beyond_the_limit_says_the_limit_and_keeps_nothing(
    limit: int, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "KASUARI", settings.KASUARI.model_copy(update={"upload_limit_mb": limit}))
    files = kept_on_disk()
    with undone():
        for extra, status in ((1, 422), (-1024, 302)):
            upload = SimpleUploadedFile("bukti.pdf", PDF + b"%" * (limit * MB - len(PDF) + extra))
            answer = client_of("yohana", world).post(evidence(world), {"berkas": upload})
            assert answer.status_code == status
    assert len(kept_on_disk() - files) == 1


# What the bytes are decides, never the name or the type that the browser says.


def zipped(*names: str, content: bytes = b"<x/>") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return target.getvalue()


def acting(action: bytes) -> bytes:
    """The PDF of the world, with something to do when it is opened."""
    return PDF.replace(b"/Catalog", b"/Catalog/OpenAction" + action)


def packed(objects: bytes) -> bytes:
    """A PDF whose objects lie in a packed stream, as most programs write them."""
    stream = zlib.compress(objects)
    head = b"1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(stream)
    return b"%PDF-1.7\n" + head + stream + b"\nendstream endobj\n%%EOF\n"


def broken(objects: bytes) -> bytes:
    """A packed stream whose end is spoilt, so that it is known to be broken only when all is unpacked."""
    return b"/ObjStm stream\n" + zlib.compress(objects)[:-4] + b"\nend"


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + b"\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
REFUSED = {
    "html as pdf": ("surat.pdf", b"<!doctype html><script>alert(1)</script>"),
    "html before a pdf": ("surat.pdf", b"<script>alert(1)</script>\n" + PDF),
    "blanks before a pdf": ("surat.pdf", b"   \n" + PDF),
    "svg as pdf": ("gambar.pdf", SVG),
    "svg": ("gambar.svg", b'<?xml version="1.0"?>' + SVG),
    "program": ("laporan.pdf.exe", b"MZ\x90\x00\x03" + b"\x00" * 300),
    "elf": ("laporan.pdf", b"\x7fELF\x02\x01\x01" + b"\x00" * 300),
    "shell": ("laporan.pdf", b"#!/bin/sh\nrm -rf /\n"),
    "php": ("laporan.pdf", b"<?php system($_GET[0]);"),
    "script in a pdf": ("laporan.pdf", acting(b"<</S/JavaScript/JS(a)>>")),
    "script with a coded name": ("laporan.pdf", acting(b"<</S/J#61vaScript/JS(a)>>")),
    "script with all coded": ("laporan.pdf", acting(b"<</S/#4a#61#76#61#53#63ript/J#53(a)>>")),
    "script in a packed stream": ("laporan.pdf", packed(b"1 0 <</S/JavaScript/JS(app.alert(1))>>")),
    "pdf that swells": ("laporan.pdf", packed(bytes(70 * MB))),
    "pdf that swells in vain": ("laporan.pdf", PDF + broken(bytes(30 * MB)) * 3),
    "pdf of too many streams": ("laporan.pdf", PDF + broken(b"") * 5000),
    "launch in a pdf": ("laporan.pdf", acting(b"<</S/Launch/F(cmd)>>")),
    "file in a pdf": ("laporan.pdf", acting(b"<<>>/Names<</EmbeddedFiles 3 0 R>>")),
    "macro in docx": ("surat.docx", zipped("word/document.xml", "word/vbaProject.bin")),
    "macro in other case": ("rekap.xlsx", zipped("xl/workbook.xml", "xl/VBAPROJECT.BIN")),
    "macro sheet": ("rekap.xlsx", zipped("xl/workbook.xml", "xl/macrosheets/sheet1.xml")),
    "plain zip": ("rekap.xlsx", zipped("halaman.html")),
    "jar": ("rekap.xlsx", zipped("META-INF/MANIFEST.MF", "A.class")),
    "bomb as docx": ("surat.docx", zipped("word/document.xml", content=bytes(210 * MB))),
    "broken zip": ("surat.docx", b"PK\x03\x04 broken"),
    "zip of a time to come": (
        "surat.docx",
        zipped("word/document.xml").replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\x7f"),
    ),
    "gif": ("gambar.png", b"GIF89a" + b"\x00" * 100),
    "text": ("catatan.txt", b"hanya teks"),
    "csv": ("rekap.csv", b"a,b\n=1+1,2\n"),
    "eml": ("surat.pdf", b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<script>"),
    "empty": ("bukti.pdf", b""),
}


def test_a_packed_pdf_that_does_nothing_is_taken(world: World) -> None:
    with undone():
        upload = SimpleUploadedFile("bukti.pdf", packed(b"1 0 <</Type/Catalog>>"))
        assert client_of("yohana", world).post(evidence(world), {"berkas": upload}).status_code == 302


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_what_it_says_is_refused_and_not_kept(name: str, world: World) -> None:
    file_name, content = REFUSED[name]
    files, rows = kept_on_disk(), StoredFile.objects.count()
    with undone():
        browser, program = client_of("yohana", world), client_of("yohana", world, api=True)
        for kind in ("application/pdf", "image/png", "text/html"):
            upload = SimpleUploadedFile(file_name, content, content_type=kind)
            answer = browser.post(evidence(world), {"berkas": upload, "nama": "Bukti"})
            assert answer.status_code == 422, name
        path = f"/api/v1/skp/{world.skp.pk}/periods/{world.period.pk}/realisasi/{world.indikator}/files"
        answer = program.post(path, {"file": SimpleUploadedFile(file_name, content)})
        assert answer.status_code == 422
        assert answer.json()["code"] in {"file.type", "file.empty", "invalid"}
        assert StoredFile.objects.count() == rows
    assert kept_on_disk() == files


POLYGLOTS = {
    "pdf with html inside": ("bukti.pdf.html", PDF + b"<script>alert(1)</script>", ".pdf", "application/pdf"),
    "png with html inside": ("bukti.html", PNG + b"<script>alert(1)</script>", ".png", "image/png"),
    "jpeg with php inside": (
        "bukti.php",
        b"\xff\xd8\xff\xe0\x00\x10JFIF<?php ?>" + bytes(90),
        ".jpg",
        "image/jpeg",
    ),
    "pdf that is also a zip": ("bukti.hta", PDF + zipped("a.html"), ".pdf", "application/pdf"),
    "a path as its name": ("../../etc/cron.d/x.pdf", PDF, ".pdf", "application/pdf"),
    "a name with quotes and lines": ('a"; filename="x.html\r\nX: y.pdf', PDF, ".pdf", "application/pdf"),
    "a name that goes backwards": ("bukti\u202efdp.exe", PDF, ".pdf", "application/pdf"),
    "no name to speak of": ("....", PDF, ".pdf", "application/pdf"),
    "a very long name": ("n" * 250 + ".pdf", PDF, ".pdf", "application/pdf"),
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_a_file_that_is_two_things_is_served_as_the_harmless_one(name: str, world: World) -> None:
    """Accepted by its content, under a name and type of ours, and opened by no browser as a page."""
    file_name, content, ending, media_type = POLYGLOTS[name]
    with undone():
        browser = client_of("yohana", world)
        answer = browser.post(
            evidence(world), {"berkas": SimpleUploadedFile(file_name, content), "nama": "Bukti"}
        )
        assert answer.status_code == 302
        bukti = BuktiDukung.objects.order_by("-pk")[0]
        assert bukti.file is not None
        assert bukti.file.name.endswith(ending)
        assert not {"/", "\\", "\r", "\n", '"', "\u202e", "<"} & set(bukti.file.name)
        response = browser.get(reverse("progress:bukti", args=[bukti.pk]))
        assert body_of(response) == content
        assert response.headers["Content-Type"] == media_type
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        disposition = response.headers["Content-Disposition"]
        assert disposition.startswith("inline" if media_type.startswith("image/") else "attachment")
        assert "\n" not in disposition
        stored = Path(settings.KASUARI.data_dir) / "files"
        assert all(len(path.name) == 64 for path in kept_on_disk() if stored in path.parents)


def test_files_lie_where_the_web_server_never_looks(world: World) -> None:
    assert Path(settings.STATIC_ROOT) not in Path(settings.KASUARI.data_dir, "files").parents
    sha256 = StoredFile.objects.order_by("pk")[0].sha256
    inside = f"files/{sha256[:2]}/{sha256[2:4]}/{sha256}"
    for path in (
        "static/" + sha256,
        "static/../" + inside,
        inside,
        "media/" + sha256,
        "static/%2e%2e/" + inside,
    ):
        assert client_of("yohana", world).get("/" + path).status_code == 404


def test_evidence_does_not_trust_where_a_request_says_it_comes_from(world: World) -> None:
    for persona in ("anonymous", "markus", "stefanus"):
        client = client_of(persona, world)
        page = f"http://testserver{reverse('progress:period', args=[world.skp.pk, world.period.pk])}"
        answer = client.get(reverse("progress:bukti", args=[world.bukti_file.pk]), headers={"referer": page})
        assert answer.status_code in {302, 404}
        assert not answer.headers.get("Location", "").startswith("http")


def bomb(entry: str, *, lying: bool = False) -> bytes:
    """A real workbook of which one part unpacks to 200 MB; `lying` says that it is short."""
    target, book, true_size = io.BytesIO(), openpyxl.Workbook(), b""
    book.active.append(["NIP", "Nama", "Jabatan", "Unit Kerja"])
    book.save(target)
    made = io.BytesIO()
    with zipfile.ZipFile(target) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == entry:
                content = content.replace(b"</", b" " * (200 * MB) + b"</", 1)
                true_size = len(content).to_bytes(4, "little")
            archive.writestr(item.filename, content)
    return made.getvalue().replace(true_size, (900).to_bytes(4, "little")) if lying else made.getvalue()


BOMBS = [("xl/worksheets/sheet1.xml", False), ("docProps/app.xml", False), ("xl/worksheets/sheet1.xml", True)]


@pytest.mark.parametrize(("entry", "lying"), BOMBS)
def test_a_bomb_for_the_import_is_refused_and_never_lies_in_memory(
    entry: str, lying: bool, world: World
) -> None:
    content = bomb(entry, lying=lying)
    assert len(content) < 2 * MB
    batches, files = ImportBatch.objects.count(), kept_on_disk()
    upload = SimpleUploadedFile("daftar.xlsx", content)
    tracemalloc.start()
    try:
        with undone():
            sent = {"kind": "pegawai", "effective_date": "2026-06-24", "file": upload}
            answer = client_of("lusia", world).post(reverse("organisation:imports"), sent)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert answer.status_code == 422
    assert ("bukan lembar kerja" if lying else "membengkak") in answer.content.decode()
    assert ImportBatch.objects.count() == batches
    assert kept_on_disk() == files
    assert peak < 40 * MB
