"""What the table of routes asks of the rollout. Nobody who acts there works in these units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kasuari.learning import operations as learning
from kasuari.learning.models import Pendamping
from kasuari.organisation.models import Pegawai, UnitKerja
from kasuari.rollout import operations
from kasuari.rollout.models import (
    AnggotaGelombang,
    BarisSejajar,
    Gelombang,
    Kekurangan,
    Pengumuman,
    UjiCoba,
    Undian,
)
from tests.cast import NOW, TODAY, Cast
from tests.rollout.acts import crew, do_without, locked, lone_unit, member, running, wave


@dataclass(frozen=True)
class Rollout:
    """A wave in preparation with a unit, one to be signed, one signed, one that runs, and a unit in none."""

    wave: Gelombang
    member: AnggotaGelombang
    decided: Gelombang
    ready: Gelombang
    running: Gelombang
    free_unit: UnitKerja
    candidates: list[int]
    nip: str
    difference: BarisSejajar
    draw: Undian
    trial: UjiCoba
    shortcoming: Kekurangan
    announcement: Pengumuman
    champion: Pendamping
    proposed: Pendamping
    helper_id: int


def rollout_of(cast: Cast) -> Rollout:
    by = cast.actor(cast.lusia)
    prepared = wave(cast, lone_unit(cast), nama="Gelombang percontohan", jenis="lanjutan")
    home = lone_unit(cast, "Puskesmas Bupul", "pusk8")
    people = crew(cast, home, 5)
    started = running(cast, home, nama="Gelombang berjalan")
    decided = wave(
        cast, lone_unit(cast, "Puskesmas Elikobel", "pusk6"), nama="Gelombang diputus", jenis="lanjutan"
    )
    ready = wave(cast, lone_unit(cast, "Puskesmas Ulilin", "pusk5"), nama="Gelombang siap", jenis="lanjutan")
    for item in (decided, ready):
        do_without(cast, item)
        found = operations.propose_decision(gelombang=item, putusan="lanjut", by=by, at=NOW)
        if item is ready:
            operations.sign_decision(keputusan=found, by=cast.actor(cast.andreas), at=NOW)
        item.refresh_from_db()
    free = lone_unit(cast, "Puskesmas Muting", "pusk7")
    crew(cast, free, 5, first=50)
    compared = operations.compare_file(
        gelombang=started,
        periode_evaluasi=cast.triwulan(1),
        content=f"NIP,Predikat\n{people[0].nip},Sangat Baik\n".encode(),
        name="ekinerja.csv",
        keterangan="",
        by=by,
        at=NOW,
    )
    draw = operations.draw_units(
        instansi=cast.instansi,
        jenis="pilot",
        unit_ids=[home.pk, free.pk],
        jumlah=1,
        benih="2406",
        asal_benih="Rapat 24 Juni, disaksikan auditor",
        by=by,
        at=NOW,
    )
    trial = locked(
        cast,
        nama="Evaluasi pertama",
        lain=["waktu"],
        awal_date=date(2026, 1, 1),
        mulai_date=date(2026, 7, 1),
        akhir_date=date(2027, 1, 1),
    )
    operations.estimate_trial(uji=trial, by=by, at=NOW)
    shortcoming = operations.report_shortcoming(
        unit=home,
        judul="Tombol simpan tertutup papan ketik",
        teks="Di ponsel kecil tombolnya tidak terlihat.",
        tingkat="sedang",
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    announcement = operations.announce(
        instansi=cast.instansi,
        judul="Pelatihan di aula",
        teks="Hari Senin pukul sembilan.",
        sasaran="semua",
        last_date=date(2026, 7, 31),
        by=by,
        at=NOW,
    )
    champion, proposed = (
        learning.name_champion(unit=home, pegawai=person, start_date=TODAY, by=cast.actor(who), at=NOW)
        for person, who in ((people[0], cast.lusia), (people[1], cast.paulus))
    )
    return Rollout(
        wave=prepared,
        member=member(prepared),
        decided=decided,
        ready=ready,
        running=started,
        free_unit=free,
        candidates=[home.pk, free.pk],
        nip=_nip(people[1]),
        difference=compared.baris.get(),
        draw=draw,
        trial=trial,
        shortcoming=shortcoming,
        announcement=announcement,
        champion=champion,
        proposed=proposed,
        helper_id=people[2].pk,
    )


def _nip(person: Pegawai) -> str:
    assert person.nip is not None
    return person.nip
