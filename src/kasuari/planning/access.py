"""Who may see, write, submit, return and set an SKP, and who opens the year.

Being the owner, the penilai or the atasan penilai follows from the SKP itself; the other rights are granted
roles. Nobody acts on their own SKP in another role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied, first_denial
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within
from kasuari.planning.enums import StatePeriode, StateSkp
from kasuari.planning.states import BEFORE_SETTING, IN_MATRIX, WRITABLE

if TYPE_CHECKING:
    from kasuari.organisation.models import Penugasan
    from kasuari.planning.models import AnggotaMatriks, Matriks, Periode, Skp, TimKerja

READERS = (
    Role.KEPEGAWAIAN,
    Role.PYB,
    Role.AUDITOR,
    Role.PEJABAT_PEMBINA_KEPEGAWAIAN,
    Role.PENGELOLA_KINERJA,
)

register(
    {
        "planning.not_owner": Reason(
            _("Hanya pemilik SKP yang dapat mengubah atau mengajukannya."),
            _("Hubungi pegawai yang bersangkutan, atau beri catatan lewat pejabat penilai kinerjanya."),
        ),
        "planning.not_penilai": Reason(
            _("Hanya pejabat penilai kinerja SKP ini yang dapat melakukannya."),
            _("Bila penilai yang tercatat keliru, pakai tombol “Penilai saya salah” di halaman SKP."),
        ),
        "planning.self_approval": Reason(
            _("Tidak seorang pun menetapkan atau mengembalikan SKP-nya sendiri."),
            _("SKP ini ditetapkan oleh pejabat penilai kinerja Anda."),
        ),
        "planning.periode_closed": Reason(
            _("Periode kinerja ini tidak sedang dibuka."),
            _("Tanyakan kepada unit kepegawaian kapan periode dibuka."),
        ),
        "planning.not_writable": Reason(
            _("Isi SKP hanya dapat diubah selama masih draf atau dikembalikan."),
            _("Tarik kembali SKP yang sudah diajukan, atau minta pejabat penilai kinerja mengembalikannya."),
        ),
        "planning.already_set": Reason(
            _("SKP ini sudah ditetapkan dan isinya tidak berubah lagi."),
            _("Perubahan harapan dibicarakan dengan pejabat penilai kinerja."),
        ),
        "planning.not_clerk": Reason(
            _("Hanya unit kepegawaian yang dapat membuka dan menutup periode kinerja."),
            _("Hubungi unit kepegawaian instansi Anda."),
        ),
        "planning.pk_not_clerk": Reason(
            _("Hanya unit kepegawaian yang dapat menulis perjanjian kinerja."),
            _("Sampaikan perubahannya kepada unit kepegawaian instansi Anda."),
        ),
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
        "planning.not_curator": Reason(
            _("Hanya unit kepegawaian yang merawat pustaka rencana hasil kerja."),
            _("Usulkan perbaikannya kepada unit kepegawaian instansi Anda."),
        ),
        "planning.no_account": Reason(
            _("Langkah ini harus dilakukan oleh seorang pengguna, bukan oleh sistem."),
            _("Masuk dengan akun Anda, lalu ulangi."),
        ),
    }
)


def visible_to(actor: Actor) -> Q:
    """The SKP that `actor` may read. Everything else does not exist for them (404)."""
    if actor.is_system:
        return Q()
    paths = actor.scopes(*READERS)
    if "" in paths:
        return Q()
    seen = Q(pk__in=[])
    for path in paths:
        seen |= within("unit__path", path)
    if actor.pegawai_id is not None:
        me = actor.pegawai_id
        seen |= Q(pegawai_id=me) | Q(penilai_id=me) | Q(atasan_penilai_id=me)
    return seen


def can_open_periode(actor: Actor) -> Answer:
    """Only the unit kepegawaian, for the whole agency."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    return Allowed() if actor.has(Role.KEPEGAWAIAN) else Denied("planning.not_clerk")


def can_write_pk(actor: Actor, path: str = "") -> Answer:
    """The unit kepegawaian, for the units of its grant; the command line acts for it."""
    if actor.is_system or actor.has(Role.KEPEGAWAIAN, path=path):
        return Allowed()
    return Denied("planning.pk_not_clerk")


def can_finalise_pk(actor: Actor, path: str) -> Answer:
    """As writing, but by a person: setting and opening a perjanjian kinerja is an act of somebody."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    return can_write_pk(actor, path)


def can_link(actor: Actor, skp: Skp) -> Answer:
    """Only the owner, in an open year. Also once the SKP is set: a link adds where a result leads to and
    changes no word of what was agreed."""
    return first_denial([_owner(actor, skp), _periode_open(skp.periode)])


def can_curate(actor: Actor) -> Answer:
    """The library is kept by the unit kepegawaian, for the whole agency."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    return Allowed() if actor.has(Role.KEPEGAWAIAN) else Denied("planning.not_curator")


