"""The dictionary of competencies and the standards of the posts, kept by the clerk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kasuari.development.access.kompetensi import can_keep_dictionary
from kasuari.development.enums.kompetensi import Jenis
from kasuari.development.events.kompetensi import (
    KamusLoaded,
    KompetensiAdded,
    KompetensiRenamed,
    KompetensiRetired,
    StandarSet,
)
from kasuari.development.models import Kompetensi, KompetensiVersi, StandarKompetensi
from kasuari.development.queries.kompetensi import dictionary, standards_of
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.rows import write_next
from kasuari.regulation.kompetensi import KAMUS_WAJIB, LEVEL

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, Jabatan

LONGEST_NAME, LONGEST_WORDS = 150, 500


@transaction.atomic
def load_dictionary(*, instansi: Instansi, by: Actor, at: datetime) -> int:
    """Take over the nine competencies that every post asks for; those that are there stay as they are.

    Answers how many were added. Raises Invalid where all of them are there.
    """
    can_keep_dictionary(by).or_raise()
    present = set(Kompetensi.objects.filter(instansi=instansi).values_list("kode", flat=True))
    added = [(place, item) for place, item in enumerate(KAMUS_WAJIB, start=1) if item.kode not in present]
    if not added:
        raise Invalid("development.dictionary_loaded")
    for place, item in added:
        made = Kompetensi.objects.create(
            instansi=instansi, kode=item.kode, jenis=item.jenis.value, urutan=place, version=1
        )
        KompetensiVersi.objects.create(
            kompetensi=made,
            nama=item.nama,
            arti=item.arti,
            level=list(item.level),
            start_date=at.date().replace(month=1, day=1),
        )
    record(KamusLoaded(by=by, at=at, object_id=instansi.pk, jumlah=len(added)))
    return len(added)


@transaction.atomic
def add_kompetensi(
    *, instansi: Instansi, nama: str, arti: str, level: Sequence[str], by: Actor, at: datetime
) -> Kompetensi:
    """Add a technical competency with its five levels. Raises Invalid with every problem."""
    can_keep_dictionary(by).or_raise()
    words = _words(nama, arti, level)
    kode = slugify(words[0]).replace("-", "_")[:60]
    if not kode or Kompetensi.objects.filter(instansi=instansi, kode=kode).exists():
        raise Invalid("development.kode_taken")
    made = Kompetensi.objects.create(instansi=instansi, kode=kode, jenis=Jenis.TEKNIS, version=1)
    KompetensiVersi.objects.create(
        kompetensi=made, nama=words[0], arti=words[1], level=words[2], start_date=at.date()
    )
    record(
        KompetensiAdded(
            by=by, at=at, object_id=instansi.pk, kompetensi_id=made.pk, kode=made.kode, nama=words[0]
        )
    )
    return made


@transaction.atomic
def rename_kompetensi(
    *,
    kompetensi: Kompetensi,
    nama: str,
    arti: str,
    level: Sequence[str],
    start_date: date,
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """Give a competency other words from a day on. What was found under the old name keeps it."""
    can_keep_dictionary(by).or_raise()
    words = _words(nama, arti, level)
    write_next(kompetensi, version)
    current = KompetensiVersi.objects.get(kompetensi=kompetensi, end_date__isnull=True)
    if start_date < current.start_date:
        raise Invalid("development.kompetensi_dates")
    fields = {"nama": words[0], "arti": words[1], "level": words[2]}
    if start_date == current.start_date:
        KompetensiVersi.objects.filter(pk=current.pk).update(**fields)
    else:
        KompetensiVersi.objects.filter(pk=current.pk).update(end_date=start_date)
        KompetensiVersi.objects.create(kompetensi=kompetensi, start_date=start_date, **fields)
    record(
        KompetensiRenamed(
            by=by,
            at=at,
            object_id=kompetensi.instansi_id,
            kompetensi_id=kompetensi.pk,
            kode=kompetensi.kode,
            semula=current.nama,
            nama=words[0],
            berlaku=start_date,
        )
    )


@transaction.atomic
def retire_kompetensi(*, kompetensi: Kompetensi, version: int, by: Actor, at: datetime) -> None:
    """Ask for a technical competency no longer, from today on. What was found stays."""
    can_keep_dictionary(by).or_raise()
    if kompetensi.jenis != Jenis.TEKNIS:
        raise Invalid("development.kompetensi_required")
    write_next(kompetensi, version, retired_date=at.date())
    nama = KompetensiVersi.objects.get(kompetensi=kompetensi, end_date__isnull=True).nama
    record(
        KompetensiRetired(
            by=by,
            at=at,
            object_id=kompetensi.instansi_id,
            kompetensi_id=kompetensi.pk,
            kode=kompetensi.kode,
            nama=nama,
            berlaku=at.date(),
        )
    )


@transaction.atomic
def set_standards(
    *, jabatan: Jabatan, levels: Mapping[int, int | None], start_date: date, by: Actor, at: datetime
) -> int:
    """Set the level of each competency that a post asks for, from a day on; None asks for it no longer.

    What stays the same is left alone. Answers how many changed. Raises Invalid for a level outside 1 to 5, an
    unknown competency, or a day before the standard in force.
    """
    can_keep_dictionary(by).or_raise()
    known = {item.kompetensi_id: item for item in dictionary(jabatan.instansi_id, on=at.date())}
    if any(key not in known or (level is not None and level not in LEVEL) for key, level in levels.items()):
        problem = Problem("development.standar", "level", _("Pilih level 1 sampai 5 dari kamus."))
        raise Invalid("development.invalid", problems=(problem,))
    present = standards_of([jabatan.pk], on=start_date).get(jabatan.pk, {})
    changed = {key: level for key, level in levels.items() if present.get(key) != level}
    if not changed:
        return 0
    rows = StandarKompetensi.objects.filter(jabatan=jabatan, kompetensi_id__in=changed)
    if rows.filter(start_date__gt=start_date).exists():
        raise Invalid("development.kompetensi_dates")
    rows.filter(start_date=start_date).delete()
    rows.filter(end_date__isnull=True).update(end_date=start_date)
    try:
        with transaction.atomic():
            StandarKompetensi.objects.bulk_create(
                StandarKompetensi(
                    jabatan=jabatan,
                    kompetensi_id=key,
                    level=level,
                    start_date=start_date,
                    set_at=at,
                    set_by_id=by.user_id or 0,
                )
                for key, level in changed.items()
                if level is not None
            )
    except IntegrityError:
        raise Stale from None
    record(
        StandarSet(
            by=by,
            at=at,
            object_id=jabatan.instansi_id,
            jabatan_id=jabatan.pk,
            jabatan=jabatan.nama,
            jumlah=len(changed),
            level={known[key].kode: level or 0 for key, level in changed.items()},
            berlaku=start_date,
        )
    )
    return len(changed)


def _words(nama: str, arti: str, level: Sequence[str]) -> tuple[str, str, list[str]]:
    """The words, tidied. Raises Invalid with every problem."""
    nama, arti = " ".join(nama.split()), " ".join(arti.split())
    lines = [" ".join(line.split()) for line in level]
    wrong = (
        ("nama", _("Isi nama, paling panjang 150 huruf."), not nama or len(nama) > LONGEST_NAME),
        ("arti", _("Paling panjang 500 huruf."), len(arti) > LONGEST_WORDS),
        (
            "level",
            _("Isi kelima level, masing-masing paling panjang 500 huruf."),
            len(lines) != len(LEVEL) or any(not line or len(line) > LONGEST_WORDS for line in lines),
        ),
    )
    problems = tuple(Problem("development.words", path, words) for path, words, is_wrong in wrong if is_wrong)
    if problems:
        raise Invalid("development.invalid", problems=problems)
    return nama, arti, lines
