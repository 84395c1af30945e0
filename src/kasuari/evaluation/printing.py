"""From the facts of an evaluation to its printed formats: C.1.1 to C.1.3, D.1.1 to D.1.3, the explanation.

The same mapping prints a draft and a signed evaluation; the facts of the signed one are frozen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kasuari.documents.contracts import Identitas, Periode, TandaTangan, Verifikasi
from kasuari.documents.emblem import emblem
from kasuari.evaluation.documents import (
    ActPossible,
    DataDokumenEvaluasi,
    DataHasilEvaluasi,
    DataKeputusanKeberatan,
    DataPenjelasan,
    FormatHasilEvaluasi,
    HasilDinilai,
    IkiDinilai,
    PerilakuDinilai,
    PeriodeEvaluasi,
    UmpanBalik,
)
from kasuari.evaluation.documents.labels import PREDIKAT
from kasuari.progress.queries import number_in_words
from kasuari.regulation.distribusi import PolaDistribusi, pola_distribusi
from kasuari.regulation.keberatan import DIPUTUS
from kasuari.regulation.perilaku import NILAI, panduan
from kasuari.regulation.predikat import GAGAL_STUDI, CapaianOrganisasi, Predikat, Rating

# The evaluation formats by the format of the SKP (Lampiran BAB IV B.4, p. 104).
FORMATS: dict[str, FormatHasilEvaluasi] = {
    "A.1.1": FormatHasilEvaluasi.C11,
    "A.1.6": FormatHasilEvaluasi.C11,
    "A.1.2": FormatHasilEvaluasi.C12,
    "A.1.7": FormatHasilEvaluasi.C13,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the penilai decided and when; "" and None where nothing is decided yet."""

    rating_hasil_kerja: str
    alasan_hasil_kerja: str
    rating_perilaku_kerja: str
    alasan_perilaku_kerja: str
    rekomendasi: str
    predikat: str
    predikat_code: str
    edition: str
    basis: tuple[str, ...] = ()
    signed_at: datetime | None = None
    acknowledged_at: datetime | None = None
    by_atasan: bool = False

    @property
    def signer(self) -> str:
        """Whose signature it is, as `fakta` names the people."""
        return "atasan_penilai" if self.by_atasan else "penilai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision on an objection. `before` is the predikat that was objected to."""

    mengubah: bool
    before: str
    keberatan: str
    penjelasan_penilai: str
    tanpa_penjelasan: str
    pertimbangan: str
    rekomendasi: str
    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    predikat: str
    atasan_nama: str
    atasan_nip: str | None
    decided_at: datetime
    penilai_signed_at: datetime | None = None
    pegawai_signed_at: datetime | None = None


def hasil_evaluasi(
    fakta: dict[str, Any], outcome: Outcome, *, printed_at: datetime, verifikasi: Verifikasi | None = None
) -> DataHasilEvaluasi:
    """C.1.1, C.1.2 or C.1.3, by the format of the SKP. `final` once signed."""
    form = FORMATS[fakta["skp"]["format"]]
    capaian = _capaian(fakta)
    return DataHasilEvaluasi(
        format=form,
        instansi=fakta["instansi"]["nama"].upper(),
        periode=_periode(fakta),
        periode_evaluasi=_periode_evaluasi(fakta),
        pegawai=_identitas(fakta["pegawai"]),
        penilai=_identitas(fakta["penilai"]),
        capaian=capaian,
        pola=guide(capaian, on=date.fromisoformat(fakta["periode_evaluasi"]["last_date"])),
        hasil_kerja=tuple(_hasil(item, form) for item in fakta["hasil_kerja"]),
        perilaku=tuple(
            PerilakuDinilai(
                no=number,
                nilai=value.tercetak,
                panduan=panduan(nilai=value.nilai, format=form.value),
                ekspektasi=tuple(given["ekspektasi"]),
                umpan_balik=_said(given),
            )
            for number, (value, given) in enumerate(zip(NILAI, fakta["perilaku"], strict=True), start=1)
        ),
        rating_hasil_kerja=_rating(outcome.rating_hasil_kerja),
        rating_perilaku_kerja=_rating(outcome.rating_perilaku_kerja),
        predikat=Predikat(outcome.predikat) if outcome.predikat else None,
        ttd_penilai=_ttd(fakta, outcome.signer, outcome.signed_at),
        printed_at=printed_at,
        final=outcome.signed_at is not None,
        verifikasi=verifikasi,
    )


