"""The paper of one version of an SKP."""

from __future__ import annotations

from datetime import datetime

from kasuari.documents.queries import content_of, documents_of
from kasuari.planning.enums import StateVersi
from kasuari.planning.models import VersiSkp
from kasuari.planning.naskah import as_read, from_json
from kasuari.planning.printing import OBJECT_TYPE, frozen_facts, printed_from


def paper_of_version(*, versi: VersiSkp, kind: str, at: datetime) -> bytes:
    """The PDF as it was issued when the version was set; of one that is not set, the draft.

    A version that nobody printed while it ran is printed from its frozen facts, without a mark: no document
    of it was issued.
    """
    skp = versi.skp
    if versi.state != StateVersi.DITETAPKAN:
        facts = frozen_facts(skp, edition="", at=at, isi=as_read(from_json(versi.isi), skp))
        return printed_from(facts | {"versi": versi.nomor}, kind, at=at, verifikasi=None)
    issued = documents_of(OBJECT_TYPE, versi.skp_id).filter(kind=kind)
    found = next((row for row in issued if row.data.get("versi", 1) == versi.nomor), None)
    if found is not None:
        return content_of(found)
    return printed_from(versi.fakta, kind, at=at, verifikasi=None)
