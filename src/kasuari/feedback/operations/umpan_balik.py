"""Giving, correcting and withdrawing feedback, and the evidence with it (Pasal 17-19; Lampiran BAB III C)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kasuari.feedback.access import can_correct, can_give, can_withdraw
from kasuari.feedback.enums import Bentuk, PeranPemberi, Sifat, StatePermintaan, StateUmpanBalik
from kasuari.feedback.events import (
    BuktiUmpanBalikAdded,
    UmpanBalikCorrected,
    UmpanBalikGiven,
    UmpanBalikWithdrawn,
)
from kasuari.feedback.models import (
    BuktiUmpanBalik,
    PermintaanUmpanBalik,
    RedaksiUmpanBalik,
    TautanUmpanBalik,
    UmpanBalik,
)
from kasuari.feedback.queries.umpan_balik import correctable_until, peran_of
from kasuari.feedback.sasaran import Sasaran, part_of
from kasuari.feedback.states import PERMINTAAN, UMPAN_BALIK
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.files import store_upload
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.progress.operations import checked_link, hold

if TYPE_CHECKING:
    from kasuari.planning.models import Skp

LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Isian:
    """What the giver says: praise or improvement, the sentence, whether it was said face to face too."""

    sifat: str
    teks: str
    bentuk: str = Bentuk.INSIDENTIL
    langsung: bool = False


@transaction.atomic
def give(
    *,
    skp: Skp,
    sasaran: Sasaran,
    isian: Isian,
    permintaan: PermintaanUmpanBalik | None = None,
    by: Actor,
    at: datetime,
) -> UmpanBalik:
    """Write down feedback for the owner of `skp`; the same words on the same day are one, also from two
    phones.

    The role of the giver follows from the SKP of the day. A waiting request of the owner to the giver is
    answered by it. Raises NotAllowed with a reason of `can_give`, Invalid with the fields that are wrong.
    """
    hold(skp)
    can_give(by, skp, on=at.date()).or_raise()
    teks = checked(isian)
    giver, peran = peran_of(by, skp)
    given = _write(
        skp,
        sasaran,
        isian,
        teks=teks,
        at=at,
        sidik=fingerprint(skp.pk, f"akun:{by.user_id}", sasaran, isian.sifat, teks, at),
        pemberi_id=by.pegawai_id,
        pemberi_akun_id=by.user_id,
        pemberi_nama=giver.nama,
        pemberi_keterangan=giver.jabatan,
        peran=peran,
        permintaan=_waiting(permintaan, by, skp),
    )
    if given is None:
        return UmpanBalik.objects.get(
            sidik=fingerprint(skp.pk, f"akun:{by.user_id}", sasaran, isian.sifat, teks, at)
        )
    if given.permintaan is not None:
        _answer(given.permintaan, by, at)
    tell_given(given, skp, by=by, at=at)
    return given


@transaction.atomic
def correct(
    *, umpan_balik: UmpanBalik, sifat: str, teks: str, version: int, by: Actor, at: datetime
) -> UmpanBalik:
    """Put the words right while there is time for it; those before are kept.

    Raises NotAllowed with a reason of `can_correct`, Invalid, Stale when it was changed in between.
    """
    can_correct(by, umpan_balik, at=at, until=correctable_until(umpan_balik)).or_raise()
    words = checked(Isian(sifat=sifat, teks=teks))
    UMPAN_BALIK.next(umpan_balik.state, "ralat")
    if umpan_balik.version != version:
        raise Stale
    if (umpan_balik.sifat, umpan_balik.teks) == (sifat, words):
        return umpan_balik
    changed = UmpanBalik.objects.filter(
        pk=umpan_balik.pk, version=version, state__in=UMPAN_BALIK.sources("ralat")
    ).update(sifat=sifat, teks=words, corrected_at=at, version=F("version") + 1)
    if not changed:
        raise Stale
    RedaksiUmpanBalik.objects.create(
        umpan_balik=umpan_balik,
        sifat=umpan_balik.sifat,
        teks=umpan_balik.teks,
        replaced_at=at,
        replaced_by_id=by.user_id or 0,
    )
    record(
        UmpanBalikCorrected(
            by=by,
            at=at,
            object_id=umpan_balik.pk,
            pegawai_id=umpan_balik.pegawai_id,
            tell=_told(umpan_balik.skp),
            link=_page(umpan_balik),
            tentang=part_of(umpan_balik).label[:200],
            version=version + 1,
        )
    )
    umpan_balik.refresh_from_db()
    return umpan_balik


@transaction.atomic
def withdraw(*, umpan_balik: UmpanBalik, alasan: str, version: int, by: Actor, at: datetime) -> UmpanBalik:
    """Take feedback back. Its words are no longer shown; that it was given and withdrawn is.

    Raises NotAllowed with a reason of `can_withdraw`, StateRefusal when it is withdrawn already, Stale.
    """
    can_withdraw(by, umpan_balik).or_raise()
    state = UMPAN_BALIK.next(umpan_balik.state, "tarik")
    changed = UmpanBalik.objects.filter(
        pk=umpan_balik.pk, version=version, state__in=UMPAN_BALIK.sources("tarik")
    ).update(
        state=state,
        withdrawn_at=at,
        withdrawn_by_id=by.user_id,
        alasan=alasan.strip()[:300],
        sidik=None,
        version=F("version") + 1,
    )
    if not changed:
        raise Stale
    record(
        UmpanBalikWithdrawn(
            by=by,
            at=at,
            object_id=umpan_balik.pk,
            pegawai_id=umpan_balik.pegawai_id,
            tell=_told(umpan_balik.skp),
            link=_page(umpan_balik),
            tentang=part_of(umpan_balik).label[:200],
        )
    )
    umpan_balik.refresh_from_db()
    return umpan_balik


@transaction.atomic
def add_bukti_file(
    *, umpan_balik: UmpanBalik, upload: UploadedFile[Any], nama: str = "", by: Actor, at: datetime
) -> BuktiUmpanBalik:
    """Keep a file with one's own feedback; its type is read from its content. The same file, sent again, is
    there already. Raises NotAllowed, Refusal `file.*`."""
    can_withdraw(by, umpan_balik).or_raise()
    UMPAN_BALIK.next(umpan_balik.state, "ralat")
    kept = store_upload(upload, by_id=by.user_id, at=at)
    if same := umpan_balik.bukti.filter(file__sha256=kept.sha256).order_by("pk").first():
        kept.delete()
        return same
    bukti = BuktiUmpanBalik.objects.create(
        umpan_balik=umpan_balik, nama=(nama.strip() or kept.name)[:200], file=kept, added_at=at
    )
    _tell_bukti(bukti, umpan_balik, by=by, at=at, sha256=kept.sha256)
    return bukti


@transaction.atomic
def add_bukti_link(
    *, umpan_balik: UmpanBalik, url: str, nama: str = "", by: Actor, at: datetime
) -> BuktiUmpanBalik:
    """Name a place on the web with one's own feedback. Raises NotAllowed, Invalid for no whole address."""
    can_withdraw(by, umpan_balik).or_raise()
    UMPAN_BALIK.next(umpan_balik.state, "ralat")
    url = checked_link(url)
    if same := umpan_balik.bukti.filter(url=url).order_by("pk").first():
        return same
    bukti = BuktiUmpanBalik.objects.create(
        umpan_balik=umpan_balik, nama=(nama.strip() or url)[:200], url=url, added_at=at
    )
    _tell_bukti(bukti, umpan_balik, by=by, at=at)
    return bukti