def dokumen_evaluasi(
    fakta: dict[str, Any], outcome: Outcome, *, printed_at: datetime, verifikasi: Verifikasi | None = None
) -> DataDokumenEvaluasi:
    """D.1.1, or D.1.2 by the atasan. The owner's signature says that it was received, not that it was agreed
    to."""
    return DataDokumenEvaluasi(
        instansi=fakta["instansi"]["nama"].upper(),
        periode=_periode(fakta),
        periode_evaluasi=_periode_evaluasi(fakta),
        pegawai=_identitas(fakta["pegawai"]),
        penilai=_identitas(fakta["penilai"]),
        atasan_penilai=_identitas(fakta["atasan_penilai"]),
        capaian=_capaian(fakta),
        predikat=Predikat(outcome.predikat) if outcome.predikat else None,
        catatan=outcome.rekomendasi,
        oleh_atasan=outcome.by_atasan,
        ttd_penilai=_ttd(fakta, outcome.signer, outcome.signed_at),
        ttd_pegawai=_ttd(fakta, "pegawai", outcome.acknowledged_at),
        printed_at=printed_at,
        lambang=emblem(),
        final=outcome.signed_at is not None,
        verifikasi=verifikasi,
    )


def keputusan_keberatan(
    fakta: dict[str, Any],
    outcome: Outcome,
    decision: Decision,
    *,
    printed_at: datetime,
    verifikasi: Verifikasi | None = None,
) -> DataKeputusanKeberatan:
    """D.1.3, or the decision that upholds."""
    heard = decision.penjelasan_penilai or (
        f"Pejabat penilai kinerja tidak memberi penjelasan. {decision.tanpa_penjelasan}"
    )
    return DataKeputusanKeberatan(
        instansi=fakta["instansi"]["nama"].upper(),
        periode=_periode(fakta),
        periode_evaluasi=_periode_evaluasi(fakta),
        pegawai=_identitas(fakta["pegawai"]),
        penilai=_identitas(fakta["penilai"]),
        atasan_penilai=_atasan(fakta, decision),
        capaian=_capaian(fakta),
        predikat=Predikat(decision.predikat),
        catatan=outcome.rekomendasi,
        mengubah=decision.mengubah,
        keberatan=decision.keberatan,
        penjelasan_penilai=heard,
        keputusan="\n".join(filter(None, [_decided(decision), decision.pertimbangan, decision.rekomendasi])),
        ttd_penilai=_ttd(fakta, "penilai", decision.penilai_signed_at),
        ttd_pegawai=_ttd(fakta, "pegawai", decision.pegawai_signed_at),
        ttd_atasan=TandaTangan(
            nama=decision.atasan_nama,
            nip=decision.atasan_nip,
            place=fakta["instansi"]["kota"],
            signed_date=decision.decided_at.date(),
            signed_at=decision.decided_at,
        ),
        printed_at=printed_at,
        lambang=emblem(),
        verifikasi=verifikasi,
    )


def _decided(decision: Decision) -> str:
    before, after = PREDIKAT[Predikat(decision.before)], PREDIKAT[Predikat(decision.predikat)]
    if not decision.mengubah:
        return f"Menguatkan hasil evaluasi kinerja Pegawai: predikat tetap {after}."
    hasil, perilaku = Rating(decision.rating_hasil_kerja), Rating(decision.rating_perilaku_kerja)
    return (
        f"Mengubah hasil evaluasi kinerja Pegawai: rating hasil kerja {_WORDS[hasil]}, rating perilaku kerja "
        f"{_WORDS[perilaku]}, sehingga predikat {before} menjadi {after}. Dokumen ini menggantikan D.1.1 "
        "beserta tanda terimanya."
    )


def _atasan(fakta: dict[str, Any], decision: Decision) -> Identitas:
    """Whoever decided: as the facts know that person, else by name and NIP."""
    known = fakta["atasan_penilai"]
    if known is not None and known["nama"] == decision.atasan_nama and known["nip"] == decision.atasan_nip:
        return _identitas(known)
    return Identitas(nama=decision.atasan_nama, nip=decision.atasan_nip)


_SIGNER = {False: "PENILAI", True: "ATASAN"}


