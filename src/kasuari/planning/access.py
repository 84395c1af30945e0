"""Who may see, write, submit, return and set an SKP, and who opens the year.

Being the owner, the penilai or the atasan penilai follows from the SKP itself; the other rights are granted
roles. Nobody acts on their own SKP in another role.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied, first_denial
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within
from kasuari.planning.enums import StatePeriode, StateSkp, StateVersi
from kasuari.planning.people import kewenangan_of
from kasuari.planning.states import BEFORE_SETTING, IN_MATRIX, OPEN_VERSION, VERSION_WRITABLE, WRITABLE
from kasuari.regulation import penetapan

if TYPE_CHECKING:
    from kasuari.organisation.models import Penugasan
    from kasuari.planning.models import (
        AnggotaMatriks,
        Matriks,
        Periode,
        RencanaMassal,
        Skp,
        TimKerja,
        VersiSkp,
    )

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
        "planning.not_atasan": Reason(
            _("Hanya atasan pejabat penilai kinerja SKP ini yang dapat menggantikannya."),
            _("SKP ini ditetapkan oleh pejabat penilai kinerjanya."),
        ),
        "planning.atasan_not_yet": Reason(
            _("Sampai akhir Januari SKP ditetapkan oleh pejabat penilai kinerja."),
            _("Mulai 1 Februari atasannya dapat menetapkan bila pejabat penilai kinerja belum melakukannya."),
        ),
        "planning.atasan_not_initial": Reason(
            _("SKP ini dimulai setelah Januari, jadi batas akhir Januari tidak berlaku."),
            _("SKP ini ditetapkan oleh pejabat penilai kinerjanya."),
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
            _("Mulai versi baru bila harapan kepada Anda berubah; sampai ditetapkan, SKP ini tetap berlaku."),
        ),
        "planning.not_set_yet": Reason(
            _("SKP ini belum ditetapkan, jadi belum perlu versi baru."),
            _("Ubah isinya langsung selama masih draf atau dikembalikan."),
        ),
        "planning.skp_ended": Reason(
            _("SKP ini sudah berakhir, jadi tidak diubah lagi."),
            _("Tuliskan harapan yang baru di SKP jabatan yang sekarang."),
        ),
        "planning.not_version_writer": Reason(
            _("Versi baru SKP hanya disusun oleh pemilik SKP atau pejabat penilai kinerjanya."),
            _("Sampaikan usul Anda kepada salah satu dari keduanya."),
        ),
        "planning.no_longer_penilai": Reason(
            _("Anda bukan lagi pejabat penilai kinerja pegawai ini."),
            _(
                "Pegawai dapat menarik lalu mengajukannya lagi agar sampai kepada penilainya sekarang; bila "
                "belum ada penggantinya, atasan Anda dapat menetapkannya."
            ),
        ),
        "planning.penilai_still_there": Reason(
            _("Pejabat penilai kinerja yang menerima versi ini masih menjadi penilainya."),
            _("Ia yang menetapkan. Atasannya baru dapat melakukannya bila penilai itu tiada lagi."),
        ),
        "planning.new_penilai": Reason(
            _("Pegawai ini sudah mempunyai pejabat penilai kinerja yang baru."),
            _("Minta pegawai menarik versi ini lalu mengajukannya lagi; penilai barunya yang menetapkan."),
        ),
        "planning.version_not_writable": Reason(
            _("Versi ini hanya dapat diubah selama masih draf atau dikembalikan."),
            _(
                "Tarik kembali versi yang sudah diajukan, atau minta pejabat penilai kinerja "
                "mengembalikannya."
            ),
        ),
        "planning.not_clerk": Reason(
            _("Hanya unit kepegawaian yang dapat membuka dan menutup periode kinerja."),
            _("Hubungi unit kepegawaian instansi Anda."),
        ),
        "planning.pk_not_clerk": Reason(
            _("Hanya unit kepegawaian yang dapat menulis perjanjian kinerja."),
            _("Sampaikan perubahannya kepada unit kepegawaian instansi Anda."),
        ),
        "planning.templat_not_clerk": Reason(
            _("Templat lampiran hanya disusun oleh unit kepegawaian."),
            _("Usulkan isinya kepada unit kepegawaian; lampiran SKP Anda tetap dapat ditulis sendiri."),
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
        "planning.not_planner": Reason(
            _("Rencana untuk banyak pegawai disusun oleh unit kepegawaian atau pejabat penilai kinerja."),
            _("Susun SKP Anda sendiri di halaman “SKP saya”."),
        ),
        "planning.not_own_massal": Reason(
            _("Rencana massal ini hanya dijalankan dan diurungkan oleh pembuatnya."),
            _("Hubungi pembuatnya, atau susun rencana massal Anda sendiri."),
        ),
        "planning.no_account": Reason(
            _("Langkah ini harus dilakukan oleh seorang pengguna, bukan oleh sistem."),
            _("Masuk dengan akun Anda, lalu ulangi."),
        ),
    }
)

# Why it is not the atasan's turn, by the code of the law.
_NOT_THE_ATASAN = {
    "penetapan.penilai": "planning.atasan_not_yet",
    "penetapan.bukan_perencanaan_awal": "planning.atasan_not_initial",
    "penetapan.sudah_ditetapkan": "planning.already_set",
}


def visible_to(actor: Actor) -> Q:
    """The SKP that `actor` may read. Everything else does not exist for them (404)."""
    from kasuari.planning.models import VersiSkp

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
        # Who is penilai now reads what shall be set, also where an earlier penilai set the running version.
        asked = VersiSkp.objects.filter(penilai_id=me, state__in=OPEN_VERSION)
        seen |= Q(pk__in=asked.values("skp_id"))
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


def can_plan_many(actor: Actor, periode: Periode) -> Answer:
    """The unit kepegawaian for the units of its grant, and every penilai for the people they rate. Whom the
    run reaches is asked person by person (`reach_of`)."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    if not actor.scopes(Role.KEPEGAWAIAN) and not _rates_somebody(actor):
        return Denied("planning.not_planner")
    return _periode_open(periode)


