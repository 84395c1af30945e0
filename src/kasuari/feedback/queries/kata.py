"""The words of an agency, and what a sentence of feedback makes a reader stumble over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404

from kasuari.feedback.enums import KelompokKata
from kasuari.feedback.giveaway import Daftar
from kasuari.feedback.kalimat import Saran, saran_for
from kasuari.feedback.models import KataUmpanBalik
from kasuari.foundation.access import Actor
from kasuari.organisation import queries as organisation
from kasuari.planning import queries as planning
from kasuari.regulation.kalimat import periksa_kalimat
from kasuari.regulation.kalimat.kamus import BAKU, Kamus

if TYPE_CHECKING:
    from kasuari.planning.models import Skp


def kata_of(instansi_id: int) -> QuerySet[KataUmpanBalik]:
    """The words that an agency keeps now, by group and word."""
    return kata_ever(instansi_id).filter(removed_at__isnull=True)


def kata_ever(instansi_id: int) -> QuerySet[KataUmpanBalik]:
    """The words that an agency keeps or kept, with who added and who removed them. One query."""
    rows = KataUmpanBalik.objects.filter(instansi_id=instansi_id)
    return rows.select_related("added_by", "removed_by").order_by("kelompok", "kata", "added_at")


def kata_for(actor: Actor, kata_id: int) -> KataUmpanBalik:
    """One of the words of the actor's agency. Raises Http404."""
    instansi = organisation.instansi_for(actor)
    found = kata_of(instansi.pk).filter(pk=kata_id).first() if instansi is not None else None
    if found is None:
        raise Http404
    return found


def kamus_of(instansi_id: int) -> Kamus:
    """The words in force for an agency. One query."""
    return daftar_of(instansi_id).kamus


def daftar_of(instansi_id: int) -> Daftar:
    """The same with what shows an author, as the advice of 360 answers looks at it. One query."""
    words: dict[str, set[str]] = {}
    for kelompok, kata in kata_of(instansi_id).values_list("kelompok", "kata"):
        words.setdefault(kelompok, set()).add(kata)

    def group(kelompok: KelompokKata) -> frozenset[str]:
        return frozenset(words.get(kelompok, ()))

    kamus = BAKU.dengan(
        hinaan=group(KelompokKata.HINAAN),
        sifat=group(KelompokKata.SIFAT),
        bukan_nama=group(KelompokKata.BUKAN_NAMA),
        abaikan=group(KelompokKata.ABAIKAN),
    )
    return Daftar(kamus=kamus, penulis=group(KelompokKata.PENULIS), abaikan=group(KelompokKata.ABAIKAN))


def suggestions(
    teks: str, *, instansi_id: int, known: Iterable[str] = (), others: Iterable[str] = ()
) -> list[Saran]:
    """What to look at again before `teks` is sent, in words. One query."""
    verdict = periksa_kalimat(
        teks=teks, dikenal=tuple(known), nama_lain=tuple(others), kamus_instansi=kamus_of(instansi_id)
    )
    return [saran_for(item) for item in verdict.value or ()]


def looked_at(teks: str, *, actor: Actor | None, skp: Skp, on: date) -> list[Saran]:
    """The same for feedback on `skp`: giver and receiver may be named, those beside the receiver are known by
    name. Two queries."""
    beside = planning.skp_rows().filter(
        unit_id=skp.unit_id, periode_id=skp.periode_id, start_date__lte=on, last_date__gte=on
    )
    names = beside.exclude(pegawai_id=skp.pegawai_id).order_by().values_list("pegawai__nama", flat=True)
    giver = actor.name if actor is not None else ""
    return suggestions(
        teks,
        instansi_id=skp.periode.instansi_id,
        known=(skp.pegawai.nama, giver),
        others=names.distinct()[:200],
    )
