"""Who may do what in a Survei Kepuasan Masyarakat.

Citizens answer without an account, and everybody reads the results. The unit kepegawaian runs a survey; those
who work in the unit show the code of the day and type paper; its leaders plan what follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

register(
    {
        "skm.not_clerk": Reason(
            _("Survei kepuasan masyarakat hanya dijalankan oleh unit kepegawaian."),
            _("Hubungi unit kepegawaian instansi Anda."),
        ),
        "skm.not_counter": Reason(
            _("Loket dan kertas survei ini hanya untuk pegawai unit itu, pimpinannya, dan unit kepegawaian."),
            _("Mintalah kepada petugas loket unit itu."),
        ),
        "skm.own_unit": Reason(
            _("Jawaban yang ditahan tidak diputuskan oleh orang yang bekerja di unit yang dinilai."),
            _("Mintalah petugas kepegawaian lain, dari unit lain, untuk memeriksanya."),
        ),
        "skm.not_leader": Reason(
            _("Tindak lanjut direncanakan oleh pimpinan unit atau unit kepegawaian."),
            _("Sampaikan usulan Anda kepada pimpinan unit."),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody works on a day, and which units they lead, as paths."""

    works: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()

    def works_in(self, path: str) -> bool:
        return path in self.works

    def leads_over(self, path: str) -> bool:
        return path.startswith(self.leads) if self.leads else False


def can_run_skm(actor: Actor, *, path: str) -> Answer:
    """Planning, opening, closing, the report: the unit kepegawaian, for the units of its grant."""
    if actor.is_system or actor.has(Role.KEPEGAWAIAN, path=path):
        return Allowed()
    return Denied("skm.not_clerk")


def can_decide_batch(actor: Actor, *, path: str, standing: Standing) -> Answer:
    """Whether answers that were held back count: never who works where the answers are about."""
    allowed = can_run_skm(actor, path=path)
    if not allowed:
        return allowed
    return Denied("skm.own_unit") if standing.works_in(path) or standing.leads_over(path) else Allowed()


def can_serve_counter(actor: Actor, *, path: str, standing: Standing) -> Answer:
    """The code of the day and the typing of paper."""
    if can_run_skm(actor, path=path) or actor.has(Role.PENGELOLA_KINERJA, path=path):
        return Allowed()
    if standing.works_in(path) or standing.leads_over(path):
        return Allowed()
    return Denied("skm.not_counter")


def can_follow_up(actor: Actor, *, path: str, standing: Standing) -> Answer:
    """What the unit will do about what was said."""
    if can_run_skm(actor, path=path) or standing.leads_over(path):
        return Allowed()
    return Denied("skm.not_leader")
