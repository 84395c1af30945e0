"""Short ways to propose and decide awards in tests, and what of it is in the world of the route table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kasuari.development.models import ImporPotensi, PotensiPegawai, UsulanPenghargaan
from kasuari.development.operations import talenta
from kasuari.development.operations import tindak_lanjut as operations
from kasuari.evaluation.models import Evaluasi
from kasuari.foundation.access import Actor
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, Cast

WHY = "Tidak ada ibu bersalin yang terlambat dirujuk selama triwulan ini."


def propose(
    cast: Cast, evaluasi: Evaluasi, *, by: Actor | None = None, at: datetime = NOW, **changes: Any
) -> UsulanPenghargaan:
    given: dict[str, Any] = {"bentuk": "pengembangan", "nama": "", "alasan": WHY}
    return operations.propose_award(
        evaluasi=evaluasi, by=by or cast.actor(cast.hendrika), at=at, **(given | changes)
    )


def decide(
    cast: Cast, usulan: UsulanPenghargaan, *, setuju: bool = True, by: Actor | None = None, **changes: Any
) -> UsulanPenghargaan:
    given: dict[str, Any] = {
        "alasan": "Sesuai bukti.",
        "sampai": None,
        "version": usulan.version,
        "at": NOW,
    }
    operations.decide_award(
        usulan=usulan, setuju=setuju, by=by or cast.actor(cast.andreas), **(given | changes)
    )
    usulan.refresh_from_db()
    return usulan


def note(
    cast: Cast, *, person: Pegawai | None = None, by: Actor | None = None, **changes: Any
) -> PotensiPegawai:
    """Yohana's potensi, by the clerk."""
    given: dict[str, Any] = {"nilai": "tinggi", "tanggal": date(2026, 2, 2), "dasar": "Asesmen 2026"}
    return talenta.note_potential(
        pegawai=person or cast.yohana, by=by or cast.actor(cast.lusia), at=NOW, **(given | changes)
    )


def potensi_csv(*lines: str) -> bytes:
    """A file of potensi."""
    return "\n".join(["NIP,Potensi,Tanggal Asesmen,Dasar", *lines, ""]).encode()


@dataclass
class FollowUp:
    """About Yohana, on the delivered result."""

    result: Evaluasi
    waiting: UsulanPenghargaan  # by Hendrika
    approved: UsulanPenghargaan  # by Lusia, approved by Andreas
    potensi: PotensiPegawai
    impor: ImporPotensi  # in preview


def follow_up_of(cast: Cast, evaluasi: Evaluasi) -> FollowUp:
    approved = propose(cast, evaluasi, by=cast.actor(cast.lusia), bentuk="suksesi")
    impor = talenta.read_potential_file(
        content=potensi_csv(f"{cast.markus.nip},menengah,02-02-2026,Asesmen 2026"),
        name="potensi.csv",
        instansi=cast.instansi,
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    return FollowUp(evaluasi, propose(cast, evaluasi), decide(cast, approved), note(cast), impor)
