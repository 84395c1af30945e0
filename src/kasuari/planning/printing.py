"""From an SKP to its paper: the facts as they are frozen, the data contracts, and the issued document.

A draft is printed from its present facts with DRAF across the page; a set SKP only from what was frozen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from kasuari.documents.contracts import Identitas, Periode, TandaTangan, Verifikasi
from kasuari.documents.operations import issue_document
from kasuari.documents.queries import content_of, current_document
from kasuari.foundation.access import Actor
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.states import StateRefusal
from kasuari.planning.documents import (
    PENETAP,
    DataLampiran,
    DataSkp,
    FormatSkp,
    HasilKerja,
    Iki,
    Perilaku,
    print_lampiran,
    print_skp,
)
from kasuari.planning.enums import StateSkp
from kasuari.planning.models import Skp
from kasuari.planning.people import identity_of, identity_of_owner
from kasuari.planning.queries.contents import BERPERSPEKTIF, IsiRhk, IsiSkp, contents

if TYPE_CHECKING:
    from kasuari.documents.models import Document

LAMPIRAN = "A.1.8"
OBJECT_TYPE = "planning.skp"
_ATASAN = "Atasan Pejabat Penilai Kinerja"

register(
    {
        "planning.not_set": Reason(
            _("SKP ini belum ditetapkan, jadi belum ada dokumen resminya."),
            _("Cetak drafnya, atau tunggu sampai pejabat penilai kinerja menetapkannya."),
        )
    }
)


def frozen_facts(
    skp: Skp, *, edition: str, at: datetime, isi: IsiSkp | None = None, instead: str = ""
) -> dict[str, Any]:
    """Everything that the paper of `skp` says, as JSON: instansi, period, people of the day, contents (those
    of a version that is prepared, where `isi` is given), signatures. `instead`: the atasan sets it in the
    place of the penilai, for this reason."""
    isi = isi or contents(skp)
    on = at.date()
    return {
        "edition": edition,
        "versi": skp.nomor_versi,
        "format": skp.format,
        "pendekatan": skp.pendekatan,
        "instansi": skp.periode.instansi.nama,
        "tempat": skp.periode.instansi.kota,
        "tahun": skp.periode.tahun,
        "start_date": skp.start_date.isoformat(),
        "last_date": skp.last_date.isoformat(),
        "pegawai": identity_of_owner(skp, on=on),
        "penilai": _penilai(skp, on),
        "atasan_penilai": identity_of(skp.atasan_penilai, on=on) if skp.atasan_penilai else None,
        "kewenangan": skp.kewenangan_code,
        "ditetapkan_atasan": instead,
        "hasil_kerja": [_rhk(item) for item in isi.rhk],
        "perilaku": [
            {
                "nilai": item.nilai,
                "nama": item.nama,
                "panduan": list(item.panduan),
                "ekspektasi": list(item.ekspektasi),
            }
            for item in isi.perilaku
        ],
        "dukungan": list(isi.dukungan),
        "skema": list(isi.skema),
        "konsekuensi": list(isi.konsekuensi),
        "submitted_at": localtime(skp.submitted_at).isoformat() if skp.submitted_at else None,
        "set_at": localtime(at).isoformat() if edition else None,
    }


def paper_facts(skp: Skp, *, at: datetime) -> Mapping[str, Any]:
    """The frozen facts of a set SKP; of a draft those of the moment, unsigned."""
    if skp.state == StateSkp.DITETAPKAN:
        found: Mapping[str, Any] = skp.fakta
        return found
    return frozen_facts(skp, edition="", at=at)


def print_draft(*, skp: Skp, kind: str, at: datetime) -> bytes:
    """The PDF of an SKP (`kind` is its format) or its lampiran ("A.1.8") that is not set yet."""
    return printed_from(paper_facts(skp, at=at), kind, at=at, verifikasi=None)


def issue_skp(*, skp: Skp, by: Actor, at: datetime) -> list[Document]:
    """Issue the SKP and its lampiran, once; a document that stands already is not issued again."""
    if skp.state != StateSkp.DITETAPKAN:
        raise StateRefusal("planning.not_set")
    return [issued_document(skp=skp, kind=kind, by=by, at=at) for kind in (skp.format, LAMPIRAN)]


def issued_document(*, skp: Skp, kind: str, by: Actor, at: datetime) -> Document:
    """The official paper of a set SKP, issued now if nobody asked for it before."""
    found = current_document(kind, OBJECT_TYPE, skp.pk)
    facts = skp.fakta
    # A new version has been set since: its paper takes the place of the earlier one.
    if found is not None and found.data.get("versi", 1) == facts.get("versi", 1):
        return found
    nama = facts["pegawai"]["nama"]
    later = f" versi {facts['versi']}" if facts.get("versi", 1) > 1 else ""
    name = f"SKP {facts['tahun']} {nama}{later}"
    title = f"Lampiran {name}" if kind == LAMPIRAN else name
    return issue_document(
        kind=kind,
        title=title,
        object_type=OBJECT_TYPE,
        object_id=skp.pk,
        pegawai_id=skp.pegawai_id,
        print_with=lambda mark: printed_from(facts, kind, at=at, verifikasi=mark),
        data=facts,
        by=by,
        at=at,
    )


def paper(*, skp: Skp, kind: str, by: Actor, at: datetime) -> bytes:
    """The PDF that the print button gives: the official document of a set SKP, else the draft."""
    if skp.state == StateSkp.DITETAPKAN:
        return content_of(issued_document(skp=skp, kind=kind, by=by, at=at))
    return print_draft(skp=skp, kind=kind, at=at)


def data_skp(facts: Mapping[str, Any], *, at: datetime, verifikasi: Verifikasi | None = None) -> DataSkp:
    """The contract of formats A.1.1, A.1.2, A.1.6 and A.1.7."""
    return DataSkp(
        format=FormatSkp(facts["format"]),
        instansi=facts["instansi"],
        periode=_periode(facts),
        pegawai=_identitas(facts["pegawai"]),
        penilai=_identitas(facts["penilai"]),
        hasil_kerja=tuple(_hasil_kerja(row) for row in facts["hasil_kerja"]),
        perilaku=tuple(
            Perilaku(
                no=row["nilai"],
                nilai=row["nama"],
                panduan=tuple(row["panduan"]),
                ekspektasi=tuple(row["ekspektasi"]),
            )
            for row in facts["perilaku"]
        ),
        ttd_pegawai=_signature(facts, "pegawai", "submitted_at"),
        ttd_penilai=_signature(facts, _setter(facts), "set_at"),
        penetap=_ATASAN if _setter(facts) == "atasan_penilai" else PENETAP,
        printed_at=at,
        final=facts["set_at"] is not None,
        verifikasi=verifikasi,
    )


def data_lampiran(
    facts: Mapping[str, Any], *, at: datetime, verifikasi: Verifikasi | None = None
) -> DataLampiran:
    """The contract of format A.1.8."""
    return DataLampiran(
        instansi=facts["instansi"],
        periode=_periode(facts),
        nama_pegawai=facts["pegawai"]["nama"],
        dukungan_sumber_daya=tuple(facts["dukungan"]),
        skema_pertanggungjawaban=tuple(facts["skema"]),
        konsekuensi=tuple(facts["konsekuensi"]),
        ttd_pegawai=_signature(facts, "pegawai", "submitted_at"),
        ttd_penilai=_signature(facts, _setter(facts), "set_at"),
        penetap=_ATASAN if _setter(facts) == "atasan_penilai" else PENETAP,
        printed_at=at,
        final=facts["set_at"] is not None,
        verifikasi=verifikasi,
    )


def printed_from(
    facts: Mapping[str, Any], kind: str, *, at: datetime, verifikasi: Verifikasi | None
) -> bytes:
    """The PDF of an SKP or its lampiran from frozen facts."""
    if kind == LAMPIRAN:
        return print_lampiran(data_lampiran(facts, at=at, verifikasi=verifikasi))
    return print_skp(data_skp(facts, at=at, verifikasi=verifikasi))


def _penilai(skp: Skp, on: date) -> dict[str, Any] | None:
    if skp.penilai is None:
        return None
    found = identity_of(skp.penilai, on=on, unit_id=skp.unit_penilai_id)
    if skp.format in BERPERSPEKTIF:
        found["instansi"] = found["unit_kerja"] or skp.periode.instansi.nama
    return found


def _rhk(item: IsiRhk) -> dict[str, Any]:
    return {
        "id": item.id,
        "nomor": item.nomor,
        "jenis": item.jenis,
        "teks": item.teks,
        "sumber": item.sumber,
        "penugasan_dari": item.penugasan_dari,
        "intervensi_id": item.intervensi_id,
        "intervensi_teks": item.intervensi_teks,
        "indikator": [
            {
                "id": row.id,
                "teks": row.teks,
                "aspek": row.aspek_label,
                "perspektif": row.perspektif_label,
                "target": row.target,
            }
            for row in item.indikator
        ],
    }


def _hasil_kerja(row: Mapping[str, Any]) -> HasilKerja:
    return HasilKerja(
        no=row["nomor"],
        utama=row["jenis"] == "utama",
        rencana=row["teks"],
        penugasan_dari=row["penugasan_dari"] or None,
        diintervensi=tuple(row["intervensi_teks"].split("\n")) if row["intervensi_teks"] else (),
        iki=tuple(
            Iki(
                indikator=item["teks"],
                target=item["target"] or None,
                perspektif=item["perspektif"] or None,
                aspek=item["aspek"] or None,
            )
            for item in row["indikator"]
        ),
    )


def _identitas(found: Mapping[str, Any] | None) -> Identitas:
    if found is None:
        return Identitas(nama="")
    return Identitas(
        nama=found["nama"],
        nip=found["nip"],
        pangkat=found["pangkat"],
        jabatan=found["jabatan"],
        unit_kerja=found["unit_kerja"],
        instansi=found.get("instansi"),
    )


def _periode(facts: Mapping[str, Any]) -> Periode:
    return Periode(
        start_date=date.fromisoformat(facts["start_date"]), end_date=date.fromisoformat(facts["last_date"])
    )


def _setter(facts: Mapping[str, Any]) -> str:
    """Whose signature stands on the right: the penilai's, or that of the atasan who set it instead."""
    return "atasan_penilai" if facts.get("ditetapkan_atasan") else "penilai"


def _signature(facts: Mapping[str, Any], who: str, moment: str) -> TandaTangan:
    """Signed where the SKP is set; until then the lines stay open for a pen."""
    person = facts[who] or {"nama": "", "nip": None}
    signed = facts["set_at"] is not None and facts[moment] is not None
    at = datetime.fromisoformat(facts[moment]) if signed else None
    return TandaTangan(
        nama=person["nama"],
        nip=person["nip"],
        place=facts["tempat"] if at else None,
        signed_date=at.date() if at else None,
        signed_at=at,
    )
