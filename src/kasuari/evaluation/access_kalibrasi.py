"""Who leads, takes part in and reads a kalibrasi. The own record and a superior's are out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.evaluation.enums import StateSesi
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

if TYPE_CHECKING:
    from kasuari.evaluation.models import ButirKalibrasi, SesiKalibrasi

register(
    {
        "evaluation.kalibrasi_not_leader": Reason(
            _("Kalibrasi dibuka oleh atasan dari dua pejabat penilai kinerja atau lebih."),
            _("Bila Anda atasan mereka, periksa apakah SKP orang-orang mereka sudah ditetapkan."),
        ),
        "evaluation.kalibrasi_not_pimpinan": Reason(
            _("Hanya pimpinan kalibrasi, yaitu {pimpinan}, yang dapat melakukannya."),
            _("Sampaikan usul Anda kepadanya."),
        ),
        "evaluation.kalibrasi_not_peserta": Reason(
            _("Hanya pejabat penilai kinerja yang diundang membawa penilaiannya ke kalibrasi."),
            _("Mintalah pimpinan kalibrasi mengundang Anda."),
        ),
        "evaluation.kalibrasi_own_rating": Reason(
            _("Ini penilaian Anda sendiri, jadi usul penyesuaian datang dari peserta lain."),
            _("Anda dapat mengubah penilaian sementara Anda kapan saja sebelum menandatangani."),
        ),
        "evaluation.kalibrasi_not_penilai": Reason(
            _("Usulan dijawab oleh pejabat penilai kinerja orang itu, yaitu {penilai}."),
            _("Rating hanya berubah oleh penilainya sendiri."),
        ),
        "evaluation.kalibrasi_selesai": Reason(
            _("Kalibrasi ini sudah ditutup."), _("Buka kalibrasi baru bila masih ada yang perlu dibahas.")
        ),
        "evaluation.kalibrasi_ditandatangani": Reason(
            _("Evaluasi ini sudah ditandatangani, jadi tidak dapat disesuaikan lagi."),
            _("Perubahan hanya melalui keputusan atas keberatan pegawai (Lampiran BAB V B)."),
        ),
    }
)


def sesi_visible_to(actor: Actor) -> Q:
    """The sessions that `actor` may read: leading, invited, or as the auditor once it is closed."""
    me = actor.pegawai_id
    seen = Q(pk__in=[])
    if actor.has(Role.AUDITOR):
        seen |= Q(state=StateSesi.SELESAI)
    if me is not None:
        seen |= Q(pimpinan_id=me) | Q(peserta__pegawai_id=me)
    return seen


def can_open(actor: Actor, penilai: int) -> Answer:
    """The atasan of at least two penilai (`penilai` counts them)."""
    if actor.pegawai_id is not None and penilai > 1:
        return Allowed()
    return Denied("evaluation.kalibrasi_not_leader")


def can_lead(actor: Actor, sesi: SesiKalibrasi) -> Answer:
    """Whoever opened it: records what stays, closes."""
    if actor.pegawai_id is not None and actor.pegawai_id == sesi.pimpinan_id:
        return Allowed()
    return Denied("evaluation.kalibrasi_not_pimpinan", (("pimpinan", sesi.pimpinan.nama_lengkap),))


def can_bring(actor: Actor, *, invited: bool) -> Answer:
    """A penilai who was invited brings drafts of their own."""
    return Allowed() if invited else Denied("evaluation.kalibrasi_not_peserta")


def can_propose(actor: Actor, butir: ButirKalibrasi, *, invited: bool) -> Answer:
    """Whoever leads or takes part, but not the penilai whose rating it is. What lies out of sight (the own
    record, a superior's) has been refused before, as if it did not exist."""
    if actor.pegawai_id is not None and actor.pegawai_id == butir.penilai_id:
        return Denied("evaluation.kalibrasi_own_rating")
    if invited or (actor.pegawai_id is not None and actor.pegawai_id == butir.sesi.pimpinan_id):
        return Allowed()
    return Denied("evaluation.kalibrasi_not_peserta")


def can_answer(actor: Actor, butir: ButirKalibrasi) -> Answer:
    """The penilai whose rating it is: nobody else changes it."""
    if actor.pegawai_id is not None and actor.pegawai_id == butir.penilai_id:
        return Allowed()
    return Denied("evaluation.kalibrasi_not_penilai", (("penilai", butir.penilai.nama_lengkap),))


def pegawai_of(actor: Actor) -> int:
    """The personnel record of whoever acts, where only a penilai or an atasan can act."""
    if actor.pegawai_id is None:
        raise RuntimeError("this is done by a penilai or an atasan, who has a personnel record")
    return actor.pegawai_id
