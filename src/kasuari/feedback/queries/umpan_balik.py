"""The gate to feedback, one's own lists, and the role in which somebody gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404

from kasuari.feedback.access import visible_to
from kasuari.feedback.enums import StatePermintaan
from kasuari.feedback.models import BuktiUmpanBalik, PermintaanUmpanBalik, UmpanBalik
from kasuari.feedback.sasaran import Sasaran, sasaran_in
from kasuari.foundation.access import Actor
from kasuari.foundation.rows import the_one
from kasuari.organisation import queries as organisation
from kasuari.planning import queries as planning
from kasuari.regulation import umpan_balik as law

if TYPE_CHECKING:
    from kasuari.planning.models import Skp

SHOWN = (
    "pegawai",
    "pemberi",
    "skp__pegawai",
    "skp__penilai",
    "skp__atasan_penilai",
    "skp__periode",
    "tautan__created_by",
)


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives, as it is kept with the words: name with titles, and post on the day."""

    nama: str
    jabatan: str


def umpan_balik_rows() -> QuerySet[UmpanBalik]:
    """Feedback with its people and its evidence, newest first. Two queries."""
    return (
        UmpanBalik.objects.select_related(*SHOWN).prefetch_related("bukti__file").order_by("-given_at", "-pk")
    )


def umpan_balik_for(actor: Actor, umpan_balik_id: int) -> UmpanBalik:
    """One feedback within the actor's reach. Raises Http404."""
    found = the_one(umpan_balik_rows().filter(visible_to(actor), pk=umpan_balik_id))
    if found is None:
        raise Http404
    return found


def bukti_for(actor: Actor, bukti_id: int) -> BuktiUmpanBalik:
    """Evidence of a feedback that stands and may be read. Raises Http404."""
    found = BuktiUmpanBalik.objects.select_related("file").filter(pk=bukti_id).first()
    readable = UmpanBalik.objects.filter(visible_to(actor), state="diberikan")
    if found is None or not readable.filter(pk=found.umpan_balik_id).exists():
        raise Http404
    return found


def received_by(pegawai_id: int) -> QuerySet[UmpanBalik]:
    """What one person was given."""
    return umpan_balik_rows().filter(pegawai_id=pegawai_id)


def given_by(user_id: int) -> QuerySet[UmpanBalik]:
    """What one account has given."""
    return umpan_balik_rows().filter(pemberi_akun_id=user_id)


def giveable_skp(pegawai_id: int, on: date) -> list[Skp]:
    """The running SKP of a person with their results, the newest first: what one may give feedback on. Which
    results may be named is asked of `known_results`. Four queries."""
    running = planning.skp_of(pegawai_id).filter(state="ditetapkan", start_date__lte=on, last_date__gte=on)
    return list(running.prefetch_related(*planning.CONTENT_PREFETCH))


def known_results(actor: Actor, skp: Skp) -> set[int]:
    """The results of `skp` (from `giveable_skp`) that the actor may name: all for whoever reads the SKP, else
    those that one was asked about and those that came from one's own matrix. At most three queries."""
    every = {rhk.pk for rhk in skp.rencana_hasil_kerja.all()}
    me = actor.pegawai_id
    if planning.skp_visible(actor).filter(pk=skp.pk).exists() or me is None:
        return every
    asked = PermintaanUmpanBalik.objects.filter(skp_id=skp.pk, pemberi_id=me, state=StatePermintaan.MENUNGGU)
    led = planning.matriks_of_person(skp.pegawai_id, skp.periode).filter(skp__pegawai_id=me)
    given = led.filter(anggota__pegawai_id=skp.pegawai_id).order_by()
    return every & {
        *asked.values_list("rhk_id", flat=True),
        *given.values_list("anggota__sel__peran__rhk_id", flat=True),
    }


def part_to_give(actor: Actor, skps: list[Skp], key: str) -> tuple[Skp, Sasaran]:
    """The SKP and the part that a key names; a value belongs to the first SKP. Raises Invalid for a part that
    is not there, or a result that the actor may not name."""
    for skp in skps:
        if key in {f"rhk:{pk}" for pk in known_results(actor, skp)}:
            return skp, sasaran_in(skp, key)
    return skps[0], sasaran_in(skps[0], "" if key.startswith("rhk:") else key)


def peran_of(actor: Actor, skp: Skp) -> tuple[Giver, str]:
    """The giver as kept with the words, and the role that follows from the SKP of the day. Six queries."""
    me = actor.pegawai_id
    if me is None:
        raise RuntimeError("the role of a giver is asked for a pegawai")
    own = planning.skp_of(me, skp.periode)
    verdict = law.peran_pemberi(
        fakta=law.FaktaPemberi(
            diri_sendiri=me == skp.pegawai_id,
            penilai=me == skp.penilai_id,
            memberi_tugas=me == skp.atasan_penilai_id
            or planning.matriks_of_person(skp.pegawai_id, skp.periode).filter(skp__pegawai_id=me).exists(),
            dinilai_pegawai=own.filter(penilai_id=skp.pegawai_id).exists(),
            setingkat=own.filter(penilai_id=skp.penilai_id).exists()
            or own.filter(unit_id=skp.unit_id).exists(),
        )
    )
    if verdict.value is None:
        raise RuntimeError(f"nobody gives feedback to oneself: {verdict.code}")
    found = organisation.identity(me, on=actor.on)
    return Giver(nama=found.nama, jabatan=(found.jabatan or "")[:80]), verdict.value.value


def correctable_until(umpan_balik: UmpanBalik) -> datetime | None:
    """Until when its giver may still put the words right."""
    return law.batas_ralat(diberikan=umpan_balik.given_at).value
