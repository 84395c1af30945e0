"""Allocations: what was asked, what came out, what a change by hand would cost, and why not me."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext as _

from kasuari.development.access.mitra import can_read_agency
from kasuari.development.enums.mitra import StateAlokasi, StatePendaftaran
from kasuari.development.models import Alokasi, Pendaftaran, UsulanAlokasi
from kasuari.development.queries.letak import remote_units
from kasuari.development.words_mitra import decimal_words, group_words
from kasuari.foundation.access import Actor
from kasuari.organisation import queries as organisation
from kasuari.organisation.access import visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Batasan:
    """The limits of an allocation. None: without that limit. `bagian` is the part of its proportional share
    that each unit, sex and the remote districts reach at least, `prioritas` by how much more the gap of
    somebody with the priority of Pasal 31 counts: policy of the agency, not law."""

    first: date
    last: date
    anggaran: Decimal | None = None
    hari: int | None = None
    most_days: int | None = None
    bagian: Decimal = Decimal("0.5")
    peserta: int = 0
    prioritas: Decimal = Decimal("0.2")

    def as_json(self) -> dict[str, Any]:
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "anggaran": None if self.anggaran is None else str(self.anggaran),
            "hari": self.hari,
            "most_days": self.most_days,
            "bagian": str(self.bagian),
            "peserta": self.peserta,
            "prioritas": str(self.prioritas),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Batasan:
        return cls(
            first=date.fromisoformat(data["first"]),
            last=date.fromisoformat(data["last"]),
            anggaran=None if data["anggaran"] is None else Decimal(data["anggaran"]),
            hari=data["hari"],
            most_days=data["most_days"],
            bagian=Decimal(data["bagian"]),
            peserta=data["peserta"],
            prioritas=Decimal(data.get("prioritas", 0)),
        )


@dataclass(frozen=True, slots=True)
class ChangeEffect:
    """What a change by hand does to the gap that is closed, and in words the limits that it would break and
    the groups that it takes below their share. A limit forbids the change, a share asks for a decision."""

    before: Decimal
    after: Decimal
    breaks: tuple[str, ...]
    shares: tuple[str, ...]
    figures: dict[str, Any]  # what the allocation then says of itself

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class WhyNot:
    """One programme that somebody could have taken, and what stood in the way."""

    usulan: UsulanAlokasi
    reason: str


def allocations(actor: Actor) -> QuerySet[Alokasi]:
    """Those of the agency, newest first, for those who oversee."""
    can_read_agency(actor).or_raise()
    return Alokasi.objects.filter(visible_to(actor)).order_by("-pk")


def allocations_to_weigh(instansi_id: int) -> QuerySet[Alokasi]:
    """Those of an agency that say what a budget brings, newest first. The caller has asked access."""
    stand = (StateAlokasi.SIAP, StateAlokasi.DISETUJUI)
    return Alokasi.objects.filter(instansi_id=instansi_id, state__in=stand).order_by("-pk")


def alokasi_for(actor: Actor, alokasi_id: int) -> Alokasi:
    """One of the agency. Raises Http404."""
    rows = Alokasi.objects.filter(visible_to(actor), pk=alokasi_id).select_related("instansi")
    found = rows.first() if can_read_agency(actor) else None
    if found is None:
        raise Http404
    return found


def chosen_in(alokasi: Alokasi) -> QuerySet[UsulanAlokasi]:
    """Who gets a place, by programme and name."""
    rows = UsulanAlokasi.objects.filter(alokasi=alokasi, terpilih=True)
    return rows.select_related("pegawai", "program", "unit").order_by(
        "program__start_date", "program_id", "pegawai__nama_cari", "pk"
    )


def without_place(alokasi: Alokasi, *, q: str = "") -> QuerySet[UsulanAlokasi]:
    """The best pair of those who get none, the largest first."""
    having = UsulanAlokasi.objects.filter(alokasi=alokasi, terpilih=True).values("pegawai_id")
    rows = UsulanAlokasi.objects.filter(alokasi=alokasi).exclude(pegawai_id__in=having)
    for word in q.split()[:6]:
        rows = rows.filter(pegawai__nama__icontains=word)
    return rows.select_related("pegawai", "program", "unit").order_by(
        "-nilai", "pegawai__nama_cari", "biaya", "pk"
    )


def usulan_in(alokasi: Alokasi, usulan_id: int | None) -> UsulanAlokasi | None:
    """A pair of this allocation, None for none. Raises Http404 for another's."""
    if not usulan_id:
        return None
    found = (
        UsulanAlokasi.objects.filter(alokasi=alokasi, pk=usulan_id)
        .select_related("program", "pegawai")
        .first()
    )
    if found is None:
        raise Http404
    return found