def penjelasan(
    fakta: dict[str, Any],
    outcome: Outcome,
    *,
    acts: tuple[ActPossible, ...],
    printed_at: datetime,
    decision: Decision | None = None,
    verifikasi: Verifikasi | None = None,
) -> DataPenjelasan:
    """The page from which an outsider can recompute the predikat by hand. Only of a signed evaluation.

    With a `decision` it explains the predikat that holds since.
    """
    if outcome.signed_at is None:
        raise ValueError("only a signed evaluation is explained on paper")
    decided_by, decided_at = fakta[outcome.signer], outcome.signed_at
    if decision is not None:
        outcome = replace(
            outcome,
            rating_hasil_kerja=decision.rating_hasil_kerja,
            rating_perilaku_kerja=decision.rating_perilaku_kerja,
            alasan_hasil_kerja=decision.pertimbangan,
            alasan_perilaku_kerja=decision.pertimbangan,
            predikat=decision.predikat,
        )
        decided_by, decided_at = {"nama": decision.atasan_nama, "jabatan": None}, decision.decided_at
    # Of a study that was not finished perilaku kerja alone decides; no cell of the kuadran is meant.
    unfinished = outcome.predikat_code.startswith(GAGAL_STUDI)
    hasil, perilaku = Rating(outcome.rating_hasil_kerja), Rating(outcome.rating_perilaku_kerja)
    filled, total, bukti = counts(fakta)
    capaian = fakta["capaian"]
    source = f"{capaian['unit_nama']}, {capaian['tahun']}" if capaian["level"] else "belum ada"
    return DataPenjelasan(
        instansi=fakta["instansi"]["nama"].upper(),
        periode=_periode(fakta),
        periode_evaluasi=_periode_evaluasi(fakta),
        pegawai=_identitas(fakta["pegawai"]),
        penilai=_identitas(fakta["penilai"]),
        capaian=_capaian(fakta),
        rating_hasil_kerja=None if unfinished else hasil,
        alasan_hasil_kerja=outcome.alasan_hasil_kerja,
        rating_perilaku_kerja=perilaku,
        alasan_perilaku_kerja=outcome.alasan_perilaku_kerja,
        alasan_dari="PERTIMBANGAN ATASAN" if decision else "ALASAN " + _SIGNER[outcome.by_atasan],
        predikat=Predikat(outcome.predikat),
        penjelasan=(_not_finished(perilaku) if unfinished else _met(hasil, perilaku))
        + " "
        + _what_follows(outcome, decision),
        basis=(*outcome.basis, *([str(DIPUTUS)] if decision else [])),
        edition=outcome.edition,
        inputs=(
            ("Realisasi", f"{filled} dari {total} indikator terisi"),
            ("Bukti dukung", f"{bukti} bukti"),
            ("Capaian kinerja organisasi", source),
        ),
        decided_by=", ".join(filter(None, [decided_by["nama"], decided_by["jabatan"]])),
        decided_at=decided_at,
        acts_possible=acts,
        printed_at=printed_at,
        verifikasi=verifikasi,
    )


def _met(hasil: Rating, perilaku: Rating) -> str:
    words = f"{_WORDS[hasil]} untuk hasil kerja dan {_WORDS[perilaku]} untuk perilaku kerja"
    return f"Kuadran kinerja mempertemukan {words}; petak itu memberi predikat di atas."


def _not_finished(perilaku: Rating) -> str:
    return (
        "Tugas belajar tidak diselesaikan, sehingga predikat hanya dapat Kurang atau Sangat Kurang dan "
        f"ditentukan oleh perilaku kerja: {_WORDS[perilaku]}. Kuadran kinerja tidak dipakai."
    )


def _what_follows(outcome: Outcome, decision: Decision | None) -> str:
    if decision is not None:
        before = PREDIKAT[Predikat(decision.before)]
        return (
            f"Keputusan atas keberatan mengubahnya dari {before}; D.1.3 menggantikan dokumen evaluasi "
            "sebelumnya beserta tanda terimanya."
        )
    if outcome.by_atasan:
        return (
            "Evaluasi dilakukan oleh atasan pejabat penilai kinerja dan hasilnya final; dokumen dikembalikan "
            "paling lama 7 hari kerja sejak diterima."
        )
    return (
        "Dokumen evaluasi dikembalikan, dan keberatan diajukan, paling lama 14 hari kerja sejak dokumen "
        "diterima."
    )


