"""The parallel run: read what the other system says, compare, and decide who is right row by row."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.queries import evaluasi_visible
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.organisation.importing.plain_rows import Column, plain, read_table
from kasuari.organisation.queries import pegawai_rows, penilai_for_people
from kasuari.rollout.access import can_arrange
from kasuari.rollout.enums import Hal, SiapaBenar
from kasuari.rollout.events import DifferenceDecided, ParallelRead
from kasuari.rollout.models import BarisSejajar, Gelombang, UjiSejajar
from kasuari.rollout.queries.waves import members_of, people_below

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi

COLUMNS = (
    Column("nip", _("NIP"), ("nip", "nip baru", "nip pegawai"), required=True),
    Column("predikat", _("Predikat"), ("predikat", "predikat kinerja", "hasil", "nilai")),
    Column("penilai", _("NIP penilai"), ("nip penilai", "nip atasan", "penilai nip", "nip pejabat penilai")),
)
SAY = {
    "berkas": _("Berkas tidak memuat orang dari gelombang ini. Periksa kolom NIP."),
    "putusan": _("Pilih siapa yang benar."),
    "catatan": _("Catatan paling panjang 300 huruf."),
}


def _same(mereka: str, kita: str) -> bool:
    def bare(text: str) -> str:
        return "".join(char for char in text.lower() if char.isalnum())

    return bare(mereka) == bare(kita)


@transaction.atomic
def compare_file(
    *,
    gelombang: Gelombang,
    periode_evaluasi: PeriodeEvaluasi,
    content: bytes,
    name: str,
    keterangan: str,
    by: Actor,
    at: datetime,
) -> UjiSejajar:
    """Read a file of the other system and set it beside ours: predikat, and who the penilai is. People whom
    only one side knows are rows too. Nothing of ours changes."""
    can_arrange(by).or_raise()
    table = read_table(content, name=name, columns=COLUMNS, needed=(("nip",),))
    on = timezone.localtime(at).date()
    people = people_below([row.unit.path for row in members_of(gelombang)], on=on)
    ids = {person for rows in people.values() for person, _ in rows}
    ours = {row.nip: row for row in pegawai_rows().filter(pk__in=ids) if row.nip}
    theirs: dict[str, dict[str, str]] = {}
    for row in table.rows:
        cells = {key: plain(cell).strip() for key, cell in row.cells.items()}
        theirs["".join(cells["nip"].split())[:30]] = cells
    if not set(theirs) & set(ours):
        raise Invalid("rollout.invalid", problems=(Problem("rollout.field", "berkas", SAY["berkas"]),))
    sha = hashlib.sha256(content).hexdigest()
    made, fresh = UjiSejajar.objects.get_or_create(
        gelombang=gelombang,
        periode_evaluasi=periode_evaluasi,
        sha256=sha,
        defaults={
            "keterangan": keterangan.strip()[:200],
            "file_name": name[:200],
            "uploaded_at": at,
            "uploaded_by_id": by.user_id or 0,
        },
    )
    if not fresh:
        return made
    rows = []
    for hal, key, said in (
        (Hal.PREDIKAT, "predikat", _predikat(ids, periode_evaluasi)),
        (Hal.PENILAI, "penilai", _penilai(ids, periode_evaluasi)),
    ):
        if not any(cells.get(key) for cells in theirs.values()):
            continue
        for nip in sorted(set(theirs) | set(ours)):
            person = ours.get(nip)
            mereka = theirs.get(nip, {}).get(key, "")[:200]
            kita = said.get(person.pk, "") if person is not None else ""
            if mereka or kita:
                rows.append(
                    BarisSejajar(
                        sejajar=made,
                        pegawai=person,
                        nip=nip,
                        hal=hal,
                        mereka_teks=mereka,
                        kita_teks=kita,
                        sama=_same(mereka, kita),
                    )
                )
    BarisSejajar.objects.bulk_create(rows, batch_size=500)
    differ = sum(not row.sama for row in rows)
    record(
        ParallelRead(
            by=by, at=at, object_id=gelombang.pk, berkas=made.file_name, baris=len(rows), beda=differ
        )
    )
    return made


@transaction.atomic
def decide_difference(
    *, baris: BarisSejajar, putusan: str, catatan: str = "", by: Actor, at: datetime
) -> None:
    """Who is right. A decision may be made again; the ledger keeps each."""
    can_arrange(by).or_raise()
    catatan = catatan.strip()
    problems = [
        Problem("rollout.field", field, SAY[field])
        for field, wrong in (("putusan", putusan not in SiapaBenar.values), ("catatan", len(catatan) > 300))
        if wrong
    ]
    if problems:
        raise Invalid("rollout.invalid", problems=tuple(problems))
    if (baris.putusan, baris.catatan) == (putusan, catatan):
        return
    changed = BarisSejajar.objects.filter(pk=baris.pk, sama=False, putusan=baris.putusan).update(
        putusan=putusan, catatan=catatan, decided_at=at, decided_by_id=by.user_id
    )
    if not changed:
        raise Stale
    record(
        DifferenceDecided(
            by=by,
            at=at,
            object_id=baris.sejajar.gelombang_id,
            pegawai_id=baris.pegawai_id,
            baris_id=baris.pk,
            hal=baris.hal,
            putusan=putusan,
            catatan=catatan,
        )
    )


def _predikat(ids: set[int], periode_evaluasi: PeriodeEvaluasi) -> dict[int, str]:
    """The predikat that holds, of those signed; with two SKP, both."""
    found: dict[int, list[str]] = {}
    rows = evaluasi_visible(Actor.system("Kasuari", on=periode_evaluasi.last_date)).filter(
        periode_evaluasi=periode_evaluasi, pegawai_id__in=ids, signed_at__isnull=False
    )
    for row in rows:
        found.setdefault(row.pegawai_id, []).append(row.get_predikat_berlaku_display())
    return {person: " / ".join(given)[:200] for person, given in found.items()}


def _penilai(ids: set[int], periode_evaluasi: PeriodeEvaluasi) -> dict[int, str]:
    found = penilai_for_people(pegawai_ids=ids, on=periode_evaluasi.last_date)
    return {person: answer.penilai.nip for person, answer in found.items() if answer.penilai is not None}
