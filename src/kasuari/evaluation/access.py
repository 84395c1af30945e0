"""Who may see, rate, sign, deliver and acknowledge, object and decide, and who sets the capaian of a unit.

A rating that is not signed belongs to the penilai alone; the owner sees the result once it is delivered.
Nobody acts on their own evaluation in another role.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.evaluation.enums import JalurEvaluasi, StateEvaluasi
from kasuari.evaluation.states import DELIVERED
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within
from kasuari.regulation.pelaku import Pelaku

if TYPE_CHECKING:
    from kasuari.evaluation.models import Evaluasi, Keberatan
    from kasuari.evaluation.queries.route import Route
    from kasuari.organisation.models import UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi, Skp
    from kasuari.regulation.verdict import Verdict

READERS = (
    Role.KEPEGAWAIAN,
    Role.PENGELOLA_KINERJA,
    Role.PYB,
    Role.PEJABAT_PEMBINA_KEPEGAWAIAN,
    Role.AUDITOR,
)

SETTERS = (Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA, Role.PEJABAT_PEMBINA_KEPEGAWAIAN)

register(
    {
        "evaluation.own": Reason(
            _("Tidak seorang pun menilai dirinya sendiri."),
            _("Evaluasi Anda dilakukan oleh pejabat penilai kinerja Anda."),
        ),
        "evaluation.not_penilai": Reason(
            _("Hanya pejabat penilai kinerja SKP ini, yaitu {penilai}, yang dapat melakukannya."),
            _(
                "Bila penilai yang tercatat keliru, pakai tombol “Penilai saya salah” atau hubungi unit "
                "kepegawaian."
            ),
        ),
        "evaluation.skp_not_set": Reason(
            _("SKP ini belum ditetapkan, jadi belum ada yang dapat dievaluasi."),
            _("Tetapkan SKP lebih dahulu."),
        ),
        "evaluation.other_year": Reason(
            _("SKP ini tidak berlaku pada periode evaluasi itu."), _("Pilih periode lain dari tahun SKP ini.")
        ),
        "evaluation.window_not_open": Reason(
            _("Evaluasi periode ini baru dibuka pada {start}."),
            _("Sampai hari itu, beri umpan balik dan pantau realisasi."),
        ),
        "evaluation.window_passed": Reason(
            _("Waktu pejabat penilai kinerja untuk mengevaluasi periode ini berakhir pada {last}."),
            _(
                "Evaluasi dilakukan oleh atasan pejabat penilai kinerja dan bersifat final (Lampiran BAB IV "
                "A.11)."
            ),
        ),
        "evaluation.signed": Reason(
            _("Evaluasi ini sudah ditandatangani dan isinya tidak berubah lagi."),
            _("Perubahan hanya melalui keputusan atas keberatan pegawai (Lampiran BAB V B)."),
        ),
        "evaluation.not_owner": Reason(
            _("Tanda terima hanya diberikan oleh pegawai yang dievaluasi."),
            _("Ingatkan pegawai yang bersangkutan untuk membuka halaman hasilnya."),
        ),
        "evaluation.receipt_replaced": Reason(
            _("Dokumen evaluasi ini sudah digantikan oleh D.1.3, beserta tanda terimanya."),
            _("Buka keputusan atas keberatan dan beri tanda terima di sana."),
        ),
        "evaluation.incomplete": Reason(
            _("Evaluasi ini belum lengkap sehingga belum dapat ditandatangani."),
            _("Lengkapi bagian yang ditandai, lalu tandatangani."),
        ),
        "evaluation.invalid": Reason(_("Ada isian yang belum tepat."), _("Perbaiki isian yang ditandai.")),
        "evaluation.penilai_moved": Reason(
            _("Pejabat penilai kinerja sudah pindah sebelum waktu evaluasi periode ini dibuka ({basis})."),
            _("Evaluasi dilakukan oleh atasan pejabat penilai kinerja atau penggantinya."),
        ),
        "evaluation.pegawai_moved": Reason(
            _("Pegawai sudah pindah dalam periode ini; ia dievaluasi di unit yang baru ({basis})."),
            _("Penilai yang baru mengevaluasinya dari SKP di unit baru."),
        ),
        "evaluation.atasan_began": Reason(
            _("Atasan pejabat penilai kinerja sudah mulai mengevaluasi menggantikan penilai."),
            _("Sampaikan catatan Anda kepadanya sebagai umpan balik."),
        ),
        "evaluation.keberatan_not_owner": Reason(
            _("Keberatan hanya diajukan oleh pegawai yang dievaluasi."),
            _("Pegawai yang bersangkutan mengajukannya dari halaman hasilnya."),
        ),
        "evaluation.keberatan_final_atasan": Reason(
            _("Hasil ini bersifat final karena evaluasinya dilakukan oleh atasan pejabat penilai kinerja."),
            _("Bicarakan hasilnya dengan atasan pejabat penilai kinerja (Lampiran BAB IV A.11)."),
        ),
        "evaluation.keberatan_final_pejabat": Reason(
            _("Hasil ini bersifat final menurut {basis}."),
            _("Bicarakan hasilnya dengan pejabat yang mengevaluasi."),
        ),
        "evaluation.keberatan_tanpa_atasan": Reason(
            _("Tidak ada atasan di atas pejabat penilai kinerja yang dapat memutus keberatan."),
            _("Hubungi unit kepegawaian."),
        ),
        "evaluation.keberatan_belum_diterima": Reason(
            _("Keberatan baru dapat diajukan setelah dokumen evaluasi diterima."),
            _("Tunggu sampai pejabat penilai kinerja menyampaikannya."),
        ),
        "evaluation.keberatan_lewat_waktu": Reason(
            _("Waktu untuk mengajukan keberatan berakhir pada {last} pukul 23.59."),
            _("Bila sistem terganggu di unit Anda, mintalah unit kepegawaian mencatat gangguannya."),
        ),
        "evaluation.keberatan_ada": Reason(
            _("Keberatan atas hasil ini sudah diajukan atau sudah diputus."),
            _("Buka keberatan itu untuk melihat tahapnya."),
        ),
        "evaluation.keberatan_not_penilai": Reason(
            _("Penjelasan hanya diberikan oleh pejabat penilai kinerja yang mengevaluasi, yaitu {penilai}."),
            _("Ingatkan pejabat itu untuk membuka halaman keberatan ini."),
        ),
        "evaluation.keberatan_not_atasan": Reason(
            _("Keberatan diputus oleh atasan pejabat penilai kinerja, yaitu {atasan}."),
            _("Tunggu keputusannya; batas waktunya ada di halaman ini."),
        ),
        "evaluation.keberatan_not_party": Reason(
            _("Tanda tangan ini milik pegawai dan pejabat penilai kinerja."),
            _("Ingatkan yang bersangkutan untuk membuka halaman keberatan ini."),
        ),
        "evaluation.not_clerk": Reason(
            _("Hari libur daerah dan gangguan sistem dicatat oleh unit kepegawaian."),
            _("Sampaikan hari atau jamnya kepada unit kepegawaian, dengan alasannya."),
        ),
        "evaluation.not_clerk_or_pyb": Reason(
            _("Batas rating pimpinan ditetapkan oleh unit kepegawaian atau pejabat yang berwenang."),
            _("Sampaikan usulan Anda kepada unit kepegawaian, dengan alasannya."),
        ),
        "evaluation.not_auditor": Reason(
            _("Daftar ini hanya untuk auditor."), _("Hubungi auditor instansi Anda.")
        ),
        "evaluation.capaian_not_setter": Reason(
            _("Capaian kinerja unit ini ditetapkan oleh pimpinan satu tingkat di atasnya."),
            _("Hubungi pimpinan itu, pengelola kinerja, atau unit kepegawaian."),
        ),
        "evaluation.capaian_own_unit": Reason(
            _("Pimpinan tidak menetapkan capaian kinerja unit yang dipimpinnya sendiri."),
            _("Capaian unit ini ditetapkan oleh pimpinan satu tingkat di atasnya atau unit kepegawaian."),
        ),
    }
)


def visible_to(actor: Actor) -> Q:
    """The evaluations that `actor` may read. Everything else does not exist for them (404)."""
    if actor.is_system:
        return Q()
    settled = ~Q(state=StateEvaluasi.DINILAI)
    seen = Q(pk__in=[])
    for path in actor.scopes(*READERS):
        seen |= within("skp__unit__path", path) & settled if path else settled
    me = actor.pegawai_id
    if me is None:
        return seen
    return (
        (seen & ~Q(pegawai_id=me))
        | Q(penilai_id=me, state=StateEvaluasi.DINILAI, skp__penilai_id=me)
        | (Q(penilai_id=me) & settled)
        | Q(atasan_penilai_id=me, jalur=JalurEvaluasi.ATASAN)
        | (Q(atasan_penilai_id=me) & settled)
        | Q(pegawai_id=me, state__in=DELIVERED)
    )


def can_rate(
    actor: Actor,
    skp: Skp,
    periode_evaluasi: PeriodeEvaluasi,
    *,
    on: date,
    last_date: date | None,
    route: Route,
    jalur: str = "",
) -> Answer:
    """The penilai, from the first day of the window until `last_date`; the atasan where the route is open
    (Lampiran BAB IV A.1-2, A.11-14; V A.8).

    `last_date` is the day from which the atasan alone evaluates, None while the calendar does not reach it.
    `jalur` is that of the evaluation as it stands, "" where there is none.
    """
    if actor.pegawai_id is not None and actor.pegawai_id == skp.pegawai_id:
        return Denied("evaluation.own")
    in_place = route.is_open and actor.pegawai_id is not None and actor.pegawai_id == route.atasan_id
    if not in_place:
        answer = _penilai(actor, skp)
        if not answer:
            return answer
    if skp.state != "ditetapkan":
        return Denied("evaluation.skp_not_set")
    covers = skp.start_date <= periode_evaluasi.last_date and periode_evaluasi.start_date <= skp.last_date
    if periode_evaluasi.periode_id != skp.periode_id or not covers:
        return Denied("evaluation.other_year")
    if on < periode_evaluasi.window_start_date:
        return Denied("evaluation.window_not_open", (("start", _day(periode_evaluasi.window_start_date)),))
    return Allowed() if in_place else _in_turn(route, on=on, last_date=last_date, jalur=jalur)


def _in_turn(route: Route, *, on: date, last_date: date | None, jalur: str) -> Answer:
    """Whether it is still the penilai's own turn."""
    if route.pelaku is Pelaku.PENILAI_BARU:
        return Denied("evaluation.pegawai_moved", (("basis", route.basis),))
    if route.reason in {"penilai_pindah", "berhalangan_tetap"}:
        return Denied("evaluation.penilai_moved", (("basis", route.basis),))
    if jalur == JalurEvaluasi.ATASAN:
        return Denied("evaluation.atasan_began")
    if last_date is not None and on > last_date:
        return Denied("evaluation.window_passed", (("last", _day(last_date)),))
    return Allowed()


