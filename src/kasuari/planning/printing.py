"""From an SKP to its paper: the facts as they are frozen, the data contracts, and the issued document.

A draft is printed from its present facts with DRAF across the page; a set SKP only from what was frozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kasuari.documents.contracts import Identitas, Periode, TandaTangan, Verifikasi
from kasuari.documents.operations import issue_document, paper_as_it_stands
from kasuari.documents.queries import content_of, current_document
from kasuari.foundation.access import Actor
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.states import StateRefusal
from kasuari.planning.documents import (
    PENETAP,
    DataLampiran,
    DataManual,
    DataSkp,
    DataWorkblock,
    FormatSkp,
    HasilKerja,
    Iki,
    Kotak,
    LembarManual,
    LembarWorkblock,
    Perilaku,
    print_lampiran,
    print_manual,
    print_skp,
    print_workblock,
)
from kasuari.planning.enums import PeriodePelaporan, StateSkp
from kasuari.planning.models import Skp, Workblock
from kasuari.planning.people import identity_of, identity_of_owner
from kasuari.planning.queries.contents import BERPERSPEKTIF, IsiManual, IsiRhk, IsiSkp, contents
from kasuari.planning.queries.manual import kualitas_choices
from kasuari.planning.queries.workblock import lines_of

if TYPE_CHECKING:
    from kasuari.documents.models import Document

LAMPIRAN = "A.1.8"
MANUAL = "A.1.3"
# The SKP with its manuals behind it, as one paper.
WITH_MANUAL = "+A.1.3"
OBJECT_TYPE = "planning.skp"
_ATASAN = "Atasan Pejabat Penilai Kinerja"
# The words of the boxes as format A.1.3 prints them (p. 38); the last two follow them in style (p. 44).
_PRINTED = {
    "outcome": "Outcome",
    "outcome_antara": "Outcome Antara",
    "output_kendali_rendah": "Output kendali rendah",
    "output_kendali_sedang": "Output kendali sedang",
    "output_kendali_tinggi": "Output kendali tinggi",
}

register(
    {
        "planning.no_manual": Reason(
            _("Manual indikator ini belum ditulis, jadi belum ada yang dicetak."),
            _("Tulis manualnya di halaman SKP, bagian “Manual indikator”."),
        ),
        "planning.not_set": Reason(
            _("SKP ini belum ditetapkan, jadi belum ada dokumen resminya."),
            _("Cetak drafnya, atau tunggu sampai pejabat penilai kinerja menetapkannya."),
        ),
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
    """The PDF of an SKP (`kind` is its format, with "+A.1.3" also its manuals), its lampiran ("A.1.8") or its
    manuals alone ("A.1.3") that is not set yet."""
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
    return issue_document(
        kind=kind,
        title=title_of(facts, kind),
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
                # As the formats write it; what was set keeps the name of the Lampiran.
                nilai=row["nama"].capitalize(),
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
    """The PDF of an SKP, its lampiran or its manuals from frozen facts."""
    if kind == LAMPIRAN:
        return print_lampiran(data_lampiran(facts, at=at, verifikasi=verifikasi))
    if kind == MANUAL:
        data = data_manual(facts, at=at, verifikasi=verifikasi)
        if not data.manual:
            raise Invalid("planning.no_manual")
        return print_manual(data)
    printed = data_skp(facts, at=at, verifikasi=verifikasi)
    if kind.endswith(WITH_MANUAL):
        printed = replace(printed, manual=manual_sheets(facts))
    return print_skp(printed)


def title_of(facts: Mapping[str, Any], kind: str) -> str:
    """What the paper of an SKP is called."""
    later = f" versi {facts['versi']}" if facts.get("versi", 1) > 1 else ""
    about = f"{facts['tahun']} {facts['pegawai']['nama']}{later}"
    if kind.endswith(WITH_MANUAL):
        return f"SKP dengan manual indikator {about}"
    return {LAMPIRAN: "Lampiran SKP", MANUAL: "Manual indikator SKP"}.get(kind, "SKP") + f" {about}"


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
                "satuan": row.satuan,
                "arah": row.arah,
                "baseline": None if row.baseline is None else f"{row.baseline.normalize():f}",
                "manual": _manual(row.manual),
            }
            for row in item.indikator
        ],
    }


def _manual(held: IsiManual) -> dict[str, Any] | None:
    """What a manual says, as JSON; None where none of its parts is written."""
    if not held.begun and not any((held.formula, held.satuan)):
        return None
    names = ("tujuan", "definisi", "formula", "satuan", "kualitas", "sumber_data", "periode_pelaporan")
    return {name: getattr(held, name) for name in names}


def manual_sheets(facts: Mapping[str, Any], *, only: int | None = None) -> tuple[LembarManual, ...]:
    """The manuals that were written, in the order of the SKP; `only` that of one indikator. What was frozen
    before manuals were kept has none."""
    return tuple(
        _sheet(facts["format"], row["teks"], item)
        for row in facts["hasil_kerja"]
        for item in row["indikator"]
        if item.get("manual") and only in (None, item.get("id"))
    )


def data_manual(
    facts: Mapping[str, Any],
    *,
    at: datetime,
    verifikasi: Verifikasi | None = None,
    only: int | None = None,
) -> DataManual:
    """The contract of format A.1.3."""
    return DataManual(
        instansi=facts["instansi"],
        periode=_periode(facts),
        nama_pegawai=facts["pegawai"]["nama"],
        nip=facts["pegawai"].get("nip") or "",
        jpt=facts["format"] in BERPERSPEKTIF,
        manual=manual_sheets(facts, only=only),
        printed_at=at,
        final=facts["set_at"] is not None,
        verifikasi=verifikasi,
    )


def manual_paper(*, skp: Skp, indikator_id: int, by: Actor, at: datetime) -> bytes:
    """The PDF of one manual, as it was frozen or as it stands. Raises Invalid where none is written."""
    data = data_manual(paper_facts(skp, at=at), at=at, only=indikator_id)
    if not data.manual:
        raise Invalid("planning.no_manual")
    return paper_as_it_stands(
        contract=data,
        print_with=print_manual,
        kind=MANUAL,
        title=f"Manual indikator {skp.periode.tahun} {skp.pegawai.nama_lengkap}",
        object_type="planning.indikator",
        object_id=indikator_id,
        pegawai_id=skp.pegawai_id,
        by=by,
        at=at,
    )


def workblock_paper(rows: Iterable[Workblock], *, skp: Skp, by: Actor, at: datetime) -> bytes:
    """The PDF of these workblocks (format A.1.4), each on a page of its own."""
    names = ("judul", "pemilik", "pihak_terlibat", "waktu", "penerima_manfaat", "tujuan", "anggaran")
    rows, sheets = list(rows), []
    alone = len(rows) == 1
    for row in rows:
        given: dict[str, Any] = {name: getattr(row, name) for name in names}
        given |= {name: tuple(lines) for name, lines in lines_of(row).items()}
        sheets.append(LembarWorkblock(intervensi=row.intervensi_teks, **given))
    return paper_as_it_stands(
        contract=DataWorkblock(workblock=tuple(sheets), printed_at=at, nip=skp.pegawai.nip or ""),
        print_with=print_workblock,
        kind="A.1.4",
        title=f"Workblock {skp.periode.tahun} {skp.pegawai.nama_lengkap}",
        object_type="planning.workblock" if alone else "planning.workblocks",
        object_id=rows[0].pk if alone else skp.pk,
        pegawai_id=skp.pegawai_id,
        by=by,
        at=at,
    )


def _sheet(form: str, rencana: str, item: Mapping[str, Any]) -> LembarManual:
    held = item["manual"]
    offered = list(kualitas_choices(form))
    if form not in BERPERSPEKTIF and held["kualitas"] and held["kualitas"] not in offered:
        offered.append(held["kualitas"])
    with override("id"):
        return LembarManual(
            rencana=rencana,
            indikator=item["teks"],
            tujuan=_lines(held["tujuan"]),
            definisi=_lines(held["definisi"]),
            formula=_lines(held["formula"]),
            satuan=held["satuan"] or None,
            kualitas=tuple(Kotak(nama=_PRINTED[name], dipilih=name == held["kualitas"]) for name in offered),
            sumber_data=_lines(held["sumber_data"]),
            periode_pelaporan=tuple(
                Kotak(nama=str(choice.label), dipilih=choice.value == held["periode_pelaporan"])
                for choice in PeriodePelaporan
            ),
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())


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
