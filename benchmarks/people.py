"""Invented people in bulk: `python -m benchmarks.people 30000` fills the database of the environment.

Prints one line of JSON: the reader's session, the pages to open, and how many queries each page makes. The
reader leads a unit of fourteen; everybody has a set SKP, last quarter's realisasi and evaluation.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

import django
from django.conf import settings

TEAM = 14
DINAS = 20
RESULTS = 2
INDICATORS = 2
FIRST_NAMES = (
    "Yohana",
    "Markus",
    "Paulus",
    "Hendrika",
    "Rosa",
    "Stefanus",
    "Lusia",
    "Agus",
    "Andreas",
    "Maria",
)
LAST_NAMES = [
    "Basik",
    "Ndiken",
    "Kaize",
    "Wanimbo",
    "Ulukyanan",
    "Mahuze",
    "Samkakai",
    "Rahawarin",
    "Yolmen",
    "Gebze",
    "Balagaize",
    "Kwipalo",
]
MATRIX_ROWS = 60
MATRIX_COLUMNS = 12
DAY = date(2026, 6, 24)
LONG_AGO = date(2020, 1, 1)


def in_batches(rows: Iterable[Any], size: int = 5_000) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def insert(rows: Iterable[Any]) -> None:
    for batch in in_batches(rows):
        type(batch[0]).objects.bulk_create(batch)


def fill(count: int) -> int:
    """Units and `count` people, with what each has in the middle of a year. The user id of the reader."""
    from django.db import transaction
    from django.utils import timezone

    from kasuari.accounts.models import User

    moment = timezone.make_aware(datetime(2026, 1, 20, 9, 0))
    with transaction.atomic():
        insert(
            User(pk=number, username=nip(number), name=name(number), password="!", created_at=moment)
            for number in range(1, count + 1)
        )
        places = units(count)
        people(count, places)
        plans(count, places, moment)
        count_on()
        matrix(leader_of(places[-1]), places[-1][0], moment)
    return leader_of(places[-1])


def count_on() -> None:
    """PostgreSQL numbers on from the rows that brought their own number."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    statements = connection.ops.sequence_reset_sql(no_style(), apps.get_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def name(number: int) -> str:
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    return f"{first} {LAST_NAMES[number // 7 % len(LAST_NAMES)]} {number}"


def nip(number: int) -> str:
    return (
        f"19800101{200001 + number % 12:06d}{number % 2 + 1}{number // 12 % 1000:03d}"[:12] + f"{number:06d}"
    )


def leader_of(place: tuple[int, range]) -> int:
    return place[1][0]