def can_deliver(actor: Actor, evaluasi: Evaluasi) -> Answer:
    """The penilai who signed, or the atasan who signed in the penilai's place (Lampiran BAB V A.5, A.9)."""
    if actor.pegawai_id == evaluasi.pegawai_id:
        return Denied("evaluation.own")
    signer = evaluasi.atasan_penilai if evaluasi.jalur == JalurEvaluasi.ATASAN else evaluasi.penilai
    if actor.pegawai_id is None or signer is None or actor.pegawai_id != signer.pk:
        return Denied("evaluation.not_penilai", (("penilai", signer.nama_lengkap if signer else "–"),))
    return Allowed()


def can_acknowledge(actor: Actor, evaluasi: Evaluasi) -> Answer:
    """The Pegawai who was evaluated, nobody else (Lampiran BAB V A.6)."""
    if actor.pegawai_id is None or actor.pegawai_id != evaluasi.pegawai_id:
        return Denied("evaluation.not_owner")
    return Allowed()


def can_set_capaian(actor: Actor, unit: UnitKerja, *, leads_unit: bool, leads_above: bool) -> Answer:
    """The leader one level above, the unit kepegawaian, the pengelola kinerja or the head of the agency.

    Source: SE MenPANRB 3/2023 for the leader; the roles record what that leader decided. Whoever leads the
    unit does not set its capaian, except where nobody stands above.
    """
    if leads_unit and unit.induk_id is not None:
        return Denied("evaluation.capaian_own_unit")
    if leads_above or actor.is_system:
        return Allowed()
    if actor.has(*SETTERS, path=unit.path):
        return Allowed()
    return Denied("evaluation.capaian_not_setter")


