"""Writing down a dialog kinerja, sharing it, acknowledging it, and adding to it (Pasal 7 ayat (2)-(3))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, NotAllowed, Problem, Stale
from kasuari.foundation.rows import write_next
from kasuari.planning.access_dialog import (
    can_acknowledge_dialog,
    can_begin_dialog,
    can_edit_dialog,
    can_remark,
    can_share_dialog,
)
from kasuari.planning.enums import CaraDialog, PihakDialog, StateDialog, TopikDialog
from kasuari.planning.events.dialog import (
    DialogAcknowledged,
    DialogBegun,
    DialogDiscarded,
    DialogRemarked,
    DialogShared,
    DialogWithdrawn,
    DialogWritten,
    KesepakatanDone,
    KesepakatanReopened,
)
from kasuari.planning.models import DialogKinerja, Kesepakatan, Skp, TanggapanDialog, TopikDibahas
from kasuari.planning.operations.inputs import MAX_TEXT, tidy
from kasuari.planning.states import DIALOG

MAX_TOPIC = 4000
MAX_AGREEMENTS = 20
_TOO_LONG = _("Tulisan ini terlalu panjang; ringkaskan.")

register(
    {
        "planning.dialog_no_pimpinan": Reason(
            _("Pejabat penilai kinerja Anda belum dapat ditentukan, jadi dialognya belum dapat dicatat."),
            _("Pakai tombol “Penilai saya salah” agar unit kepegawaian menetapkannya."),
        ),
        "planning.dialog_empty": Reason(
            _("Catatan dialog masih kosong."),
            _("Tulis paling sedikit satu topik atau satu kesepakatan, lalu bagikan."),
        ),
        "planning.dialog_problems": Reason(
            _("Ada bagian catatan dialog yang perlu diperbaiki."), _("Perbaiki bagian itu, lalu coba lagi.")
        ),
        "planning.remark_empty": Reason(_("Tanggapan belum ditulis."), _("Tulis tanggapan Anda dahulu.")),
        "planning.not_in_dialog": Reason(_("Kesepakatan ini tidak ada lagi."), _("Muat ulang halamannya.")),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianKesepakatan:
    """Who does what until when; a row without words says nothing and is left out."""

    pihak: str = PihakDialog.PEGAWAI.value
    teks: str = ""
    due_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianDialog:
    """A record as it shall stand: it takes the place of all that stood there."""

    dialog_date: date
    cara: str = CaraDialog.TATAP_MUKA.value
    tempat: str = ""
    peserta_lain: str = ""
    topik: Mapping[str, str] = field(default_factory=dict)
    kesepakatan: tuple[IsianKesepakatan, ...] = ()

    def tidy(self) -> IsianDialog:
        """Without blanks at the ends, and without topics and agreements that say nothing."""
        return replace(
            self,
            tempat=tidy(self.tempat),
            peserta_lain=tidy(self.peserta_lain),
            topik={name: words for name, text in self.topik.items() if (words := tidy(text))},
            kesepakatan=tuple(
                replace(item, teks=words) for item in self.kesepakatan if (words := tidy(item.teks))
            ),
        )


@transaction.atomic
def begin_dialog(*, skp: Skp, by: Actor, at: datetime) -> DialogKinerja:
    """An empty draft of whoever begins it. The other side is the owner, or else the penilai of the SKP.

    Whoever has an empty draft already gets that one.
    """
    can_begin_dialog(by, skp).or_raise()
    if by.user_id is None or by.pegawai_id is None:
        raise NotAllowed("planning.no_account")
    pimpinan = skp.penilai_id if by.pegawai_id == skp.pegawai_id else by.pegawai_id
    if pimpinan is None:
        raise Invalid("planning.dialog_no_pimpinan")
    empty = DialogKinerja.objects.filter(
        skp=skp,
        pimpinan_id=pimpinan,
        penulis_id=by.pegawai_id,
        state=StateDialog.DRAF,
        topik=None,
        kesepakatan=None,
    ).order_by("pk")
    if (begun := empty.first()) is not None:
        return begun
    dialog = DialogKinerja.objects.create(
        skp=skp, pimpinan_id=pimpinan, penulis_id=by.pegawai_id, dialog_date=at.date(), created_at=at
    )
    record(DialogBegun(**_about(dialog, by, at), skp_id=skp.pk))
    return dialog


@transaction.atomic
def write_dialog(
    *, dialog: DialogKinerja, version: int, isian: IsianDialog, by: Actor, at: datetime
) -> DialogKinerja:
    """Keep the draft as it was sent, however unfinished. What must be there is asked when it is shared."""
    can_edit_dialog(by, dialog).or_raise()
    isian = isian.tidy()
    _check(isian)
    _move(
        dialog,
        version,
        dialog_date=isian.dialog_date,
        cara=isian.cara,
        tempat=isian.tempat,
        peserta_lain=isian.peserta_lain,
    )
    dialog.topik.all().delete()
    dialog.kesepakatan.all().delete()
    TopikDibahas.objects.bulk_create(
        TopikDibahas(dialog=dialog, topik=topik, teks=isian.topik[topik])
        for topik in TopikDialog.values
        if topik in isian.topik
    )
    Kesepakatan.objects.bulk_create(
        Kesepakatan(dialog=dialog, urutan=number, pihak=item.pihak, teks=item.teks, due_date=item.due_date)
        for number, item in enumerate(isian.kesepakatan, start=1)
    )
    record(
        DialogWritten(**_about(dialog, by, at), topik=len(isian.topik), kesepakatan=len(isian.kesepakatan))
    )
    return dialog


@transaction.atomic
def discard_dialog(*, dialog: DialogKinerja, version: int, by: Actor, at: datetime) -> None:
    """Throw a draft away. What was once shared and taken back goes as well: nobody acknowledged it."""
    can_edit_dialog(by, dialog).or_raise()
    _move(dialog, version)
    event = DialogDiscarded(**_about(dialog, by, at), skp_id=dialog.skp_id)
    dialog.delete()
    record(event)


@transaction.atomic
def share_dialog(*, dialog: DialogKinerja, version: int, by: Actor, at: datetime) -> DialogKinerja:
    """Give the record to the other side. Sharing is the writer's own acknowledgement."""
    can_share_dialog(by, dialog).or_raise()
    state = DIALOG.next(dialog.state, "bagikan")
    rows = list(dialog.kesepakatan.order_by("urutan"))
    if not rows and not dialog.topik.exists():
        raise Invalid("planning.dialog_empty")
    problems = [
        Problem(
            "planning.agreement_early",
            f"kesepakatan/{row.urutan}",
            _("Batas kesepakatan mendahului tanggal dialognya."),
        )
        for row in rows
        if row.due_date is not None and row.due_date < dialog.dialog_date
    ]
    if dialog.dialog_date > at.date():
        problems.append(
            Problem("planning.dialog_future", "dialog_date", _("Tanggal dialog masih di masa depan."))
        )
    if problems:
        raise Invalid("planning.dialog_problems", problems=tuple(problems))
    _move(dialog, version, state=state, shared_at=at, shared_by_id=by.user_id)
    record(
        DialogShared(**_about(dialog, by, at, tell=True), tanggal=dialog.dialog_date, kesepakatan=len(rows))
    )
    return dialog


