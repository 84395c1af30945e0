"""What happens in evaluation, in words. Ratings stand in the data, never in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.subjects import SUBJECTS, subject
from kasuari.foundation.events import Event

EVALUASI = "evaluation.evaluasi"
KEBERATAN = "evaluation.keberatan"


@dataclass(frozen=True, kw_only=True)
class CapaianSet(
    Event,
    kind="evaluation.capaian_set",
    about="evaluation.capaian_organisasi",
    sentence=_("{by} menetapkan capaian kinerja {unit}."),
):
    """`level_before` is "" when none had been set."""

    unit: str
    unit_id: int
    periode_evaluasi_id: int
    level: str
    level_before: str
    dasar: str


@dataclass(frozen=True, kw_only=True)
class EvaluasiRated(
    Event, kind="evaluation.rated", about=EVALUASI, sentence=_("{by} menyimpan penilaian sementara.")
):
    skp_id: int
    periode_evaluasi_id: int
    rating_hasil_kerja: str
    alasan_hasil_kerja: str
    rating_perilaku_kerja: str
    alasan_perilaku_kerja: str
    rekomendasi: str
    version: int


@dataclass(frozen=True, kw_only=True)
class EvaluasiSigned(
    Event, kind="evaluation.signed", about=EVALUASI, sentence=_("{by} menandatangani evaluasi kinerja.")
):
    """`late` says that it was signed after the window had ended; `jalur` whether by the penilai or in the
    penilai's place."""

    skp_id: int
    periode_evaluasi_id: int
    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    predikat: str
    predikat_code: str
    edition: str
    capaian_level: str
    late: bool
    jalur: str


@dataclass(frozen=True, kw_only=True)
class EvaluasiDelivered(
    Event,
    kind="evaluation.delivered",
    about=EVALUASI,
    sentence=_("{by} menyampaikan hasil evaluasi kinerja kepada pegawai."),
):
    """`keberatan_last_date` is the last day for an objection, None while the calendar does not reach it."""

    skp_id: int
    periode_evaluasi_id: int
    keberatan_last_date: date | None


@dataclass(frozen=True, kw_only=True)
class EvaluasiAcknowledged(
    Event,
    kind="evaluation.acknowledged",
    about=EVALUASI,
    sentence=_("{by} menandatangani tanda terima hasil evaluasi kinerja."),
):
    skp_id: int
    periode_evaluasi_id: int
    tanggapan: str
    teks: str


@dataclass(frozen=True, kw_only=True)
class KeberatanFiled(
    Event, kind="evaluation.keberatan_filed", about=KEBERATAN, sentence=_("{by} mengajukan keberatan.")
):
    """`decision_last_date` is the last day for the decision, None while the calendar does not reach it."""

    evaluasi_id: int
    alasan: str
    bukti: tuple[str, ...]
    decision_last_date: date | None


@dataclass(frozen=True, kw_only=True)
class KeberatanExplained(
    Event,
    kind="evaluation.keberatan_explained",
    about=KEBERATAN,
    sentence=_("{by} memberi penjelasan atas keberatan."),
):
    evaluasi_id: int
    penjelasan: str


@dataclass(frozen=True, kw_only=True)
class KeberatanReplied(
    Event,
    kind="evaluation.keberatan_replied",
    about=KEBERATAN,
    sentence=_("{by} menambahkan keterangan pada keberatannya."),
):
    evaluasi_id: int
    penjelasan: str
    bukti: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class KeberatanWithdrawn(
    Event, kind="evaluation.keberatan_withdrawn", about=KEBERATAN, sentence=_("{by} mencabut keberatannya.")
):
    evaluasi_id: int


@dataclass(frozen=True, kw_only=True)
class KeberatanDecided(
    Event, kind="evaluation.keberatan_decided", about=KEBERATAN, sentence=_("{by} memutus keberatan.")
):
    """`predikat_before` and `predikat` are the same where it upholds. `late`: after its last day."""

    evaluasi_id: int
    keputusan: str
    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    predikat_before: str
    predikat: str
    edition: str
    heard: bool
    late: bool


@dataclass(frozen=True, kw_only=True)
class KeberatanSigned(
    Event,
    kind="evaluation.keberatan_signed",
    about=KEBERATAN,
    sentence=_("{by} menandatangani keputusan atas keberatan."),
):
    evaluasi_id: int
    pihak: str


@dataclass(frozen=True, kw_only=True)
class AtasanRouteOpened(
    Event,
    kind="evaluation.atasan_route_opened",
    about="planning.skp",
    sentence=_("Evaluasi {period} untuk {pegawai} beralih kepada atasan pejabat penilai kinerja."),
):
    """`reason`: lewat_waktu, berhalangan_tetap or penilai_pindah."""

    periode_evaluasi_id: int
    period: str
    pegawai: str
    reason: str
    basis: str


class OfClock:
    """Of the last day of a step. `subject` are the Indonesian words; `hal` and what follows let them be said
    in the language of the reader."""

    @classmethod
    def spoken(cls, data: dict[str, Any]) -> dict[str, Any]:
        if data.get("hal") not in SUBJECTS:  # told before the parts were kept
            return data
        given = {key: data[key] for key in ("period", "name", "count")}
        return data | {"subject": subject(data["hal"], **given)}