def write_from_link(
    *, tautan: TautanUmpanBalik, isian: Isian, nama: str, hubungan: str, by: Actor, at: datetime
) -> UmpanBalik:
    """The feedback of somebody without an account; a part of `answer_by_link`, inside its transaction."""
    teks = checked(isian)
    sasaran = part_of(tautan)
    given = _write(
        tautan.skp,
        sasaran,
        isian,
        teks=teks,
        at=at,
        sidik=fingerprint(tautan.skp_id, f"tautan:{tautan.pk}", sasaran, isian.sifat, teks, at),
        pemberi_nama=nama,
        pemberi_keterangan=hubungan,
        peran=PeranPemberi.PIHAK_LAIN,
        tautan=tautan,
    )
    if given is None:
        raise Stale
    tell_given(given, tautan.skp, by=by, at=at)
    return given


def checked(isian: Isian) -> str:
    """The sentence as it will be kept. Raises Invalid with every field that is wrong."""
    teks = isian.teks.strip()
    problems = []
    if isian.sifat not in Sifat.values:
        problems.append(Problem("feedback.sifat", "sifat", _("Pilih apresiasi atau perbaikan.")))
    if isian.bentuk not in Bentuk.values:
        problems.append(Problem("feedback.bentuk", "bentuk", _("Pilih berkala atau insidentil.")))
    if not teks:
        message = _("Tulis satu kalimat: apa yang dilakukan dan apa akibatnya.")
        problems.append(Problem("feedback.teks_kosong", "teks", message))
    elif len(teks) > LONGEST_TEXT:
        message = _("Ringkas menjadi paling banyak 1.000 huruf.")
        problems.append(Problem("feedback.teks_panjang", "teks", message))
    if problems:
        raise Invalid("feedback.invalid", problems=tuple(problems))
    return teks


