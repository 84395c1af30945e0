"""SKP of the demo that changed in the year: one set again, one that waits at the kepala puskesmas."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kasuari.planning import operations as planning
from kasuari.planning.naskah import Naskah, NaskahIndikator, NaskahRhk
from kasuari.planning.operations import IsianIndikator, IsianRhk
from kasuari.site.demo.matrices import Stage

SET_AGAIN = "199811142024212933"
WAITS = "198507282018012974"


def build(stage: Stage) -> None:
    """Begin, write, submit and set, each by who may, on following days."""
    for nip, last in ((SET_AGAIN, True), (WAITS, False)):
        skp = stage.skp(nip)
        if skp.state != "ditetapkan" or skp.penilai is None:
            continue
        owner, at = stage.actor(skp.pegawai), stage.at
        versi = planning.start_version(
            skp=skp,
            version=skp.version,
            sebab="penugasan_baru" if last else "sumber_daya",
            alasan=(
                "Puskesmas mendapat tugas imunisasi kejar di tiga kampung perbatasan mulai April."
                if last
                else "Perahu motor untuk kunjungan kampung batal dianggarkan; harapannya disesuaikan."
            ),
            by=owner,
            at=at,
        )
        planning.write_version(
            versi=versi,
            version=versi.version,
            change=_added if last else _reworded,
            by=owner,
            at=at,
        )
        at += timedelta(days=1)
        planning.submit_version(versi=versi, version=versi.version, by=owner, at=at)
        if last:
            planning.set_version(
                versi=versi,
                version=versi.version,
                by=stage.actor(skp.penilai),
                at=at + timedelta(days=1),
                issue=False,
            )


def _measured(naskah: Naskah) -> Naskah:
    """Results that came from a matrix with the version get an indikator, as their owner would write it."""
    like = naskah.rhk[0].indikator[0].isian
    for item in naskah.rhk:
        if not item.indikator:
            measure = IsianIndikator(
                teks="Laporan triwulanan diterima kepala puskesmas tanpa perbaikan pokok",
                aspek=like.aspek,
                perspektif=like.perspektif,
                target_teks="Paling lambat tanggal 10 setelah triwulan berakhir",
            )
            naskah = naskah.with_rhk(replace(item, indikator=(NaskahIndikator(naskah.new_id(), measure),)))
    return naskah


def _added(naskah: Naskah) -> Naskah:
    """A new assignment, as a further main result after the others."""
    naskah = _measured(naskah)
    like = naskah.rhk[0]
    measure = like.indikator[0].isian if like.indikator else IsianIndikator(teks="")
    first, second = naskah.new_id(), naskah.new_id() + 1
    return naskah.with_rhk(
        NaskahRhk(
            first,
            IsianRhk(
                teks="Anak di tiga kampung perbatasan terimunisasi lengkap",
                sumber="direktif",
                penugasan_dari=like.isian.penugasan_dari or "Kepala Puskesmas",
                intervensi_id=like.isian.intervensi_id,
                intervensi_teks=like.isian.intervensi_teks,
            ),
            (
                NaskahIndikator(
                    second,
                    IsianIndikator(
                        teks="Cakupan imunisasi kejar di kampung perbatasan",
                        aspek=measure.aspek,
                        perspektif=measure.perspektif,
                        target_teks="Paling sedikit 80% anak sasaran pada akhir September",
                    ),
                ),
            ),
        )
    )


def _reworded(naskah: Naskah) -> Naskah:
    """The first result in humbler words, and the support that is asked for instead."""
    naskah = _measured(naskah)
    item = naskah.rhk[0]
    words = replace(item.isian, teks=f"{item.isian.teks} di kampung yang terjangkau jalan darat")
    lampiran = {
        **naskah.lampiran,
        "dukungan": (*naskah.lampiran.get("dukungan", ()), "Pinjaman sepeda motor dari kantor distrik"),
    }
    return replace(naskah.with_rhk(replace(item, isian=words)), lampiran=lampiran)
