"""What planning asks of a person today."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor
from kasuari.foundation.presence import EVERYTHING
from kasuari.foundation.worklist import WorkItem
from kasuari.planning.access import can_open_periode
from kasuari.planning.enums import StatePeriode, StateSkp, StateVersi
from kasuari.planning.models import Periode, RencanaHasilKerja, Skp, VersiSkp
from kasuari.planning.people import kedudukan_on, plannable_penugasan
from kasuari.planning.queries.completion import day_in, tallies, tally_of
from kasuari.planning.queries.coverage import coverage_count
from kasuari.planning.queries.dialog import dialogs_waiting, kesepakatan_due
from kasuari.planning.queries.links import proposable_count
from kasuari.planning.queries.membership import consents_waiting
from kasuari.planning.queries.moved import moved_without_skp
from kasuari.planning.queries.skp import late_for_atasan, waiting_for_atasan
from kasuari.planning.states import BEFORE_SETTING, VERSION_WRITABLE
from kasuari.regulation import kewenangan as law
from kasuari.regulation import periode as periode_law

SOON = timedelta(days=7)


def may_wait(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    """Without a row here nothing of that kind waits, and it need not be read."""
    return {
        "planning.consents": consents_waiting(pk),
        "planning.dialog": dialogs_waiting(pk),
        "planning.kesepakatan": kesepakatan_due(pk, until=on + SOON),
        "planning.versi": _versions_of(pk),
        "planning.instead": late_for_atasan(pk, on),
        "planning.coverage": RencanaHasilKerja.objects.filter(
            skp__penilai_id=pk, skp__periode__last_date__gte=on
        ),
    }


def work_for(actor: Actor, *, on: date, waiting: Container[str] = EVERYTHING) -> list[WorkItem]:
    """SKP to write, to mend and to set, versions, links, consents, gaps, talks, a year to open. At most
    thirteen queries, two more for the unit kepegawaian."""
    year = Periode.objects.filter(start_date__lte=on, last_date__gte=on)
    items: list[WorkItem] = []
    if can_open_periode(actor) and not year.exists():
        items.append(
            WorkItem(
                key=f"planning.open.{on.year}",
                title=_("Buka periode kinerja %(tahun)s") % {"tahun": on.year},
                why=_("Pegawai baru dapat menyusun SKP setelah periode dibuka."),
                action=_("Buka periode"),
                url=reverse("planning:periods"),
                due_date=_setting_deadline(on),
            )
        )
    items += _moved(actor, year, on)
    if actor.pegawai_id is None:
        return items
    me = actor.pegawai_id
    if "planning.consents" in waiting:
        items += _consents(me)
    if "planning.dialog" in waiting:
        items += _talks(me)
    if "planning.kesepakatan" in waiting:
        items += _promises(me, on)
    rows = list(
        Skp.objects.filter(
            Q(pegawai_id=me) | Q(penilai_id=me, state=StateSkp.DIAJUKAN),
            periode__state=StatePeriode.DIBUKA,
            periode__start_date__lte=on,
            periode__last_date__gte=on,
        )
        .select_related("periode")
        .only("pegawai_id", "state", "periode__tahun")
        .order_by("start_date", "pk")
    )
    periode = (
        rows[0].periode if rows else year.filter(state=StatePeriode.DIBUKA, instansi__pegawai=me).first()
    )
    if periode is None:
        return items
    own = [row for row in rows if row.pegawai_id == me]
    team = [row for row in rows if row.pegawai_id != me]
    return [
        *items,
        *_own(me, own, periode, on),
        *_team(team, periode, on),
        *(_versions(me) if "planning.versi" in waiting else []),
        *(_instead(me, on) if "planning.instead" in waiting else []),
        *_completion(actor, periode, on),
        # Once a plan is set its page still offers links; they are no work of the day any more.
        *(_links(me, periode) if any(row.state in BEFORE_SETTING for row in own) else []),
        *(_coverage(me, periode) if "planning.coverage" in waiting else []),
    ]


def _moved(actor: Actor, year: QuerySet[Periode], on: date) -> list[WorkItem]:
    """For the unit kepegawaian: who moved and plans nothing for the new post yet. Two queries."""
    if not can_open_periode(actor):
        return []
    periode = year.filter(state=StatePeriode.DIBUKA, instansi__pegawai=actor.pegawai_id).first()
    count = len(moved_without_skp(periode, on=on)) if periode is not None else 0
    if not count:
        return []
    return [
        WorkItem(
            key="planning.moved",
            title=ngettext(
                "%(count)s pegawai pindah tanpa SKP baru", "%(count)s pegawai pindah tanpa SKP baru", count
            )
            % {"count": count},
            why=_("SKP jabatan lama berakhir saat pindah; jabatan baru memerlukan SKP sendiri."),
            action=_("Lihat daftarnya"),
            url=reverse("planning:moved"),
            count=count,
        )
    ]


def _own(pegawai_id: int, rows: Sequence[Skp], periode: Periode, on: date) -> list[WorkItem]:
    due = _setting_deadline(on)
    if not rows:
        if not _subject(pegawai_id, periode, on):
            return []
        return [
            WorkItem(
                key=f"planning.draft.{periode.pk}",
                title=_("Susun SKP %(tahun)s") % {"tahun": periode.tahun},
                why=_("SKP ditetapkan paling lambat akhir Januari; draf tersimpan selama Anda menulis."),
                action=_("Mulai menyusun"),
                url=reverse("planning:mine"),
                due_date=due,
            )
        ]
    items = []
    for row in rows:
        url = reverse("planning:skp", args=[row.pk])
        if row.state == StateSkp.DRAF:
            items.append(
                WorkItem(
                    key=f"planning.finish.{row.pk}",
                    title=_("Selesaikan dan ajukan SKP %(tahun)s") % {"tahun": periode.tahun},
                    why=_("SKP Anda masih draf dan belum diajukan kepada pejabat penilai kinerja."),
                    action=_("Lanjutkan"),
                    url=url,
                    due_date=due,
                )
            )
        elif row.state == StateSkp.DIKEMBALIKAN:
            items.append(
                WorkItem(
                    key=f"planning.returned.{row.pk}",
                    title=_("SKP %(tahun)s dikembalikan dengan catatan") % {"tahun": periode.tahun},
                    why=_("Baca catatan pejabat penilai kinerja, perbaiki, lalu ajukan lagi."),
                    action=_("Baca catatan"),
                    url=url,
                    due_date=due,
                )
            )
    return items


def _team(waiting: Sequence[Skp], periode: Periode, on: date) -> list[WorkItem]:
    if not waiting:
        return []
    count = len(waiting)
    return [
        WorkItem(
            key=f"planning.set.{periode.pk}",
            title=ngettext(
                "%(count)s SKP menunggu Anda tetapkan", "%(count)s SKP menunggu Anda tetapkan", count
            )
            % {"count": count},
            why=_("Baca, lalu tetapkan atau kembalikan dengan catatan."),
            action=_("Periksa SKP"),
            url=reverse("planning:skp", args=[waiting[0].pk]) if count == 1 else reverse("planning:team"),
            due_date=_setting_deadline(on),
            count=count,
        )
    ]


def _versions_of(pegawai_id: int) -> QuerySet[VersiSkp]:
    return VersiSkp.objects.filter(
        Q(skp__pegawai_id=pegawai_id, state__in=VERSION_WRITABLE)
        | Q(penilai_id=pegawai_id, state=StateVersi.DIAJUKAN),
        skp__periode__state=StatePeriode.DIBUKA,
    )


def _versions(pegawai_id: int) -> list[WorkItem]:
    """New versions of one's own SKP to go on with, and those of others to set. One query."""
    rows = list(
        _versions_of(pegawai_id)
        .select_related("skp__pegawai")
        .only("state", "nomor", "skp_id", "skp__pegawai__nama")
        .order_by("pk")
    )
    items = []
    for row in rows:
        words: dict[str, object] = {"nomor": row.nomor, "nama": row.skp.pegawai.nama}
        if row.state == StateVersi.DIAJUKAN:
            title = _("Versi %(nomor)s SKP %(nama)s menunggu Anda tetapkan") % words
            why, action = _("Baca perubahannya, lalu tetapkan atau kembalikan."), _("Periksa versi")
        elif row.state == StateVersi.DIKEMBALIKAN:
            title = _("Versi %(nomor)s SKP Anda dikembalikan dengan catatan") % words
            why, action = _("Baca catatannya, perbaiki, lalu ajukan lagi."), _("Baca catatan")
        else:
            title = _("Lanjutkan versi %(nomor)s SKP Anda") % words
            why, action = _("SKP yang berlaku tidak berubah sebelum versi ini ditetapkan."), _("Lanjutkan")
        items.append(
            WorkItem(
                key=f"planning.versi.{row.pk}",
                title=title,
                why=why,
                action=action,
                url=reverse("planning:versi", args=[row.skp_id, row.pk]),
            )
        )
    return items


