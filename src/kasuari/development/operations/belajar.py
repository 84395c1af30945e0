"""What somebody learned, who checked it, and what one unit of each form brings (Peraturan LAN 10/2018)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.development.access.kompetensi import can_keep_dictionary
from kasuari.development.access.mitra import can_answer_invitation
from kasuari.development.access.rencana import can_check, can_talk
from kasuari.development.enums.kompetensi import Jenis
from kasuari.development.enums.mitra import Moda, StatePendaftaran
from kasuari.development.enums.rencana import (
    BentukBelajar,
    CaraBelajar,
    SatuanBelajar,
    StateBelajar,
    StateKegiatan,
    StateRencana,
)
from kasuari.development.events.rencana import ConversionSet, LearningChecked, LearningNoted
from kasuari.development.models import CatatanBelajar, KegiatanPengembangan, KonversiJp
from kasuari.development.queries.rencana import DevelopmentRecord, conversion_on
from kasuari.development.states import BELAJAR
from kasuari.foundation import files
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.regulation.jam_pelajaran import Konversi, Satuan, jp_kegiatan

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from kasuari.development.models import Pendaftaran, ProgramPelatihan
    from kasuari.organisation.models import Instansi

LINE, MOST_JP = 300, 1000
_BENTUK: dict[str, BentukBelajar] = {
    Jenis.MANAJERIAL: BentukBelajar.PELATIHAN_MANAJERIAL,
    Jenis.SOSIO_KULTURAL: BentukBelajar.PELATIHAN_SOSIAL_KULTURAL,
    Jenis.TEKNIS: BentukBelajar.PELATIHAN_TEKNIS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was typed for one activity. `jp_tertulis` is the JP that its certificate names."""

    bentuk: str
    teks: str
    start_date: date | None
    last_date: date | None
    penyelenggara: str = ""
    jumlah: Decimal | None = None
    satuan: str = ""
    jp_tertulis: Decimal | None = None
    kegiatan_id: int | None = None


@transaction.atomic
def note_learning(
    *,
    held: DevelopmentRecord,
    learned: Learned,
    upload: UploadedFile[Any] | None,
    by: Actor,
    at: datetime,
) -> CatatanBelajar:
    """Note an activity with its evidence; it counts once somebody else has checked it.

    Raises Invalid with every problem, or the refusal of a file that is not what it says.
    """
    can_talk(by, pegawai_id=held.pegawai.pk, penilai_id=held.penilai_id).or_raise()
    _check(learned, held, on=at.date())
    first, last = learned.start_date or at.date(), learned.last_date or at.date()
    same = CatatanBelajar.objects.filter(
        pegawai=held.pegawai,
        bentuk=learned.bentuk,
        teks=learned.teks.strip(),
        start_date=first,
        last_date=last,
    )
    if same.exclude(state=StateBelajar.DITOLAK).exists():
        raise Invalid("development.learned_already")
    row = conversion_on(held.pegawai.instansi_id, learned.bentuk, on=last)
    found = jp_kegiatan(
        tertulis=learned.jp_tertulis,
        jumlah=learned.jumlah,
        satuan=Satuan(learned.satuan) if learned.satuan else None,
        konversi=_konversi(row),
    )
    made = CatatanBelajar.objects.create(
        pegawai=held.pegawai,
        kegiatan_id=learned.kegiatan_id,
        bentuk=learned.bentuk,
        teks=learned.teks.strip(),
        penyelenggara=learned.penyelenggara.strip(),
        start_date=first,
        last_date=last,
        jumlah=learned.jumlah,
        satuan=learned.satuan,
        jp_tertulis=learned.jp_tertulis,
        jp=found.value,
        jp_code=found.code,
        file=files.store_upload(upload, by_id=by.user_id, at=at) if upload else None,
        state=BELAJAR.initial,
        noted_at=at,
        noted_by_id=by.user_id or 0,
    )
    record(
        LearningNoted(
            by=by,
            at=at,
            object_id=made.pk,
            pegawai_id=held.pegawai.pk,
            link=_page(held),
            teks=made.teks,
            jp="?" if made.jp is None else f"{made.jp.normalize():f}",
        )
    )
    return made


