"""Gaps of everybody in the database of the environment, and programmes that close them: `python -m
benchmarks.growth_inside`.

Goes on from `benchmarks.people`. The reader becomes a clerk too, so that the map of gaps opens. Prints the
addresses of both pages as one line of JSON.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from random import Random

import django

PROGRAMMES = 60


def main() -> None:
    from django.urls import reverse
    from django.utils import timezone

    from benchmarks.people import insert
    from kasuari.accounts.models import RoleGrant
    from kasuari.development.models import (
        EvaluasiKompetensi,
        HasilKompetensi,
        Kompetensi,
        KompetensiVersi,
        Mitra,
        ProgramPelatihan,
    )
    from kasuari.organisation.models import Instansi, Penugasan
    from kasuari.planning.models import Matriks

    at, dice = timezone.make_aware(datetime(2026, 5, 4, 8, 0)), Random(20260624)
    instansi = Instansi.objects.get()
    reader = Matriks.objects.order_by("pk")[0].skp.pegawai  # only the reader has one
    skills = [
        Kompetensi.objects.create(instansi=instansi, kode=f"k{n}", jenis="manajerial") for n in range(9)
    ]
    for skill in skills:
        KompetensiVersi.objects.create(
            kompetensi=skill, nama=f"Kompetensi {skill.kode}", level=["a"] * 5, start_date=date(2020, 1, 1)
        )
    posts = list(Penugasan.objects.filter(jenis="definitif", end_date=None).order_by("pk"))
    insert(
        EvaluasiKompetensi(
            pk=number,
            pegawai_id=post.pegawai_id,
            evaluator_id=posts[number - 2].pegawai_id,
            penugasan=post,
            state="ditandatangani",
            tanggal=at.date(),
            created_at=at,
            created_by_id=reader.user_id,
            signed_at=at,
            signed_by_id=reader.user_id,
        )
        for number, post in enumerate(posts, start=1)
    )
    insert(
        HasilKompetensi(
            evaluasi_id=number, kompetensi=skill, nama=skill.kode, nilai=dice.choice((1, 2, 3, 3, 4))
        )
        for number in range(1, len(posts) + 1)
        for skill in skills
    )
    mitra = Mitra.objects.create(instansi=instansi, kode="M", nama="Mitra", jenis="bpsdm", created_at=at)
    insert(
        ProgramPelatihan(
            mitra=mitra,
            kode=str(number),
            judul=f"Program {number}",
            kompetensi=skills[number % 9],
            kompetensi_nama="x",
            jp=16,
            moda="klasikal",
            lokasi="Merauke",
            biaya=number * 100_000,
            kursi=30,
            start_date=date(2026, 7, 1) + timedelta(days=number),
            last_date=date(2026, 7, 3) + timedelta(days=number),
            state="terbit",
            created_at=at,
        )
        for number in range(PROGRAMMES)
    )
    RoleGrant.objects.create(
        user_id=reader.user_id, role="kepegawaian", start_date=date(2020, 1, 1), granted_at=at
    )
    found = {
        "recommendation": reverse("development:my_recommendations"),
        "gaps": reverse("development:gaps"),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    django.setup()
    main()
