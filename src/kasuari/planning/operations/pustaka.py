"""Writes of the library: it grows from set SKP, the unit kepegawaian keeps it, people take from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.foundation.rows import write_next
from kasuari.planning.access import can_curate
from kasuari.planning.enums import FormatSkp, JenisTarget, StatePustaka, StateSkp
from kasuari.planning.events import (
    PustakaAdded,
    PustakaChanged,
    PustakaDecided,
    PustakaGrown,
    PustakaMerged,
    PustakaTaken,
)
from kasuari.planning.likeness import names_somebody, same_key
from kasuari.planning.models import (
    ButirPustaka,
    Indikator,
    IndikatorPustaka,
    PemakaianPustaka,
    RencanaHasilKerja,
    Skp,
)
from kasuari.planning.operations.inputs import MAX_TEXT, IsianIndikator, IsianRhk, tidy
from kasuari.planning.operations.writing import append_rhk
from kasuari.planning.people import jabatan_of_instansi
from kasuari.planning.queries.contents import BERASPEK, BERPERSPEKTIF
from kasuari.planning.states import PUSTAKA

register(
    {
        "planning.pustaka_same": Reason(
            _("Pustaka jabatan ini sudah memuat rencana hasil kerja yang sama."),
            _("Gabungkan keduanya, atau ubah kalimatnya."),
        ),
        "planning.pustaka_other_jabatan": Reason(
            _("Kedua butir itu milik jabatan yang berbeda."),
            _("Pilih butir dari jabatan yang sama."),
        ),
        "planning.pustaka_not_approved": Reason(
            _("Butir pustaka ini tidak sedang ditawarkan."),
            _("Muat ulang halaman untuk melihat butir yang disetujui."),
        ),
        "planning.pustaka_names": Reason(
            _("Butir pustaka tidak memuat NIP."), _("Hapus NIP dari kalimatnya; tulis jabatannya saja.")
        ),
        "planning.pustaka_jabatan": Reason(
            _("Jabatan itu tidak ada di instansi ini."), _("Pilih jabatan dari daftar.")
        ),
    }
)

# A day and a baseline belong to one year of one person.
_COLUMNS = tuple(item.name for item in fields(IsianIndikator) if item.name not in {"target_date", "baseline"})


@transaction.atomic
def grow_library(*, skp: Skp, by: Actor, at: datetime) -> int:
    """Count a set SKP in the library of its jabatan; what is not there yet becomes a candidate.

    The same text is counted where it stands, also in an entry that was reworded, merged or hidden. A text
    that carries a NIP or the name of the owner, the penilai or the atasan is left out. Counting twice
    changes nothing and records nothing. Answers how many indikator were counted for the first time.
    """
    if skp.state != StateSkp.DITETAPKAN:
        return 0
    names = [person.nama for person in (skp.pegawai, skp.penilai, skp.atasan_penilai) if person is not None]
    known = _Known(skp.penugasan.jabatan_id)
    counted = set(PemakaianPustaka.objects.filter(skp=skp).values_list("indikator_id", flat=True))
    uses, before = set[int](), known.made
    rows = RencanaHasilKerja.objects.filter(skp=skp).prefetch_related("indikator").order_by("urutan", "pk")
    for row in rows:
        if not row.teks.strip() or names_somebody(row.teks, names):
            continue
        wanted = [
            item
            for item in sorted(row.indikator.all(), key=lambda item: (item.urutan, item.pk))
            if item.teks.strip() and not names_somebody(f"{item.teks}\n{item.target_teks}", names)
        ]
        if wanted:
            butir = known.butir(row.teks, at=at)
            uses |= {known.indikator(butir, item).pk for item in wanted}
    fresh = uses - counted
    if not fresh:
        return 0
    PemakaianPustaka.objects.bulk_create(
        (PemakaianPustaka(indikator_id=number, skp=skp) for number in sorted(fresh)), ignore_conflicts=True
    )
    record(
        PustakaGrown(
            by=by,
            at=at,
            object_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            link=reverse("planning:skp", args=[skp.pk]),
            indikator=len(fresh),
            baru=known.made - before,
        )
    )
    return len(fresh)


@transaction.atomic
def add_butir(*, instansi_id: int, jabatan_id: int, rhk: IsianRhk, by: Actor, at: datetime) -> ButirPustaka:
    """Write an approved entry for a jabatan whose people have set nothing yet."""
    can_curate(by).or_raise()
    names = dict(jabatan_of_instansi(instansi_id))
    if jabatan_id not in names:
        raise Invalid("planning.pustaka_jabatan")
    rhk = rhk.tidy()
    written = [item for item in rhk.indikator if item.teks]
    _check(rhk.teks, written)
    if same_key(rhk.teks) in _Known(jabatan_id).butir_by_key:
        raise Invalid("planning.pustaka_same")
    row = ButirPustaka.objects.create(
        jabatan_id=jabatan_id,
        teks=rhk.teks,
        kunci=same_key(rhk.teks),
        state=StatePustaka.DISETUJUI,
        created_at=at,
        decided_at=at,
        decided_by_id=by.user_id,
    )
    unique = {same_key(item.teks): item for item in written}
    IndikatorPustaka.objects.bulk_create(
        IndikatorPustaka(butir=row, kunci=kunci, **_columns(item)) for kunci, item in unique.items()
    )
    record(PustakaAdded(by=by, at=at, object_id=row.pk, jabatan=names[jabatan_id], teks=row.teks))
    return row


@transaction.atomic
def change_butir(
    *,
    butir: ButirPustaka,
    version: int,
    teks: str,
    indikator: Mapping[int, IsianIndikator | None],
    by: Actor,
    at: datetime,
) -> ButirPustaka:
    """Reword an entry and its indikator (None removes one). What is not named stays."""
    can_curate(by).or_raise()
    teks = tidy(teks)
    present = {item.pk: item for item in butir.indikator.all()}
    if set(indikator) - set(present):
        raise Invalid("planning.no_such_part")
    written = {number: item.tidy() for number, item in indikator.items() if item is not None}
    _check(teks, list(written.values()))
    other = _Known(butir.jabatan_id).butir_by_key.get(same_key(teks))
    if other is not None and other.pk != butir.pk:
        raise Invalid("planning.pustaka_same")
    changed = {"teks"} if teks != butir.teks else set()
    write_next(butir, version, teks=teks)
    for number, item in written.items():
        columns = {
            name: value for name, value in _columns(item).items() if getattr(present[number], name) != value
        }
        if columns:
            IndikatorPustaka.objects.filter(pk=number).update(**columns)
            changed.add("indikator")
    removed = [number for number, item in indikator.items() if item is None]
    if removed:
        IndikatorPustaka.objects.filter(pk__in=removed).delete()
        changed.add("indikator")
    record(PustakaChanged(by=by, at=at, object_id=butir.pk, teks=teks, changed=tuple(sorted(changed))))
    return butir


@transaction.atomic
def decide_butir(*, butir: ButirPustaka, version: int, act: str, by: Actor, at: datetime) -> ButirPustaka:
    """Approve ("setujui") or hide ("sembunyikan") an entry."""
    can_curate(by).or_raise()
    state = PUSTAKA.next(butir.state, act)
    write_next(butir, version, state=state, decided_at=at, decided_by_id=by.user_id)
    record(PustakaDecided(by=by, at=at, object_id=butir.pk, teks=butir.teks, hasil=state))
    return butir


@transaction.atomic
def merge_butir(
    *, butir: ButirPustaka, version: int, into: ButirPustaka, by: Actor, at: datetime
) -> ButirPustaka:
    """Move everything of `butir` to `into`; its wording is counted there from now on."""
    can_curate(by).or_raise()
    if butir.jabatan_id != into.jabatan_id or butir.pk == into.pk or into.state == StatePustaka.DIGABUNG:
        raise Invalid("planning.pustaka_other_jabatan")
    state = PUSTAKA.next(butir.state, "gabung")
    write_next(butir, version, state=state, digabung_ke_id=into.pk, decided_at=at, decided_by_id=by.user_id)
    ButirPustaka.objects.filter(digabung_ke=butir).update(digabung_ke=into)
    present = {item.kunci: item.pk for item in into.indikator.all()}
    for item in butir.indikator.all():
        if item.kunci not in present:
            IndikatorPustaka.objects.filter(pk=item.pk).update(butir=into)
            continue
        target = present[item.kunci]
        PemakaianPustaka.objects.filter(indikator=item).exclude(
            skp__in=PemakaianPustaka.objects.filter(indikator_id=target).order_by().values("skp_id")
        ).update(indikator_id=target)
        item.delete()
    record(PustakaMerged(by=by, at=at, object_id=butir.pk, teks=butir.teks, ke=into.teks, ke_id=into.pk))
    return into


@transaction.atomic
def take_butir(*, skp: Skp, version: int, butir: ButirPustaka, by: Actor, at: datetime) -> RencanaHasilKerja:
    """Put a library entry with its indikator at the end of the draft; its targets wait to be looked at."""
    if butir.state != StatePustaka.DISETUJUI or butir.jabatan.instansi_id != skp.periode.instansi_id:
        raise Invalid("planning.pustaka_not_approved")
    rhk = replace(from_library(butir, skp.format), penugasan_dari=assigner(skp))
    row = append_rhk(skp=skp, version=version, rhk=[rhk], by=by, periksa=True)[0]
    owner = skp.pegawai.user_id
    record(
        PustakaTaken(
            by=by,
            at=at,
            object_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            tell=(owner,) if owner and owner != by.user_id else (),
            link=reverse("planning:skp", args=[skp.pk]),
            rhk_id=row.pk,
            butir_id=butir.pk,
            teks=row.teks,
            indikator=len(rhk.indikator),
        )
    )
    return row


def from_library(butir: ButirPustaka, form: str) -> IsianRhk:
    """A library entry as it is written into an SKP of `form`."""
    rows = sorted(butir.indikator.all(), key=lambda item: item.pk)
    return IsianRhk(
        teks=butir.teks,
        indikator=tuple(
            fitted(IsianIndikator(**{name: getattr(item, name) for name in _COLUMNS}), form) for item in rows
        ),
    )


def fitted(item: IsianIndikator, form: str) -> IsianIndikator:
    """Without what the format does not use: aspek belongs to A.1.7, perspektif to A.1.1 and A.1.2."""
    return replace(
        item,
        aspek=item.aspek if form in BERASPEK else "",
        perspektif=item.perspektif if form in BERPERSPEKTIF else "",
    )


def assigner(skp: Skp) -> str:
    """Who assigns the results: the post that leads the unit of the penilai, for JPT nobody is named."""
    if skp.format in {FormatSkp.A11, FormatSkp.A12} or skp.unit_penilai is None:
        return ""
    return str(skp.unit_penilai.nama_jabatan)[:250]


class _Known:
    """The library of one jabatan in memory: found by the text as first written and as it reads now."""

    def __init__(self, jabatan_id: int) -> None:
        self.jabatan_id = jabatan_id
        self.made = 0
        self.butir_by_key: dict[str, ButirPustaka] = {}
        self.indikator_by_key: dict[tuple[int, str], IndikatorPustaka] = {}
        rows = ButirPustaka.objects.filter(jabatan_id=jabatan_id).select_related("digabung_ke")
        for row in rows.prefetch_related("indikator").order_by("pk"):
            for key in (row.kunci, same_key(row.teks)):
                self.butir_by_key.setdefault(key, row.digabung_ke or row)
            for item in row.indikator.all():
                for key in (item.kunci, same_key(item.teks)):
                    self.indikator_by_key.setdefault((row.pk, key), item)

    def butir(self, teks: str, *, at: datetime) -> ButirPustaka:
        key = same_key(teks)
        if key not in self.butir_by_key:
            self.butir_by_key[key] = self._made_butir(teks, key, at)
        return self.butir_by_key[key]

    def indikator(self, butir: ButirPustaka, item: Indikator) -> IndikatorPustaka:
        key = (butir.pk, same_key(item.teks))
        if key not in self.indikator_by_key:
            columns = {name: getattr(item, name) for name in _COLUMNS}
            made, new = IndikatorPustaka.objects.get_or_create(butir=butir, kunci=key[1], defaults=columns)
            self.made += new
            self.indikator_by_key[key] = made
        return self.indikator_by_key[key]

    def _made_butir(self, teks: str, key: str, at: datetime) -> ButirPustaka:
        try:
            with transaction.atomic():
                return ButirPustaka.objects.create(
                    jabatan_id=self.jabatan_id, teks=tidy(teks), kunci=key, created_at=at
                )
        except IntegrityError:  # somebody else's SKP of the same jabatan was set at the same moment
            row = ButirPustaka.objects.select_related("digabung_ke").get(
                jabatan_id=self.jabatan_id, kunci=key
            )
            return row.digabung_ke or row


def _columns(item: IsianIndikator) -> dict[str, Any]:
    columns = {name: getattr(item, name) for name in _COLUMNS}
    if item.target_jenis == JenisTarget.TANGGAL:
        columns |= {"target_minimum": None, "target_maksimum": None}
    return columns


def _check(teks: str, indikator: Sequence[IsianIndikator]) -> None:
    words = [teks, *(item.teks for item in indikator), *(item.target_teks for item in indikator)]
    if not teks or any(len(line) > MAX_TEXT for line in words):
        message = _("Bagian ini wajib diisi.") if not teks else _("Tulisan ini terlalu panjang; ringkaskan.")
        raise Invalid("planning.invalid", problems=(Problem("planning.required", "teks", message),))
    if any(names_somebody(line, ()) for line in words):
        raise Invalid("planning.pustaka_names")
