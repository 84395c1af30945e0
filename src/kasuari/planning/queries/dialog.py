"""Reads of dialog kinerja: those of an SKP, one of them, what was agreed and is still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.reasons import Words
from kasuari.foundation.rows import the_one
from kasuari.planning.access_dialog import dialog_visible_to
from kasuari.planning.enums import PihakDialog, StateDialog, StatePeriode, TopikDialog
from kasuari.planning.models import DialogKinerja, Kesepakatan, Skp, TanggapanDialog, TopikDibahas


@dataclass(frozen=True, slots=True)
class Panduan:
    """What to talk about on one topic, with its place in the regulation."""

    topik: str
    label: str
    tanya: Words
    basis: str


# Our questions on what each article says that the talk determines.
PANDUAN = (
    (
        TopikDialog.HASIL_KERJA,
        _(
            "Hasil apa yang diharapkan, bukan kegiatan apa? Mengapa itu penting bagi unit? Kapan hasil itu "
            "disebut tercapai, dan sanggupkah pegawai mencapainya?"
        ),
        "Pasal 7 ayat (3) huruf a angka 1; Lampiran BAB II A.7.a.10 (hlm. 52)",
    ),
    (
        TopikDialog.PERILAKU,
        _("Perilaku apa yang paling diharapkan tahun ini? Beri contoh nyata dari pekerjaan sehari-hari."),
        "Pasal 7 ayat (3) huruf a angka 2; Pasal 10 ayat (4)",
    ),
    (
        TopikDialog.SUMBER_DAYA,
        _("Orang, anggaran, alat, pendampingan, dan sarana apa yang dibutuhkan supaya hasilnya tercapai?"),
        "Pasal 7 ayat (3) huruf b; Pasal 11",
    ),
    (
        TopikDialog.SKEMA,
        _("Kapan perkembangan dilaporkan, kepada siapa, dan bukti apa yang diharapkan?"),
        "Pasal 7 ayat (3) huruf c; Pasal 12",
    ),
    (
        TopikDialog.KONSEKUENSI,
        _("Apa yang terjadi bila harapan terpenuhi, dan apa bila tidak?"),
        "Pasal 7 ayat (3) huruf d; Pasal 13",
    ),
    (TopikDialog.LAINNYA, _("Kesulitan, rencana pengembangan, atau hal lain yang perlu dicatat."), ""),
)


def panduan() -> list[Panduan]:
    """The topics in their order, each with its question. No query."""
    return [Panduan(topik.value, str(topik.label), tanya, basis) for topik, tanya, basis in PANDUAN]


def dialog_rows() -> QuerySet[DialogKinerja]:
    """Dialogues with the people and the SKP around them. One query."""
    return DialogKinerja.objects.select_related(
        "skp__periode__instansi",
        "skp__pegawai",
        "skp__penilai",
        "skp__unit",
        "skp__penugasan__jabatan",
        "pimpinan",
        "penulis",
    )


def dialog_for(actor: Actor, dialog_id: int) -> DialogKinerja:
    """One dialogue with all that stands in it (four queries). Raises Http404 out of the actor's reach."""
    rows = dialog_rows().prefetch_related(
        Prefetch("topik", TopikDibahas.objects.order_by("pk")),
        Prefetch("kesepakatan", Kesepakatan.objects.select_related("done_by").order_by("urutan")),
        Prefetch("tanggapan", TanggapanDialog.objects.select_related("written_by").order_by("pk")),
    )
    found = the_one(rows.filter(dialog_visible_to(actor), pk=dialog_id))
    if found is None:
        raise Http404
    return found


def dialogs_of(actor: Actor, skp: Skp) -> QuerySet[DialogKinerja]:
    """Those of an SKP that the actor may read, the latest first, with `agreed` and `open` counted."""
    return (
        dialog_rows()
        .filter(dialog_visible_to(actor), skp=skp)
        .annotate(
            agreed=Count("kesepakatan"),
            open=Count("kesepakatan", filter=Q(kesepakatan__done_at__isnull=True)),
        )
        .order_by("-dialog_date", "-pk")
    )


def open_kesepakatan(actor: Actor, skp: Skp) -> list[Kesepakatan]:
    """What was agreed about an SKP, is acknowledged and not done; the nearest day first. One query."""
    readable = DialogKinerja.objects.filter(
        dialog_visible_to(actor), skp=skp, state=StateDialog.DIKETAHUI
    ).order_by()
    rows = Kesepakatan.objects.filter(dialog__in=readable.values("pk"), done_at__isnull=True)
    return sorted(
        rows.select_related("dialog").order_by("pk"),
        key=lambda row: (row.due_date is None, row.due_date or date.max, row.pk),
    )


def dialogs_waiting(pegawai_id: int) -> QuerySet[DialogKinerja, int]:
    """Records that wait for this person to acknowledge them, in years that are open. One query."""
    rows = DialogKinerja.objects.filter(
        Q(skp__pegawai_id=pegawai_id) | Q(pimpinan_id=pegawai_id),
        state=StateDialog.DIBAGIKAN,
        skp__periode__state=StatePeriode.DIBUKA,
    ).exclude(penulis_id=pegawai_id)
    return rows.order_by("shared_at", "pk").values_list("pk", flat=True)


def kesepakatan_due(pegawai_id: int, *, until: date) -> QuerySet[Kesepakatan]:
    """What this person agreed to do by `until` and has not done, in years that are open. One query."""
    own = Q(dialog__skp__pegawai_id=pegawai_id, pihak__in=(PihakDialog.PEGAWAI, PihakDialog.KEDUANYA))
    lead = Q(dialog__pimpinan_id=pegawai_id, pihak__in=(PihakDialog.PIMPINAN, PihakDialog.KEDUANYA))
    rows = Kesepakatan.objects.filter(
        own | lead,
        due_date__lte=until,
        done_at__isnull=True,
        dialog__state=StateDialog.DIKETAHUI,
        dialog__skp__periode__state=StatePeriode.DIBUKA,
    )
    return rows.select_related("dialog").order_by("due_date", "pk")
