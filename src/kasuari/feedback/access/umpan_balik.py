"""Who may give, read, correct and withdraw attributed feedback, and decide what follows.

It is read by the pegawai, the penilai, the atasan of the penilai (who evaluates in the penilai's place and
decides a keberatan: Lampiran BAB IV A.11, BAB V B) and whoever gave it. The unit kepegawaian, the PyB and the
auditor read what the evaluation documents print, and no more.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied, first_denial
from kasuari.foundation.reasons import Reason, register

if TYPE_CHECKING:
    from kasuari.feedback.models import IramaUmpanBalik, PermintaanUmpanBalik, TautanUmpanBalik, UmpanBalik
    from kasuari.planning.models import Skp

register(
    {
        "feedback.own": Reason(
            _("Umpan balik untuk diri sendiri tidak dapat ditulis."),
            _("Mintalah kepada pimpinan, rekan, atau orang yang Anda layani."),
        ),
        "feedback.no_person": Reason(
            _("Akun ini tidak terhubung dengan seorang pegawai."),
            _("Masuk dengan akun pegawai Anda, atau pakai tautan sekali pakai."),
        ),
        "feedback.skp_not_set": Reason(
            _("SKP ini belum ditetapkan atau tidak sedang berjalan."),
            _("Umpan balik diberikan setelah SKP ditetapkan dan selama masa berlakunya."),
        ),
        "feedback.not_reader": Reason(
            _("Umpan balik hanya dibaca oleh pegawai yang bersangkutan dan yang menilainya."),
            _("Mintalah rekamannya kepada pegawai atau pejabat penilai kinerjanya."),
        ),
        "feedback.not_giver": Reason(
            _("Umpan balik hanya diubah atau ditarik oleh yang memberikannya."),
            _("Bila isinya keliru, bicarakan dengan pemberinya atau dengan pejabat penilai kinerja."),
        ),
        "feedback.too_late": Reason(
            _("Waktu untuk meralat umpan balik ini sudah lewat."),
            _("Tarik umpan balik ini, lalu tulis yang baru."),
        ),
        "feedback.not_owner": Reason(
            _("Umpan balik hanya diminta oleh pemilik SKP."),
            _("Untuk memberi umpan balik, buka halaman Beri umpan balik."),
        ),
        "feedback.not_inviting": Reason(
            _("Tautan hanya dibuat dan dicabut oleh pegawai yang bersangkutan atau penilainya."),
            _("Mintalah salah satu dari mereka membuat tautannya."),
        ),
        "feedback.not_asked": Reason(
            _("Permintaan ini tidak ditujukan kepada Anda."),
            _("Yang diminta dapat menjawab atau menolaknya."),
        ),
        "feedback.not_penilai": Reason(
            _("Tindak lanjut umpan balik ditetapkan oleh pejabat penilai kinerja SKP ini."),
            _("Bila penilai yang tercatat keliru, pakai tombol “Penilai saya salah” di halaman SKP."),
        ),
        "feedback.not_agreeing": Reason(
            _("Irama umpan balik disepakati oleh pegawai dan pejabat penilai kinerjanya."),
            _("Sampaikan usul Anda kepada salah satu dari mereka."),
        ),
        "feedback.own_proposal": Reason(
            _("Usul irama disetujui oleh yang tidak mengusulkannya."),
            _("Tunggu jawabannya, atau ajukan irama lain."),
        ),
        "feedback.not_clerk": Reason(
            _("Pengaturan umpan balik dijaga oleh unit kepegawaian."),
            _("Sampaikan usul Anda kepada unit kepegawaian."),
        ),
        "feedback.invalid": Reason(_("Ada isian yang belum tepat."), _("Perbaiki isian yang ditandai.")),
        "feedback.link_closed": Reason(
            _("Tautan ini sudah dipakai, dicabut, atau lewat masa berlakunya."),
            _("Mintalah tautan baru kepada yang memberikannya kepada Anda."),
        ),
        "feedback.too_many_links": Reason(
            _("Sudah ada {limit} tautan yang masih terbuka untuk SKP ini."),
            _("Cabut tautan yang tidak dipakai, lalu buat yang baru."),
        ),
        "feedback.no_step": Reason(
            _("Belum ada umpan balik baru tentang rencana hasil kerja ini."),
            _("Beri atau kumpulkan umpan balik dahulu, lalu tetapkan tindak lanjutnya (Pasal 20 ayat (1))."),
        ),
        "feedback.taken_over": Reason(
            _("Rencana hasil kerja ini sudah diambil alih."),
            _("Catatan pengambilalihannya menjadi pertimbangan evaluasi (Pasal 20 ayat (8))."),
        ),
        "feedback.not_on_this_step": Reason(
            _("Tindak lanjut itu belum sampai pada gilirannya."),
            _("Pilih salah satu tindak lanjut yang ditawarkan pada tahap ini (Pasal 20)."),
        ),
    }
)


def visible_to(actor: Actor) -> Q:
    """The feedback that `actor` may read. Everything else does not exist for them (404)."""
    if actor.is_system:
        return Q()
    seen = Q(pk__in=[])
    if actor.user_id is not None:
        seen |= Q(pemberi_akun_id=actor.user_id)
    if actor.pegawai_id is not None:
        me = actor.pegawai_id
        seen |= Q(pegawai_id=me) | Q(skp__penilai_id=me) | Q(skp__atasan_penilai_id=me)
    return seen


def can_read_record(actor: Actor, skp: Skp) -> Answer:
    """All feedback on an SKP: the pegawai, the penilai, the atasan of the penilai."""
    if actor.is_system or (
        actor.pegawai_id is not None
        and actor.pegawai_id in {skp.pegawai_id, skp.penilai_id, skp.atasan_penilai_id}
    ):
        return Allowed()
    return Denied("feedback.not_reader")


def can_give(actor: Actor, skp: Skp, *, on: date) -> Answer:
    """Everybody of the agency but oneself, while the SKP runs (Pasal 18)."""
    if actor.pegawai_id is None or actor.user_id is None:
        return Denied("feedback.no_person")
    if actor.pegawai_id == skp.pegawai_id:
        return Denied("feedback.own")
    return _running(skp, on)


def can_ask(actor: Actor, skp: Skp, *, on: date) -> Answer:
    """The owner of a running SKP (Lampiran BAB III C.9)."""
    if not _is(actor, skp.pegawai_id):
        return Denied("feedback.not_owner")
    return _running(skp, on)


def can_invite(actor: Actor, skp: Skp, *, on: date) -> Answer:
    """A link for somebody outside: the owner or the penilai of a running SKP."""
    if not _is(actor, skp.pegawai_id) and not _is(actor, skp.penilai_id):
        return Denied("feedback.not_inviting")
    return _running(skp, on)


def can_revoke(actor: Actor, tautan: TautanUmpanBalik) -> Answer:
    """Whoever made the link, and the pegawai whom it is about."""
    mine = actor.user_id is not None and actor.user_id == tautan.created_by_id
    return Allowed() if mine or _is(actor, tautan.skp.pegawai_id) else Denied("feedback.not_inviting")


def can_correct(actor: Actor, umpan_balik: UmpanBalik, *, at: datetime, until: datetime | None) -> Answer:
    """The giver, within the time for a slip."""
    late = Denied("feedback.too_late") if until is None or at > until else Allowed()
    return first_denial([can_withdraw(actor, umpan_balik), late])


def can_withdraw(actor: Actor, umpan_balik: UmpanBalik) -> Answer:
    """The giver, at any time; that there was one stays visible."""
    if actor.user_id is not None and actor.user_id == umpan_balik.pemberi_akun_id:
        return Allowed()
    return Denied("feedback.not_giver")


def can_close_request(actor: Actor, permintaan: PermintaanUmpanBalik, *, act: str) -> Answer:
    """Who was asked declines; who asked cancels."""
    if act == "batal":
        return Allowed() if _is(actor, permintaan.skp.pegawai_id) else Denied("feedback.not_owner")
    return Allowed() if _is(actor, permintaan.pemberi_id) else Denied("feedback.not_asked")


def can_decide(actor: Actor, skp: Skp) -> Answer:
    """The penilai, never oneself (Pasal 20)."""
    if _is(actor, skp.pegawai_id) or not _is(actor, skp.penilai_id):
        return Denied("feedback.not_penilai")
    return Allowed()


def can_propose_irama(actor: Actor, skp: Skp, *, on: date) -> Answer:
    """The two who agree on the rhythm of umpan balik berkala: pegawai and penilai (Pasal 19 ayat (2))."""
    if actor.user_id is None or not (_is(actor, skp.pegawai_id) or _is(actor, skp.penilai_id)):
        return Denied("feedback.not_agreeing")
    return _running(skp, on)


def can_answer_irama(actor: Actor, irama: IramaUmpanBalik, *, on: date) -> Answer:
    """The one of the two who did not propose it."""
    if irama.skp is None or (actor.user_id is not None and actor.user_id == irama.set_by_id):
        return Denied("feedback.own_proposal")
    return can_propose_irama(actor, irama.skp, on=on)


def can_note(actor: Actor, penilai_ids: set[int]) -> Answer:
    """A private note: whoever rates the person now."""
    if actor.user_id is not None and actor.pegawai_id in penilai_ids:
        return Allowed()
    return Denied("feedback.not_penilai")


def can_keep_words(actor: Actor) -> Answer:
    """The unit kepegawaian, for the whole agency."""
    if actor.user_id is not None and actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("feedback.not_clerk")


def _running(skp: Skp, on: date) -> Answer:
    if skp.state != "ditetapkan" or not skp.start_date <= on <= skp.last_date:
        return Denied("feedback.skp_not_set")
    return Allowed()


def _is(actor: Actor, pegawai_id: int | None) -> bool:
    return actor.pegawai_id is not None and actor.pegawai_id == pegawai_id
