"""What a plan for many would write for each person, or why it passes somebody over.

The same answer stands behind the preview and behind the writing: the worker asks it anew for every batch, so
that what somebody wrote in between is never overwritten. The number of queries does not grow with the people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Refusal
from kasuari.planning.enums import SumberHasilKerja, SumberMassal
from kasuari.planning.likeness import same_key
from kasuari.planning.matching import best_matches
from kasuari.planning.models import ButirLampiran, IndikatorPk, PeranHasil, Periode, SasaranPk, Skp
from kasuari.planning.operations.copying import carried
from kasuari.planning.operations.drafting import new_skp
from kasuari.planning.operations.inputs import MAX_INDIKATOR, MAX_RHK, IsianIndikator, IsianRhk
from kasuari.planning.operations.massal.choices import PilihanMassal
from kasuari.planning.operations.moving import refuse_overlap
from kasuari.planning.operations.pustaka import assigner, fitted, from_library
from kasuari.planning.operations.roles import waiting_items
from kasuari.planning.people import (
    kedudukan_on,
    kewenangan_of_many,
    main_posts,
    people_below,
    unit_path,
    units_by_id,
)
from kasuari.planning.queries.contents import BERPERSPEKTIF, CONTENT_PREFETCH
from kasuari.planning.queries.copying import leaders_by_text, results_of
from kasuari.planning.queries.pk import STANDING, columns_of
from kasuari.planning.queries.pustaka import entries_by_jabatan
from kasuari.planning.states import WRITABLE

if TYPE_CHECKING:
    from kasuari.organisation.models import Penugasan

register(
    {
        "planning.massal_own": Reason(
            _("SKP Anda sendiri tidak disusun lewat rencana massal."), _("Susun di halaman “SKP saya”.")
        ),
        "planning.massal_written": Reason(
            _("SKP ini sudah berisi tulisan; tidak ada yang ditimpa."),
            _("Pemiliknya dapat mengambil dari pustaka atau menyalin SKP lama di halaman SKP-nya."),
        ),
        "planning.massal_submitted": Reason(
            _("SKP ini sudah diajukan kepada pejabat penilai kinerja."), _("Tidak ada yang perlu dilakukan.")
        ),
        "planning.massal_set": Reason(_("SKP ini sudah ditetapkan."), _("Tidak ada yang perlu dilakukan.")),
        "planning.massal_no_post": Reason(
            _("Pegawai ini tidak memiliki jabatan pada periode tersebut."),
            _("Lengkapi penugasannya di halaman pegawai, lalu susun lagi."),
        ),
        "planning.massal_no_words": Reason(
            _("Belum ada sumber untuk pegawai ini: SKP lama, pustaka, perjanjian kinerja, atau peran."),
            _("Setujui butir pustaka untuk jabatannya, atau tulis templat."),
        ),
        "planning.massal_out_of_reach": Reason(
            _("Pegawai ini di luar kewenangan Anda."), _("Minta unit kepegawaian menyusunnya.")
        ),
    }
)

_NOT_WRITABLE = {"diajukan": "planning.massal_submitted", "ditetapkan": "planning.massal_set"}


@dataclass(frozen=True, slots=True)
class Baris:
    """One indikator as it would be written, with the indikator of the perjanjian kinerja it comes from."""

    isian: IsianIndikator
    indikator_pk: IndikatorPk | None = None
    periksa: bool = True

    def columns(self) -> dict[str, Any]:
        """The columns of an `Indikator`."""
        if self.indikator_pk is not None:
            revision = {
                "indikator_pk": self.indikator_pk,
                "indikator_pk_revision": self.indikator_pk.revision,
            }
            return {**columns_of(self.indikator_pk), **revision, "periksa": False}
        names = IsianIndikator.__slots__
        return {**{name: getattr(self.isian, name) for name in names}, "periksa": self.periksa}


@dataclass(frozen=True, slots=True)
class Hasil:
    """One result as it would be written."""

    isian: IsianRhk
    sumber: str
    indikator: tuple[Baris, ...]
    sasaran_pk: SasaranPk | None = None


@dataclass(slots=True)
class Rancangan:
    """One person: what would be written, or `alasan`, the code of why not.

    `skp` is the SKP as it stands, or a new one that is not saved. `peran` roles of a matrix come in by
    themselves. `tanpa_penilai`: it is written, and cannot be handed in before the penilai is known.
    """

    pegawai_id: int
    nama: str
    penugasan: Penugasan | None = None
    skp: Skp | None = None
    alasan: str = ""
    hasil: tuple[Hasil, ...] = ()
    lampiran: tuple[ButirLampiran, ...] = ()
    peran: int = 0
    tanpa_penilai: bool = False

    @property
    def made(self) -> bool:
        return self.skp is not None and self.skp.pk is None

    @property
    def indikator(self) -> int:
        return sum(len(item.indikator) for item in self.hasil)

    @property
    def sumber(self) -> tuple[str, ...]:
        found = {item.sumber for item in self.hasil} | ({SumberMassal.PERAN.value} if self.peran else set())
        return tuple(item for item in SumberMassal.values if item in found)


def rancangan_of(
    *,
    periode: Periode,
    pilihan: PilihanMassal,
    by: Actor,
    at: datetime,
    pegawai_ids: Collection[int] | None = None,
) -> list[Rancangan]:
    """What the plan does for everybody whom it is for, leaders before their people; for some with
    `pegawai_ids`. About twenty queries, and one for each source."""
    group = _Group(periode, pilihan, by, at, pegawai_ids)
    found = group.people()
    writable = [item for item in found if not item.alasan]
    _Words(periode, pilihan, writable).write()
    return found


class _Group:
    """Who is meant, in which appointment, and who is passed over before a word is read."""

    def __init__(
        self,
        periode: Periode,
        pilihan: PilihanMassal,
        by: Actor,
        at: datetime,
        pegawai_ids: Collection[int] | None,
    ) -> None:
        self.periode, self.pilihan, self.by, self.at = periode, pilihan, by, at
        self.on = min(max(at.date(), periode.start_date), periode.last_date)
        self.paths = by.scopes(Role.KEPEGAWAIAN)
        self.ids = pegawai_ids
        if not self.paths and not by.is_system and pegawai_ids is None and by.pegawai_id is not None:
            self.ids = people_below(by.pegawai_id, on=self.on)

    def people(self) -> list[Rancangan]:
        posts, without = main_posts(self.periode.instansi_id, on=self.on, pegawai_ids=self.ids)
        place = unit_path(self.pilihan.unit_id) if self.pilihan.unit_id else ""
        chosen = [row for row in posts if self._meant(row, place)]
        people = {row.pegawai_id for row in chosen}
        rights = kewenangan_of_many(people, on=self.on)
        standings = kedudukan_on(people, on=self.on)
        present: dict[int, list[Skp]] = {}
        rows = Skp.objects.filter(periode=self.periode, pegawai_id__in=people).select_related("penugasan")
        rows = rows.defer("fakta")
        for skp in rows.annotate(hasil=Count("rencana_hasil_kerja")).order_by("pk"):
            skp.periode = self.periode
            present.setdefault(skp.pegawai_id, []).append(skp)
        units = {
            unit.pk: unit
            for unit in units_by_id({r.unit_penilai_id for r in rights.values() if r.unit_penilai_id})
        }
        found: list[Rancangan] = []
        for row in chosen:
            own = present.get(row.pegawai_id, [])
            if self.pilihan.tanpa_skp and own:
                continue
            item = Rancangan(row.pegawai_id, row.pegawai.nama_lengkap, row)
            found.append(item)
            right = rights[row.pegawai_id]
            item.alasan = self._denied(row, right.penilai_id) or _standing(own, row)
            if item.alasan:
                continue
            item.skp = next((skp for skp in own if skp.penugasan_id == row.pk), None)
            item.tanpa_penilai = right.penilai_id is None
            if item.skp is None:
                try:
                    fresh = new_skp(
                        self.periode,
                        row,
                        self.pilihan.pendekatan,
                        right,
                        standings.get(row.pegawai_id),
                        on=self.on,
                        at=self.at,
                    )
                    fresh.penugasan = row
                    refuse_overlap(fresh, own)
                    item.skp = fresh
                except Refusal as refusal:
                    item.alasan = refusal.code
                    continue
            item.skp.penugasan, item.skp.pegawai = row, row.pegawai
            unit = units.get(item.skp.unit_penilai_id or 0)
            if unit is not None:
                item.skp.unit_penilai = unit
        if not place and not self.pilihan.jabatan_id and not self.pilihan.jenis_jabatan and "" in self.paths:
            found += [
                Rancangan(row.pk, row.nama_lengkap, alasan="planning.massal_no_post") for row in without
            ]
        return found

    def _meant(self, row: Penugasan, place: str) -> bool:
        wanted = self.pilihan
        return (
            row.unit.path.startswith(place)
            and (wanted.jabatan_id is None or row.jabatan_id == wanted.jabatan_id)
            and (not wanted.jenis_jabatan or row.jabatan.jenis in wanted.jenis_jabatan)
        )

    def _denied(self, row: Penugasan, penilai_id: int | None) -> str:
        if self.by.pegawai_id == row.pegawai_id:
            return "planning.massal_own"
        clerk = self.by.is_system or any(row.unit.path.startswith(path) for path in self.paths)
        if clerk or (penilai_id is not None and penilai_id == self.by.pegawai_id):
            return ""
        return "planning.massal_out_of_reach"


def _standing(own: Sequence[Any], row: Penugasan) -> str:
    """Why what stands already is left alone; "" where there is nothing, or an empty draft."""
    for skp in own:
        if skp.penugasan_id != row.pk:
            continue
        if skp.state not in WRITABLE:
            return _NOT_WRITABLE.get(skp.state, "planning.massal_set")
        if skp.hasil:
            return "planning.massal_written"
    return ""


class _Words:
    """The words of every person, source by source."""

    def __init__(self, periode: Periode, pilihan: PilihanMassal, items: Sequence[Rancangan]) -> None:
        self.periode, self.pilihan, self.items = periode, pilihan, items
        self.people = [item.pegawai_id for item in items]

    def write(self) -> None:
        if not self.items:
            return
        chosen = set(self.pilihan.sumber)
        pk = self._pk() if SumberMassal.PK in chosen else {}
        earlier = self._earlier() if SumberMassal.SALIN in chosen else {}
        library = self._library(set(earlier)) if SumberMassal.PUSTAKA in chosen else {}
        leaders = leaders_by_text(self.periode.pk, {item.skp.penilai_id for item in self.items if item.skp})
        planned = results_of({item.skp.penilai_id for item in self.items if item.skp}, self.periode.pk)
        roles: dict[int, list[PeranHasil]] = {}
        for role in waiting_items(self.people, self.periode.pk):
            roles.setdefault(role.sel.anggota.pegawai_id, []).append(role)
        written = self._lampiran()
        for item in self.items:
            skp, post = item.skp, item.penugasan
            if skp is None or post is None:
                continue
            found = [*pk.get(post.unit_id, ())] if self._takes_pk(item) else []
            source = earlier.get(item.pegawai_id)
            if source is not None:
                known = leaders.get(skp.penilai_id or 0, {})
                rows = carried(source, form=skp.format, tahun=self.periode.tahun, leaders=known)
                found += _results(rows, SumberMassal.SALIN)
            else:
                entries = library.get(post.jabatan_id, ())
                found += _results((from_library(row, skp.format) for row in entries), SumberMassal.PUSTAKA)
            found += _results(
                (_fitted(row, skp.format) for row in self.pilihan.templat), SumberMassal.TEMPLAT
            )
            kept = _assigned(_once(found), assigner(skp))[:MAX_RHK]
            if skp.format not in BERPERSPEKTIF:
                kept = _serving(kept, planned.get(skp.penilai_id or 0, ()), self.pilihan.harapan)
            item.hasil = tuple(kept)
            item.peran = len(roles.get(item.pegawai_id, ()))
            if not item.hasil and not item.peran:
                item.alasan = "planning.massal_no_words"
                continue
            item.lampiran = tuple(self._lines(skp, source, written.get(skp.pk or 0, frozenset())))

    def _takes_pk(self, item: Rancangan) -> bool:
        skp, post = item.skp, item.penugasan
        return skp is not None and post is not None and skp.format in BERPERSPEKTIF and post.memimpin

    def _pk(self) -> dict[int, list[Hasil]]:
        """By unit, what its perjanjian kinerja asks of who leads it (Lampiran BAB II A.2.a.3)."""
        units = {item.penugasan.unit_id for item in self.items if item.penugasan and self._takes_pk(item)}
        rows = (
            IndikatorPk.objects.filter(
                STANDING,
                sasaran__perjanjian__unit_id__in=units,
                sasaran__perjanjian__tahun=self.periode.tahun,
            )
            .select_related("sasaran__perjanjian")
            .order_by("sasaran__perjanjian_id", "sasaran__nomor", "nomor", "pk")
        )
        by_sasaran: dict[int, list[IndikatorPk]] = {}
        for row in rows:
            by_sasaran.setdefault(row.sasaran_id, []).append(row)
        found: dict[int, list[Hasil]] = {}
        for lines in by_sasaran.values():
            sasaran = lines[0].sasaran
            isian = IsianRhk(teks=sasaran.teks, sumber=SumberHasilKerja.PERJANJIAN_KINERJA.value)
            kept = tuple(Baris(IsianIndikator(teks=line.teks), line) for line in lines[:MAX_INDIKATOR])
            found.setdefault(sasaran.perjanjian.unit_id, []).append(
                Hasil(isian, SumberMassal.PK.value, kept, sasaran)
            )
        return found

    def _earlier(self) -> dict[int, Skp]:
        """The latest SKP of an earlier year that says something, with its contents, by person."""
        latest: dict[int, int] = {}
        rows = (
            Skp.objects.filter(pegawai_id__in=self.people, periode__tahun__lt=self.periode.tahun)
            .annotate(hasil=Count("rencana_hasil_kerja"))
            .filter(hasil__gt=0)
            .order_by("-periode__tahun", "-start_date", "-pk")
        )
        for pegawai_id, pk in rows.values_list("pegawai_id", "pk"):
            latest.setdefault(pegawai_id, pk)
        found = Skp.objects.filter(pk__in=latest.values()).defer("fakta").select_related("periode")
        return {skp.pegawai_id: skp for skp in found.prefetch_related(*CONTENT_PREFETCH).order_by("pk")}

    def _library(self, covered: Collection[int]) -> Mapping[int, Sequence[Any]]:
        wanted = {
            item.penugasan.jabatan_id
            for item in self.items
            if item.penugasan is not None and item.pegawai_id not in covered
        }
        return entries_by_jabatan(wanted, most=self.pilihan.paling_banyak)

    def _lampiran(self) -> dict[int, frozenset[str]]:
        """The lists of the lampiran that a draft has already, by SKP."""
        ids = [item.skp.pk for item in self.items if item.skp is not None and item.skp.pk]
        found: dict[int, frozenset[str]] = {}
        rows = ButirLampiran.objects.filter(skp_id__in=ids).order_by("pk") if ids else ()
        for row in rows:
            found[row.skp_id] = found.get(row.skp_id, frozenset()) | {row.jenis}
        return found

    def _lines(self, skp: Skp, source: Skp | None, written: frozenset[str]) -> Iterable[ButirLampiran]:
        """The lists that are empty yet: from the earlier SKP, else from the template."""
        brought = [
            ButirLampiran(skp=skp, jenis=line.jenis, urutan=line.urutan, teks=line.teks)
            for line in (source.butir_lampiran.all() if source else ())
            if line.jenis not in written
        ]
        yield from brought
        has = written | {line.jenis for line in brought}
        for jenis, lines in self.pilihan.lampiran.items():
            if jenis not in has:
                for number, teks in enumerate(lines, start=1):
                    yield ButirLampiran(skp=skp, jenis=jenis, urutan=number, teks=teks)


def _results(rows: Iterable[IsianRhk], sumber: SumberMassal) -> list[Hasil]:
    return [
        Hasil(row, sumber.value, tuple(Baris(line) for line in row.indikator[:MAX_INDIKATOR]))
        for row in (row.tidy() for row in rows)
    ]


def _fitted(row: IsianRhk, form: str) -> IsianRhk:
    return replace(row, indikator=tuple(fitted(line, form) for line in row.indikator))


def _once(rows: Iterable[Hasil]) -> list[Hasil]:
    """Each wording once; the first source keeps it."""
    kept: dict[str, Hasil] = {}
    for row in rows:
        kept.setdefault(same_key(row.isian.teks), row)
    return list(kept.values())


def _assigned(rows: Iterable[Hasil], leader: str) -> list[Hasil]:
    """With who assigns it, where the source does not say."""
    return [
        row if row.isian.penugasan_dari else replace(row, isian=replace(row.isian, penugasan_dari=leader))
        for row in rows
    ]


def _serving(rows: Iterable[Hasil], planned: Sequence[tuple[int, str]], harapan: str) -> list[Hasil]:
    """With the provisional result of the leader where the source names none: the one that is most alike, else
    what was written for all. Nothing is linked: the owner accepts the proposal (`queries.links`)."""
    found = []
    for row in rows:
        if not row.isian.intervensi_teks:
            alike = best_matches(row.isian.teks, planned)
            words = dict(planned)[alike[0].key] if alike else harapan
            row = replace(row, isian=replace(row.isian, intervensi_teks=words))
        found.append(row)
    return found