def change_effect(
    alokasi: Alokasi, *, masuk: UsulanAlokasi | None, keluar: UsulanAlokasi | None
) -> ChangeEffect:
    """What letting `masuk` in and `keluar` out does. Nine queries."""
    batasan = Batasan.from_json(alokasi.batasan)
    chosen = UsulanAlokasi.objects.filter(alokasi=alokasi, terpilih=True)
    sums = chosen.aggregate(nilai=Sum("nilai"), biaya=Sum("biaya"), hari=Sum("hari"), orang=Count("pk"))
    before = sums["nilai"] or Decimal(0)
    after, biaya, hari, orang = before, sums["biaya"] or Decimal(0), sums["hari"] or 0, sums["orang"]
    breaks = []
    if keluar is not None:
        if not keluar.terpilih:
            breaks.append(_("orang yang dikeluarkan tidak mendapat tempat"))
        after, biaya, hari, orang = after - keluar.nilai, biaya - keluar.biaya, hari - keluar.hari, orang - 1
    if masuk is not None:
        after, biaya, hari, orang = after + masuk.nilai, biaya + masuk.biaya, hari + masuk.hari, orang + 1
        others = chosen.exclude(pk=keluar.pk) if keluar else chosen
        if others.filter(pegawai_id=masuk.pegawai_id).exists():
            breaks.append(_("orang ini sudah mendapat tempat"))
        free = masuk.program.kursi - masuk.program.terisi
        if others.filter(program_id=masuk.program_id).count() >= free:
            breaks.append(_("kursi program itu penuh"))
    if batasan.anggaran is not None and biaya > batasan.anggaran:
        breaks.append(_("anggaran"))
    if batasan.hari is not None and hari > batasan.hari:
        breaks.append(_("hari perjalanan"))
    if orang < batasan.peserta:
        breaks.append(_("jumlah peserta paling sedikit"))
    groups = _groups(alokasi, masuk=masuk, keluar=keluar)
    bound = alokasi.hasil["batas"]
    figures = {
        "nilai": float(after),
        "selisih": max(0.0, (bound - float(after)) / bound) if bound else 0.0,
        "orang": orang,
        "biaya": int(biaya),
        "hari": hari,
        "kelompok": [
            {"jenis": kind, "nama": group.nama, "orang": group.people, "dapat": group.after}
            for kind, group in groups
        ],
    }
    return ChangeEffect(before, after, tuple(breaks), _shares_broken(groups, batasan), figures)


@dataclass(frozen=True, slots=True)
class _Group:
    """A unit, a sex or the remote districts: how many could take part and how many do, before and after."""

    nama: str
    people: int
    got: int
    after: int


def _shares_broken(groups: list[tuple[str, _Group]], batasan: Batasan) -> tuple[str, ...]:
    """The groups that the change takes further below the share that was asked for, in words."""
    asked = sum(group.people for kind, group in groups if kind == "unit")
    total = sum(group.got for kind, group in groups if kind == "unit")
    then = sum(group.after for kind, group in groups if kind == "unit")
    found = []
    for _kind, group in groups:
        share = float(batasan.bagian) * group.people / max(asked, 1)
        short, before = share * then - group.after, share * total - group.got
        # As in the calculation: less than one person short is not short.
        if short >= 1 and short > before:
            found.append(
                _("%(group)s: %(got)d tempat, padahal bagiannya %(least)s dari %(total)d tempat")
                % {
                    "group": group_words(group.nama),
                    "got": group.after,
                    "least": decimal_words(share * then),
                    "total": then,
                }
            )
    return tuple(found)


def _groups(
    alokasi: Alokasi, *, masuk: UsulanAlokasi | None, keluar: UsulanAlokasi | None
) -> list[tuple[str, _Group]]:
    """Every group of an allocation. Five queries."""
    rows = UsulanAlokasi.objects.filter(alokasi=alokasi).annotate(
        dinas=Coalesce("unit__perangkat_daerah_id", "unit_id")
    )
    changed = [(row.pk, step) for row, step in ((masuk, 1), (keluar, -1)) if row is not None]
    keys = ("pk", "dinas", "pegawai__jenis_kelamin", "unit_id")
    moved = {pk: tuple(key) for pk, *key in rows.filter(pk__in=dict(changed)).values_list(*keys)}
    paths = rows.order_by().values_list("unit__path", flat=True).distinct()
    remote = remote_units(alokasi.instansi_id, among=paths)
    count = {
        "people": Count("pegawai_id", distinct=True),
        "got": Count("pegawai_id", filter=Q(terpilih=True), distinct=True),
    }
    units = list(rows.order_by().values("dinas").annotate(**count).values_list("dinas", "people", "got"))
    names = {unit.pk: unit.nama for unit in organisation.units_by_id([key for key, *_ in units if key])}
    sexes = rows.exclude(pegawai__jenis_kelamin="").order_by().values("pegawai__jenis_kelamin")
    far = rows.filter(unit__path__in=remote).aggregate(**count)
    far_ids = set(rows.filter(unit__path__in=remote, pk__in=dict(changed)).values_list("pk", flat=True))

    def after(got: int, place: int, value: Any) -> int:
        return got + sum(step for pk, step in changed if moved[pk][place] == value)

    found = [
        ("unit", _Group(names.get(key, ""), people, got, after(got, 0, key))) for key, people, got in units
    ]
    found += [
        ("sex", _Group(sex, people, got, after(got, 1, sex)))
        for sex, people, got in sexes.annotate(**count).values_list("pegawai__jenis_kelamin", "people", "got")
    ]
    if far["people"]:
        then = far["got"] + sum(step for pk, step in changed if pk in far_ids)
        there = _Group("True", far["people"], far["got"], then)
        found.append(("remote", there))
    return found


