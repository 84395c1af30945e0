"""What planning asks of a person today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.foundation.access import Actor
from kasuari.foundation.worklist import WorkItem
from kasuari.planning.access import can_open_periode
from kasuari.planning.enums import StatePeriode, StateSkp
from kasuari.planning.models import Periode, Skp
from kasuari.planning.people import kedudukan_on, plannable_penugasan
from kasuari.planning.queries.coverage import coverage_count
from kasuari.planning.queries.links import proposable_count
from kasuari.planning.queries.membership import consents_waiting
from kasuari.planning.states import BEFORE_SETTING
from kasuari.regulation import kewenangan as law
from kasuari.regulation import periode as periode_law


def work_for(actor: Actor, *, on: date) -> list[WorkItem]:
    """SKP to write, to mend and to set, links, consents, gaps, a year to open. At most eight queries."""
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
    if actor.pegawai_id is None:
        return items
    me = actor.pegawai_id
    items += _consents(me)
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
    waiting = [row for row in rows if row.pegawai_id != me]
    return [
        *items,
        *_own(me, own, periode, on),
        *_team(waiting, periode, on),
        # Once a plan is set its page still offers links; they are no work of the day any more.
        *(_links(me, periode) if any(row.state in BEFORE_SETTING for row in own) else []),
        *_coverage(me, periode),
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
    waiting = consents_waiting(pegawai_id)
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