def sheet_reach(actor: Actor) -> Q:
    """The SKP whose rows `actor` may take out as a sheet and bring back: one's own, those one rates, and for
    the unit kepegawaian those of the units of its grant. The command line acts for it."""
    if actor.is_system:
        return Q()
    reach = Q(pk__in=[])
    for path in actor.scopes(Role.KEPEGAWAIAN):
        reach |= within("unit__path", path) if path else Q(pk__isnull=False)
    if actor.pegawai_id is not None:
        reach |= Q(pegawai_id=actor.pegawai_id) | Q(penilai_id=actor.pegawai_id)
    return reach


def impor_skp_visible_to(actor: Actor) -> Q:
    """Sheets that came back: one's own."""
    if actor.is_system:
        return Q()
    return Q(created_by_id=actor.user_id) if actor.user_id is not None else Q(pk__in=[])


def can_bring_sheet(actor: Actor, periode: Periode) -> Answer:
    """Whoever may write somebody's draft, in an open year; which rows is asked SKP by SKP (`sheet_reach`)."""
    if actor.is_system:
        return _periode_open(periode)
    return can_plan_many(actor, periode)


def massal_visible_to(actor: Actor) -> Q:
    """The runs that `actor` may read: one's own, and every one for the unit kepegawaian of the agency."""
    if actor.is_system:
        return Q()
    if actor.has(Role.KEPEGAWAIAN):
        return Q(periode__instansi__pegawai=actor.pegawai_id) if actor.pegawai_id is not None else Q()
    return Q(created_by_id=actor.user_id) if actor.user_id is not None else Q(pk__in=[])