def units(count: int) -> list[tuple[int, range]]:
    """(unit, people in it) of every unit with people; the first person leads."""
    from kasuari.foundation.trees import segment
    from kasuari.organisation.enums import JenisUnit
    from kasuari.organisation.models import Instansi, UnitKerja

    instansi = Instansi.objects.create(nama="Provinsi Rekaan", kota="Salor", jabatan_kepala_daerah="Gubernur")
    how_many = -(-count // (TEAM + 1))
    rows: list[UnitKerja] = []
    paths: dict[int, str] = {}
    for pk in range(1, 1 + 1 + DINAS + how_many):
        above = None if pk == 1 else 1 if pk <= 1 + DINAS else 2 + pk % DINAS
        paths[pk] = (paths[above] if above else "") + segment(pk)
        kind = (
            JenisUnit.INSTANSI
            if pk == 1
            else JenisUnit.PERANGKAT_DAERAH
            if pk <= 1 + DINAS
            else JenisUnit.PUSKESMAS
        )
        rows.append(
            UnitKerja(
                pk=pk,
                instansi=instansi,
                kode=f"u{pk}",
                nama=f"Unit Rekaan {pk}",
                nama_jabatan=f"Kepala Unit Rekaan {pk}",
                jenis=kind,
                induk_id=above,
                perangkat_daerah_id=None if pk == 1 else pk if pk <= 1 + DINAS else above,
                path=paths[pk],
                depth=len(paths[pk]) // len(segment(1)) - 1,
                start_date=LONG_AGO,
            )
        )
    insert(rows)
    first = 2 + DINAS
    spans = (range(1 + start, 1 + min(start + TEAM + 1, count)) for start in range(0, count, TEAM + 1))
    places = [(first + number, span) for number, span in enumerate(spans)]
    return [place for place in places if len(place[1]) == TEAM + 1]


def people(count: int, places: list[tuple[int, range]]) -> None:
    from kasuari.organisation.enums import JenisJabatan, StatusPegawai
    from kasuari.organisation.models import (
        Instansi,
        Jabatan,
        Pegawai,
        Penugasan,
        RiwayatKedudukan,
        RiwayatPangkat,
    )

    instansi = Instansi.objects.get()
    nurse = Jabatan.objects.create(
        instansi=instansi, nama="Perawat Terampil", jenis=JenisJabatan.JF, jenjang="terampil"
    )
    head = Jabatan.objects.create(instansi=instansi, nama="Kepala Unit Rekaan", jenis=JenisJabatan.PENGAWAS)
    everybody = [(unit, number, number == span[0]) for unit, span in places for number in span]
    insert(
        Pegawai(
            pk=number,
            instansi=instansi,
            nip=nip(number),
            nama=name(number),
            nama_cari=name(number).lower(),
            status=StatusPegawai.PNS,
            user_id=number,
        )
        for _, number, _ in everybody
    )
    insert(
        Penugasan(
            pk=number,
            pegawai_id=number,
            jabatan=head if leads else nurse,
            unit_id=unit,
            memimpin=leads,
            start_date=LONG_AGO,
        )
        for unit, number, leads in everybody
    )
    insert(
        RiwayatPangkat(pegawai_id=number, golongan="III/c", pangkat="Penata", start_date=LONG_AGO)
        for _, number, _ in everybody
    )
    insert(
        RiwayatKedudukan(pegawai_id=number, kedudukan="aktif", start_date=LONG_AGO)
        for _, number, _ in everybody
    )


def plans(count: int, places: list[tuple[int, range]], moment: datetime) -> None:
    from kasuari.evaluation.models import Evaluasi
    from kasuari.planning.models import Indikator, RencanaHasilKerja, Skp
    from kasuari.progress.models import Realisasi

    periode, first_quarter = year(moment)
    members = [(unit, number, span[0]) for unit, span in places for number in span]
    above = {span[0]: places[(index + 1) % len(places)][1][0] for index, (_, span) in enumerate(places)}
    insert(
        Skp(
            pk=number,
            periode_id=periode,
            pegawai_id=number,
            penugasan_id=number,
            unit_id=unit,
            penilai_id=leader if number != leader else above[leader],
            unit_penilai_id=unit,
            format="A.1.7",
            pendekatan="kuantitatif",
            start_date=date(2026, 1, 1),
            last_date=date(2026, 12, 31),
            state="ditetapkan",
            edition="measured",
            created_at=moment,
            submitted_at=moment,
            submitted_by_id=number,
            set_at=moment,
            set_by_id=leader if number != leader else above[leader],
        )
        for unit, number, leader in members
    )
    insert(
        RencanaHasilKerja(
            pk=number * RESULTS + order,
            skp_id=number,
            urutan=order + 1,
            teks=f"Ibu hamil di wilayah {number} terlayani sesuai standar ({order + 1})",
            penugasan_dari="Kepala Unit Rekaan",
            intervensi_teks="Angka kematian ibu turun",
        )
        for _, number, _ in members
        for order in range(RESULTS)
    )
    indicators = [
        ((number * RESULTS + order) * INDICATORS + line, number * RESULTS + order, line, number)
        for _, number, _ in members
        for order in range(RESULTS)
        for line in range(INDICATORS)
    ]
    insert(
        Indikator(
            pk=pk,
            rhk_id=rhk,
            urutan=line + 1,
            teks="Persentase ibu hamil yang mendapat enam kali pemeriksaan",
            aspek="kuantitas",
            target_jenis="rentang",
            target_minimum=80,
            target_maksimum=90,
            satuan="persen",
        )
        for pk, rhk, line, _ in indicators
    )
    insert(
        Realisasi(
            indikator_id=pk,
            periode_evaluasi_id=first_quarter,
            teks="Delapan puluh lima persen ibu hamil terlayani",
            nilai=85,
            recorded_at=moment,
            recorded_by_id=number,
        )
        for pk, _, _, number in indicators
    )
    insert(
        Evaluasi(
            skp_id=number,
            periode_evaluasi_id=first_quarter,
            pegawai_id=number,
            penilai_id=leader if number != leader else above[leader],
            state="diterima",
            capaian_level="baik",
            rating_hasil_kerja="sesuai",
            alasan_hasil_kerja="Target tercapai",
            rating_perilaku_kerja="sesuai",
            alasan_perilaku_kerja="Konsisten",
            predikat="baik",
            predikat_berlaku="baik",
            predikat_code="predikat.kuadran.sesuai_sesuai",
            edition="PermenPANRB-6-2022",
            rated_at=moment,
            rated_by_id=leader,
            signed_at=moment,
            signed_by_id=leader,
            delivered_at=moment,
            delivered_by_id=leader,
            acknowledged_at=moment,
            acknowledged_by_id=number,
        )
        for _, number, leader in members
    )


def matrix(leader: int, unit: int, moment: datetime) -> None:
    """A matrix of the reader with a role in every cell, each of them in the SKP of its owner."""
    from kasuari.organisation.models import Jabatan, Penugasan
    from kasuari.planning.models import (
        AnggotaMatriks,
        Indikator,
        KolomMatriks,
        Matriks,
        PeranHasil,
        Periode,
        RencanaHasilKerja,
        SelMatriks,
        Skp,
    )

    post = Penugasan.objects.create(
        pegawai_id=leader,
        jabatan=Jabatan.objects.get(nama="Kepala Unit Rekaan"),
        unit_id=unit,
        jenis="tugas_tambahan",
        start_date=LONG_AGO,
    )
    skp = Skp.objects.create(
        periode=Periode.objects.get(),
        pegawai_id=leader,
        penugasan=post,
        unit_id=unit,
        format="A.1.2",
        pendekatan="kuantitatif",
        start_date=date(2026, 1, 1),
        last_date=date(2026, 12, 31),
        state="ditetapkan",
        edition="measured",
        created_at=moment,
        set_at=moment,
        set_by_id=leader,
    )
    rhk = RencanaHasilKerja.objects.create(skp=skp, urutan=1, teks="Layanan dasar membaik")
    found = Matriks.objects.create(skp=skp, opened_at=moment, opened_by_id=leader)
    columns = [
        KolomMatriks.objects.create(
            matriks=found,
            teks=f"Persentase layanan dasar ke-{number} yang memenuhi standar pelayanan minimal",
            indikator=Indikator.objects.create(
                rhk=rhk,
                urutan=number,
                teks=f"Persentase layanan dasar ke-{number} yang memenuhi standar pelayanan minimal",
                target_jenis="angka",
                target_minimum=85,
                satuan="%",
            ),
        )
        for number in range(1, MATRIX_COLUMNS + 1)
    ]
    rows = [
        AnggotaMatriks.objects.create(
            matriks=found, pegawai_id=number, urutan=number, requested_at=moment, start_date=DAY
        )
        for number in range(1, MATRIX_ROWS + 1)
    ]
    cells = SelMatriks.objects.bulk_create(
        SelMatriks(anggota=row, kolom=column, version=1, changed_at=moment, changed_by_id=leader)
        for row in rows
        for column in columns
    )
    words = "Warga di wilayah kerja mendapat layanan sesuai standar dengan respon cepat"
    insert(
        PeranHasil(
            sel=cell,
            urutan=1,
            teks=f"{words} ({cell.kolom_id})",
            teks_masuk=f"{words} ({cell.kolom_id})",
            rhk_id=cell.anggota.pegawai_id * RESULTS,
        )
        for cell in cells
    )


def year(moment: datetime) -> tuple[int, int]:
    """The open year with its evaluation periods: (periode, triwulan I)."""
    from kasuari.organisation.models import Instansi
    from kasuari.planning.models import Periode, PeriodeEvaluasi

    periode = Periode.objects.create(
        instansi=Instansi.objects.get(),
        tahun=2026,
        start_date=date(2026, 1, 1),
        last_date=date(2026, 12, 31),
        jenis_evaluasi="triwulanan",
        state="dibuka",
        opened_at=moment,
        opened_by_id=1,
    )
    ends = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
    quarters = [
        PeriodeEvaluasi.objects.create(
            periode=periode,
            jenis="triwulanan",
            nomor=nomor,
            start_date=date(2026, nomor * 3 - 2, 1),
            last_date=last,
            window_start_date=last.replace(day=last.day - 9),
            window_last_date=last,
        )
        for nomor, last in enumerate(ends, start=1)
    ]
    PeriodeEvaluasi.objects.create(
        periode=periode,
        jenis="tahunan",
        nomor=1,
        start_date=date(2026, 1, 1),
        last_date=date(2026, 12, 31),
        window_start_date=date(2026, 12, 22),
        window_last_date=date(2027, 1, 31),
    )
    return periode.pk, quarters[0].pk


def session_of(user_id: int, backend: str) -> str:
    """A signed-in session of the reader."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from kasuari.accounts.models import User

    user = User.objects.get(pk=user_id)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def pages_of(user_id: int) -> dict[str, str]:
    from django.urls import reverse

    return {
        "page.home": reverse("home"),
        "page.skp": reverse("planning:skp", args=[user_id]),
        "page.team": reverse("evaluation:team"),
        "page.matrix": reverse("planning:matriks", args=[1]),
        "page.search": f"{reverse('organisation:units')}?q=yohana",
    }


def queries_of(session: str, pages: dict[str, str]) -> dict[str, int]:
    """How many queries each page makes once everything is warm."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    client.cookies["sessionid"] = session
    counted = {}
    for page, path in pages.items():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
        if response.status_code != 200:
            raise SystemExit(f"{page} at {path} answered {response.status_code}")
        counted[page] = len(captured)
    return counted


def main(count: int) -> None:
    from django.core.management import call_command
    from django.urls import reverse

    from kasuari.planning.models import AnggotaMatriks, Indikator

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    reader = fill(count)
    session, pages = session_of(reader, settings.AUTHENTICATION_BACKENDS[0]), pages_of(reader)
    answer = {
        "session": session,
        "bare_session": session_of(reader, "django.contrib.auth.backends.ModelBackend"),
        "pages": pages,
        "queries": queries_of(session, pages),
        "sign_in": reverse(settings.LOGIN_URL),
        "matrix": {
            "cells": reverse("planning:matriks_cells", args=[1]),
            "row": AnggotaMatriks.objects.get(urutan=1).pk,
            "column": f"i{Indikator.objects.get(urutan=1, rhk__skp__matriks=1).pk}",
        },
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