def fingerprint(skp_id: int, giver: str, sasaran: Sasaran, sifat: str, teks: str, at: datetime) -> str:
    """What makes two feedbacks the same: giver, part, kind, words without regard to blanks, and the day."""
    day = localtime(at).date().isoformat()
    words = " ".join(teks.casefold().split())
    whole = "\n".join([str(skp_id), giver, sasaran.key, sasaran.rhk_teks, sifat, day, words])
    return hashlib.sha256(whole.encode()).hexdigest()


def tell_given(given: UmpanBalik, skp: Skp, *, by: Actor, at: datetime) -> None:
    record(
        UmpanBalikGiven(
            by=by,
            at=at,
            object_id=given.pk,
            pegawai_id=skp.pegawai_id,
            tell=_told(skp),
            link=_page(given),
            skp_id=skp.pk,
            tentang=part_of(given).label[:200],
            peran=given.peran,
            bentuk=given.bentuk,
            permintaan_id=given.permintaan_id,
            tautan_id=given.tautan_id,
        )
    )


def _write(
    skp: Skp, sasaran: Sasaran, isian: Isian, *, teks: str, at: datetime, sidik: str, **giver: Any
) -> UmpanBalik | None:
    """The new row, None where the same feedback stands already."""
    if UmpanBalik.objects.filter(sidik=sidik).exists():
        return None
    try:
        with transaction.atomic():
            return UmpanBalik.objects.create(
                skp=skp,
                pegawai_id=skp.pegawai_id,
                **sasaran.columns,
                sifat=isian.sifat,
                bentuk=isian.bentuk,
                langsung=isian.langsung,
                teks=teks,
                given_at=at,
                state=StateUmpanBalik.DIBERIKAN,
                sidik=sidik,
                **giver,
            )
    except IntegrityError:
        if UmpanBalik.objects.filter(sidik=sidik).exists():
            return None
        raise


def _waiting(permintaan: PermintaanUmpanBalik | None, by: Actor, skp: Skp) -> PermintaanUmpanBalik | None:
    """The request that is answered: the one named, else the oldest of the owner that waits for the giver."""
    waiting = PermintaanUmpanBalik.objects.select_for_update().filter(
        skp=skp, pemberi_id=by.pegawai_id, state=StatePermintaan.MENUNGGU
    )
    if permintaan is not None:
        waiting = waiting.filter(pk=permintaan.pk)
    return waiting.order_by("requested_at", "pk").first()


def _answer(permintaan: PermintaanUmpanBalik, by: Actor, at: datetime) -> None:
    PermintaanUmpanBalik.objects.filter(pk=permintaan.pk).update(
        state=PERMINTAAN.next(permintaan.state, "jawab"),
        closed_at=at,
        closed_by_id=by.user_id,
        version=F("version") + 1,
    )


def _tell_bukti(
    bukti: BuktiUmpanBalik, umpan_balik: UmpanBalik, *, by: Actor, at: datetime, sha256: str = ""
) -> None:
    record(
        BuktiUmpanBalikAdded(
            by=by,
            at=at,
            object_id=umpan_balik.pk,
            pegawai_id=umpan_balik.pegawai_id,
            bukti_id=bukti.pk,
            sha256=sha256,
        )
    )


def _told(skp: Skp) -> tuple[int, ...]:
    people = (skp.pegawai, skp.penilai)
    return tuple(person.user_id for person in people if person is not None and person.user_id is not None)


def _page(umpan_balik: UmpanBalik) -> str:
    return reverse("feedback:one", args=[umpan_balik.pk])
