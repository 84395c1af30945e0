"""What a meeting is told about a wave or one of its units, out of the agency's own data. Paper is Indonesian.

Nothing here is invented: a day that is not set is said to be not set, and numbers are counted on the day.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from kasuari.documents.words import day_in_words
from kasuari.foundation.functions import Fungsi
from kasuari.learning.queries import champions_within
from kasuari.organisation.queries import leaders_of
from kasuari.planning.queries import current_periode, label, periode_evaluasi
from kasuari.rollout.documents import DataBahan
from kasuari.rollout.enums import StateGelombang, StateKekurangan
from kasuari.rollout.models import AnggotaGelombang, Kekurangan
from kasuari.rollout.queries.waves import members_of, people_below
from kasuari.surveys.queries import open_surveys_within

if TYPE_CHECKING:
    from kasuari.rollout.models import Gelombang

CHANGES = {
    Fungsi.SKP: "Rencana kerja setahun ditulis dan disepakati lewat ponsel atau komputer.",
    Fungsi.REALISASI: "Hasil dicatat sekali dengan buktinya, lalu dipakai lagi ketika menilai.",
    Fungsi.UMPAN_BALIK: "Umpan balik diberi sepanjang tahun, tidak menunggu akhir tahun.",
    Fungsi.PUTARAN_360: "Rekan dan bawahan memberi pendapat; jawabannya disegel terpisah dari nama.",
    Fungsi.EVALUASI: "Penilai memberi dua rating dengan alasan dan bukti yang dapat Anda baca.",
    Fungsi.KALIBRASI: "Pimpinan membandingkan penilaian antarunit supaya ukurannya sama.",
    Fungsi.KEBERATAN: "Siapa pun yang tidak setuju dapat berkeberatan lewat halaman hasilnya.",
    Fungsi.PENGEMBANGAN: "Rencana belajar dan angka kredit dihitung dari hasil yang sudah ada.",
}
GAINS = (
    "Yang dinilai hanya yang disepakati dan tertulis.",
    "Catatan bulan ini dipakai lagi di akhir tahun; tidak ditulis ulang.",
    "Alasan setiap penilaian dapat dibaca oleh orangnya sendiri.",
    "Dapat diisi lewat ponsel; bila sinyal hilang, tulisan tetap tersimpan di ponsel.",
)
MOST_WINDOWS, MOST_LEADERS = 3, 4


def data_of(gelombang: Gelombang, anggota: AnggotaGelombang | None, *, at: datetime) -> DataBahan:
    """What the materials of a wave say, or of one unit in it. A dozen queries."""
    on = timezone.localtime(at).date()
    members = [anggota] if anggota is not None else members_of(gelombang)
    paths = [row.unit.path for row in members]
    with translation.override("id"):
        return DataBahan(
            judul="Cara baru merencanakan dan menilai kinerja",
            instansi=gelombang.instansi.nama,
            kelompok=anggota.unit.nama if anggota is not None else gelombang.nama,
            latihan=gelombang.practises,
            berubah=_changes(gelombang, on),
            kapan=_days(gelombang, on),
            tanya=_whom_to_ask(members, on),
            untung=(*GAINS, *_counted(gelombang, paths, on)),
            keluhan=_complaints(),
            warga=tuple(
                (row.layanan, _address(reverse("surveys:answer", args=[row.kode])))
                for row in open_surveys_within(paths, on=on)
            ),
            alamat=_address("/"),
            printed_at=at,
        )


def _changes(gelombang: Gelombang, on: date) -> tuple[tuple[str, str, str], ...]:
    """What is on or will be, with the day of its last switch."""
    found = []
    for item in Fungsi:
        days = gelombang.sakelar.get(item.value, [])
        if not days or not days[-1][1]:
            continue
        day = date.fromisoformat(days[-1][0])
        since = "sejak " if day <= on and gelombang.state != StateGelombang.DISIAPKAN else "direncanakan "
        found.append((str(item.label), since + day_in_words(day), CHANGES[item]))
    return tuple(found)


def _days(gelombang: Gelombang, on: date) -> tuple[tuple[str, str], ...]:
    found = []
    if gelombang.started_at is not None:
        day = timezone.localtime(gelombang.started_at).date()
        found.append((day_in_words(day), "Dimulai di unit ini"))
    elif gelombang.rencana_date is not None:
        found.append((day_in_words(gelombang.rencana_date), "Rencana mulai, bila syaratnya terpenuhi"))
    periode = current_periode(gelombang.instansi_id, on)
    windows = [row for row in periode_evaluasi(periode) if row.window_last_date >= on] if periode else []
    found += [
        (day_in_words(row.window_last_date), f"Batas penilaian {label(row)}")
        for row in windows[:MOST_WINDOWS]
    ]
    return tuple(found)


def _whom_to_ask(members: list[AnggotaGelombang], on: date) -> tuple[str, ...]:
    by_path = champions_within([row.unit.path for row in members], on=on)
    leaders = leaders_of([row.unit_id for row in members], on)
    found: list[str] = []
    for row in members:
        helpers = by_path[row.unit.path]
        found += [f"{item.pegawai.nama_lengkap}, pendamping {item.unit.nama}" for item in helpers]
        leader = leaders.get(row.unit_id)
        if not helpers and leader is not None and len(members) <= MOST_LEADERS:
            found.append(f"{leader.nama}, pimpinan {row.unit.nama}")
    if len(members) > MOST_LEADERS:
        found.append("Pimpinan unit Anda masing-masing")
    clerk = "Unit kepegawaian, lewat “Bertanya tentang halaman ini” di bawah tiap halaman"
    return (*dict.fromkeys(found), clerk)


def _counted(gelombang: Gelombang, paths: list[str], on: date) -> tuple[str, ...]:
    """What the agency itself can show: people who take part, and shortcomings that were repaired."""
    people = {pk for rows in people_below(paths, on=on).values() for pk, _user in rows}
    found = [f"{len(people)} orang di sini ikut bersama-sama."] if people else []
    rows = Kekurangan.objects.filter(instansi_id=gelombang.instansi_id)
    told = rows.count()
    settled = rows.filter(state=StateKekurangan.DIPASTIKAN).count()
    if told:
        found.append(
            f"{told} kekurangan sudah dilaporkan pegawai; {settled} sudah diperbaiki dan dipastikan."
        )
    return tuple(found)


def _complaints() -> tuple[str, ...]:
    return (
        "Tidak setuju dengan hasil penilaian? Ajukan keberatan dari halaman Hasil saya sebelum batas "
        "hari kerja yang tertulis di sana (Pasal 29 PermenPANRB 6/2022).",
        "Nama penilai keliru? Tekan “Penilai saya salah” pada halaman SKP.",
        "Sistemnya bermasalah? Buka Gelombang, pilih “Kekurangan”, lalu ceritakan. Yang diperbaiki "
        "dipastikan oleh unit yang melaporkan.",
    )


def _address(path: str) -> str:
    return settings.KASUARI.base_url.rstrip("/") + path