def can_run_massal(actor: Actor, massal: RencanaMassal) -> Answer:
    """Whoever made it, and the unit kepegawaian of the whole agency."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    if massal.created_by_id != actor.user_id and not actor.has(Role.KEPEGAWAIAN):
        return Denied("planning.not_own_massal")
    return _periode_open(massal.periode)


def can_draft(actor: Actor, penugasan: Penugasan, periode: Periode) -> Answer:
    """The appointed person; the unit kepegawaian may prepare an empty draft for anybody else."""
    return first_denial([_periode_open(periode), _owner_or_clerk(actor, penugasan)])


def can_edit_skp(actor: Actor, skp: Skp) -> Answer:
    """Only the owner, while it is draf or dikembalikan and the year is open."""
    return first_denial([_owner(actor, skp), _writable(skp), _periode_open(skp.periode)])


def can_write_workblock(actor: Actor, skp: Skp) -> Answer:
    """Only the owner, in an open year. Also once the SKP is set: a workblock says how a result will be
    reached and changes no word of what was agreed."""
    return can_link(actor, skp)


def can_write_templat(actor: Actor) -> Answer:
    """Only the unit kepegawaian, for the whole agency."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    return Allowed() if actor.has(Role.KEPEGAWAIAN) else Denied("planning.templat_not_clerk")


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


def can_set_instead(actor: Actor, skp: Skp) -> Answer:
    """Only the atasan of the penilai, once the end of January has passed (Lampiran BAB II C.5)."""
    return first_denial(
        [_not_own(actor, skp), _atasan(actor, skp), atasan_turn(skp, actor.on), _periode_open(skp.periode)]
    )


def can_return(actor: Actor, skp: Skp) -> Answer:
    """As setting; the atasan whose turn it is clarifies the ekspektasi, so may give back as well."""
    return can_set_instead(actor, skp) or can_set_skp(actor, skp)


def can_start_version(actor: Actor, skp: Skp) -> Answer:
    """The owner or the penilai, once the SKP is set (Pasal 14 ayat (2), Pasal 20 ayat (3))."""
    near = _is(actor, skp.pegawai_id) or _is(actor, skp.penilai_id)
    return first_denial(
        [
            Allowed() if near else Denied("planning.not_version_writer"),
            Allowed() if skp.state == StateSkp.DITETAPKAN else Denied("planning.not_set_yet"),
            Allowed() if skp.last_date >= actor.on else Denied("planning.skp_ended"),
            _periode_open(skp.periode),
        ]
    )


def can_write_version(actor: Actor, versi: VersiSkp) -> Answer:
    """The owner or the penilai of the version, while it is draf or dikembalikan."""
    writable = versi.state in VERSION_WRITABLE
    return first_denial(
        [
            _near(actor, versi),
            Allowed() if writable else Denied("planning.version_not_writable"),
            _periode_open(versi.skp.periode),
        ]
    )


def can_cancel_version(actor: Actor, versi: VersiSkp) -> Answer:
    """The owner or the penilai; the state table says when."""
    return first_denial([_near(actor, versi), _periode_open(versi.skp.periode)])


def can_submit_version(actor: Actor, versi: VersiSkp) -> Answer:
    """Only the owner, who signs it by this (Pasal 14 ayat (3))."""
    return first_denial([_owner(actor, versi.skp), _periode_open(versi.skp.periode)])


def can_set_version(actor: Actor, versi: VersiSkp) -> Answer:
    """Only the penilai whom it is asked of, never oneself. Who set the version before and is no longer the
    penilai is told so."""
    if _is(actor, versi.penilai_id):
        right: Answer = Allowed()
    elif _is(actor, versi.skp.penilai_id):
        right = Denied("planning.no_longer_penilai")
    else:
        right = Denied("planning.not_penilai")
    return first_denial([_not_own(actor, versi.skp), right, _periode_open(versi.skp.periode)])


