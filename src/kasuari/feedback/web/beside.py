"""What feedback shows on pages below it: under a result, and at the head of an SKP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kasuari.feedback import queries
from kasuari.feedback.access import can_read_record
from kasuari.foundation.access import Actor
from kasuari.foundation.beside import Piece, Unless, show_beside

if TYPE_CHECKING:
    from kasuari.feedback.queries import Rekaman
    from kasuari.planning.models import Skp


def beside_results(actor: Actor, subject: Any) -> list[Piece]:
    """`subject` is (skp, period or None): a piece for each result with feedback, and one for the SKP.

    Nothing for those who may read the SKP but not its feedback.
    """
    skp, period = subject
    return _pieces(actor, skp, queries.rekaman_of(skp, period)) if _shown(actor, skp) else []


def without_feedback(actor: Actor, subject: Any) -> list[Piece]:
    """The same for an SKP to which nobody has given any. No query."""
    skp, _period = subject
    return _pieces(actor, skp, queries.empty_rekaman(skp)) if _shown(actor, skp) else []


def _shown(actor: Actor, skp: Skp) -> bool:
    return skp.state == "ditetapkan" and bool(can_read_record(actor, skp))


def _pieces(actor: Actor, skp: Skp, shown: Rekaman) -> list[Piece]:
    own = actor.pegawai_id == skp.pegawai_id
    found = [
        Piece(
            "feedback/beside.html",
            {"ucapan": part.standing, "skp": skp, "key": f"rhk:{part.rhk_id}", "own": own},
            about=f"rhk:{part.rhk_id}",
        )
        for part in shown.hasil
    ]
    behaviour = sum(len(part.standing) for part in shown.perilaku)
    return [
        *found,
        Piece(
            "feedback/beside_skp.html", {"skp": skp, "total": shown.total, "perilaku": behaviour, "own": own}
        ),
    ]


def show() -> None:
    """Put these pieces beside the plan and beside the work."""
    show_beside("progress.period", beside_results)
    none = Unless("feedback.rekaman", queries.umpan_balik_about, without_feedback)
    show_beside("planning.skp", beside_results, unless=none)
