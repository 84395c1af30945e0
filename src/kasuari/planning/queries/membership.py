"""Who takes part in matrices: teams, consents that wait, roles that wait at somebody's SKP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.planning.enums import StateAnggota
from kasuari.planning.models import AnggotaMatriks, Matriks, PeranHasil, Periode, Skp, TimKerja
from kasuari.planning.queries.grid import share_in_words
from kasuari.planning.queries.matriks import matriks_for, matriks_rows
from kasuari.planning.states import CARRYING


def tim_of(matriks: Matriks) -> list[TimKerja]:
    """The tim kerja that its leader has formed, running ones first. One query."""
    rows = matriks.tim.select_related("ketua").order_by("nama", "pk")
    return sorted(rows, key=lambda row: row.end_date is not None)


def open_teams(instansi_id: int, periode: Periode) -> list[TimKerja]:
    """Tim kerja that take applications. One query."""
    rows = TimKerja.objects.filter(
        terbuka=True, end_date=None, matriks__skp__periode=periode, ketua__instansi_id=instansi_id
    )
    return list(rows.select_related("ketua", "matriks__skp__unit").order_by("nama", "pk"))


def team_for(actor: Actor, tim_id: int) -> TimKerja:
    """A tim kerja that takes applications, or one of a matrix that the actor reads. Raises Http404."""
    found = TimKerja.objects.select_related("ketua", "matriks__skp__periode").filter(pk=tim_id).first()
    if found is None:
        raise Http404
    if found.terbuka and found.end_date is None:
        return found
    matriks_for(actor, found.matriks_id)
    return found


def second_level(matriks: Matriks) -> list[Matriks]:
    """The matrices of the ketua tim of `matriks`, in the order of their names. One query."""
    ketua = matriks.tim.filter(end_date=None).values("ketua_id")
    rows = matriks_rows().filter(skp__pegawai_id__in=ketua, skp__periode_id=matriks.skp.periode_id)
    return list(rows.exclude(pk=matriks.pk).order_by("skp__pegawai__nama", "pk"))


def member_of(matriks: Matriks, anggota_id: int) -> AnggotaMatriks:
    """One row of a matrix with its people. Raises Http404. One query."""
    rows = AnggotaMatriks.objects.select_related("matriks__skp__periode", "matriks__skp__pegawai", "pegawai")
    found = rows.filter(matriks=matriks, pk=anggota_id).first()
    if found is None:
        raise Http404
    return found


def consent_for(actor: Actor, anggota_id: int) -> AnggotaMatriks:
    """A row whose penilai the actor is, or whose matrix the actor reads. Raises Http404."""
    found = (
        AnggotaMatriks.objects.select_related(
            "matriks__skp__periode", "matriks__skp__pegawai", "matriks__skp__unit", "pegawai", "penilai"
        )
        .filter(pk=anggota_id)
        .exclude(state=StateAnggota.LANGSUNG)
        .first()
    )
    if found is None:
        raise Http404
    if actor.pegawai_id is None or actor.pegawai_id not in {found.penilai_id, found.pegawai_id}:
        matriks_for(actor, found.matriks_id)
    return found


def consents(ids: Sequence[int]) -> list[AnggotaMatriks]:
    """These rows with their people, oldest request first. One query."""
    rows = AnggotaMatriks.objects.filter(pk__in=list(ids)).select_related(
        "matriks__skp__pegawai", "matriks__skp__unit", "pegawai", "penilai"
    )
    return list(rows.order_by("requested_at", "pk"))


def consents_waiting(penilai_id: int) -> QuerySet[AnggotaMatriks, int]:
    """Rows that wait for the consent of this penilai, oldest first. One query."""
    rows = AnggotaMatriks.objects.filter(
        penilai_id=penilai_id, state=StateAnggota.DIMINTA, matriks__skp__periode__state="dibuka"
    )
    return rows.order_by("requested_at", "pk").values_list("pk", flat=True)


def roles_of_row(anggota: AnggotaMatriks) -> list[tuple[str, list[str]]]:
    """The roles of one row below the words of their column, in the order of writing. One query."""
    rows = PeranHasil.objects.filter(sel__anggota=anggota, dicabut=False).order_by("sel_id", "urutan", "pk")
    found: dict[tuple[int, str], list[str]] = {}
    for sel_id, kolom, teks in rows.values_list("sel_id", "sel__kolom__teks", "teks"):
        found.setdefault((sel_id, kolom), []).append(teks)
    return [(kolom, lines) for (_sel_id, kolom), lines in found.items()]


@dataclass(frozen=True, slots=True)
class PeranSkp:
    """A role of the matrix as the page of its owner's SKP shows it: what waits, and why."""

    id: int
    teks: str
    dari: str
    matriks_id: int
    kolom: str
    bagian: str
    rhk_id: int | None
    rhk_teks: str
    keadaan: str

    @property
    def dicabut(self) -> bool:
        return self.keadaan == "dicabut"


def roles_that_may_wait(skp_id: int) -> dict[str, QuerySet[PeranHasil]]:
    """Without a row in one of these `roles_waiting` has nothing to say about an SKP."""
    mine = PeranHasil.objects.filter(
        sel__anggota__pegawai__skp=skp_id, sel__anggota__state__in=CARRYING, dicabut=False
    )
    of_skp = PeranHasil.objects.filter(rhk__skp=skp_id)
    return {
        "planning.role_new": mine.filter(rhk=None),
        "planning.role_words": of_skp.exclude(rhk__teks=F("teks")),
        "planning.role_share": of_skp.filter(
            Q(bagian_masuk=None) | ~Q(bagian=F("bagian_masuk")), bagian__isnull=False
        ),
        "planning.role_gone": of_skp.filter(dicabut=True),
    }


def roles_waiting(skp: Skp) -> list[PeranSkp]:
    """Roles that are not in this SKP in their words, and results whose role was taken away. One query."""
    rows = (
        PeranHasil.objects.filter(
            Q(dicabut=True, rhk__skp=skp)
            | Q(dicabut=False, rhk=None)
            | (Q(rhk__skp=skp, dicabut=False) & ~Q(rhk__teks=F("teks")))
            | (
                Q(rhk__skp=skp, dicabut=False, bagian__isnull=False)
                & (Q(bagian_masuk=None) | ~Q(bagian=F("bagian_masuk")))
            ),
            sel__anggota__pegawai_id=skp.pegawai_id,
            sel__anggota__state__in=CARRYING,
            sel__anggota__matriks__skp__periode_id=skp.periode_id,
        )
        | PeranHasil.objects.filter(dicabut=True, rhk__skp=skp)
    ).select_related("sel__kolom", "sel__anggota__matriks__skp__pegawai", "rhk")
    found = []
    for item in rows.distinct().order_by("pk"):
        leader = item.sel.anggota.matriks.skp.pegawai
        keadaan = "dicabut" if item.dicabut else "menunggu"
        if not item.dicabut and item.rhk is not None and item.rhk.teks != item.teks:
            keadaan = "beda"
        elif not item.dicabut and item.rhk is None and item.teks_masuk:
            keadaan = "dihapus"
        found.append(
            PeranSkp(
                item.pk,
                item.teks,
                leader.nama_lengkap,
                item.sel.anggota.matriks_id,
                item.sel.kolom.teks,
                share_in_words(item.bagian, item.satuan),
                item.rhk_id,
                item.rhk.teks if item.rhk else "",
                keadaan,
            )
        )
    return found