@transaction.atomic
def take_over_learning(*, pendaftaran: Pendaftaran, by: Actor, at: datetime) -> CatatanBelajar:
    """Note the hours that a partner reported of one's finished training, with its certificate as evidence.
    They count like any other once somebody else has checked them.

    Raises NotAllowed, or StateRefusal `development.no_hours` while none are reported and
    `development.hours_taken` where they were noted before.
    """
    can_answer_invitation(by, pegawai_id=pendaftaran.pegawai_id).or_raise()
    if pendaftaran.state != StatePendaftaran.SELESAI or not pendaftaran.jp_hadir:
        raise StateRefusal("development.no_hours")
    program = pendaftaran.program
    jp = Decimal(pendaftaran.jp_hadir)
    planned = KegiatanPengembangan.objects.filter(
        rencana__pegawai_id=pendaftaran.pegawai_id,
        rencana__state=StateRencana.DISEPAKATI,
        rencana__tahun=program.last_date.year,
        kompetensi=program.kompetensi,
        cara=CaraBelajar.PELATIHAN,
    ).exclude(state=StateKegiatan.BATAL)
    try:
        with transaction.atomic():
            made = CatatanBelajar.objects.create(
                pegawai_id=pendaftaran.pegawai_id,
                pendaftaran=pendaftaran,
                kegiatan=planned.order_by("start_date", "pk").first(),
                bentuk=_bentuk(program),
                teks=program.judul,
                penyelenggara=program.mitra.nama,
                start_date=program.start_date,
                last_date=program.last_date,
                jp_tertulis=jp,
                jp=jp,
                jp_code=jp_kegiatan(tertulis=jp, jumlah=None, satuan=None, konversi=None).code,
                file=pendaftaran.sertifikat,
                state=BELAJAR.initial,
                noted_at=at,
                noted_by_id=by.user_id or 0,
            )
    except IntegrityError:
        raise StateRefusal("development.hours_taken") from None
    record(
        LearningNoted(
            by=by,
            at=at,
            object_id=made.pk,
            pegawai_id=made.pegawai_id,
            link=reverse("development:person", args=[made.pegawai_id]) + "#jam-pelajaran",
            teks=made.teks,
            jp=f"{jp.normalize():f}",
        )
    )
    return made


def _bentuk(program: ProgramPelatihan) -> str:
    """The form of Peraturan LAN 10/2018 that a programme has."""
    if program.moda == Moda.DARING:
        return BentukBelajar.E_LEARNING
    if program.moda == Moda.COACHING:
        return BentukBelajar.COACHING
    return _BENTUK.get(program.kompetensi.jenis if program.kompetensi else "", BentukBelajar.KURSUS)


@transaction.atomic
def check_learning(
    *,
    belajar: CatatanBelajar,
    held: DevelopmentRecord,
    accept: bool,
    alasan: str,
    by: Actor,
    at: datetime,
) -> None:
    """Accept an activity, or say why not. Raises Stale where somebody checked it meanwhile."""
    can_check(
        by,
        pegawai_id=belajar.pegawai_id,
        penilai_id=held.penilai_id,
        path=held.identity.unit_path,
    ).or_raise()
    next_state = BELAJAR.next(belajar.state, "sahkan" if accept else "tolak")
    alasan = alasan.strip()[:LINE]
    if not accept and not alasan:
        raise Invalid("development.reason_missing")
    moved = CatatanBelajar.objects.filter(pk=belajar.pk, state=belajar.state).update(
        state=next_state, alasan=alasan, checked_at=at, checked_by_id=by.user_id
    )
    if not moved:
        raise Stale
    owner = held.identity.user_id
    record(
        LearningChecked(
            by=by,
            at=at,
            object_id=belajar.pk,
            pegawai_id=belajar.pegawai_id,
            tell=(owner,) if owner else (),
            link=_page(held),
            teks=belajar.teks,
            keadaan=next_state,
            alasan=alasan,
        )
    )


