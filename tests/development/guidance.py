"""Short ways to guide, to counsel and to thank in tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kasuari.development import operations
from kasuari.development.models import Apresiasi, KasusKonseling, SesiBimbingan
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, TODAY, Cast

TOLD = "Sering meninggalkan pos jaga sebelum waktunya."
PROBLEM = "Pos jaga kosong tiga kali pada bulan Mei."
NOTES = "Cemas tentang anak yang sakit."
RECORD = "Sepakat mengatur jadwal jaga bersama keluarga."
ANSWERS = ["ya", "ya", "sebagian", "ya", "ya", "ya", "ya", "tidak", "ya"]


def session(
    cast: Cast,
    *,
    jenis: str = "coaching",
    until: str = "written",
    guide: Pegawai | None = None,
    person: Pegawai | None = None,
    penilai: Pegawai | None = None,
    days: int = 0,
) -> SesiBimbingan:
    """A session about Yohana: begun, written, signed, or reported."""
    owner, rater = person or cast.yohana, penilai or cast.hendrika
    made = operations.begin_session(
        pegawai=owner,
        pembimbing_id=(guide or rater).pk,
        jenis=jenis,
        bentuk="",
        kompetensi_id=None,
        tanggal=TODAY - timedelta(days=days),
        tempat="Puskesmas",
        by=cast.actor(rater),
        at=NOW,
    )
    if until == "begun":
        return made
    parts: dict[str, Any] = (
        {
            "tujuan": [["Cakupan K6", "60 %", "90 %", "Kunjungan rumah"]],
            "fakta": [["90 %", "72 %", "Perahu rusak", "Suku cadang"]],
            "peluang": [["Menumpang perahu distrik"]],
            "langkah": [["Cakupan K6", "Jadwal bersama distrik", "tidak"]],
        }
        if jenis == "coaching"
        else {
            "tujuan": [["USG dasar", "3 bulan", "Merujuk tepat", "10 kasus benar"]],
            "jurnal": [["24 Juni, Sota", "Membaca hasil", "Latihan", "Juli"]],
        }
    )
    for who in (owner, guide or rater):
        made.refresh_from_db()
        operations.write_session(sesi=made, parts=parts, version=made.version, by=cast.actor(who), at=NOW)
    made.refresh_from_db()
    if until == "written":
        return made
    for who in (owner, guide or rater):
        operations.sign_session(sesi=made, version=made.version, by=cast.actor(who), at=NOW)
        made.refresh_from_db()
    if until == "reported":
        operations.report_session(sesi=made, by=cast.actor(rater), at=NOW)
        made.refresh_from_db()
    return made


def case(
    cast: Cast,
    *,
    until: str = "told",
    peran: str = "pejabat",
    konselor: Pegawai | None = None,
    person: Pegawai | None = None,
    penilai: Pegawai | None = None,
    told: str = TOLD,
) -> KasusKonseling:
    """A case about Yohana: told, reported, appointed, or recorded."""
    owner, rater = person or cast.yohana, penilai or cast.hendrika
    made = operations.tell_problem(pegawai=owner, disampaikan=told, by=cast.actor(rater), at=NOW)
    steps = ("told", "reported", "appointed", "recorded").index(until)
    if steps >= 1:
        operations.report_problem(
            case=made,
            ekspektasi_khusus="",
            permasalahan=PROBLEM,
            serupa=False,
            upaya="Dua kali dibicarakan.",
            version=made.version,
            by=cast.actor(rater),
            at=NOW,
        )
        made.refresh_from_db()
    counsellor = konselor or cast.stefanus
    if steps >= 2:
        operations.appoint_counsellor(
            case=made,
            konselor_id=counsellor.pk,
            peran=peran,
            jadwal_at=NOW + timedelta(days=3),
            tempat="Ruang tamu BKPSDM",
            version=made.version,
            by=cast.actor(cast.lusia),
            at=NOW,
        )
        made.refresh_from_db()
    if steps >= 3:
        by = cast.actor(counsellor)
        operations.write_notes(case=made, catatan=NOTES, version=made.version, by=by, at=NOW)
        made.refresh_from_db()
        operations.record_counselling(case=made, rekaman=RECORD, version=made.version, by=by, at=NOW)
        made.refresh_from_db()
    return made


def thanks(
    cast: Cast, *, giver: Pegawai | None = None, person: Pegawai | None = None, show: bool = False
) -> Apresiasi:
    owner = person or cast.yohana
    made = operations.appreciate(
        pegawai=owner,
        teks="Menjaga posyandu apung tiga hari tanpa henti.",
        by=cast.actor(giver or cast.hendrika),
        at=NOW,
    )
    if show:
        operations.move_appreciation(
            row=made, act="tampilkan", version=made.version, by=cast.actor(owner), at=NOW
        )
        made.refresh_from_db()
    return made