@transaction.atomic
def withdraw_dialog(*, dialog: DialogKinerja, version: int, by: Actor, at: datetime) -> DialogKinerja:
    """Take it back to mend it, as long as the other side has not acknowledged it."""
    can_share_dialog(by, dialog).or_raise()
    state = DIALOG.next(dialog.state, "tarik")
    if dialog.tanggapan.exists():
        raise Invalid("planning.dialog_fixed")
    _move(dialog, version, state=state, shared_at=None, shared_by_id=None)
    record(DialogWithdrawn(**_about(dialog, by, at, tell=True), tanggal=dialog.dialog_date))
    return dialog


@transaction.atomic
def acknowledge_dialog(
    *, dialog: DialogKinerja, version: int, teks: str = "", by: Actor, at: datetime
) -> DialogKinerja:
    """The other side has read it: no word of agreeing. `teks` is a remark that stands beside it."""
    can_acknowledge_dialog(by, dialog).or_raise()
    state = DIALOG.next(dialog.state, "ketahui")
    words = _remark(teks)
    _move(dialog, version, state=state, acknowledged_at=at, acknowledged_by_id=by.user_id)
    if words:
        _keep_remark(dialog, words, by, at)
    record(
        DialogAcknowledged(
            **_about(dialog, by, at, tell=True), tanggal=dialog.dialog_date, with_remark=bool(words)
        )
    )
    return dialog