def can_draft(actor: Actor, penugasan: Penugasan, periode: Periode) -> Answer:
    """The appointed person; the unit kepegawaian may prepare an empty draft for anybody else."""
    return first_denial([_periode_open(periode), _owner_or_clerk(actor, penugasan)])


def can_edit_skp(actor: Actor, skp: Skp) -> Answer:
    """Only the owner, while it is draf or dikembalikan and the year is open."""
    return first_denial([_owner(actor, skp), _writable(skp), _periode_open(skp.periode)])


def can_add_ekspektasi(actor: Actor, skp: Skp) -> Answer:
    """The owner while writing; the penilai until the SKP is set (Pasal 10 ayat (4)). The penilai changes
    nothing else."""
    if not _is(actor, skp.penilai_id) or _is(actor, skp.pegawai_id):
        return can_edit_skp(actor, skp)
    if skp.state not in BEFORE_SETTING:
        return Denied("planning.already_set")
    return _periode_open(skp.periode)


def can_submit(actor: Actor, skp: Skp) -> Answer:
    """Only the owner."""
    return first_denial([_owner(actor, skp), _periode_open(skp.periode)])


def can_withdraw(actor: Actor, skp: Skp) -> Answer:
    """Only the owner."""
    return can_submit(actor, skp)


def can_set_skp(actor: Actor, skp: Skp) -> Answer:
    """Only the penilai (for JPT of a region the kepala daerah, Lampiran BAB II C.3), never oneself."""
    return first_denial([_not_own(actor, skp), _penilai(actor, skp), _periode_open(skp.periode)])


def can_return(actor: Actor, skp: Skp) -> Answer:
    """As setting."""
    return can_set_skp(actor, skp)


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
    if _is(actor, skp.pegawai_id) or _is(actor, skp.penilai_id):
        return _periode_open(skp.periode)
    return Denied("planning.not_owner")


def can_open_matriks(actor: Actor, skp: Skp) -> Answer:
    """The owner of the SKP who leads a unit, or is ketua of a tim kerja."""
    from kasuari.planning.models import TimKerja

    if not _is(actor, skp.pegawai_id):
        return Denied("planning.not_owner")
    leads = (
        skp.penugasan.memimpin
        or TimKerja.objects.filter(ketua_id=skp.pegawai_id, matriks__skp__periode_id=skp.periode_id).exists()
    )
    return first_denial([Allowed() if leads else Denied("planning.not_leader"), _periode_open(skp.periode)])


def can_edit_matriks(actor: Actor, matriks: Matriks) -> Answer:
    """The leader; a ketua tim's matrix also the leader who formed that tim."""
    return first_denial([_leads(actor, matriks), _periode_open(matriks.skp.periode)])


def can_decide_anggota(actor: Actor, anggota: AnggotaMatriks) -> Answer:
    """Only the person's own penilai (Lampiran BAB II A.5.f.10-12)."""
    return Allowed() if _is(actor, anggota.penilai_id) else Denied("planning.not_consenting")


def can_join(actor: Actor, tim: TimKerja) -> Answer:
    """Everybody of the agency, where the tim is open for it (Lampiran BAB II A.5.f.11)."""
    if actor.pegawai_id is None:
        return Denied("planning.no_account")
    return Allowed() if tim.terbuka and tim.end_date is None else Denied("planning.team_closed")


def _leads(actor: Actor, matriks: Matriks) -> Answer:
    from kasuari.planning.models import TimKerja

    if _is(actor, matriks.skp.pegawai_id):
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


def _is(actor: Actor, pegawai_id: int | None) -> bool:
    return actor.pegawai_id is not None and actor.pegawai_id == pegawai_id


def _owner(actor: Actor, skp: Skp) -> Answer:
    return Allowed() if _is(actor, skp.pegawai_id) else Denied("planning.not_owner")


def _owner_or_clerk(actor: Actor, penugasan: Penugasan) -> Answer:
    clerk = actor.is_system or actor.has(Role.KEPEGAWAIAN)
    return Allowed() if clerk or _is(actor, penugasan.pegawai_id) else Denied("planning.not_owner")


def _not_own(actor: Actor, skp: Skp) -> Answer:
    return Denied("planning.self_approval") if _is(actor, skp.pegawai_id) else Allowed()


def _penilai(actor: Actor, skp: Skp) -> Answer:
    return Allowed() if _is(actor, skp.penilai_id) else Denied("planning.not_penilai")


def _writable(skp: Skp) -> Answer:
    if skp.state == StateSkp.DITETAPKAN:
        return Denied("planning.already_set")
    return Allowed() if skp.state in WRITABLE else Denied("planning.not_writable")


def _periode_open(periode: Periode) -> Answer:
    return Allowed() if periode.state == StatePeriode.DIBUKA else Denied("planning.periode_closed")