def why_not(alokasi: Alokasi, pegawai_id: int) -> tuple[UsulanAlokasi | None, list[WhyNot]]:
    """The place that a person gets, or for each programme that was feasible what stood in the way. Four
    queries."""
    rows = list(
        UsulanAlokasi.objects.filter(alokasi=alokasi, pegawai_id=pegawai_id)
        .select_related("program__mitra")
        .order_by("-nilai", "biaya", "pk")
    )
    place = next((row for row in rows if row.terpilih), None)
    if place is not None or not rows:
        return place, []
    batasan = Batasan.from_json(alokasi.batasan)
    chosen = UsulanAlokasi.objects.filter(alokasi=alokasi, terpilih=True)
    taken = {
        row["program_id"]: row
        for row in chosen.filter(program_id__in={row.program_id for row in rows})
        .values("program_id")
        .annotate(
            orang=Count("pk"),
            paling_kecil=Min("nilai"),
            didahulukan=Count("pk", filter=Q(prioritas=True)),
        )
    }
    sums = chosen.aggregate(biaya=Sum("biaya"), hari=Sum("hari"))
    binding = alokasi.hasil.get("mengikat", {})
    found = []
    for row in rows:
        reasons = []
        here = taken.get(row.program_id)
        if row.tangan:
            reasons.append(_("Dikeluarkan dengan tangan: %(why)s.") % {"why": row.alasan})
        if here and here["orang"] >= row.program.kursi - row.program.terisi:
            words = _("Semua kursi diberikan kepada peserta yang kesenjangannya setara atau lebih besar")
            if here["paling_kecil"] < row.nilai:
                words = _(
                    "Semua kursi terpakai, sebagian bagi unit, kelompok, atau wilayah yang "
                    "harus ikut mendapat bagian"
                )
            reasons.append(f"{words}.")
            if here["didahulukan"] and batasan.prioritas and not row.prioritas:
                reasons.append(
                    _(
                        "Di antaranya ada yang didahulukan karena prioritas Pasal 31, "
                        "yang dihitung lebih besar."
                    )
                )
        if batasan.anggaran is not None and (sums["biaya"] or 0) + row.biaya > batasan.anggaran:
            reasons.append(_("Sisa anggaran tidak cukup untuk biaya dan perjalanannya."))
        elif binding.get("anggaran") and row.biaya:
            reasons.append(_("Anggaran menutup lebih banyak kesenjangan bila dipakai untuk peserta lain."))
        if batasan.hari is not None and (sums["hari"] or 0) + row.hari > batasan.hari:
            reasons.append(_("Hari perjalanan yang tersedia sudah habis."))
        if not reasons:
            reasons.append(
                _("Memberi tempat ini kepadanya menggeser peserta lain atau bagian kelompok lain.")
            )
        found.append(WhyNot(row, " ".join(reasons)))
    return None, found


def shares_of(alokasi: Alokasi) -> list[dict[str, Any]]:
    """How each sex and the remote districts fare, from the figures that were kept; units by how little they
    got."""
    rows = [row for row in alokasi.hasil.get("kelompok", []) if row["orang"]]
    return sorted(rows, key=lambda row: (row["jenis"] == "unit", row["dapat"] / row["orang"], row["nama"]))


def to_invite(alokasi: Alokasi) -> int:
    """How many of an approved allocation were not invited yet."""
    return Pendaftaran.objects.filter(alokasi=alokasi, state=StatePendaftaran.DISETUJUI).count()


def approved_about(pegawai_id: int) -> QuerySet[Alokasi]:
    """The approved allocations in which a person could have had a place, newest first."""
    rows = Alokasi.objects.filter(Q(state=StateAlokasi.DISETUJUI), usulan__pegawai_id=pegawai_id)
    return rows.distinct().order_by(F("approved_at").desc(), "-pk")