# Why the law gives no objection, by the code of the verdict (`regulation.keberatan`).
NO_OBJECTION = {
    "keberatan.final_atasan": "evaluation.keberatan_final_atasan",
    "keberatan.final_kepala_daerah": "evaluation.keberatan_final_pejabat",
    "keberatan.final_pimpinan_instansi": "evaluation.keberatan_final_pejabat",
    "keberatan.final_menteri_koordinator": "evaluation.keberatan_final_pejabat",
    "keberatan.tanpa_atasan": "evaluation.keberatan_tanpa_atasan",
    "keberatan.belum_diterima": "evaluation.keberatan_belum_diterima",
    "keberatan.lewat_waktu": "evaluation.keberatan_lewat_waktu",
    "keberatan.sudah_diputus": "evaluation.keberatan_ada",
}


def keberatan_visible_to(actor: Actor) -> Q:
    """The objections that `actor` may read: the three whom it concerns, and those who oversee."""
    if actor.is_system:
        return Q()
    seen = Q(pk__in=[])
    for path in actor.scopes(*READERS):
        seen |= within("evaluasi__skp__unit__path", path) if path else Q(pk__isnull=False)
    me = actor.pegawai_id
    if me is None:
        return seen
    return (seen & ~Q(pegawai_id=me)) | Q(pegawai_id=me) | Q(penilai_id=me) | Q(atasan_id=me)