def can_set_version_instead(actor: Actor, versi: VersiSkp) -> Answer:
    """The atasan of the penilai, where the penilai whom the version was handed to is the penilai no more and
    nobody took over (Lampiran BAB II C.5 and C.7)."""
    near = first_denial(
        [_not_own(actor, versi.skp), _atasan(actor, versi.skp), _periode_open(versi.skp.periode)]
    )
    if not near or versi.state != StateVersi.DIAJUKAN:
        return near
    now = kewenangan_of(versi.skp.pegawai_id, on=actor.on).penilai_id
    verdict = penetapan.penetap_versi(
        penilai_tetap=now is not None and now == versi.penilai_id,
        penilai_baru=now is not None and now not in (versi.penilai_id, actor.pegawai_id),
        atasan_ada=True,
    )
    if verdict.value == penetapan.Penetap.ATASAN:
        return Allowed()
    new = verdict.code == "penetapan.versi_penilai_baru"
    return Denied("planning.new_penilai" if new else "planning.penilai_still_there")


def can_return_version(actor: Actor, versi: VersiSkp) -> Answer:
    """As setting; the atasan who steps in clarifies the ekspektasi, so may give back as well."""
    set_it = can_set_version(actor, versi)
    return set_it if set_it else can_set_version_instead(actor, versi) or set_it


def can_see_moved(actor: Actor) -> Answer:
    """The unit kepegawaian and the pengelola kinerja, for the units of their grants."""
    near = actor.scopes(Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA)
    return Allowed() if near else Denied("planning.not_clerk")


def can_end_skp(actor: Actor) -> Answer:
    """The unit kepegawaian; the system does it when appointments change."""
    if actor.is_system or actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("planning.not_clerk")


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


def _rates_somebody(actor: Actor) -> bool:
    from kasuari.organisation.queries import units_led_by
    from kasuari.planning.models import Skp

    if actor.pegawai_id is None:
        return False
    if units_led_by(actor.pegawai_id, actor.on):
        return True
    return Skp.objects.filter(penilai_id=actor.pegawai_id).exists()


def _is(actor: Actor, pegawai_id: int | None) -> bool:
    return actor.pegawai_id is not None and actor.pegawai_id == pegawai_id


def _owner(actor: Actor, skp: Skp) -> Answer:
    return Allowed() if _is(actor, skp.pegawai_id) else Denied("planning.not_owner")


def _near(actor: Actor, versi: VersiSkp) -> Answer:
    near = _is(actor, versi.skp.pegawai_id) or _is(actor, versi.penilai_id)
    return Allowed() if near else Denied("planning.not_version_writer")


def _owner_or_clerk(actor: Actor, penugasan: Penugasan) -> Answer:
    clerk = actor.is_system or actor.has(Role.KEPEGAWAIAN)
    return Allowed() if clerk or _is(actor, penugasan.pegawai_id) else Denied("planning.not_owner")


def _not_own(actor: Actor, skp: Skp) -> Answer:
    return Denied("planning.self_approval") if _is(actor, skp.pegawai_id) else Allowed()


def _penilai(actor: Actor, skp: Skp) -> Answer:
    return Allowed() if _is(actor, skp.penilai_id) else Denied("planning.not_penilai")


def _atasan(actor: Actor, skp: Skp) -> Answer:
    return Allowed() if _is(actor, skp.atasan_penilai_id) else Denied("planning.not_atasan")


def atasan_turn(skp: Skp, on: date) -> Answer:
    """Whether the law lets the atasan of the penilai set this SKP on a day (Lampiran BAB II C.5)."""
    verdict = penetapan.penetap_skp(
        tahun=skp.periode.tahun,
        mulai=skp.start_date,
        ditetapkan=skp.state == StateSkp.DITETAPKAN,
        atasan_ada=skp.atasan_penilai_id is not None,
        on=on,
    )
    if verdict.value is not None and penetapan.Penetap.ATASAN in verdict.value:
        return Allowed()
    return Denied(_NOT_THE_ATASAN.get(verdict.code, "planning.not_atasan"))


def _writable(skp: Skp) -> Answer:
    if skp.state == StateSkp.DITETAPKAN:
        return Denied("planning.already_set")
    return Allowed() if skp.state in WRITABLE else Denied("planning.not_writable")


def _periode_open(periode: Periode) -> Answer:
    return Allowed() if periode.state == StatePeriode.DIBUKA else Denied("planning.periode_closed")