def _instead(pegawai_id: int, on: date) -> list[WorkItem]:
    """SKP that waited past January, which the atasan may set (Lampiran BAB II C.5)."""
    due = _setting_deadline(on)
    waiting = waiting_for_atasan(pegawai_id, on) if due is not None and on > due else []
    if not waiting:
        return []
    count = len(waiting)
    return [
        WorkItem(
            key="planning.instead",
            title=ngettext(
                "%(count)s SKP lewat batas dapat Anda tetapkan sebagai atasan",
                "%(count)s SKP lewat batas dapat Anda tetapkan sebagai atasan",
                count,
            )
            % {"count": count},
            why=_("Pejabat penilai kinerjanya belum menetapkan sampai akhir Januari."),
            action=_("Periksa SKP"),
            url=reverse("planning:skp", args=[waiting[0]]) if count == 1 else reverse("planning:late"),
            due_date=due,
            count=count,
        )
    ]


def _completion(actor: Actor, periode: Periode, on: date) -> list[WorkItem]:
    """For the unit kepegawaian: how many plans of the year are not set."""
    if not actor.has(Role.KEPEGAWAIAN):
        return []
    count = tally_of(tallies(periode, on=day_in(periode, on))).open
    if not count:
        return []
    return [
        WorkItem(
            key=f"planning.completion.{periode.pk}",
            title=ngettext(
                "SKP %(count)s orang belum ditetapkan", "SKP %(count)s orang belum ditetapkan", count
            )
            % {"count": count},
            why=_("Lihat siapa saja per unit, dan ingatkan mereka sekaligus."),
            action=_("Lihat kelengkapan"),
            url=reverse("planning:completion"),
            due_date=_setting_deadline(on),
            count=count,
        )
    ]