@dataclass(frozen=True, kw_only=True)
class Reminded(
    OfClock,
    Event,
    kind="evaluation.reminded",
    about="evaluation.pengingat",
    sentence=_("Pengingat: {subject}, paling lambat {last_date}."),
):
    """Sent once before the last day of a step."""

    step: str
    subject: str
    last_date: date
    hal: str = ""
    period: str = ""
    name: str = ""
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class Escalated(
    OfClock,
    Event,
    kind="evaluation.escalated",
    about="evaluation.pengingat",
    sentence=_("Lewat waktu: {subject}, seharusnya paling lambat {last_date}."),
):
    """Sent once after the last day, to who can do something about it."""

    step: str
    subject: str
    last_date: date
    hal: str = ""
    period: str = ""
    name: str = ""
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class OutageDeclared(
    Event,
    kind="evaluation.outage_declared",
    about="evaluation.gangguan",
    sentence=_("{by} mencatat gangguan sistem di {wilayah}."),
):
    wilayah: str
    alasan: str
    start_at: datetime
    end_at: datetime
    unit_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class OutageWithdrawn(
    Event,
    kind="evaluation.outage_withdrawn",
    about="evaluation.gangguan",
    sentence=_("{by} membatalkan catatan gangguan sistem di {wilayah}."),
):
    wilayah: str


@dataclass(frozen=True, kw_only=True)
class HolidayAdded(
    Event,
    kind="evaluation.holiday_added",
    about="foundation.harilibur",
    sentence=_("{by} mencatat hari libur daerah {nama} pada {day}."),
):
    nama: str
    day: date
    dasar: str


@dataclass(frozen=True, kw_only=True)
class HolidayWithdrawn(
    Event,
    kind="evaluation.holiday_withdrawn",
    about="foundation.harilibur",
    sentence=_("{by} membatalkan hari libur {nama} pada {day}."),
):
    nama: str
    day: date


PENUTUPAN = "evaluation.penutupan"


@dataclass(frozen=True, kw_only=True)
class PeriodClosed(
    Event, kind="evaluation.period_closed", about=PENUTUPAN, sentence=_("{by} menutup evaluasi {period}.")
):
    """`open_count`: how many things were left undone, for the reason given. `again`: after a reopening."""

    periode_evaluasi_id: int
    period: str
    open_count: int
    alasan: str
    sidik: str
    again: bool


@dataclass(frozen=True, kw_only=True)
class ReopeningProposed(
    Event,
    kind="evaluation.reopening_proposed",
    about=PENUTUPAN,
    sentence=_("{by} mengusulkan evaluasi {period} dibuka kembali."),
):
    periode_evaluasi_id: int
    period: str
    alasan: str
    days: int


@dataclass(frozen=True, kw_only=True)
class ReopeningApproved(
    Event,
    kind="evaluation.reopening_approved",
    about=PENUTUPAN,
    sentence=_("{by} menyetujui evaluasi {period} dibuka kembali sampai {until}."),
):
    periode_evaluasi_id: int
    period: str
    until: date


@dataclass(frozen=True, kw_only=True)
class ReopeningRejected(
    Event,
    kind="evaluation.reopening_rejected",
    about=PENUTUPAN,
    sentence=_("{by} menolak evaluasi {period} dibuka kembali."),
):
    periode_evaluasi_id: int
    period: str


BUNDEL = "evaluation.bundel"


@dataclass(frozen=True, kw_only=True)
class BundleAsked(
    Event,
    kind="evaluation.bundle_asked",
    about=BUNDEL,
    sentence=_("{by} meminta bundel dokumen {unit}, {period}."),
):
    unit: str
    period: str
    isi: str
    bentuk: str
    count: int


@dataclass(frozen=True, kw_only=True)
class BundleContinued(
    Event, kind="evaluation.bundle_continued", about=BUNDEL, sentence=_("{by} melanjutkan bundel dokumen.")
):
    count: int


@dataclass(frozen=True, kw_only=True)
class BundleFinished(
    Event,
    kind="evaluation.bundle_finished",
    about=BUNDEL,
    sentence=_("Bundel dokumen {unit}, {period}, siap diunduh."),
):
    unit: str
    period: str
    count: int


@dataclass(frozen=True, kw_only=True)
class TppRuleSet(
    Event,
    kind="evaluation.tpp_rule_set",
    about="evaluation.aturan_tpp",
    sentence=_("{by} mencatat aturan TPP yang berlaku sejak {start_date}."),
):
    start_date: date
    dasar: str
    percent: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class ResultsExported(
    Event,
    kind="evaluation.results_exported",
    about="evaluation.ekspor",
    sentence=_("{by} mengekspor hasil evaluasi {period}."),
):
    """Who took the results of many people out, for what (`jenis`), and of how many."""

    period: str
    jenis: str
    count: int


@dataclass(frozen=True, kw_only=True)
class CarryProposed(
    Event,
    kind="evaluation.carry_proposed",
    about="planning.skp",
    sentence=_("{by} mengusulkan memakai hasil sebelum kepindahan untuk {period}."),
):
    periode_evaluasi_id: int
    period: str
    sumber_id: int


@dataclass(frozen=True, kw_only=True)
class CarryAgreed(
    Event,
    kind="evaluation.carry_agreed",
    about="planning.skp",
    sentence=_("{by} setuju hasil sebelum kepindahan dipakai untuk {period}."),
):
    periode_evaluasi_id: int
    period: str
    sumber_id: int


@dataclass(frozen=True, kw_only=True)
class StudyRecorded(
    Event,
    kind="evaluation.study_recorded",
    about="planning.skp",
    sentence=_("{by} mencatat hasil tugas belajar di {institusi}."),
):
    """`ipk` is "" where it is not known."""

    periode_evaluasi_id: int
    institusi: str
    ipk: str
    kelulusan: str


@dataclass(frozen=True, kw_only=True)
class RefusalRecorded(
    Event,
    kind="evaluation.refusal_recorded",
    about=EVALUASI,
    sentence=_("{by} mencatat bahwa pegawai menolak menandatangani, dengan saksi {saksi}."),
):
    saksi: str
    keterangan: str
