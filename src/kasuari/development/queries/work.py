"""What development asks of a person today: talks, plans, sessions, invitations, awards, people to guide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.development.access.bimbingan import OVERSEE
from kasuari.development.access.mitra import can_approve_allocation, can_keep_partners
from kasuari.development.access.tindak_lanjut import DECIDERS, decidable_by
from kasuari.development.enums.bimbingan import StateBimbingan, StateKonseling
from kasuari.development.enums.kompetensi import StateEvaluasiKompetensi
from kasuari.development.enums.mitra import StateAlokasi, StatePendaftaran
from kasuari.development.enums.rencana import Pihak, StateBelajar, StateRencana
from kasuari.development.enums.tindak_lanjut import StateUsulan
from kasuari.development.models import (
    Alokasi,
    CatatanBelajar,
    HasilKompetensi,
    KasusKonseling,
    PandanganKompetensi,
    Pendaftaran,
    RencanaPengembangan,
    SesiBimbingan,
    UsulanPenghargaan,
)
from kasuari.development.queries.pendaftaran import enrolments_in
from kasuari.development.queries.rencana import HOME_KEYS
from kasuari.evaluation.queries import results_that_hold
from kasuari.foundation.access import Actor
from kasuari.foundation.presence import EVERYTHING
from kasuari.foundation.trees import within
from kasuari.foundation.worklist import WorkItem
from kasuari.planning import queries as planning
from kasuari.regulation.kompetensi import MEMADAI
from kasuari.regulation.predikat import Rating

if TYPE_CHECKING:
    from kasuari.evaluation.models import Evaluasi

PLANNED, LEARNED = HOME_KEYS
# How long home reminds of what has no deadline of its own: a talk, the answer to a session, an impression.
REMINDED = timedelta(days=90)


def may_wait(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    """Without a row here nothing of that kind waits, and it need not be read.

    Who agrees is asked of the SKP that runs, which names the penilai; whoever has none is told by the notice.
    """
    return {
        PLANNED: RencanaPengembangan.objects.filter(pegawai_id=pk),
        LEARNED: CatatanBelajar.objects.filter(pegawai_id=pk),
        "development.agree": _to_agree(pk, on),
        "development.returned": _returned(pk),
        "development.talk": _to_discuss(pk, on),
        "development.sign": _to_sign(pk),
        "development.answer": _to_answer(pk, on),
        "development.report": _to_report(pk, on),
        "development.enrolment": _enrolments(pk, on),
        "development.award": UsulanPenghargaan.objects.filter(state=StateUsulan.DIUSULKAN),
        "development.guide": _to_guide(pk, on),
        "development.appoint": KasusKonseling.objects.filter(state=StateKonseling.DILAPORKAN),
        "development.counsel": _to_counsel(pk),
        "development.check": _to_check(pk, on),
        "development.place": Pendaftaran.objects.filter(state=StatePendaftaran.DIUSULKAN),
        "development.allocation": Alokasi.objects.filter(state=StateAlokasi.SIAP),
    }


def work_for(actor: Actor, *, on: date, waiting: Container[str] = EVERYTHING) -> list[WorkItem]:
    """At most fourteen queries, one for each kind that waits."""
    me = actor.pegawai_id
    if me is None:
        return [*_awards(actor), *_allocations(actor)]
    return [
        *(_agree(me, on) if "development.agree" in waiting else []),
        *(_mend(me) if "development.returned" in waiting else []),
        *(_talk(me, on) if "development.talk" in waiting else []),
        *(_sign(me) if "development.sign" in waiting else []),
        *(_answer(me, on) if "development.answer" in waiting else []),
        *(_report(me, on) if "development.report" in waiting else []),
        *(_enrolled(me, on) if "development.enrolment" in waiting else []),
        *(_awards(actor) if "development.award" in waiting else []),
        *(_guide(me, on) if "development.guide" in waiting else []),
        *(_appoint(actor) if "development.appoint" in waiting else []),
        *(_counsel(me) if "development.counsel" in waiting else []),
        *(_check(me, on) if "development.check" in waiting else []),
        *(_place(actor) if "development.place" in waiting else []),
        *(_allocations(actor) if "development.allocation" in waiting else []),
    ]


def _awards(actor: Actor) -> list[WorkItem]:
    """Proposals of a penghargaan that the actor may decide. One query, none for who decides nothing."""
    if not actor.scopes(*DECIDERS):
        return []
    waiting = UsulanPenghargaan.objects.filter(decidable_by(actor), state=StateUsulan.DIUSULKAN)
    count = waiting.count()
    if not count:
        return []
    title = ngettext("Putuskan %(count)d usulan penghargaan", "Putuskan %(count)d usulan penghargaan", count)
    return [
        WorkItem(
            key="development.award",
            title=title % {"count": count},
            why=_("Pengusulnya menunggu; pegawai baru mendengarnya setelah disetujui (Pasal 31)."),
            action=_("Baca usulan"),
            url=f"{reverse('development:recognitions')}?keadaan={StateUsulan.DIUSULKAN}",
            count=count,
        )
    ]


def _appoint(actor: Actor) -> list[WorkItem]:
    """Reports of conduct without a counsellor yet; home names nobody. One query, none for others."""
    scopes = actor.scopes(*OVERSEE)
    if not scopes:
        return []
    mine = Q(pk__in=[])
    for scope in scopes:
        mine |= within("unit__path", scope) & Q(state=StateKonseling.DILAPORKAN)
    rows = KasusKonseling.objects.filter(mine)
    count = rows.exclude(pegawai__user=actor.user_id).count()
    if not count:
        return []
    title = ngettext("Tetapkan konselor: %(count)d laporan", "Tetapkan konselor: %(count)d laporan", count)
    return [
        WorkItem(
            key="development.appoint",
            title=title % {"count": count},
            why=_("Penilai melaporkan masalah perilaku kerja; konselor dan jadwalnya belum ada."),
            action=_("Buka konseling"),
            url=reverse("development:cases"),
            count=count,
        )
    ]


def _to_counsel(konselor_id: int) -> QuerySet[KasusKonseling]:
    return KasusKonseling.objects.filter(konselor_id=konselor_id, state=StateKonseling.DITETAPKAN)


def _counsel(me: int) -> list[WorkItem]:
    """Home names nobody: a phone is seen by others."""
    return [
        WorkItem(
            key=f"development.counsel.{row.pk}",
            title=_("Anda ditetapkan sebagai konselor"),
            why=_("Sesudah bertemu, tulis dan tanda tangani rekamannya. Isinya rahasia."),
            action=_("Buka konseling"),
            url=reverse("development:case", args=[row.pk]),
            due_date=localdate(row.jadwal_at) if row.jadwal_at else None,
        )
        for row in _to_counsel(me).only("pk", "jadwal_at").order_by("jadwal_at", "pk")
    ]


def _to_check(penilai_id: int, on: date) -> QuerySet[CatatanBelajar]:
    team = planning.skp_rows().filter(penilai_id=penilai_id, start_date__lte=on, last_date__gte=on)
    return CatatanBelajar.objects.filter(
        state=StateBelajar.DICATAT, pegawai_id__in=team.order_by().values("pegawai_id")
    )


def _check(me: int, on: date) -> list[WorkItem]:
    """Learning whose evidence waits for the penilai, the longest wait first. One query."""
    rows = list(_to_check(me, on).select_related("pegawai").order_by("noted_at", "pk"))
    if not rows:
        return []
    count = len({row.pegawai_id for row in rows})
    title = ngettext(
        "Periksa catatan belajar %(nama)s",
        "Periksa catatan belajar %(count)d orang, mulai dari %(nama)s",
        count,
    )
    return [
        WorkItem(
            key="development.check",
            title=title % {"nama": rows[0].pegawai.nama, "count": count},
            why=_("JP baru dihitung setelah Anda atau unit kepegawaian memeriksa buktinya."),
            action=_("Periksa"),
            url=reverse("development:person", args=[rows[0].pegawai_id]) + "#jam-pelajaran",
            count=count,
        )
    ]


def _place(actor: Actor) -> list[WorkItem]:
    """Enrolments that somebody proposed. One query, none for who agrees to none."""
    if not can_keep_partners(actor):
        return []
    rows = enrolments_in(actor, state=StatePendaftaran.DIUSULKAN).exclude(pegawai__user=actor.user_id)
    count = rows.count()
    if not count:
        return []
    title = ngettext("Putuskan %(count)d usulan pelatihan", "Putuskan %(count)d usulan pelatihan", count)
    return [
        WorkItem(
            key="development.place",
            title=title % {"count": count},
            why=_("Pengusulnya menunggu; setelah disetujui, kursinya terisi dan undangan dapat dikirim."),
            action=_("Buka usulan"),
            url=f"{reverse('development:enrolments')}?keadaan={StatePendaftaran.DIUSULKAN}",
            count=count,
        )
    ]


def _allocations(actor: Actor) -> list[WorkItem]:
    """Allocations that may be approved. One query, none for who approves none."""
    if not can_approve_allocation(actor):
        return []
    rows = Alokasi.objects.filter(instansi__pegawai__user=actor.user_id, state=StateAlokasi.SIAP)
    found = list(rows.only("pk", "nama").order_by("-pk"))
    if not found:
        return []
    newest, count = found[0], len(found)
    title = ngettext(
        "Putuskan alokasi “%(nama)s”", "Putuskan alokasi pelatihan: %(count)d perhitungan siap", count
    )
    one = reverse("development:allocation", args=[newest.pk])
    return [
        WorkItem(
            key="development.allocation",
            title=title % {"nama": newest.nama, "count": count},
            why=_("Undangan baru dikirim setelah Anda menyetujui."),
            action=_("Baca alokasi"),
            url=one if count == 1 else reverse("development:allocations"),
            count=count,
        )
    ]


def _to_guide(penilai_id: int, on: date) -> QuerySet[Evaluasi]:
    """Whom one rated below the expectation lately, without a bimbingan or a konseling since."""
    since = {"pegawai_id": OuterRef("pegawai_id"), "tanggal__gte": OuterRef("signed_day")}
    sessions = SesiBimbingan.objects.filter(**since)
    cases = KasusKonseling.objects.filter(
        pegawai_id=OuterRef("pegawai_id"), penilai_id=penilai_id, told_at__gte=OuterRef("signed_at")
    )
    rows = results_that_hold().annotate(signed_day=TruncDate("signed_at"))
    return rows.filter(
        Q(hasil_berlaku=Rating.DIBAWAH) & ~Exists(sessions)
        | Q(perilaku_berlaku=Rating.DIBAWAH) & ~Exists(cases),
        penilai_id=penilai_id,
        periode_evaluasi__last_date__gt=on - REMINDED,
    )


def _guide(me: int, on: date) -> list[WorkItem]:
    """One line for everybody of a period. One query."""
    rows = _to_guide(me, on).select_related("periode_evaluasi").order_by("periode_evaluasi__last_date", "pk")
    counts = Counter(row.periode_evaluasi for row in rows)
    return [
        WorkItem(
            key=f"development.guide.{period.pk}",
            title=ngettext("Bina %(count)d orang", "Bina %(count)d orang", count) % {"count": count},
            why=_(
                "Rating %(period)s di bawah ekspektasi: ajak bimbingan atau konseling (Pasal 21); "
                "bukan sanksi."
            )
            % {"period": planning.label(period)},
            action=_("Lihat siapa"),
            url=f"{reverse('development:guidance')}?periode={period.pk}",
            count=count,
        )
        for period, count in counts.items()
    ]


def _to_agree(penilai_id: int, on: date) -> QuerySet[RencanaPengembangan]:
    team = planning.skp_rows().filter(penilai_id=penilai_id, start_date__lte=on, last_date__gte=on)
    return RencanaPengembangan.objects.filter(
        state=StateRencana.DIAJUKAN, pegawai_id__in=team.order_by().values("pegawai_id")
    )


def _agree(me: int, on: date) -> list[WorkItem]:
    return [
        WorkItem(
            key=f"development.agree.{row.pk}",
            title=_("Setujui rencana pengembangan %(nama)s") % {"nama": row.pegawai.nama},
            why=_("Rencana berlaku setelah disepakati berdua; Anda juga dapat mengembalikannya."),
            action=_("Baca rencana"),
            url=reverse("development:plan", args=[row.pk]),
        )
        for row in _to_agree(me, on).select_related("pegawai").order_by("proposed_at", "pk")
    ]


def _returned(pegawai_id: int) -> QuerySet[RencanaPengembangan]:
    return RencanaPengembangan.objects.filter(pegawai_id=pegawai_id, state=StateRencana.DRAF).exclude(
        alasan=""
    )


def _mend(me: int) -> list[WorkItem]:
    return [
        WorkItem(
            key=f"development.returned.{row.pk}",
            title=_("Perbaiki rencana pengembangan %(tahun)s") % {"tahun": row.tahun},
            why=_("Penilai mengembalikannya: %(alasan)s") % {"alasan": row.alasan},
            action=_("Buka rencana"),
            url=reverse("development:plan", args=[row.pk]),
        )
        for row in _returned(me).order_by("tahun")
    ]


def _to_discuss(pegawai_id: int, on: date) -> QuerySet[HasilKompetensi]:
    """What was found below the standard lately and the person has said nothing of."""
    said = PandanganKompetensi.objects.filter(pihak=Pihak.PEGAWAI).order_by().values("hasil_id")
    return HasilKompetensi.objects.filter(
        evaluasi__pegawai_id=pegawai_id,
        evaluasi__state=StateEvaluasiKompetensi.DITANDATANGANI,
        evaluasi__tanggal__gt=on - REMINDED,
        nilai__lt=MEMADAI,
    ).exclude(pk__in=said)


def _talk(me: int, on: date) -> list[WorkItem]:
    count = _to_discuss(me, on).count()
    if not count:
        return []
    why = ngettext(
        "%(count)d temuan evaluasi kompetensi menunggu pendapat Anda: benar, atau perlu dikoreksi.",
        "%(count)d temuan evaluasi kompetensi menunggu pendapat Anda: benar, atau perlu dikoreksi.",
        count,
    )
    return [
        WorkItem(
            key="development.talk",
            title=_("Bahas hal yang perlu tumbuh"),
            why=why % {"count": count},
            action=_("Buka pengembangan"),
            url=reverse("development:development"),
            count=count,
        )
    ]


def _to_sign(pegawai_id: int) -> QuerySet[SesiBimbingan]:
    return SesiBimbingan.objects.filter(
        Q(pegawai_id=pegawai_id, pegawai_signed_at__isnull=True)
        | Q(pembimbing_id=pegawai_id, pembimbing_signed_at__isnull=True),
        state=StateBimbingan.TERBUKA,
    )


def _sign(me: int) -> list[WorkItem]:
    rows = _to_sign(me).select_related("pegawai", "pembimbing").order_by("tanggal", "pk")
    return [
        WorkItem(
            key=f"development.sign.{row.pk}",
            title=_("Isi dan tanda tangani %(jenis)s bersama %(nama)s")
            % {
                "jenis": row.jenis,
                "nama": (row.pembimbing if row.pegawai_id == me else row.pegawai).nama,
            },
            why=_("Sesi selesai setelah bagian kedua pihak terisi dan ditandatangani."),
            action=_("Buka sesi"),
            url=reverse("development:session", args=[row.pk]),
        )
        for row in rows
    ]


def _to_answer(pegawai_id: int, on: date) -> QuerySet[SesiBimbingan]:
    return SesiBimbingan.objects.filter(
        pegawai_id=pegawai_id,
        state=StateBimbingan.SELESAI,
        umpan_balik__isnull=True,
        tanggal__gt=on - REMINDED,
    )


def _answer(me: int, on: date) -> list[WorkItem]:
    return [
        WorkItem(
            key=f"development.answer.{row.pk}",
            title=_("Beri umpan balik atas %(jenis)s bersama %(nama)s")
            % {"jenis": row.jenis, "nama": row.pembimbing.nama},
            why=_("Dibaca oleh atasan pimpinan Anda, bukan oleh pembimbing (format B.1.8)."),
            action=_("Beri umpan balik"),
            url=reverse("development:session", args=[row.pk]) + "#umpan-balik",
        )
        for row in _to_answer(me, on).select_related("pembimbing").order_by("tanggal", "pk")
    ]


def _to_report(penilai_id: int, on: date) -> QuerySet[SesiBimbingan]:
    return SesiBimbingan.objects.filter(
        penilai_id=penilai_id,
        state=StateBimbingan.SELESAI,
        reported_at__isnull=True,
        tanggal__gt=on - REMINDED,
    )


def _report(me: int, on: date) -> list[WorkItem]:
    return [
        WorkItem(
            key=f"development.report.{row.pk}",
            title=_("Laporkan hasil bimbingan %(nama)s") % {"nama": row.pegawai.nama},
            why=_("Sesi sudah ditandatangani berdua; penilai melaporkannya kepada atasan."),
            action=_("Buka sesi"),
            url=reverse("development:session", args=[row.pk]),
        )
        for row in _to_report(me, on).select_related("pegawai").order_by("tanggal", "pk")
    ]


def _enrolments(pegawai_id: int, on: date) -> QuerySet[Pendaftaran]:
    """Invitations to answer, impressions to give, and hours of a finished training to take over."""
    over = Q(state=StatePendaftaran.SELESAI, program__last_date__gt=on - REMINDED)
    return Pendaftaran.objects.filter(
        Q(state=StatePendaftaran.DIUNDANG)
        | (over & Q(reaksi__isnull=True))
        | (over & Q(jp_hadir__gt=0, belajar__isnull=True)),
        pegawai_id=pegawai_id,
    )


def _enrolled(me: int, on: date) -> list[WorkItem]:
    rows = _enrolments(me, on).annotate(noted=F("belajar__pk")).select_related("program")
    return [_of_enrolment(row) for row in rows.order_by("program__start_date", "pk")]


def _of_enrolment(row: Any) -> WorkItem:
    if row.state == StatePendaftaran.DIUNDANG:
        why, action = _("Anda diundang mengikuti pelatihan ini."), _("Jawab undangan")
    elif row.noted is None and row.jp_hadir:
        why = (
            _("Sertifikatnya sudah ada: terima, dan masukkan JP-nya ke catatan belajar Anda.")
            if row.sertifikat_id
            else _("Pelatihan selesai: masukkan JP-nya ke catatan belajar Anda.")
        )
        action = _("Terima hasil")
    else:
        why, action = _("Pelatihan selesai: apakah bermanfaat bagi pekerjaan Anda?"), _("Beri kesan")
    return WorkItem(
        key=f"development.enrolment.{row.pk}",
        title=row.program.judul,
        why=why,
        action=action,
        url=reverse("development:enrolment", args=[row.pk]),
        due_date=row.program.start_date if row.state == StatePendaftaran.DIUNDANG else None,
    )
