"""The manuals and workblocks of the annexes under the people who have their SKP, and templates of the
lampiran."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from kasuari.foundation.access import Actor
from kasuari.planning import operations as planning
from kasuari.planning import queries as plans
from kasuari.planning.operations import IsianManual, IsianWorkblock
from kasuari.site.demo import content, matrices

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi
    from kasuari.planning.models import Skp

# Which indikator of the SKP, counted through all results, the manual of the annex is about: the annex words
# it a little differently there.
ABOUT = {"SKP-1": 2, "SKP-2": 0, "SKP-3": 0}
NEEDED = "Dalam rangka memenuhi ekspektasi pimpinan, pegawai membutuhkan"
REACHED, MISSED = "Apabila memenuhi ekspektasi pimpinan,", "Apabila tidak memenuhi ekspektasi pimpinan,"
TEMPLATES = {
    "semua": {
        "dukungan": [f"{NEEDED} arahan rutin dari pimpinan."],
        "skema": ["Hasil kerja dilaporkan setiap triwulan, berikut data realisasi dan bukti dukungnya."],
        "konsekuensi": [
            f"{REACHED} pegawai diusulkan mengikuti pengembangan kompetensi.",
            f"{MISSED} pegawai menerima bimbingan kinerja.",
        ],
    },
    "jf": {
        "dukungan": [f"{NEEDED} pelatihan teknis sesuai jabatannya."],
        "skema": ["Hasil kerja dilaporkan setiap bulan, berikut data layanan yang diberikan."],
        "konsekuensi": [f"{REACHED} pegawai menerima penugasan baru sesuai keahliannya."],
    },
    "jpt_pratama": {
        "dukungan": [f"{NEEDED} koordinasi lintas perangkat daerah."],
        "skema": ["Hasil kerja dilaporkan setiap triwulan kepada kepala daerah, berikut capaian targetnya."],
        "konsekuensi": [f"{MISSED} penugasan dialihkan."],
    },
}


def templates(instansi: Instansi, clerk: Actor, *, at: datetime) -> None:
    """The templates of the agency, from the first working days of the year on."""
    for kelompok, lines in TEMPLATES.items():
        planning.write_templat(
            instansi=instansi,
            kelompok=kelompok,
            start_date=at.date(),
            lines=lines,
            version=0,
            by=clerk,
            at=at,
        )


def manual(skp: Skp, number: str, owner: Actor, *, at: datetime) -> Skp:
    """The manual of the annex in the draft of who has that worked SKP; others have none."""
    found = next((item for item in content.annex("manual_indikator") if item["skp"] == number), None)
    if found is None:
        return skp
    items = [row for rhk in plans.contents(skp).rhk for row in rhk.indikator]
    planning.write_manual(
        skp=skp,
        version=skp.version,
        indikator_id=items[ABOUT[number]].id,
        manual=isian_manual(found),
        by=owner,
        at=at,
    )
    return skp


def isian_manual(found: dict[str, Any]) -> IsianManual:
    """A manual of the annex as it is written here."""
    return IsianManual(
        dipahami=False,
        tujuan=found["tujuan"],
        definisi="\n".join(found["definisi"]),
        formula="\n".join(found["formula"]),
        satuan=found["satuan"],
        kualitas=found["kendali"].lower().replace(" ", "_"),
        sumber_data=found["sumber_data"],
        periode_pelaporan=found["periode"].lower(),
    )


def workblocks(stage: matrices.Stage) -> None:
    """The two workblocks of the annexes, by those whose matrices are there."""
    owners = {"WB-1": matrices.KEPALA_DINAS_PU, "WB-2": matrices.KEPALA_PUSKESMAS}
    for found in content.annex("workblock"):
        nip = owners[found["id"]]
        skp = stage.skp(nip)
        first = next((row for rhk in plans.contents(skp).rhk for row in rhk.indikator), None)
        planning.add_workblock(
            skp=skp,
            workblock=isian_workblock(found, indikator_id=first.id if first else None),
            by=stage.by(nip),
            at=stage.at,
        )


def isian_workblock(found: dict[str, Any], *, indikator_id: int | None = None) -> IsianWorkblock:
    """A workblock of the annex as it is written here."""
    return IsianWorkblock(
        judul=found["judul_inisiatif"],
        indikator_id=indikator_id,
        intervensi_teks=found["intervensi"],
        pemilik=found["pemilik"],
        pihak_terlibat=found["pihak_terlibat"],
        waktu=found["waktu"],
        penerima_manfaat=found["penerima_manfaat"],
        tujuan=found["tujuan"],
        anggaran=found["anggaran"],
        strategi_rutin=tuple(found["aktivitas"]["rutin"]),
        strategi_transformatif=tuple(found["aktivitas"]["transformatif"]),
        keluaran_rutin=tuple(found["keluaran_kunci"]["rutin"]),
        keluaran_transformatif=tuple(found["keluaran_kunci"]["transformatif"]),
    )