def can_object(actor: Actor, evaluasi: Evaluasi, verdict: Verdict[bool], *, last_date: date | None) -> Answer:
    """The owner, where the law gives an objection and while it is in time (Pasal 29; BAB V B.1-2)."""
    if actor.pegawai_id is None or actor.pegawai_id != evaluasi.pegawai_id:
        return Denied("evaluation.keberatan_not_owner")
    if verdict.value:
        return Allowed()
    basis = "; ".join(str(item) for item in verdict.basis)
    last = _day(last_date) if last_date else "–"
    return Denied(NO_OBJECTION[verdict.code], (("basis", basis), ("last", last)))


def can_explain(actor: Actor, keberatan: Keberatan) -> Answer:
    """The penilai whose evaluation it is (Lampiran BAB V B.4)."""
    if actor.pegawai_id is None or actor.pegawai_id != keberatan.penilai_id:
        return Denied("evaluation.keberatan_not_penilai", (("penilai", keberatan.penilai.nama_lengkap),))
    return Allowed()


def can_speak(actor: Actor, keberatan: Keberatan) -> Answer:
    """The owner: adds words, withdraws (Lampiran BAB V B.4)."""
    if actor.pegawai_id is None or actor.pegawai_id != keberatan.pegawai_id:
        return Denied("evaluation.keberatan_not_owner")
    return Allowed()


def can_decide(actor: Actor, keberatan: Keberatan) -> Answer:
    """The atasan of the penilai, never the penilai nor the owner in another role (Lampiran BAB V B.5)."""
    if actor.pegawai_id is not None and actor.pegawai_id == keberatan.pegawai_id:
        return Denied("evaluation.own")
    if actor.pegawai_id is None or actor.pegawai_id != keberatan.atasan_id:
        return Denied("evaluation.keberatan_not_atasan", (("atasan", keberatan.atasan.nama_lengkap),))
    return Allowed()


def can_sign_decision(actor: Actor, keberatan: Keberatan) -> Answer:
    """The owner and the penilai, each for themselves (format D.1.3, signatures 9 and 10)."""
    if actor.pegawai_id is not None and actor.pegawai_id in {keberatan.pegawai_id, keberatan.penilai_id}:
        return Allowed()
    return Denied("evaluation.keberatan_not_party")


def can_keep_calendar(actor: Actor) -> Answer:
    """The unit kepegawaian, for the whole agency: regional holidays and outages."""
    if actor.user_id is not None and actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("evaluation.not_clerk")


def can_set_batas(actor: Actor) -> Answer:
    """The unit kepegawaian or the pejabat yang berwenang of the whole agency."""
    if actor.user_id is not None and actor.has(Role.KEPEGAWAIAN, Role.PYB):
        return Allowed()
    return Denied("evaluation.not_clerk_or_pyb")


def person_of(actor: Actor) -> int:
    """The account of whoever acts, where only a person can act."""
    if actor.user_id is None:
        raise RuntimeError("this is done by a person, never by the product itself")
    return actor.user_id


def can_watch(actor: Actor) -> Answer:
    """The auditor of the whole agency: what followed an objection."""
    return Allowed() if actor.has(Role.AUDITOR) else Denied("evaluation.not_auditor")


def _penilai(actor: Actor, skp: Skp) -> Answer:
    if actor.pegawai_id is None or actor.pegawai_id != skp.penilai_id:
        name = skp.penilai.nama_lengkap if skp.penilai else "–"
        return Denied("evaluation.not_penilai", (("penilai", name),))
    return Allowed()


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
