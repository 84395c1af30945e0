"""Who reads which words of a case of konseling kinerja (Lampiran BAB III D.5, p. 85-88).

The rules of the annex: the penilai tells the person first and reports what does not change (D.5.c.1); the
unit kepegawaian or the PyB appoints the counsellor and the place (D.5.c.2); the record goes to the atasan
where the penilai counselled, to the penilai and the atasan where an official did, and to the PyB or the unit
kepegawaian where the counsellor was independent (D.5.d). The counsellor's own notes are read by nobody else.
The person reads all that is said of them besides those notes. The auditor reads none of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.development.access.bimbingan import OVERSEE
from kasuari.development.enums.bimbingan import PeranKonselor, StateKonseling
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within

if TYPE_CHECKING:
    from kasuari.development.models import KasusKonseling

register(
    {
        "development.not_telling": Reason(
            _("Masalah perilaku disampaikan oleh pejabat penilai kinerja."),
            _("Sampaikan pengamatan Anda kepada penilai pegawai tersebut."),
        ),
        "development.not_appointing": Reason(
            _("Konselor dan jadwal ditetapkan oleh PyB atau unit kepegawaian."),
            _("Tunggu penetapannya."),
        ),
        "development.not_counsellor": Reason(
            _("Rekaman konseling ditulis oleh konselor yang ditetapkan."), _("Hubungi konselor tersebut.")
        ),
        "development.counsellor_wrong": Reason(
            _("Konselor tidak sesuai dengan perannya."),
            _("Penilai hanya dapat dipilih sebagai penilai yang dilatih; pilih orang dari instansi ini."),
        ),
    }
)


class Bagian(StrEnum):
    """The parts of a case that are read apart from each other."""

    DISAMPAIKAN = "disampaikan"
    LAPORAN = "laporan"
    JADWAL = "jadwal"
    REKAMAN = "rekaman"
    CATATAN = "catatan"


def parts_for(actor: Actor, case: KasusKonseling) -> frozenset[Bagian]:
    """What `actor` may read of a case; nothing means that it does not exist for them."""
    me = actor.pegawai_id
    if me is not None and me == case.pegawai_id:
        return frozenset({Bagian.DISAMPAIKAN, Bagian.LAPORAN, Bagian.JADWAL, Bagian.REKAMAN})
    found: set[Bagian] = set()
    reported = case.reported_at is not None
    recorded = case.state == StateKonseling.DIREKAM
    peran = case.peran_konselor
    if me is not None and me == case.penilai_id:
        found |= {Bagian.DISAMPAIKAN, Bagian.LAPORAN, Bagian.JADWAL}
        if recorded and peran == PeranKonselor.PEJABAT:
            found.add(Bagian.REKAMAN)
    if (
        me is not None
        and me == case.atasan_id
        and recorded
        and peran in {PeranKonselor.PENILAI, PeranKonselor.PEJABAT}
    ):
        found |= {Bagian.JADWAL, Bagian.REKAMAN}
    if me is not None and me == case.konselor_id:
        found |= {Bagian.LAPORAN, Bagian.JADWAL, Bagian.REKAMAN, Bagian.CATATAN}
    if reported and actor.has(*OVERSEE, path=case.unit.path):
        found |= {Bagian.LAPORAN, Bagian.JADWAL}
        if recorded and peran == PeranKonselor.INDEPENDEN:
            found.add(Bagian.REKAMAN)
    return frozenset(found)


def cases_visible_to(actor: Actor) -> Q:
    """The cases of which `actor` may read anything, as one condition."""
    seen = Q(pk__in=[])
    for scope in actor.scopes(*OVERSEE):
        seen |= within("unit__path", scope) & Q(reported_at__isnull=False)
    me = actor.pegawai_id
    if me is None:
        return seen
    to_atasan = [PeranKonselor.PENILAI, PeranKonselor.PEJABAT]
    return (
        Q(pegawai_id=me)
        | Q(penilai_id=me)
        | Q(konselor_id=me)
        | Q(atasan_id=me, state=StateKonseling.DIREKAM, peran_konselor__in=to_atasan)
        | (seen & ~Q(pegawai_id=me))
    )


def can_tell(actor: Actor, *, pegawai_id: int, penilai_id: int | None) -> Answer:
    if actor.user_id is None or actor.pegawai_id == pegawai_id or actor.pegawai_id != penilai_id:
        return Denied("development.not_telling")
    return Allowed()


def can_report_case(actor: Actor, case: KasusKonseling) -> Answer:
    return can_tell(actor, pegawai_id=case.pegawai_id, penilai_id=case.penilai_id)


def can_appoint(actor: Actor, case: KasusKonseling) -> Answer:
    if (
        actor.user_id is None
        or actor.pegawai_id == case.pegawai_id
        or not actor.has(*OVERSEE, path=case.unit.path)
    ):
        return Denied("development.not_appointing")
    return Allowed()


def can_counsel(actor: Actor, case: KasusKonseling) -> Answer:
    if actor.user_id is None or case.konselor_id is None or actor.pegawai_id != case.konselor_id:
        return Denied("development.not_counsellor")
    return Allowed()