def counts(fakta: dict[str, Any]) -> tuple[int, int, int]:
    """(indikator with a realisasi, all indikator, evidence) in the facts."""
    rows = [row for item in fakta["hasil_kerja"] for row in item["indikator"]]
    return (
        sum(row["realisasi"] is not None for row in rows),
        len(rows),
        sum(len(row["bukti"]) for row in rows),
    )


def guide(capaian: CapaianOrganisasi | None, *, on: date) -> PolaDistribusi | None:
    """The curve that goes with a capaian: a consideration, never a quota (Lampiran BAB IV B.2)."""
    return pola_distribusi(capaian=capaian, on=on).value


def realisasi_lines(row: dict[str, Any] | None, satuan: str) -> tuple[str, ...]:
    """What was reached, in words and number; nothing where nothing is known."""
    if row is None:
        return ()
    number = None
    if row["nilai"] is not None:
        number = f"{number_in_words(Decimal(row['nilai']))} {satuan}".strip()
    return tuple(filter(None, [row["teks"], number]))


_WORDS = {
    Rating.DIATAS: "diatas ekspektasi",
    Rating.SESUAI: "sesuai ekspektasi",
    Rating.DIBAWAH: "dibawah ekspektasi",
}


def _hasil(item: dict[str, Any], form: FormatHasilEvaluasi) -> HasilDinilai:
    reached = [realisasi_lines(row["realisasi"], row["satuan"]) for row in item["indikator"]]
    whole = form is FormatHasilEvaluasi.C11
    said = _said(item)
    return HasilDinilai(
        no=item["no"],
        utama=item["jenis"] == "utama",
        rencana=item["teks"],
        penugasan_dari=item["penugasan_dari"] or None,
        diintervensi=tuple(filter(None, item["diintervensi"].split("\n"))),
        realisasi=tuple(line for lines in reached for line in lines) if whole else (),
        umpan_balik=said if whole else (),
        iki=tuple(
            IkiDinilai(
                indikator=row["teks"],
                target=row["target"] or None,
                aspek=row["aspek"] or None,
                perspektif=row["perspektif"] or None,
                realisasi=() if whole else lines,
                # Feedback is about the whole result; C.1.2 and C.1.3 have room for it beside each indikator.
                umpan_balik=said if not whole and place == 0 else (),
            )
            for place, (row, lines) in enumerate(zip(item["indikator"], reached, strict=True))
        ),
    )


def _said(given: dict[str, Any]) -> tuple[UmpanBalik, ...]:
    """The feedback in the facts; an evaluation signed before feedback was kept has none."""
    return tuple(
        UmpanBalik(teks=item["teks"], pemberi=item["pemberi"]) for item in given.get("umpan_balik", ())
    )


def _periode(fakta: dict[str, Any]) -> Periode:
    given = fakta["periode"]
    return Periode(
        start_date=date.fromisoformat(given["start_date"]), end_date=date.fromisoformat(given["last_date"])
    )


def _periode_evaluasi(fakta: dict[str, Any]) -> PeriodeEvaluasi:
    given = fakta["periode_evaluasi"]
    match given["jenis"]:
        case "bulanan":
            return PeriodeEvaluasi.bulan(given["nomor"])
        case "triwulanan":
            return PeriodeEvaluasi.triwulan(given["nomor"])
        case _:
            return PeriodeEvaluasi.tahunan()


def _identitas(given: dict[str, Any] | None) -> Identitas:
    if given is None:
        return Identitas(nama="")
    return Identitas(
        **{name: given[name] for name in ("nama", "nip", "pangkat", "jabatan", "unit_kerja", "instansi")}
    )


def _ttd(fakta: dict[str, Any], role: str, moment: datetime | None) -> TandaTangan:
    person = fakta[role] or {"nama": "", "nip": None}
    return TandaTangan(
        nama=person["nama"],
        nip=person["nip"],
        place=fakta["instansi"]["kota"] if moment else None,
        signed_date=moment.date() if moment else None,
        signed_at=moment,
    )


def _capaian(fakta: dict[str, Any]) -> CapaianOrganisasi | None:
    level = fakta["capaian"]["level"]
    return CapaianOrganisasi(level) if level else None


def _rating(value: str) -> Rating | None:
    return Rating(value) if value else None
