"""Who may see and write a matriks peran hasil, decide about members and join a tim kerja."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor, Allowed, Answer, Denied, first_denial
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within
from kasuari.planning.access.common import READERS, is_periode_open, is_person
from kasuari.planning.states import IN_MATRIX

if TYPE_CHECKING:
    from kasuari.planning.models import AnggotaMatriks, Matriks, Skp, TimKerja

register(
    {
        "planning.not_leader": Reason(
            _("Matriks dibuat oleh pimpinan unit atau ketua tim dari SKP-nya sendiri."),
            _("Minta pimpinan unit menyusun matriksnya, atau membentuk tim kerja dengan Anda sebagai ketua."),
        ),
        "planning.not_matrix_leader": Reason(
            _("Matriks ini hanya diubah oleh pimpinan atau ketua tim yang memilikinya."),
            _("Sampaikan usul Anda kepada pimpinan atau ketua tim tersebut."),
        ),
        "planning.not_consenting": Reason(
            _("Hanya pejabat penilai kinerja pegawai ini yang dapat memutuskan penugasannya."),
            _("Bila penilai yang tercatat keliru, minta pegawai memakai tombol “Penilai saya salah”."),
        ),
        "planning.team_closed": Reason(
            _("Tim kerja ini tidak membuka pengajuan sukarela."),
            _("Hubungi ketua timnya bila Anda ingin membantu."),
        ),
    }
)


def matriks_visible_to(actor: Actor) -> Q:
    """The matrices that `actor` may read: the leader, who rates that leader, those in it, who oversees."""
    from kasuari.planning.models import AnggotaMatriks, TimKerja

    if actor.is_system:
        return Q()
    paths = actor.scopes(*READERS)
    if "" in paths:
        return Q()
    seen = Q(pk__in=[])
    for path in paths:
        seen |= within("skp__unit__path", path)
    if actor.pegawai_id is not None:
        me = actor.pegawai_id
        rows = AnggotaMatriks.objects.filter(pegawai_id=me, state__in=IN_MATRIX)
        led = TimKerja.objects.filter(matriks__skp__pegawai_id=me)
        seen |= (
            Q(skp__pegawai_id=me)
            | Q(skp__penilai_id=me)
            | Q(skp__atasan_penilai_id=me)
            | Q(pk__in=rows.values("matriks_id"))
            | Q(skp__pegawai_id__in=led.values("ketua_id"))
        )
    return seen


def can_read_matriks(actor: Actor, matriks: Matriks) -> bool:
    """Whether `matriks_visible_to` names this one. The leader is answered without asking the database."""
    from kasuari.planning.models import Matriks

    skp = matriks.skp
    near = (skp.pegawai_id, skp.penilai_id, skp.atasan_penilai_id)
    if actor.pegawai_id is not None and actor.pegawai_id in near:
        return True
    return Matriks.objects.filter(matriks_visible_to(actor), pk=matriks.pk).exists()


def can_keep_role(actor: Actor, skp: Skp) -> Answer:
    """The owner or the penilai may keep a result whose role was taken out of the matrix."""
    if is_person(actor, skp.pegawai_id) or is_person(actor, skp.penilai_id):
        return is_periode_open(skp.periode)
    return Denied("planning.not_owner")


def can_open_matriks(actor: Actor, skp: Skp) -> Answer:
    """The owner of the SKP who leads a unit, or is ketua of a tim kerja."""
    from kasuari.planning.models import TimKerja

    if not is_person(actor, skp.pegawai_id):
        return Denied("planning.not_owner")
    leads = (
        skp.penugasan.memimpin
        or TimKerja.objects.filter(ketua_id=skp.pegawai_id, matriks__skp__periode_id=skp.periode_id).exists()
    )
    return first_denial([Allowed() if leads else Denied("planning.not_leader"), is_periode_open(skp.periode)])


def can_edit_matriks(actor: Actor, matriks: Matriks) -> Answer:
    """The leader; a ketua tim's matrix also the leader who formed that tim."""
    return first_denial([_leads(actor, matriks), is_periode_open(matriks.skp.periode)])


def can_decide_anggota(actor: Actor, anggota: AnggotaMatriks) -> Answer:
    """Only the person's own penilai (Lampiran BAB II A.5.f.10-12)."""
    return Allowed() if is_person(actor, anggota.penilai_id) else Denied("planning.not_consenting")


def can_join(actor: Actor, tim: TimKerja) -> Answer:
    """Everybody of the agency, where the tim is open for it (Lampiran BAB II A.5.f.11)."""
    if actor.pegawai_id is None:
        return Denied("planning.no_account")
    return Allowed() if tim.terbuka and tim.end_date is None else Denied("planning.team_closed")


def _leads(actor: Actor, matriks: Matriks) -> Answer:
    from kasuari.planning.models import TimKerja

    if is_person(actor, matriks.skp.pegawai_id):
        return Allowed()
    if actor.pegawai_id is not None and (
        TimKerja.objects.filter(
            ketua_id=matriks.skp.pegawai_id,
            matriks__skp__pegawai_id=actor.pegawai_id,
            matriks__skp__periode_id=matriks.skp.periode_id,
            end_date=None,
        ).exists()
    ):
        return Allowed()
    return Denied("planning.not_matrix_leader")
