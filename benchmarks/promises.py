"""Perjanjian kinerja for every dinas of an invented province, and links from there down to each person.

`python -m benchmarks.promises` goes on from `benchmarks.people` in the same database, until there are 6,000
indikator. Prints what there is.
"""

from __future__ import annotations

from datetime import date

import django

SASARAN, INDICATORS = 3, 2
WANTED = 6_000


def promise() -> None:
    """A head for each dinas, with what the unit promised in the head's plan."""
    from kasuari.accounts.models import User
    from kasuari.organisation.models import Instansi, Jabatan, Pegawai, Penugasan, UnitKerja
    from kasuari.planning.models import (
        Indikator,
        IndikatorPk,
        Periode,
        PerjanjianKinerja,
        RencanaHasilKerja,
        SasaranPk,
        Skp,
    )

    instansi, periode = Instansi.objects.get(), Periode.objects.get()
    head = Jabatan.objects.create(instansi=instansi, nama="Kepala Dinas Rekaan", jenis="jpt_pratama")
    for number, unit in enumerate(UnitKerja.objects.filter(depth=1).order_by("pk")):
        name = f"Kepala Dinas Rekaan {number}"
        user = User.objects.create(username=f"kepala{number}", name=name, created_at=periode.opened_at)
        person = Pegawai.objects.create(
            instansi=instansi, nama=name, nama_cari=name.lower(), status="pns", user=user
        )
        post = Penugasan.objects.create(
            pegawai=person, jabatan=head, unit=unit, memimpin=True, start_date=date(2020, 1, 1)
        )
        skp = Skp.objects.create(
            periode=periode,
            pegawai=person,
            penugasan=post,
            unit=unit,
            format="A.1.2",
            pendekatan="kuantitatif",
            start_date=periode.start_date,
            last_date=periode.last_date,
            state="diajukan",
            created_at=periode.opened_at,
        )
        perjanjian = PerjanjianKinerja.objects.create(unit=unit, tahun=periode.tahun)
        for nomor in range(1, SASARAN + 1):
            words = f"Meningkatnya mutu layanan dasar bagi masyarakat di wilayah {number}.{nomor}"
            sasaran = SasaranPk.objects.create(perjanjian=perjanjian, nomor=nomor, teks=words)
            result = RencanaHasilKerja.objects.create(
                skp=skp, urutan=nomor, teks=words, sumber="pk", sasaran_pk=sasaran
            )
            for line in range(1, INDICATORS + 1):
                measure = f"Persentase layanan dasar sesuai standar {number}.{nomor}.{line}"
                source = IndikatorPk.objects.create(
                    sasaran=sasaran,
                    kode=f"PK-{number}-{nomor}-{line}",
                    nomor=line,
                    teks=measure,
                    satuan="persen",
                    target=90,
                )
                Indikator.objects.create(
                    rhk=result,
                    urutan=line,
                    teks=measure,
                    perspektif="anggaran",
                    target_jenis="angka",
                    target_minimum=90,
                    satuan="persen",
                    indikator_pk=source,
                    indikator_pk_revision=1,
                )


def link() -> None:
    """Units serve their dinas, people serve who leads their unit."""
    from kasuari.planning.models import Indikator, RencanaHasilKerja

    heads: dict[int, list[Indikator]] = {}
    for item in Indikator.objects.filter(indikator_pk__isnull=False).select_related("rhk__skp"):
        heads.setdefault(item.rhk.skp.unit_id, []).append(item)
    leading = {
        row.skp.unit_id: row
        for row in RencanaHasilKerja.objects.filter(skp__penugasan__memimpin=True, urutan=1).select_related(
            "skp__unit"
        )
    }
    rows = list(
        RencanaHasilKerja.objects.filter(sasaran_pk__isnull=True).select_related(
            "skp__unit", "skp__penugasan"
        )
    )
    for number, row in enumerate(rows):
        if row.skp.penugasan.memimpin:
            offered = heads[row.skp.unit.induk_id or 0]
            chosen = offered[number % len(offered)]
            row.intervensi_id, row.intervensi_indikator_id = chosen.rhk_id, chosen.pk
        else:
            row.intervensi_id = leading[row.skp.unit_id].pk
    RencanaHasilKerja.objects.bulk_update(rows, ["intervensi", "intervensi_indikator"], batch_size=200)
    short = WANTED - Indikator.objects.count()
    Indikator.objects.bulk_create(
        Indikator(
            rhk=row, urutan=9, teks="Waktu tunggu layanan", target_minimum=5, target_maksimum=7, satuan="hari"
        )
        for row in rows[: max(short, 0)]
    )


def main() -> None:
    from django.db import transaction

    from kasuari.organisation.models import Pegawai
    from kasuari.planning.models import Indikator

    with transaction.atomic():
        promise()
        link()
    print(f"{Pegawai.objects.count()} people, {Indikator.objects.count()} indikator")


if __name__ == "__main__":
    django.setup()
    main()
