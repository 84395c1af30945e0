"""The agency's templates of the lampiran SKP: kept by the clerk, put into a draft and taken out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, NotAllowed, Problem, Stale
from kasuari.foundation.rows import write_next
from kasuari.planning.access import can_edit_skp, can_write_templat
from kasuari.planning.enums import JenisLampiran, KelompokJabatan
from kasuari.planning.events import TemplatInserted, TemplatTakenOut, TemplatWritten
from kasuari.planning.models import ButirLampiran, ButirTemplat, SisipanTemplat, Skp, TemplatLampiran
from kasuari.planning.operations.inputs import MAX_LINES, tidy_lines
from kasuari.planning.operations.versioning import about_skp, next_version, same_version
from kasuari.planning.queries.templat import offered_to, standing_lines

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

register(
    {
        "planning.templat_in_force": Reason(
            _("Templat yang sudah berlaku tidak ditulis ulang."),
            _("Simpan perubahan sebagai versi baru yang berlaku mulai hari ini atau sesudahnya."),
        ),
        "planning.templat_not_offered": Reason(
            _("Templat ini tidak berlaku untuk jabatan pada SKP tersebut."),
            _("Pilih templat yang ditawarkan di halaman lampiran SKP."),
        ),
        "planning.templat_gone": Reason(
            _("Tidak ada baris templat yang dapat dikeluarkan lagi."),
            _("Baris yang sudah Anda ubah tetap ada; hapus sendiri di halaman lampiran bila perlu."),
        ),
    }
)
_NOT_BEFORE = _("Tanggal berlaku paling awal hari ini.")


@transaction.atomic
def write_templat(
    *,
    instansi: Instansi,
    kelompok: str,
    start_date: date,
    lines: Mapping[str, Iterable[str]],
    version: int,
    by: Actor,
    at: datetime,
) -> TemplatLampiran:
    """The template of a kind of post from `start_date` on; empty lists say that there is none from then on.

    What began on an earlier day is never rewritten. `version` is how often this kind of post had been written
    when it was read. Raises Stale where somebody wrote meanwhile.
    """
    can_write_templat(by).or_raise()
    if by.user_id is None:
        raise NotAllowed("planning.no_account")
    if kelompok not in KelompokJabatan.values or set(lines) - set(JenisLampiran.values):
        raise Invalid("planning.no_such_part")
    if start_date < localdate(at):
        problem = Problem("planning.templat_in_force", "berlaku", _NOT_BEFORE)
        raise Invalid("planning.templat_in_force", problems=(problem,))
    kept = {jenis: tidy_lines(lines.get(jenis, ()), jenis) for jenis in JenisLampiran.values}
    rows = list(TemplatLampiran.objects.filter(instansi=instansi, kelompok=kelompok))
    if sum(item.version for item in rows) != version:
        raise Stale
    row = next((item for item in rows if item.start_date == start_date), None)
    if row is None:
        row = _begun(instansi, kelompok, start_date, user_id=by.user_id, at=at)
    else:
        if {jenis: tuple(found) for jenis, found in standing_lines(row).items()} == kept:
            return row
        write_next(row, row.version, written_at=at, written_by_id=by.user_id)
        row.butir.all().delete()
    ButirTemplat.objects.bulk_create(
        ButirTemplat(templat=row, jenis=jenis, urutan=number, teks=line)
        for jenis, found in kept.items()
        for number, line in enumerate(found, start=1)
    )
    record(
        TemplatWritten(
            by=by,
            at=at,
            object_id=row.pk,
            link=reverse("planning:templat", args=[kelompok]),
            kelompok=kelompok,
            start_date=start_date,
            lines=kept,
        )
    )
    return row


@transaction.atomic
def insert_templat(*, skp: Skp, version: int, templat_id: int, by: Actor, at: datetime) -> int:
    """Put the lines of a template below those of the lampiran; what stands there in the same words is not
    doubled. Answers how many came in. Only a template that is offered to this post now."""
    can_edit_skp(by, skp).or_raise()
    if by.user_id is None:
        raise NotAllowed("planning.no_account")
    templat = next((row for row in offered_to(skp, on=localdate(at)) if row.pk == templat_id), None)
    if templat is None:
        raise Invalid("planning.templat_not_offered")
    standing = _standing(skp)
    added: dict[str, tuple[str, ...]] = {}
    for jenis, lines in standing_lines(templat).items():
        present = {_folded(line) for line in standing[jenis]}
        new = tuple(line for line in lines if _folded(line) not in present)
        if len(standing[jenis]) + len(new) > MAX_LINES:
            raise Invalid("planning.too_many")
        if new:
            added[jenis] = new
    if not added:
        same_version(skp, version)
        return 0
    next_version(skp, version)
    _write(skp, {jenis: [*standing[jenis], *lines] for jenis, lines in added.items()})
    count = sum(len(lines) for lines in added.values())
    SisipanTemplat.objects.update_or_create(
        skp=skp,
        defaults={
            "templat": templat,
            "lines": {jenis: list(lines) for jenis, lines in added.items()},
            "inserted_at": at,
            "inserted_by_id": by.user_id,
        },
    )
    record(
        TemplatInserted(
            **about_skp(skp, by, at), templat_id=templat.pk, nama=templat.kelompok, count=count, lines=added
        )
    )
    return count


@transaction.atomic
def take_out_templat(*, skp: Skp, version: int, by: Actor, at: datetime) -> int:
    """Undo the last insertion: take out the lines that it brought and that nobody has changed since. Answers
    how many."""
    can_edit_skp(by, skp).or_raise()
    held = SisipanTemplat.objects.filter(skp=skp).first()
    standing = _standing(skp)
    wanted: dict[str, list[str]] = {}
    count = 0
    for jenis, lines in (held.lines if held else {}).items():
        left = list(standing.get(jenis, ()))
        for line in lines:
            if line in left:
                left.remove(line)
                count += 1
        wanted[jenis] = left
    if held is None or not count:
        raise Invalid("planning.templat_gone")
    next_version(skp, version)
    _write(skp, wanted)
    templat_id = held.templat_id
    held.delete()
    record(TemplatTakenOut(**about_skp(skp, by, at), templat_id=templat_id, count=count))
    return count


def _begun(
    instansi: Instansi, kelompok: str, start_date: date, *, user_id: int, at: datetime
) -> TemplatLampiran:
    try:
        with transaction.atomic():
            return TemplatLampiran.objects.create(
                instansi=instansi,
                kelompok=kelompok,
                start_date=start_date,
                version=1,
                written_at=at,
                written_by_id=user_id,
            )
    except IntegrityError:
        raise Stale from None


def _standing(skp: Skp) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {jenis: [] for jenis in JenisLampiran.values}
    for jenis, line in (
        ButirLampiran.objects.filter(skp=skp).order_by("jenis", "urutan").values_list("jenis", "teks")
    ):
        found[jenis].append(line)
    return found


def _write(skp: Skp, lists: Mapping[str, list[str]]) -> None:
    ButirLampiran.objects.filter(skp=skp, jenis__in=list(lists)).delete()
    ButirLampiran.objects.bulk_create(
        ButirLampiran(skp=skp, jenis=jenis, urutan=number, teks=line)
        for jenis, lines in lists.items()
        for number, line in enumerate(lines, start=1)
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