@transaction.atomic
def set_conversion(
    *,
    instansi: Instansi,
    bentuk: str,
    satuan: str,
    jp: Decimal | None,
    paling_banyak: Decimal | None,
    dasar: str,
    start_date: date | None,
    by: Actor,
    at: datetime,
) -> KonversiJp:
    """Enter what one unit of a form brings from a day on, with its source; what could not be counted before
    is counted now."""
    can_keep_dictionary(by).or_raise()
    dasar = dasar.strip()
    _refuse(
        (
            ("bentuk", _("Pilih salah satu."), bentuk not in BentukBelajar.values),
            ("satuan", _("Pilih salah satu."), satuan not in SatuanBelajar.values),
            ("jp", _("Tulis angka lebih dari 0, paling besar 1.000."), jp is None or not 0 < jp <= MOST_JP),
            (
                "paling_banyak",
                _("Tulis angka lebih dari 0, paling besar 1.000."),
                paling_banyak is not None and not 0 < paling_banyak <= MOST_JP,
            ),
            ("dasar", _("Sebut halaman lampiran atau keputusannya."), not 0 < len(dasar) <= LINE),
            ("start_date", _("Isi tanggal berlaku."), start_date is None),
        )
    )
    first = start_date or at.date()
    if KonversiJp.objects.filter(instansi=instansi, bentuk=bentuk, start_date__gte=first).exists():
        raise Invalid("development.conversion_dates")
    try:
        with transaction.atomic():
            made = KonversiJp.objects.create(
                instansi=instansi,
                bentuk=bentuk,
                satuan=satuan,
                jp=jp or Decimal(0),
                paling_banyak=paling_banyak,
                dasar=dasar,
                start_date=first,
                set_at=at,
                set_by_id=by.user_id or 0,
            )
    except IntegrityError:
        raise Stale from None
    waiting = CatatanBelajar.objects.filter(
        pegawai__instansi=instansi, bentuk=bentuk, jp__isnull=True, last_date__gte=first
    )
    counted = []
    for row in waiting.order_by("pk"):
        found = jp_kegiatan(
            tertulis=None,
            jumlah=row.jumlah,
            satuan=Satuan(row.satuan) if row.satuan else None,
            konversi=_konversi(made),
        )
        if found.value is not None:
            row.jp, row.jp_code = found.value, found.code
            counted.append(row)
    CatatanBelajar.objects.bulk_update(counted, ["jp", "jp_code"], batch_size=500)
    record(
        ConversionSet(
            by=by,
            at=at,
            object_id=instansi.pk,
            bentuk=bentuk,
            satuan=satuan,
            jp=f"{made.jp.normalize():f}",
            dasar=dasar,
            berlaku=first,
            dihitung_ulang=len(counted),
        )
    )
    return made


def _konversi(row: KonversiJp | None) -> Konversi | None:
    if row is None:
        return None
    return Konversi(satuan=Satuan(row.satuan), jp=row.jp, paling_banyak=row.paling_banyak)


def _check(learned: Learned, held: DevelopmentRecord, *, on: date) -> None:
    first, last = learned.start_date, learned.last_date
    _refuse(
        (
            ("bentuk", _("Pilih salah satu."), learned.bentuk not in BentukBelajar.values),
            ("teks", _("Isi, paling panjang 300 huruf."), not 0 < len(learned.teks.strip()) <= LINE),
            ("penyelenggara", _("Paling panjang 200 huruf."), len(learned.penyelenggara.strip()) > 200),
            ("start_date", _("Isi tanggal mulai."), first is None),
            (
                "last_date",
                _("Isi tanggal selesai: tidak sebelum mulai dan tidak sesudah hari ini."),
                last is None or last > on or (first is not None and last < first),
            ),
            (
                "jumlah",
                _("Isi jumlah dan satuannya, atau JP menurut sertifikat."),
                learned.jp_tertulis is None and (learned.jumlah is None or not learned.satuan),
            ),
            (
                "jumlah",
                _("Tulis angka lebih dari 0, paling besar 1.000."),
                learned.jumlah is not None and not 0 < learned.jumlah <= MOST_JP,
            ),
            ("satuan", _("Pilih salah satu."), learned.satuan not in ("", *SatuanBelajar.values)),
            (
                "jp_tertulis",
                _("Tulis angka lebih dari 0, paling besar 1.000."),
                learned.jp_tertulis is not None and not 0 < learned.jp_tertulis <= MOST_JP,
            ),
            (
                "kegiatan",
                _("Pilih dari rencana tahun ini."),
                learned.kegiatan_id is not None
                and not KegiatanPengembangan.objects.filter(
                    pk=learned.kegiatan_id, rencana__pegawai=held.pegawai
                ).exists(),
            ),
        )
    )


def _refuse(wrong: tuple[tuple[str, str, bool], ...]) -> None:
    """Raises Invalid with every problem."""
    problems = tuple(Problem("development.field", path, words) for path, words, is_wrong in wrong if is_wrong)
    if problems:
        raise Invalid("development.invalid", problems=problems)


def _page(held: DevelopmentRecord) -> str:
    return reverse("development:person", args=[held.pegawai.pk])