def _talks(pegawai_id: int) -> list[WorkItem]:
    """Records of a dialog kinerja to acknowledge. One query."""
    waiting = list(dialogs_waiting(pegawai_id))
    if not waiting:
        return []
    count = len(waiting)
    return [
        WorkItem(
            key="planning.dialog",
            title=ngettext(
                "%(count)s catatan dialog kinerja menunggu Anda ketahui",
                "%(count)s catatan dialog kinerja menunggu Anda ketahui",
                count,
            )
            % {"count": count},
            why=_("Baca, lalu nyatakan mengetahui; tanggapan boleh ditambahkan."),
            action=_("Baca catatan"),
            url=reverse("planning:dialog", args=[waiting[0]]),
            count=count,
        )
    ]


def _promises(pegawai_id: int, on: date) -> list[WorkItem]:
    """What one agreed to do within a week. One query."""
    promised = list(kesepakatan_due(pegawai_id, until=on + SOON))
    if not promised:
        return []
    first, count = promised[0], len(promised)
    return [
        WorkItem(
            key="planning.kesepakatan",
            title=ngettext(
                "%(count)s kesepakatan dialog kinerja perlu Anda selesaikan",
                "%(count)s kesepakatan dialog kinerja perlu Anda selesaikan",
                count,
            )
            % {"count": count},
            why=first.teks[:160],
            action=_("Buka kesepakatan"),
            url=reverse("planning:dialog", args=[first.dialog_id]) + "#kesepakatan",
            due_date=first.due_date,
            count=count,
        )
    ]


def _links(pegawai_id: int, periode: Periode) -> list[WorkItem]:
    count, skp_id = proposable_count(pegawai_id, periode)
    if skp_id is None:
        return []
    return [
        WorkItem(
            key=f"planning.links.{periode.pk}",
            title=ngettext(
                "%(count)s hasil kerja dapat ditautkan ke SKP pimpinan",
                "%(count)s hasil kerja dapat ditautkan ke SKP pimpinan",
                count,
            )
            % {"count": count},
            why=_("Pimpinan sudah menyusun SKP; periksa usulan tautannya."),
            action=_("Lihat usulan"),
            url=reverse("planning:links", args=[skp_id]),
            count=count,
        )
    ]


def _coverage(pegawai_id: int, periode: Periode) -> list[WorkItem]:
    count = coverage_count(pegawai_id, periode)
    if not count:
        return []
    return [
        WorkItem(
            key=f"planning.coverage.{periode.pk}",
            title=ngettext(
                "%(count)s hal dalam cakupan rencana tim perlu dilihat",
                "%(count)s hal dalam cakupan rencana tim perlu dilihat",
                count,
            )
            % {"count": count},
            why=_("Ada indikator yang belum dipikul siapa pun, atau hasil kerja yang belum tertaut."),
            action=_("Lihat cakupan"),
            url=reverse("planning:coverage"),
            count=count,
        )
    ]


def _consents(pegawai_id: int) -> list[WorkItem]:
    """People whose taking part elsewhere waits for the consent of their penilai."""
    waiting = list(consents_waiting(pegawai_id))
    if not waiting:
        return []
    count = len(waiting)
    return [
        WorkItem(
            key="planning.consents",
            title=ngettext(
                "%(count)s penugasan lintas unit menunggu persetujuan Anda",
                "%(count)s penugasan lintas unit menunggu persetujuan Anda",
                count,
            )
            % {"count": count},
            why=_(
                "Pimpinan lain ingin melibatkan pegawai yang Anda nilai; perannya berlaku bila Anda setuju."
            ),
            action=_("Putuskan"),
            url=reverse("planning:consent", args=waiting) if count == 1 else reverse("planning:matrices"),
            count=count,
        )
    ]


def _subject(pegawai_id: int, periode: Periode, on: date) -> bool:
    """Whether the person has an appointment that carries an SKP and a standing that asks for one."""
    if not plannable_penugasan(pegawai_id, start_date=on, last_date=periode.last_date):
        return False
    kedudukan = kedudukan_on([pegawai_id], on=on).get(pegawai_id)
    if kedudukan is None:
        return True
    return bool(law.wajib_skp(kedudukan_hukum=law.KedudukanHukum(kedudukan), on=on).value)


def _setting_deadline(on: date) -> date | None:
    """The last day on which an SKP is set in time (Pasal 14 ayat (1)): 31 January."""
    verdict = periode_law.batas_waktu(
        langkah=periode_law.Langkah.PENETAPAN_SKP, mulai=on, kalender=None, on=on
    )
    return verdict.value
