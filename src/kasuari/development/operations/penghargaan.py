"""Thanks to a colleague, the wall by opt-in, and the piagam (Pasal 20 ayat (2), Pasal 31 ayat (3))."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.development.access.penghargaan import (
    can_appreciate,
    can_certify,
    can_show,
    can_take_back,
)
from kasuari.development.documents.piagam import DataPiagam, print_piagam
from kasuari.development.enums.penghargaan import PIAGAM, StateApresiasi
from kasuari.development.events.penghargaan import (
    APRESIASI as ABOUT,
)
from kasuari.development.events.penghargaan import (
    Appreciated,
    AppreciationMoved,
    CertificateIssued,
)
from kasuari.development.models import Apresiasi
from kasuari.development.paper import signature
from kasuari.development.states import APRESIASI
from kasuari.documents.contracts import Periode, Verifikasi
from kasuari.documents.operations import issue_document
from kasuari.documents.queries import current_document
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Refusal, Stale
from kasuari.organisation import queries as organisation

if TYPE_CHECKING:
    from kasuari.documents.models import Document
    from kasuari.organisation.models import Pegawai

LONGEST = 500


@transaction.atomic
def appreciate(*, pegawai: Pegawai, teks: str, by: Actor, at: datetime) -> Apresiasi:
    """Thank somebody with a reason. The same words on the same day are given once."""
    can_appreciate(by, pegawai_id=pegawai.pk).or_raise()
    teks = " ".join(teks.split())
    if not 0 < len(teks) <= LONGEST:
        problem = Problem("development.field", "teks", _("Tulis alasannya, paling panjang 500 huruf."))
        raise Invalid("development.invalid", problems=(problem,))
    same = Apresiasi.objects.filter(
        pegawai=pegawai, pemberi_id=by.pegawai_id, teks=teks, given_at__gte=at - timedelta(days=1)
    ).first()
    if same is not None:
        return same
    made = Apresiasi.objects.create(
        pegawai=pegawai,
        pemberi_id=by.pegawai_id or 0,
        teks=teks,
        state=APRESIASI.initial,
        given_at=at,
        given_by_id=by.user_id or 0,
        version=1,
    )
    record(
        Appreciated(
            by=by,
            at=at,
            object_id=made.pk,
            tell=(pegawai.user_id,) if pegawai.user_id else (),
            link=reverse("development:wall"),
            nama=pegawai.nama_lengkap,
        )
    )
    return made


@transaction.atomic
def move_appreciation(*, row: Apresiasi, act: str, version: int, by: Actor, at: datetime) -> None:
    """Put it on the wall or take it down (the person), or take it back (the giver)."""
    (can_take_back(by, row) if act == "tarik" else can_show(by, row)).or_raise()
    next_state = APRESIASI.next(row.state, act)
    moved = Apresiasi.objects.filter(pk=row.pk, version=version, state=row.state).update(
        state=next_state, version=version + 1
    )
    if not moved:
        raise Stale
    record(AppreciationMoved(by=by, at=at, object_id=row.pk, keadaan=next_state))


@transaction.atomic
def issue_certificate(*, row: Apresiasi, by: Actor, at: datetime) -> Document:
    """Print a piagam with its verification mark; what was issued already stays."""
    on = at.date()
    owner = organisation.identity(row.pegawai_id, on)
    penilai_id = organisation.superiors_of(pegawai_id=row.pegawai_id, on=on).penilai_id
    can_certify(
        by,
        pegawai_id=row.pegawai_id,
        penilai_id=penilai_id,
        path=owner.unit_path,
    ).or_raise()
    if row.state == StateApresiasi.DITARIK:
        raise Refusal("development.withdrawn")
    held = current_document(PIAGAM, ABOUT, row.pk)
    if held is not None:
        return held
    signer = organisation.identity(by.pegawai_id or 0, on)

    def print_with(mark: Verifikasi) -> bytes:
        return print_piagam(
            DataPiagam(
                instansi=owner.instansi.upper(),
                periode=Periode(start_date=on, end_date=on),
                nama=owner.nama,
                nip=owner.nip,
                jabatan=owner.jabatan,
                unit=owner.unit,
                alasan=row.teks,
                jabatan_penerbit=signer.jabatan,
                ttd=signature(signer, signed_at=at, place=row.pegawai.instansi.kota),
                printed_at=at,
                verifikasi=mark,
            )
        )

    issued = issue_document(
        kind=PIAGAM,
        title=f"Piagam Penghargaan – {owner.nama}",
        object_type=ABOUT,
        object_id=row.pk,
        print_with=print_with,
        by=by,
        at=at,
        pegawai_id=row.pegawai_id,
        data={"alasan": row.teks, "penerbit": signer.nama},
    )
    record(
        CertificateIssued(
            by=by,
            at=at,
            object_id=row.pk,
            tell=(owner.user_id,) if owner.user_id else (),
            link=reverse("development:wall"),
            nama=owner.nama,
            kode=issued.code,
        )
    )
    return issued