@transaction.atomic
def add_tanggapan(*, dialog: DialogKinerja, teks: str, by: Actor, at: datetime) -> TanggapanDialog:
    """Add a remark to a shared record; nothing that stands there changes. The same words sent again by the
    same person are one remark."""
    can_remark(by, dialog).or_raise()
    if dialog.state == StateDialog.DRAF:
        raise Stale
    words = _remark(teks)
    if not words:
        raise Invalid("planning.remark_empty")
    last = dialog.tanggapan.order_by("-pk").first()
    if last is not None and (last.teks, last.written_by_id) == (words, by.user_id):
        return last
    kept = _keep_remark(dialog, words, by, at)
    record(DialogRemarked(**_about(dialog, by, at, tell=True), tanggal=dialog.dialog_date))
    return kept


@transaction.atomic
def settle_kesepakatan(
    *, dialog: DialogKinerja, kesepakatan_id: int, done: bool, by: Actor, at: datetime
) -> Kesepakatan:
    """Mark an agreement as done, or open it again. Raises Stale where the other side did so meanwhile."""
    can_remark(by, dialog).or_raise()
    if dialog.state != StateDialog.DIKETAHUI:
        raise Invalid("state.not_possible")
    row = dialog.kesepakatan.filter(pk=kesepakatan_id).first()
    if row is None:
        raise Invalid("planning.not_in_dialog")
    written = Kesepakatan.objects.filter(pk=row.pk, done_at__isnull=done).update(
        done_at=at if done else None, done_by_id=by.user_id if done else None
    )
    if not written:
        raise Stale
    event = KesepakatanDone if done else KesepakatanReopened
    record(event(**_about(dialog, by, at, tell=True), kesepakatan_id=row.pk, teks=row.teks))
    row.refresh_from_db()
    return row


def _keep_remark(dialog: DialogKinerja, words: str, by: Actor, at: datetime) -> TanggapanDialog:
    if by.user_id is None:
        raise NotAllowed("planning.no_account")
    return TanggapanDialog.objects.create(dialog=dialog, teks=words, written_at=at, written_by_id=by.user_id)


def _remark(teks: str) -> str:
    words = tidy(teks)
    if len(words) > MAX_TEXT:
        raise Invalid("planning.dialog_problems", problems=(Problem("planning.too_long", "teks", _TOO_LONG),))
    return words


def _check(isian: IsianDialog) -> None:
    problems = [
        Problem("planning.too_long", path, _TOO_LONG)
        for path, text, limit in (
            ("tempat", isian.tempat, 200),
            ("peserta_lain", isian.peserta_lain, 500),
            *((f"topik/{name}", text, MAX_TOPIC) for name, text in isian.topik.items()),
            *(
                (f"kesepakatan/{number}", item.teks, MAX_TEXT)
                for number, item in enumerate(isian.kesepakatan, start=1)
            ),
        )
        if len(text) > limit
    ]
    unknown = _("Pilihan ini tidak dikenal.")
    if isian.cara not in CaraDialog.values:
        problems.append(Problem("planning.unknown_choice", "cara", unknown))
    problems += [
        Problem("planning.unknown_choice", f"topik/{name}", unknown)
        for name in isian.topik
        if name not in TopikDialog.values
    ]
    problems += [
        Problem("planning.unknown_choice", f"kesepakatan/{number}", unknown)
        for number, item in enumerate(isian.kesepakatan, start=1)
        if item.pihak not in PihakDialog.values
    ]
    if len(isian.kesepakatan) > MAX_AGREEMENTS:
        problems.append(
            Problem("planning.too_many", "kesepakatan", _("Terlalu banyak kesepakatan; satukan sebagian."))
        )
    if problems:
        raise Invalid("planning.dialog_problems", problems=tuple(problems))


def _move(dialog: DialogKinerja, version: int, **columns: Any) -> None:
    """One conditional update of the named columns; `dialog` in memory follows. Raises Stale."""
    write_next(dialog, version, **columns)
    dialog.__dict__.get("_prefetched_objects_cache", {}).clear()


def _about(dialog: DialogKinerja, by: Actor, at: datetime, *, tell: bool = False) -> dict[str, Any]:
    """The common fields of an event; with `tell` the other side hears of it."""
    sides = (dialog.skp.pegawai, dialog.pimpinan) if tell else ()
    return {
        "by": by,
        "at": at,
        "object_id": dialog.pk,
        "pegawai_id": dialog.skp.pegawai_id,
        "tell": tuple(side.user_id for side in sides if side.user_id and side.pk != by.pegawai_id),
        "link": reverse("planning:dialog", args=[dialog.pk]),
    }
