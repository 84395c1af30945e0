"""The paper of one version of an SKP."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kasuari.documents.operations import issue_document, withdraw_document
from kasuari.documents.queries import content_of, documents_of
from kasuari.foundation.access import Actor
from kasuari.planning.enums import StateVersi
from kasuari.planning.models import VersiSkp
from kasuari.planning.naskah import as_read, from_json
from kasuari.planning.printing import OBJECT_TYPE, frozen_facts, issued_document, printed_from, title_of

if TYPE_CHECKING:
    from kasuari.documents.models import Document

OF_VERSION = "planning.versi_skp"


def paper_of_version(*, versi: VersiSkp, kind: str, by: Actor, at: datetime) -> bytes:
    """The PDF as it was issued when the version was set; of one that is not set, the draft.

    A version that nobody printed while it ran is issued from its frozen facts and holds no longer: its code
    says that it is genuine and that a newer version took its place.
    """
    skp = versi.skp
    if versi.state != StateVersi.DITETAPKAN:
        facts = frozen_facts(skp, edition="", at=at, isi=as_read(from_json(versi.isi), skp))
        return printed_from(facts | {"versi": versi.nomor}, kind, at=at, verifikasi=None)
    issued = documents_of(OBJECT_TYPE, versi.skp_id).filter(kind=kind)
    found = next((row for row in issued if row.data.get("versi", 1) == versi.nomor), None)
    if found is not None:
        return content_of(found)
    if versi.nomor == skp.nomor_versi:
        return content_of(issued_document(skp=skp, kind=kind, by=by, at=at))
    late = documents_of(OF_VERSION, versi.pk).filter(kind=kind).first()
    return content_of(late or _issue_late(versi, kind, by=by, at=at))


@transaction.atomic
def _issue_late(versi: VersiSkp, kind: str, *, by: Actor, at: datetime) -> Document:
    facts = versi.fakta
    issued = issue_document(
        kind=kind,
        title=title_of(facts, kind),
        object_type=OF_VERSION,
        object_id=versi.pk,
        pegawai_id=versi.skp.pegawai_id,
        print_with=lambda mark: printed_from(facts, kind, at=at, verifikasi=mark),
        data=facts,
        by=by,
        at=at,
    )
    withdraw_document(document=issued, by=by, at=at)
    return issued
