"""Plans that the tests of planning share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kasuari.organisation.models import Pegawai
from kasuari.planning import operations
from kasuari.planning.models import Skp, VersiSkp
from kasuari.planning.naskah import NEW, Naskah, NaskahIndikator, NaskahRhk
from kasuari.planning.operations import IsianIndikator, IsianRhk
from kasuari.planning.people import plannable_penugasan
from tests.cast import NOW, Cast

LAMPIRAN = {
    "dukungan": ["Tenaga administratif untuk mencatat register kohort"],
    "skema": ["Reviu setiap dua minggu dengan kepala puskesmas"],
    "konsekuensi": ["Prioritas pelatihan bila harapan tercapai"],
}


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
def draft(cast: Cast) -> Callable[..., Skp]:
    """An SKP of somebody in their main appointment, begun by themselves."""

    def begin(pegawai: Pegawai, pendekatan: str = "kualitatif") -> Skp:
        penugasan = plannable_penugasan(
            pegawai.pk, start_date=cast.periode.start_date, last_date=cast.periode.last_date
        )[0]
        return operations.draft_skp(
            periode=cast.periode, penugasan=penugasan, pendekatan=pendekatan, by=cast.actor(pegawai), at=NOW
        )

    return begin


@pytest.fixture
def complete(cast: Cast, draft: Callable[..., Skp]) -> Callable[..., Skp]:
    """A draft that lacks nothing wajib; `results` main results with one indikator each."""

    def fill(pegawai: Pegawai, results: int = 1) -> Skp:
        skp = draft(pegawai)
        perspektif = "anggaran" if skp.format == "A.1.1" else ""
        return operations.fill_skp(
            skp=skp,
            version=skp.version,
            rhk=[
                IsianRhk(
                    teks=f"Ibu hamil di wilayah kerja {number} terlayani sesuai standar",
                    penugasan_dari="Kepala Puskesmas",
                    intervensi_teks="Pelayanan kesehatan ibu dan anak membaik",
                    indikator=(
                        IsianIndikator(
                            teks="Pemeriksaan ANC sesuai prosedur",
                            perspektif=perspektif,
                            target_teks="Komplain lebih sedikit daripada tahun lalu",
                        ),
                    ),
                )
                for number in range(1, results + 1)
            ],
            lampiran=LAMPIRAN,
            by=cast.actor(pegawai),
            at=NOW,
        )

    return fill


@pytest.fixture
def submitted(cast: Cast, complete: Callable[..., Skp]) -> Callable[..., Skp]:
    """A complete SKP handed to the penilai."""

    def submit(pegawai: Pegawai, results: int = 1) -> Skp:
        skp = complete(pegawai, results)
        return operations.submit_skp(skp=skp, version=skp.version, by=cast.actor(pegawai), at=later(1))

    return submit


@pytest.fixture
def running(cast: Cast, submitted: Callable[..., Skp]) -> Callable[..., Skp]:
    """An SKP that Hendrika has set."""

    def establish(pegawai: Pegawai, results: int = 2) -> Skp:
        skp = submitted(pegawai, results)
        penilai = skp.penilai
        assert penilai is not None
        return operations.set_skp(
            skp=skp, version=skp.version, by=cast.actor(penilai), at=later(2), issue=False
        )

    return establish


@pytest.fixture
def started(cast: Cast) -> Callable[..., VersiSkp]:
    """A new version of a set SKP, begun by its owner or by `by`."""

    def start(skp: Skp, by: Pegawai | None = None) -> VersiSkp:
        skp = Skp.objects.get(pk=skp.pk)
        return operations.start_version(
            skp=skp,
            version=skp.version,
            sebab="penugasan_baru",
            alasan="Puskesmas mendapat tugas imunisasi kejar",
            by=cast.actor(by or cast.yohana),
            at=later(3),
        )

    return start


def one_more(naskah: Naskah) -> Naskah:
    """A second result gone, the first reworded, another added."""
    first, second = naskah.rhk
    reworded = replace(first, isian=replace(first.isian, teks="Ibu hamil dan ibu nifas terlayani"))
    new = NaskahRhk(
        naskah.new_id(),
        IsianRhk(
            teks="Anak usia sekolah terimunisasi lengkap",
            penugasan_dari="Kepala Puskesmas",
            intervensi_teks="Pelayanan kesehatan ibu dan anak membaik",
        ),
        (
            NaskahIndikator(
                NEW + 99,
                IsianIndikator(
                    teks="Cakupan imunisasi kejar",
                    target_teks="95%",
                    perspektif=first.indikator[0].isian.perspektif,
                ),
            ),
        ),
    )
    return replace(naskah.without_rhk(second.id), rhk=(reworded, new))
