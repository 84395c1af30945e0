"""What planning asks of a person today."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.foundation.access import Actor
from kasuari.foundation.worklist import WorkItem
from kasuari.planning.access import can_open_periode
from kasuari.planning.enums import StatePeriode, StateSkp
from kasuari.planning.models import Periode, Skp
from kasuari.planning.people import kedudukan_on, plannable_penugasan
from kasuari.planning.queries.membership import consents_waiting
from kasuari.regulation import kewenangan as law
from kasuari.regulation import periode as periode_law


def work_for(actor: Actor, *, on: date) -> list[WorkItem]:
    """SKP to write, to mend and to set, and a year to open. At most seven queries."""
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
    items += _consents(actor.pegawai_id)
    periode = year.filter(state=StatePeriode.DIBUKA, instansi__pegawai=actor.pegawai_id).first()
    if periode is None:
        return items
    return [*items, *_own(actor.pegawai_id, periode, on), *_team(actor.pegawai_id, periode, on)]


def _own(pegawai_id: int, periode: Periode, on: date) -> list[WorkItem]:
    due = _setting_deadline(on)
    rows = list(Skp.objects.filter(pegawai_id=pegawai_id, periode=periode).order_by("start_date", "pk"))
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


def _team(pegawai_id: int, periode: Periode, on: date) -> list[WorkItem]:
    waiting = list(
        Skp.objects.filter(periode=periode, penilai_id=pegawai_id, state=StateSkp.DIAJUKAN)
        .order_by("submitted_at", "pk")
        .values_list("pk", flat=True)
    )
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
            url=reverse("planning:skp", args=waiting) if count == 1 else reverse("planning:team"),
            due_date=_setting_deadline(on),
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
